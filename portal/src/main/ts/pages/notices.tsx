/** Whose results are announced now, for anyone to object, on a phone too (R45). */
import { useState } from 'preact/hooks';
import { api, type AnnouncedLine } from '../api';
import { day, fill, label, t } from '../texts';
import { labels } from '../texts/labels';
import { Button, Check, ErrorSummary, Facts, Input, Notice, Page, Paged, TextArea, under, useCommand, useLoad } from '../ui';

export function Announcements() {
  const [page, setPage] = useState(1);
  const [at, setAt] = useState('');
  const list = useLoad(() => api.announced(page), 'announced' + page);
  const turn = (next: number) => { setAt(''); setPage(next); };
  return (
    <Page title={t.announced.title} back="/portal/results">
      <Paged of={list} page={page} previous={page > 1 ? () => turn(page - 1) : undefined} following={list.value?.more ? () => turn(page + 1) : undefined}>{(found) => (<>
        <p>{fill(t.announced.lead, { office: found.receivingOffice, telephone: found.supervisingTelephone })}</p>
        {found.lines.length === 0 ? <p role="status">{t.announced.none}</p> : <p class="actions"><a class="button secondary" href={`/results/notices?cycle=${found.cycle}&page=${page}&format=PDF`} download>{t.results.pdf}</a></p>}
        <ul class="cards">
          {found.lines.map((line) => (
            <li key={line.notice}>
              <h2>{line.name}</h2>
              <Facts facts={[[t.fields.employerName, line.employer], [t.fields.specialty, `${line.series} ${line.specialty}`], [t.fields.kind, label(labels.kinds, line.kind)], [t.fields.level, label(labels.levels, line.level)], [t.announced.dates, fill(t.announced.span, { from: day(line.from), to: day(line.to) })], ...(line.session ? [[t.announced.session, line.session] as [string, string]] : [])]} />
              {at === line.notice ? <Objection of={line} /> : <Button kind="plain" label={fill(t.announced.objectTo, { name: line.name, employer: line.employer })} onClick={() => setAt(line.notice)}>{t.announced.object}</Button>}
            </li>
          ))}
        </ul>
      </>)}</Paged>
    </Page>
  );
}

/** What is typed stays on the page only: the machine may be anybody's. */
function Objection(props: { of: AnnouncedLine }) {
  const { of: line } = props;
  const [v, set] = useState({ name: '', contact: '', facts: '', evidence: '' });
  const [anonymous, setAnonymous] = useState(false);
  const [received, setReceived] = useState('');
  const { wrong, busy, run } = useCommand();
  const problems = under(line.notice, wrong);
  const text = (path: keyof typeof v) => ({ path: `${line.notice}.${path}`, problems, value: v[path], onInput: (value: string) => set((x) => ({ ...x, [path]: value })) });
  const { name, contact, facts, evidence } = v;
  const send = () => run(async () => setReceived(await api.objectTo(line.notice, anonymous ? { anonymous, facts, evidence } : { name, contact, facts, evidence })));
  if (received) return <div role="status"><Notice kind="good"><p>{fill(t.announced.received, { number: received })}</p></Notice></div>;
  return (
    <section aria-label={fill(t.announced.objectTo, { name: line.name, employer: line.employer })}>
      <ErrorSummary problems={problems} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <Check label={t.announced.anonymous} checked={anonymous} onChange={setAnonymous} />
        {!anonymous && <Input {...text('name')} label={t.announced.name} autoComplete="name" />}
        {!anonymous && <Input {...text('contact')} label={t.announced.contact} hint={t.announced.contactHint} />}
        <TextArea elsewhere {...text('facts')} label={t.announced.facts} rows={5} />
        <TextArea elsewhere {...text('evidence')} label={t.announced.evidence} optional={!anonymous} rows={3} />
        <Button type="submit" busy={busy}>{t.announced.send}</Button>
      </form>
    </section>
  );
}
