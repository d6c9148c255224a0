/** The register of employers: found, registered and corrected; who waits for an unregistered one; whole lists taken in (R37, R42). */
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, NoAnswer, type EmployerImport, type EmployerRequest } from '../api';
import { dateOf, fill, number, said, t } from '../texts';
import { staffTexts } from '../texts/staff';
import { Button, ErrorSummary, Input, Loading, Notice, Page, Paged, problems, Select, Table, Tag, TextArea, under, useCommand, useLoad, type Problem } from '../ui';
import { sha256, put } from './materials';

interface Entry { uscc: string; name: string; district: string; contactPhone: string; version?: number }
const NONE: Entry = { uscc: '', name: '', district: '', contactPhone: '' };
const CODE = /^[0-9A-Za-z]{18}$/;

export function Employers() {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [before, setBefore] = useState<(string | undefined)[]>([]);
  const [cursor, setCursor] = useState<string>();
  const [entry, setEntry] = useState<Entry>(NONE);
  const [saved, setSaved] = useState('');
  const catalogue = useLoad(() => api.catalogue(), 'catalogue');
  const found = useLoad(() => api.employers(CODE.test(asked) ? { uscc: asked } : asked ? { name: asked } : { ...(cursor ? { cursor } : {}) }), asked + cursor);
  const waiting = useLoad(async () => (await api.employers({ requested: true })).requests, 'requested');
  const following = found.value?.next;
  const turn = (to: string | undefined, pages: (string | undefined)[]) => {
    setCursor(to);
    setBefore(pages);
  };
  const districts = (catalogue.value?.districts ?? []).map((d) => ({ value: d, label: d }));
  const done = async () => {
    setEntry(NONE);
    await Promise.all([found.reload(), waiting.reload()]);
  };
  return (
    <Page title={t.admin.employers} back="/portal/admin" wide>
      <Waiting of={waiting} done={done} />
      <h2>{staffTexts().employers.register}</h2>
      <form role="search" onSubmit={(event) => { event.preventDefault(); setAsked(text.trim()); turn(undefined, []); }}>
        <Input path="find" type="search" label={staffTexts().employers.find} hint={staffTexts().employers.findHint} value={text} onInput={setText} />
        <Button type="submit" kind="plain">{t.office.search}</Button>
      </form>
      <Paged of={found} page={before.length + 1} previous={before.length ? () => turn(before.at(-1), before.slice(0, -1)) : undefined} following={following ? () => turn(following, [...before, cursor]) : undefined}>{(list) => (<>
        <p role="status">{asked && fill(list.more ? staffTexts().employers.more : t.queue.count, { count: list.employers.length })}</p>
        <Table label={t.admin.employers} head={[t.fields.employerName, t.fields.uscc, t.fields.district, t.admin.change]}
          rows={list.employers.map((e) => [e.name, e.uscc, e.district, <Button kind="plain" label={`${t.admin.change} ${e.name}`} onClick={() => setEntry({ ...NONE, ...e })}>{t.admin.change}</Button>])} />
      </>)}</Paged>
      <Register key={entry.uscc} entry={entry} districts={districts} saved={saved} done={async (name) => { setSaved(name); await done(); }} />
      <Import done={done} />
    </Page>
  );
}

function Register(props: { entry: Entry; districts: { value: string; label: string }[]; saved: string; done: (name: string) => Promise<void> }) {
  const [v, set] = useState(props.entry);
  const heading = useRef<HTMLHeadingElement>(null);
  const { wrong, busy, run } = useCommand();
  useEffect(() => {
    if (props.entry.uscc) heading.current?.focus();
  }, []);
  const text = (name: 'uscc' | 'name' | 'district' | 'contactPhone') => ({ path: name, problems: wrong, value: v[name], onInput: (value: string) => set((x) => ({ ...x, [name]: value })) });
  const save = () => run(async () => {
    const uscc = v.uscc.trim();
    // One that is registered already is corrected as it stands now.
    const version = v.version ?? (CODE.test(uscc) ? (await api.employers({ uscc })).employers[0]?.version : undefined);
    const { name } = await api.registerEmployer(uscc, { name: v.name, district: v.district, ...(v.contactPhone ? { contactPhone: v.contactPhone } : {}) }, version);
    set(NONE);
    await props.done(name);
  });
  return (
    <section aria-labelledby="register-title">
      <h2 id="register-title" tabIndex={-1} ref={heading}>{t.admin.registerEmployer}</h2>
      <div role="status">{props.saved && <Notice kind="good"><p>{fill(staffTexts().employers.saved, { name: props.saved })}</p></Notice>}</div>
      <ErrorSummary problems={wrong} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Input {...text('uscc')} label={t.fields.uscc} hint={t.fields.usccHint} />
        <Input {...text('name')} label={t.fields.employerName} />
        <Select {...text('district')} label={t.fields.district} options={props.districts} />
        <Input {...text('contactPhone')} label={t.employer.phone} type="tel" optional short />
        <Button type="submit" busy={busy}>{t.frame.save}</Button>
      </form>
    </section>
  );
}

function Waiting(props: { of: ReturnType<typeof useLoad<EmployerRequest[]>>; done: () => Promise<void> }) {
  const { of } = props;
  if (!of.value) return <Loading of={of} />;
  return (<>
    <h2>{staffTexts().employers.waiting} <Tag kind={of.value.length ? 'warning' : 'good'}>{number(of.value.length)}</Tag></h2>
    {of.value.length === 0 ? <p>{staffTexts().employers.nothing}</p> : <ul class="cards">{of.value.map((r) => <li key={r.uscc}><Requested of={r} done={props.done} /></li>)}</ul>}
  </>);
}

function Requested(props: { of: EmployerRequest; done: () => Promise<void> }) {
  const { of: r } = props;
  const [reason, setReason] = useState('');
  const confirm = useCommand();
  const refuse = useCommand();
  const first = r.asked[0];
  return (<>
    <h3>{r.name}</h3>
    <p>{[r.uscc, r.district, r.contactPhone].filter(Boolean).join(' · ')}</p>
    <p class="hint">{first && fill(staffTexts().employers.asked, { count: r.asked.length, day: dateOf(first.at) })}</p>
    {r.asked.filter((a) => a.forEmployer).map((a) => <p class="hint">{fill(staffTexts().employers.own, { sub: a.sub })}</p>)}
    <ErrorSummary problems={confirm.wrong} />
    <Button busy={confirm.busy} label={`${staffTexts().employers.confirm} ${r.name}`} onClick={() => void confirm.run(async () => { await api.registerEmployer(r.uscc, { name: r.name, district: r.district, ...(r.contactPhone ? { contactPhone: r.contactPhone } : {}) }, undefined); await props.done(); })}>{staffTexts().employers.confirm}</Button>
    <details>
      <summary>{staffTexts().employers.refuse}</summary>
      <ErrorSummary problems={under(r.uscc, refuse.wrong)} />
      <TextArea path={r.uscc + '.reason'} label={staffTexts().employers.reason} rows={2} problems={under(r.uscc, refuse.wrong)} value={reason} onInput={setReason} />
      <Button kind="warning" busy={refuse.busy} onClick={() => void refuse.run(async () => { await api.refuseEmployer(r.uscc, reason); await props.done(); })}>{staffTexts().employers.refuse}</Button>
    </details>
  </>);
}

const PAUSE = 1_500;

/** The same request again and again until all lines are read; cut off, it goes on from where it was. */
function Import(props: { done: () => Promise<void> }) {
  const [run, setRun] = useState<EmployerImport>();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Problem[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File) => {
    setBusy(true);
    setWrong([]);
    setRun(undefined);
    try {
      const list = { contentType: file.type || 'text/csv', size: file.size, sha256: await sha256(file) };
      for (let now = await api.importEmployers(list); ; now = await api.importEmployers(list)) {
        setRun(now);
        if (now.stage === 'FINISHED') break;
        if (now.stage === 'WAITING_FOR_FILE' && now.upload) await put(now.upload, file, () => undefined);
        else await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
      await props.done();
    } catch (error) {
      setWrong(error instanceof NoAnswer ? [{ message: staffTexts().employers.goOn }] : problems(error));
    } finally {
      setBusy(false);
      if (input.current) input.current.value = '';
    }
  };
  return (
    <section aria-labelledby="import-title">
      <h2 id="import-title">{staffTexts().employers.import}</h2>
      <ErrorSummary problems={wrong} />
      <div class="field">
        <label for="list">{staffTexts().employers.list}</label>
        <p class="hint" id="list-hint">{staffTexts().employers.listHint}</p>
        <input id="list" ref={input} type="file" accept=".csv,.xlsx,text/csv" aria-describedby="list-hint" disabled={busy} onChange={(event) => { const file = event.currentTarget.files?.[0]; if (file) void take(file); }} />
      </div>
      <div role="status">
        {run && <Notice kind={run.stage === 'FINISHED' ? 'good' : 'info'} title={run.stage === 'FINISHED' ? staffTexts().employers.finished : staffTexts().employers.running}><p>{fill(staffTexts().employers.figures, { lines: number(run.lines), done: number(run.done), changed: number(run.changed), wrong: number(run.wrongLines) })}</p></Notice>}
      </div>
      {run && run.wrong.length > 0 && <Table label={staffTexts().employers.wrong} head={[staffTexts().employers.line, staffTexts().employers.why]} rows={run.wrong.map((w) => [number(w.line), <ul>{w.violations.map((v) => <li>{said(v)}</li>)}</ul>])} />}
    </section>
  );
}
