/** Queues: what waits at a tier and what it has decided, found, sorted and counted by the server (R20, R24); many passed at once. */
import { useEffect, useState } from 'preact/hooks';
import { api, currentOf, systemTime, type QueueLine, type QueueQuestion, type Review, type Role, type State, type Step, type Summary, type Tier } from '../api';
import { navigate } from '../router';
import { dateOf, fill, gap, label, lastDay, named, number, said, t } from '../texts';
import { staffTexts } from '../texts/staff';
import { words as expert } from '../texts/experts';
import { labels } from '../texts/labels';
import { words as session } from '../texts/sessions';
import { Button, Check, ErrorSummary, Input, Link, Notice, Page, Paged, problems, Select, Tabs, Tag, useCommand, useLoad, type Option } from '../ui';
import type { Known } from './applicant';
import { Questions } from './review';
import { numberOn, Scan } from './scan';

/** Which queue an appointment opens. */
const TIERS: Partial<Record<Role, Tier[]>> = { EMPLOYER: ['EMPLOYER_REVIEW'], DISTRICT: ['DISTRICT_REVIEW'], COMMITTEE: ['COMMITTEE_REVIEW'], OFFICE: ['MATERIALS', 'APPROVAL_DOCUMENT', 'RECONSIDERATION'] };
const queues = (known: Known) => known.me.appointments.flatMap((a) => (TIERS[a.role] ?? []).map((tier) => ({ tier, name: a.scopeName })));
/** Whose tier it is. */
export const isOf = (known: Known, tier: string) => known.me.appointments.some((a) => TIERS[a.role]?.some((own) => own === tier));
/** Whose tier it is, or who stands in for it. */
export const actsAt = (known: Known, tier: string) => isOf(known, tier) || known.me.appointments.some((a) => a.role === 'ADMINISTRATOR');
const OWN_FIGURES: readonly string[] = ['EMPLOYER_REVIEW', 'DISTRICT_REVIEW'];
/** Of an employer's steps those in which it has gone from there. */
const DONE: readonly string[] = ['RECOMMENDED', 'RETURNED'];
const SEVERAL: readonly string[] = ['DISTRICT_REVIEW', 'COMMITTEE_REVIEW'];

/** Kept while the page lives, and nowhere else: what is looked for can be a name. */
const asked = new Map<string, QueueQuestion>();
const passedOver = new Set<string>();
/** What was opened here, as it was shown: only that can be passed together. */
const opened = new Map<string, { tier: string; review: Review }>();
/** Passed together; each can be undone for ten minutes, while nobody has begun the next step. */
let passedLately: Passed[] = [];
interface Passed { id: string; name: string; tier: Tier; state: State; attempt: number; at: number; undone?: boolean }
const UNDO = 600_000;
export const isRecent = (at: number) => systemTime() - at < UNDO;

export const noteOpened = (tier: string, review: Review) => void opened.set(review.application.id, { tier, review });
export const noteDecided = (id: string) => void opened.delete(id);
export const openedAt = (tier: string) => [...opened.values()].filter((o) => o.tier === tier && o.review.application.state === tier).map((o) => o.review);

/** Of those passed over there are few. */
const NEXT = 20;
/** The next one as the queue was asked for, those left out that were looked at and passed over; begins again where there is no other. */
export async function nextAfter(tier: Tier, id: string): Promise<string> {
  passedOver.add(id);
  const { cursor: _, ...question } = asked.get(tier) ?? {};
  for (let cursor: string | undefined, first = true; first || cursor; first = false) {
    const page = await api.queue(tier, { ...question, free: true, size: NEXT, ...(cursor ? { cursor } : {}) });
    const found = page.items.find((line) => !passedOver.has(line.application.id));
    if (found) return found.application.id;
    cursor = page.next;
  }
  passedOver.clear();
  return '';
}

export function Work(props: { known: Known }) {
  const mine = queues(props.known);
  useEffect(() => {
    const only = mine[0];
    if (mine.length === 1 && only) navigate('/portal/work/' + only.tier, true);
  }, []);
  return (
    <Page title={t.frame.work}>
      <ul class="cards">
        {mine.map((q) => <li><h2><Link to={'/portal/work/' + q.tier}>{label(labels.states, q.tier)}</Link></h2><p>{q.name || staffTexts().comes[q.tier]}</p></li>)}
        {props.known.me.appointments.some((a) => a.role === 'OFFICE' || a.role === 'COMMITTEE') && <li><h2><Link to="/portal/work/sessions">{session().title}</Link></h2></li>}
        {props.known.me.appointments.some((a) => a.role === 'OFFICE') && (['documents', 'certificates'] as const).map((part) => <li><h2><Link to={'/portal/work/' + part}>{t.office[part]}</Link></h2></li>)}
        {props.known.me.appointments.some((a) => a.role === 'OFFICE') && <li><h2><Link to="/portal/work/objections">{t.announced.waiting}</Link></h2><p>{t.announced.waitingText}</p></li>}
        {props.known.me.appointments.some((a) => a.role === 'OFFICE') && (['experts', 'registrations', 'integrity', 'waiting'] as const).map((part) => <li><h2><Link to={'/portal/work/' + part}>{t.admin[part]}</Link></h2><p>{t.admin[`${part}Text`]}</p></li>)}
        {props.known.me.appointments.some((a) => a.role === 'COMMITTEE') && <li><h2><Link to="/portal/committee/consent">{expert().own}</Link></h2></li>}
        {mine.length > 0 && <li><h2><Link to="/portal/work/colleagues">{staffTexts().invite.title}</Link></h2></li>}
        {props.known.me.appointments.some((a) => a.role === 'OFFICE') && <li><h2><Link to="/portal/work/figures">{t.admin.figures}</Link></h2><p>{t.admin.figuresText}</p></li>}
      </ul>
    </Page>
  );
}

const options = (list: readonly { code: string }[]): Option[] => list.map((l) => ({ value: l.code, label: label(list as typeof labels.kinds, l.code) }));

export function Queue(props: { tier: string; known: Known }) {
  const { known } = props;
  const tier = props.tier as Tier;
  const isEmployer = tier === 'EMPLOYER_REVIEW';
  const [question, setQuestion] = useState<QueueQuestion>(asked.get(tier) ?? {});
  const [text, setText] = useState(question.text ?? '');
  const [before, setBefore] = useState<(string | undefined)[]>([]);
  const opening = useCommand();
  const choices = useLoad(() => Promise.all([api.cycles(), api.catalogue()]), 'choices');
  const key = JSON.stringify(question);
  const queue = useLoad(() => api.queue(tier, question), tier + key);
  const year = currentOf(choices.value?.[0].cycles)?.year;
  // the other list is asked for its numbers only
  const other = useLoad(async () => (isEmployer && year ? api.queue(tier, { decided: question.decided ? 0 : year, size: 1 }) : undefined), `${tier} ${question.decided ? 0 : year ?? ''}`);
  const ask = (next: QueueQuestion, cursor?: string) => {
    const { cursor: _, ...rest } = { ...question, ...next };
    const whole = cursor ? { ...rest, cursor } : rest;
    asked.set(tier, whole);
    if (!cursor) setBefore([]);
    setQuestion(whole);
  };
  useEffect(() => {
    if (text.trim() === (question.text ?? '')) return undefined;
    const timer = setTimeout(() => ask({ text: text.trim() }), 300);
    return () => clearTimeout(timer);
  }, [text]);
  // Who looks for one, as by the number on a receipt that a scanner types, has it open at once.
  const open = async (typed: string) => {
    const whole = numberOn(typed);
    const wanted = { ...question, text: whole ?? typed.trim().replace(/^.*\/applications\/([^/?#]+).*$/, '$1') };
    // a whole number is asked for by itself: what else is chosen would only hide it
    const found = (await api.queue(tier, whole ? { text: whole, size: 2 } : { ...wanted, cursor: '', size: 2 })).items;
    const [only] = found;
    if (only && found.length === 1) {
      // found, and so done with: what a scanner types next does not follow it in the field
      const { text: _, ...rest } = question;
      asked.set(tier, rest);
      navigate(`/portal/work/${tier}/${only.application.id}`);
    } else ask(wanted);
  };
  const turn = (cursor: string | undefined, pages: (string | undefined)[]) => {
    ask({}, cursor);
    setBefore(pages);
  };
  const years = choices.value?.[0].cycles.map((c) => c.year) ?? [];
  const counts = queue.value?.counts;
  const following = queue.value?.next;
  const flag = (name: 'flagged' | 'cameBack' | 'overdue' | 'free', text: string) => <Check label={counts && name !== 'free' ? fill(t.queue.counted, { label: text, count: name === 'overdue' && counts.overdue > 99 ? number(99) + '+' : number(counts[name]) }) : text} checked={question[name] ?? false} onChange={(on) => ask({ [name]: on })} />;
  const steps = { ...other.value?.counts.steps, ...counts?.steps };
  const choose = (step: string) => ask({ step: step as Step, decided: DONE.includes(step) ? question.decided || year || 0 : 0 });
  const toPass = SEVERAL.includes(tier) ? openedAt(tier).length : 0;
  const toUndo = passedLately.filter((p) => p.tier === tier && !p.undone && isRecent(p.at)).length;
  return (
    <Page title={label(labels.states, tier)} task={queues(known).filter((q) => q.tier === tier).map((q) => q.name).filter(Boolean).join('、')} wide>
      {tier === 'COMMITTEE_REVIEW' && <p><Link to="/portal/work/sessions">{session().title}</Link></p>}
      {isEmployer && <Tabs label={t.queue.steps} value={question.step ?? ''} onChoose={choose} options={[{ value: '', label: t.queue.everything }, ...labels.steps.map((l) => ({ value: l.code, label: label(labels.steps, l.code), count: steps[l.code] }))]} />}
      <search>
        {tier === 'MATERIALS' && <Scan of="receipt" found={(number) => { setText(number); void opening.run(() => open(number)); }} />}
        <div class="row">
          <form noValidate onSubmit={(event) => { event.preventDefault(); void opening.run(() => open(text)); }}><Input path="search" type="search" label={t.queue.search} hint={t.queue.searchHint} value={text} onInput={setText} /></form>
          <Select path="show" label={t.queue.show} empty={t.queue.waiting} value={String(question.decided ?? '')} options={years.map((y) => ({ value: String(y), label: fill(t.queue.decided, { year: y }) }))} onInput={(y) => ask({ decided: Number(y), step: '' })} />
        </div>
        <details open={matchMedia('(min-width: 60rem)').matches || Boolean(question.sort || question.kind || question.level || question.series)}>
        <summary>{t.queue.narrow}</summary>
        <div class="row">
          <Select path="sort" label={t.queue.sort} empty={t.queue.DUE} value={question.sort ?? ''} options={(['ENTERED', 'NAME', 'EMPLOYER'] as const).map((s) => ({ value: s, label: t.queue[s] }))} onInput={(sort) => ask({ sort })} />
          <Select path="kind" label={t.fields.kind} empty={t.queue.any} value={question.kind ?? ''} options={options(labels.kinds)} onInput={(kind) => ask({ kind })} />
          <Select path="level" label={t.fields.level} empty={t.queue.any} value={question.level ?? ''} options={options(labels.levels)} onInput={(level) => ask({ level })} />
          <Select path="series" label={t.fields.series} empty={t.queue.any} value={question.series ?? ''} options={(choices.value?.[1].series ?? []).map((s) => ({ value: s.name, label: named(s) }))} onInput={(series) => ask({ series })} />
        </div>
        </details>
        <div class="choices">{flag('flagged', t.queue.question)}{flag('cameBack', t.queue.cameBack)}{!question.decided && flag('overdue', t.queue.overdue)}{!question.decided && flag('free', t.queue.free)}</div>
      </search>
      <ErrorSummary problems={opening.wrong} />
      <p role="status">{counts && (counts.matching === undefined ? fill(t.queue.here, { all: number(counts.all) }) : fill(t.queue.found, { count: number(counts.matching), all: number(counts.all) }))}{counts?.more && ` ${question.decided ? t.queue.moreDecided + (tier === 'COMMITTEE_REVIEW' ? '' : t.queue.moreListed) : t.queue.more}`}</p>
      <p class="actions">{isEmployer && <Link class="button secondary" to="/portal/work/EMPLOYER_REVIEW/report">{staffTexts().report.title}</Link>} {OWN_FIGURES.includes(tier) && <Link class="button secondary" to="/portal/work/figures">{t.admin.figures}</Link>} <Link class="button secondary" to="/portal/work/colleagues">{staffTexts().invite.title}</Link></p>
      {toPass > 0 && <p><Link class="button" to={`/portal/work/${tier}/opened`}>{fill(t.queue.passOpened, { count: toPass })}</Link></p>}
      {toUndo > 0 && <p><Link class="button secondary" to={`/portal/work/${tier}/opened`}>{fill(t.queue.undoPassed, { count: toUndo })}</Link></p>}
      <Paged of={queue} page={before.length + 1} previous={before.length ? () => turn(before.at(-1), before.slice(0, -1)) : undefined} following={following ? () => turn(following, [...before, question.cursor]) : undefined}>{({ items }) => items.length === 0 ? <Empty tier={tier} question={question} /> : (
        <div class="scroll" tabIndex={0} role="region" aria-label={label(labels.states, tier)}>
          <table>
            <thead><tr><th scope="col">{t.register.name}</th><th scope="col">{t.fields.kind}</th><th scope="col">{t.fields.level}</th><th scope="col">{t.fields.specialty}</th><th scope="col">{t.fields.employerName}</th><th scope="col">{t.queue.since}</th><th scope="col">{question.decided ? t.queue.state : t.queue.left}</th><th scope="col">{t.queue.flags}</th></tr></thead>
            <tbody>
              {items.map(({ application: a, left, step, noticeLeft }) => (
                <tr>
                  <th scope="row"><Link to={`/portal/work/${tier}/${a.id}`}>{a.name}</Link></th>
                  <td>{label(labels.kinds, a.kind)}</td><td>{label(labels.levels, a.level)}</td><td>{a.series} {a.specialty}</td><td>{a.employerName}</td><td>{dateOf(a.enteredAt)}</td>
                  <td>{question.decided ? label(labels.states, a.state) : <>{a.dueAt && lastDay(a.dueAt)} {left && <Tag kind={left.overdue ? 'bad' : undefined as never}>{fill(left.overdue ? t.progress.overdue : t.progress.left, { days: left.days })}</Tag>}</>}</td>
                  <td>{step && <NoticeState step={step} notice={noticeLeft} of={a} />} <Flags of={a} me={known.me.sub} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}</Paged>
    </Page>
  );
}

/** What will stand in a list that is empty, and when; or that it was asked for too much. */
const Empty = (props: { tier: Tier; question: QueueQuestion }) => {
  const { decided, cursor, sort: _, size: __, ...narrowed } = props.question;
  if (Object.values(narrowed).some(Boolean)) return <p>{t.queue.noneMatches}</p>;
  if (cursor) return <p>{t.queue.pageEmpty}</p>;
  return decided ? <Notice title={fill(t.queue.noneDecided, { year: decided })}><p>{t.queue.willStand}</p></Notice> : <Nothing tier={props.tier} />;
};

/** Nobody waits there: what will, and when. */
export const Nothing = (props: { tier: Tier }) => <Notice title={t.queue.nothing}><p>{staffTexts().comes[props.tier] + gap() + t.queue.mailed}</p></Notice>;

/** How far the employer is: the notice with its days, an objection that is open. */
const NoticeState = (props: { step: Step; notice: QueueLine['noticeLeft']; of: Summary }) => (<>
  <Tag {...(props.step === 'READY' ? { kind: 'good' as const } : {})}>{label(labels.steps, props.step)}</Tag>{' '}
  {props.notice && !props.notice.overdue && <Tag>{props.notice.days ? fill(t.queue.noticeLeft, { days: props.notice.days }) : t.queue.noticeLastDay}</Tag>}{' '}
  {props.step === 'NOTICE_RUNNING' && (props.of.recommendation?.openObjections ?? 0) > 0 && <Tag kind="warning">{t.queue.objection}</Tag>}
</>);

const Flags = (props: { of: Summary; me: string }) => <>{props.of.hand && <Tag>{props.of.hand.sub === props.me ? t.queue.mine : fill(t.queue.taken, { name: props.of.hand.name })}</Tag>} {props.of.needsReview && <Tag kind="warning">{t.queue.question}</Tag>} {props.of.submissions > 1 && <Tag>{t.queue.cameBack}</Tag>}</>;

const MOST = 50;
type Line = { ticked: boolean; answers: Record<string, string>; confirmed: string[] };

/** What was passed just now, and the way back: one by one or all; what is refused says why. */
function PassedLately(props: { passed: Passed[]; put: (next: Passed[]) => void }) {
  const [refused, setRefused] = useState<Record<string, string>>({});
  const { busy, run } = useCommand();
  const open = props.passed.filter((p) => !p.undone);
  const undo = (which: Passed[]) => run(async () => {
    let next = props.passed;
    for (const one of which) {
      try {
        const { state } = await api.undo(one.id, one.attempt);
        next = next.map((p) => (p.id === one.id ? { ...p, state, undone: true } : p));
      } catch (error) {
        setRefused((all) => ({ ...all, [one.id]: problems(error).map((p) => p.message).join(' ') }));
      }
    }
    props.put(next);
  });
  return (
    <section aria-labelledby="passed-title">
      <h2 id="passed-title">{t.queue.passedLately}</h2>
      {open.length > 1 && <Button kind="plain" busy={busy} onClick={() => void undo(open)}>{fill(t.queue.undoAll, { count: open.length })}</Button>}
      <ul class="tasks" aria-live="polite">
        {props.passed.map((p) => (
          <li>
            <span>{p.name} {p.undone ? <Tag kind="warning">{t.queue.undone}</Tag> : label(labels.states, p.state)} {refused[p.id] && <span class="error">{refused[p.id]}</span>}</span>
            {!p.undone && <Button kind="plain" busy={busy} label={`${t.queue.undo} ${p.name}`} onClick={() => void undo([p])}>{t.queue.undo}</Button>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Those opened are listed once more with what each asks for, and pass together; each stands by itself, what is refused says why. */
export function PassOpened(props: { tier: string }) {
  const tier = props.tier as Tier;
  const [reviews, setReviews] = useState(() => openedAt(tier));
  const [lines, setLines] = useState<Record<string, Line>>({});
  const [refused, setRefused] = useState<Record<string, string[]>>({});
  const [passed, setPassed] = useState(() => passedLately.filter((p) => p.tier === tier && isRecent(p.at)));
  const { wrong, busy, run, setWrong } = useCommand();
  const begun: Line = { ticked: true, answers: {}, confirmed: [] };
  const line = (id: string): Line => lines[id] ?? begun;
  const change = (id: string, to: (before: Line) => Line) => setLines((all) => ({ ...all, [id]: to(all[id] ?? begun) }));
  const edit = (id: string, part: Partial<Line>) => change(id, (before) => ({ ...before, ...part }));
  const chosen = reviews.filter((r) => line(r.application.id).ticked);
  const keep = (next: Passed[]) => {
    passedLately = [...passedLately.filter((p) => p.tier !== tier), ...next];
    setPassed(next);
  };
  const send = () => run(async () => {
    if (!chosen.length) return setWrong([{ message: t.queue.chooseFirst }]);
    const open = chosen.flatMap((r) => r.checks.assessment.questions.filter((q) => !line(r.application.id).answers[q.code]?.trim()).map((q) => ({ field: `${r.application.id}.${q.code}`, message: fill(t.bench.answerNeeded, { question: `${r.application.name}：${said(q)}` }) })));
    if (open.length) return setWrong(open);
    const answered = [];
    for (let from = 0; from < chosen.length; from += MOST) {
      answered.push(...await api.decideMany(chosen.slice(from, from + MOST).map(({ application: a, checks }) => ({
        applicationId: a.id,
        decision: { attempt: a.attempt, contentVersion: a.contentVersion, outcome: 'PASS' as const, ...(checks.assessment.questions.length ? { answers: line(a.id).answers } : {}), ...(line(a.id).confirmed.length ? { confirmed: line(a.id).confirmed } : {}) },
      }))));
    }
    const were = new Map(chosen.map((r) => [r.application.id, r.application]));
    const done = answered.flatMap((a): Passed[] => {
      const was = were.get(a.applicationId);
      return a.state && was ? [{ id: was.id, name: was.name, tier, state: a.state, attempt: was.attempt + 1, at: systemTime() }] : [];
    });
    answered.filter((a) => a.state).forEach((a) => noteDecided(a.applicationId));
    keep([...passed, ...done]);
    setRefused(Object.fromEntries(answered.filter((a) => !a.state).map((a) => [a.applicationId, a.violations.length ? a.violations.map(said) : [a.title ?? '']])));
    setReviews(openedAt(tier));
  });
  return (
    <Page title={t.queue.passTitle} task={label(labels.states, tier)} back={'/portal/work/' + tier}>
      <div role="status">{passed.some((p) => !p.undone) && <Notice kind="good" title={fill(t.queue.passed, { count: passed.filter((p) => !p.undone).length })}><p>{t.queue.undoText}</p></Notice>}</div>
      {passed.length > 0 && <PassedLately passed={passed} put={keep} />}
      {reviews.length === 0 ? <p>{t.queue.noneOpened}</p> : (<>
        <p>{t.queue.passLead}</p>
        <ErrorSummary problems={wrong} />
        <ul class="cards">
          {reviews.map(({ application: a, checks }) => (
            <li>
              <Check label={[a.name, label(labels.kinds, a.qualification.kind), label(labels.levels, a.qualification.level), a.qualification.specialty, a.form.employer.name].join(' · ')} checked={line(a.id).ticked} onChange={(ticked) => edit(a.id, { ticked })} />
              {refused[a.id]?.map((why) => <p class="error">{why}</p>)}
              {line(a.id).ticked && <Questions under={a.id} names={[a.name]} questions={checks.assessment.questions} answers={line(a.id).answers} set={(answering) => change(a.id, (before) => ({ ...before, answers: answering(before.answers) }))} problems={wrong} />}
              {line(a.id).ticked && Object.entries(a.form.notApplicable).map(([m, reason]) => <Check label={fill(t.bench.confirm, { material: label(labels.materials, m), reason })} checked={line(a.id).confirmed.includes(m)} onChange={(on) => edit(a.id, { confirmed: on ? [...line(a.id).confirmed, m] : line(a.id).confirmed.filter((x) => x !== m) })} />)}
              <p><Link to={`/portal/work/${tier}/${a.id}`}>{fill(t.bench.title, { name: a.name })}</Link></p>
            </li>
          ))}
        </ul>
        <Button busy={busy} onClick={() => void send()}>{fill(t.queue.passChosen, { count: chosen.length })}</Button>
      </>)}
    </Page>
  );
}
