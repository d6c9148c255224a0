/** What somebody has against results that are announced, for the office to look into and answer (R45). */
import { useState } from 'preact/hooks';
import { api, type ObjectionOutcome, type ResultObjection, type ResultObjections } from '../api';
import { fill, gap, label, lastDay, moment, number, t } from '../texts';
import { labels } from '../texts/labels';
import { Button, ErrorSummary, Facts, Link, Loading, Notice, Page, Radios, Table, TextArea, under, useCommand, useLoad } from '../ui';

const HERE = '/portal/work/objections';
const OUTCOMES = ['DISMISSED', 'UPHELD'] as const;

export function Objected() {
  const list = useLoad(api.objected, 'objected');
  return (
    <Page title={t.announced.waiting} back="/portal/work" wide>
      <p>{t.announced.waitingText}</p>
      {!list.value ? <Loading of={list} /> : list.value.lines.length === 0 ? <p>{t.announced.nothingWaits}</p> : (<>
        <p role="status">{fill(t.announced.waitingCount, { count: number(list.value.applications), open: number(list.value.open) })}{list.value.lines.length < list.value.applications && gap() + fill(t.announced.waitingFirst, { shown: number(list.value.lines.length) })}</p>
        <Table label={t.announced.waiting} head={[t.register.name, t.fields.employerName, t.fields.specialty, t.announced.ends, t.announced.open]}
          rows={list.value.lines.map((l) => [<Link to={`${HERE}/${l.applicationId}`}>{l.name}</Link>, l.employer, `${l.series} ${l.specialty}`, lastDay(l.until), number(l.open)])} />
      </>)}
    </Page>
  );
}

export function ObjectedTo(props: { id: string }) {
  const loaded = useLoad(() => Promise.all([api.application(props.id), api.objectionsTo(props.id)]), props.id);
  const [done, setDone] = useState('');
  if (!loaded.value) return <Page title={t.announced.waiting} back={HERE}><Loading of={loaded} /></Page>;
  const [a, of] = loaded.value;
  const after = async (said: string) => {
    setDone(said);
    await loaded.reload();
  };
  return (
    <Page title={fill(t.bench.title, { name: a.name })} task={t.announced.waiting} back={HERE}>
      <div role="status">{done && <Notice kind="good"><p>{done}</p></Notice>}</div>
      <Facts facts={[[t.progress.number, a.id], [t.queue.state, label(labels.states, a.state)], [t.fields.specialty, `${a.qualification.series} ${a.qualification.specialty}`], [t.fields.employerName, a.form.employer.name], [t.announced.ends, lastDay(of.until)]]} />
      <p><Link class="button secondary" to={'/portal/work/MATERIALS/' + a.id}>{t.announced.look}</Link></p>
      {of.objections.length === 0 && <p>{t.announced.none2}</p>}
      {!of.answerable && of.objections.some((o) => !o.answer) && <Notice><p>{t.announced.leaves}</p></Notice>}
      <ul class="cards">{of.objections.map((o) => <li key={o.id + (o.answer?.outcome ?? '')}><One objection={o} /><Answer of={of} objection={o} names={[a.name]} done={after} reload={loaded.reload} /></li>)}</ul>
    </Page>
  );
}

function One(props: { objection: ResultObjection }) {
  const { objection: o } = props;
  return (
    <Facts facts={[[t.announced.at, moment(o.at)], [t.announced.by, o.anonymous ? t.announced.nobody : o.objector ? `${o.objector.name} ${o.objector.contact}` : ''],
      [t.announced.facts, <span class="text">{o.facts}</span>], [t.announced.evidence, <span class="text">{o.evidence}</span>], ...(o.answer ? [[t.announced.outcome, t.announced[o.answer.outcome]], [t.announced.reason, <span class="text">{o.answer.reason}</span>]] as [string, preact.ComponentChildren][] : [])]} />
  );
}

/** An answer is given once. */
function Answer(props: { of: ResultObjections; objection: ResultObjection; names: string[]; done: (said: string) => Promise<void>; reload: () => Promise<void> }) {
  const { of, objection: o } = props;
  const [outcome, setOutcome] = useState<string>('');
  const [reason, setReason] = useState('');
  const { wrong, busy, run, setWrong } = useCommand(props.reload);
  if (o.answer || !of.answerable) return null;
  const problems = under(o.id, wrong);
  const send = () => run(async () => {
    const open = [...(outcome ? [] : [{ field: 'outcome', message: t.announced.outcomeNeeded }]), ...(reason.trim() ? [] : [{ field: 'reason', message: t.announced.reasonNeeded }])];
    if (open.length) return setWrong(open);
    const found = outcome as ObjectionOutcome;
    await api.answerObjection(of.applicationId, o.id, { attempt: of.attempt, contentVersion: of.contentVersion, outcome: found, reason });
    await props.done(fill(t.announced.answered, { outcome: t.announced[found] }));
  });
  return (
    <details>
      <summary>{t.announced.answer}</summary>
      <ErrorSummary problems={problems} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <Radios path={o.id + '.outcome'} label={t.announced.outcome} problems={problems} value={outcome} options={OUTCOMES.map((value) => ({ value, label: t.announced[value] }))} onInput={setOutcome} />
        <TextArea path={o.id + '.reason'} label={t.announced.reason} hint={t.announced.reasonHint} problems={problems} names={props.names} rows={3} value={reason} onInput={setReason} />
        <Button type="submit" kind={outcome === 'UPHELD' ? 'warning' : 'primary'} busy={busy}>{t.announced.answer}</Button>
      </form>
    </details>
  );
}
