/** How the system itself does: what is overdue, what was not delivered, and the way from a name or a number to an application (R36, R48). */
import { useState } from 'preact/hooks';
import { api, type DeliveryLine, type Summary } from '../api';
import { fill, label, moment, number, t } from '../texts';
import { staffTexts } from '../texts/staff';
import { labels } from '../texts/labels';
import { Button, ErrorSummary, Input, Link, Loading, Notice, Page, Table, Tag, useCommand, useLoad } from '../ui';

const CASE = '/portal/admin/waiting';
const short = (id: string) => id.slice(0, 8) + '…';

export function Running() {
  const list = useLoad(api.waiting, 'running');
  const [said, setSaid] = useState('');
  const after = async (what: string) => {
    setSaid(what);
    await list.reload();
  };
  const r = list.value;
  return (
    <Page title={staffTexts().running.title} back="/portal/admin" wide>
      <Find />
      <div role="status">{said && <Notice kind="good"><p>{said}</p></Notice>}</div>
      {!r ? <Loading of={list} /> : (<>
        <p class="hint">{fill(staffTexts().running.asOf, { time: moment(r.asOf) })}</p>
        <h2>{staffTexts().running.stuck}</h2>
        <p>{r.total === 0 ? t.admin.nothingWaits : <Link to={CASE}>{fill(staffTexts().running.stuckCount, { count: number(r.total) })}</Link>}</p>
        <h2>{staffTexts().running.overdue}</h2>
        {r.overdue.length === 0 ? <p>{staffTexts().running.nothingOverdue}</p>
          : <Table label={staffTexts().running.overdue} head={[t.admin.step, t.admin.count, staffTexts().running.overdueSince]} rows={r.overdue.map((o) => [label(labels.states, o.state), number(o.applications), moment(o.since)])} />}
        <h2>{staffTexts().running.outbox}</h2>
        {r.deliveries.length === 0 ? <p>{staffTexts().running.nothingWaits}</p> : <Deliveries lines={r.deliveries} after={after} />}
      </>)}
    </Page>
  );
}

function Deliveries(props: { lines: DeliveryLine[]; after: (said: string) => Promise<void> }) {
  const { wrong, busy, run } = useCommand();
  const again = (line: DeliveryLine) => run(async () => {
    const { begun } = await api.retry({ delivery: line.id });
    await props.after(begun ? staffTexts().running.sentAgain : staffTexts().running.nothingToDo);
  });
  const what = (d: DeliveryLine) => (d.what ? `${d.kindName}：${d.what}` : d.kindName);
  return (<>
    <ErrorSummary problems={wrong} />
    <Table label={staffTexts().running.outbox} head={[staffTexts().running.what, staffTexts().running.to, t.progress.number, t.admin.since, staffTexts().running.stands]}
      rows={props.lines.map((d) => [what(d), d.address || '—', d.applicationId ? <Link to={`${CASE}/${d.applicationId}`}>{short(d.applicationId)}</Link> : '—', moment(d.since),
        d.givenUp ? <><Tag kind="bad">{staffTexts().running.givenUp}</Tag> <Button kind="plain" busy={busy} label={`${staffTexts().running.again} ${what(d)} ${d.address}`} onClick={() => void again(d)}>{staffTexts().running.again}</Button></>
          : <>{fill(staffTexts().running.tried, { count: number(d.attempts) })}{d.nextAt && ` ${fill(staffTexts().running.nextAt, { time: moment(d.nextAt) })}`}</>])} />
  </>);
}

/** By a part of the name, the last four of the ID number, or the application's own number. */
function Find() {
  const [text, setText] = useState('');
  const [found, setFound] = useState<{ found: Summary[]; more: boolean }>();
  const { wrong, busy, run, setWrong } = useCommand();
  const find = () => run(async () => {
    if ([...text.trim()].length < 2) return setWrong([{ field: 'text', message: staffTexts().running.findHint }]);
    setFound(await api.findApplications(text.trim()));
  });
  return (
    <section aria-labelledby="find-title">
      <h2 id="find-title">{staffTexts().running.find}</h2>
      <ErrorSummary problems={wrong} />
      <form noValidate role="search" onSubmit={(event) => { event.preventDefault(); void find(); }}>
        <div class="row"><Input path="text" label={staffTexts().running.findBy} hint={staffTexts().running.findHint} problems={wrong} value={text} onInput={setText} /><div class="field"><Button type="submit" busy={busy}>{t.office.search}</Button></div></div>
      </form>
      <div role="status">{found && (found.found.length === 0 ? <p>{staffTexts().running.nothingFound}</p> : <p>{fill(t.queue.count, { count: number(found.found.length) })}</p>)}{found?.more && <p>{staffTexts().running.more}</p>}</div>
      {found && found.found.length > 0 && <Table label={staffTexts().running.find} head={[t.register.name, t.register.idNumber, t.fields.employerName, t.admin.year, t.admin.step]}
        rows={found.found.map((a) => [<Link to={`${CASE}/${a.id}`}>{a.name}</Link>, a.maskedIdNumber, a.employerName, String(a.cycle), label(labels.states, a.state)])} />}
    </section>
  );
}
