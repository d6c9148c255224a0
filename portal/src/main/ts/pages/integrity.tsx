/** Integrity records (R34), as the person concerned reads and disputes them (R41), and how one is shown to everybody who may see it. */
import { useState } from 'preact/hooks';
import { api, type IntegrityRecord } from '../api';
import { day, dayBefore, label, moment, t } from '../texts';
import { labels } from '../texts/labels';
import { Button, ErrorSummary, Facts, Loading, Notice, Page, Tag, TextArea, under, useCommand, useLoad } from '../ui';

export function Recorded(props: { record: IntegrityRecord }) {
  const { record: r } = props;
  return (
    <>
      <p><Tag kind={r.status === 'WITHDRAWN' ? 'good' : r.status === 'DISPUTED' ? 'warning' : 'bad'}>{label(labels.integrity, r.status)}</Tag></p>
      <Facts facts={[[t.office.facts, r.facts], [t.office.basis, r.basis], [t.office.date, day(r.date)], [t.office.keptUntil, dayBefore(r.keptUntil)]]} />
      <ul class="decisions">{r.steps.map((s) => <li><p><b>{s.to === 'IN_FORCE' ? '' : t.integrity[s.to]}</b> <time dateTime={s.at}>{moment(s.at)}</time></p><p class="text">{s.text}</p></li>)}</ul>
    </>
  );
}

export function OwnIntegrity() {
  const own = useLoad(api.registration, 'integrity');
  const records = own.value?.integrityRecords ?? [];
  return (
    <Page title={t.integrity.own} back="/portal/registration">
      {!own.value ? <Loading of={own} /> : records.length === 0 ? <p>{t.integrity.none}</p> : (<>
        <p>{t.integrity.ownText}</p>
        <ul class="cards">{records.map((r) => <li><Recorded record={r} />{r.status === 'IN_FORCE' && <Dispute record={r} done={own.reload} />}{r.status === 'DISPUTED' && <Notice><p>{t.integrity.disputed}</p></Notice>}</li>)}</ul>
      </>)}
    </Page>
  );
}

function Dispute(props: { record: IntegrityRecord; done: () => Promise<void> }) {
  const { id } = props.record;
  const [reason, setReason] = useState('');
  const { wrong, busy, run, setWrong } = useCommand();
  const problems = under(id, wrong);
  const send = () => run(async () => {
    if (!reason.trim()) return setWrong([{ field: 'reason', message: t.integrity.disputeNeeded }]);
    await api.dispute(id, reason);
    await props.done();
  });
  return (
    <details>
      <summary>{t.integrity.dispute}</summary>
      <ErrorSummary problems={problems} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <TextArea path={id + '.reason'} label={t.integrity.disputeReason} hint={t.integrity.disputeHint} problems={problems} value={reason} onInput={setReason} />
        <Button type="submit" busy={busy}>{t.integrity.dispute}</Button>
      </form>
    </details>
  );
}
