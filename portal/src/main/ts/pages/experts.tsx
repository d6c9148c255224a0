/** The committee's register: who is on it and what each is for a draw; entries, lists, invitations; and the expert's own consent (R45). */
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, NoAnswer, today, type Expert, type ExpertEntry, type ExpertImport, type OwnExpert, type Standing } from '../api';
import { dateOf, day, fill, lastDay, named, number, said, t } from '../texts';
import { staffTexts } from '../texts/staff';
import { words } from '../texts/experts';
import { Button, download, downloadOwnData, ErrorSummary, Facts, Input, Loading, Notice, Page, Paged, problems, Select, Table, Tabs, Tag, TextArea, useCommand, useLoad, type Problem } from '../ui';

const STANDINGS: Standing[] = ['AVAILABLE', 'NOT_APPOINTED', 'NOT_CONSENTED', 'NOT_BEGUN', 'ENDED'];
const CONSENT = '/portal/committee/consent';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
/** An id that says nothing of the person: a repeat of what is sent is one entry. */
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(26)), (byte) => LETTERS[byte & 31]).join('');
const lines = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean);

/** Administrators change it; the office, who runs the sessions, reads it. */
export function Experts(props: { back: string; changes: boolean }) {
  const [text, setText] = useState('');
  const [by, setBy] = useState<{ name?: string; series?: string; specialty?: string; standing?: string }>({});
  // the same search asked for again is looked up again: somebody may have consented meanwhile
  const [asked, setAsked] = useState(0);
  const [before, setBefore] = useState<(string | undefined)[]>([]);
  const [cursor, setCursor] = useState<string>();
  const [edited, setEdited] = useState<{ expert?: Expert; turn: number }>({ turn: 0 });
  const [told, setTold] = useState<{ title: string; text?: string; link?: string }>();
  const catalogue = useLoad(() => api.catalogue(), 'catalogue');
  const found = useLoad(() => api.experts({ ...by, cursor }), JSON.stringify([by, cursor, asked]));
  const command = useCommand();
  const following = found.value?.next;
  const turn = (to: string | undefined, pages: (string | undefined)[]) => {
    setCursor(to);
    setBefore(pages);
  };
  const ask = (more: typeof by) => {
    setBy((x) => ({ ...x, ...more }));
    setAsked((n) => n + 1);
    turn(undefined, []);
  };
  const series = catalogue.value?.series ?? [];
  const specialties = series.find((s) => s.name === by.series)?.specialties ?? [];
  const invite = (e: Expert) => command.run(async () => {
    const { link, until, mailed } = await api.inviteExpert(e.id);
    setTold({ title: fill(words().invited, { name: e.name }), text: fill(mailed ? words().mailed : words().pass, { day: lastDay(until) }), link: `${location.origin}${CONSENT}#${link}` });
    await found.reload();
  });
  const appoint = (e: Expert) => command.run(async () => {
    const sub = e.sub ?? '';
    const member = (await api.staff()).staff.find((m) => m.sub === sub);
    await api.appoint(sub, { name: member?.name || e.name, mail: member?.mail || e.mail, appointments: [...(member?.appointments ?? []), { role: 'COMMITTEE', scope: '', from: today() }] }, member?.version || undefined);
    setTold({ title: fill(words().appointed, { name: e.name }) });
    await found.reload();
  });
  const done = async (title: string) => {
    setTold({ title });
    setEdited((x) => ({ turn: x.turn + 1 }));
    await found.reload();
  };
  return (
    <Page title={t.admin.experts} back={props.back} wide>
      <div role="status">{told && <Notice kind="good" title={told.title}>{told.text && <p>{told.text}</p>}{told.link && <p><code>{told.link}</code></p>}</Notice>}</div>
      <ErrorSummary problems={command.wrong} />
      <form role="search" onSubmit={(event) => { event.preventDefault(); ask({ name: text.trim() }); }}>
        <div class="row">
          <Input path="find" type="search" label={words().find} value={text} onInput={setText} />
          <Select path="by.series" label={words().series} empty={words().all} value={by.series ?? ''} options={series.map((s) => ({ value: s.name, label: named(s) }))} onInput={(value) => ask({ series: value, specialty: '' })} />
          <Select path="by.specialty" label={words().specialty} empty={words().all} value={by.specialty ?? ''} options={specialties.map((s) => ({ value: s.name, label: s.name }))} onInput={(value) => ask({ specialty: value })} />
        </div>
        <Button type="submit" kind="plain">{t.office.search}</Button>
      </form>
      <Paged of={found} page={before.length + 1} previous={before.length ? () => turn(before.at(-1), before.slice(0, -1)) : undefined} following={following ? () => turn(following, [...before, cursor]) : undefined}>{(list) => (<>
        <Tabs label={words().stands} value={by.standing ?? ''} onChoose={(standing) => ask({ standing })}
          options={[{ value: '', label: words().all }, ...STANDINGS.map((s) => ({ value: s, label: words()[s], count: list.counts[s] }))]} />
        <p role="status">{fill(t.queue.count, { count: list.experts.length })}</p>
        <p class="actions">{(['CSV', 'XLSX'] as const).map((format) => <Button kind="plain" busy={command.busy} onClick={() => void command.run(async () => download(await api.expertTable(by, format), `${t.admin.experts}.${format.toLowerCase()}`))}>{fill(words().export, { format })}</Button>)}</p>
        <Table label={t.admin.experts} head={[t.register.name, t.fields.employerName, words().title, words().series, words().term, words().stands, ...(props.changes ? [t.admin.change] : [])]}
          rows={list.experts.map((e) => [e.name, e.employerName, e.title, [...e.series, ...e.specialties].join('、'), `${day(e.from)}–${day(e.to)}`, <Stands of={e} />,
            ...(props.changes ? [<span class="actions">
              <Button kind="plain" label={`${t.admin.change} ${e.name}`} onClick={() => setEdited((x) => ({ expert: e, turn: x.turn + 1 }))}>{t.admin.change}</Button>
              {e.standing === 'NOT_CONSENTED' && !e.sub && <Button kind="plain" busy={command.busy} label={`${words().invite} ${e.name}`} onClick={() => void invite(e)}>{words().invite}</Button>}
              {e.standing === 'NOT_APPOINTED' && e.sub && <Button kind="plain" busy={command.busy} label={`${words().appoint} ${e.name}`} onClick={() => void appoint(e)}>{words().appoint}</Button>}
            </span>] : [])])} />
      </>)}</Paged>
      {props.changes && <Entry key={edited.turn} expert={edited.expert} done={done} />}
      {props.changes && <Import done={found.reload} />}
    </Page>
  );
}

function Stands(props: { of: Expert }) {
  const { of: e } = props;
  return (<>
    <Tag {...(e.standing === 'AVAILABLE' ? { kind: 'good' } : e.standing === 'NOT_APPOINTED' ? { kind: 'warning' } : {})}>{words()[e.standing]}</Tag>
    {e.ended && <p class="hint">{day(e.ended.day)} {e.ended.reason}</p>}
    {e.standing === 'NOT_CONSENTED' && e.invited && <p class="hint">{fill(staffTexts().invite.open, { day: lastDay(e.invited) })}</p>}
  </>);
}

function Entry(props: { expert: Expert | undefined; done: (title: string) => Promise<void> }) {
  const { expert: e } = props;
  const [id] = useState(e?.id ?? newId());
  const [v, set] = useState({
    name: e?.name ?? '', mail: e?.mail ?? '', employer: e?.employer ?? '', employerName: e?.employerName ?? '', title: e?.title ?? '', series: (e?.series ?? []).join('\n'),
    specialties: (e?.specialties ?? []).join('\n'), from: e?.from ?? '', to: e?.to ?? '', 'ended.day': e?.ended?.day ?? '', 'ended.reason': e?.ended?.reason ?? '',
  });
  const heading = useRef<HTMLHeadingElement>(null);
  const { wrong, busy, run } = useCommand();
  useEffect(() => {
    if (e) heading.current?.focus();
  }, []);
  const text = (path: keyof typeof v) => ({ path, problems: wrong, value: v[path], onInput: (value: string) => set((x) => ({ ...x, [path]: value })) });
  const save = () => run(async () => {
    const entry: ExpertEntry = {
      name: v.name, mail: v.mail, employer: v.employer, employerName: v.employerName, title: v.title, series: lines(v.series), specialties: lines(v.specialties),
      ...(v.from ? { from: v.from } : {}), ...(v.to ? { to: v.to } : {}),
      ...(v['ended.day'] || v['ended.reason'] ? { ended: { ...(v['ended.day'] ? { day: v['ended.day'] } : {}), reason: v['ended.reason'] } } : {}),
    };
    const { name } = await api.recordExpert(id, entry, e?.version);
    await props.done(fill(t.admin.saved, { what: name }));
  });
  return (
    <section aria-labelledby="entry-title">
      <h2 id="entry-title" tabIndex={-1} ref={heading}>{e ? fill(t.admin.changeOf, { name: e.name }) : words().record}</h2>
      <ErrorSummary problems={wrong} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <div class="row"><Input {...text('name')} label={t.register.name} /><Input {...text('title')} label={words().title} /></div>
        <Input {...text('employerName')} label={t.fields.employerName} />
        <Input {...text('employer')} label={t.fields.uscc} hint={words().employerHint} optional />
        <Input {...text('mail')} label={t.register.mail} hint={words().mailHint} type="email" optional />
        <div class="row"><TextArea elsewhere {...text('series')} label={words().series} hint={t.admin.oneALine} rows={2} /><TextArea elsewhere {...text('specialties')} label={words().specialty} hint={words().specialtiesHint} rows={2} /></div>
        <div class="row"><Input {...text('from')} label={words().from} type="date" /><Input {...text('to')} label={words().to} type="date" /></div>
        {e && <details open={e.ended !== undefined || wrong.some((p) => p.field?.startsWith('ended'))}>
          <summary>{words().end}</summary>
          <p class="hint">{words().endText}</p>
          <Input {...text('ended.day')} label={words().endDay} type="date" short />
          <TextArea {...text('ended.reason')} about={e.id} names={[e.name]} label={words().endReason} rows={2} />
        </details>}
        <Button type="submit" busy={busy}>{t.frame.save}</Button>
      </form>
    </section>
  );
}

/** As it travels in a request; a long list at once would be more arguments than a call may have. */
const base64 = (bytes: Uint8Array) => {
  let text = '';
  bytes.forEach((byte) => (text += String.fromCharCode(byte)));
  return btoa(text);
};

/** A file, or what was copied from a spreadsheet: looked through first, then written, again and again until nothing is left. */
function Import(props: { done: () => Promise<void> }) {
  const [pasted, setPasted] = useState('');
  const [list, setList] = useState<string>();
  const [report, setReport] = useState<{ of: ExpertImport; written: boolean }>();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Problem[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const doing = async (work: () => Promise<void>) => {
    setBusy(true);
    setWrong([]);
    try {
      await work();
    } catch (error) {
      setWrong(error instanceof NoAnswer ? [{ message: words().goOn }] : problems(error));
    } finally {
      setBusy(false);
      if (input.current) input.current.value = '';
    }
  };
  const look = (bytes: Uint8Array) => doing(async () => {
    const content = base64(bytes);
    setReport(undefined);
    setReport({ of: await api.importExperts(content, true), written: false });
    setList(content);
  });
  const write = (content: string) => doing(async () => {
    const first = await api.importExperts(content, false);
    for (let now = first; now.remaining > 0; now = await api.importExperts(content, false)) setReport({ of: { ...first, remaining: now.remaining }, written: true });
    setReport({ of: { ...first, remaining: 0 }, written: true });
    setList(undefined);
    setPasted('');
    await props.done();
  });
  const r = report?.of;
  return (
    <section aria-labelledby="import-title">
      <h2 id="import-title">{words().import}</h2>
      <ErrorSummary problems={wrong} />
      <p class="hint" id="list-hint">{words().listHint}</p>
      <div class="field">
        <label for="list">{words().list}</label>
        <input id="list" ref={input} type="file" accept=".csv,.xlsx,text/csv" aria-describedby="list-hint" disabled={busy} onChange={(event) => { const file = event.currentTarget.files?.[0]; if (file) void file.arrayBuffer().then((bytes) => look(new Uint8Array(bytes))); }} />
      </div>
      <TextArea elsewhere path="pasted" label={words().paste} value={pasted} onInput={setPasted} rows={3} />
      {pasted && <Button kind="plain" busy={busy} onClick={() => void look(new TextEncoder().encode(pasted))}>{words().look}</Button>}
      <div role="status">
        {r && <Notice kind={report.written && r.remaining === 0 ? 'good' : 'info'} title={!report.written ? words().preview : r.remaining > 0 ? staffTexts().employers.running : staffTexts().employers.finished}><p>{fill(words().figures, { lines: number(r.lines), created: number(r.created), changed: number(r.changed), wrong: number(r.wrongLines) })}</p></Notice>}
      </div>
      {r && r.wrong.length > 0 && <Table label={staffTexts().employers.wrong} head={[staffTexts().employers.line, staffTexts().employers.why]} rows={r.wrong.map((w) => [number(w.line), <ul>{w.violations.map((v) => <li>{said(v)}</li>)}</ul>])} />}
      {r && !report.written && r.planned.length > 0 && <Table label={words().preview} head={[staffTexts().employers.line, t.register.name, t.fields.employerName, words().effect]} rows={r.planned.map((p) => [number(p.line), p.name, p.employerName, words()[p.effect]])} />}
      {list !== undefined && r && r.lines > 0 && <Button busy={busy} onClick={() => void write(list)}>{fill(words().write, { count: number(r.created + r.changed) })}</Button>}
    </section>
  );
}

/** The expert's own page, opened by the link of the invitation: what stands behind its # never leaves the browser but to consent. */
export function Consent(props: { back: string }) {
  const [id = '', code = ''] = useState(location.hash.slice(1).split(/-(.*)/s))[0];
  const own = useLoad<OwnExpert | undefined>(async () => (id ? api.lookAtExpert(id, code) : (await api.ownExpert()).expert), id);
  const [saidNow, setSaid] = useState('');
  const { wrong, busy, run } = useCommand();
  const say = (consents: boolean) => run(async () => {
    own.put(await api.consentExpert(own.value?.id ?? id, code, consents));
    history.replaceState(null, '', location.pathname);
    setSaid(consents ? words().consented : words().takenBack);
  });
  const e = own.value;
  if (own.loading || own.error) return <Page title={words().own} back={props.back}><Loading of={own} /></Page>;
  if (!e) return <Page title={words().own} back={props.back}><p>{words().none}</p></Page>;
  return (
    <Page title={words().own} back={props.back}>
      <div role="status">{saidNow && <Notice kind="good"><p>{saidNow}</p></Notice>}</div>
      <ErrorSummary problems={wrong} />
      <Facts facts={[[t.register.name, e.name], [t.fields.employerName, e.employerName], [words().title, e.title], [words().series, e.series.join('、')], [words().specialty, e.specialties.join('、') || words().wholeSeries],
        [words().term, `${day(e.from)}–${day(e.to)}`], [words().consent, e.consented ? dateOf(e.consented) : words().notYet], ...(e.ended ? [[words().end, `${day(e.ended.day)} ${e.ended.reason}`] as [string, string]] : [])]} />
      {e.consented ? (<><p>{words().backText}</p><Button kind="warning" busy={busy} onClick={() => void say(false)}>{words().takeBack}</Button></>)
        : (<><p>{words().lead}</p><ul><li>{words().duty}</li><li>{words().recusal}</li><li>{words().secrecy}</li></ul><Button busy={busy} onClick={() => void say(true)}>{words().agree}</Button></>)}
      {(e.consented || !code) && <p><Button kind="plain" busy={busy} onClick={() => void run(downloadOwnData)}>{t.register.download}</Button></p>}
    </Page>
  );
}
