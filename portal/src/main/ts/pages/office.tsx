/** The office: approval documents (R28), certificates (R30, R34, R41), registrations (R33) and integrity records (R34). */
import { useEffect, useState } from 'preact/hooks';
import { api, today, type Approved, type Certificate, type CorrectedRegistration, type IntegrityRecord, type PreparedDocument, type QueueLine, type Question, type ReissueCause, type Summary } from '../api';
import { day, fill, label, moment, number, said, t } from '../texts';
import { staffTexts } from '../texts/staff';
import { Button, Check, ErrorSummary, Facts, fieldId, Input, Link, Loading, Notice, Page, Radios, Select, Table, TextArea, under, useCommand, useLoad, type Problem } from '../ui';
import { certificateFacts, Status } from './certificate';
import { Recorded } from './integrity';
import { Lists } from './papers';
import { Publication } from './publication';
import { Nothing } from './queue';
import { labels } from '../texts/labels';

interface Waiting { application: Summary; questions: Question[] }
type Answers = Record<string, Record<string, string>>;

/** What waits for a document; of those with open questions the questions too, as each is answered by name. */
async function waitingForDocument(): Promise<Waiting[]> {
  const lines: QueueLine[] = [];
  for (let cursor: string | undefined, first = true; first || cursor; first = false) {
    const page = await api.queue('APPROVAL_DOCUMENT', { size: 200, ...(cursor ? { cursor } : {}) });
    lines.push(...page.items);
    cursor = page.next;
  }
  return Promise.all(lines.map(async ({ application: a }) => ({ application: a, questions: a.needsReview ? (await api.review(a.id)).checks.assessment.questions : [] })));
}

const unanswered = (lines: Waiting[], answers: Answers): Problem[] =>
  lines.flatMap((l) => l.questions.filter((q) => !answers[l.application.id]?.[q.code]?.trim()).map((q) => ({ field: `answers.${l.application.id}.${q.code}`, message: fill(t.bench.answerNeeded, { question: `${l.application.name}：${said(q)}` }) })));
const asListed = (lines: Waiting[], answers: Answers) =>
  lines.map((l) => ({ applicationId: l.application.id, contentVersion: l.application.contentVersion, ...(l.questions.length ? { answers: answers[l.application.id] ?? {} } : {}) }));

/** Who is to be listed, and of each of them the open questions. */
function Choosing(props: { shown: Waiting[]; chosen: string[]; choose: (ids: string[]) => void; answers: Answers; answer: (change: (before: Answers) => Answers) => void; wrong: Problem[] }) {
  const { chosen, answers, wrong } = props;
  return (
    <>
      {props.shown.map(({ application: a, questions }) => (<>
        <Check id={fieldId(a.id)} label={[a.name, label(labels.kinds, a.kind), label(labels.levels, a.level), a.series, a.specialty, a.employerName].filter(Boolean).join(' · ')} checked={chosen.includes(a.id)} onChange={(on) => props.choose(on ? [...chosen, a.id] : chosen.filter((x) => x !== a.id))} />
        {wrong.filter((p) => p.field === a.id).map((p) => <p class="error">{p.message}</p>)}
        {chosen.includes(a.id) && questions.map((q) => <TextArea path={`answers.${a.id}.${q.code}`} label={said(q)} hint={t.bench.answerHint} rows={2} names={[a.name]} problems={wrong} value={answers[a.id]?.[q.code] ?? ''} onInput={(v) => props.answer((before) => ({ ...before, [a.id]: { ...before[a.id], [q.code]: v } }))} />)}
      </>))}
    </>
  );
}

export function Office() {
  const waiting = useLoad(waitingForDocument, 'approval');
  const [chosen, setChosen] = useState<string[]>([]);
  const [text, setText] = useState('');
  const [answers, setAnswers] = useState<Answers>({});
  const [document, setDocument] = useState(() => ({ number: '', date: today() }));
  const [preview, setPreview] = useState(false);
  const [recorded, setRecorded] = useState<Approved>();
  const prepared = useLoad(async () => (await api.documents()).prepared, 'prepared');
  const [looked, lookAt] = useState<PreparedDocument>();
  const [version, setVersion] = useState(0);
  const [done, setDone] = useState('');
  const { wrong, busy, run, setWrong } = useCommand(waiting.reload);
  const lines = waiting.value ?? [];
  const shown = lines.filter(({ application: a }) => !text.trim() || [a.name, a.specialty, a.employerName, a.district].some((v) => v.includes(text.trim())));
  const listed = lines.filter((l) => chosen.includes(l.application.id));
  const look = () => {
    const open = unanswered(listed, answers);
    setWrong(!chosen.length ? [{ message: t.office.chooseFirst }] : !document.number.trim() ? [{ field: 'number', message: t.office.numberFirst }] : open);
    setPreview(chosen.length > 0 && document.number.trim() !== '' && open.length === 0);
  };
  const after = async () => {
    setChosen([]);
    setPreview(false);
    lookAt(undefined);
    setVersion(0);
    await Promise.all([waiting.reload(), prepared.reload()]);
  };
  const record = () => run(async () => {
    setRecorded(await api.approve(document.number, document.date, asListed(listed, answers)));
    setDone('');
    await after();
  });
  const prepare = () => run(async () => {
    await api.prepareDocument(document.number, document.date, asListed(listed, answers), version);
    setDone(fill(t.office.preparedDone, { number: document.number, count: listed.length }));
    setRecorded(undefined);
    await after();
  });
  const change = (p: PreparedDocument) => {
    setDocument({ number: p.number, date: p.date });
    setChosen(p.applications.map((a) => a.applicationId).filter((id) => lines.some((l) => l.application.id === id)));
    setAnswers(Object.fromEntries(p.applications.map((a) => [a.applicationId, a.answers ?? {}])));
    setVersion(p.version);
    lookAt(undefined);
  };
  return (
    <Page title={label(labels.states, 'APPROVAL_DOCUMENT')} back="/portal/work" wide>
      <div role="status">{recorded && <Notice kind="good" title={fill(t.office.recorded, { number: recorded.number, count: recorded.applications.filter((a) => a.approved).length })}>{recorded.applications.some((a) => !a.approved) && <p>{fill(t.office.notRecorded, { count: recorded.applications.filter((a) => !a.approved).length })}</p>}<p><Link to="/portal/work/documents">{t.office.documents}</Link></p></Notice>}</div>
      <div role="status">{done && <Notice kind="good"><p>{done}</p></Notice>}</div>
      {recorded && <Lists key={recorded.number} number={recorded.number} />}
      {!looked && !preview && prepared.value && prepared.value.length > 0 && (<>
        <h2>{t.office.prepared}</h2>
        <ul class="cards">{prepared.value.map((p) => (
          <li><h3>{p.number}</h3><p>{fill(t.office.preparedBy, { by: p.by, at: moment(p.at), day: day(p.date), count: p.applications.length })}</p>
            <Button kind="plain" onClick={() => { setDone(''); setRecorded(undefined); lookAt(p); }}>{fill(t.office.lookAt, { number: p.number })}</Button></li>
        ))}</ul>
      </>)}
      {looked ? <Confirm key={looked.number + looked.version} of={looked} lines={lines} change={() => change(looked)} back={() => lookAt(undefined)}
        confirmed={async (approved) => { setRecorded(approved); await after(); }} takenBack={async () => { setDone(fill(t.office.takenBack, { number: looked.number })); await after(); }} /> : !waiting.value ? <Loading of={waiting} /> : preview ? (<>
        <ErrorSummary problems={wrong} />
        <h2>{fill(t.office.preview, { number: document.number, day: day(document.date), count: listed.length })}</h2>
        <Table label={t.office.list} head={[t.register.name, t.register.idNumber, t.fields.kind, t.fields.level, t.fields.specialty, t.fields.employerName]}
          rows={listed.map(({ application: a }) => [a.name, a.maskedIdNumber, label(labels.kinds, a.kind), label(labels.levels, a.level), `${a.series} ${a.specialty}`, a.employerName])} />
        <p class="actions"><Button busy={busy} onClick={() => void prepare()}>{fill(t.office.prepare, { count: chosen.length })}</Button>{!version && <Button kind="plain" busy={busy} onClick={() => void record()}>{fill(t.office.record, { count: chosen.length })}</Button>}<Button kind="plain" onClick={() => setPreview(false)}>{t.office.change}</Button></p>
      </>) : lines.length === 0 ? <Nothing tier="APPROVAL_DOCUMENT" /> : (
        <form noValidate onSubmit={(event) => { event.preventDefault(); look(); }}>
          <ErrorSummary problems={wrong} />
          <Input path="filter" type="search" label={t.office.filter} value={text} onInput={setText} short />
          <fieldset>
            <legend>{fill(t.office.choose, { count: lines.length })}</legend>
            <Button kind="plain" onClick={() => setChosen([...new Set([...chosen, ...shown.map((l) => l.application.id)])])}>{t.office.all}</Button>
            <Choosing shown={shown} chosen={chosen} choose={setChosen} answers={answers} answer={setAnswers} wrong={wrong} />
          </fieldset>
          <div class="row">
            <Input path="number" label={t.office.number} hint={t.office.numberHint} problems={wrong} value={document.number} onInput={(number) => setDocument((d) => ({ ...d, number }))} />
            <Input path="date" label={t.office.date} type="date" short problems={wrong} value={document.date} onInput={(date) => setDocument((d) => ({ ...d, date }))} />
          </div>
          <Button type="submit">{t.office.toPreview}</Button>
        </form>
      )}
    </Page>
  );
}

/** What a colleague has prepared, line by line, before it is confirmed; who prepared it can change it and take it back (R28, R49). */
function Confirm(props: { of: PreparedDocument; lines: Waiting[]; change: () => void; back: () => void; confirmed: (approved: Approved) => Promise<void>; takenBack: () => Promise<void> }) {
  const { of: p } = props;
  const { wrong, busy, run } = useCommand();
  const row = ({ applicationId: id }: PreparedDocument['applications'][number]) => {
    const a = props.lines.find((l) => l.application.id === id)?.application;
    return a ? [<Link to={'/portal/work/APPROVAL_DOCUMENT/' + id}>{a.name}</Link>, a.maskedIdNumber, label(labels.kinds, a.kind), label(labels.levels, a.level), `${a.series} ${a.specialty}`, a.employerName] : [id, t.office.notWaiting, '', '', '', ''];
  };
  return (
    <>
      <ErrorSummary problems={wrong.map((problem) => (p.applications.some((a) => a.applicationId === problem.field) ? { message: `${props.lines.find((l) => l.application.id === problem.field)?.application.name ?? problem.field}：${problem.message}` } : problem))} />
      <h2>{fill(t.office.preview, { number: p.number, day: day(p.date), count: p.applications.length })}</h2>
      <p>{fill(t.office.preparedBy, { by: p.by, at: moment(p.at), day: day(p.date), count: p.applications.length })}</p>
      <Table label={t.office.list} head={[t.register.name, t.register.idNumber, t.fields.kind, t.fields.level, t.fields.specialty, t.fields.employerName]} rows={p.applications.map(row)} />
      {p.own && <p class="hint">{t.office.ownPrepared}</p>}
      <p class="actions">
        {!p.own && <Button busy={busy} onClick={() => void run(async () => props.confirmed(await api.approve(p.number, p.date, p.applications)))}>{fill(t.office.confirm, { count: p.applications.length })}</Button>}
        <Button kind="plain" onClick={props.change}>{t.office.changePrepared}</Button>
        <Button kind="plain" busy={busy} onClick={() => void run(async () => { await api.prepareDocument(p.number, p.date, [], p.version); await props.takenBack(); })}>{t.office.takeBackPrepared}</Button>
        <Button kind="plain" onClick={props.back}>{t.frame.back}</Button>
      </p>
    </>
  );
}

/** The documents recorded, and who is in one with the certificate made; who was forgotten is added by another person (R41). */
export function Documents(props: { number: string | undefined }) {
  const { number: wanted } = props;
  const found = useLoad(() => api.documents(wanted), wanted ?? 'all');
  const [added, setAdded] = useState(0);
  const after = async (count: number) => {
    setAdded(count);
    await found.reload();
  };
  // while certificates are being made, their number is asked for again by itself
  const underWay = found.value?.progress.UNDER_WAY ?? 0;
  useEffect(() => {
    if (!underWay) return undefined;
    const timer = setInterval(() => void (globalThis.document.visibilityState === 'visible' && found.reload()), 5000);
    return () => clearInterval(timer);
  }, [underWay > 0, wanted]);
  if (!found.value) return <Page title={t.office.documents} back="/portal/work"><Loading of={found} /></Page>;
  const { documents, listed, progress } = found.value;
  const held = listed.filter((l) => l.progress === 'HELD_UP');
  return wanted ? (
    <Page title={wanted} task={t.office.documents} back="/portal/work/documents" wide>
      {documents.map((d) => <Facts facts={[[t.office.date, day(d.date)], [t.admin.count, number(d.applications)], [t.office.recordedAt, moment(d.recordedAt)], [t.office.recordedBy, d.recordedBy], ...(d.preparedBy ? [[t.office.preparer, d.preparedBy] as [string, string]] : [])]} />)}
      <div role="status">{added > 0 && <Notice kind="good"><p>{fill(t.office.added, { count: added })}</p></Notice>}</div>
      <section aria-labelledby="making-title">
        <h2 id="making-title">{t.office.making}</h2>
        <p role="status">{[fill(t.office.ISSUED, { count: number(progress.ISSUED ?? 0) }), fill(t.office.UNDER_WAY, { count: number(underWay) }), fill(t.office.HELD_UP, { count: number(held.length) }), ...(progress.LEFT ? [fill(t.office.LEFT, { count: number(progress.LEFT) })] : [])].join(t.office.and)}</p>
        {underWay > 0 && <p class="hint">{t.office.makingText}</p>}
        {held.length > 0 && <Notice kind="warning" title={t.office.heldUp}><ul>{held.map((l) => <li><Link to={'/portal/work/waiting/' + l.applicationId}>{fill(t.office.putRight, { name: l.name })}</Link> {l.heldUp}</li>)}</ul></Notice>}
      </section>
      <Table label={t.office.list} head={[t.register.name, t.register.idNumber, t.queue.state, t.progress.certificate]}
        rows={listed.map((l) => [<Link to={'/portal/work/waiting/' + l.applicationId}>{l.name}</Link>, l.maskedIdNumber, label(labels.states, l.state), l.certificateNumber ? <Link to={'/portal/work/certificates/' + encodeURIComponent(l.certificateNumber)}>{l.certificateNumber}</Link> : '—'])} />
      {listed.some((l) => l.added) && <ul>{listed.map((l) => l.added && <li>{fill(t.office.addedBy, { name: l.name, by: l.added.by, at: moment(l.added.at), reason: l.added.reason })}</li>)}</ul>}
      <Forgotten key={listed.length} number={wanted} done={after} />
      <Publication key={`results ${listed.length}`} number={wanted} />
      <Lists number={wanted} />
    </Page>
  ) : (
    <Page title={t.office.documents} back="/portal/work" wide>
      {documents.length === 0 ? <p>{t.office.noDocuments}</p> : <Table label={t.office.documents} head={[t.office.number, t.office.date, t.admin.count, t.office.recordedAt]} rows={documents.map((d) => [<Link to={'/portal/work/documents/' + encodeURIComponent(d.number)}>{d.number}</Link>, day(d.date), number(d.applications), moment(d.recordedAt)])} />}
      <Lists />
    </Page>
  );
}

function Forgotten(props: { number: string; done: (count: number) => Promise<void> }) {
  // looking for who waits reads the applications that have a question, which their record tells
  const [wanted, want] = useState(false);
  return (
    <details onToggle={(event) => event.currentTarget.open && want(true)}>
      <summary>{t.office.add}</summary>
      <p>{t.office.addText}</p>
      {wanted && <Adding {...props} />}
    </details>
  );
}

function Adding(props: { number: string; done: (count: number) => Promise<void> }) {
  const waiting = useLoad(waitingForDocument, 'forgotten');
  const [chosen, setChosen] = useState<string[]>([]);
  const [answers, setAnswers] = useState<Answers>({});
  const [reason, setReason] = useState('');
  const { wrong, busy, run, setWrong } = useCommand();
  const problems = wrong.map((p) => (p.field === 'number' ? { ...p, field: 'forgotten' } : p));
  const listed = (waiting.value ?? []).filter((l) => chosen.includes(l.application.id));
  const add = () => run(async () => {
    const open = [...(listed.length ? [] : [{ field: 'forgotten', message: t.office.chooseFirst }]), ...unanswered(listed, answers), ...(reason.trim() ? [] : [{ field: 'reason', message: t.office.addReasonNeeded }])];
    if (open.length) return setWrong(open);
    const { applications } = await api.addToDocument(props.number, asListed(listed, answers), reason);
    await props.done(applications.length);
  });
  return (
    <>
      <ErrorSummary problems={problems} />
      {!waiting.value ? <Loading of={waiting} /> : waiting.value.length === 0 ? <Nothing tier="APPROVAL_DOCUMENT" /> : (
        <form noValidate onSubmit={(event) => { event.preventDefault(); void add(); }}>
          <fieldset id={fieldId('forgotten')} tabIndex={-1}>
            <legend>{fill(t.office.choose, { count: waiting.value.length })}</legend>
            {problems.filter((p) => p.field === 'forgotten').map((p) => <p class="error">{p.message}</p>)}
            <Choosing shown={waiting.value} chosen={chosen} choose={setChosen} answers={answers} answer={setAnswers} wrong={problems} />
          </fieldset>
          <TextArea path="reason" label={t.office.addReason} rows={2} names={waiting.value.map((l) => l.application.name)} problems={problems} value={reason} onInput={setReason} />
          <Button type="submit" busy={busy}>{t.office.add}</Button>
        </form>
      )}
    </>
  );
}

/** A certificate by its number: seen, revoked with a reason, issued again by two. */
export function Certificates(props: { number: string | undefined }) {
  const [typed, setTyped] = useState(props.number ?? '');
  const [asked, setAsked] = useState(props.number ?? '');
  const found = useLoad(async () => (asked ? await api.certificates(asked) : []), asked);
  const [done, setDone] = useState('');
  const certificate = found.value?.[0];
  const after = async (said: string) => {
    setDone(said);
    await found.reload();
  };
  return (
    <Page title={t.office.certificates} back="/portal/work">
      <form role="search" onSubmit={(event) => { event.preventDefault(); setDone(''); setAsked(typed.trim()); }}>
        <Input path="find" type="search" label={t.office.certificateNumber} value={typed} onInput={setTyped} short />
        <Button type="submit" kind="plain">{t.office.search}</Button>
      </form>
      <div role="status">{done && <Notice kind="good"><p>{done}</p></Notice>}</div>
      {!found.value ? <Loading of={found} /> : asked && !certificate ? <p role="status">{t.office.noCertificate}</p> : certificate && <Held key={certificate.number + certificate.status} certificate={certificate} done={after} />}
    </Page>
  );
}

function Held(props: { certificate: Certificate; done: (said: string) => Promise<void> }) {
  const { certificate: c } = props;
  const [reason, setReason] = useState('');
  const [sure, setSure] = useState(false);
  const open = useCommand();
  const revoke = useCommand();
  return (
    <section aria-labelledby="certificate-title">
      <h2 id="certificate-title">{c.number} <Status of={c.status} /></h2>
      <Facts facts={certificateFacts(c)} />
      <ErrorSummary problems={open.wrong} />
      <p><Button kind="plain" busy={open.busy} onClick={() => void open.run(async () => location.assign((await api.certificateFile(c.number)).uri))}>{t.certificate.open}</Button></p>
      {c.status === 'VALID' && (<>
        <Reissue certificate={c} done={props.done} />
        <details>
          <summary>{t.office.revoke}</summary>
          <ErrorSummary problems={revoke.wrong} />
          <TextArea path="reason" label={t.office.revokeReason} rows={3} about={c.number} names={[c.name]} problems={revoke.wrong} value={reason} onInput={setReason} />
          <Check label={t.office.revokeSure} checked={sure} onChange={setSure} />
          {sure && <Button kind="warning" busy={revoke.busy} onClick={() => void revoke.run(async () => {
            if (!reason.trim()) return revoke.setWrong([{ field: 'reason', message: t.office.reasonNeeded }]);
            await api.revoke(c.number, reason);
            await props.done(fill(t.office.revoked, { number: c.number }));
          })}>{t.office.revoke}</Button>}
        </details>
      </>)}
    </section>
  );
}

const CAUSES = ['CORRECTED_REGISTRATION', 'LOSS', 'MISPRINT'] as const;

/** Issued again under a new number, for a cause, by two (R41); of a misprint in the catalogue's words. */
function Reissue(props: { certificate: Certificate; done: (said: string) => Promise<void> }) {
  const { certificate: c } = props;
  const [cause, setCause] = useState<ReissueCause | ''>('');
  const [title, setTitle] = useState({ series: c.series, specialty: c.specialty });
  const [reason, setReason] = useState('');
  const catalogue = useLoad(() => api.catalogue(), 'catalogue');
  const { wrong, busy, run, setWrong } = useCommand();
  const problems = under('reissue', wrong.map((p) => (p.field === 'name' ? { ...p, field: 'cause' } : p)));
  const series = catalogue.value?.series ?? [];
  const named = (name: string) => ({ value: name, label: name });
  const send = () => run(async () => {
    const open = [...(cause ? [] : [{ field: 'cause', message: t.office.causeNeeded }]), ...(reason.trim() ? [] : [{ field: 'reason', message: t.office.reissueNeeded }])];
    if (!cause || open.length) return setWrong(open);
    const answer = await api.reissue(c.number, { reason, cause, ...(cause === 'MISPRINT' ? title : {}) });
    await props.done(answer.waits ? t.office.reissueWaits : fill(t.office.reissued, { number: answer.certificate.number }));
  });
  return (
    <details>
      <summary>{t.office.reissue}</summary>
      <p>{t.office.reissueText}</p>
      <ErrorSummary problems={problems} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <Radios path="reissue.cause" label={t.office.cause} problems={problems} value={cause} options={CAUSES.map((value) => ({ value, label: t.office[value] }))} onInput={(value) => setCause(value as ReissueCause)} />
        {cause === 'MISPRINT' && (<>
          <Select path="reissue.series" label={t.office.rightSeries} problems={problems} value={title.series} options={series.map((s) => named(s.name))} onInput={(value) => setTitle({ series: value, specialty: '' })} />
          <Select path="reissue.specialty" label={t.office.rightSpecialty} problems={problems} value={title.specialty} options={(series.find((s) => s.name === title.series)?.specialties ?? []).map((s) => named(s.name))} onInput={(specialty) => setTitle((x) => ({ ...x, specialty }))} />
        </>)}
        <TextArea path="reissue.reason" label={t.office.reissueReason} about={c.number} names={[c.name]} problems={problems} rows={2} value={reason} onInput={setReason} />
        <Button type="submit" kind="plain" busy={busy}>{t.office.reissue}</Button>
      </form>
    </details>
  );
}

/** A name or an ID number is corrected on proof; what it touches is told, and certificates are issued again by themselves (R41). */
export function Registrations(props: { back: string }) {
  const [v, set] = useState({ application: '', idNumber: '', what: 'name', name: '', correctIdNumber: '', reason: '', proof: '' });
  const of = v.application.trim() || v.idNumber.trim();
  const [done, setDone] = useState<CorrectedRegistration>();
  const { wrong, busy, run } = useCommand();
  const text = (path: keyof typeof v) => ({ path, problems: wrong, value: v[path], onInput: (value: string) => set((x) => ({ ...x, [path]: value })) });
  const send = () => run(async () => {
    setDone(undefined);
    setDone(await api.correctRegistration({
      ...(v.application.trim() ? { applicationId: v.application.trim() } : { idNumber: v.idNumber.trim() }), reason: v.reason, proof: v.proof,
      ...(v.what === 'name' ? { name: v.name } : v.what === 'number' ? { correctIdNumber: v.correctIdNumber.trim() } : { releases: true }),
    }));
  });
  return (
    <Page title={staffTexts().registrations.title} back={props.back}>
      <div role="status">{done && (
        <Notice kind="good" title={fill(done.released ? staffTexts().registrations.released : staffTexts().registrations.done, { name: done.name, number: done.maskedIdNumber })}>
          {done.effect.applications.length > 0 && <p>{fill(staffTexts().registrations.applications, { count: done.effect.applications.length })}</p>}
          {done.effect.certificates.length > 0 && <><p>{staffTexts().registrations.certificates}</p><ul>{done.effect.certificates.map((n) => <li><Link to={'/portal/work/certificates/' + encodeURIComponent(n)}>{n}</Link></li>)}</ul></>}
        </Notice>
      )}</div>
      <ErrorSummary problems={wrong} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <Input {...text('application')} path="applicationId" label={staffTexts().registrations.application} hint={staffTexts().registrations.applicationHint} optional />
        <Input {...text('idNumber')} label={staffTexts().registrations.idNumber} optional />
        <Radios path="what" label={staffTexts().registrations.what} value={v.what} options={(['name', 'number', 'releases'] as const).map((w) => ({ value: w, label: staffTexts().registrations[w] }))} onInput={(what) => set((x) => ({ ...x, what }))} />
        {v.what === 'name' && <Input {...text('name')} label={staffTexts().registrations.newName} />}
        {v.what === 'number' && <Input {...text('correctIdNumber')} label={staffTexts().registrations.newNumber} />}
        <TextArea {...text('reason')} label={staffTexts().registrations.reason} rows={2} about={of} />
        <TextArea {...text('proof')} label={staffTexts().registrations.proof} hint={staffTexts().registrations.proofHint} rows={2} about={of} />
        <Button type="submit" busy={busy}>{staffTexts().registrations.send}</Button>
      </form>
    </Page>
  );
}

/** Recorded and looked up (R34); disputes that wait, the longest waiting first (R41). */
export function Integrity(props: { back: string }) {
  const disputed = useLoad(() => api.searchIntegrity({ disputed: true }), 'disputed');
  const [settled, setSettled] = useState('');
  const [idNumber, setIdNumber] = useState('');
  const [found, setFound] = useState<IntegrityRecord[]>();
  const [finding, setFinding] = useState(() => ({ facts: '', basis: '', date: today() }));
  const search = useCommand();
  const record = useCommand();
  const look = async () => setFound(await api.searchIntegrity({ idNumber: idNumber.trim() }));
  const after = async (r: IntegrityRecord) => {
    setSettled(fill(t.integrity.settled, { number: r.maskedIdNumber ?? '', status: label(labels.integrity, r.status) }));
    await Promise.all([disputed.reload(), ...(found ? [look()] : [])]);
  };
  const card = (r: IntegrityRecord) => <li key={r.id + r.status}>{r.maskedIdNumber && <h3>{r.maskedIdNumber}</h3>}<Recorded record={r} />{r.status !== 'WITHDRAWN' && <Settle record={r} done={after} />}</li>;
  const text = (name: keyof typeof finding) => ({ path: name, problems: record.wrong, value: finding[name], onInput: (value: string) => setFinding((f) => ({ ...f, [name]: value })) });
  return (
    <Page title={t.admin.integrity} back={props.back}>
      <div role="status">{settled && <Notice kind="good"><p>{settled}</p></Notice>}</div>
      <h2>{t.integrity.waiting}</h2>
      {!disputed.value ? <Loading of={disputed} /> : disputed.value.length === 0 ? <p>{t.integrity.nothingWaits}</p> : <ul class="cards">{disputed.value.map(card)}</ul>}
      <h2>{t.integrity.look}</h2>
      <p><Button kind="plain" busy={search.busy} onClick={() => void search.run(async () => location.assign((await api.integrityFile()).uri))}>{t.office.integrityExport}</Button></p>
      <ErrorSummary problems={search.wrong} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void search.run(look); }}>
        <Input path="idNumber" label={t.register.idNumber} problems={[...search.wrong, ...record.wrong]} value={idNumber} onInput={setIdNumber} short />
        <Button type="submit" busy={search.busy}>{t.office.search}</Button>
      </form>
      <div aria-live="polite">{found && (found.length === 0 ? <p>{t.office.noRecords}</p> : <ul class="cards">{found.filter((r) => !disputed.value?.some((d) => d.id === r.id)).map(card)}</ul>)}</div>
      {found && (
        <form noValidate onSubmit={(event) => { event.preventDefault(); void record.run(async () => { await api.recordIntegrity({ idNumber: idNumber.trim(), ...finding }); await look(); }); }}>
          <h2>{t.office.recordFraud}</h2>
          <ErrorSummary problems={record.wrong} />
          <TextArea {...text('facts')} label={t.office.facts} rows={4} about={idNumber.trim()} />
          <TextArea {...text('basis')} label={t.office.basis} rows={2} about={idNumber.trim()} />
          <Input {...text('date')} label={t.office.date} type="date" short />
          <Button type="submit" kind="warning" busy={record.busy}>{t.office.recordFraud}</Button>
        </form>
      )}
    </Page>
  );
}

/** A disputed record is upheld or withdrawn; any other one can be withdrawn. */
function Settle(props: { record: IntegrityRecord; done: (record: IntegrityRecord) => Promise<void> }) {
  const { record: r } = props;
  const findings = r.status === 'DISPUTED' ? (['UPHELD', 'WITHDRAWN'] as const) : (['WITHDRAWN'] as const);
  const [finding, setFinding] = useState<string>('');
  const [reason, setReason] = useState('');
  const { wrong, busy, run, setWrong } = useCommand();
  const problems = under(r.id, wrong);
  const send = () => run(async () => {
    const open = [...(finding ? [] : [{ field: 'finding', message: t.integrity.findingNeeded }]), ...(reason.trim() ? [] : [{ field: 'reason', message: t.integrity.reasonNeeded }])];
    if (open.length) return setWrong(open);
    await props.done(await api.settleIntegrity(r.id, finding as 'UPHELD' | 'WITHDRAWN', reason));
  });
  return (
    <details>
      <summary>{t.integrity.settle}</summary>
      <ErrorSummary problems={problems} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <Radios path={r.id + '.finding'} label={t.integrity.finding} problems={problems} value={finding} options={findings.map((value) => ({ value, label: t.integrity[value] }))} onInput={setFinding} />
        <TextArea path={r.id + '.reason'} label={t.integrity.reason} problems={problems} rows={3} value={reason} onInput={setReason} />
        <Button type="submit" busy={busy}>{t.integrity.settle}</Button>
      </form>
    </details>
  );
}

/** What waits for nobody, and one application with what can be done about it (R48). */
export function WaitingList(props: { back: string; here: string }) {
  const list = useLoad(api.waiting, 'waiting');
  return (
    <Page title={t.admin.waiting} back={props.back} wide>
      {!list.value ? <Loading of={list} /> : list.value.waiting.length === 0 ? <p>{t.admin.nothingWaits}</p> : (<>
        <p role="status">{fill(t.queue.count, { count: list.value.total })}</p>
        <Table label={t.admin.waiting} head={[t.progress.number, t.admin.step, t.admin.scope, t.admin.since, t.admin.advice]}
          rows={list.value.waiting.map((w) => [<Link to={`${props.here}/${w.applicationId}`}>{w.applicationId.slice(0, 8)}…</Link>, label(labels.states, w.state), w.scopeName || '—', moment(w.enteredAt), <>{w.advice}{w.note && <p class="hint">{w.note}</p>}</>])} />
      </>)}
    </Page>
  );
}

