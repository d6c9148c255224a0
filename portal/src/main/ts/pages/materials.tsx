/** Uploading: announced, sent straight to storage, made into the pages that everyone sees; what the browser can know is said before anything is sent (R15, R46). */
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, newKey, NoAnswer, type Application, type Attachment, type ChecklistItem, type Reading } from '../api';
import { fill, label, said, size, t } from '../texts';
import { Button, ErrorSummary, Loading, Notice, Page, problems, Tag, TextArea, useCommand, useLoad, type Problem } from '../ui';
import { changeable, type Of } from './applicant';
import type { Turned } from './photos';
import { isHeic, Portrait, shrunk } from './portrait';
import { labels } from '../texts/labels';

const TYPES: Record<string, string> = { 'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'image/png': 'PNG' };
const LARGEST = 10 * 1024 * 1024;

export function Materials(of: Of) {
  const { application: a } = of;
  const checks = useLoad(() => api.checks(a.id), a.id + a.attachments.map((f) => f.id + f.status).join() + a.formRevision);
  // what is known stays until it is known anew: an upload beside it goes on, and one that failed says so
  const known = useRef(checks.value);
  known.current = checks.value ?? known.current;
  const checklist = known.current?.checklist;
  const reload = async () => of.put(await api.application(a.id));
  const open = changeable(a, known.current);
  const items = (checklist ?? []).filter((item) => item.material !== 'A12' && (item.status !== 'NOT_NEEDED' || a.attachments.some((f) => f.material === item.material && f.status === 'ACCEPTED')));
  const comments = new Map(a.correction?.items.map((m) => [m.item, m.comment]) ?? []);
  return (
    <Page title={t.sections.materials} back={'/portal/applications/' + a.id}>
      <p>{t.materials.lead}</p>
      {(!checklist || checks.error !== undefined) && <Loading of={checks} />}
      {checklist && (
        <ul class="cards">
          {items.map((item) => (
            <li key={item.material}>
              <h2 id={'f-' + item.material} tabIndex={-1}>{item.material} {label(labels.materials, item.material)}</h2>
              {comments.has(item.material) && <Notice kind="warning" title={t.tasks.toMend}><p>{comments.get(item.material)}</p></Notice>}
              <Material application={a} name={`${item.material} ${label(labels.materials, item.material)}`} item={item} reload={reload} shut={!open(item.material)} put={of.put} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

/** Photos that were sent since the page was opened, by their ids: what lies on its side can be turned and sent in their place. */
const photos = new Map<string, File>();
type Again = (file: File, instead: string) => Promise<unknown>;
/** What only some want is loaded when they do. */
const part = () => import('./photos').catch(() => Promise.reject(new NoAnswer()));

export function Material(props: { application: Application; name: string; item: { material: string } & Partial<ChecklistItem>; reload: () => Promise<void>; shut?: boolean; put?: (a: Application) => void }) {
  const { application: a, item } = props;
  const files = a.attachments.filter((f) => f.material === item.material && f.status !== 'REPLACED' && f.status !== 'SUPERSEDED' && f.status !== 'REMOVED');
  const { wrong, busy, run, setWrong } = useCommand();
  const [opened, setOpened] = useState('');
  const again = useRef<Again>();
  const turn = async (id: string) => {
    const photo = photos.get(id);
    if (!photo) return;
    const upright = await (await part()).turned({ file: photo, quarters: 1 });
    if (!upright) return setWrong([{ message: fill(t.materials.unread, { name: photo.name }) }]);
    await again.current?.(upright, id);
  };
  const good = item.status === 'OK' || item.status === 'NOT_APPLICABLE';
  return (
    <>
      {item.status && <p><Tag kind={good ? 'good' : 'warning'}>{t.materials[item.status]}</Tag> {item.violation && !good && said(item.violation)}</p>}
      <ErrorSummary problems={wrong} />
      <ul class="files">
        {files.map((f) => (
          <li>
            {f.status === 'ACCEPTED' ? <button type="button" class="link" aria-expanded={opened === f.id} onClick={() => setOpened(opened === f.id ? '' : f.id)}>{f.fileName}</button> : f.fileName} <span class="hint">{size(f.size)}</span>{' '}
            {f.status === 'ACCEPTED' ? <Tag kind="good">{t.materials.accepted}</Tag> : f.status === 'REJECTED' ? <><Tag kind="bad">{t.materials.refused}</Tag><p>{f.rejection && said(f.rejection)}</p></> : <><Tag>{t.materials.waiting}</Tag> <Button kind="plain" busy={busy} onClick={() => void run(async () => { await api.complete(a.id, f.id); await props.reload(); })}>{t.materials.lookAgain}</Button></>}{' '}
            {!props.shut && <Button kind="plain" busy={busy} label={fill(t.materials.removeFile, { name: f.fileName })} onClick={() => void run(async () => { await api.remove(a.id, f.id); await props.reload(); })}>{t.frame.remove}</Button>}
            {!props.shut && opened === f.id && photos.has(f.id) && <Button kind="plain" busy={busy} onClick={() => void run(() => turn(f.id))}>{t.materials.turn}</Button>}
            {opened === f.id && f.status === 'ACCEPTED' && <><p>{t.materials.look}</p><Pages application={a} file={f} name={props.name} /></>}
          </li>
        ))}
      </ul>
      {props.shut ? <p><Tag>{t.tasks.shut}</Tag></p> : <Upload application={a} material={item.material} name={props.name} reload={props.reload} done={setOpened} again={again} />}
      {item.mayBeNotApplicable && props.put && !props.shut && <NotApplicable application={a} material={item.material} put={props.put} />}
    </>
  );
}

/** What everyone sees of a file, page by page, and what is odd about it (R46). */
export function Pages(props: { application: Application; file: Attachment; name: string; turn?: number; zoom?: number }) {
  const shown = useLoad(() => api.file(props.application.id, props.file.id), props.file.id);
  const sheet = useRef<HTMLDivElement>(null);
  // the addresses live for minutes, and a page is fetched when it comes into sight
  const missed = () => shown.value && Date.parse(shown.value.validUntil) < Date.now() && void shown.reload();
  return (
    <>
      {props.file.warnings.length > 0 && <Notice kind="warning"><ul>{props.file.warnings.map((w) => <li>{said(w)}</li>)}</ul></Notice>}
      {shown.value && shown.value.pages.length > 1 && shown.value.pages[0]?.preview && (
        <ol class="previews" aria-label={t.queue.pages}>
          {shown.value.pages.map((page, i) => (
            <li><button type="button" class="link" onClick={() => sheet.current?.children[i]?.scrollIntoView({ block: 'start' })}>
              <img src={page.preview} width={page.width} height={page.height} loading="lazy" onError={missed} alt={fill(t.queue.page, { page: i + 1 })} />
            </button></li>
          ))}
        </ol>
      )}
      {!shown.value ? <Loading of={shown} /> : (
        <div ref={sheet} class="sheet" tabIndex={0} role="group" aria-label={props.name}>
          {shown.value.pages.map((page, i, all) => (
            <img src={page.uri} width={page.width} height={page.height} loading="lazy" class={`turn${props.turn ?? 0} zoom${(props.zoom ?? 1) * 100}`} onError={missed}
              alt={fill(t.materials.page, { name: props.name, page: i + 1, count: all.length })} />
          ))}
        </div>
      )}
    </>
  );
}

/** All pages as one document, to be printed or kept; its address lives for minutes, so it is asked for when it is wanted. */
export function FileLink(props: { application: Application; file: Attachment }) {
  const { wrong, run } = useCommand();
  const open = () => run(async () => {
    const { uri } = await api.whole(props.application.id, props.file.id);
    window.open(uri, '_blank', 'noopener,noreferrer');
  });
  return <>{wrong.map((p) => <span class="error">{p.message}</span>)}<button type="button" class="link" onClick={() => void open()}>{props.file.fileName}</button></>;
}

function Upload(props: { application: Application; material: string; name: string; reload: () => Promise<void>; done: (id: string) => void; again: { current: Again | undefined } }) {
  const [wrong, setWrong] = useState<Problem[]>([]);
  const [progress, setProgress] = useState<number>();
  const [reading, setReading] = useState<Reading>();
  const [failed, setFailed] = useState<{ file: File; key: string; instead: string | undefined }>();
  const [portrait, setPortrait] = useState<File>();
  const [several, setSeveral] = useState<{ files: File[]; part: Awaited<ReturnType<typeof part>> }>();
  const input = useRef<HTMLInputElement>(null);
  const id = 'upload-' + props.material;
  const picking = useRef(false);
  // who goes back to choosing is there
  useEffect(() => {
    if (picking.current && !several && document.activeElement === document.body) input.current?.focus();
    picking.current = several !== undefined;
  }, [several]);

  const choose = async (files: File[]) => {
    const [chosen] = files;
    if (!chosen) return;
    setWrong([]);
    if (files.length > 1) {
      try {
        return setSeveral({ files, part: await part() });
      } catch (error) {
        again();
        return setWrong(problems(error));
      }
    }
    const file = await shrunk(chosen, LARGEST);
    if (props.material !== 'A3' || !file.type.startsWith('image/') || before(file)) return send(file, newKey());
    setWrong([]);
    setPortrait(file);
  };
  const again = () => {
    setPortrait(undefined);
    setSeveral(undefined);
    if (input.current) input.current.value = ''; // the same may be chosen again
  };
  const combine = async (files: Turned[]) => {
    try {
      const made = await (await part()).together(files, LARGEST);
      if (made && 'file' in made) return void await send(made.file, newKey());
      setWrong([{ message: made ? fill(t.materials.unread, { name: made.unread }) : t.materials.tooMany }]);
    } catch (error) {
      setWrong(problems(error));
    }
  };
  const separately = async (files: Turned[]) => {
    const { turned } = await part();
    for (const one of files) {
      const file = await turned(one);
      if (!file) return setWrong([{ message: fill(t.materials.unread, { name: one.file.name }) }]);
      if (!await send(await shrunk(file, LARGEST), newKey())) return;
    }
  };
  const send = async (file: File, key: string, instead?: string) => {
    setPortrait(undefined);
    setSeveral(undefined);
    setWrong([]);
    setFailed(undefined);
    const refused = before(file);
    if (refused) {
      again();
      setWrong([{ message: `${file.name}：${refused}` }]);
      return false;
    }
    setProgress(0);
    try {
      const ticket = await api.announce(props.application.id, { material: props.material, fileName: file.name, contentType: file.type, size: file.size, sha256: await sha256(file), ...(instead ? { replaces: instead } : {}) }, key);
      await put(ticket.upload, file, setProgress);
      await api.complete(props.application.id, ticket.attachmentId, setReading);
      if (file.type.startsWith('image/')) photos.set(ticket.attachmentId, file);
      props.done(ticket.attachmentId);
      return true;
    } catch (error) {
      setWrong(problems(error));
      if (error instanceof NoAnswer) setFailed({ file, key, instead });
      return false;
    } finally {
      setProgress(undefined);
      setReading(undefined);
      if (input.current) input.current.value = '';
      await props.reload().catch(() => undefined);
    }
  };
  props.again.current = (file, instead) => send(file, newKey(), instead);
  return (
    <div class="field">
      <label for={id}>{t.materials.choose}<span class="hidden">：{props.name}</span></label>
      <input ref={input} id={id} type="file" accept="application/pdf,image/jpeg,image/png" multiple={props.material !== 'A3'} disabled={progress !== undefined || portrait !== undefined || several !== undefined}
        onChange={(event) => void choose([...event.currentTarget.files ?? []])} />
      {portrait && <Portrait file={portrait} use={(file) => void send(file, newKey())} cancel={again} />}
      {several && <several.part.Several files={several.files} combine={combine} separately={separately} cancel={again} />}
      <div role="status">{progress !== undefined && <><progress max={1} value={progress} aria-label={t.materials.sending} /> {progress < 1 ? t.materials.sending : reading?.of ? fill(t.materials.reading, { ...reading }) : t.materials.inspecting}</>}</div>
      <div role="alert">{wrong.map((p) => <p class="error">{p.message}</p>)}</div>
      {failed && <Button onClick={() => void send(failed.file, failed.key, failed.instead)}>{t.frame.again}</Button>}
    </div>
  );
}

/** What can be known before anything is sent. */
function before(file: File): string | undefined {
  if (isHeic(file)) return t.materials.heic;
  if (!(file.type in TYPES)) return t.materials.type;
  if (file.size > LARGEST) return fill(t.materials.tooLarge, { size: size(file.size) });
  return file.size === 0 ? t.materials.empty : undefined;
}

export const sha256 = async (file: File) => btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))));

// fetch tells nothing of how far an upload is
export function put(upload: { uri: string; headers: Record<string, string> }, file: File, progress: (part: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', upload.uri);
    Object.entries(upload.headers).filter(([name]) => !['host', 'content-length'].includes(name)).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = (event) => progress(event.loaded / event.total);
    request.onload = () => (request.status < 300 ? resolve() : reject(new NoAnswer()));
    request.onerror = () => reject(new NoAnswer());
    request.send(file);
  });
}

function NotApplicable(props: { application: Application; material: string; put: (a: Application) => void }) {
  const { application: a, material } = props;
  const [reason, setReason] = useState(a.form.notApplicable[material] ?? '');
  const { wrong, busy, run } = useCommand();
  const save = () => run(async () => {
    const { [material]: _, ...others } = a.form.notApplicable;
    props.put(await api.saveSection(a.id, 'notApplicable', reason.trim() ? { ...others, [material]: reason } : others, a.formRevision));
  });
  return (
    <details open={reason !== ''}>
      <summary>{t.materials.notApplicable}</summary>
      <ErrorSummary problems={wrong} />
      <TextArea path={'notApplicable.' + material} label={t.materials.reason} rows={2} names={[a.name]} value={reason} onInput={setReason} />
      <Button kind="plain" busy={busy} onClick={() => void save()}>{t.frame.save}</Button>
    </details>
  );
}
