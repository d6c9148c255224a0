/** The office: approval documents (R28), certificates and integrity records (R34). */
import { useState } from 'preact/hooks';
import { api, type IntegrityRecord } from '../api';
import { day, fill, label, said, t } from '../texts';
import { Button, Check, ErrorSummary, Facts, Input, Loading, Notice, Page, TextArea, useCommand, useLoad } from '../ui';
import type { Known } from './applicant';
import { labels } from '../texts/labels';

/** What waits for a document; of those with open questions the questions too, as each is answered by name. */
async function waitingForDocument() {
  const lines = [];
  for (let cursor: string | undefined, first = true; first || cursor; first = false) {
    const page = await api.queue('APPROVAL_DOCUMENT', undefined, cursor);
    lines.push(...page.items.map((i) => i.application));
    cursor = page.next;
  }
  return Promise.all(lines.map(async (a) => ({ application: a, questions: a.needsReview ? (await api.review(a.id)).checks.assessment.questions : [] })));
}

export function Office(props: { known: Known }) {
  const { me } = props.known;
  const waiting = useLoad(waitingForDocument, 'approval');
  const [chosen, setChosen] = useState<string[]>([]);
  const [answers, setAnswers] = useState<Record<string, Record<string, string>>>({});
  const [document, setDocument] = useState({ number: '', date: me.now.slice(0, 10) });
  const [recorded, setRecorded] = useState<{ number: string; applications: { approved: boolean }[] }>();
  const { wrong, busy, run, setWrong } = useCommand();
  const lines = waiting.value ?? [];
  const record = () => run(async () => {
    if (!chosen.length) return setWrong([{ message: t.office.chooseFirst }]);
    setRecorded(await api.approve(document.number, document.date, lines.filter((l) => chosen.includes(l.application.id)).map((l) => ({
      applicationId: l.application.id, contentVersion: l.application.contentVersion, ...(l.questions.length ? { answers: answers[l.application.id] ?? {} } : {}),
    }))));
    setChosen([]);
    await waiting.reload();
  });
  return (
    <Page title={label(labels.states, 'APPROVAL_DOCUMENT')} back="/portal/work" wide>
      {recorded && <Notice kind="good" title={fill(t.office.recorded, { number: recorded.number, count: recorded.applications.filter((a) => a.approved).length })}>{recorded.applications.some((a) => !a.approved) && <p>{fill(t.office.notRecorded, { count: recorded.applications.filter((a) => !a.approved).length })}</p>}</Notice>}
      {!waiting.value ? <Loading of={waiting} /> : (
        <form noValidate onSubmit={(event) => { event.preventDefault(); void record(); }}>
          <ErrorSummary problems={wrong} />
          <fieldset>
            <legend>{fill(t.office.choose, { count: lines.length })}</legend>
            <Button kind="plain" onClick={() => setChosen(lines.map((l) => l.application.id))}>{t.office.all}</Button>
            {lines.map(({ application: a, questions }) => (<>
              <Check label={[a.name, label(labels.kinds, a.kind), label(labels.levels, a.level), a.series, a.specialty, a.employerName].filter(Boolean).join(' · ')} checked={chosen.includes(a.id)} onChange={(on) => setChosen((s) => (on ? [...s, a.id] : s.filter((x) => x !== a.id)))} />
              {chosen.includes(a.id) && questions.map((q) => <TextArea path={`answers.${a.id}.${q.code}`} label={said(q)} hint={t.bench.answerHint} rows={2} value={answers[a.id]?.[q.code] ?? ''} onInput={(v) => setAnswers((s) => ({ ...s, [a.id]: { ...s[a.id], [q.code]: v } }))} />)}
            </>))}
          </fieldset>
          <div class="row">
            <Input path="number" label={t.office.number} hint={t.office.numberHint} problems={wrong} value={document.number} onInput={(number) => setDocument((d) => ({ ...d, number }))} />
            <Input path="date" label={t.office.date} type="date" short problems={wrong} value={document.date} onInput={(date) => setDocument((d) => ({ ...d, date }))} />
          </div>
          <Button type="submit" busy={busy}>{fill(t.office.record, { count: chosen.length })}</Button>
        </form>
      )}
    </Page>
  );
}

export function Certificates() {
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const [sure, setSure] = useState(false);
  const [done, setDone] = useState('');
  const { wrong, busy, run, setWrong } = useCommand();
  const open = () => run(async () => location.assign((await api.certificateFile(number.trim())).uri));
  const revoke = () => run(async () => {
    if (!reason.trim()) return setWrong([{ field: 'reason', message: t.office.reasonNeeded }]);
    const certificate = await api.revoke(number.trim(), reason);
    setDone(certificate.number);
    setReason('');
    setSure(false);
  });
  return (
    <Page title={t.office.certificates} back="/portal/work">
      {done && <Notice kind="good"><p>{fill(t.office.revoked, { number: done })}</p></Notice>}
      <ErrorSummary problems={wrong} />
      <Input path="number" label={t.office.certificateNumber} value={number} onInput={setNumber} />
      <p><Button kind="plain" busy={busy} onClick={() => void open()}>{t.certificate.open}</Button></p>
      <TextArea path="reason" label={t.office.revokeReason} rows={3} problems={wrong} value={reason} onInput={setReason} />
      <Check label={t.office.revokeSure} checked={sure} onChange={setSure} />
      {sure && <Button kind="warning" busy={busy} onClick={() => void revoke()}>{t.office.revoke}</Button>}
    </Page>
  );
}

export function Integrity(props: { known: Known }) {
  const [idNumber, setIdNumber] = useState('');
  const [found, setFound] = useState<IntegrityRecord[]>();
  const [finding, setFinding] = useState({ facts: '', basis: '', date: props.known.me.now.slice(0, 10) });
  const search = useCommand();
  const record = useCommand();
  const look = async () => setFound(await api.searchIntegrity(idNumber.trim()));
  const text = (name: keyof typeof finding) => ({ path: name, problems: record.wrong, value: finding[name], onInput: (value: string) => setFinding((f) => ({ ...f, [name]: value })) });
  return (
    <Page title={t.office.integrity} back="/portal/work">
      <ErrorSummary problems={search.wrong} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void search.run(look); }}>
        <Input path="idNumber" label={t.register.idNumber} problems={[...search.wrong, ...record.wrong]} value={idNumber} onInput={setIdNumber} short />
        <Button type="submit" busy={search.busy}>{t.office.search}</Button>
      </form>
      <div aria-live="polite">{found && (found.length === 0 ? <p>{t.office.noRecords}</p> : <ul class="cards">{found.map((r) => <li><Facts facts={[[t.office.facts, r.facts], [t.office.basis, r.basis], [t.office.date, day(r.date)], [t.office.keptUntil, day(r.keptUntil)]]} /></li>)}</ul>)}</div>
      {found && (
        <form noValidate onSubmit={(event) => { event.preventDefault(); void record.run(async () => { await api.recordIntegrity({ idNumber: idNumber.trim(), ...finding }); await look(); }); }}>
          <h2>{t.office.recordFraud}</h2>
          <ErrorSummary problems={record.wrong} />
          <TextArea {...text('facts')} label={t.office.facts} rows={4} />
          <TextArea {...text('basis')} label={t.office.basis} rows={2} />
          <Input {...text('date')} label={t.office.date} type="date" short />
          <Button type="submit" kind="warning" busy={record.busy}>{t.office.recordFraud}</Button>
        </form>
      )}
    </Page>
  );
}
