/** Certificates: the holder's own with who asked for it (R30, R31), and what anyone may see of one. */
import { useState } from 'preact/hooks';
import { api, type Certificate, type Verification } from '../api';
import { day, fill, label, moment, number, t } from '../texts';
import { labels } from '../texts/labels';
import { Button, ErrorSummary, Facts, Input, Link, Loading, Notice, Page, Tag, useCommand, useLoad } from '../ui';

export const Status = (props: { of: Certificate['status'] }) => <Tag kind={props.of === 'VALID' ? 'good' : 'bad'}>{t.certificate[props.of]}</Tag>;

/** The facts that the paper shows. */
export const certificateFacts = (c: Certificate): [string, string][] => [[t.register.name, c.name], [t.register.idNumber, c.maskedIdNumber], [t.fields.specialty, `${c.series} ${c.specialty}`], [t.fields.level, label(labels.levels, c.level)], [t.fields.kind, label(labels.kinds, c.kind)],
  [t.certificate.date, day(c.date)], [t.progress.document, c.approvalDocument], ...(c.replacedBy ? [[t.certificate.replacedBy, c.replacedBy] as [string, string]] : []), ...(c.replaces ? [[t.certificate.replaces, c.replaces] as [string, string]] : []), ...(c.revocationReason ? [[t.office.revokeReason, c.revocationReason] as [string, string]] : [])];

export function CertificateCard(props: { certificate: Certificate }) {
  const { certificate: c } = props;
  return (
    <>
      <h3><Link to={'/portal/certificates/' + encodeURIComponent(c.number)}>{c.number}</Link></h3>
      <p><Status of={c.status} /> {c.series} {c.specialty} {label(labels.levels, c.level)} {day(c.date)}</p>
    </>
  );
}

/** As many are answered. */
const MOST_QUERIES = 200;

export function OneCertificate(props: { number: string }) {
  const loaded = useLoad(async () => {
    const certificate = (await api.certificates()).find((c) => c.number === props.number);
    return certificate && { certificate, uri: (await api.certificateFile(certificate.number)).uri, queries: await api.queries(certificate.number) };
  }, props.number);
  if (!loaded.value) return loaded.loading || loaded.error ? <main id="main"><Loading of={loaded} /></main> : <Page title={t.errors.noPage} back="/portal/applications" />;
  const { certificate: c, uri, queries } = loaded.value;
  return (
    <Page title={t.certificate.title} task={c.number} back="/portal/applications" wide>
      <p><Status of={c.status} /></p>
      <div class="bench">
        {/* most phones show no PDF within a page: there the frame would be empty */}
        {navigator.pdfViewerEnabled && <div class="certificate"><iframe src={uri} title={fill(t.certificate.picture, { number: c.number })} /></div>}
        <section>
          <Facts facts={[...certificateFacts(c), [t.verify.code, <code>{c.code}</code>]]} />
          <p class="actions"><a class="button" href={uri} target="_blank" rel="noopener noreferrer">{t.certificate.open}</a> <a class="button secondary" href={'/verifications/' + c.code}>{t.certificate.verify}</a></p>
          <h2>{t.certificate.queries}</h2>
          {queries.length === 0 ? <p>{t.certificate.noQueries}</p> : (<>
            <p>{fill(queries.length < MOST_QUERIES ? t.certificate.queried : t.certificate.queriedLately, { count: number(queries.length) })}</p>
            <ul>{[...queries].sort((a, b) => b.at.localeCompare(a.at)).map((q) => <li><time dateTime={q.at}>{moment(q.at)}</time> {q.network}</li>)}</ul>
          </>)}
        </section>
      </div>
    </Page>
  );
}

/** By the code that is printed, or by number and name; valid, revoked, replaced, unknown and "too many" are told in one place. */
export function Verify() {
  const [code, setCode] = useState('');
  const [asked, setAsked] = useState({ number: '', name: '' });
  const [found, setFound] = useState<Verification>();
  const { wrong, busy, run } = useCommand();
  // who types never loads the reading
  const scan = useLoad(async () => ('BarcodeDetector' in globalThis ? (await import('./scan')).Scan : undefined), 'scan');
  const Scan = scan.value;
  const look = (question: () => Promise<Verification>) => run(async () => {
    setFound(undefined);
    setFound(await question());
  });
  // A whole address may be pasted, with what a messenger added to it.
  const plain = code.trim().replace(/^.*\/verifications\//, '').replace(/[^A-Za-z0-9_-].*$/, '');
  return (
    <Page title={t.verify.title} back="/portal">
      <p>{t.verify.lead}</p>
      <ErrorSummary problems={wrong.filter((p) => p.field)} />
      <div aria-live="polite">{found ? <Verified of={found} /> : wrong.filter((p) => !p.field).map((p) => <Notice kind="warning" title={p.code === 'NOT_FOUND' ? t.verify.unknown : t.verify.notNow}><p>{p.message}</p></Notice>)}</div>
      {Scan && <Scan of="certificate" found={(read) => { setCode(read); void look(() => api.verify(read)); }} />}
      <form noValidate onSubmit={(event) => { event.preventDefault(); if (plain) void look(() => api.verify(plain)); }}>
        <Input path="code" label={t.verify.code} hint={t.verify.hint} problems={wrong} value={code} onInput={setCode} />
        <Button type="submit" busy={busy}>{t.verify.ask}</Button>
      </form>
      <details>
        <summary>{t.verify.noCode}</summary>
        <form noValidate onSubmit={(event) => { event.preventDefault(); void look(() => api.verifyByName(asked.number.trim(), asked.name.trim())); }}>
          <Input path="number" label={t.office.certificateNumber} problems={wrong} value={asked.number} onInput={(number) => setAsked((a) => ({ ...a, number }))} />
          <Input path="name" label={t.verify.holder} problems={wrong} value={asked.name} onInput={(name) => setAsked((a) => ({ ...a, name }))} />
          <Button type="submit" busy={busy}>{t.verify.askByName}</Button>
        </form>
      </details>
    </Page>
  );
}

function Verified(props: { of: Verification }) {
  const v = props.of;
  return (
    <Notice kind={v.status === 'VALID' ? 'good' : 'warning'} title={t.verify[v.status]}>
      <Facts facts={[[t.register.name, v.maskedName], [t.fields.specialty, `${v.series} ${v.specialty}`], [t.fields.level, label(labels.levels, v.level)], [t.fields.kind, label(labels.kinds, v.kind)], [t.certificate.date, day(v.date)], [t.office.certificateNumber, v.number], [t.admin.authority, v.issuingAuthority],
        ...(v.revokedOn ? [[t.verify.revokedOn, day(v.revokedOn)] as [string, string]] : []), ...(v.replacedBy ? [[t.certificate.replacedBy, v.replacedBy] as [string, string]] : [])]} />
    </Notice>
  );
}
