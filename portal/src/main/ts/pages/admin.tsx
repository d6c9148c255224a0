/** The administrator: who waits, the cycle, the calendar, staff, employers, figures (R17, R21, R37, R48). */
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, currentOf, type Appointment, type Calendar, type Cycle, type Day, type Export, type Role, type StaffMember, type Vacancy, type WaitingInvitation } from '../api';
import { day, fill, label, lastDay, moment, number, t } from '../texts';
import { Button, Check, ErrorSummary, Facts, Input, Link, Loading, Notice, Page, Select, Table, Tag, TextArea, useCommand, useLoad } from '../ui';
import type { Known } from './applicant';
import { Invite } from './invite';
import { labels } from '../texts/labels';

export function Overview() {
  const parts = ['waiting', 'cycle', 'calendar', 'catalogue', 'staff', 'employers', 'registrations', 'integrity', 'figures'] as const;
  return (
    <Page title={t.admin.title}>
      <ul class="cards">{parts.map((part) => <li><h2><Link to={'/portal/admin/' + part}>{t.admin[part]}</Link></h2><p>{t.admin[`${part}Text`]}</p></li>)}</ul>
    </Page>
  );
}

/** An instant as Beijing's clock shows it, for a field: `2025-02-25T00:00`. */
const local = (instant: string) => {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }).formatToParts(new Date(instant)).map((p) => [p.type, p.value]));
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
};
const yearOf = (instant: string) => Number(local(instant).slice(0, 4));
const lines = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean);

export function Cycles() {
  const cycles = useLoad(api.cycles, 'cycles');
  const [saved, setSaved] = useState<number>();
  const done = async (year: number) => {
    await cycles.reload();
    setSaved(year);
  };
  return (
    <Page title={t.admin.cycle} back="/portal/admin">
      <Saved what={saved && fill(t.admin.cycleOf, { year: saved })} />
      {!cycles.value ? <Loading of={cycles} /> : (<>
        {cycles.value.cycles.map((c) => <CycleForm key={c.year + '-' + c.version} cycle={c} done={done} />)}
        <NewCycle key={cycles.value.cycles[0]?.year} next={(cycles.value.cycles[0]?.year ?? yearOf(cycles.value.now) - 1) + 1} done={done} />
      </>)}
    </Page>
  );
}

/** Stays where the form begins anew with what was saved. */
const Saved = (props: { what: string | number | undefined }) => <div role="status">{props.what && <Notice kind="good"><p>{fill(t.admin.saved, { what: props.what })}</p></Notice>}</div>;

function CycleForm(props: { cycle: Cycle; done: (year: number) => Promise<void> }) {
  const { cycle } = props;
  const s = cycle.settings;
  const [v, set] = useState<Record<string, string>>({
    opens: local(cycle.opens), closes: local(cycle.closes), districts: s.districts.join('\n'), excludedSpecialties: s.excludedSpecialties.join('\n'), minimumNoticeDays: String(s.minimumNoticeDays),
    correctionDays: String(s.correctionDays), certificateNumberFormat: s.certificateNumberFormat, issuingAuthority: s.issuingAuthority, receivingOffice: s.receivingOffice, supervisingTelephone: s.supervisingTelephone,
  });
  const { wrong, busy, run } = useCommand();
  const save = () => run(async () => {
    await api.setCycle(cycle.year, {
      opens: v.opens ?? '', closes: v.closes ?? '',
      settings: {
        districts: lines(v.districts ?? ''), excludedSpecialties: lines(v.excludedSpecialties ?? ''), minimumNoticeDays: Number(v.minimumNoticeDays), correctionDays: Number(v.correctionDays),
        certificateNumberFormat: v.certificateNumberFormat ?? '', issuingAuthority: v.issuingAuthority ?? '', receivingOffice: v.receivingOffice ?? '', supervisingTelephone: v.supervisingTelephone ?? '',
      },
    }, cycle.version);
    await props.done(cycle.year);
  });
  const field = (name: string) => ({ path: `settings.${cycle.year}.${name}`, problems: wrong, value: v[name] ?? '', onInput: (value: string) => set((x) => ({ ...x, [name]: value })) });
  return (
    <details open={cycle.open}>
      <summary>{fill(t.admin.cycleOf, { year: cycle.year })} <Tag kind={cycle.open ? 'good' : 'warning'}>{cycle.open ? t.admin.isOpen : t.admin.isClosed}</Tag></summary>
      <ErrorSummary problems={wrong} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <div class="row"><Input {...field('opens')} label={t.admin.opens} type="datetime-local" short /><Input {...field('closes')} label={t.admin.closes} hint={t.admin.closesHint} type="datetime-local" short /></div>
        <div class="row"><Input {...field('minimumNoticeDays')} label={t.admin.noticeDays} inputMode="numeric" short /><Input {...field('correctionDays')} label={t.admin.correctionDays} inputMode="numeric" short /></div>
        <Input {...field('certificateNumberFormat')} label={t.admin.numberFormat} hint={t.admin.numberFormatHint} />
        <Input {...field('issuingAuthority')} label={t.admin.authority} />
        <div class="row"><Input {...field('receivingOffice')} label={t.admin.receivingOffice} /><Input {...field('supervisingTelephone')} label={t.notice.telephone} type="tel" /></div>
        <TextArea {...field('districts')} label={t.admin.districts} hint={t.admin.oneALine} rows={8} />
        <TextArea {...field('excludedSpecialties')} label={t.admin.excluded} hint={t.admin.oneALine} rows={8} />
        <Button type="submit" busy={busy}>{t.frame.save}</Button>
      </form>
    </details>
  );
}

function NewCycle(props: { next: number; done: (year: number) => Promise<void> }) {
  const [year, setYear] = useState(String(props.next));
  const [opens, setOpens] = useState('');
  const [closes, setCloses] = useState('');
  const { wrong, busy, run } = useCommand();
  const save = () => run(async () => {
    await api.setCycle(Number(year), { opens, closes }, undefined);
    await props.done(Number(year));
  });
  return (
    <details>
      <summary>{t.admin.newCycle}</summary>
      <ErrorSummary problems={wrong} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Input path="year" label={t.admin.year} value={year} onInput={setYear} inputMode="numeric" short problems={wrong} />
        <Input path="opens" label={t.admin.opens} value={opens} onInput={setOpens} type="datetime-local" short problems={wrong} />
        <Input path="closes" label={t.admin.closes} hint={t.admin.closesHint} value={closes} onInput={setCloses} type="datetime-local" short problems={wrong} />
        <Button type="submit" busy={busy}>{t.admin.open}</Button>
      </form>
    </details>
  );
}

export function CalendarYear(props: { known: Known }) {
  const [year, setYear] = useState(Number(props.known.me.now.slice(0, 4)));
  const calendar = useLoad(() => api.calendar(year), String(year));
  const [saved, setSaved] = useState<number>();
  return (
    <Page title={t.admin.calendar} back="/portal/admin">
      <Saved what={saved} />
      <Select path="year" label={t.admin.year} value={String(year)} options={[-1, 0, 1].map((n) => Number(props.known.me.now.slice(0, 4)) + n).map((y) => ({ value: String(y), label: String(y) }))} onInput={(y) => y && setYear(Number(y))} />
      {!calendar.value ? <Loading of={calendar} /> : <CalendarForm key={year + '-' + calendar.value.version} year={year} calendar={calendar.value} put={(next) => { calendar.put(next); setSaved(year); }} />}
    </Page>
  );
}

function CalendarForm(props: { year: number; calendar: Calendar; put: (calendar: Calendar) => void }) {
  const [days, setDays] = useState(props.calendar.days);
  const [complete, setComplete] = useState(props.calendar.complete);
  const [date, setDate] = useState<Day>('');
  const [kind, setKind] = useState<'WORK' | 'OFF'>('OFF');
  const { wrong, busy, run } = useCommand();
  const save = () => run(async () => props.put(await api.setCalendar(props.year, days, complete, props.calendar.version)));
  const entries = Object.entries(days).sort(([a], [b]) => a.localeCompare(b));
  return (<>
    <ErrorSummary problems={wrong} />
    <p class="hint">{t.admin.calendarHint}</p>
    {entries.length === 0 ? <p>{t.admin.noDays}</p> : (
      <Table label={t.admin.calendar} head={[t.admin.date, t.admin.dayKind, t.frame.remove]}
        rows={entries.map(([d, k]) => [day(d), k === 'OFF' ? t.admin.off : t.admin.work, <Button kind="plain" label={`${t.frame.remove} ${day(d)}`} onClick={() => setDays(({ [d]: _, ...rest }) => rest)}>{t.frame.remove}</Button>])} />
    )}
    <div class="row">
      <Input path="date" label={t.admin.date} type="date" value={date} onInput={setDate} short />
      <Select path="dayKind" label={t.admin.dayKind} value={kind} options={[{ value: 'OFF', label: t.admin.off }, { value: 'WORK', label: t.admin.work }]} onInput={(k) => k && setKind(k as 'WORK' | 'OFF')} />
      <div class="field"><Button kind="plain" onClick={() => { if (date) { setDays({ ...days, [date]: kind }); setDate(''); } }}>{t.admin.addDay}</Button></div>
    </div>
    <Check label={fill(t.admin.complete, { year: props.year })} checked={complete} onChange={setComplete} />
    <Button busy={busy} onClick={() => void save()}>{t.frame.save}</Button>
  </>);
}

const ROLES: Role[] = ['EMPLOYER', 'DISTRICT', 'COMMITTEE', 'OFFICE', 'ADMINISTRATOR'];

export function Appointments(props: { known: Known }) {
  const { me } = props.known;
  const loaded = useLoad(() => Promise.all([api.staff(), api.cycles()]), 'staff');
  const [edited, setEdited] = useState<StaffMember>();
  const [wish, setWish] = useState<WaitingInvitation>();
  const [inviting, setInviting] = useState({ role: '', scope: '' });
  const [saved, setSaved] = useState('');
  const [vacancies, setVacancies] = useState<Vacancy[]>([]);
  const [turn, setTurn] = useState(0);
  if (!loaded.value) return <Page title={t.admin.staff} back="/portal/admin"><Loading of={loaded} /></Page>;
  const [{ staff, invitations }, cycles] = loaded.value;
  const come = (i: WaitingInvitation): StaffMember | undefined => {
    if (!i.accepted) return undefined;
    const known = staff.find((m) => m.sub === i.accepted?.sub);
    return known ?? { sub: i.accepted.sub, name: i.name, mail: '', appointments: [], version: 0 };
  };
  const today = me.now.slice(0, 10);
  return (
    <Page title={t.admin.staff} back="/portal/admin" wide>
      <Saved what={saved} />
      <div role="alert">{vacancies.length > 0 && <Notice kind="warning" title={t.admin.vacancies}><ul>{vacancies.map((x) => <li>{fill(t.admin.vacancy, { step: label(labels.states, x.step), scope: x.scope, day: day(x.from), count: number(x.applications) })}</li>)}</ul></Notice>}</div>
      <Table label={t.admin.staff} head={[t.register.name, t.admin.sub, t.admin.appointments, t.admin.change]}
        rows={staff.map((m) => [m.name, m.sub, m.appointments.map((a) => <div>{label(labels.roles, a.role)} {a.scope} {day(a.from)}–{a.to ? day(a.to) : ''} {a.to && a.to < today && <Tag>{t.admin.ended}</Tag>}</div>), <Button kind="plain" label={`${t.admin.change} ${m.name}`} onClick={() => { setEdited(m); setWish(undefined); }}>{t.admin.change}</Button>])} />
      {invitations.length > 0 && <Table label={t.invite.waiting} head={[t.register.name, t.admin.role, t.invite.by, t.invite.stands]}
        rows={invitations.map((i) => [i.name, `${label(labels.roles, i.role)} ${i.scope}`, i.invitedBy, i.accepted ? <Button kind="plain" label={`${t.admin.appoint} ${i.name}`} onClick={() => { setEdited(come(i)); setWish(i); }}>{t.admin.appoint}</Button> : fill(t.invite.open, { day: lastDay(i.until) })])} />}
      <Appoint key={(edited?.sub ?? 'new') + (wish ? wish.role + wish.scope : '') + turn} known={props.known} member={edited} wish={wish} today={today} districts={currentOf(cycles.cycles)?.settings.districts ?? []} done={async (name, open) => { setEdited(undefined); setWish(undefined); setSaved(name); setVacancies(open); setTurn((n) => n + 1); await loaded.reload(); }} />
      <details>
        <summary>{t.invite.title}</summary>
        <p>{t.invite.lead}</p>
        <div class="row">
          <Select path="invite.role" label={t.admin.role} value={inviting.role} options={ROLES.map((r) => ({ value: r, label: label(labels.roles, r) }))} onInput={(role) => setInviting({ role, scope: '' })} />
          {inviting.role === 'DISTRICT' && <Select path="invite.scope" label={t.fields.district} value={inviting.scope} options={(currentOf(cycles.cycles)?.settings.districts ?? []).map((d) => ({ value: d, label: d }))} onInput={(scope) => setInviting((i) => ({ ...i, scope }))} />}
          {inviting.role === 'EMPLOYER' && <Input path="invite.scope" label={t.fields.uscc} hint={t.fields.usccHint} value={inviting.scope} onInput={(scope) => setInviting((i) => ({ ...i, scope }))} />}
        </div>
        {inviting.role && <Invite role={inviting.role as Role} scope={inviting.scope} />}
      </details>
    </Page>
  );
}

function Appoint(props: { known: Known; member: StaffMember | undefined; wish: WaitingInvitation | undefined; today: Day; districts: string[]; done: (name: string, vacancies: Vacancy[]) => Promise<void> }) {
  const { member } = props;
  const [v, set] = useState<Record<string, string>>({ sub: member?.sub ?? '', name: member?.name ?? '', mail: member?.mail ?? '', role: props.wish?.role ?? '', scope: props.wish?.scope ?? '', from: props.today });
  const [appointments, setAppointments] = useState<Appointment[]>(member?.appointments ?? []);
  const { wrong, busy, run } = useCommand();
  const text = (name: string) => ({ path: name, problems: wrong, value: v[name] ?? '', onInput: (value: string) => set((x) => ({ ...x, [name]: value })) });
  const save = () => run(async () => {
    const added = v.role ? [{ role: v.role as Role, scope: v.role === 'EMPLOYER' || v.role === 'DISTRICT' ? (v.scope ?? '') : '', from: v.from ?? props.today }] : [];
    const { vacancies } = await api.appoint((v.sub ?? '').trim(), { name: v.name ?? '', mail: v.mail ?? '', appointments: [...appointments, ...added] }, member?.version || undefined);
    await props.done(v.name ?? '', vacancies);
  });
  return (
    <section aria-labelledby="appoint-title">
      <h2 id="appoint-title">{member ? fill(t.admin.changeOf, { name: member.name }) : t.admin.appoint}</h2>
      <ErrorSummary problems={wrong} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
        {!member && <Input {...text('sub')} label={t.admin.sub} hint={t.admin.subHint} />}
        <div class="row"><Input {...text('name')} label={t.register.name} /><Input {...text('mail')} label={t.register.mail} type="email" /></div>
        {appointments.map((a, i) => !a.to && <Leaving key={i} of={a} today={props.today} end={(to) => setAppointments(appointments.map((x, at) => (at === i ? { ...x, to } : x)))} />)}
        <div class="row">
          <Select {...text('role')} label={t.admin.role} options={ROLES.map((r) => ({ value: r, label: label(labels.roles, r) }))} />
          {v.role === 'DISTRICT' && <Select {...text('scope')} label={t.fields.district} options={props.districts.map((d) => ({ value: d, label: d }))} />}
          {v.role === 'EMPLOYER' && <Input {...text('scope')} label={t.fields.uscc} hint={t.fields.usccHint} />}
          {v.role && <Input {...text('from')} label={t.admin.from} type="date" short />}
        </div>
        <Button type="submit" busy={busy}>{t.frame.save}</Button>
      </form>
    </section>
  );
}

/** An appointment that still lasts, and the last day of it (R37). */
function Leaving(props: { of: Appointment; today: Day; end: (to: Day) => void }) {
  const [to, setTo] = useState(props.today);
  const name = `${label(labels.roles, props.of.role)} ${props.of.scope ?? ''}`;
  return (
    <fieldset>
      <legend>{name}</legend>
      <div class="row">
        <Input path={`end.${props.of.role}.${props.of.scope}`} label={t.admin.lastDay} type="date" short value={to} onInput={setTo} />
        <div class="field"><Button kind="plain" label={`${t.admin.end} ${name}`} onClick={() => to && props.end(to)}>{t.admin.end}</Button></div>
      </div>
    </fieldset>
  );
}

export function Figures(props: { back: string }) {
  const figures = useLoad(async () => {
    const { cycles, now } = await api.cycles();
    return api.statistics(currentOf(cycles)?.year ?? yearOf(now));
  }, 'figures');
  const { wrong, busy, run } = useCommand();
  const [written, setWritten] = useState<Export>();
  const here = useRef(true);
  useEffect(() => () => { here.current = false; }, []);
  const exported = async (cycle: number, format: 'CSV' | 'XLSX') => {
    let list = await api.requestExport(cycle, format, crypto.randomUUID());
    while (list.stand === 'UNDER_WAY' && here.current) {
      setWritten(list);
      // each answer waits some seconds for the end itself
      list = await api.exported(list.id);
    }
    setWritten(list.stand === 'FAILED' ? list : undefined);
    if (list.uri && here.current) location.assign(list.uri);
  };
  const f = figures.value;
  if (!f) return <Page title={t.admin.figures} back={props.back}><Loading of={figures} /></Page>;
  const table = (title: string, counts: Record<string, number>, names?: readonly { code: string; chinese: string; english: string }[]) => (
    <><h2>{title}</h2><Table label={title} head={[title, t.admin.count]} rows={Object.entries(counts).map(([code, count]) => [names ? label(names, code) : code, number(count)])} /></>
  );
  return (
    <Page title={t.admin.figures} back={props.back} wide>
      <Facts facts={[[t.admin.cycle, String(f.cycle)], [t.admin.submitted, number(f.submitted)], [t.admin.asOf, moment(f.asOf)]]} />
      <ErrorSummary problems={wrong} />
      {written && <p role="status">{written.stand === 'FAILED' ? t.admin.exportFailed : fill(t.admin.exporting, { count: number(written.rows) })}</p>}
      <p class="actions">{(['CSV', 'XLSX'] as const).map((format) => <Button kind="plain" busy={busy} onClick={() => void run(() => exported(f.cycle, format))}>{fill(t.admin.export, { format })}</Button>)}</p>
      <div class="two">
        <div>{table(t.admin.byState, f.byState, labels.states)}</div><div>{table(t.admin.byDistrict, f.byDistrict)}</div>
        <div>{table(t.admin.byLevel, f.byLevel, labels.levels)}</div><div>{table(t.admin.byEmployer, Object.fromEntries(f.byEmployer.map((e) => [e.name, e.count])))}</div>
      </div>
    </Page>
  );
}
