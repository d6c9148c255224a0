/** Employer, district, committee, and the office's receipt: one application to decide on, then the next. */
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { api, type Application, type Attachment, type DecidedBySession, type Decision, type Mend, type Objection, type Question, type Review, type Tier } from '../api';
import { navigate } from '../router';
import { day, fill, label, moment, said, t } from '../texts';
import { staffTexts, type StaffTexts } from '../texts/staff';
import { items, labels, type Label } from '../texts/labels';
import { words as session } from '../texts/sessions';
import { useTyped } from '../typed';
import { Button, Check, download, ErrorSummary, fieldId, Input, Link, Loading, Notice, Page, Radios, Select, Shortcuts, Tag, TextArea, under, useCommand, useLoad, useShortcuts, type Problem } from '../ui';
import { Decisions, Whole, type Known } from './applicant';
import { FileLink, Material, Pages } from './materials';
import { Papers } from './papers';
import { actsAt, isOf, isRecent, nextAfter, noteDecided, noteOpened } from './queue';

/** What a reviewer has noted and written so far, wherever it was seen. */
interface Noted { outcome?: Decision['outcome'] | undefined; mend: Mend[]; reason: string; answers: Record<string, string> }
const NOTHING: Noted = { mend: [], reason: '', answers: {} };

/** One application: the facts on the left, the materials on the right; a problem is noted where it is seen and collects into the return. */
export function Workbench(props: { tier: string; id: string; known: Known }) {
  const { tier } = props;
  const loaded = useLoad(() => api.review(props.id), props.id);
  const r = loaded.value;
  const [noted, setNoted, forgetNoted] = useTyped<Noted>(r ? `review.${tier}.${r.application.id}` : '', NOTHING, r ? [r.application.name] : []);
  const asked = useRef('');
  const [seen, setSeen] = useState<string[]>([]);
  const [gone, setGone] = useState<{ by: 'receipt' | 'decision'; attempt: number }>();
  // The hand goes on to the comment of what was noted.
  useLayoutEffect(() => {
    const at = noted.mend.findIndex((m) => m.item === asked.current);
    asked.current = '';
    if (at >= 0) document.getElementById(fieldId(`mend.${at}.comment`))?.focus();
  });
  useEffect(() => {
    if (r && !r.bySession) noteOpened(tier, r);
  }, [r]);
  useShortcuts({ n: () => void nextAfter(tier as Tier, props.id).then((next) => navigate(`/portal/work/${tier}${next && '/' + next}`)), ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [String(n), () => showFile(n)])) });
  if (!r) return <main id="main"><Loading of={loaded} /></main>;
  const a = r.application;
  const reload = loaded.reload;
  const mine = a.state === tier && a.hand?.sub === props.known.me.sub;
  const acts = actsAt(props.known, tier);
  const outcomes = a.state === tier && acts ? outcomesOf(r) : [];
  const decides = outcomes.length > 0;
  // by which of two ways it has left the step
  const left = gone?.attempt === a.attempt ? gone.by : undefined;
  const leave = (by: 'receipt' | 'decision') => () => setGone({ by, attempt: a.attempt });
  const note = (item: string) => {
    asked.current = item;
    setNoted((n) => ({ ...n, outcome: 'RETURN', mend: n.mend.some((m) => m.item === item) ? n.mend : [...n.mend, { item, comment: '' }] }));
  };
  const noteAt = (...at: string[]) => {
    const item = at.find((key) => r.mendable[key]);
    const change = r.changes.find((c) => at.includes(c.item));
    const button = decides && !left && item && <Button kind="plain" label={fill(t.bench.noteOf, { item: r.mendable[item] ?? item })} onClick={() => note(item)}>{t.bench.note}</Button>;
    return button || change ? <>{change && <Changed of={change} />} {button}</> : null;
  };
  return (
    <Page title={fill(t.bench.title, { name: a.name })} task={label(labels.states, a.state)} back={'/portal/work/' + tier} wide>
      <Shortcuts of={tier === 'MATERIALS' && a.state === tier ? t.bench.keysReceive : !decides ? t.bench.keys : outcomes.includes('PASS') ? t.bench.keysDecide : outcomes.includes('REJECT') ? t.bench.keysSendBack : session().keysReturn} />
      {r.bySession && tier === 'COMMITTEE_REVIEW' && <BySession of={r.bySession} />}
      {a.state === tier && isOf(props.known, tier) && <InHand application={a} mine={mine} put={(application) => loaded.put({ ...r, application })} />}
      {!(r.bySession && tier === 'COMMITTEE_REVIEW') && <Undo key={a.attempt} application={a} tier={tier} reload={reload} />}
      <div class="bench">
        <section aria-labelledby="facts-title">
          <h2 id="facts-title">{t.bench.facts}</h2>
          {a.state === tier && acts && <IdNumber key={String(mine)} application={a} mine={mine} />}
          {r.checks.violations.length > 0 && <Notice kind="warning" title={t.bench.against}><ul>{r.checks.violations.map((v) => <li>{said(v)}</li>)}</ul></Notice>}
          {r.checks.assessment.questions.length > 0 && <Notice title={t.submit.questions}><ul>{r.checks.assessment.questions.map((q) => <li>{said(q)}</li>)}</ul></Notice>}
          {r.changes.length > 0 && <Notice title={t.bench.changes}><ul>{r.changes.map((c) => <li><b>{label(items, c.item)}</b> {(c.before !== c.after || !c.answer) && <><del>{c.before || '—'}</del> → <ins>{c.after || '—'}</ins></>} {c.answer && fill(t.bench.answered, { answer: c.answer })}</li>)}</ul></Notice>}
          <Whole application={a} note={noteAt} />
          {a.reconsideration?.request && <Notice kind="warning" title={t.question.request}><p class="text">{a.reconsideration.request.reason}</p><p class="hint">{t.question.of} {label(labels.states, a.reconsideration.step)}</p></Notice>}
          <h2>{t.progress.comments}</h2>
          {a.reviews.length ? <Decisions application={a} /> : <p>{t.progress.noComments}</p>}
          <Papers id={a.id} papers={['APPLICATION']} />
        </section>
        <section aria-labelledby="materials-title">
          <h2 id="materials-title">{t.sections.materials}</h2>
          <Viewer application={a} names={labels.materials} office={['MATERIALS', 'APPROVAL_DOCUMENT', 'RECONSIDERATION'].includes(tier)} note={noteAt} seen={seen} see={(id) => setSeen((all) => (all.includes(id) ? all : [...all, id]))} />
        </section>
      </div>
      {a.state === 'EMPLOYER_REVIEW' && tier === a.state && <Announce review={r} reload={reload} />}
      {tier === 'EMPLOYER_REVIEW' && RECALLABLE.includes(a.state) && <Recall application={a} reload={reload} />}
      {tier === 'MATERIALS' && a.receivedMaterials.length > 0 && ['MATERIALS', 'APPROVAL_DOCUMENT'].includes(a.state) && <TakeBack application={a} reload={reload} />}
      {a.state === tier && a.state === 'MATERIALS' && left !== 'decision' && <Receive review={r} reload={reload} done={leave('receipt')} />}
      {a.state === tier && a.state === 'RECONSIDERATION' && <Reconsider application={a} reload={reload} />}
      {decides && left !== 'receipt' && <Decide review={r} tier={tier} outcomes={outcomes} reload={reload} done={leave('decision')} unseen={acceptedOf(a).filter((f) => !seen.includes(f.id)).length} noted={noted} set={setNoted} forget={forgetNoted} />}
    </Page>
  );
}

const OUTCOMES: Decision['outcome'][] = ['PASS', 'RETURN', 'REJECT'];
const KEYS = { PASS: 'p', RETURN: 'r', REJECT: 'x' };

/** A review passes; the office, who receives and approves instead, sends back what is forged or missing (R40); what a session decides on can only be returned (R45). */
function outcomesOf(r: Review): Decision['outcome'][] {
  switch (r.application.state) {
    case 'RECONSIDERATION': return [];
    case 'MATERIALS': case 'APPROVAL_DOCUMENT': return ['RETURN', 'REJECT'];
    case 'COMMITTEE_REVIEW': return r.bySession ? ['RETURN'] : OUTCOMES;
    default: return OUTCOMES;
  }
}

/** A session decides, and where to find it; nobody passes or rejects alone (R45). */
function BySession(props: { of: DecidedBySession }) {
  const w = session();
  const { session: id, shown } = props.of;
  return (
    <Notice title={w.bySessionTitle}>
      <p>{w.bySessionText}</p>
      <p>{!id ? w.onNoAgenda : shown ? <Link to={'/portal/work/sessions/' + id}>{fill(w.onAgenda, { id })}</Link> : fill(w.onAgenda, { id })}</p>
    </Notice>
  );
}

const acceptedOf = (a: Application) => a.attachments.filter((f) => f.status === 'ACCEPTED');

/** What stood there before, beside what stands there now (R22). */
function Changed(props: { of: Review['changes'][number] }) {
  const { before, after, answer } = props.of;
  return <><Tag kind="warning">{before === after ? t.bench.notChanged : t.bench.changed}</Tag> {before !== after && (before.length > 100 ? <details><summary>{t.bench.before}</summary><p class="text">{before}</p></details> : <del>{before || '—'}</del>)} {answer}</>;
}

/** Who of the tier has it in hand: a sign for the colleagues, no lock (R20, R48). */
function InHand(props: { application: Application; mine: boolean; put: (application: Application) => void }) {
  const { application: a, mine } = props;
  const { wrong, busy, run } = useCommand();
  const take = (taken: boolean) => run(async () => props.put(await api.take(a.id, a.attempt, taken)));
  return (
    <>
      <ErrorSummary problems={wrong} />
      <p class="actions" role="status">
        {a.hand ? <><Tag kind={mine ? 'good' : 'warning'}>{mine ? staffTexts().hand.mine : fill(staffTexts().hand.taken, { name: a.hand.name, at: moment(a.hand.at) })}</Tag> <Button kind="plain" busy={busy} onClick={() => void take(false)}>{staffTexts().hand.putBack}</Button></>
          : <Button kind="plain" busy={busy} onClick={() => void take(true)}>{staffTexts().hand.take}</Button>}
      </p>
    </>
  );
}

/** The ID number in full, to be compared with the scans: while it is wanted, and never kept (R33). */
function IdNumber(props: { application: Application; mine: boolean }) {
  const [shown, setShown] = useState('');
  const { wrong, busy, run } = useCommand();
  if (!props.mine) return <p class="hint">{staffTexts().hand.takeFirst}</p>;
  return (
    <>
      <ErrorSummary problems={wrong} />
      <p class="actions" role="status">
        {shown ? <><b>{t.register.idNumber} {shown}</b> <Button kind="plain" onClick={() => setShown('')}>{staffTexts().hand.cover}</Button></>
          : <><Button kind="plain" busy={busy} onClick={() => void run(async () => setShown(await api.idNumber(props.application.id)))}>{staffTexts().hand.idNumber}</Button> <span class="hint">{staffTexts().hand.recorded}</span></>}
      </p>
    </>
  );
}

const UNDOABLE: string[] = ['DISTRICT_REVIEW', 'COMMITTEE_REVIEW'];

/** A pass of some minutes ago is undone while nobody has begun the next step (R41). */
function Undo(props: { application: Application; tier: string; reload: () => Promise<void> }) {
  const { application: a, tier } = props;
  const { wrong, busy, run } = useCommand();
  const passed = a.reviews.find((r) => r.step === tier && r.attempt === a.attempt - 1 && r.outcome === 'PASS' && !r.superseded);
  if (!passed || !UNDOABLE.includes(tier) || !isRecent(Date.parse(passed.decidedAt))) return null;
  return (
    <>
      <ErrorSummary problems={wrong} />
      <p class="actions"><Button kind="plain" busy={busy} onClick={() => void run(async () => { await api.undo(a.id, a.attempt); await props.reload(); })}>{staffTexts().hand.undo}</Button> <span class="hint">{t.queue.undoText}</span></p>
    </>
  );
}

// What a key does is what a click on the strip does.
const showFile = (n: number) => document.querySelectorAll<HTMLButtonElement>('.strip button')[n - 1]?.click();

const ZOOMS = [1, 1.5, 2, 3];

/** The files one by one beside the facts: forward, back, larger, turned; what is shown are the pages that the system made of them (R46). */
function Viewer(props: { application: Application; names: readonly Label[]; office: boolean; note: (...at: string[]) => ComponentChildren; seen: string[]; see: (id: string) => void }) {
  const files = acceptedOf(props.application).sort((a, b) => Number(a.material.slice(1)) - Number(b.material.slice(1)));
  const [at, setAt] = useState(0);
  const [turn, setTurn] = useState(0);
  const [zoom, setZoom] = useState(0);
  const larger = (by: number) => () => setZoom((n) => Math.max(0, Math.min(ZOOMS.length - 1, n + by)));
  useShortcuts({ '+': larger(1), '-': larger(-1) });
  const file = files[Math.min(at, files.length - 1)];
  useEffect(() => {
    if (file) props.see(file.id);
  }, [file?.id]);
  if (!file) return <p>{t.bench.noFiles}</p>;
  const go = (to: number) => {
    setAt((to + files.length) % files.length);
    setTurn(0);
  };
  const name = (f: Attachment) => `${f.material} ${label(props.names, f.material)}`;
  const told = (f: Attachment) => name(f) + (props.seen.includes(f.id) ? t.bench.seen : '');
  return (
    <div class="viewer">
      <p class="hint">{fill(t.bench.seenOf, { seen: files.filter((f) => props.seen.includes(f.id)).length, count: files.length })}</p>
      <ol class="strip">{files.map((f, i) => <li><button type="button" class="plain" aria-current={i === at} aria-label={told(f)} title={told(f)} onClick={() => go(i)}>{f.material}{props.seen.includes(f.id) && ' ✓'}</button></li>)}</ol>
      <h3 aria-live="polite">{name(file)} <span class="hint">{fill(t.bench.ofFiles, { at: at + 1, count: files.length })}</span></h3>
      <p class="actions"><Button kind="plain" onClick={() => go(at - 1)}>{t.bench.previousFile}</Button><Button kind="plain" onClick={() => go(at + 1)}>{t.bench.nextFile}</Button>
        <Button kind="plain" onClick={() => setTurn((n) => (n + 90) % 360)}>{t.bench.turn}</Button>
        <Button kind="plain" onClick={larger(-1)}>{t.bench.smaller}</Button><Button kind="plain" onClick={larger(1)}>{t.bench.larger}</Button> <span class="hint" role="status">{Math.round((ZOOMS[zoom] ?? 1) * 100)}%</span>
        {props.note(file.material)} <FileLink application={props.application} file={file} /></p>
      <Pages application={props.application} file={file} name={name(file)} turn={turn} zoom={ZOOMS[zoom] ?? 1} />
      {props.office && <Original key={file.id} application={props.application} file={file} />}
    </div>
  );
}

/** Takes the file itself into one's hands, where its pages leave a doubt: with a reason, which is recorded (R46). */
function Original(props: { application: Application; file: Attachment }) {
  const [reason, setReason] = useState('');
  const { wrong, busy, run } = useCommand();
  const open = () => run(async () => {
    const { uri } = await api.original(props.application.id, props.file.id, reason.trim());
    Object.assign(document.createElement('a'), { href: uri, rel: 'noreferrer' }).click();
  });
  return (
    <details>
      <summary>{t.bench.original}</summary>
      <p>{t.bench.originalText}</p>
      <ErrorSummary problems={wrong} />
      <TextArea path="original" label={t.bench.originalReason} rows={2} about={props.file.id} names={[props.application.name]} value={reason} onInput={setReason} />
      <Button kind="plain" busy={busy} onClick={() => void open()}>{t.bench.original}</Button>
    </details>
  );
}

type Announced = 'from' | 'to' | 'resultDate' | 'receivingOffice' | 'supervisingTelephone';

/** The employer's public notice (R17, R18): days, result, forms, and the signed scans. */
function Announce(props: { review: Review; reload: () => Promise<void> }) {
  const a = props.review.application;
  const q = a.qualification;
  // The days of one that has to be made again are proposed anew, and what it is about is the application's; a result is entered once it is there.
  const proposed = props.review.proposedNotice;
  const { from = '', to = '', resultDate = '' } = proposed ? { from: proposed.from, to: proposed.to } : (a.publicNotice ?? {});
  const { receivingOffice = '', supervisingTelephone = '' } = a.publicNotice ?? {};
  // what is typed stands over what is recorded, whatever a colleague records meanwhile
  const [typed, set] = useState<Partial<Record<Announced, string>>>({});
  const notice: Record<Announced, string> = { from, to, resultDate, receivingOffice, supervisingTelephone, ...typed };
  const days = useLoad(async () => (await api.cycles()).cycles.find((c) => c.year === a.cycle)?.settings.minimumNoticeDays, String(a.cycle)).value;
  const { wrong, busy, run } = useCommand(props.reload);
  const print = (annex: string, format: 'PDF' | 'DOCX') => run(async () => download(await api.form(a.id, annex, format), `${staffTexts().annexes[annex as keyof StaffTexts['annexes']]}.${format.toLowerCase()}`));
  const save = () => run(async () => {
    const { from, to, resultDate, receivingOffice, supervisingTelephone } = notice;
    const { kind, level, series, specialty } = q;
    const entry = { name: a.name, series, specialty, receivingOffice, supervisingTelephone, ...(kind ? { kind } : {}), ...(level ? { level } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}), ...(resultDate ? { resultDate } : {}) };
    await api.recordNotice(a.id, entry, a.contentVersion);
    await props.reload();
    set({});
  });
  const text = (name: Announced) => ({ path: name, problems: wrong, value: notice[name], onInput: (value: string) => set((n) => ({ ...n, [name]: value })) });
  return (
    <section aria-labelledby="notice-title">
      <h2 id="notice-title">{staffTexts().notice.title}</h2>
      {a.publicNotice && !a.noticeRequired && <Notice kind="good"><p>{staffTexts().notice.recorded}</p></Notice>}
      {a.noticeRequired && <Notice kind="warning"><p>{staffTexts().notice.again}</p></Notice>}
      {proposed && <p class="hint">{staffTexts().notice.proposed}</p>}
      <ErrorSummary problems={wrong} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <div class="row"><Input {...text('from')} label={staffTexts().notice.from} type="date" short /><Input {...text('to')} label={staffTexts().notice.to} hint={days ? fill(staffTexts().notice.toHint, { days }) : undefined} type="date" short /><Input {...text('resultDate')} label={staffTexts().notice.result} type="date" short /></div>
        <div class="row"><Input {...text('receivingOffice')} label={staffTexts().notice.office} /><Input {...text('supervisingTelephone')} label={staffTexts().notice.telephone} type="tel" short /></div>
        <Button type="submit" busy={busy}>{staffTexts().notice.save}</Button>
      </form>
      {a.publicNotice && <Objections id={a.id} name={a.name} objections={a.publicNotice.objections} reload={props.reload} />}
      <h3>{staffTexts().notice.forms}</h3>
      <p class="actions">{['PUBLIC_NOTICE', 'NOTICE_RESULT', 'RECOMMENDATION_REPORT'].map((annex) => <><Button kind="plain" onClick={() => void print(annex, 'PDF')}>{staffTexts().annexes[annex as keyof StaffTexts['annexes']]} PDF</Button><Button kind="plain" onClick={() => void print(annex, 'DOCX')} label={staffTexts().annexes[annex as keyof StaffTexts['annexes']] + ' Word'}>Word</Button></>)}</p>
      <h3>{staffTexts().notice.scans}</h3>
      <ul class="cards">{['A13', 'A14', 'A15'].map((m) => <li><h4 id={'f-' + m} tabIndex={-1}>{m} {label(labels.materials, m)}</h4><Material application={a} name={`${m} ${label(labels.materials, m)}`} item={{ material: m }} reload={props.reload} /></li>)}</ul>
    </section>
  );
}

/** Objections to the notice: each is recorded once, and settled once, and stays (R18, R41). */
function Objections(props: { id: string; name: string; objections: Objection[]; reload: () => Promise<void> }) {
  const [raised, setRaised] = useState({ raisedOn: '', facts: '' });
  const { wrong, busy, run } = useCommand();
  const raise = () => run(async () => {
    await api.recordObjection(props.id, raised);
    await props.reload();
    setRaised({ raisedOn: '', facts: '' });
  });
  return (
    <>
      <h3>{staffTexts().objection.title}</h3>
      {props.objections.length === 0 ? <p>{staffTexts().objection.none}</p> : <ul class="cards">{props.objections.map((o) => (
        <li>
          <p>{day(o.raisedOn)} {o.finding ? <Tag kind={o.finding === 'UPHELD' ? 'bad' : 'good'}>{staffTexts().objection[o.finding]}</Tag> : <Tag kind="warning">{staffTexts().objection.open}</Tag>}</p>
          <p>{o.facts}</p>
          {o.finding ? <p>{o.resolution}</p> : <Settle id={props.id} name={props.name} number={o.number} reload={props.reload} />}
        </li>
      ))}</ul>}
      <details>
        <summary>{staffTexts().objection.raise}</summary>
        <ErrorSummary problems={wrong} />
        <Input path="raisedOn" label={staffTexts().objection.raisedOn} type="date" short problems={wrong} value={raised.raisedOn} onInput={(raisedOn) => setRaised((r) => ({ ...r, raisedOn }))} />
        <TextArea path="facts" label={staffTexts().objection.facts} rows={3} names={[props.name]} problems={wrong} value={raised.facts} onInput={(facts) => setRaised((r) => ({ ...r, facts }))} />
        <Button kind="plain" busy={busy} onClick={() => void raise()}>{staffTexts().objection.raise}</Button>
      </details>
    </>
  );
}

function Settle(props: { id: string; name: string; number: number; reload: () => Promise<void> }) {
  const [v, set] = useState({ finding: '', resolution: '', resolvedOn: '' });
  const { wrong, busy, run } = useCommand();
  const at = String(props.number);
  const problems = under(at, wrong);
  const settle = () => run(async () => {
    await api.recordObjection(props.id, { number: props.number, resolution: v.resolution, ...(v.finding ? { finding: v.finding as 'UPHELD' } : {}), ...(v.resolvedOn ? { resolvedOn: v.resolvedOn } : {}) });
    await props.reload();
  });
  return (
    <>
      <ErrorSummary problems={problems} />
      <Radios path={at + '.finding'} label={staffTexts().objection.finding} value={v.finding} problems={problems} options={(['UNFOUNDED', 'UPHELD'] as const).map((f) => ({ value: f, label: staffTexts().objection[f] }))} onInput={(finding) => set((s) => ({ ...s, finding }))} />
      <TextArea path={at + '.resolution'} label={staffTexts().objection.resolution} rows={2} names={[props.name]} problems={problems} value={v.resolution} onInput={(resolution) => set((s) => ({ ...s, resolution }))} />
      <Input path={at + '.resolvedOn'} label={staffTexts().objection.resolvedOn} type="date" short problems={problems} value={v.resolvedOn} onInput={(resolvedOn) => set((s) => ({ ...s, resolvedOn }))} />
      <Button kind="plain" busy={busy} onClick={() => void settle()}>{staffTexts().objection.settle}</Button>
    </>
  );
}

function Decide(props: { review: Review; tier: string; outcomes: Decision['outcome'][]; reload: () => Promise<void>; done: () => void; unseen: number; noted: Noted; set: (change: (noted: Noted) => Noted) => void; forget: () => void }) {
  const { review: r, outcomes } = props;
  const a = r.application;
  const { mend, reason, answers } = props.noted;
  const outcome = outcomes.find((o) => o === props.noted.outcome);
  const setOutcome = (next: Decision['outcome']) => props.set((n) => ({ ...n, outcome: next }));
  const setMend = (next: Mend[]) => props.set((n) => ({ ...n, mend: next }));
  const setReason = (next: string) => props.set((n) => ({ ...n, reason: next }));
  const setAnswers = (change: Answering) => props.set((n) => ({ ...n, answers: change(n.answers) }));
  const [confirmed, setConfirmed] = useState<string[]>([]);
  const [done, setDone] = useState<Decision['outcome']>();
  const { wrong, busy, run, setWrong } = useCommand(props.reload);
  const questions = r.checks.assessment.questions;
  const byKey = useRef(false);
  const choose = (next: Decision['outcome']) => () => {
    byKey.current = true;
    setOutcome(next);
  };
  useShortcuts(done ? {} : Object.fromEntries(outcomes.map((o) => [KEYS[o], choose(o)])));
  // Who chose by a key goes on by keys: to what is still to be entered, or to the button that sends.
  useLayoutEffect(() => {
    if (!byKey.current || !outcome) return;
    byKey.current = false;
    const first = outcome === 'PASS' ? (questions[0] ? fieldId('answers.' + questions[0].code) : 'send-decision') : outcome === 'RETURN' ? fieldId('item') : fieldId('reason');
    document.getElementById(first)?.focus();
  });
  const notApplicable = Object.keys(a.form.notApplicable);
  const send = () => run(async () => {
    if (!outcome) return;
    const missing: Problem[] = outcome === 'REJECT' && !reason.trim() ? [{ field: 'reason', message: t.bench.reasonNeeded }] : outcome === 'RETURN' && !mend.length ? [{ message: t.bench.itemsNeeded }]
      : outcome === 'PASS' ? questions.filter((q) => !answers[q.code]?.trim()).map((q) => ({ field: 'answers.' + q.code, message: fill(t.bench.answerNeeded, { question: said(q) }) })) : [];
    if (missing.length) return setWrong(missing);
    await api.decide(a.id, { attempt: a.attempt, contentVersion: a.contentVersion, outcome, ...(outcome === 'PASS' && questions.length ? { answers } : {}), ...(reason ? { reason } : {}), ...(outcome === 'RETURN' ? { mend } : {}), ...(confirmed.length ? { confirmed } : {}) });
    noteDecided(a.id);
    setDone(outcome);
    props.done();
    props.forget();
  });
  if (done) {
    return <Notice kind="good" title={fill(t.bench.done, { outcome: t.outcomes[done] })}><p><Next tier={props.tier as Tier} after={a.id} /></p></Notice>;
  }
  return (
    <section class="decide" aria-labelledby="decide-title">
      <h2 id="decide-title">{t.bench.decide}</h2>
      <ErrorSummary problems={wrong} />
      {outcomes.includes('PASS') && notApplicable.map((m) => <Check label={fill(t.bench.confirm, { material: label(labels.materials, m), reason: a.form.notApplicable[m] ?? '' })} checked={confirmed.includes(m)} onChange={(on) => setConfirmed((c) => (on ? [...c, m] : c.filter((x) => x !== m)))} />)}
      <div class="actions" role="group" aria-label={t.bench.decide}>
        {outcomes.map((o) => <button type="button" class={o === outcome ? 'primary' : 'plain'} aria-pressed={o === outcome} onClick={() => setOutcome(o)}>{t.outcomes[o]}</button>)}
      </div>
      {outcome === 'PASS' && props.unseen > 0 && <Notice kind="warning"><p>{fill(t.bench.unseen, { count: props.unseen })}</p></Notice>}
      {outcome === 'PASS' && <Questions elsewhere questions={questions} answers={answers} set={setAnswers} problems={wrong} />}
      {outcome === 'RETURN' && <Items mendable={r.mendable} mend={mend} set={setMend} problems={wrong} />}
      {outcome && <TextArea path="reason" label={outcome === 'REJECT' ? t.bench.reason : t.bench.remark} optional={outcome !== 'REJECT'} problems={wrong} rows={3} elsewhere value={reason} onInput={setReason} />}
      {outcome && (outcome !== 'PASS' || reason) && <Sent outcome={outcome} reason={reason} mend={outcome === 'RETURN' ? mend : []} mendable={r.mendable} />}
      {outcome && <Button id="send-decision" busy={busy} kind={outcome === 'REJECT' ? 'warning' : 'primary'} onClick={() => void send()}>{fill(t.bench.send, { outcome: t.outcomes[outcome] })}</Button>}
    </section>
  );
}

const FINDINGS = ['SENT_BACK', 'UPHELD'] as const;

/** A rejection is looked at again, by somebody who has not decided: it stands, or is decided anew where it was taken (R45). */
function Reconsider(props: { application: Application; reload: () => Promise<void> }) {
  const { application: a } = props;
  const [outcome, setOutcome] = useState<(typeof FINDINGS)[number]>();
  const [reason, setReason] = useState('');
  const [done, setDone] = useState(false);
  const { wrong, busy, run, setWrong } = useCommand(props.reload);
  const send = () => run(async () => {
    if (!outcome) return setWrong([{ message: t.question.chooseFirst }]);
    if (!reason.trim()) return setWrong([{ field: 'finding', message: t.question.findingNeeded }]);
    await api.reconsider(a.id, { attempt: a.attempt, contentVersion: a.contentVersion, outcome, reason });
    setDone(true);
  });
  if (done && outcome) return <Notice kind="good" title={fill(t.bench.done, { outcome: t.question[outcome] })}><p><Next tier="RECONSIDERATION" after={a.id} /></p></Notice>;
  return (
    <section class="decide" aria-labelledby="reconsider-title">
      <h2 id="reconsider-title">{t.question.outcome}</h2>
      <ErrorSummary problems={wrong} />
      <div class="actions" role="group" aria-labelledby="reconsider-title">
        {FINDINGS.map((o) => <button type="button" class={o === outcome ? 'primary' : 'plain'} aria-pressed={o === outcome} onClick={() => setOutcome(o)}>{t.question[o]}</button>)}
      </div>
      <TextArea path="finding" label={t.question.finding} rows={3} about={a.id} names={[a.name]} problems={wrong} value={reason} onInput={setReason} />
      <Button busy={busy} kind={outcome === 'UPHELD' ? 'warning' : 'primary'} onClick={() => void send()}>{outcome ? fill(t.bench.send, { outcome: t.question[outcome] }) : t.question.outcome}</Button>
    </section>
  );
}

/** What the applicant will read, before it is sent. */
function Sent(props: { outcome: Decision['outcome']; reason: string; mend: Mend[]; mendable: Record<string, string> }) {
  return (
    <Notice title={t.bench.sent}>
      <p><b>{t.outcomes[props.outcome]}</b></p>
      {props.reason && <p class="text">{props.reason}</p>}
      {props.mend.length > 0 && <ul>{props.mend.map((m) => <li><b>{props.mendable[m.item] ?? m.item}</b> {m.comment}</li>)}</ul>}
    </Notice>
  );
}

/** A change of the answers given so far: several may come at once. */
type Answering = (before: Record<string, string>) => Record<string, string>;

/** Each open question is answered by name before the application goes on (R13, R39). */
export function Questions(props: { under?: string; questions: Question[]; answers: Record<string, string>; set: (change: Answering) => void; problems: Problem[]; names?: string[]; elsewhere?: boolean }) {
  return <>{props.questions.map((q) => <TextArea path={`${props.under ?? 'answers'}.${q.code}`} label={said(q)} hint={t.bench.answerHint} rows={2} names={props.names ?? []} elsewhere={props.elsewhere ?? false} problems={props.problems} value={props.answers[q.code] ?? ''} onInput={(v) => props.set((before) => ({ ...before, [q.code]: v }))} />)}</>;
}

function Items(props: { mendable: Record<string, string>; mend: Mend[]; set: (next: Mend[]) => void; problems: Problem[] }) {
  const [item, setItem] = useState('');
  const added = useRef(false);
  // The eye and the hand go on to the comment.
  useLayoutEffect(() => {
    if (added.current) document.getElementById(fieldId(`mend.${props.mend.length - 1}.comment`))?.focus();
    added.current = false;
  }, [props.mend.length]);
  const add = () => {
    setItem('');
    added.current = item !== '' && !props.mend.some((m) => m.item === item);
    if (added.current) props.set([...props.mend, { item, comment: '' }]);
  };
  return (
    <fieldset>
      <legend>{t.bench.items}</legend>
      <datalist id="phrases">{t.bench.phrases.split('|').map((phrase) => <option value={phrase} />)}</datalist>
      {props.mend.map((m, i) => (
        <div class="row">
          <Input path={`mend.${i}.comment`} problems={props.problems} label={props.mendable[m.item] ?? m.item} hint={t.bench.itemHint} list="phrases" value={m.comment} onInput={(comment) => props.set(props.mend.map((x) => (x.item === m.item ? { ...x, comment } : x)))} />
          <Button kind="plain" label={fill(t.bench.removeItem, { item: props.mendable[m.item] ?? m.item })} onClick={() => props.set(props.mend.filter((x) => x.item !== m.item))}>{t.frame.remove}</Button>
        </div>
      ))}
      <div class="row">
        <Select path="item" label={t.bench.addItem} value={item} options={Object.entries(props.mendable).map(([value, label]) => ({ value, label }))} onInput={setItem} />
        <div class="field"><Button kind="plain" onClick={add}>{t.bench.add}</Button></div>
      </div>
    </fieldset>
  );
}

/** The originals, item by item (R28). */
function Receive(props: { review: Review; reload: () => Promise<void>; done: () => void }) {
  const { review: r } = props;
  const a = r.application;
  const [ticked, setTicked] = useState<string[]>([]);
  const received = r.originals.filter((m) => a.receivedMaterials.includes(m) || ticked.includes(m));
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [done, setDone] = useState(false);
  const { wrong, busy, run, setWrong } = useCommand(props.reload);
  const byKey = useRef(false);
  useShortcuts(done ? {} : { a: () => {
    byKey.current = true;
    setTicked([...r.originals]);
  } });
  // as after a decision's key
  useLayoutEffect(() => {
    if (!byKey.current) return;
    byKey.current = false;
    const [first] = r.checks.assessment.questions;
    document.getElementById(first ? fieldId('answers.' + first.code) : 'send-receipt')?.focus();
  });
  const send = () => run(async () => {
    const now = received.filter((m) => !a.receivedMaterials.includes(m));
    if (!now.length) return setWrong([{ message: t.receive.chooseFirst }]);
    const after = await api.receive(a.id, now, a.contentVersion, answers);
    if (after.state === 'MATERIALS') {
      await props.reload();
      setTicked([]);
    } else {
      setDone(true);
      props.done();
    }
  });
  if (done) return <Notice kind="good" title={t.receive.done}><p class="actions"><Next tier="MATERIALS" after={a.id} /><Button kind="plain" onClick={() => void props.reload()}>{t.receive.undo}</Button></p></Notice>;
  return (
    <section class="decide" aria-labelledby="receive-title">
      <h2 id="receive-title">{t.receive.title}</h2>
      <ErrorSummary problems={wrong} />
      <p><Button kind="plain" onClick={() => setTicked(r.originals)}>{t.receive.all}</Button></p>
      {received.length === r.originals.length && <Questions names={[a.name]} questions={r.checks.assessment.questions} answers={answers} set={setAnswers} problems={wrong} />}
      {r.originals.map((m) => <Check label={`${m} ${label(labels.materials, m)}`} checked={received.includes(m)} onChange={(on) => setTicked((s) => (on ? [...s, m] : s.filter((x) => x !== m)))} />)}
      <Button id="send-receipt" busy={busy} onClick={() => void send()}>{t.receive.send}</Button>
      {a.receivedMaterials.length > 0 && <Papers id={a.id} papers={['ORIGINALS_RECEIPT']} />}
    </section>
  );
}

/** What was ticked and is not there is taken back with a reason; after the last original, too, unless a document lists it (R41). */
function TakeBack(props: { application: Application; reload: () => Promise<void> }) {
  const { application: a } = props;
  const [wrongly, setWrongly] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const { wrong, busy, run, setWrong } = useCommand(props.reload);
  const send = () => run(async () => {
    if (!wrongly.length || !reason.trim()) return setWrong([{ field: 'takeBack', message: t.receive.backFirst }]);
    await api.takeBackReceipt(a.id, wrongly, reason, a.contentVersion);
    await props.reload();
    setWrongly([]);
    setReason('');
  });
  return (
    <details>
      <summary>{t.receive.back}</summary>
      <ErrorSummary problems={wrong} />
      <fieldset>
        <legend>{t.receive.which}</legend>
        {a.receivedMaterials.map((m) => <Check label={fill(t.receive.notThere, { material: `${m} ${label(labels.materials, m)}` })} checked={wrongly.includes(m)} onChange={(on) => setWrongly((s) => (on ? [...s, m] : s.filter((x) => x !== m)))} />)}
      </fieldset>
      <TextArea path="takeBack" label={t.receive.reason} rows={2} names={[a.name]} problems={wrong} value={reason} onInput={setReason} />
      <Button kind="plain" busy={busy} onClick={() => void send()}>{t.receive.takeBack}</Button>
    </details>
  );
}

const RECALLABLE: string[] = ['DISTRICT_REVIEW', 'COMMITTEE_REVIEW'];

/** The employer takes its recommendation back until the committee has decided, as where somebody has left (R48). */
function Recall(props: { application: Application; reload: () => Promise<void> }) {
  const { application: a } = props;
  const [reason, setReason] = useState('');
  const { wrong, busy, run } = useCommand();
  return (
    <details>
      <summary>{t.bench.recall}</summary>
      <p>{t.bench.recallText}</p>
      <ErrorSummary problems={wrong} />
      <TextArea path="reason" label={t.bench.recallReason} rows={2} about="recall" names={[a.name]} problems={wrong} value={reason} onInput={setReason} />
      <Button kind="warning" busy={busy} onClick={() => void run(async () => { await api.recall(a.id, a.attempt, reason); await props.reload(); })}>{t.bench.recall}</Button>
    </details>
  );
}

/** The next one of the queue, so that hundreds go in a row; one key more goes there. */
function Next(props: { tier: Tier; after: string }) {
  const next = useLoad(() => nextAfter(props.tier, props.after), props.after);
  if (next.value === undefined) return <Loading of={next} />;
  return next.value ? <Link class="button" focus to={`/portal/work/${props.tier}/${next.value}`}>{t.bench.next}</Link> : <>{t.bench.noMore} <Link focus to={'/portal/work/' + props.tier}>{t.frame.back}</Link></>;
}
