/** The administrator: who waits, the cycle, the calendar, staff, employers, figures (R17, R21, R37, R48). */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { api, type Appointment, type Calendar, type Cycle, type Day, type Role, type StaffMember } from '../api';
import { day, fill, label, moment, number, t } from '../texts';
import { Button, Check, ErrorSummary, Facts, Input, Link, Loading, Notice, Page, Select, Tag, TextArea, useCommand, useLoad } from '../ui';
import type { Known } from './applicant';
import { labels } from '../texts/labels';

export function Admin(props: { part: string | undefined; known: Known }) {
  switch (props.part) {
    case undefined: return <Overview />;
    case 'waiting': return <Waiting />;
    case 'cycle': return <Cycles />;
    case 'calendar': return <CalendarYear known={props.known} />;
    case 'staff': return <Staff known={props.known} />;
    case 'employers': return <Employers />;
    case 'figures': return <Figures />;
    default: return <Page title={t.errors.noPage} back="/portal/admin" />;
  }
}

function Overview() {
  const parts = ['waiting', 'cycle', 'calendar', 'staff', 'employers', 'figures'] as const;
  return (
    <Page title={t.admin.title}>
      <ul class="cards">{parts.map((part) => <li><h2><Link to={'/portal/admin/' + part}>{t.admin[part]}</Link></h2><p>{t.admin[`${part}Text`]}</p></li>)}</ul>
    </Page>
  );
}

function Waiting() {
  const list = useLoad(api.waiting, 'waiting');
  return (
    <Page title={t.admin.waiting} back="/portal/admin" wide>
      {!list.value ? <Loading of={list} /> : list.value.waiting.length === 0 ? <p>{t.admin.nothingWaits}</p> : (<>
        <p role="status">{fill(t.queue.count, { count: list.value.total })}</p>
        <Table label={t.admin.waiting} head={[t.progress.number, t.admin.step, t.admin.scope, t.admin.since, t.admin.advice]}
          rows={list.value.waiting.map((w) => [<Link to={`/portal/work/${w.state}/${w.applicationId}`}>{w.applicationId.slice(0, 8)}…</Link>, label(labels.states, w.state), w.scopeName || '—', moment(w.enteredAt), w.advice])} />
      </>)}
    </Page>
  );
}

export function Table(props: { label: string; head: string[]; rows: ComponentChildren[][] }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={props.label}>
      <table>
        <thead><tr>{props.head.map((h) => <th scope="col">{h}</th>)}</tr></thead>
        <tbody>{props.rows.map(([first, ...rest]) => <tr><th scope="row">{first}</th>{rest.map((cell) => <td>{cell}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}

/** An instant as Beijing's clock shows it, for a field: `2025-02-25T00:00`. */
const local = (instant: string) => {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }).formatToParts(new Date(instant)).map((p) => [p.type, p.value]));
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
};
const lines = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean);

function Cycles() {
  const cycles = useLoad(api.cycles, 'cycles');
  return (
    <Page title={t.admin.cycle} back="/portal/admin">
      {!cycles.value ? <Loading of={cycles} /> : (<>
        {cycles.value.cycles.map((c) => <CycleForm key={c.year + '-' + c.version} cycle={c} done={cycles.reload} />)}
        <NewCycle after={cycles.value.cycles[0]} done={cycles.reload} />
      </>)}
    </Page>
  );
}

function CycleForm(props: { cycle: Cycle; done: () => Promise<void> }) {
  const { cycle } = props;
  const s = cycle.settings;
  const [v, set] = useState<Record<string, string>>({
    opens: local(cycle.opens), closes: local(cycle.closes), districts: s.districts.join('\n'), excludedSpecialties: s.excludedSpecialties.join('\n'), minimumNoticeDays: String(s.minimumNoticeDays),
    correctionDays: String(s.correctionDays), certificateNumberFormat: s.certificateNumberFormat, issuingAuthority: s.issuingAuthority, receivingOffice: s.receivingOffice, supervisingTelephone: s.supervisingTelephone,
  });
  const { wrong, busy, run } = useCommand();
  const [done, setDone] = useState(false);
  const save = () => run(async () => {
    setDone(false);
    await api.setCycle(cycle.year, {
      opens: v.opens ?? '', closes: v.closes ?? '',
      settings: {
        districts: lines(v.districts ?? ''), excludedSpecialties: lines(v.excludedSpecialties ?? ''), minimumNoticeDays: Number(v.minimumNoticeDays), correctionDays: Number(v.correctionDays),
        certificateNumberFormat: v.certificateNumberFormat ?? '', issuingAuthority: v.issuingAuthority ?? '', receivingOffice: v.receivingOffice ?? '', supervisingTelephone: v.supervisingTelephone ?? '',
      },
    }, cycle.version);
    setDone(true);
    await props.done();
  });
  const field = (name: string) => ({ path: `settings.${cycle.year}.${name}`, problems: wrong, value: v[name] ?? '', onInput: (value: string) => set((x) => ({ ...x, [name]: value })) });
  return (
    <details open={cycle.open}>
      <summary>{fill(t.admin.cycleOf, { year: cycle.year })} <Tag kind={cycle.open ? 'good' : 'warning'}>{cycle.open ? t.admin.isOpen : t.admin.isClosed}</Tag></summary>
      <ErrorSummary problems={wrong} />
      {done && <Notice kind="good"><p>{t.saving.saved}</p></Notice>}
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

function NewCycle(props: { after: Cycle | undefined; done: () => Promise<void> }) {
  const [year, setYear] = useState(String((props.after?.year ?? new Date().getFullYear() - 1) + 1));
  const [opens, setOpens] = useState('');
  const [closes, setCloses] = useState('');
  const { wrong, busy, run } = useCommand();
  const save = () => run(async () => {
    await api.setCycle(Number(year), { opens, closes }, undefined);
    await props.done();
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

function CalendarYear(props: { known: Known }) {
  const [year, setYear] = useState(Number(props.known.me.now.slice(0, 4)));
  const calendar = useLoad(() => api.calendar(year), String(year));
  return (
    <Page title={t.admin.calendar} back="/portal/admin">
      <Select path="year" label={t.admin.year} value={String(year)} options={[-1, 0, 1].map((n) => Number(props.known.me.now.slice(0, 4)) + n).map((y) => ({ value: String(y), label: String(y) }))} onInput={(y) => y && setYear(Number(y))} />
      {!calendar.value ? <Loading of={calendar} /> : <CalendarForm key={year + '-' + calendar.value.version} year={year} calendar={calendar.value} put={calendar.put} />}
    </Page>
  );
}

function CalendarForm(props: { year: number; calendar: Calendar; put: (calendar: Calendar) => void }) {
  const [days, setDays] = useState(props.calendar.days);
  const [complete, setComplete] = useState(props.calendar.complete);
  const [date, setDate] = useState<Day>('');
  const [kind, setKind] = useState<'WORK' | 'OFF'>('OFF');
  const { wrong, busy, run } = useCommand();
  const [done, setDone] = useState(false);
  const save = () => run(async () => {
    props.put(await api.setCalendar(props.year, days, complete, props.calendar.version));
    setDone(true);
  });
  const entries = Object.entries(days).sort(([a], [b]) => a.localeCompare(b));
  return (<>
    <ErrorSummary problems={wrong} />
    {done && <Notice kind="good"><p>{t.saving.saved}</p></Notice>}
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

function Staff(props: { known: Known }) {
  const { me } = props.known;
  const loaded = useLoad(() => Promise.all([api.staff(), api.cycles()]), 'staff');
  const [edited, setEdited] = useState<StaffMember>();
  if (!loaded.value) return <Page title={t.admin.staff} back="/portal/admin"><Loading of={loaded} /></Page>;
  const [staff, cycles] = loaded.value;
  const today = me.now.slice(0, 10);
  return (
    <Page title={t.admin.staff} back="/portal/admin" wide>
      <Table label={t.admin.staff} head={[t.register.name, t.admin.sub, t.admin.appointments, t.admin.change]}
        rows={staff.map((m) => [m.name, m.sub, m.appointments.map((a) => <div>{label(labels.roles, a.role)} {a.scope} {day(a.from)}–{a.to ? day(a.to) : ''} {a.to && a.to < today && <Tag>{t.admin.ended}</Tag>}</div>), <Button kind="plain" label={`${t.admin.change} ${m.name}`} onClick={() => setEdited(m)}>{t.admin.change}</Button>])} />
      <Appoint key={edited?.sub ?? 'new'} known={props.known} member={edited} today={today} districts={cycles.cycles[0]?.settings.districts ?? []} done={async () => { setEdited(undefined); await loaded.reload(); }} />
    </Page>
  );
}

function Appoint(props: { known: Known; member: StaffMember | undefined; today: Day; districts: string[]; done: () => Promise<void> }) {
  const { member } = props;
  const [v, set] = useState<Record<string, string>>({ sub: member?.sub ?? '', name: member?.name ?? '', mail: member?.mail ?? '', role: '', scope: '', from: props.today });
  const [appointments, setAppointments] = useState<Appointment[]>(member?.appointments ?? []);
  const { wrong, busy, run } = useCommand();
  const text = (name: string) => ({ path: name, problems: wrong, value: v[name] ?? '', onInput: (value: string) => set((x) => ({ ...x, [name]: value })) });
  const save = () => run(async () => {
    const added = v.role ? [{ role: v.role as Role, scope: v.role === 'EMPLOYER' || v.role === 'DISTRICT' ? (v.scope ?? '') : '', from: v.from ?? props.today }] : [];
    await api.appoint((v.sub ?? '').trim(), { name: v.name ?? '', mail: v.mail ?? '', appointments: [...appointments, ...added] }, member?.version);
    await props.done();
  });
  return (
    <section aria-labelledby="appoint-title">
      <h2 id="appoint-title">{member ? fill(t.admin.changeOf, { name: member.name }) : t.admin.appoint}</h2>
      <ErrorSummary problems={wrong} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
        {!member && <Input {...text('sub')} label={t.admin.sub} hint={t.admin.subHint} />}
        <div class="row"><Input {...text('name')} label={t.register.name} /><Input {...text('mail')} label={t.register.mail} type="email" /></div>
        {appointments.map((a, i) => !a.to && (
          <p>{label(labels.roles, a.role)} {a.scope} <Button kind="plain" label={`${t.admin.end} ${label(labels.roles, a.role)} ${a.scope ?? ''}`} onClick={() => setAppointments(appointments.map((x, at) => (at === i ? { ...x, to: props.today } : x)))}>{t.admin.end}</Button></p>
        ))}
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

function Employers() {
  const employers = useLoad(() => Promise.all([api.employers(), api.cycles()]), 'employers');
  const [v, set] = useState<Record<string, string>>({ uscc: '', name: '', district: '', contactPhone: '' });
  const { wrong, busy, run } = useCommand();
  if (!employers.value) return <Page title={t.admin.employers} back="/portal/admin"><Loading of={employers} /></Page>;
  const [list, cycles] = employers.value;
  const known = list.find((e) => e.uscc === (v.uscc ?? '').trim().toUpperCase());
  const text = (name: string) => ({ path: name, problems: wrong, value: v[name] ?? '', onInput: (value: string) => set((x) => ({ ...x, [name]: value })) });
  const save = () => run(async () => {
    await api.registerEmployer((v.uscc ?? '').trim(), { name: v.name ?? '', district: v.district ?? '', ...(v.contactPhone ? { contactPhone: v.contactPhone } : {}) }, known?.version);
    set({ uscc: '', name: '', district: '', contactPhone: '' });
    await employers.reload();
  });
  return (
    <Page title={t.admin.employers} back="/portal/admin" wide>
      <Table label={t.admin.employers} head={[t.fields.employerName, t.fields.uscc, t.fields.district]} rows={list.slice(0, 500).map((e) => [e.name, e.uscc, e.district])} />
      <h2>{t.admin.registerEmployer}</h2>
      <ErrorSummary problems={wrong} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Input {...text('uscc')} label={t.fields.uscc} hint={t.fields.usccHint} />
        {known && <p class="hint">{fill(t.admin.knownEmployer, { name: known.name })}</p>}
        <Input {...text('name')} label={t.fields.employerName} />
        <Select {...text('district')} label={t.fields.district} options={(cycles.cycles[0]?.settings.districts ?? []).map((d) => ({ value: d, label: d }))} />
        <Input {...text('contactPhone')} label={t.register.phone} type="tel" short />
        <Button type="submit" busy={busy}>{t.frame.save}</Button>
      </form>
    </Page>
  );
}

function Figures() {
  const figures = useLoad(async () => {
    const year = (await api.cycles()).cycles[0]?.year ?? new Date().getFullYear();
    return api.statistics(year);
  }, 'figures');
  const { wrong, busy, run } = useCommand();
  const f = figures.value;
  if (!f) return <Page title={t.admin.figures} back="/portal/admin"><Loading of={figures} /></Page>;
  const table = (title: string, counts: Record<string, number>, names?: readonly { code: string; chinese: string; english: string }[]) => (
    <><h2>{title}</h2><Table label={title} head={[title, t.admin.count]} rows={Object.entries(counts).map(([code, count]) => [names ? label(names, code) : code, number(count)])} /></>
  );
  return (
    <Page title={t.admin.figures} back="/portal/admin" wide>
      <Facts facts={[[t.admin.cycle, String(f.cycle)], [t.admin.submitted, number(f.submitted)], [t.admin.asOf, moment(f.asOf)]]} />
      <ErrorSummary problems={wrong} />
      <p class="actions">{(['csv', 'xlsx'] as const).map((format) => <Button kind="plain" busy={busy} onClick={() => void run(async () => location.assign((await api.exported(f.cycle, format)).uri))}>{fill(t.admin.export, { format: format.toUpperCase() })}</Button>)}</p>
      <div class="two">
        <div>{table(t.admin.byState, f.byState, labels.states)}</div><div>{table(t.admin.byDistrict, f.byDistrict)}</div>
        <div>{table(t.admin.byLevel, f.byLevel, labels.levels)}</div><div>{table(t.admin.byEmployer, Object.fromEntries(f.byEmployer.map((e) => [e.name, e.count])))}</div>
      </div>
    </Page>
  );
}
