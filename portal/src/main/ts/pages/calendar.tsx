/** The working calendar as a sheet of the year (R17): a click makes a day a working one or a day off, and that the year is complete is said by itself (R50). */
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { api, today, type Calendar, type Day, type DayKind, type Foreseen } from '../api';
import { day, dayAs, fill, label, lastDay, number, said, t } from '../texts';
import { staffTexts } from '../texts/staff';
import { labels } from '../texts/labels';
import { Button, Check, ErrorSummary, Link, Loading, Notice, Page, Select, useCommand, useLoad } from '../ui';

const DAY = 86_400_000;
const utc = (date: Day) => new Date(date + 'T00:00:00Z');
const plus = (date: Day, days: number): Day => new Date(utc(date).getTime() + days * DAY).toISOString().slice(0, 10);
const daysOf = (year: number, month: number): Day[] => {
  const first = new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
  return Array.from({ length: new Date(Date.UTC(year, month, 0)).getUTCDate() }, (_, i) => plus(first, i));
};
/** In another month, or its last day. */
const sameDay = (date: Day, months: number): Day => {
  const of = daysOf(Number(date.slice(0, 4)), Number(date.slice(5, 7)) + months);
  return of[Math.min(Number(date.slice(8)), of.length) - 1] ?? date;
};
/** Monday is 0. */
const weekday = (date: Day) => (utc(date).getUTCDay() + 6) % 7;
const byWeek = (date: Day): DayKind => (weekday(date) > 4 ? 'OFF' : 'WORK');
/** Dates that are days off in every year stand in what comes with the product, as does all else that is known. */
const usual = (calendar: Calendar, date: Day): DayKind => calendar.bundled[date] ?? byWeek(date);

export function CalendarYear() {
  const now = Number(today().slice(0, 4));
  const [year, setYear] = useState(now);
  const calendar = useLoad(() => api.calendar(year), String(year));
  const [saved, setSaved] = useState<string>();
  return (
    <Page title={t.admin.calendar} back="/portal/admin" wide>
      <div role="status">{saved && <Notice kind="good"><p>{saved}</p></Notice>}</div>
      <Select path="year" label={t.admin.year} value={String(year)} options={[-1, 0, 1].map((n) => ({ value: String(now + n), label: String(now + n) }))} onInput={(y) => { if (y) { setSaved(undefined); setYear(Number(y)); } }} />
      {!calendar.value ? <Loading of={calendar} /> : (
        <Sheet key={year + '-' + calendar.value.version} year={year} calendar={calendar.value} put={(next, said) => { calendar.put(next); setSaved(said); }} />
      )}
    </Page>
  );
}

function Sheet(props: { year: number; calendar: Calendar; put: (calendar: Calendar, said: string) => void }) {
  const { year, calendar } = props;
  const [days, setDays] = useState(calendar.days);
  const [at, setAt] = useState<Day>(`${year}-01-01`);
  const sheet = useRef<HTMLDivElement>(null);
  const [foreseen, setForeseen] = useState<Foreseen>();
  const { wrong, busy, run } = useCommand();
  const kind = (date: Day) => days[date] ?? usual(calendar, date);
  const changed = [...new Set([...Object.keys(days), ...Object.keys(calendar.days)])].filter((date) => days[date] !== calendar.days[date]).sort();
  // A day set back to what it is anyway needs no word of ours.
  const toggle = (date: Day) => {
    const next = kind(date) === 'OFF' ? 'WORK' : 'OFF';
    setAt(date);
    setForeseen(undefined);
    setDays(({ [date]: _, ...rest }) => (next === usual(calendar, date) ? rest : { ...rest, [date]: next }));
  };
  const go = (date: Day) => {
    if (date < `${year}-01-01` || date > `${year}-12-31`) return;
    setAt(date);
    sheet.current?.querySelector<HTMLElement>(`[data-day="${date}"]`)?.focus();
  };
  const move = (event: KeyboardEvent) => {
    const back = document.documentElement.dir === 'rtl' ? -1 : 1;
    const step = { ArrowRight: back, ArrowLeft: -back, ArrowDown: 7, ArrowUp: -7 }[event.key];
    const month = { PageDown: 1, PageUp: -1 }[event.key];
    if (step === undefined && month === undefined) return;
    event.preventDefault();
    go(step !== undefined ? plus(at, step) : sameDay(at, month ?? 0));
  };
  const set = async () => props.put(await api.setCalendar(year, days, undefined, calendar.version), fill(t.admin.saved, { what: year }));
  // Nobody is asked about what moves nothing.
  const look = () => run(async () => {
    const next = await api.foreseeCalendar(year, days, calendar.version);
    if (next.deadlines > 0 || !next.complete) setForeseen(next);
    else await set();
  });
  const told = (date: Day) => [dayAs(date, { dateStyle: 'full' }), t.admin[kind(date) === 'OFF' ? 'off' : 'work'], kind(date) === 'OFF' && said(calendar.holidays[date] ?? {}), date in days ? staffTexts().calendar.own : date in calendar.bundled ? staffTexts().calendar.bundled : ''].filter(Boolean).join(' ');
  const month = (of: number, m: number, stops: boolean) => (
    <Month year={of} month={m} name={(date) => (kind(date) === 'OFF' ? said(calendar.holidays[date] ?? {}) : '')} cell={(date) => (
      <button type="button" data-day={date} tabIndex={!stops || date === at ? 0 : -1} class={`day ${kind(date).toLowerCase()}${date in days ? ' own' : ''}`} aria-label={told(date)} onClick={() => toggle(date)}>
        {Number(date.slice(8))}<span aria-hidden="true">{kind(date) !== byWeek(date) ? (kind(date) === 'OFF' ? staffTexts().calendar.offMark : staffTexts().calendar.workMark) : ''}</span>
      </button>
    )} />
  );
  return (<>
    <ErrorSummary problems={wrong} />
    <p>{staffTexts().calendar.lead}</p>
    <p class="hint">{staffTexts().calendar.keys}</p>
    <div class="year" ref={sheet} onKeyDown={move}>{Array.from({ length: 12 }, (_, i) => month(year, i + 1, true))}</div>
    <details><summary>{fill(staffTexts().calendar.before, { year: year - 1 })}</summary><div class="year">{month(year - 1, 12, false)}</div></details>
    <section aria-labelledby="changes-title">
      <h2 id="changes-title">{staffTexts().calendar.changes}</h2>
      <div role="status">{changed.length === 0 ? <p>{staffTexts().calendar.nothing}</p> : <><ul>{changed.map((date) => <li>{day(date)} {t.admin[kind(date) === 'OFF' ? 'off' : 'work']}</li>)}</ul><p>{staffTexts().calendar.follows}</p></>}</div>
      {foreseen ? <Moving of={foreseen} busy={busy} save={() => void run(set)} back={() => setForeseen(undefined)} /> : <Button busy={busy} onClick={() => void look()}>{staffTexts().calendar.save}</Button>}
    </section>
    <Complete year={year} calendar={calendar} unsaved={changed.length} put={props.put} />
  </>);
}

/** Which deadlines move, before they do: what has moved never comes back (R50). */
function Moving(props: { of: Foreseen; busy: boolean; save: () => void; back: () => void }) {
  const { of } = props;
  return (
    <Beforehand {...props} title={fill(of.complete ? staffTexts().calendar.moves : staffTexts().calendar.movesAtLeast, { count: number(of.deadlines) })} sure={staffTexts().calendar.movesSure} label={staffTexts().calendar.save}>
        <ul>{Object.entries(of.byState).map(([state, count]) => <li>{fill(t.queue.counted, { label: label(labels.states, state), count: number(count) })}</li>)}</ul>
        {of.first.length > 0 && <><p>{staffTexts().calendar.movesFirst}</p><ul>{of.first.map((m) => <li><Link to={'/portal/admin/waiting/' + m.applicationId}>{m.applicationId.slice(0, 8)}…</Link> {label(labels.states, m.state)} {lastDay(m.from)} → {lastDay(m.to)}</li>)}</ul></>}
    </Beforehand>
  );
}

/** What saving does to others is told first, and saved by who has read it (R50). */
export function Beforehand(props: { title: string; children: ComponentChildren; sure: string; label: string; busy: boolean; save: () => void; back: () => void }) {
  const [sure, setSure] = useState(false);
  return (<>
    <div role="alert"><Notice kind="warning" title={props.title}>{props.children}</Notice></div>
    <Check label={props.sure} checked={sure} onChange={setSure} />
    <p class="actions">{sure && <Button kind="warning" busy={props.busy} onClick={props.save}>{props.label}</Button>}<Button kind="plain" onClick={props.back}>{t.office.change}</Button></p>
  </>);
}

function Month(props: { year: number; month: number; cell: (date: Day) => ComponentChildren; name: (date: Day) => string }) {
  const days = daysOf(props.year, props.month);
  const first = days[0] ?? '';
  const cells: (Day | '')[] = [...Array<''>(weekday(first)).fill(''), ...days];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, i) => Array.from({ length: 7 }, (_, j) => cells[i * 7 + j] ?? ''));
  const named = days.reduce<{ name: string; from: Day; to: Day }[]>((runs, date) => {
    const name = props.name(date);
    const last = runs.at(-1);
    if (last && last.name === name && last.to === plus(date, -1)) last.to = date;
    else if (name) runs.push({ name, from: date, to: date });
    return runs;
  }, []);
  const short = (date: Day) => dayAs(date, { month: 'short', day: 'numeric' });
  return (
    <div><table class="month">
      <caption>{dayAs(first, { year: 'numeric', month: 'long' })}</caption>
      <thead><tr>{Array.from({ length: 7 }, (_, i) => { const date = plus('2025-03-03', i); return <th scope="col"><abbr title={dayAs(date, { weekday: 'long' })}>{dayAs(date, { weekday: 'narrow' })}</abbr></th>; })}</tr></thead>
      <tbody>{weeks.map((week) => <tr>{week.map((date) => <td>{date && props.cell(date)}</td>)}</tr>)}</tbody>
    </table>{named.map((run) => <p class="hint">{run.from === run.to ? short(run.from) : `${short(run.from)}–${short(run.to)}`} {run.name}</p>)}</div>
  );
}

/** A step of its own, once the days are saved: from then on the year counts. */
function Complete(props: { year: number; calendar: Calendar; unsaved: number; put: (calendar: Calendar, said: string) => void }) {
  const { year, calendar } = props;
  const [sure, setSure] = useState(false);
  const { wrong, busy, run, setWrong } = useCommand();
  const say = (complete: boolean) => run(async () => {
    if (props.unsaved > 0) return setWrong([{ message: fill(staffTexts().calendar.saveFirst, { count: number(props.unsaved) }) }]);
    const next = await api.setCalendar(year, calendar.days, complete, calendar.version);
    props.put(next, fill(complete ? staffTexts().calendar.isComplete : next.complete ? staffTexts().calendar.byProduct : staffTexts().calendar.isNot, { year }));
  });
  return (
    <section aria-labelledby="complete-title">
      <h2 id="complete-title">{staffTexts().calendar.complete}</h2>
      <ErrorSummary problems={wrong} />
      {calendar.complete ? (<>
        <p>{fill(staffTexts().calendar.isComplete, { year })}</p>
        <details><summary>{staffTexts().calendar.takeBack}</summary><p>{staffTexts().calendar.takeBackText}</p><Button kind="plain" busy={busy} onClick={() => void say(false)}>{staffTexts().calendar.takeBack}</Button></details>
      </>) : (<>
        <p>{staffTexts().calendar.completeText}</p>
        <Check label={fill(t.admin.complete, { year })} checked={sure} onChange={setSure} />
        {sure && <Button busy={busy} onClick={() => void say(true)}>{staffTexts().calendar.complete}</Button>}
      </>)}
    </section>
  );
}
