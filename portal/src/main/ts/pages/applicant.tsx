/** The applicant: my applications, the sections of one, materials, check and submit, progress, correction, certificate. */
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { api, currentOf, newKey, standingOf, NoAnswer, Refusal, type Application, type Checks, type Cycle, type Decision, type Employer, type EmployerAnswer, type EmploymentPeriod, type Form, type Kind, type Level, type Me, type Mend, type OwnApplication, type Qualification, type Section, type State, type Timeline } from '../api';
import type { Known as Anyone } from '../app';
import { holdWhile, navigate } from '../router';
import { dateOf, day, fill, hour, label, lastDay, moment, named, number, said, t, until } from '../texts';
import { drop, keep, recall } from '../typed';
import { asBoolean, asText, Button, Changeable, Check, ErrorSummary, Facts, Input, Link, Loading, Notice, Page, pointsWithoutSpace, problems, Radios, Select, Tag, TextArea, useCommand, useLoad, violationsOf, yesNo, type Problem } from '../ui';
import { CertificateCard } from './certificate';
import { Materials } from './materials';
import { Papers } from './papers';
import { items, labels } from '../texts/labels';

export type Known = Anyone & { me: Me };
const SECTIONS: Section[] = ['contact', 'credential', 'employment', 'employer', 'presentTitle', 'conduct', 'achievements', 'summary'];
/** After these another can be made in the same year (R26). */
const FREED: State[] = ['WITHDRAWN', 'EXPIRED', 'CLOSED', 'REVOKED'];
export const sectionName = (section: string) => t.sections[section as keyof typeof t.sections] ?? section;
/** What a return names: a field, a material, or a whole section. */
export const itemName = (item: string) => (items.some((known) => known.code === item) ? label(items, item) : sectionName(item));
export const needsApplicant = (state: Application['state']) => state === 'DRAFT' || state === 'CORRECTION';

export function Applicant(props: { id: string | undefined; step: string | undefined; known: Known }) {
  if (!props.id) return <Mine known={props.known} />;
  if (props.id === 'new') return <New />;
  return <One id={props.id} step={props.step} known={props.known} />;
}

function Mine(props: { known: Known }) {
  const { me } = props.known;
  const mine = useLoad(() => Promise.all([api.applications(), api.certificates(), api.cycles()]), 'mine');
  if (!me.registered) {
    return <Page title={t.frame.mine}><Notice kind="warning"><p>{t.mine.notRegistered}</p><Link class="button" to="/portal/registration">{t.start.register}</Link></Notice></Page>;
  }
  return (
    <Page title={t.frame.mine}>
      {!mine.value ? <Loading of={mine} /> : (
        <>
          <Begin mine={mine.value[0]} {...mine.value[2]} />
          {mine.value[0].length === 0 && <p>{t.mine.none}</p>}
          <ul class="cards">
            {mine.value[0].map((own) => <li><Card of={own} /></li>)}
          </ul>
          {mine.value[1].length > 0 && <h2>{t.certificate.title}</h2>}
          <ul class="cards">{mine.value[1].map((c) => <li><CertificateCard certificate={c} /></li>)}</ul>
        </>
      )}
    </Page>
  );
}

const Closed = (props: { cycle: Cycle }) => <p>{fill(t.mine.closed, { year: props.cycle.year, until: until(props.cycle.closes) })}</p>;

/** The way to a new one, or why there is none now (R21, R26). */
function Begin(props: { mine: OwnApplication[]; cycles: Cycle[]; now: string }) {
  const cycle = currentOf(props.cycles);
  if (!cycle) return null;
  if (standingOf(cycle, props.now) === 'closed') return <Closed cycle={cycle} />;
  if (props.mine.some(({ application: a }) => a.cycle === cycle.year && !FREED.includes(a.state))) return <p class="hint">{fill(t.mine.already, { year: cycle.year })}</p>;
  return <p><Link class="button" to="/portal/applications/new">{t.mine.begin}</Link></p>;
}

/** Where it stands, what is behind and what is to come, who holds it, and what is asked of whom looks at it, until when (R25). */
function Card(props: { of: OwnApplication }) {
  const { application: a, holderName, stepsDone, stepsToCome, left } = props.of;
  const mine = needsApplicant(a.state);
  const ended = stepsToCome.length === 0 && a.state !== 'RECONSIDERATION';
  const step = (state: State, standing: string) => <li class={standing} aria-current={standing === 'now' ? 'step' : undefined}>{label(labels.states, state)}<span class="hidden">{t.card[standing as 'done' | 'now' | 'toCome']}</span></li>;
  return (
    <>
      <h2><Link to={'/portal/applications/' + a.id}>{fill(t.mine.card, { year: a.cycle, kind: label(labels.kinds, a.kind), specialty: a.specialty || t.mine.noSpecialty })}</Link></h2>
      <p><Tag {...(a.state === 'CERTIFIED' ? { kind: 'good' as const } : mine ? { kind: 'warning' as const } : {})}>{label(labels.states, a.state)}</Tag></p>
      <p class="turn">{mine ? <b>{t.card[a.state === 'DRAFT' ? 'fillIn' : 'mend']}</b> : ended ? t.card.ended : a.state === 'RESULT_NOTICE' ? fill(t.announced.now, { day: lastDay(a.dueAt) }) : fill(t.card.waits, { holder: holderName })} {a.dueAt && !ended && a.state !== 'RESULT_NOTICE' && fill(mine ? t.mine.until : t.card.due, { day: lastDay(a.dueAt) })} {left && !ended && <Tag kind={left.overdue ? 'bad' : 'warning'}>{fill(left.overdue ? t.progress.overdue : t.progress.left, { days: left.days })}</Tag>}</p>
      {!ended && <ol class="steps" aria-label={t.card.steps}>{[...stepsDone.map((s) => step(s, 'done')), step(a.state, 'now'), ...stepsToCome.map((s) => step(s, 'toCome'))]}</ol>}
      {mine && <p><Link class="button" to={'/portal/applications/' + a.id}>{t.mine.yourTurn}</Link></p>}
    </>
  );
}

/** Each with who it is for. */
const kinds = () => labels.kinds.map((k) => ({ value: k.code, label: label(labels.kinds, k.code) + (k.code === 'AWARD' ? t.mine.awardHint : t.mine.initialHint) }));

function New() {
  const cycles = useLoad(api.cycles, 'cycles');
  const [kind, setKind] = useState('');
  const key = useRef(newKey());
  const { wrong, busy, run, setWrong } = useCommand();
  const cycle = currentOf(cycles.value?.cycles);
  const begin = () => run(async () => {
    if (!kind || !cycle) return setWrong([{ field: 'qualification.kind', message: t.mine.chooseKind }]);
    const draft = await api.create(cycle.year, { kind: kind as Kind, series: '', specialty: '', district: '' }, key.current);
    navigate('/portal/applications/' + draft.id, true);
  });
  return (
    <Page title={t.mine.begin} back="/portal/applications">
      {!cycle || !cycles.value ? <Loading of={cycles} /> : standingOf(cycle, cycles.value.now) === 'closed' ? <Closed cycle={cycle} /> : (
        <>
          <ErrorSummary problems={wrong} />
          <Radios path="qualification.kind" label={fill(t.mine.which, { year: cycle.year })} value={kind} onInput={setKind} problems={wrong} options={kinds()} />
          <Button busy={busy} onClick={() => void begin()}>{t.mine.start}</Button>
        </>
      )}
    </Page>
  );
}

function One(props: { id: string; step: string | undefined; known: Known }) {
  const loaded = useLoad(() => api.application(props.id), props.id);
  const application = loaded.value;
  if (!application) return <main id="main"><Loading of={loaded} /></main>;
  const shared = { application, known: props.known, put: loaded.put };
  switch (props.step) {
    case undefined: return needsApplicant(application.state) ? <Tasks {...shared} /> : <Progress {...shared} />;
    case 'progress': return <Progress {...shared} />;
    case 'qualification': return <QualificationPage {...shared} />;
    case 'materials': return <Materials {...shared} />;
    case 'check': return <Submit {...shared} />;
    default: return SECTIONS.includes(props.step as Section) ? <SectionPage {...shared} section={props.step as Section} /> : <Page title={t.errors.noPage} back={'/portal/applications/' + props.id} />;
  }
}

export interface Of { application: Application; known: Known; put: (application: Application) => void }
const at = (a: Application, step = '') => `/portal/applications/${a.id}${step && '/' + step}`;
const task = (of: Of) => fill(t.mine.card, { year: of.application.cycle, kind: label(labels.kinds, of.application.qualification.kind), specialty: of.application.qualification.specialty || t.mine.noSpecialty });

/** Whether a defect belongs to a section, by the path of its field. */
const within = (section: string, field: string) => field === section || field.startsWith(section + '.') || (section === 'summary' && field === 'A12');
/** What a correction lets be changed; all of a draft (R22). */
export const changeable = (a: Application, checks: Checks | undefined) => (item: string) => a.state !== 'CORRECTION' || !checks || checks.open.some((open) => item === open || item.startsWith(open + '.'));
/** What was known last, while it is asked for anew. */
function useChecks(a: Application, key: string, wanted = true) {
  const checks = useLoad(async () => (wanted ? api.checks(a.id) : undefined), a.id + key + a.formRevision);
  const known = useRef(checks.value);
  known.current = checks.value ?? known.current;
  return { ...checks, known: known.current };
}
const isMaterial = (field: string) => /^A(?!12$)\d+$/.test(field) || field.startsWith('notApplicable');

/** Nothing was filled in. */
const isEmpty = (value: unknown): boolean => (typeof value === 'object' && value !== null ? Object.values(value).every(isEmpty) : value === '' || value === undefined || value === false);

function Tasks(of: Of) {
  const { application: a } = of;
  const checks = useChecks(a, '');
  const defects = checks.value?.violations ?? [];
  const typed = useUnsent(a.id);
  const returned = new Set(a.correction?.items.map((m) => m.item) ?? []);
  const line = (step: string, name: string, mine: (field: string) => boolean, filled: unknown = true) => {
    const open = defects.filter((v) => mine(v.field)).length;
    const mend = [...returned].filter(mine).length;
    // what nobody returned and nothing is wrong with cannot be changed now
    if (a.correction && checks.known && !checks.known.open.some(mine)) return <li>{name} <Tag>{t.tasks.shut}</Tag></li>;
    return (
      <li>
        <Link to={at(a, step)}>{name}</Link>
        {typed.includes(step as Section) ? <Tag kind="bad">{t.tasks.unsent}</Tag> : mend > 0 ? <Tag kind="bad">{fill(t.tasks.mend, { count: mend })}</Tag> : isEmpty(filled) ? <Tag>{step === 'presentTitle' ? t.tasks.ifAny : t.tasks.notBegun}</Tag> : open > 0 ? <Tag kind="warning">{fill(t.tasks.open, { count: open })}</Tag> : checks.value ? <Tag kind="good">{t.tasks.done}</Tag> : null}
      </li>
    );
  };
  return (
    <Page title={a.state === 'CORRECTION' ? t.tasks.correction : t.tasks.title} task={task(of)} back="/portal/applications">
      {a.correction && (
        <Notice kind="warning" title={[fill(t.tasks.returned, { day: lastDay(a.correction.deadline) }), a.left && fill(a.left.overdue ? t.progress.overdue : t.progress.left, { days: a.left.days })].filter(Boolean).join(' ')}>
          <ul>{a.correction.items.map((m) => <li><b>{itemName(m.item)}</b> {m.comment}</li>)}</ul>
        </Notice>
      )}
      <ol class="tasks">
        {line('qualification', t.sections.qualification, (f) => within('qualification', f))}
        {SECTIONS.map((section) => line(section, sectionName(section), (f) => within(section, f), a.form[section]))}
        {line('materials', t.sections.materials, isMaterial, a.attachments)}
      </ol>
      <p><Link class="button" to={at(a, 'check')}>{t.tasks.check}</Link></p>
      {a.correction && <p><Link to={at(a, 'progress')}>{t.tasks.progress}</Link></p>}
      {a.state === 'DRAFT' && <DeleteDraft application={a} />}
    </Page>
  );
}

function DeleteDraft(props: { application: Application }) {
  const [sure, setSure] = useState(false);
  const { wrong, busy, run } = useCommand();
  const remove = () => run(async () => {
    await api.deleteDraft(props.application.id);
    forgetUnsent(props.application.id);
    navigate('/portal/applications', true);
  });
  return (
    <details>
      <summary>{t.tasks.deleteDraft}</summary>
      <ErrorSummary problems={wrong} />
      <Check label={t.tasks.deleteSure} checked={sure} onChange={setSure} />
      {sure && <Button kind="warning" busy={busy} onClick={() => void remove()}>{t.tasks.deleteDraft}</Button>}
    </details>
  );
}

function QualificationPage(of: Of) {
  const { application: a } = of;
  const [q, set] = useState<Qualification>(a.qualification);
  const catalogue = useLoad(() => api.catalogue(a.cycle), String(a.cycle));
  const checks = useChecks(a, 'qualification', a.correction !== undefined);
  const { wrong, busy, run } = useCommand();
  const series = catalogue.value?.series ?? [];
  const comments = a.correction?.items.filter((m) => within('qualification', m.item)) ?? [];
  const shown = [...returnedAt(comments), ...wrong];
  const save = () => run(async () => {
    of.put(await api.changeQualification(a.id, q));
    navigate(at(a));
  });
  return (
    <Page title={t.sections.qualification} task={task(of)} back={at(a)}>
      <ToMend comments={comments} />
      <ErrorSummary problems={wrong} />
      <Changeable.Provider value={changeable(a, checks.known)}><form noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Radios path="qualification.kind" label={t.fields.kind} value={q.kind ?? ''} problems={shown} options={kinds()} onInput={(kind) => set((s) => ({ ...s, kind: kind as Kind }))} />
        <Radios path="qualification.level" label={t.fields.level} value={q.level ?? ''} problems={shown} options={labels.levels.map((l) => ({ value: l.code, label: label(labels.levels, l.code) }))} onInput={(level) => set((s) => ({ ...s, level: level as Level }))} />
        <Select path="qualification.series" label={t.fields.series} problems={shown} value={q.series} options={choices(series, q.series)} onInput={(series) => set((s) => ({ ...s, series, specialty: '' }))} />
        <Select path="qualification.specialty" label={t.fields.specialty} hint={q.series ? undefined : t.fields.specialtyHint} problems={shown} value={q.specialty} options={choices(series.find((s) => s.name === q.series)?.specialties ?? [], q.specialty)} onInput={(specialty) => set((s) => ({ ...s, specialty }))} />
        <Select path="qualification.district" label={t.fields.district} value={q.district} problems={shown} options={(catalogue.value?.districts ?? []).map((d) => ({ value: d, label: d }))} onInput={(district) => set((s) => ({ ...s, district }))} />
        {catalogue.error !== undefined && <Loading of={catalogue} />}
        <Button type="submit" busy={busy}>{t.frame.save}</Button>
      </form></Changeable.Provider>
    </Page>
  );
}

/** What a catalogue offers, what it excludes named as such (R3), and what was chosen under an earlier one. */
function choices(offered: { name: string; excluded: boolean; english?: string }[], chosen: string) {
  const known = offered.map((o) => ({ value: o.name, label: [named(o), o.excluded && t.fields.excluded].filter(Boolean).join(' '), disabled: o.excluded }));
  return !chosen || known.some((k) => k.value === chosen) ? known : [{ value: chosen, label: chosen }, ...known];
}

type Saving = { state: 'saved' | 'saving' | 'typing' | 'waiting'; theirs?: Application; wrong?: Problem[] };
interface Editing { value: unknown; base: Application; dirty: boolean; busy: Promise<void> | undefined; saving: Saving; timer?: ReturnType<typeof setTimeout> }

/** What was typed and is not saved, by application and section: it goes on being sent where it can, and stands there again when the section is opened. */
const unsent = new Map<string, Editing>();
const watching = new Set<() => void>();
holdWhile(() => unsent.size > 0);

/** The sections of an application that hold something which is not saved; shows the page anew when that changes. */
function useUnsent(id: string): Section[] {
  const [, turn] = useState(0);
  useLayoutEffect(() => {
    const again = () => turn((n) => n + 1);
    watching.add(again);
    return () => void watching.delete(again);
  }, []);
  return SECTIONS.filter((section) => recall(`${id} ${section}`, []));
}

/** Nobody wants any more what was typed for an application that has ended. */
const forgetUnsent = (id: string) => SECTIONS.map((section) => `${id} ${section}`).forEach((key) => {
  clearTimeout(unsent.get(key)?.timer);
  unsent.delete(key);
  drop(key);
});

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** As it was left: in this tab, or for a text before it was reloaded; else as it is saved. */
function asLeft<S extends Section>(key: string, application: Application, section: S): Editing {
  const left = unsent.get(key);
  if (left) return left;
  const there = application.form[section];
  const typed = recall<{ value: Form[S]; over: Form[S] }>(key, [application.name]);
  if (!typed) return { value: there, base: application, dirty: false, busy: undefined, saving: { state: 'saved' } };
  const isInConflict = !same(typed.over, there) && !same(typed.value, there);
  const mine: Editing = { value: typed.value, base: application, dirty: true, busy: undefined, saving: isInConflict ? { state: 'waiting', theirs: application } : { state: 'typing' } };
  unsent.set(key, mine);
  return mine;
}

/** Saves a section as it is typed; a lost line is waited for; what another tab or device wrote meanwhile is shown beside one's own. */
function useSection<S extends Section>(of: Of, section: S) {
  const key = `${of.application.id} ${section}`;
  const [now] = useState(() => asLeft(key, of.application, section));
  useUnsent(of.application.id);

  const show = (saving: Saving) => {
    now.saving = saving;
    if (saving.state === 'saved') {
      unsent.delete(key);
      drop(key);
    } else {
      unsent.set(key, now);
      // facts about a person are not stored
      keep(key, { value: now.value, over: now.base.form[section] }, [now.base.name], typeof now.value !== 'string');
    }
    watching.forEach((again) => again());
  };
  // One at a time: who asks while one is under way waits for it, and what was typed since is sent after it.
  const save = async (): Promise<boolean> => {
    clearTimeout(now.timer);
    while (now.busy) await now.busy;
    if (!now.dirty) return true;
    now.busy = send().then((saving) => {
      now.busy = undefined;
      show(saving);
    });
    await now.busy;
    return !now.dirty;
  };
  const send = async (): Promise<Saving> => {
    now.dirty = false;
    show({ state: 'saving' });
    try {
      now.base = await api.saveSection(of.application.id, section, now.value, now.base.formRevision);
      of.put(now.base);
      return { state: now.dirty ? 'typing' : 'saved' };
    } catch (error) {
      now.dirty = true;
      return error instanceof Refusal && error.code === 'STALE_VERSION' ? api.application(of.application.id).then(others, refused) : refused(error);
    }
  };
  const refused = (error: unknown): Saving => {
    const goesOn = error instanceof NoAnswer || (error instanceof Refusal && ([401, 429].includes(error.status) || error.status >= 500));
    if (goesOn) now.timer = setTimeout(() => void save(), 5_000);
    return { state: goesOn ? 'waiting' : 'typing', wrong: problems(error) };
  };
  // Where only other sections changed, or the same was written, nothing is in conflict.
  const others = (theirs: Application): Saving | Promise<Saving> => {
    if (!same(theirs.form[section], now.base.form[section]) && !same(theirs.form[section], now.value)) return { state: 'waiting', theirs };
    now.base = theirs;
    return send();
  };

  const change = (next: Form[S]) => {
    now.value = next;
    now.dirty = true;
    clearTimeout(now.timer);
    // what is in conflict waits for a word
    if (now.saving.theirs) return show(now.saving);
    show({ state: 'typing' });
    now.timer = setTimeout(() => void save(), 1_200);
  };
  const keepMine = (theirs: Application) => {
    now.base = theirs;
    void save();
  };
  const takeTheirs = (theirs: Application) => {
    Object.assign(now, { base: theirs, value: theirs.form[section], dirty: false });
    of.put(theirs);
    show({ state: 'saved' });
  };
  useEffect(() => {
    const go = () => void (now.saving.theirs || save());
    go();
    addEventListener('online', go);
    return () => {
      removeEventListener('online', go);
      go();
    };
  }, []);
  return { value: now.value as Form[S], change, save, saving: now.saving, keepMine, takeTheirs };
}

function SectionPage(props: Of & { section: Section }) {
  const { application: a, section, known } = props;
  const edit = useSection(props, section);
  const checks = useChecks(a, section);
  const comments = a.correction?.items.filter((m) => within(section, m.item)) ?? [];
  const [asked, setAsked] = useState(false);
  const found: Problem[] = asked ? violationsOf((checks.value?.violations ?? []).filter((v) => within(section, v.field))) : [];
  const next = async () => {
    if (await edit.save()) navigate(at(a));
  };
  return (
    <Page title={sectionName(section)} task={task(props)} back={at(a)}>
      <ToMend comments={comments} />
      {edit.saving.theirs && <Conflict mine={edit.value} theirs={edit.saving.theirs} section={section} keep={edit.keepMine} take={edit.takeTheirs} />}
      <ErrorSummary problems={[...(edit.saving.wrong && edit.saving.state === 'typing' ? edit.saving.wrong : []), ...found]} />
      <Changeable.Provider value={changeable(a, checks.known)}><Fields section={section} value={edit.value} change={edit.change as (value: unknown) => void} wrong={[...returnedAt(comments), ...found]} known={known} application={a} /></Changeable.Provider>
      {section === 'employment' || section === 'credential' ? <Reckoning checks={checks.value} /> : null}
      <p class={'saving ' + edit.saving.state} role="status">{t.saving[edit.saving.state]}</p>
      <p class="actions"><Button onClick={() => void next()}>{t.frame.done}</Button> <Button kind="plain" onClick={() => { setAsked(true); void edit.save(); }}>{t.tasks.checkSection}</Button></p>
    </Page>
  );
}

/** What a reviewer asks for stands at its field (R22). */
const returnedAt = (comments: Mend[]): Problem[] => comments.map((m) => ({ field: m.item === 'A12' ? 'summary' : m.item, message: m.comment }));

function ToMend(props: { comments: Mend[] }) {
  if (!props.comments.length) return null;
  return <Notice kind="warning" title={t.tasks.toMend}><ul>{props.comments.map((m) => <li><b>{itemName(m.item)}</b> {m.comment}</li>)}</ul></Notice>;
}

function Conflict(props: { mine: unknown; theirs: Application; section: Section; keep: (theirs: Application) => void; take: (theirs: Application) => void }) {
  const mine = leaves(props.section, props.mine);
  const theirs = leaves(props.section, props.theirs.form[props.section]);
  const differing = [...new Set([...mine.keys(), ...theirs.keys()])].filter((path) => mine.get(path) !== theirs.get(path));
  const shown = (of: Map<string, string>) => differing.map((path) => <><h4>{nameOf(path)}</h4><p class="text">{of.get(path) || '—'}</p></>);
  return (
    <div role="alert" class="errors">
      <h2>{t.saving.conflict}</h2>
      <div class="two"><div><h3>{t.saving.mine}</h3>{shown(mine)}<Button onClick={() => props.keep(props.theirs)}>{t.saving.keepMine}</Button></div>
        <div><h3>{t.saving.theirs}</h3>{shown(theirs)}<Button kind="plain" onClick={() => props.take(props.theirs)}>{t.saving.takeTheirs}</Button></div></div>
    </div>
  );
}

/** Each field of a section by its path, as a person reads it. */
function leaves(path: string, value: unknown): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, asRead(path, value)]]);
  return new Map(Object.entries(value).flatMap(([name, part]) => [...leaves(`${path}.${name}`, part)]));
}
const asRead = (path: string, value: unknown) =>
  typeof value === 'boolean' ? yesOrNo(value) : typeof value !== 'string' ? '' : /^\d{4}-\d\d-\d\d$/.test(value) ? day(value)
  : path.endsWith('.level') ? label(labels.levels, value) : path === 'credential.type' ? label(labels.credentials, value) : path === 'contact.sex' ? sexOf(value) : path === 'employer.origin' ? (value === 'ELSEWHERE' ? t.fields.elsewhere : t.fields.urumqi) : value;
/** Of a period of employment its number and the field. */
const nameOf = (path: string) => {
  const period = /^employment\.(\d+)\.(\w+)$/.exec(path);
  return period ? `${fill(t.fields.period, { number: Number(period[1]) + 1 })} · ${t.fields[period[2] as 'from']}` : itemName(path);
};

/** What the years come to, beside what is filled in (R12). */
function Reckoning(props: { checks: Checks | undefined }) {
  const a = props.checks?.assessment;
  if (!a) return null;
  const mine = [...a.reasons.filter((r) => within('credential', r.field) || within('employment', r.field)), ...a.questions];
  return (
    <Notice kind={mine.length ? 'info' : 'good'} title={a.eligibleFrom ? fill(t.eligibility.from, { day: day(a.eligibleFrom) }) : mine.length ? t.eligibility.reckoning : t.eligibility.yes}>
      <ul>{mine.map((v) => <li>{said(v)}</li>)}</ul>
    </Notice>
  );
}

interface FieldsProps { section: Section; value: unknown; change: (value: unknown) => void; wrong: Problem[]; known: Known; application: Application }

function Fields(props: FieldsProps) {
  const { wrong, change } = props;
  const part = <T extends object>() => {
    const value = props.value as T;
    return { value, text: (section: string, name: keyof T & string, more: object = {}) => ({ path: `${section}.${name}`, problems: wrong, value: String(value[name] ?? ''), onInput: (next: string) => change(without({ ...value, [name]: next }, next === '' && name in OPTIONAL ? name : undefined)), ...more }) };
  };
  switch (props.section) {
    case 'contact': {
      const { text } = part<Form['contact']>();
      return (<>
        <Choices />
        <Radios {...text('contact', 'sex')} label={t.fields.sex} options={[{ value: '男', label: t.fields.male }, { value: '女', label: t.fields.female }]} />
        <Input {...text('contact', 'ethnicGroup')} label={t.fields.ethnicGroup} hint={t.fields.ethnicGroupHint} list="ethnic-groups" short />
        <Input {...text('contact', 'politicalStatus')} label={t.fields.politicalStatus} hint={t.fields.politicalStatusHint} list="political-statuses" short />
        <Input {...text('contact', 'phone')} label={t.register.phone} type="tel" inputMode="tel" autoComplete="tel" short />
        <Input {...text('contact', 'mail')} label={t.register.mail} type="email" inputMode="email" autoComplete="email" />
      </>);
    }
    case 'credential': {
      const { value, text } = part<Form['credential']>();
      const flag = (name: 'fullTime' | 'degreeHeld') => ({ path: 'credential.' + name, problems: wrong, value: asText(value[name]), options: yesNo(), onInput: (v: string) => change({ ...value, [name]: asBoolean(v) }) });
      return (<>
        <Select {...text('credential', 'type')} label={t.eligibility.credential} options={labels.credentials.map((c) => ({ value: c.code, label: label(labels.credentials, c.code) }))} />
        <Radios {...flag('fullTime')} label={t.fields.fullTime} />
        <Radios {...flag('degreeHeld')} label={t.fields.degreeHeld} />
        <Radios path="credential.foreign" problems={wrong} label={t.fields.foreign} value={String(value.foreign)} options={yesNo()} onInput={(v) => change({ ...value, foreign: v === 'true' })} />
        <Input {...text('credential', 'milestone')} label={t.eligibility.milestone} hint={t.eligibility.milestoneHint} type="date" short />
        <Input {...text('credential', 'institution')} label={t.fields.institution} />
        <Input {...text('credential', 'subject')} label={t.fields.subject} />
      </>);
    }
    case 'employment': return <Employment periods={props.value as EmploymentPeriod[]} change={change} wrong={wrong} />;
    case 'employer': return <EmployerFields value={props.value as Form['employer']} change={change} wrong={wrong} cycle={props.application.cycle} />;
    case 'presentTitle': {
      const { text } = part<Form['presentTitle']>();
      return (<>
        <Select {...text('presentTitle', 'level')} label={t.fields.presentLevel} hint={t.fields.presentHint} optional options={labels.levels.map((l) => ({ value: l.code, label: label(labels.levels, l.code) }))} />
        <Input {...text('presentTitle', 'name')} label={t.fields.presentName} hint={t.fields.presentNameHint} />
      </>);
    }
    case 'summary': {
      const count = pointsWithoutSpace(props.value as string);
      return <TextArea path="summary" problems={wrong} label={t.sections.summary} hint={t.fields.summaryHint} rows={24} elsewhere value={props.value as string} onInput={change} counter={fill(t.fields.count, { count: number(count) })} />;
    }
    case 'conduct': return <TextArea path="conduct" problems={wrong} label={t.sections.conduct} elsewhere hint={t.fields.conductHint} value={props.value as string} onInput={change} />;
    case 'achievements': return <TextArea path="achievements" problems={wrong} label={t.sections.achievements} elsewhere hint={t.fields.achievementsHint} rows={10} value={props.value as string} onInput={change} />;
    case 'notApplicable': return null;
  }
}

/** What most people choose from; who is none of these types it. */
function Choices() {
  const catalogue = useLoad(() => api.catalogue(), 'choices');
  const list = (id: string, values: string[]) => <datalist id={id}>{values.map((value) => <option value={value} />)}</datalist>;
  return <>{list('ethnic-groups', catalogue.value?.ethnicGroups ?? [])}{list('political-statuses', catalogue.value?.politicalStatuses ?? [])}</>;
}

/** Choices and dates are left out where nothing is chosen; texts are empty. */
const OPTIONAL: Record<string, true> = { type: true, milestone: true, level: true, origin: true, postedFrom: true, from: true, to: true };
function without<T extends object>(value: T, name: string | undefined): T {
  if (!name) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name)) as T;
}

function Employment(props: { periods: EmploymentPeriod[]; change: (value: unknown) => void; wrong: Problem[] }) {
  const { periods, change, wrong } = props;
  const edit = (i: number, next: EmploymentPeriod) => change(periods.map((p, at) => (at === i ? next : p)));
  return (
    <div id="f-employment" tabIndex={-1}>
      {wrong.filter((p) => p.field === 'employment').map((p) => <p class="error">{p.message}</p>)}
      {periods.map((p, i) => {
        const text = (name: 'employer' | 'post' | 'from' | 'to') => ({ path: `employment.${i}.${name}`, problems: wrong, value: p[name] ?? '', onInput: (v: string) => edit(i, without({ ...p, [name]: v }, v === '' && name in OPTIONAL ? name : undefined)) });
        return (
          <fieldset class="period">
            <legend>{fill(t.fields.period, { number: i + 1 })}</legend>
            <Input {...text('employer')} label={t.fields.employer} />
            <div class="row"><Input {...text('from')} label={t.fields.from} type="date" short /><Input {...text('to')} label={t.fields.to} hint={t.fields.toHint} type="date" short /></div>
            <Input {...text('post')} label={t.fields.post} />
            <Check label={t.fields.technicalPost} checked={p.technicalPost} onChange={(technicalPost) => edit(i, { ...p, technicalPost })} />
            <Button kind="plain" onClick={() => change(periods.filter((_, at) => at !== i))} label={fill(t.fields.removePeriod, { number: i + 1 })}>{t.frame.remove}</Button>
          </fieldset>
        );
      })}
      <Button kind="plain" onClick={() => change([...periods, { employer: '', technicalPost: true, post: '' }])}>{t.fields.addPeriod}</Button>
    </div>
  );
}

function EmployerFields(props: { value: Form['employer']; change: (value: unknown) => void; wrong: Problem[]; cycle: number }) {
  const { value, change, wrong } = props;
  const [found, setFound] = useState<Employer[]>([]);
  const [unknown, setUnknown] = useState<{ uscc: string; request?: EmployerAnswer }>();
  const typed = useRef(value);
  typed.current = value;
  // The register is asked for what was typed, once the typing pauses; a whole name or code brings the other along.
  const byCode = /^[0-9A-Za-z]{18}$/.test(value.uscc.trim()) ? value.uscc.trim().toUpperCase() : '';
  useEffect(() => {
    const name = value.name.trim();
    if (name.length < 2) return undefined;
    const timer = setTimeout(() => void api.employers({ name }).then(({ employers }) => {
      setFound(employers);
      const whole = employers.find((e) => e.name === name);
      if (whole && typed.current.name.trim() === name && typed.current.uscc !== whole.uscc) change({ ...typed.current, uscc: whole.uscc });
    }, () => undefined), 300);
    return () => clearTimeout(timer);
  }, [value.name]);
  useEffect(() => {
    setUnknown(undefined);
    if (!byCode) return;
    void api.employers({ uscc: byCode }).then(({ employers: [only], request }) => {
      if (!only) setUnknown({ uscc: byCode, ...(request ? { request } : {}) });
      else if (typed.current.name !== only.name) change({ ...typed.current, name: only.name });
    }, () => undefined);
  }, [byCode]);
  return (<>
    <Input path="employer.name" label={t.fields.employerName} hint={t.fields.employerNameHint} problems={wrong} value={value.name} onInput={(name) => change({ ...value, name })} list="employers" />
    <datalist id="employers">{found.map((e) => <option value={e.name}>{e.uscc}</option>)}</datalist>
    <Input path="employer.uscc" label={t.fields.uscc} hint={t.fields.usccHint} problems={wrong} value={value.uscc} onInput={(uscc) => change({ ...value, uscc })} />
    {unknown && unknown.uscc === byCode && <UnknownEmployer key={byCode} uscc={byCode} name={value.name} cycle={props.cycle} request={unknown.request} />}
    <Radios path="employer.origin" label={t.fields.origin} problems={wrong} value={value.origin ?? ''} options={[{ value: 'URUMQI', label: t.fields.urumqi }, { value: 'ELSEWHERE', label: t.fields.elsewhere }]} onInput={(origin) => change({ ...value, origin })} />
    {value.origin === 'ELSEWHERE' && <Input path="employer.postedFrom" label={t.fields.postedFrom} type="date" short problems={wrong} value={value.postedFrom ?? ''} onInput={(v) => change(without({ ...value, postedFrom: v }, v === '' ? 'postedFrom' : undefined))} />}
  </>);
}

/** A firm that the register does not have is asked for, and the bureau confirms or refuses it (R42). */
function UnknownEmployer(props: { uscc: string; name: string; cycle: number; request: EmployerAnswer | undefined }) {
  const catalogue = useLoad(() => api.catalogue(props.cycle), String(props.cycle));
  const [request, setRequest] = useState(props.request);
  const [v, set] = useState({ name: props.name, district: '', contactPhone: '' });
  const { wrong, busy, run } = useCommand();
  const send = () => run(async () => setRequest(await api.requestEmployer(props.uscc, { name: v.name, district: v.district, ...(v.contactPhone ? { contactPhone: v.contactPhone } : {}) })));
  const field = (name: keyof typeof v) => ({ path: name, problems: wrong, value: v[name], onInput: (value: string) => set((s) => ({ ...s, [name]: value })) });
  if (request?.standing === 'WAITING') return <Notice title={t.employer.waitingTitle}><p>{fill(t.employer.waiting, { name: request.name })}</p></Notice>;
  return (
    <Notice kind="warning" title={t.employer.unknown}>
      {request?.standing === 'REFUSED' && <p>{fill(t.employer.refused, { reason: request.refusal })}</p>}
      <p>{t.employer.lead}</p>
      <ErrorSummary problems={wrong} />
      <Input {...field('name')} label={t.employer.name} />
      <Select {...field('district')} label={t.employer.district} options={(catalogue.value?.districts ?? []).map((d) => ({ value: d, label: d }))} />
      <Input {...field('contactPhone')} label={t.employer.phone} type="tel" optional short />
      <Button kind="plain" busy={busy} onClick={() => void send()}>{t.employer.ask}</Button>
    </Notice>
  );
}

/** Where a defect is mended. */
function placeOf(a: Application, field: string): string {
  if (field.startsWith('qualification')) return at(a, 'qualification');
  if (isMaterial(field)) return at(a, 'materials');
  return at(a, SECTIONS.find((s) => within(s, field)) ?? '');
}

function Submit(of: Of) {
  const { application: a } = of;
  const checks = useLoad(() => api.checks(a.id), 'check' + a.formRevision);
  const typed = useUnsent(a.id);
  const [declared, setDeclared] = useState(false);
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const { wrong, busy, run, setWrong } = useCommand();
  const send = () => run(async () => {
    const open = [...(declared ? [] : [{ field: 'declaration', message: t.submit.declareFirst }]), ...typed.map((section) => ({ message: fill(t.tasks.unsentFirst, { section: sectionName(section) }) }))];
    if (open.length) return setWrong(open);
    of.put(a.state === 'CORRECTION' ? await api.correct(a.id, answers) : await api.submit(a.id));
    navigate(at(a, 'progress'), true);
  });
  const c = checks.value;
  return (
    <Page title={t.submit.title} task={task(of)} back={at(a)}>
      {!c ? <Loading of={checks} /> : (<>
        <ErrorSummary problems={wrong} />
        {c.violations.length > 0 && (
          <Notice kind="warning" title={fill(t.submit.defects, { count: c.violations.length })}>
            <ul>{c.violations.map((v) => <li><Link to={placeOf(a, v.field)}>{said(v)}</Link></li>)}</ul>
          </Notice>
        )}
        {(c.remarks ?? []).length > 0 && <Notice kind="warning"><ul>{c.remarks?.map((v) => <li>{said(v)}</li>)}</ul></Notice>}
        {c.assessment.questions.length > 0 && <Notice title={t.submit.questions}><ul>{c.assessment.questions.map((q) => <li>{said(q)}</li>)}</ul></Notice>}
        <Whole application={a} />
        {a.correction?.items.map((m) => (
          <TextArea path={'answers.' + m.item} label={fill(t.submit.answer, { item: itemName(m.item) })} hint={m.comment} rows={3} optional names={[a.name]} value={answers[m.item] ?? ''} onInput={(v) => setAnswers((s) => without({ ...s, [m.item]: v }, v === '' ? m.item : undefined))} />
        ))}
        <Check id="f-declaration" label={t.submit.declare} checked={declared} onChange={setDeclared} />
        <p><Button busy={busy} onClick={() => void send()}>{a.state === 'CORRECTION' ? t.submit.sendAgain : t.submit.send}</Button></p>
      </>)}
    </Page>
  );
}

/** Everything filled in, for reading; beside each field what may be noted there, by the field's path. */
export function Whole(props: { application: Application; title?: ComponentChildren; note?: (...at: string[]) => ComponentChildren }) {
  const { application: a } = props;
  const f = a.form;
  const q = a.qualification;
  const at = (path: string, name: string, value: ComponentChildren): [string, ComponentChildren] => {
    const note = props.note?.(path);
    return [name, note ? <>{value || '—'} {note}</> : value];
  };
  return (
    <div class="whole">
      {props.title}
      <h2>{t.sections.qualification}</h2>
      <Facts facts={[[t.register.name, a.name], [t.register.idNumber, a.maskedIdNumber], at('qualification.kind', t.fields.kind, label(labels.kinds, q.kind)), at('qualification.level', t.fields.level, label(labels.levels, q.level)), at('qualification.series', t.fields.series, q.series), at('qualification.specialty', t.fields.specialty, q.specialty), at('qualification.district', t.fields.district, q.district)]} />
      <h2>{t.sections.contact}</h2>
      <Facts facts={[at('contact.sex', t.fields.sex, sexOf(f.contact.sex)), at('contact.ethnicGroup', t.fields.ethnicGroup, f.contact.ethnicGroup), at('contact.politicalStatus', t.fields.politicalStatus, f.contact.politicalStatus), at('contact.phone', t.register.phone, f.contact.phone), at('contact.mail', t.register.mail, f.contact.mail)]} />
      <h2>{t.sections.credential}</h2>
      <Facts facts={[at('credential.type', t.eligibility.credential, label(labels.credentials, f.credential.type)), at('credential.fullTime', t.fields.fullTime, yesOrNo(f.credential.fullTime)), at('credential.degreeHeld', t.fields.degreeHeld, yesOrNo(f.credential.degreeHeld)), at('credential.foreign', t.fields.foreign, yesOrNo(f.credential.foreign)), at('credential.milestone', t.eligibility.milestone, day(f.credential.milestone)), at('credential.institution', t.fields.institution, f.credential.institution), at('credential.subject', t.fields.subject, f.credential.subject)]} />
      <h2>{t.sections.employment}</h2>
      {props.note?.('employment')}
      <ul>{f.employment.map((p) => <li>{day(p.from)} – {p.to ? day(p.to) : t.fields.now} · {p.employer} · {p.post}{p.technicalPost && ` · ${t.fields.technicalPost}`}</li>)}</ul>
      <h2>{t.sections.employer}</h2>
      <Facts facts={[at('employer.name', t.fields.employerName, f.employer.name), at('employer.uscc', t.fields.uscc, f.employer.uscc), at('employer.origin', t.fields.origin, f.employer.origin === 'ELSEWHERE' ? t.fields.elsewhere : f.employer.origin ? t.fields.urumqi : ''), at('employer.postedFrom', t.fields.postedFrom, day(f.employer.postedFrom))]} />
      <h2>{t.sections.presentTitle}</h2>
      <Facts facts={[at('presentTitle.level', t.fields.presentLevel, label(labels.levels, f.presentTitle.level)), at('presentTitle.name', t.fields.presentName, f.presentTitle.name)]} />
      {(['conduct', 'achievements', 'summary'] as const).map((s) => <><h2>{t.sections[s]}</h2>{props.note?.(s, s === 'summary' ? 'A12' : s)}<p class="text">{f[s] || '—'}</p></>)}
      {Object.entries(f.notApplicable).length > 0 && <><h2>{t.sections.notApplicable}</h2><Facts facts={Object.entries(f.notApplicable).map(([code, reason]) => [label(labels.materials, code), reason])} /></>}
    </div>
  );
}
const sexOf = (value: string) => (value === '男' ? t.fields.male : value === '女' ? t.fields.female : value);
const yesOrNo = (value: boolean | undefined) => (value === undefined ? '' : value ? t.frame.yes : t.frame.no);

function Progress(of: Of) {
  const { application: a } = of;
  const timeline = useLoad(() => api.timeline(a.id), a.id + a.state);
  const [sure, setSure] = useState(false);
  const { wrong, busy, run } = useCommand();
  const [reason, setReason] = useState('');
  const withdraw = () => run(async () => {
    of.put(await api.withdraw(a.id, reason));
    forgetUnsent(a.id);
  });
  const withdrawable = ['SUBMITTED', 'EMPLOYER_REVIEW', 'DISTRICT_REVIEW', 'COMMITTEE_REVIEW', 'RESULT_NOTICE', 'MATERIALS', 'APPROVAL_DOCUMENT', 'CORRECTION'].includes(a.state);
  return (
    <Page title={label(labels.states, a.state)} task={task(of)} back="/portal/applications">
      {needsApplicant(a.state) && <p><Link class="button" to={at(a)}>{t.mine.yourTurn}</Link></p>}
      <Facts facts={([[t.progress.number, a.id], [t.progress.holder, a.holderName], [t.progress.submitted, moment(a.submittedAt)], [t.progress.due, a.dueAt ? `${lastDay(a.dueAt)} ${a.left ? fill(a.left.overdue ? t.progress.overdue : t.progress.left, { days: a.left.days }) : ''}` : ''], [t.progress.document, a.approvalDocument ?? ''], [t.progress.certificate, a.certificateNumber ? <Link to={'/portal/certificates/' + encodeURIComponent(a.certificateNumber)}>{a.certificateNumber}</Link> : '']] as [string, ComponentChildren][]).filter(([, value]) => value)} />
      {a.state === 'RESULT_NOTICE' && a.resultNotice && <Notice><p>{a.resultNotice.objections > 0 ? t.announced.held : fill(t.announced.now, { day: lastDay(a.resultNotice.until) })}</p></Notice>}
      {a.reconsideration && <Question application={a} put={of.put} />}
      <h2>{t.papers.title}</h2>
      <Papers id={a.id} papers={['APPLICATION', ...(a.submittedAt ? ['SUBMISSION_RECEIPT' as const] : []), ...(a.receivedMaterials.length > 0 ? ['ORIGINALS_RECEIPT' as const] : [])]} />
      {a.stepsToCome.length > 0 && <><h2>{t.progress.toCome}</h2><ol class="way">{a.stepsToCome.map((s) => <li>{label(labels.states, s)}</li>)}</ol></>}
      <h2>{t.progress.comments}</h2>
      {a.reviews.length === 0 ? <p>{t.progress.noComments}</p> : <Decisions application={a} />}
      <h2>{t.progress.events}</h2>
      {!timeline.value ? <Loading of={timeline} /> : <History events={timeline.value.events} />}
      {withdrawable && (
        <details>
          <summary>{t.progress.withdraw}</summary>
          <p>{t.progress.withdrawText}</p>
          <ErrorSummary problems={wrong} />
          <TextArea path="reason" label={t.progress.withdrawReason} optional names={[a.name]} rows={2} value={reason} onInput={setReason} />
          <Check label={t.progress.withdrawSure} checked={sure} onChange={setSure} />
          {sure && <Button kind="warning" busy={busy} onClick={() => void withdraw()}>{t.progress.withdraw}</Button>}
        </details>
      )}
    </Page>
  );
}

/** Whoever was rejected, or lost a certificate, asks once, in time, that it be looked at again (R45). */
function Question(props: { application: Application; put: (next: Application) => void }) {
  const { application: a } = props;
  const [reason, setReason] = useState('');
  const { wrong, busy, run, setWrong } = useCommand();
  const right = a.reconsideration;
  if (!right) return null;
  if (right.request) return <Notice title={fill(t.question.asked, { at: moment(right.request.at) })}><p class="text">{right.request.reason}</p></Notice>;
  if (a.state !== 'REJECTED' && a.state !== 'REVOKED') return null;
  if (!right.open) return <Notice><p>{fill(t.question.late, { day: lastDay(right.until) })}</p></Notice>;
  const send = () => run(async () => {
    if (!reason.trim()) return setWrong([{ field: 'question', message: t.question.reasonNeeded }]);
    props.put(await api.question(a.id, a.attempt, reason));
  });
  return (
    <section aria-labelledby="question-title">
      <h2 id="question-title">{t.question.title}</h2>
      <p>{fill(a.state === 'REVOKED' ? t.question.revoked : t.question.lead, { day: lastDay(right.until), step: label(labels.states, right.step) })}</p>
      <ErrorSummary problems={wrong} />
      <TextArea path="question" label={t.question.reason} hint={t.question.hint} rows={4} about={a.id} names={[a.name]} problems={wrong} value={reason} onInput={setReason} />
      <Button busy={busy} onClick={() => void send()}>{t.question.send}</Button>
    </section>
  );
}

/** Each of these is told once a day, with how often. */
const FOLDED = ['SAVE_FORM', 'CHANGE_QUALIFICATION', 'ATTACH', 'PRINT_FORM', 'PRINT_APPLICATION', 'PRINT_RECEIPT'];

/** The notes of these are the system's own, and their codes have words here; what a person wrote stays as it is. */
const CODED = ['ATTACH', 'CHECK_ELIGIBILITY', 'RECEIVE_MATERIALS'];
/** What the system names, and then a person's reason. */
const WITH_REASON = ['TAKE_BACK_RECEIPT'];
const noted = (action: string, note: string): string => WITH_REASON.includes(action) ? note.replace(/^[^；]*/, (codes) => noted('RECEIVE_MATERIALS', codes)) : !CODED.includes(action) ? note : note.replace(/\b(ACCEPTED|REJECTED|ELIGIBLE|NEEDS_REVIEW)\b/, (code) =>
  ({ ACCEPTED: t.materials.accepted, REJECTED: t.materials.refused, ELIGIBLE: t.eligibility.yes, NEEDS_REVIEW: t.eligibility.maybe })[code] ?? code).replace(/\bA\d+\b/g, (material) => label(labels.materials, material));

/** The workflow's own bookkeeping, and a file that is only announced: of these what follows is told. */
const isInward = (e: Happened) => e.action === 'OPEN_REVIEW' || (e.action === 'ATTACH' && /^A\d+$/.test(e.note));

type Happened = Timeline['events'][number];
interface Stage { state: State | undefined; events: Happened[]; over: boolean }

/** The record folded to the steps that it went through, the newest first and unfolded (R25). */
export function History(props: { events: Happened[] }) {
  const [all, unfold] = useState(false);
  const stages: Stage[] = [];
  for (const event of props.events.filter((e) => !isInward(e))) {
    const last = stages.at(-1);
    const stage = last && !last.over ? last : { state: event.from ?? event.to, events: [], over: false };
    if (stage !== last) stages.push(stage);
    stage.events.push(event);
    // what begins it belongs to what it begins
    stage.over = event.from !== undefined && event.to !== undefined && event.to !== event.from;
  }
  return (<>
    {stages.length > 1 && <Button kind="plain" onClick={() => unfold(!all)}>{all ? t.progress.fold : t.progress.unfold}</Button>}
    <ol class="history">
      {stages.reverse().map((stage, i) => (
        <li><details open={all || i === 0}>
          <summary><b>{label(labels.states, stage.state)}</b> {span(stage.events)}</summary>
          <Happenings events={stage.events} />
        </details></li>
      ))}
    </ol>
  </>);
}

const span = (events: Happened[]) => [...new Set([events.at(0), events.at(-1)].map((e) => (e ? dateOf(e.at) : '')))].join(' – ');

/** The newest first. */
function Happenings(props: { events: Happened[] }) {
  const lines = new Map<string, { event: Happened; count: number }>();
  [...props.events].reverse().forEach((event, i) => {
    const folded = FOLDED.includes(event.action) && (!event.to || event.to === event.from);
    const key = folded ? [dateOf(event.at), event.office, event.action].join(' ') : String(i);
    lines.set(key, { event: lines.get(key)?.event ?? event, count: (lines.get(key)?.count ?? 0) + 1 });
  });
  return (
    <ul>{[...lines.values()].map(({ event: e, count }) => (
      <li>
        <time dateTime={e.at}>{dateOf(e.at)} {hour(e.at)}</time> {e.office} {label(labels.events, e.action)}{count > 1 && ` ${fill(t.progress.times, { count })}`}
        {e.to && e.to !== e.from && <> → {label(labels.states, e.to)}</>} {count === 1 && e.note && <span class="hint">{noted(e.action, e.note)}</span>}
      </li>
    ))}</ul>
  );
}

/** What a decision came to, in the step's own words. */
const outcomeOf = (r: Decision) =>
  r.step === 'RECONSIDERATION' ? t.question[r.outcome === 'PASS' ? 'SENT_BACK' : 'UPHELD']
  : r.outcome === 'PASS' && r.step === 'MATERIALS' ? t.receive.done
  : r.outcome === 'PASS' && r.step === 'APPROVAL_DOCUMENT' ? label(labels.events, 'RECORD_APPROVAL_DOCUMENT')
  : t.outcomes[r.outcome];

export function Decisions(props: { application: Application }) {
  return (
    <ul class="decisions">
      {props.application.reviews.map((r) => (
        <li class={r.superseded ? 'superseded' : undefined}>
          <b>{label(labels.states, r.step)}</b> <Tag kind={r.outcome === 'PASS' ? 'good' : r.outcome === 'RETURN' ? 'warning' : 'bad'}>{outcomeOf(r)}</Tag> <time dateTime={r.decidedAt}>{moment(r.decidedAt)}</time>{r.superseded && ` ${t.outcomes.superseded}`}
          {r.reason && <p>{r.reason}</p>}
          {Object.values(r.answers).map((answer) => <p>{answer}</p>)}
          {r.mend.length > 0 && <ul>{r.mend.map((m) => <li><b>{itemName(m.item)}</b> {m.comment}</li>)}</ul>}
        </li>
      ))}
    </ul>
  );
}
