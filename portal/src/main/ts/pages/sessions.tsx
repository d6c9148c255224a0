/** The committee in session (R45): the office plans and leads it, members read, tell of interests and vote, the chair signs. */
import { useState } from 'preact/hooks';
import { api, currentOf, type CommitteeSession, type SessionSeat, type SessionStep, type SessionStepKind } from '../api';
import { day, fill, label, moment } from '../texts';
import { labels } from '../texts/labels';
import { words } from '../texts/sessions';
import { Button, Check, download, ErrorSummary, Facts, fieldId, Input, Link, Loading, Notice, Page, Radios, Select, Table, Tag, TextArea, under, useCommand, useLoad, type Problem } from '../ui';
import type { Known } from './applicant';
import { Planning } from './planning';
import { Ballots, OpinionForm, Taking } from './voting';

/** As many are put to the vote together (R45). */
const MOST_OF_A_ROUND = 40;

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
      {has(props.known, 'OFFICE') && year && <Planning year={Number(year)} />}
    </Page>
  );
}

export function OneSession(props: { id: string; known: Known }) {
  const w = words();
  const session = useLoad(() => api.session(props.id), props.id);
  const s = session.value;
  if (!s) return <Page title={w.title} back="/portal/work/sessions"><Loading of={session} /></Page>;
  const turn = { s, put: session.put, reload: session.reload };
  const office = has(props.known, 'OFFICE');
  return (
    <Page title={`${w.one} ${s.id}`} back="/portal/work/sessions" wide>
      <Facts facts={[[w.phase, w[s.phase]], [w.date, day(s.date)], [w.place, s.place ?? ''], [w.series, [s.series, s.specialty].filter(Boolean).join(' · ')], ...(s.signed ? [[w.SIGNED, moment(s.signed)] as [string, string]] : [])]} />
      <p class="actions"><Button kind="plain" onClick={() => void session.reload()}>{w.refresh}</Button></p>
      {s.seat && <Ballots {...turn} />}
      {s.seat && s.seat === s.chair && s.phase === 'OPEN' && s.rounds.length > 0 && s.rounds.every((r) => r.state === 'COUNTED') && <Signing {...turn} />}
      {office && <Leading {...turn} />}
      <Agenda {...turn} office={office} />
      <Interests {...turn} office={office} />
      <Results {...turn} />
      <Panel {...turn} office={office} />
    </Page>
  );
}

export interface Turn { s: CommitteeSession; put: (s: CommitteeSession) => void; reload: () => Promise<void> }

/** A step of a session; where somebody was faster what is there now is shown, and the same can be sent again. */
export function useStep(props: Turn) {
  const command = useCommand(props.reload);
  const step = (kind: SessionStepKind, body: SessionStep, then?: (next: CommitteeSession) => void) => command.run(async () => {
    const next = await api.stepSession(props.s.id, kind, body, props.s.version);
    props.put(next);
    then?.(next);
  });
  return { ...command, step };
}

export const nameOf = (s: CommitteeSession, expert: string) => [...s.panel, ...s.substitutes].find((seat) => seat.expert === expert)?.name ?? expert;
export const itemOf = (s: CommitteeSession, id: string) => s.agenda.find((line) => line.applicationId === id);
const goesOn = (s: CommitteeSession) => s.phase === 'PLANNED' || s.phase === 'DRAWN' || s.phase === 'OPEN';
const isSeated = (s: CommitteeSession) => s.phase === 'DRAWN' || s.phase === 'OPEN';
const wasVotedOn = (s: CommitteeSession, id: string) => s.rounds.some((r) => r.applications.includes(id));

function Signing(props: Turn) {
  const w = words();
  const { wrong, busy, step } = useStep(props);
  return <Notice title={w.sign}><ErrorSummary problems={wrong} /><p>{w.signHint}</p><Button kind="primary" busy={busy} onClick={() => void step('SIGNATURE', {})}>{w.sign}</Button></Notice>;
}

function Leading(props: Turn) {
  const { s } = props;
  const w = words();
  const { wrong, busy, run, step, setWrong } = useStep(props);
  // what is typed or ticked here stands over what is recorded, whoever sits on the panel meanwhile
  const [v, set] = useState<Partial<Record<'seed' | 'source' | 'reason' | 'place', string>>>({});
  const [ticked, attend] = useState<Record<string, boolean>>({});
  const [round, gather] = useState<string[]>([]);
  const { seed = '', source = '', reason = '', place = s.place ?? '' } = v;
  const entered = { seed, source, reason, place };
  const present = s.panel.map((seat) => seat.expert).filter((expert) => ticked[expert] ?? s.present.includes(expert));
  const field = (name: keyof typeof v) => ({ path: name, problems: wrong, value: entered[name], onInput: (value: string) => set((x) => ({ ...x, [name]: value })) });
  const running = s.rounds.find((r) => r.state !== 'COUNTED');
  const free = s.agenda.filter((line) => !wasVotedOn(s, line.applicationId));
  const chosen = round.filter((id) => free.some((line) => line.applicationId === id));
  if (!goesOn(s)) return null;
  const draw = () => {
    const missing: Problem[] = [...(seed.trim() ? [] : [{ field: 'seed', message: w.seedNeeded }]), ...(source.trim() ? [] : [{ field: 'source', message: w.sourceNeeded }])];
    return missing.length ? setWrong(missing) : void step('DRAW', { seed, source });
  };
  const withReason = (kind: SessionStepKind) => (reason.trim() ? void step(kind, { reason }) : setWrong([{ field: 'reason', message: w.reasonFirst }]));
  return (
    <section>
      <ErrorSummary problems={wrong} />
      {s.phase === 'PLANNED' && (
        <form noValidate onSubmit={(event) => { event.preventDefault(); draw(); }}>
          <h2>{w.draw}</h2>
          <Input {...field('seed')} label={w.seed} hint={w.seedHint} />
          <Input {...field('source')} label={w.source} hint={w.sourceHint} />
          <Button type="submit" kind="primary" busy={busy}>{w.draw}</Button>
        </form>
      )}
      {isSeated(s) && !running && (
        <fieldset>
          <legend>{w.attendance}</legend>
          <p class="hint">{fill(w.attendanceHint, { n: present.length, m: Math.ceil(((s.lot?.seats ?? 0) * 2) / 3) })}</p>
          {s.panel.map((seat) => <Check label={`${seat.name} · ${seat.employerName}`} checked={present.includes(seat.expert)} onChange={(on) => attend((x) => ({ ...x, [seat.expert]: on }))} />)}
          <Button busy={busy} onClick={() => void step('ATTENDANCE', { experts: present }, () => attend({}))}>{w.attendance}</Button>
        </fieldset>
      )}
      {s.phase === 'DRAWN' && <Button kind="primary" busy={busy} onClick={() => void step('OPENING', {})}>{w.start}</Button>}
      {s.phase === 'OPEN' && !running && free.length > 0 && (
        <fieldset id={fieldId('applications')} tabIndex={-1}>
          <legend>{w.openRound}</legend>
          <p class="hint">{w.openHint}</p>
          {free.length > 1 && <Button kind="plain" onClick={() => gather(free.slice(0, MOST_OF_A_ROUND).map((line) => line.applicationId))}>{w.chooseShown}</Button>}
          {free.map((line) => <Check label={[line.name, line.specialty, line.employerName].join(' · ')} checked={round.includes(line.applicationId)} onChange={(on) => gather(on ? [...round, line.applicationId] : round.filter((id) => id !== line.applicationId))} />)}
          <Button kind="primary" busy={busy} onClick={() => (chosen.length ? void run(async () => { props.put(await api.openRound(s.id, chosen, s.version)); gather([]); }) : setWrong([{ message: w.chooseFirst }]))}>{w.openRound}</Button>
        </fieldset>
      )}
      {running && (
        <Notice title={fill(w.round, { n: running.number })}>
          <p role="status">{running.state === 'COUNTING' ? w.counting : fill(w.voted, { n: running.voted, m: running.voters })}</p>
          <Button kind="primary" busy={busy} onClick={() => void run(async () => props.put(await api.countRound(s.id, running.number)))}>{w.count}</Button>
        </Notice>
      )}
      <details>
        <summary>{w.changePlace}</summary>
        <form noValidate onSubmit={(event) => { event.preventDefault(); void step('PLACE', { place }, () => set(({ place: _, ...rest }) => rest)); }}>
          <Input {...field('place')} label={w.place} hint={w.placeHint} />
          <Button type="submit" kind="plain" busy={busy}>{w.setPlace}</Button>
        </form>
      </details>
      {s.rounds.length === 0 && (
        <details>
          <summary>{s.phase === 'OPEN' ? w.cancel : `${w.redraw} · ${w.cancel}`}</summary>
          <TextArea {...field('reason')} label={w.reason} rows={2} />
          <p class="actions">{s.phase !== 'OPEN' && <Button kind="plain" busy={busy} onClick={() => withReason('REDRAW')}>{w.redraw}</Button>}<Button kind="warning" busy={busy} onClick={() => withReason('CANCELLATION')}>{w.cancel}</Button></p>
        </details>
      )}
    </section>
  );
}

function Panel(props: Turn & { office: boolean }) {
  const { s, office } = props;
  const w = words();
  const { wrong, busy, step, setWrong } = useStep(props);
  const [reason, say] = useState('');
  const problems = under('panel', wrong);
  const stands = (seat: SessionSeat) => <>{s.present.includes(seat.expert) ? w.present : w.absent} {s.chair === seat.expert && <Tag kind="good">{w.chair}</Tag>}</>;
  const replace = (expert: string) => (reason.trim() ? void step('REPLACEMENT', { expert, reason }, () => say('')) : setWrong([{ field: 'reason', message: w.reasonFirst }]));
  return (
    <section>
      {s.panel.length > 0 && <>
        <h2>{w.panel}</h2>
        <ErrorSummary problems={problems} />
        {office && isSeated(s) ? (
          <Table label={w.panel} head={[w.name, w.employer, w.present, w.doing]} rows={s.panel.map((seat) => [
            seat.name, seat.employerName, stands(seat),
            <span class="actions">{s.chair !== seat.expert && <Button kind="plain" busy={busy} label={`${w.nameChair} ${seat.name}`} onClick={() => void step('CHAIR', { expert: seat.expert })}>{w.nameChair}</Button>}{s.phase === 'DRAWN' && <Button kind="plain" busy={busy} label={`${w.replace} ${seat.name}`} onClick={() => replace(seat.expert)}>{w.replace}</Button>}</span>,
          ])} />
        ) : <ul>{s.panel.map((seat) => <li>{seat.name} · {seat.employerName} · {stands(seat)}</li>)}</ul>}
        {office && s.phase === 'DRAWN' && <TextArea path="panel.reason" problems={problems} label={w.replaceReason} names={s.panel.map((seat) => seat.name)} rows={2} value={reason} onInput={say} />}
        {s.substitutes.length > 0 && <p>{w.substitutes}: {s.substitutes.map((seat) => seat.name).join('、')}</p>}
      </>}
      <h2>{w.lot}</h2>
      {s.draws.map((d) => <Facts facts={[[fill(w.drawNumber, { n: d.number }), [fill(w.candidates, { n: d.candidates.length }), fill(w.members, { n: d.seats })].join(' · ')], [w.hash, d.hash], [w.seed, d.seed ?? ''], [w.source, d.source ?? ''], ...(d.reason ? [[w.reason, d.reason] as [string, string]] : [])]} />)}
    </section>
  );
}

type Line = CommitteeSession['agenda'][number];
type What = 'interest' | 'objection' | 'opinion' | 'off';

function Agenda(props: Turn & { office: boolean }) {
  const { s, office } = props;
  const w = words();
  const [of, turn] = useState<{ id: string; what: What }>();
  // told until something else has changed
  const [told, tell] = useState<{ text: string; version: number }>();
  const line = of && itemOf(s, of.id);
  const readers = (a: Line) => <>{a.readers.map((e) => nameOf(s, e)).join('、')} {s.seat && a.readers.includes(s.seat) && <Tag kind="warning">{w.yours}</Tag>}</>;
  const open = (a: Line) => (a.own ? a.name : <Link to={'/portal/work/COMMITTEE_REVIEW/' + a.applicationId}>{a.name}</Link>);
  const to = (a: Line, what: What, text: string) => <Button kind="plain" label={`${text} ${a.name}`} onClick={() => { tell(undefined); turn({ id: a.applicationId, what }); }}>{text}</Button>;
  const acts = (a: Line) => !wasVotedOn(s, a.applicationId) && (isSeated(s) || (office && s.phase === 'PLANNED')) && (
    <span class="actions">
      {s.seat && !a.own && isSeated(s) && <>{to(a, 'opinion', w.opinion)}{to(a, 'interest', w.recusal)}</>}
      {office && isSeated(s) && to(a, 'objection', w.objection)}
      {office && to(a, 'off', w.off)}
    </span>
  );
  // a column that is empty in each line is none
  const acting = s.agenda.some(acts);
  const done = (text?: string, version = s.version) => {
    tell(text ? { text, version } : undefined);
    turn(undefined);
  };
  return (
    <section>
      <h2>{w.agenda}</h2>
      <div role="status">{told?.version === s.version && <Notice kind="good"><p>{told.text}</p></Notice>}</div>
      {of && line && (of.what === 'opinion' ? <OpinionForm key={of.id} {...props} id={of.id} name={line.name} done={done} /> : <Saying key={of.id + of.what} {...props} id={of.id} name={line.name} what={of.what} done={done} />)}
      {office ? (
        <Table label={w.agenda} head={[w.name, w.level, w.employer, w.readers, w.excluded, ...(acting ? [w.doing] : [])]} rows={s.agenda.map((a) => [open(a), `${a.specialty} ${label(labels.levels, a.level)}`, a.employerName, readers(a), String(a.excluded), ...(acting ? [acts(a)] : [])])} />
      ) : (
        <ul class="cards">{s.agenda.map((a) => <li><h3>{open(a)}</h3><p>{[a.specialty, label(labels.levels, a.level), a.employerName].join(' · ')}</p>{a.readers.length > 0 && <p class="hint">{w.readers}：{readers(a)}</p>}{a.own && <p><Tag kind="warning">{w.excludedOwn}</Tag></p>}{acts(a)}</li>)}</ul>
      )}
      {s.dropped.length > 0 && <><h3>{w.dropped}</h3><ul>{s.dropped.map((d) => <li>{d.item.name} · {d.reason}</li>)}</ul></>}
      {s.opinions.length > 0 && <><h3>{w.opinions}</h3><p class="hint">{w.opinionHint}</p><ul>{s.opinions.map((o) => <li>{[itemOf(s, o.applicationId)?.name, nameOf(s, o.expert), o.inFavour ? w.inFavour : w.against, o.text, ...(Object.keys(o.answers).length ? [fill(w.found, { n: Object.keys(o.answers).length })] : [])].filter(Boolean).join(' · ')}</li>)}</ul></>}
    </section>
  );
}

/** What is said about one application: an interest, the office's objection to a member, or why it is taken off. */
function Saying(props: Turn & { id: string; name: string; what: Exclude<What, 'opinion'>; done: (told?: string, version?: number) => void }) {
  const { s, what, id, name } = props;
  const w = words();
  const { wrong, busy, step, setWrong } = useStep(props);
  const [text, say] = useState('');
  const [ground, choose] = useState('');
  const [expert, object] = useState('');
  const problems = under(what, wrong);
  const title = what === 'interest' ? w.recusal : what === 'objection' ? w.objection : w.off;
  // of whom it was said already, and not refused, it is not said twice
  const free = s.panel.filter((seat) => !s.recusals.some((r) => r.applicationId === id && r.expert === seat.expert && r.accepted !== false));
  const send = () => {
    const missing: Problem[] = [
      ...(what === 'objection' && !expert ? [{ field: 'expert', message: w.expertNeeded }] : []), ...(what !== 'off' && !ground ? [{ field: 'ground', message: w.groundNeeded }] : []),
      ...(text.trim() ? [] : [{ field: 'reason', message: what === 'off' ? w.reasonFirst : w.wordsNeeded }]),
    ];
    if (missing.length) return setWrong(missing);
    const then = ({ version }: CommitteeSession) => props.done(fill(what === 'off' ? w.takenOff : w.said, { what: title, name }), version);
    return what === 'off' ? void step('AGENDA', { applications: [id], reason: text }, then)
      : void step('RECUSAL', { applicationId: id, ground: ground as 'RELATIVE', words: text, ...(what === 'objection' ? { expert } : {}) }, then);
  };
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
      <Taking>{title} · {name}</Taking>
      {what !== 'off' && <p class="hint">{what === 'objection' ? w.objectionHint : w.recusalHint}</p>}
      <ErrorSummary problems={problems} />
      {what === 'objection' && <Select path="objection.expert" label={w.whom} problems={problems} value={expert} options={free.map((seat) => ({ value: seat.expert, label: `${seat.name} · ${seat.employerName}` }))} onInput={object} />}
      {what !== 'off' && <Radios path={what + '.ground'} label={what === 'objection' ? w.groundOf : w.ground} problems={problems} value={ground} options={[{ value: 'RELATIVE', label: w.RELATIVE }, { value: 'OTHER', label: w.OTHER }]} onInput={choose} />}
      <TextArea path={what + '.reason'} about={id} names={[name]} label={what === 'off' ? w.reason : w.words} problems={problems} value={text} onInput={say} rows={3} />
      <p class="actions"><Button type="submit" kind="primary" busy={busy}>{w.send}</Button><Button kind="plain" onClick={() => props.done()}>{w.closeForm}</Button></p>
    </form>
  );
}

/** Who told of an interest, or was objected to; the chair decides, and about the chair the office. */
function Interests(props: Turn & { office: boolean }) {
  const { s } = props;
  const w = words();
  const { wrong, busy, step } = useStep(props);
  if (!s.recusals.length) return null;
  const chair = s.seat !== undefined && s.seat === s.chair;
  const decides = (r: CommitteeSession['recusals'][number]) => isSeated(s) && !wasVotedOn(s, r.applicationId) && (r.expert === s.chair ? props.office : chair);
  return (
    <section>
      <h2 id={fieldId('recusals')} tabIndex={-1}>{w.recusals}</h2>
      <ErrorSummary problems={wrong} />
      <ul class="cards">{s.recusals.map((r) => {
        const of = `${nameOf(s, r.expert)} · ${itemOf(s, r.applicationId)?.name ?? r.applicationId}`;
        return (
          <li>
            <h3>{of} {r.objected && <Tag>{w.objected}</Tag>}</h3>
            <p>{w[r.ground]}：{r.words}</p>
            {r.accepted === undefined && decides(r) ? <p class="actions"><Button busy={busy} label={`${w.accept} ${of}`} onClick={() => void step('FINDING', { number: r.number, accepted: true })}>{w.accept}</Button><Button kind="plain" busy={busy} label={`${w.refuse} ${of}`} onClick={() => void step('FINDING', { number: r.number, accepted: false })}>{w.refuse}</Button></p>
              : <p><Tag {...(r.accepted ? { kind: 'warning' as const } : {})}>{r.accepted === undefined ? w.undecided : r.accepted ? w.accepted : w.refused}</Tag></p>}
          </li>
        );
      })}</ul>
    </section>
  );
}

function Results(props: Turn) {
  const { s } = props;
  const w = words();
  const { wrong, run } = useCommand();
  const counted = s.rounds.filter((r) => r.state === 'COUNTED');
  if (!counted.length) return null;
  const carried = (id: string) => {
    const outcome = s.outcomes.find((o) => o.applicationId === id);
    return s.phase !== 'SIGNED' ? '' : !outcome ? w.waiting : outcome.state ? label(labels.states, outcome.state) : fill(w.stayed, { code: outcome.code ?? '' });
  };
  return (
    <section>
      <h2>{w.rounds}</h2>
      <ErrorSummary problems={wrong} />
      {counted.map((r) => <Table label={fill(w.round, { n: r.number })} head={[w.name, w.result, w.figures, w.outcomes]} rows={r.results.map((x) => [itemOf(s, x.applicationId)?.name ?? x.applicationId, <Tag kind={x.passed ? 'good' : 'bad'}>{x.passed ? w.passed : w.failed}</Tag>, fill(w.counts, { a: x.inFavour, b: x.against, c: x.abstained, d: x.present }), carried(x.applicationId)])} />)}
      {s.phase === 'SIGNED' && <><h3>{w.papers}</h3><p class="actions">{(['MINUTES', 'RESULTS'] as const).map((paper) => <Button kind="plain" onClick={() => void run(async () => download(await api.sessionPaper(s.id, paper), `${w[paper]}-${s.id}.pdf`))}>{w[paper]}</Button>)}</p></>}
    </section>
  );
}
