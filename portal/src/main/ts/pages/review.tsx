/** Employer, district, committee, and the office's receipt: queues by appointment, and one application to decide on. */
import { useEffect, useState } from 'preact/hooks';
import { api, type Application, type Attachment, type Decision, type Mend, type Notice as PublicNotice, type Objection, type Question, type Review, type Role, type Tier } from '../api';
import { navigate } from '../router';
import { day, fill, label, lastDay, said, t } from '../texts';
import { items, labels, type Label } from '../texts/labels';
import { Button, Check, ErrorSummary, Input, Link, Loading, Notice, Page, Radios, Tag, TextArea, useCommand, useLoad, type Problem } from '../ui';
import { Decisions, Whole, type Known } from './applicant';
import { FileLink, Material } from './materials';

/** Which queue an appointment opens. */
const TIERS: Partial<Record<Role, Tier[]>> = { EMPLOYER: ['EMPLOYER_REVIEW'], DISTRICT: ['DISTRICT_REVIEW'], COMMITTEE: ['COMMITTEE_REVIEW'], OFFICE: ['MATERIALS', 'APPROVAL_DOCUMENT'] };
const queues = (known: Known) => known.me.appointments.flatMap((a) => (TIERS[a.role] ?? []).map((tier) => ({ tier, scope: a.scope, name: a.scopeName })));

export function Work(props: { known: Known }) {
  const { known } = props;
  const mine = queues(known);
  useEffect(() => {
    const only = mine[0];
    if (mine.length === 1 && only) navigate('/portal/work/' + only.tier, true);
  }, []);
  return (
    <Page title={t.frame.work}>
      <ul class="cards">
        {mine.map((q) => <li><h2><Link to={'/portal/work/' + q.tier}>{label(labels.states, q.tier)}</Link></h2><p>{q.name}</p></li>)}
        {known.me.appointments.some((a) => a.role === 'OFFICE') && (['certificates', 'integrity'] as const).map((part) => <li><h2><Link to={'/portal/work/' + part}>{t.office[part]}</Link></h2></li>)}
      </ul>
    </Page>
  );
}

export function Queue(props: { tier: string; known: Known }) {
  const { known } = props;
  const tier = props.tier as Tier;
  const scopes = queues(known).filter((q) => q.tier === tier);
  const [text, setText] = useState('');
  const queue = useLoad(async () => {
    const lines = [];
    for (const q of scopes) {
      for (let cursor: string | undefined, first = true; first || cursor; first = false) {
        const page = await api.queue(tier, q.scope || undefined, cursor);
        lines.push(...page.items);
        cursor = page.next;
        if (lines.length >= 1000) break;
      }
    }
    return lines;
  }, tier + scopes.map((s) => s.scope).join());
  const shown = (queue.value ?? []).filter(({ application: a }) => !text || [a.name, a.specialty, a.employerName, a.id].some((v) => v.includes(text.trim())));
  return (
    <Page title={label(labels.states, tier)} task={scopes.map((s) => s.name).filter(Boolean).join('、')} wide>
      {!queue.value ? <Loading of={queue} /> : (<>
        <Input path="search" label={t.queue.search} value={text} onInput={setText} short />
        <p role="status">{fill(t.queue.count, { count: shown.length })}</p>
        <div class="scroll" tabIndex={0} role="region" aria-label={label(labels.states, tier)}>
          <table>
            <thead><tr><th scope="col">{t.register.name}</th><th scope="col">{t.fields.kind}</th><th scope="col">{t.fields.level}</th><th scope="col">{t.fields.specialty}</th><th scope="col">{t.fields.employerName}</th><th scope="col">{t.queue.left}</th><th scope="col">{t.queue.flags}</th></tr></thead>
            <tbody>
              {shown.map(({ application: a, left }) => (
                <tr>
                  <th scope="row"><Link to={`/portal/work/${tier}/${a.id}`}>{a.name}</Link></th>
                  <td>{label(labels.kinds, a.kind)}</td><td>{label(labels.levels, a.level)}</td><td>{a.series} {a.specialty}</td><td>{a.employerName}</td>
                  <td>{a.dueAt && lastDay(a.dueAt)} {left && <Tag kind={left.overdue ? 'bad' : undefined as never}>{fill(left.overdue ? t.progress.overdue : t.progress.left, { days: left.days })}</Tag>}</td>
                  <td>{a.needsReview && <Tag kind="warning">{t.queue.question}</Tag>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </>)}
    </Page>
  );
}

/** One application: the facts on the left, the materials on the right; a problem is noted where it is seen and collects into the return. */
export function Workbench(props: { tier: string; id: string; known: Known }) {
  const { known, tier } = props;
  const loaded = useLoad(() => api.review(props.id), props.id);
  const r = loaded.value;
  if (!r) return <main id="main"><Loading of={loaded} /></main>;
  const a = r.application;
  const reload = loaded.reload;
  return (
    <Page title={fill(t.bench.title, { name: a.name })} task={label(labels.states, a.state)} back={'/portal/work/' + tier} wide>
      <div class="bench">
        <section aria-labelledby="facts-title">
          <h2 id="facts-title">{t.bench.facts}</h2>
          {r.checks.violations.length > 0 && <Notice kind="warning" title={t.bench.against}><ul>{r.checks.violations.map((v) => <li>{said(v)}</li>)}</ul></Notice>}
          {r.checks.assessment.questions.length > 0 && <Notice title={t.submit.questions}><ul>{r.checks.assessment.questions.map((q) => <li>{said(q)}</li>)}</ul></Notice>}
          {r.changes.length > 0 && <Notice title={t.bench.changes}><ul>{r.changes.map((c) => <li><b>{label(items, c.item)}</b> <del>{c.before || '—'}</del> → <ins>{c.after || '—'}</ins></li>)}</ul></Notice>}
          <Whole application={a} />
          <h2>{t.progress.comments}</h2>
          {a.reviews.length ? <Decisions application={a} /> : <p>{t.progress.noComments}</p>}
        </section>
        <section aria-labelledby="materials-title">
          <h2 id="materials-title">{t.sections.materials}</h2>
          <Viewer application={a} names={labels.materials} />
        </section>
      </div>
      {a.state === 'EMPLOYER_REVIEW' && tier === a.state && <Announce review={r} known={known} reload={reload} />}
      {a.state === tier && a.state === 'MATERIALS' && <Receive key={a.contentVersion + a.receivedMaterials.join()} review={r} known={known} reload={reload} />}
      {a.state === tier && a.state !== 'MATERIALS' && <Decide review={r} known={known} tier={tier} />}
    </Page>
  );
}

/** The files one by one beside the facts: forward, back, turned; what is shown comes straight from storage, by an address of minutes. */
function Viewer(props: { application: Application; names: readonly Label[] }) {
  const files = props.application.attachments.filter((f) => f.status === 'ACCEPTED').sort((a, b) => Number(a.material.slice(1)) - Number(b.material.slice(1)));
  const [at, setAt] = useState(0);
  const [turn, setTurn] = useState(0);
  const file = files[Math.min(at, files.length - 1)];
  const shown = useLoad(async () => (file ? (await api.file(props.application.id, file.id)).uri : ''), file?.id ?? '');
  if (!file) return <p>{t.bench.noFiles}</p>;
  const go = (to: number) => {
    setAt((to + files.length) % files.length);
    setTurn(0);
  };
  const name = (f: Attachment) => `${f.material} ${label(props.names, f.material)}`;
  return (
    <div class="viewer">
      <ol class="strip">{files.map((f, i) => <li><button type="button" class="plain" aria-current={i === at} aria-label={name(f)} title={name(f)} onClick={() => go(i)}>{f.material}</button></li>)}</ol>
      <h3 aria-live="polite">{name(file)} <span class="hint">{fill(t.bench.ofFiles, { at: at + 1, count: files.length })}</span></h3>
      <p class="actions"><Button kind="plain" onClick={() => go(at - 1)}>{t.bench.previousFile}</Button><Button kind="plain" onClick={() => go(at + 1)}>{t.bench.nextFile}</Button>
        {file.contentType !== 'application/pdf' && <Button kind="plain" onClick={() => setTurn((n) => (n + 90) % 360)}>{t.bench.turn}</Button>} <FileLink application={props.application} file={file} /></p>
      {!shown.value ? <Loading of={shown} /> : file.contentType === 'application/pdf'
        ? <iframe src={shown.value} title={name(file)} />
        : <div class="sheet"><img src={shown.value} alt={name(file)} class={'turn' + turn} /></div>}
    </div>
  );
}

/** The employer's public notice (R17, R18): days, result, forms, and the signed scans. */
function Announce(props: { review: Review; known: Known; reload: () => void }) {
  const a = props.review.application;
  const q = a.qualification;
  const [notice, set] = useState<PublicNotice>(a.publicNotice ?? { name: a.name, series: q.series, specialty: q.specialty, receivingOffice: '', supervisingTelephone: '', objections: [], ...(q.kind ? { kind: q.kind } : {}), ...(q.level ? { level: q.level } : {}) });
  const { wrong, busy, run } = useCommand();
  const print = (annex: string, format: 'PDF' | 'DOCX') => run(async () => {
    const uri = URL.createObjectURL(await api.form(a.id, annex, format));
    const link = Object.assign(document.createElement('a'), { href: uri, download: `${annex}.${format.toLowerCase()}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(uri), 10_000);
  });
  const save = () => run(async () => {
    const { name, kind, level, series, specialty, from, to, resultDate, receivingOffice, supervisingTelephone } = notice;
    const entry = { name, series, specialty, receivingOffice, supervisingTelephone, ...(kind ? { kind } : {}), ...(level ? { level } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}), ...(resultDate ? { resultDate } : {}) };
    await api.recordNotice(a.id, entry, a.contentVersion);
    props.reload();
  });
  const text = (name: 'from' | 'to' | 'resultDate' | 'receivingOffice' | 'supervisingTelephone') => ({
    path: name, problems: wrong, value: notice[name] ?? '',
    onInput: (value: string) => set((n) => { const { [name]: _, ...rest } = n; return (value || name === 'receivingOffice' || name === 'supervisingTelephone' ? { ...rest, [name]: value } : rest) as PublicNotice; }),
  });
  return (
    <section aria-labelledby="notice-title">
      <h2 id="notice-title">{t.notice.title}</h2>
      {a.publicNotice && !a.noticeRequired && <Notice kind="good"><p>{t.notice.recorded}</p></Notice>}
      {a.noticeRequired && <Notice kind="warning"><p>{t.notice.again}</p></Notice>}
      <ErrorSummary problems={wrong} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <div class="row"><Input {...text('from')} label={t.notice.from} type="date" short /><Input {...text('to')} label={t.notice.to} hint={t.notice.toHint} type="date" short /><Input {...text('resultDate')} label={t.notice.result} type="date" short /></div>
        <div class="row"><Input {...text('receivingOffice')} label={t.notice.office} /><Input {...text('supervisingTelephone')} label={t.notice.telephone} type="tel" short /></div>
        <Button type="submit" busy={busy}>{t.notice.save}</Button>
      </form>
      {a.publicNotice && <Objections key={a.contentVersion} id={a.id} objections={a.publicNotice.objections} reload={props.reload} />}
      <h3>{t.notice.forms}</h3>
      <p class="actions">{['PUBLIC_NOTICE', 'NOTICE_RESULT', 'RECOMMENDATION_REPORT'].map((annex) => <><Button kind="plain" onClick={() => void print(annex, 'PDF')}>{t.annexes[annex as keyof typeof t.annexes]} PDF</Button><Button kind="plain" onClick={() => void print(annex, 'DOCX')} label={t.annexes[annex as keyof typeof t.annexes] + ' Word'}>Word</Button></>)}</p>
      <h3>{t.notice.scans}</h3>
      <ul class="cards">{['A13', 'A14', 'A15'].map((m) => <li><h4 id={'f-' + m} tabIndex={-1}>{m} {label(labels.materials, m)}</h4><Material application={a} name={`${m} ${label(labels.materials, m)}`} item={{ material: m }} reload={async () => props.reload()} /></li>)}</ul>
    </section>
  );
}

/** Objections to the notice: each is recorded once, and settled once, and stays (R18, R41). */
function Objections(props: { id: string; objections: Objection[]; reload: () => void }) {
  const [raised, setRaised] = useState({ raisedOn: '', facts: '' });
  const { wrong, busy, run } = useCommand();
  const raise = () => run(async () => {
    await api.recordObjection(props.id, raised);
    props.reload();
  });
  return (
    <>
      <h3>{t.objection.title}</h3>
      {props.objections.length === 0 ? <p>{t.objection.none}</p> : <ul class="cards">{props.objections.map((o) => (
        <li>
          <p>{day(o.raisedOn)} {o.finding ? <Tag kind={o.finding === 'UPHELD' ? 'bad' : 'good'}>{t.objection[o.finding]}</Tag> : <Tag kind="warning">{t.objection.open}</Tag>}</p>
          <p>{o.facts}</p>
          {o.finding ? <p>{o.resolution}</p> : <Settle id={props.id} number={o.number} reload={props.reload} />}
        </li>
      ))}</ul>}
      <details>
        <summary>{t.objection.raise}</summary>
        <ErrorSummary problems={wrong} />
        <Input path="raisedOn" label={t.objection.raisedOn} type="date" short problems={wrong} value={raised.raisedOn} onInput={(raisedOn) => setRaised((r) => ({ ...r, raisedOn }))} />
        <TextArea path="facts" label={t.objection.facts} rows={3} problems={wrong} value={raised.facts} onInput={(facts) => setRaised((r) => ({ ...r, facts }))} />
        <Button kind="plain" busy={busy} onClick={() => void raise()}>{t.objection.raise}</Button>
      </details>
    </>
  );
}

function Settle(props: { id: string; number: number; reload: () => void }) {
  const [v, set] = useState({ finding: '', resolution: '', resolvedOn: '' });
  const { wrong, busy, run } = useCommand();
  const settle = () => run(async () => {
    await api.recordObjection(props.id, { number: props.number, resolution: v.resolution, ...(v.finding ? { finding: v.finding as 'UPHELD' } : {}), ...(v.resolvedOn ? { resolvedOn: v.resolvedOn } : {}) });
    props.reload();
  });
  return (
    <>
      <ErrorSummary problems={wrong} />
      <Radios path="finding" label={t.objection.finding} value={v.finding} problems={wrong} options={(['UNFOUNDED', 'UPHELD'] as const).map((f) => ({ value: f, label: t.objection[f] }))} onInput={(finding) => set((s) => ({ ...s, finding }))} />
      <TextArea path="resolution" label={t.objection.resolution} rows={2} problems={wrong} value={v.resolution} onInput={(resolution) => set((s) => ({ ...s, resolution }))} />
      <Input path="resolvedOn" label={t.objection.resolvedOn} type="date" short problems={wrong} value={v.resolvedOn} onInput={(resolvedOn) => set((s) => ({ ...s, resolvedOn }))} />
      <Button kind="plain" busy={busy} onClick={() => void settle()}>{t.objection.settle}</Button>
    </>
  );
}

function Decide(props: { review: Review; known: Known; tier: string }) {
  const { review: r, known } = props;
  const a = r.application;
  const [outcome, setOutcome] = useState<Decision['outcome']>();
  const [reason, setReason] = useState('');
  const [mend, setMend] = useState<Mend[]>([]);
  const [confirmed, setConfirmed] = useState<string[]>([]);
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [done, setDone] = useState<Decision['outcome']>();
  const { wrong, busy, run, setWrong } = useCommand();
  const questions = r.checks.assessment.questions;
  const notApplicable = Object.keys(a.form.notApplicable);
  const send = () => run(async () => {
    if (!outcome) return;
    const missing: Problem[] = outcome === 'REJECT' && !reason.trim() ? [{ field: 'reason', message: t.bench.reasonNeeded }] : outcome === 'RETURN' && !mend.length ? [{ message: t.bench.itemsNeeded }]
      : outcome === 'PASS' ? questions.filter((q) => !answers[q.code]?.trim()).map((q) => ({ field: 'answers.' + q.code, message: fill(t.bench.answerNeeded, { question: said(q) }) })) : [];
    if (missing.length) return setWrong(missing);
    await api.decide(a.id, { attempt: a.attempt, contentVersion: a.contentVersion, outcome, ...(outcome === 'PASS' && questions.length ? { answers } : {}), ...(reason ? { reason } : {}), ...(outcome === 'RETURN' ? { mend } : {}), ...(confirmed.length ? { confirmed } : {}) });
    setDone(outcome);
  });
  if (done) {
    return <Notice kind="good" title={fill(t.bench.done, { outcome: t.outcomes[done] })}><p><Next tier={props.tier as Tier} after={a.id} known={known} /></p></Notice>;
  }
  return (
    <section class="decide" aria-labelledby="decide-title">
      <h2 id="decide-title">{t.bench.decide}</h2>
      <ErrorSummary problems={wrong} />
      {notApplicable.map((m) => <Check label={fill(t.bench.confirm, { material: label(labels.materials, m), reason: a.form.notApplicable[m] ?? '' })} checked={confirmed.includes(m)} onChange={(on) => setConfirmed((c) => (on ? [...c, m] : c.filter((x) => x !== m)))} />)}
      <div class="actions" role="group" aria-label={t.bench.decide}>
        {(['PASS', 'RETURN', 'REJECT'] as const).map((o) => <button type="button" class={o === outcome ? 'primary' : 'plain'} aria-pressed={o === outcome} onClick={() => setOutcome(o)}>{t.outcomes[o]}</button>)}
      </div>
      {outcome === 'PASS' && <Questions questions={questions} answers={answers} set={setAnswers} problems={wrong} />}
      {outcome === 'RETURN' && <Items mendable={r.mendable} mend={mend} set={setMend} />}
      {outcome && <TextArea path="reason" label={outcome === 'REJECT' ? t.bench.reason : t.bench.remark} optional={outcome !== 'REJECT'} problems={wrong} rows={3} value={reason} onInput={setReason} />}
      {outcome && <Button busy={busy} kind={outcome === 'REJECT' ? 'warning' : 'primary'} onClick={() => void send()}>{fill(t.bench.send, { outcome: t.outcomes[outcome] })}</Button>}
    </section>
  );
}

/** Each open question is answered by name before the application goes on (R13, R39). */
function Questions(props: { questions: Question[]; answers: Record<string, string>; set: (next: Record<string, string>) => void; problems: Problem[] }) {
  return <>{props.questions.map((q) => <TextArea path={'answers.' + q.code} label={said(q)} hint={t.bench.answerHint} rows={2} problems={props.problems} value={props.answers[q.code] ?? ''} onInput={(v) => props.set({ ...props.answers, [q.code]: v })} />)}</>;
}

function Items(props: { mendable: Record<string, string>; mend: Mend[]; set: (next: Mend[]) => void }) {
  const [item, setItem] = useState('');
  const add = (next: string) => {
    setItem('');
    if (next && !props.mend.some((m) => m.item === next)) props.set([...props.mend, { item: next, comment: '' }]);
  };
  return (
    <fieldset>
      <legend>{t.bench.items}</legend>
      {props.mend.map((m) => (
        <div class="row">
          <Input path={'mend.' + m.item} label={props.mendable[m.item] ?? m.item} hint={t.bench.itemHint} value={m.comment} onInput={(comment) => props.set(props.mend.map((x) => (x.item === m.item ? { ...x, comment } : x)))} />
          <Button kind="plain" label={fill(t.bench.removeItem, { item: props.mendable[m.item] ?? m.item })} onClick={() => props.set(props.mend.filter((x) => x.item !== m.item))}>{t.frame.remove}</Button>
        </div>
      ))}
      <div class="field"><label for="add-item">{t.bench.addItem}</label>
        <select id="add-item" value={item} onChange={(event) => add(event.currentTarget.value)}><option value="">{t.frame.choose}</option>{Object.entries(props.mendable).map(([code, name]) => <option value={code}>{name}</option>)}</select></div>
    </fieldset>
  );
}

/** The originals, item by item (R28). */
function Receive(props: { review: Review; known: Known; reload: () => void }) {
  const { review: r, known } = props;
  const a = r.application;
  const [received, setReceived] = useState<string[]>(a.receivedMaterials);
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [done, setDone] = useState(false);
  const { wrong, busy, run, setWrong } = useCommand();
  const send = () => run(async () => {
    const now = received.filter((m) => !a.receivedMaterials.includes(m));
    if (!now.length) return setWrong([{ message: t.receive.chooseFirst }]);
    const after = await api.receive(a.id, now, a.contentVersion, answers);
    if (after.state !== 'MATERIALS') setDone(true);
    else props.reload();
  });
  if (done) return <Notice kind="good" title={t.receive.done}><p><Next tier="MATERIALS" after={a.id} known={known} /></p></Notice>;
  return (
    <section class="decide" aria-labelledby="receive-title">
      <h2 id="receive-title">{t.receive.title}</h2>
      <ErrorSummary problems={wrong} />
      <p><Button kind="plain" onClick={() => setReceived(r.originals)}>{t.receive.all}</Button></p>
      {received.length === r.originals.length && <Questions questions={r.checks.assessment.questions} answers={answers} set={setAnswers} problems={wrong} />}
      {r.originals.map((m) => <Check label={`${m} ${label(labels.materials, m)}`} checked={received.includes(m)} onChange={(on) => setReceived((s) => (on ? [...s, m] : s.filter((x) => x !== m)))} />)}
      <Button busy={busy} onClick={() => void send()}>{t.receive.send}</Button>
    </section>
  );
}

/** The next one of the queue, so that hundreds go in a row. */
function Next(props: { tier: Tier; after: string; known: Known }) {
  const scopes = queues(props.known).filter((q) => q.tier === props.tier);
  const next = useLoad(async () => {
    for (const q of scopes) {
      const found = (await api.queue(props.tier, q.scope || undefined)).items.find((i) => i.application.id !== props.after);
      if (found) return found.application.id;
    }
    return '';
  }, props.after);
  if (next.value === undefined) return <Loading of={next} />;
  return next.value ? <Link class="button" to={`/portal/work/${props.tier}/${next.value}`}>{t.bench.next}</Link> : <>{t.bench.noMore} <Link to={'/portal/work/' + props.tier}>{t.frame.back}</Link></>;
}

