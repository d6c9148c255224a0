/** What anyone may see: the start, "am I eligible?", and verification. */
import { useState } from 'preact/hooks';
import { api, currentOf, standingOf, type Assessment, type Credential, type CredentialType, type Cycle, type EmploymentPeriod, type Kind, type Level, type Preparation, type State } from '../api';
import type { Known } from '../app';
import { isSignedIn, signIn } from '../session';
import { day, fill, gap, label, number, said, since, t, until } from '../texts';
import { Button, Check, ErrorSummary, Input, Link, Loading, Notice, Page, Select, useCommand, useLoad } from '../ui';
import { labels } from '../texts/labels';

/** R5–R10, in the order of the notice. */
const ROWS: [CredentialType, number, Level, Kind][] = [
  ['SECONDARY_VOCATIONAL', 3, 'JUNIOR', 'INITIAL_DETERMINATION'], ['JUNIOR_COLLEGE', 2, 'JUNIOR', 'INITIAL_DETERMINATION'],
  ['BACHELOR', 1, 'JUNIOR', 'INITIAL_DETERMINATION'], ['MASTER', 1, 'INTERMEDIATE', 'AWARD'], ['DOCTORATE', 1, 'ASSOCIATE_SENIOR', 'AWARD'],
  ['POSTDOCTORAL', 1, 'SENIOR', 'AWARD'],
];

export function Start(props: { known: Known }) {
  const { me } = props.known;
  const cycles = useLoad(api.cycles, 'cycles');
  const cycle = currentOf(cycles.value?.cycles);
  const days = cycle && cycles.value ? Math.ceil((Date.parse(cycle.closes) - Date.parse(cycles.value.now)) / 86_400_000) : 0;
  const standing = cycle && cycles.value ? standingOf(cycle, cycles.value.now) : 'closed';
  return (
    <Page title={t.start.title}>
      {!cycle ? <Loading of={cycles} /> : (
        <Notice kind={cycle.open ? 'good' : 'warning'} title={fill(t.start[standing], { year: cycle.year })}>
          <p>{fill(t.start.window, { from: since(cycle.opens), to: until(cycle.closes) })}{cycle.open && gap() + fill(t.start.daysLeft, { days })}</p>
          {standing !== 'open' && <p>{standing === 'toCome' ? t.start.beforehand : t.start.afterwards}</p>}
          <p class="actions">
            {me && me.appointments.length > 0
              ? <Link class="button" to={me.appointments.some((a) => a.role !== 'ADMINISTRATOR') ? '/portal/work' : '/portal/admin'}>{me.appointments.some((a) => a.role !== 'ADMINISTRATOR') ? t.frame.work : t.admin.title}</Link>
              : isSignedIn()
              ? <Link class="button" to={me?.registered ? '/portal/applications' : '/portal/registration'}>{me?.registered ? t.frame.mine : t.start.register}</Link>
              : <Button onClick={() => void signIn('/portal/applications')}>{standing === 'open' ? t.start.apply : standing === 'toCome' ? t.start.signInFirst : t.start.follow}</Button>}
            <Link class="button secondary" to="/portal/eligibility">{t.frame.eligibility}</Link>
          </p>
          {cycle.settings.supervisingTelephone && <p>{fill(t.start.telephone, { office: cycle.settings.receivingOffice, telephone: cycle.settings.supervisingTelephone })}</p>}
        </Notice>
      )}
      <h2>{t.start.who}</h2>
      <p>{t.start.whoText}</p>
      <div class="scroll" tabIndex={0} role="region" aria-label={t.start.table}>
        <table>
          <caption>{t.start.table}</caption>
          <thead><tr><th scope="col">{t.start.credential}</th><th scope="col">{t.start.years}</th><th scope="col">{t.start.level}</th><th scope="col">{t.start.kind}</th></tr></thead>
          <tbody>
            {ROWS.map(([credential, years, level, kind]) => (
              <tr><th scope="row">{label(labels.credentials, credential)}</th><td>{fill(t.start.yearsOf, { years })}</td><td>{label(labels.levels, level)}</td><td>{label(labels.kinds, kind)}</td></tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2>{t.start.prepare}</h2>
      <Prepare />
      <h2>{t.start.way}</h2>
      <ol class="way">
        <li>{t.start.way1}</li><li>{t.start.way2}{cycle && `${gap()}${fill(t.prepare.notice, { days: cycle.settings.minimumNoticeDays })}`}{takes(cycle, 'EMPLOYER_REVIEW')}</li><li>{t.start.way3}{takes(cycle, 'DISTRICT_REVIEW')}</li>
        <li>{t.start.way4}{takes(cycle, 'COMMITTEE_REVIEW')}{cycle && cycle.settings.resultNoticeDays > 0 && `${gap()}${fill(t.prepare.resultNotice, { days: cycle.settings.resultNoticeDays })}`}</li><li>{t.start.way5}{takes(cycle, 'MATERIALS', 'APPROVAL_DOCUMENT')}</li><li>{t.start.way6}</li>
      </ol>
      {cycle && <p>{fill(t.prepare.correction, { days: cycle.settings.correctionDays })}</p>}
      {cycle && cycle.settings.reconsiderationDays > 0 && <p>{fill(t.prepare.reconsideration, { days: cycle.settings.reconsiderationDays })}</p>}
    </Page>
  );
}

/** The target time of steps, where the cycle has one (R24). */
const takes = (cycle: Cycle | undefined, ...steps: State[]) => {
  const days = steps.reduce((sum, step) => sum + (cycle?.settings.targetDays[step] ?? 0), 0);
  return days > 0 && gap() + fill(t.prepare.takes, { days });
};

/** By the credential what has to be at hand, as the rules themselves say it. */
function Prepare() {
  const [type, setType] = useState('');
  const catalogue = useLoad(async () => (type ? api.catalogue() : undefined), type && 'catalogue');
  const all = catalogue.value?.preparations[type as CredentialType] ?? [];
  const line = (p: Preparation) => (
    <li>
      {label(labels.materials, p.material)}{p.needed > 1 && (p.material === 'A12' ? fill(t.prepare.characters, { count: number(p.needed) }) : fill(t.prepare.files, { count: p.needed }))}
      {p.only && <span class="hint"> {t.prepare[p.only]}</span>}{p.orReason && <span class="hint"> {t.prepare.orReason}</span>}
    </li>
  );
  return (
    <>
      <Select path="prepare" label={t.start.credential} value={type} options={labels.credentials.map((l) => ({ value: l.code, label: label(labels.credentials, l.code) }))} onInput={setType} />
      <div aria-live="polite">{type && (!catalogue.value ? <Loading of={catalogue} /> : (<>
        <h3>{t.prepare.own}</h3>
        <ul class="materials">{all.filter((p) => !p.byEmployer).map(line)}</ul>
        <h3>{t.prepare.employers}</h3>
        <ul class="materials">{all.filter((p) => p.byEmployer).map(line)}</ul>
        <p class="hint">{t.prepare.format}</p>
      </>))}</div>
    </>
  );
}

export function Eligibility(props: { known: Known }) {
  const [credential, setCredential] = useState<Credential>({ foreign: false, institution: '', subject: '', fullTime: true, degreeHeld: true });
  const [from, setFrom] = useState('');
  const [answer, setAnswer] = useState<{ kind?: Kind; level?: Level; assessment: Assessment }>();
  const { wrong, busy, run } = useCommand();
  const employment: EmploymentPeriod[] = from ? [{ employer: '', from, technicalPost: true, post: '' }] : [];
  const ask = () => run(async () => {
    setAnswer(undefined);
    setAnswer(await api.tryEligibility(credential, employment));
  });
  return (
    <Page title={t.eligibility.title} back="/portal">
      <p>{t.eligibility.lead}</p>
      <ErrorSummary problems={wrong} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void ask(); }}>
        <Select path="credential.type" label={t.eligibility.credential} value={credential.type ?? ''} options={labels.credentials.map((l) => ({ value: l.code, label: label(labels.credentials, l.code) }))}
          onInput={(type) => setCredential((c) => { const { type: _, ...rest } = c; return type ? { ...rest, type: type as CredentialType } : rest; })} />
        <Check label={t.eligibility.fullTime} checked={credential.fullTime ?? false} onChange={(fullTime) => setCredential((c) => ({ ...c, fullTime }))} />
        <Input path="credential.milestone" type="date" short label={t.eligibility.milestone} hint={t.eligibility.milestoneHint} value={credential.milestone ?? ''}
          onInput={(milestone) => setCredential((c) => { const { milestone: _, ...rest } = c; return milestone ? { ...rest, milestone } : rest; })} />
        <Input path="employment" type="date" short label={t.eligibility.work} hint={t.eligibility.workHint} value={from} onInput={setFrom} />
        <Button type="submit" busy={busy}>{t.eligibility.ask}</Button>
      </form>
      <div aria-live="polite">{answer && <Answer answer={answer} known={props.known} />}</div>
    </Page>
  );
}

function Answer(props: { answer: { kind?: Kind; level?: Level; assessment: Assessment }; known: Known }) {
  const { assessment, kind, level } = props.answer;
  const leads = kind ? fill(t.eligibility.leads, { kind: label(labels.kinds, kind), level: label(labels.levels, level) }) : '';
  const title = assessment.outcome === 'ELIGIBLE' ? t.eligibility.yes : assessment.outcome === 'NEEDS_REVIEW' ? t.eligibility.maybe : assessment.eligibleFrom ? fill(t.eligibility.from, { day: day(assessment.eligibleFrom) }) : t.eligibility.no;
  return (
    <Notice kind={assessment.outcome === 'INELIGIBLE' ? 'warning' : 'good'} title={title}>
      {leads && <p>{leads}</p>}
      <ul>{[...assessment.reasons, ...assessment.questions].map((v) => <li>{said(v)}</li>)}</ul>
      <p class="hint">{t.eligibility.only}</p>
    </Notice>
  );
}
