/** The administrator: the cycle and its settings, staff, figures (R21, R37). */
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, currentOf, today, type Appointment, type CommitteeRules, type Cycle, type Day, type Export, type ForeseenDrafts, type Role, type StaffMember, type State, type Vacancy, type WaitingInvitation } from '../api';
import { day, fill, label, lastDay, moment, number, said, t } from '../texts';
import { staffTexts } from '../texts/staff';
import { Button, Check, ErrorSummary, Facts, Input, Link, Loading, Notice, Page, Select, Table, Tag, TextArea, under, useCommand, useLoad, type Problem } from '../ui';
import { Beforehand } from './calendar';
import { Invite } from './invite';
import { labels } from '../texts/labels';
import { words } from '../texts/sessions';

export function Overview() {
  const parts = ['running', 'waiting', 'cycle', 'calendar', 'catalogue', 'staff', 'experts', 'employers', 'registrations', 'integrity', 'figures'] as const;
  return (
    <Page title={t.admin.title}>
      <ul class="cards">{parts.map((part) => <li><h2><Link to={'/portal/admin/' + part}>{part === 'running' ? staffTexts().running.title : t.admin[part]}</Link></h2><p>{part === 'running' ? staffTexts().running.text : t.admin[`${part}Text`]}</p></li>)}</ul>
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

/** Steps that have a target time, in their order; what a cycle has set besides, too. */
const TIMED: State[] = ['EMPLOYER_REVIEW', 'DISTRICT_REVIEW', 'COMMITTEE_REVIEW', 'MATERIALS', 'APPROVAL_DOCUMENT', 'RECONSIDERATION'];
/** Refusals of a whole request, by the field that they are about. */
const FIELD_OF: Record<string, string> = { WINDOW_PASSED: 'closes', INVALID_VALUE: 'opens' };
const placed = (wrong: Problem[]) => wrong.map((p) => (p.code && FIELD_OF[p.code] ? { ...p, field: FIELD_OF[p.code] ?? '' } : p));
const isWhole = (text: string | undefined) => /^\d{1,4}$/.test((text ?? '').trim());

type Window = Parameters<typeof api.setCycle>[1];
const RULES = ['seniorBySpecialty', 'seniorBySeries', 'otherwise', 'substitutes', 'readers'] as const;

function CycleForm(props: { cycle: Cycle; done: (year: number) => Promise<void> }) {
  const { cycle } = props;
  const s = cycle.settings;
  const catalogue = useLoad(() => api.catalogue(cycle.year), 'catalogue' + cycle.year);
  const kept = (catalogue.value?.retention ?? []).filter((c) => c.settable);
  const timed = [...TIMED, ...Object.keys(s.targetDays).filter((state) => !TIMED.includes(state as State))];
  const [v, set] = useState<Record<string, string>>({
    opens: local(cycle.opens), closes: local(cycle.closes), 'settings.districts': s.districts.join('\n'), 'settings.excludedSpecialties': s.excludedSpecialties.join('\n'), 'settings.minimumNoticeDays': String(s.minimumNoticeDays),
    'settings.correctionDays': String(s.correctionDays), 'settings.reconsiderationDays': String(s.reconsiderationDays), 'settings.resultNoticeDays': String(s.resultNoticeDays), ...Object.fromEntries(RULES.map((name) => ['settings.committee.' + name, String(s.committee[name])])), 'settings.certificateNumberFormat': s.certificateNumberFormat, 'settings.issuingAuthority': s.issuingAuthority, 'settings.receivingOffice': s.receivingOffice, 'settings.supervisingTelephone': s.supervisingTelephone,
    ...Object.fromEntries(timed.map((state) => ['settings.targetDays.' + state, String(s.targetDays[state] ?? '')])),
    ...Object.fromEntries(Object.entries(s.keptMonths).map(([name, months]) => ['settings.keptMonths.' + name, String(months)])),
  });
  const [bySession, decide] = useState(s.committee.bySession);
  const rules = words();
  const [foreseen, setForeseen] = useState<{ of: ForeseenDrafts; window: Window }>();
  const { wrong, busy, run, setWrong } = useCommand();
  const shown = under(String(cycle.year), placed(wrong));
  const text = (name: string) => v[name] ?? '';
  /** Of a group of numbers those that are filled in. */
  const numbers = (group: string, names: string[]) => Object.fromEntries(names.filter((name) => text(group + name).trim()).map((name) => [name, Number(text(group + name))]));
  const save = () => run(async () => {
    // What is no number would reach nobody as one; all else is the API's to say.
    const needed = ['settings.minimumNoticeDays', 'settings.correctionDays', 'settings.reconsiderationDays', 'settings.resultNoticeDays', ...RULES.map((name) => 'settings.committee.' + name), ...timed.map((state) => 'settings.targetDays.' + state)];
    const optional = kept.map((c) => 'settings.keptMonths.' + c.name).filter((name) => text(name).trim());
    const unclear = [...[...needed, ...optional].filter((name) => !isWhole(text(name))).map((field) => ({ field, message: staffTexts().settings.whole })), ...['opens', 'closes'].filter((name) => !text(name)).map((field) => ({ field, message: staffTexts().settings.dateNeeded }))];
    if (unclear.length) return setWrong(unclear);
    const window = {
      opens: text('opens'), closes: text('closes'),
      settings: {
        districts: lines(text('settings.districts')), excludedSpecialties: lines(text('settings.excludedSpecialties')), minimumNoticeDays: Number(text('settings.minimumNoticeDays')), correctionDays: Number(text('settings.correctionDays')), reconsiderationDays: Number(text('settings.reconsiderationDays')), resultNoticeDays: Number(text('settings.resultNoticeDays')),
        committee: { bySession, ...Object.fromEntries(RULES.map((name) => [name, Number(text('settings.committee.' + name))])) } as CommitteeRules,
        targetDays: numbers('settings.targetDays.', timed), ...(catalogue.value ? { keptMonths: numbers('settings.keptMonths.', kept.map((c) => c.name)) } : {}),
        certificateNumberFormat: text('settings.certificateNumberFormat'), issuingAuthority: text('settings.issuingAuthority'), receivingOffice: text('settings.receivingOffice'), supervisingTelephone: text('settings.supervisingTelephone'),
      },
    };
    const next = await api.foreseeCycle(cycle.year, window, cycle.version);
    // Nobody is asked about what concerns nobody.
    if (next.sooner || next.revived || next.excluded || !next.complete) setForeseen({ of: next, window });
    else await put(window);
  });
  const put = async (window: Window) => {
    await api.setCycle(cycle.year, window, cycle.version);
    await props.done(cycle.year);
  };
  const field = (name: string) => ({ path: `${cycle.year}.${name}`, problems: shown, value: text(name), onInput: (value: string) => { setForeseen(undefined); set((x) => ({ ...x, [name]: value })); } });
  return (
    <details open={cycle.open}>
      <summary>{fill(t.admin.cycleOf, { year: cycle.year })} <Tag kind={cycle.open ? 'good' : 'warning'}>{cycle.open ? t.admin.isOpen : t.admin.isClosed}</Tag></summary>
      <ErrorSummary problems={shown} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <div class="row"><Input {...field('opens')} label={t.admin.opens} type="datetime-local" short /><Input {...field('closes')} label={t.admin.closes} hint={t.admin.closesHint} type="datetime-local" short /></div>
        <div class="row"><Input {...field('settings.minimumNoticeDays')} label={t.admin.noticeDays} hint={staffTexts().settings.noticeHint} inputMode="numeric" short /><Input {...field('settings.correctionDays')} label={t.admin.correctionDays} hint={staffTexts().settings.daysHint} inputMode="numeric" short /><Input {...field('settings.reconsiderationDays')} label={staffTexts().settings.reconsideration} hint={staffTexts().settings.reconsiderationHint} inputMode="numeric" short /><Input {...field('settings.resultNoticeDays')} label={staffTexts().settings.resultNotice} hint={staffTexts().settings.resultNoticeHint} inputMode="numeric" short /></div>
        <fieldset class="period">
          <legend>{staffTexts().settings.target}</legend>
          <p class="hint">{staffTexts().settings.targetHint}</p>
          <div class="row">{timed.map((state) => <Input {...field('settings.targetDays.' + state)} label={label(labels.states, state)} inputMode="numeric" short />)}</div>
        </fieldset>
        <fieldset class="period">
          <legend>{rules.rules}</legend>
          <p class="hint">{rules.rulesHint}</p>
          <Check label={rules.bySession} checked={bySession} onChange={(on) => { setForeseen(undefined); decide(on); }} />
          {shown.filter((p) => p.field === `${cycle.year}.settings.committee`).map((p) => <p class="error">{p.message}</p>)}
          <div class="row">{RULES.map((name) => <Input {...field('settings.committee.' + name)} label={name === 'readers' ? rules.readersCount : rules[name]} inputMode="numeric" short />)}</div>
        </fieldset>
        <Input {...field('settings.certificateNumberFormat')} label={t.admin.numberFormat} hint={t.admin.numberFormatHint} />
        <Input {...field('settings.issuingAuthority')} label={t.admin.authority} hint={staffTexts().settings.lineHint} />
        <div class="row"><Input {...field('settings.receivingOffice')} label={t.admin.receivingOffice} hint={staffTexts().settings.lineHint} /><Input {...field('settings.supervisingTelephone')} label={staffTexts().notice.telephone} hint={staffTexts().settings.telephoneHint} type="tel" /></div>
        <TextArea elsewhere {...field('settings.districts')} label={t.admin.districts} hint={t.admin.oneALine} rows={8} />
        <TextArea elsewhere {...field('settings.excludedSpecialties')} label={t.admin.excluded} hint={staffTexts().settings.excludedHint} rows={8} />
        <fieldset class="period">
          <legend>{staffTexts().settings.kept}</legend>
          <p class="hint">{staffTexts().settings.keptHint}</p>
          {catalogue.error !== undefined && <Loading of={catalogue} />}
          {kept.map((c) => c.settable && <Input {...field('settings.keptMonths.' + c.name)} label={said(c.what)} optional hint={fill(staffTexts().settings.months, { least: c.settable.least, most: c.settable.most, usual: c.settable.usual, from: said(c.from) })} inputMode="numeric" short />)}
        </fieldset>
        {foreseen ? <Concerned of={foreseen.of} busy={busy} save={() => void run(() => put(foreseen.window))} back={() => setForeseen(undefined)} /> : <Button type="submit" busy={busy}>{t.frame.save}</Button>}
      </form>
    </details>
  );
}

/** Whose drafts it concerns, before it is saved (R50). */
function Concerned(props: { of: ForeseenDrafts; busy: boolean; save: () => void; back: () => void }) {
  const { of } = props;
  return (
    <Beforehand {...props} title={of.complete ? staffTexts().settings.concerned : staffTexts().settings.concernedAtLeast} sure={staffTexts().settings.concernedSure} label={t.frame.save}>
      <ul>{(['sooner', 'revived', 'excluded'] as const).map((what) => of[what] > 0 && <li>{fill(staffTexts().settings[what], { count: number(of[what]) })}</li>)}</ul>
      <p>{staffTexts().settings.submitted}</p>
    </Beforehand>
  );
}

function NewCycle(props: { next: number; done: (year: number) => Promise<void> }) {
  const [year, setYear] = useState(String(props.next));
  const [opens, setOpens] = useState('');
  const [closes, setCloses] = useState('');
  const { wrong, busy, run, setWrong } = useCommand();
  const shown = under('new', wrong.map((p) => (p.code === 'INVALID_VALUE' ? { ...p, field: 'year' } : p)));
  const save = () => run(async () => {
    const missing = [...(isWhole(year) ? [] : [{ field: 'year', message: staffTexts().settings.whole }]), ...(opens ? [] : [{ field: 'opens', message: staffTexts().settings.dateNeeded }]), ...(closes ? [] : [{ field: 'closes', message: staffTexts().settings.dateNeeded }])];
    if (missing.length) return setWrong(missing);
    await api.setCycle(Number(year), { opens, closes }, undefined);
    await props.done(Number(year));
  });
  return (
    <details>
      <summary>{t.admin.newCycle}</summary>
      <ErrorSummary problems={shown} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Input path="new.year" label={t.admin.year} value={year} onInput={setYear} inputMode="numeric" short problems={shown} />
        <Input path="new.opens" label={t.admin.opens} value={opens} onInput={setOpens} type="datetime-local" short problems={shown} />
        <Input path="new.closes" label={t.admin.closes} hint={t.admin.closesHint} value={closes} onInput={setCloses} type="datetime-local" short problems={shown} />
        <Button type="submit" busy={busy}>{t.admin.open}</Button>
      </form>
    </details>
  );
}

const ROLES: Role[] = ['EMPLOYER', 'DISTRICT', 'COMMITTEE', 'OFFICE', 'ADMINISTRATOR'];

export function Appointments() {
  const loaded = useLoad(() => Promise.all([api.staff(), api.cycles()]), 'staff');
  const [edited, setEdited] = useState<StaffMember>();
  const [wish, setWish] = useState<WaitingInvitation>();
  const [inviting, setInviting] = useState({ role: '', scope: '' });
  const [saved, setSaved] = useState('');
  const [vacancies, setVacancies] = useState<Vacancy[]>([]);
  const [turn, setTurn] = useState(0);
  if (!loaded.value) return <Page title={t.admin.staff} back="/portal/admin"><Loading of={loaded} /></Page>;
  const [{ staff, invitations, employers }, cycles] = loaded.value;
  const named = (scope = '') => [employers[scope], scope].filter(Boolean).join(' ');
  const come = (i: WaitingInvitation): StaffMember | undefined => {
    if (!i.accepted) return undefined;
    const known = staff.find((m) => m.sub === i.accepted?.sub);
    return known ?? { sub: i.accepted.sub, name: i.name, mail: '', appointments: [], version: 0 };
  };
  const now = today();
  return (
    <Page title={t.admin.staff} back="/portal/admin" wide>
      <Saved what={saved} />
      <div role="alert">{vacancies.length > 0 && <Notice kind="warning" title={t.admin.vacancies}><ul>{vacancies.map((x) => <li>{fill(t.admin.vacancy, { step: label(labels.states, x.step), scope: named(x.scope), day: day(x.from), count: number(x.applications) })}</li>)}</ul></Notice>}</div>
      <Table label={t.admin.staff} head={[t.register.name, t.admin.sub, t.admin.appointments, t.admin.change]}
        rows={staff.map((m) => [m.name, m.sub, m.appointments.map((a) => <div>{label(labels.roles, a.role)} {named(a.scope)} {day(a.from)}–{a.to ? day(a.to) : ''} {a.to && a.to < now && <Tag>{t.admin.ended}</Tag>}</div>), <Button kind="plain" label={`${t.admin.change} ${m.name}`} onClick={() => { setEdited(m); setWish(undefined); }}>{t.admin.change}</Button>])} />
      {invitations.length > 0 && <Table label={staffTexts().invite.waiting} head={[t.register.name, t.admin.role, staffTexts().invite.by, staffTexts().invite.stands]}
        rows={invitations.map((i) => [i.name, `${label(labels.roles, i.role)} ${named(i.scope)}`, i.invitedBy, i.accepted ? <Button kind="plain" label={`${t.admin.appoint} ${i.name}`} onClick={() => { setEdited(come(i)); setWish(i); }}>{t.admin.appoint}</Button> : fill(staffTexts().invite.open, { day: lastDay(i.until) })])} />}
      <Appoint key={(edited?.sub ?? 'new') + (wish ? wish.role + wish.scope : '') + turn} member={edited} wish={wish} named={named} today={now} districts={currentOf(cycles.cycles)?.settings.districts ?? []} done={async (name, open) => { setEdited(undefined); setWish(undefined); setSaved(name); setVacancies(open); setTurn((n) => n + 1); await loaded.reload(); }} />
      <details>
        <summary>{staffTexts().invite.title}</summary>
        <p>{staffTexts().invite.lead}</p>
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

function Appoint(props: { member: StaffMember | undefined; wish: WaitingInvitation | undefined; named: (scope?: string) => string; today: Day; districts: string[]; done: (name: string, vacancies: Vacancy[]) => Promise<void> }) {
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
        {appointments.map((a, i) => !a.to && <Leaving key={i} of={a} scope={props.named(a.scope)} today={props.today} end={(to) => setAppointments(appointments.map((x, at) => (at === i ? { ...x, to } : x)))} />)}
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
function Leaving(props: { of: Appointment; scope: string; today: Day; end: (to: Day) => void }) {
  const [to, setTo] = useState(props.today);
  const name = `${label(labels.roles, props.of.role)} ${props.scope}`;
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
  const table = (title: string, counts: Record<string, number>, names?: readonly { code: string; chinese: string; english: string }[], measured = false) => {
    const most = Math.max(...Object.values(counts));
    return <><h2>{title}</h2><Table label={title} head={[title, t.admin.count]} rows={Object.entries(counts).map(([code, count]) => [names ? label(names, code) : code, measured ? <Measured count={count} most={most} /> : number(count)])} /></>;
  };
  return (
    <Page title={t.admin.figures} back={props.back} wide>
      <Facts facts={[[t.admin.cycle, String(f.cycle)], [t.admin.submitted, number(f.submitted)], [t.admin.asOf, moment(f.asOf)]]} />
      <ErrorSummary problems={wrong} />
      {written && <p role="status">{written.stand === 'FAILED' ? t.admin.exportFailed : fill(t.admin.exporting, { count: number(written.rows) })}</p>}
      <p class="actions">{(['CSV', 'XLSX'] as const).map((format) => <Button kind="plain" busy={busy} onClick={() => void run(() => exported(f.cycle, format))}>{fill(t.admin.export, { format })}</Button>)}</p>
      <div class="two">
        <div>{table(t.admin.byState, f.byState, labels.states, true)}</div><div>{table(t.admin.byDistrict, f.byDistrict, undefined, true)}</div>
        <div>{table(t.admin.perDay, Object.fromEntries(Object.entries(f.submissionsPerDay).sort().map(([date, count]) => [day(date), count])))}<Bars label={t.admin.perDay} of={f.submissionsPerDay} /></div>
        <div>{table(t.admin.byKind, f.byKind, labels.kinds)}{table(t.admin.byLevel, f.byLevel, labels.levels)}{Object.keys(f.bySession).length > 0 && table(t.admin.bySession, { [t.admin.passed]: f.bySession.PASS ?? 0, [t.admin.refused]: f.bySession.REJECT ?? 0 })}</div><div>{table(t.admin.byEmployer, Object.fromEntries(f.byEmployer.map((e) => [e.name, e.count])))}</div>
      </div>
    </Page>
  );
}

/** A number, and for the eye a bar as long as it is of the most. */
const Measured = (props: { count: number; most: number }) => (
  <span class="measured"><span>{number(props.count)}</span><svg aria-hidden="true" viewBox="0 0 100 1" preserveAspectRatio="none"><rect width={props.most ? (props.count / props.most) * 100 : 0} height={1} /></svg></span>
);

/** How many a day, from the first to the last one, as a picture; the table above it says the same. */
function Bars(props: { label: string; of: Record<Day, number> }) {
  const dates = Object.keys(props.of).sort();
  const [first, last] = [Date.parse(dates[0] ?? ''), Date.parse(dates.at(-1) ?? '')];
  if (!dates.length) return null;
  const days = Array.from({ length: (last - first) / 86_400_000 + 1 }, (_, i) => props.of[new Date(first + i * 86_400_000).toISOString().slice(0, 10)] ?? 0);
  const most = Math.max(...days);
  return <svg class="bars" role="img" aria-label={props.label} viewBox={`0 0 ${days.length * 10} 100`} preserveAspectRatio="none">{days.map((count, i) => <rect x={i * 10 + 1} width={8} y={100 - (count / most) * 100} height={(count / most) * 100} />)}</svg>;
}

/** A list that was asked for, opened from the mail that tells of it (R37). */
export function Exported(props: { id: string }) {
  const list = useLoad(() => api.exported(props.id), props.id);
  const { wrong, busy, run } = useCommand();
  // an address holds for minutes: a new one each time
  const fetchList = () => run(async () => {
    const now = await api.exported(props.id);
    list.put(now);
    if (now.uri) location.assign(now.uri);
  });
  const l = list.value;
  return (
    <Page title={t.admin.exported} back="/portal/work/figures">
      {!l ? <Loading of={list} /> : (<>
        <ErrorSummary problems={wrong} />
        <p role="status">{l.stand === 'FAILED' ? t.admin.exportFailed : fill(l.stand === 'READY' ? t.admin.exportReady : t.admin.exporting, { count: number(l.rows) })}</p>
        {l.stand === 'FAILED' ? <p><Link class="button" to="/portal/work/figures">{t.admin.figures}</Link></p> : <Button busy={busy} onClick={() => void fetchList()}>{l.stand === 'READY' ? t.admin.download : t.frame.again}</Button>}
      </>)}
    </Page>
  );
}
