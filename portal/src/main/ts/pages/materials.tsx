/** Uploading: announced, sent straight to storage, inspected; what the browser can know is said before anything is sent (R15). */
import { useRef, useState } from 'preact/hooks';
import { api, newKey, NoAnswer, type Application, type Attachment, type ChecklistItem } from '../api';
import { fill, label, said, size, t } from '../texts';
import { Button, ErrorSummary, Loading, Notice, Page, problems, Tag, TextArea, useCommand, useLoad, type Problem } from '../ui';
import type { Of } from './applicant';
import { labels } from '../texts/labels';

const TYPES: Record<string, string> = { 'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'image/png': 'PNG' };
const LARGEST = 10 * 1024 * 1024;

export function Materials(of: Of) {
  const { application: a } = of;
  const checks = useLoad(() => api.checks(a.id), a.id + a.attachments.map((f) => f.id + f.status).join() + a.formRevision);
  const reload = async () => of.put(await api.application(a.id));
  const items = (checks.value?.checklist ?? []).filter((item) => item.material !== 'A12' && (item.status !== 'NOT_NEEDED' || a.attachments.some((f) => f.material === item.material && f.status === 'ACCEPTED')));
  const comments = new Map(a.correction?.items.map((m) => [m.item, m.comment]) ?? []);
  return (
    <Page title={t.sections.materials} back={'/portal/applications/' + a.id}>
      <p>{t.materials.lead}</p>
      {!checks.value ? <Loading of={checks} /> : (
        <ul class="cards">
          {items.map((item) => (
            <li key={item.material}>
              <h2 id={'f-' + item.material} tabIndex={-1}>{item.material} {label(labels.materials, item.material)}</h2>
              {comments.has(item.material) && <Notice kind="warning" title={t.tasks.toMend}><p>{comments.get(item.material)}</p></Notice>}
              <Material application={a} name={`${item.material} ${label(labels.materials, item.material)}`} item={item} reload={reload} put={of.put} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

export function Material(props: { application: Application; name: string; item: { material: string } & Partial<ChecklistItem>; reload: () => Promise<void>; put?: (a: Application) => void }) {
  const { application: a, item } = props;
  const files = a.attachments.filter((f) => f.material === item.material && f.status !== 'REPLACED' && f.status !== 'SUPERSEDED' && f.status !== 'REMOVED');
  const { wrong, busy, run } = useCommand();
  const good = item.status === 'OK' || item.status === 'NOT_APPLICABLE';
  return (
    <>
      {item.status && <p><Tag kind={good ? 'good' : 'warning'}>{t.materials[item.status]}</Tag> {item.violation && !good && said(item.violation)}</p>}
      <ErrorSummary problems={wrong} />
      <ul class="files">
        {files.map((f) => (
          <li>
            <FileLink application={a} file={f} /> <span class="hint">{size(f.size)}</span>{' '}
            {f.status === 'ACCEPTED' ? <Tag kind="good">{t.materials.accepted}</Tag> : f.status === 'REJECTED' ? <><Tag kind="bad">{t.materials.refused}</Tag><p>{f.rejection && said(f.rejection)}</p></> : <Tag>{t.materials.waiting}</Tag>}{' '}
            <Button kind="plain" busy={busy} label={fill(t.materials.removeFile, { name: f.fileName })} onClick={() => void run(async () => { await api.remove(a.id, f.id); await props.reload(); })}>{t.frame.remove}</Button>
          </li>
        ))}
      </ul>
      <Upload application={a} material={item.material} name={props.name} reload={props.reload} />
      {item.mayBeNotApplicable && props.put && <NotApplicable application={a} material={item.material} put={props.put} />}
    </>
  );
}

/** Opens what the reviewers will see; its address lives for minutes, so it is asked for when it is wanted. */
export function FileLink(props: { application: Application; file: Attachment }) {
  const { wrong, run } = useCommand();
  const open = () => run(async () => {
    const { uri } = await api.file(props.application.id, props.file.id);
    window.open(uri, '_blank', 'noopener,noreferrer');
  });
  return <>{wrong.map((p) => <span class="error">{p.message}</span>)}<button type="button" class="link" onClick={() => void open()}>{props.file.fileName}</button></>;
}

function Upload(props: { application: Application; material: string; name: string; reload: () => Promise<void> }) {
  const [wrong, setWrong] = useState<Problem[]>([]);
  const [progress, setProgress] = useState<number>();
  const [failed, setFailed] = useState<{ file: File; key: string }>();
  const input = useRef<HTMLInputElement>(null);
  const id = 'upload-' + props.material;

  const send = async (file: File, key: string) => {
    setWrong([]);
    setFailed(undefined);
    const refused = before(file);
    if (refused) return setWrong([{ message: refused }]);
    setProgress(0);
    try {
      const sha256 = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))));
      const ticket = await api.announce(props.application.id, { material: props.material, fileName: file.name, contentType: file.type, size: file.size, sha256 }, key);
      await put(ticket.upload, file, setProgress);
      await api.complete(props.application.id, ticket.attachmentId);
    } catch (error) {
      setWrong(problems(error));
      if (error instanceof NoAnswer) setFailed({ file, key });
    } finally {
      setProgress(undefined);
      if (input.current) input.current.value = '';
      await props.reload().catch(() => undefined);
    }
  };
  return (
    <div class="field">
      <label for={id}>{t.materials.choose}<span class="hidden">：{props.name}</span></label>
      <input ref={input} id={id} type="file" accept="application/pdf,image/jpeg,image/png" disabled={progress !== undefined}
        onChange={(event) => { const file = event.currentTarget.files?.[0]; if (file) void send(file, newKey()); }} />
      <div role="status">{progress !== undefined && <><progress max={1} value={progress} aria-label={t.materials.sending} /> {progress < 1 ? t.materials.sending : t.materials.inspecting}</>}</div>
      <div role="alert">{wrong.map((p) => <p class="error">{p.message}</p>)}</div>
      {failed && <Button onClick={() => void send(failed.file, failed.key)}>{t.frame.again}</Button>}
    </div>
  );
}

/** What can be known before anything is sent. */
function before(file: File): string | undefined {
  if (/\.hei[cf]$/i.test(file.name) || /hei[cf]/.test(file.type)) return t.materials.heic;
  if (!(file.type in TYPES)) return t.materials.type;
  if (file.size > LARGEST) return fill(t.materials.tooLarge, { size: size(file.size) });
  return file.size === 0 ? t.materials.empty : undefined;
}

// fetch tells nothing of how far an upload is
function put(upload: { uri: string; headers: Record<string, string> }, file: File, progress: (part: number) => void): Promise<void> {
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
      <TextArea path={'notApplicable.' + material} label={t.materials.reason} rows={2} value={reason} onInput={setReason} />
      <Button kind="plain" busy={busy} onClick={() => void save()}>{t.frame.save}</Button>
    </details>
  );
}
