/** The committee in session (R45): the office plans and leads it, members read, tell of interests and vote, the chair signs. */
import { useState } from 'preact/hooks';
import { api, currentOf, type Choice, type CommitteeSession, type SessionStep, type SessionStepKind } from '../api';
import { day, fill, label, moment } from '../texts';
import { labels } from '../texts/labels';
import { words } from '../texts/sessions';
import { Button, Check, download, ErrorSummary, Facts, Input, Link, Loading, Notice, Page, Radios, Select, Table, Tag, TextArea, useCommand, useLoad, type Problem } from '../ui';
import type { Known } from './applicant';

const has = (known: Known, role: string) => known.me.appointments.some((a) => a.role === role);

export function Sessions(props: { known: Known }) {
  const w = words();
  const cycles = useLoad(() => api.cycles(), 'cycles');
  const [chosen, choose] = useState('');
  const year = chosen || String(currentOf(cycles.value?.cycles)?.year ?? '');
  const list = useLoad(async () => (year ? api.sessions(Number(year)) : []), 'sessions' + year);
  return (
    <Page title={w.title} back="/portal/work">
      <Select path="year" label={w.year} value={year} options={(cycles.value?.cycles ?? []).map((c) => ({ value: String(c.year), label: String(c.year) }))} onInput={choose} />
      {!list.value ? <Loading of={list} /> : list.value.length === 0 ? <p>{w.none}</p> : (
        <ul class="cards">
          {list.value.map((s) => <li><h2><Link to={'/portal/work/sessions/' + s.id}>{s.id}</Link></h2><p>{[day(s.date), s.series, s.specialty, fill(w.applications, { n: s.applications }), fill(w.members, { n: s.seats })].filter(Boolean).join(' · ')}</p><p><Tag>{w[s.phase]}</Tag></p></li>)}
        </ul>
      )}
      {has(props.known, 'OFFICE') && year && <Planning year={Number(year)} done={list.reload} />}
    </Page>
  );
}

function Planning(props: { year: number; done: () => Promise<void> }) {
  const w = words();
  const [v, set] = useState({ date: '', series: '', specialty: '', seats: '' });
  const [key, renew] = useState(() => crypto.randomUUID());
  const { wrong, busy, run } = useCommand();
  const field = (name: keyof typeof v) => ({ path: name, problems: wrong, value: v[name], onInput: (value: string) => { set((x) => ({ ...x, [name]: value })); renew(crypto.randomUUID()); } });
  const plan = () => run(async () => {
    await api.planSession({ year: props.year, date: v.date, series: v.series, ...(v.specialty.trim() ? { specialty: v.specialty } : {}), ...(v.seats.trim() ? { seats: Number(v.seats) } : {}) }, key);
    renew(crypto.randomUUID());
    await props.done();
  });
  return (
    <details>
      <summary>{w.plan}</summary>
      <ErrorSummary problems={wrong} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void plan(); }}>
        <p>{w.planHint}</p>
        <Input {...field('date')} label={w.date} type="date" short />
        <Input {...field('series')} label={w.series} />
        <Input {...field('specialty')} label={w.specialty} hint={w.specialtyHint} optional />
        <Input {...field('seats')} label={w.seats} hint={w.seatsHint} inputMode="numeric" short optional />
        <Button type="submit" kind="primary" busy={busy}>{w.plan}</Button>
      </form>
    </details>
  );
}

export function OneSession(props: { id: string; known: Known }) {
  const w = words();
  const session = useLoad(() => api.session(props.id), props.id);
  const command = useCommand();
  const s = session.value;
  if (!s) return <Page title={w.title} back="/portal/work/sessions"><Loading of={session} /></Page>;
  const step = (kind: SessionStepKind, body: SessionStep) => command.run(async () => session.put(await api.stepSession(s.id, kind, body, s.version)));
  const turn = { s, step, busy: command.busy, wrong: command.wrong, setWrong: command.setWrong, run: command.run, put: session.put, reload: session.reload };
  const office = has(props.known, 'OFFICE');
  return (
    <Page title={`${w.title} ${s.id}`} back="/portal/work/sessions" wide>
      <ErrorSummary problems={command.wrong} />
      <Facts facts={[[w.phase, w[s.phase]], [w.date, day(s.date)], [w.series, [s.series, s.specialty].filter(Boolean).join(' · ')], ...(s.signed ? [[w.sign, fill(w.signedOn, { at: moment(s.signed) })] as [string, string]] : [])]} />
      <Button onClick={() => void session.reload()}>{w.refresh}</Button>
      {s.seat && <Ballots {...turn} />}
      {office && <Leading {...turn} />}
      <Panel {...turn} office={office} />
      <Agenda {...turn} office={office} />
      <Interests {...turn} office={office} />
      <Results {...turn} office={office} />
      {s.seat && s.seat === s.chair && s.phase === 'OPEN' && <Notice title={w.sign}><p>{w.signHint}</p><Button kind="primary" busy={command.busy} onClick={() => void step('SIGNATURE', {})}>{w.sign}</Button></Notice>}
    </Page>
  );
}

interface Turn { s: CommitteeSession; step: (kind: SessionStepKind, body: SessionStep) => Promise<void>; busy: boolean; wrong: Problem[]; setWrong: (wrong: Problem[]) => void; run: (command: () => Promise<void>) => Promise<void>; put: (s: CommitteeSession) => void; reload: () => Promise<void> }

const nameOf = (s: CommitteeSession, expert: string) => [...s.panel, ...s.substitutes].find((seat) => seat.expert === expert)?.name ?? expert;
const itemOf = (s: CommitteeSession, id: string) => s.agenda.find((line) => line.applicationId === id);

/** Big buttons, one confirmation; what was chosen is nowhere afterwards. */
function Ballots(props: Turn) {
  const { s, wrong, busy } = props;
  const w = words();
  const [choices, choose] = useState<Record<string, Choice>>({});
  const [asking, ask] = useState(false);
  const [key, renew] = useState(() => crypto.randomUUID());
  const round = s.rounds.find((r) => r.state === 'OPEN' && r.mine.length > 0);
  if (!round) return s.phase === 'OPEN' ? <p>{w.notYet}</p> : null;
  if (round.hasVoted) return <Notice kind="good"><p role="status">{w.received}</p></Notice>;
  const look = () => {
    const open = round.mine.filter((id) => !choices[id]).map((id) => ({ field: 'vote.' + id, message: fill(w.chooseAll, { name: itemOf(s, id)?.name ?? id }) }));
    props.setWrong(open);
    ask(open.length === 0);
  };
  const send = () => props.run(async () => {
    await api.castVote(s.id, round.number, round.mine.flatMap((applicationId) => { const choice = choices[applicationId]; return choice ? [{ applicationId, choice }] : []; }), key);
    choose({});
    ask(false);
    renew(crypto.randomUUID());
    await props.reload();
  });
  return (
    <section>
      <h2>{w.vote} · {fill(w.round, { n: round.number })}</h2>
      <p>{w.voteHint}</p>
      {asking ? (
        <Notice kind="warning" title={w.confirm}>
          <p>{fill(w.confirmHint, { n: round.mine.length })}</p>
          <Button kind="primary" busy={busy} onClick={() => void send()}>{w.submit}</Button> <Button onClick={() => ask(false)}>{w.back}</Button>
        </Notice>
      ) : (<>
        {round.mine.map((id) => <Radios path={'vote.' + id} problems={wrong} label={[itemOf(s, id)?.name, itemOf(s, id)?.specialty, label(labels.levels, itemOf(s, id)?.level)].filter(Boolean).join(' · ')} value={choices[id] ?? ''} options={(['FOR', 'AGAINST', 'ABSTAIN'] as const).map((c) => ({ value: c, label: w[c] }))} onInput={(c) => choose((x) => ({ ...x, [id]: c as Choice }))} />)}
        <Button kind="primary" onClick={look}>{w.confirm}</Button>
      </>)}
    </section>
  );
}

function Leading(props: Turn) {
  const { s, step, busy, wrong } = props;
  const w = words();
  const [v, set] = useState({ seed: '', source: '', reason: '' });
  const [present, attend] = useState<string[]>(s.present);
  const [round, gather] = useState<string[]>([]);
  const field = (name: keyof typeof v) => ({ path: name, problems: wrong, value: v[name], onInput: (value: string) => set((x) => ({ ...x, [name]: value })) });
  const votedOn = s.rounds.flatMap((r) => r.applications);
  const running = s.rounds.find((r) => r.state !== 'COUNTED');
  const free = s.agenda.filter((line) => !votedOn.includes(line.applicationId));
  const goesOn = s.phase === 'PLANNED' || s.phase === 'DRAWN' || s.phase === 'OPEN';
  if (!goesOn) return null;
  return (
    <section>
      {s.phase === 'PLANNED' && (
        <form noValidate onSubmit={(event) => { event.preventDefault(); void step('DRAW', { seed: v.seed, source: v.source }); }}>
          <h2>{w.draw}</h2>
          <Input {...field('seed')} label={w.seed} hint={w.seedHint} />
          <Input {...field('source')} label={w.source} hint={w.sourceHint} />
          <Button type="submit" kind="primary" busy={busy}>{w.draw}</Button>
        </form>
      )}
      {(s.phase === 'DRAWN' || s.phase === 'OPEN') && !running && (
        <fieldset>
          <legend>{w.attendance}</legend>
          <p class="hint">{fill(w.attendanceHint, { n: present.length, m: Math.ceil(((s.lot?.seats ?? 0) * 2) / 3) })}</p>
          {s.panel.map((seat) => <Check label={`${seat.name} · ${seat.employerName}`} checked={present.includes(seat.expert)} onChange={(on) => attend(on ? [...present, seat.expert] : present.filter((e) => e !== seat.expert))} />)}
          <Button busy={busy} onClick={() => void step('ATTENDANCE', { experts: present })}>{w.attendance}</Button>
        </fieldset>
      )}
      {s.phase === 'DRAWN' && <Button kind="primary" busy={busy} onClick={() => void step('OPENING', {})}>{w.start}</Button>}
      {s.phase === 'OPEN' && !running && free.length > 0 && (
        <fieldset>
          <legend>{w.openRound}</legend>
          <p class="hint">{w.openHint}</p>
          {free.map((line) => <Check label={[line.name, line.specialty, line.employerName].join(' · ')} checked={round.includes(line.applicationId)} onChange={(on) => gather(on ? [...round, line.applicationId] : round.filter((id) => id !== line.applicationId))} />)}
          <Button kind="primary" busy={busy} onClick={() => void props.run(async () => { props.put(await api.openRound(s.id, round, s.version)); gather([]); })}>{w.openRound}</Button>
        </fieldset>
      )}
      {running && (
        <Notice title={fill(w.round, { n: running.number })}>
          <p role="status">{running.state === 'COUNTING' ? w.counting : fill(w.voted, { n: running.voted, m: running.voters })}</p>
          <Button kind="primary" busy={busy} onClick={() => void props.run(async () => props.put(await api.countRound(s.id, running.number)))}>{w.count}</Button>
        </Notice>
      )}
      {s.rounds.length === 0 && (
        <details>
          <summary>{s.phase === 'OPEN' ? w.cancel : `${w.redraw} · ${w.cancel}`}</summary>
          <TextArea {...field('reason')} label={w.reason} rows={2} />
          {s.phase !== 'OPEN' && <Button busy={busy} onClick={() => void step('REDRAW', { reason: v.reason })}>{w.redraw}</Button>} <Button kind="warning" busy={busy} onClick={() => void step('CANCELLATION', { reason: v.reason })}>{w.cancel}</Button>
        </details>
      )}
    </section>
  );
}

function Panel(props: Turn & { office: boolean }) {
  const { s, step, busy, office } = props;
  const w = words();
  const [reason, say] = useState('');
  return (
    <section>
      <h2>{w.lot}</h2>
      {s.draws.map((d) => <Facts facts={[[fill(w.drawNumber, { n: d.number }), [fill(w.candidates, { n: d.candidates.length }), fill(w.members, { n: d.seats })].join(' · ')], [w.hash, d.hash], [w.seed, d.seed ?? ''], [w.source, d.source ?? ''], ...(d.reason ? [[w.reason, d.reason] as [string, string]] : [])]} />)}
      {s.panel.length > 0 && <>
        <h2>{w.panel}</h2>
        <Table label={w.panel} head={[w.name, w.employer, w.present, '']} rows={s.panel.map((seat) => [
          seat.name, seat.employerName, <>{s.present.includes(seat.expert) ? w.present : w.absent} {s.chair === seat.expert && <Tag kind="good">{w.chair}</Tag>}</>,
          office && (s.phase === 'DRAWN' || s.phase === 'OPEN') ? <><Button busy={busy} label={`${w.nameChair} ${seat.name}`} onClick={() => void step('CHAIR', { expert: seat.expert })}>{w.nameChair}</Button> {s.phase === 'DRAWN' && <Button busy={busy} label={`${w.replace} ${seat.name}`} onClick={() => void step('REPLACEMENT', { expert: seat.expert, reason })}>{w.replace}</Button>}</> : '',
        ])} />
        {office && s.phase === 'DRAWN' && <TextArea path="replacement" label={`${w.replace}：${w.reason}`} rows={2} value={reason} onInput={say} />}
        {s.substitutes.length > 0 && <p>{w.substitutes}: {s.substitutes.map((seat) => seat.name).join('、')}</p>}
      </>}
    </section>
  );
}

function Agenda(props: Turn & { office: boolean }) {
  const { s, step, busy, office } = props;
  const w = words();
  const [of, turn] = useState<{ id: string; what: 'interest' | 'opinion' | 'off' }>();
  const line = of && itemOf(s, of.id);
  return (
    <section>
      <h2>{w.agenda}</h2>
      <Table label={w.agenda} head={[w.name, w.level, w.employer, w.readers, w.excluded, '']} rows={s.agenda.map((a) => [
        a.own ? a.name : <Link to={'/portal/work/COMMITTEE_REVIEW/' + a.applicationId}>{a.name}</Link>, `${a.specialty} ${label(labels.levels, a.level)}`, a.employerName,
        <>{a.readers.map((e) => nameOf(s, e)).join('、')} {s.seat && a.readers.includes(s.seat) && <Tag kind="warning">{w.yours}</Tag>}</>, a.own ? w.excludedOwn : String(a.excluded),
        s.phase === 'DRAWN' || s.phase === 'OPEN' || (office && s.phase === 'PLANNED') ? <>
          {s.seat && !a.own && <><Button label={`${w.opinion} ${a.name}`} onClick={() => turn({ id: a.applicationId, what: 'opinion' })}>{w.opinion}</Button> <Button label={`${w.recusal} ${a.name}`} onClick={() => turn({ id: a.applicationId, what: 'interest' })}>{w.recusal}</Button></>}
          {office && <Button label={`${w.off} ${a.name}`} onClick={() => turn({ id: a.applicationId, what: 'off' })}>{w.off}</Button>}
        </> : '',
      ])} />
      {of && line && <Saying key={of.id + of.what} {...props} id={of.id} name={line.name} what={of.what} done={() => turn(undefined)} busy={busy} step={step} />}
      {s.dropped.length > 0 && <><h3>{w.dropped}</h3><ul>{s.dropped.map((d) => <li>{d.item.name} · {d.reason}</li>)}</ul></>}
      {s.opinions.length > 0 && <><h3>{w.opinion}</h3><p class="hint">{w.opinionHint}</p><ul>{s.opinions.map((o) => <li>{itemOf(s, o.applicationId)?.name} · {nameOf(s, o.expert)} · {o.inFavour ? w.inFavour : w.against} · {o.text}</li>)}</ul></>}
    </section>
  );
}

/** What is said about one application: an interest, an opinion, or why it is taken off. */
function Saying(props: Turn & { id: string; name: string; what: 'interest' | 'opinion' | 'off'; done: () => void }) {
  const { step, busy, wrong, what, id } = props;
  const w = words();
  const [text, say] = useState('');
  const [choice, choose] = useState('');
  const [question, ask] = useState('');
  const [finding, find] = useState('');
  const title = what === 'interest' ? w.recusal : what === 'opinion' ? w.opinion : w.off;
  const send = async () => {
    await (what === 'interest' ? step('RECUSAL', { applicationId: id, ...(choice ? { ground: choice as 'RELATIVE' | 'OTHER' } : {}), words: text })
      : what === 'opinion' ? step('OPINION', { applicationId: id, text, ...(choice ? { inFavour: choice === 'true' } : {}), answers: question.trim() && finding.trim() ? { [question.trim()]: finding } : {} })
        : step('AGENDA', { applications: [id], reason: text }));
  };
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <h3>{title} · {props.name}</h3>
      {what === 'interest' && <Radios path="ground" label={w.ground} problems={wrong} value={choice} options={[{ value: 'RELATIVE', label: w.RELATIVE }, { value: 'OTHER', label: w.OTHER }]} onInput={choose} />}
      {what === 'opinion' && <Radios path="inFavour" label={w.opinion} problems={wrong} value={choice} options={[{ value: 'true', label: w.inFavour }, { value: 'false', label: w.against }]} onInput={choose} />}
      <TextArea path={what === 'interest' ? 'words' : what === 'opinion' ? 'text' : 'reason'} label={what === 'off' ? w.reason : w.words} problems={wrong} value={text} onInput={say} />
      {what === 'opinion' && <><Input path="question" label={w.questionCode} hint={w.findingHint} value={question} onInput={ask} optional /><TextArea path="finding" label={w.finding} rows={2} value={finding} onInput={find} optional /></>}
      <Button type="submit" kind="primary" busy={busy}>{w.send}</Button> <Button onClick={props.done}>{w.closeForm}</Button>
    </form>
  );
}

function Interests(props: Turn & { office: boolean }) {
  const { s, step, busy } = props;
  const w = words();
  if (!s.recusals.length) return null;
  const chair = s.seat !== undefined && s.seat === s.chair;
  return (
    <section>
      <h2>{w.recusals}</h2>
      <Table label={w.recusals} head={[w.name, w.panel, w.words, w.result]} rows={s.recusals.map((r) => [
        itemOf(s, r.applicationId)?.name ?? r.applicationId, nameOf(s, r.expert), `${w[r.ground]}：${r.words}`,
        r.accepted !== undefined ? (r.accepted ? w.accepted : w.refused) : (r.expert === s.chair ? props.office : chair) ? <><Button busy={busy} label={`${w.accept} ${nameOf(s, r.expert)}`} onClick={() => void step('FINDING', { number: r.number, accepted: true })}>{w.accept}</Button> <Button busy={busy} label={`${w.refuse} ${nameOf(s, r.expert)}`} onClick={() => void step('FINDING', { number: r.number, accepted: false })}>{w.refuse}</Button></> : w.undecided,
      ])} />
    </section>
  );
}

function Results(props: Turn & { office: boolean }) {
  const { s, run } = props;
  const w = words();
  const counted = s.rounds.filter((r) => r.state === 'COUNTED');
  if (!counted.length) return null;
  const carried = (id: string) => {
    const outcome = s.outcomes.find((o) => o.applicationId === id);
    return s.phase !== 'SIGNED' ? '' : !outcome ? w.waiting : outcome.state ? label(labels.states, outcome.state) : fill(w.stayed, { code: outcome.code ?? '' });
  };
  return (
    <section>
      <h2>{w.rounds}</h2>
      {counted.map((r) => <Table label={fill(w.round, { n: r.number })} head={[w.name, w.result, '', w.outcomes]} rows={r.results.map((x) => [itemOf(s, x.applicationId)?.name ?? x.applicationId, <Tag kind={x.passed ? 'good' : 'bad'}>{x.passed ? w.passed : w.failed}</Tag>, fill(w.counts, { a: x.inFavour, b: x.against, c: x.abstained, d: x.present }), carried(x.applicationId)])} />)}
      {s.phase === 'SIGNED' && <><h3>{w.papers}</h3>{(['MINUTES', 'RESULTS'] as const).map((paper) => <Button onClick={() => void run(async () => download(await api.sessionPaper(s.id, paper), `${w[paper]}-${s.id}.pdf`))}>{w[paper]}</Button>)}</>}
    </section>
  );
}
