/** One application in the hands of the office or an administrator: its record, and each way out there is (R24, R48). */
import { useState } from 'preact/hooks';
import { api, type Application } from '../api';
import { fill, label, lastDay, t } from '../texts';
import { staffTexts } from '../texts/staff';
import { labels } from '../texts/labels';
import { Button, Check, ErrorSummary, Facts, Input, Link, Loading, Notice, Page, TextArea, under, useCommand, useLoad } from '../ui';
import { Decisions, History, type Known } from './applicant';

const FINAL = ['CERTIFIED', 'REVOKED', 'REJECTED', 'WITHDRAWN', 'ABANDONED', 'EXPIRED', 'CLOSED'];
/** Where somebody of the staff decides. */
const QUEUES = ['EMPLOYER_REVIEW', 'DISTRICT_REVIEW', 'COMMITTEE_REVIEW', 'MATERIALS', 'APPROVAL_DOCUMENT', 'RECONSIDERATION'];
const TIMED = [...QUEUES, 'CORRECTION'];
/** Nobody has to act, and an administrator can give it longer. */
const ANNOUNCED = 'RESULT_NOTICE';

export function Case(props: { id: string; back: string; known: Known }) {
  const loaded = useLoad(() => Promise.all([api.application(props.id), api.timeline(props.id)]), props.id);
  const [done, setDone] = useState('');
  if (!loaded.value) return <main id="main"><Loading of={loaded} /></main>;
  const [a, timeline] = loaded.value;
  const after = async (said: string) => {
    setDone(said);
    await loaded.reload();
  };
  const administrator = props.known.me.appointments.some((x) => x.role === 'ADMINISTRATOR');
  return (
    <Page title={fill(t.bench.title, { name: a.name })} task={label(labels.states, a.state)} back={props.back}>
      <div role="status">{done && <Notice kind="good"><p>{done}</p></Notice>}</div>
      <Facts facts={[[t.progress.number, a.id], [t.register.idNumber, a.maskedIdNumber], [t.progress.holder, a.holderName], [t.fields.specialty, `${a.qualification.series} ${a.qualification.specialty}`], [t.fields.employerName, a.form.employer.name], [t.progress.due, a.dueAt ? lastDay(a.dueAt) : '']]} />
      {QUEUES.includes(a.state) && <p><Link class="button secondary" to={`/portal/work/${a.state}/${a.id}`}>{staffTexts().cases.open}</Link></p>}
      {a.resultNotice && <p><Link to={'/portal/work/objections/' + a.id}>{t.announced.waiting}</Link></p>}
      {administrator && [...TIMED, ANNOUNCED].includes(a.state) && <Extend key={'x' + a.attempt + a.dueAt} of={a} done={after} />}
      {administrator && UNDER_WAY.includes(a.state) && <Resume key={'r' + a.attempt} of={a} done={after} />}
      {a.state === 'CERTIFICATE' && <Obstacle of={a} done={after} />}
      {!FINAL.includes(a.state) && a.state !== 'DRAFT' && <Close of={a} done={after} />}
      <h2>{t.progress.comments}</h2>
      {a.reviews.length ? <Decisions application={a} /> : <p>{t.progress.noComments}</p>}
      <h2>{t.progress.events}</h2>
      <History events={timeline.events} />
    </Page>
  );
}

const UNDER_WAY = ['SUBMITTED', ...TIMED, ANNOUNCED, 'CERTIFICATE'];

interface Step { of: Application; done: (said: string) => Promise<void> }

function Extend(props: Step) {
  const [days, setDays] = useState('5');
  const { wrong, busy, run } = useCommand();
  return (
    <details>
      <summary>{staffTexts().cases.extend}</summary>
      <ErrorSummary problems={wrong} />
      <Input path="workingDays" label={staffTexts().cases.days} hint={staffTexts().cases.daysHint} inputMode="numeric" short problems={wrong} value={days} onInput={setDays} />
      <Button kind="plain" busy={busy} onClick={() => void run(async () => { const a = await api.extendDeadline(props.of.id, props.of.attempt, Number(days)); await props.done(fill(staffTexts().cases.extended, { day: lastDay(a.dueAt) })); })}>{staffTexts().cases.extend}</Button>
    </details>
  );
}

/** The review goes on by itself every few minutes where it was lost; who does not want to wait has it begun anew (R48). */
function Resume(props: Step) {
  const { wrong, busy, run } = useCommand();
  return (
    <details>
      <summary>{staffTexts().running.resume}</summary>
      <p>{staffTexts().running.resumeText}</p>
      <ErrorSummary problems={wrong} />
      <Button kind="plain" busy={busy} onClick={() => void run(async () => { const { begun } = await api.retry({ applicationId: props.of.id }); await props.done(begun ? staffTexts().running.resumed : staffTexts().running.goesOn); })}>{staffTexts().running.resume}</Button>
    </details>
  );
}

function Obstacle(props: Step) {
  const [v, set] = useState({ reason: '', series: '', specialty: '' });
  const [other, setOther] = useState(false);
  const { wrong, busy, run } = useCommand();
  const problems = under('obstacle', wrong);
  const text = (path: keyof typeof v) => ({ path: 'obstacle.' + path, problems, value: v[path], onInput: (value: string) => set((x) => ({ ...x, [path]: value })) });
  return (
    <details open>
      <summary>{staffTexts().cases.clear}</summary>
      <p>{staffTexts().cases.clearText}</p>
      <ErrorSummary problems={problems} />
      <Input {...text('series')} label={staffTexts().cases.series} optional />
      <Input {...text('specialty')} label={staffTexts().cases.specialty} optional />
      <Check label={staffTexts().cases.other} checked={other} onChange={setOther} />
      <TextArea {...text('reason')} label={staffTexts().cases.reason} rows={2} names={[props.of.name]} />
      <Button kind="plain" busy={busy} onClick={() => void run(async () => {
        await api.clearObstacle(props.of.id, { attempt: props.of.attempt, reason: v.reason, ...(v.series ? { series: v.series } : {}), ...(v.specialty ? { specialty: v.specialty } : {}), ...(other ? { otherDocument: true } : {}) });
        await props.done(staffTexts().cases.cleared);
      })}>{staffTexts().cases.clear}</Button>
    </details>
  );
}

function Close(props: Step) {
  const [reason, setReason] = useState('');
  const [sure, setSure] = useState(false);
  const { wrong, busy, run } = useCommand();
  const problems = under('close', wrong);
  return (
    <details>
      <summary>{staffTexts().cases.close}</summary>
      <p>{staffTexts().cases.closeText}</p>
      <ErrorSummary problems={problems} />
      <TextArea path="close.reason" label={staffTexts().cases.reason} rows={2} problems={problems} names={[props.of.name]} value={reason} onInput={setReason} />
      <Check label={staffTexts().cases.closeSure} checked={sure} onChange={setSure} />
      {sure && <Button kind="warning" busy={busy} onClick={() => void run(async () => { await api.close(props.of.id, props.of.attempt, reason); await props.done(staffTexts().cases.closed); })}>{staffTexts().cases.close}</Button>}
    </details>
  );
}
