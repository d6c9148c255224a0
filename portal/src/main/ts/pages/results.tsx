/** The lists of results that are public, for anyone (R19, R28): masked, as the office published them. */
import { api, type ResultLine } from '../api';
import { day, fill, label, number, t } from '../texts';
import { labels } from '../texts/labels';
import { Link, Loading, Notice, Page, Table, useLoad } from '../ui';

export const ResultTable = (props: { label: string; lines: ResultLine[] }) => (
  <Table label={props.label} head={[t.register.name, t.register.idNumber, t.fields.employerName, t.fields.specialty, t.fields.kind, t.fields.level]}
    rows={props.lines.map((l) => [l.name, l.maskedIdNumber, l.employer, `${l.series} ${l.specialty}`, label(labels.kinds, l.kind), label(labels.levels, l.level)])} />
);

export const Results = (props: { list: string | undefined }) => (props.list ? <One id={props.list} /> : <All />);

function All() {
  const lists = useLoad(api.results, 'results');
  return (
    <Page title={t.results.title} back="/portal">
      <p>{t.results.lead}</p>
      <p><Link to="/portal/results/notices">{t.announced.title}</Link></p>
      {!lists.value ? <Loading of={lists} /> : lists.value.length === 0 ? <p>{t.results.none}</p> : (
        <Table label={t.results.title} head={[t.office.number, t.papers.year, t.admin.count, t.results.publishedOn]}
          rows={lists.value.map((l) => [<Link to={'/portal/results/' + l.id}>{l.number}</Link>, l.cycle, number(l.people), day(l.publishedOn)])} />
      )}
    </Page>
  );
}

function One(props: { id: string }) {
  const list = useLoad(() => api.resultList(props.id), props.id);
  const found = list.value;
  if (!found) return <Page title={t.results.title} back="/portal/results"><Loading of={list} /></Page>;
  return (
    <Page title={fill(t.results.of, { number: found.number })} task={t.results.title} back="/portal/results" wide>
      {found.withdrawnOn ? <Notice kind="warning" title={fill(t.results.withdrawnOn, { day: day(found.withdrawnOn) })}><p>{t.results.withdrawnText}</p></Notice> : (<>
        <p>{fill(t.results.published, { day: day(found.publishedOn), count: number(found.lines.length), year: found.cycle })}</p>
        {found.lines.length > 0 && <ResultTable label={t.results.title} lines={found.lines} />}
        <p class="actions"><a class="button secondary" href={`/results/${props.id}?format=PDF`} download>{t.results.pdf}</a></p>
        <p>{fill(t.start.telephone, { office: found.receivingOffice, telephone: found.supervisingTelephone })}</p>
      </>)}
      <p>{found.issuingAuthority}</p>
    </Page>
  );
}
