/** The frame of each page, and which page an address shows. */
import './style.css';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api, type Me } from './api';
import { Admin } from './pages/admin';
import { Applicant } from './pages/applicant';
import { Certificates, Integrity, Office } from './pages/office';
import { Eligibility, Start, Verify } from './pages/public';
import { Register } from './pages/register';
import { Workbench, Queue, Work } from './pages/review';
import { match, navigate, onPath, path } from './router';
import { finishSignIn, isCallback, isEnded, isSignedIn, onSession, remaining, signIn, signOut } from './session';
import { choose, fill, language, onLanguage, show, t } from './texts';
import { Button, Link, Loading, Notice, Page, useLoad } from './ui';

const LARGE = 'zhicheng.large';

/** What every page may need: who is signed in. */
export interface Known { me?: Me; reload: () => void }

function Frame() {
  const [, turn] = useState(0);
  const again = () => turn((n) => n + 1);
  useEffect(() => onPath(again), []);
  useEffect(() => onSession(again), []);
  useEffect(() => onLanguage(again), []);
  const signedIn = isSignedIn();
  const known = useLoad(async () => {
    const me = signedIn ? await api.me() : undefined;
    return me ? { me } : {};
  }, String(signedIn));
  return (
    <>
      <a class="skip" href="#main">{t.frame.skip}</a>
      <Header me={known.value?.me} />
      <SessionNotice />
      {known.value ? <Shown known={{ ...known.value, reload: known.reload }} /> : <main id="main"><Loading of={known} /></main>}
      <footer><p>{t.frame.footer}</p></footer>
    </>
  );
}

function Header(props: { me: Me | undefined }) {
  const [large, setLarge] = useState(localStorage.getItem(LARGE) === 'true');
  useEffect(() => {
    document.documentElement.classList.toggle('large', large);
    localStorage.setItem(LARGE, String(large));
  }, [large]);
  const { me } = props;
  return (
    <header>
      <div class="bar">
        <Link to="/portal" class="name">{t.frame.system}</Link>
        <div class="tools">
          <button type="button" class="plain" aria-pressed={large} onClick={() => setLarge(!large)}>{t.frame.large}</button>
          {language() === 'en'
            ? <button type="button" class="plain" lang="zh-CN" onClick={() => choose('zh-CN')}>中文</button>
            : <button type="button" class="plain" lang="en" onClick={() => choose('en')}>English</button>}
          {isSignedIn()
            ? <button type="button" class="plain" onClick={() => void signOut()}>{t.frame.signOut}</button>
            : <button type="button" class="plain" onClick={() => void signIn(path())}>{t.frame.signIn}</button>}
        </div>
      </div>
      <nav aria-label={t.frame.navigation}>
        {me && (me.registered || me.appointments.length === 0) && <><Link to="/portal/applications">{t.frame.mine}</Link><Link to="/portal/registration">{t.frame.myData}</Link></>}
        {me?.appointments.some((a) => a.role !== 'ADMINISTRATOR') && <Link to="/portal/work">{t.frame.work}</Link>}
        {isAdministrator(me) && <Link to="/portal/admin">{t.admin.title}</Link>}
        <Link to="/portal/eligibility">{t.frame.eligibility}</Link>
        <Link to="/portal/verify">{t.frame.verify}</Link>
        {me && <span class="who">{[me.name, ...me.appointments.map((a) => [a.roleName, a.scopeName].filter(Boolean).join(' '))].filter(Boolean).join(' · ')}</span>}
      </nav>
    </header>
  );
}

const isAdministrator = (me: Me | undefined) => me?.appointments.some((a) => a.role === 'ADMINISTRATOR') ?? false;

/** Told before a session ends and after; what was typed stays on the page. */
function SessionNotice() {
  const [, turn] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => turn((n) => n + 1), 30_000);
    return () => clearInterval(timer);
  }, []);
  const minutes = Math.ceil(remaining() / 60_000);
  if (!isSignedIn() || (!isEnded() && minutes > 5)) return null;
  return (
    <div role="alert" class="session">
      <p>{isEnded() || minutes <= 0 ? t.frame.sessionEnded : fill(t.frame.sessionEnds, { minutes })}</p>
      <a class="button" href="/portal/sign-in" target="_blank" rel="opener">{t.frame.signInAgain}</a>
    </div>
  );
}

function SignedIn() {
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    finishSignIn().then((to) => (to === '/portal/sign-in' ? close() : navigate(to, true)), () => setFailed(true));
  }, []);
  return (
    <Page title={t.signIn.title}>
      {failed ? <Notice kind="warning"><p>{t.signIn.failed}</p><Button onClick={() => void signIn('/portal')}>{t.frame.signIn}</Button></Notice> : <p role="status">{t.frame.loading}</p>}
    </Page>
  );
}

/** Leaves for the provider at once: a deep link that needs a sign-in comes back to itself. */
function MustSignIn() {
  return (
    <Page title={t.signIn.title}>
      <p>{t.signIn.needed}</p>
      <Button onClick={() => void signIn(path())}>{t.frame.signIn}</Button>
    </Page>
  );
}

function Shown(props: { known: Known }) {
  const address = path();
  const { known } = props;
  if (isCallback()) return <SignedIn />;
  if (match('/portal', address) || address === '/') return <Start known={known} />;
  if (match('/portal/eligibility', address)) return <Eligibility known={known} />;
  if (match('/portal/verify', address)) return <Verify />;
  const me = known.me;
  if (!me) return <MustSignIn />;
  if (match('/portal/registration', address)) return <Register me={me} reload={known.reload} />;
  const application = match('/portal/applications', address) ?? match('/portal/applications/:id', address) ?? match('/portal/applications/:id/:step', address);
  if (application) return <Applicant key={address} id={application.id} step={application.step} known={{ ...known, me }} />;
  if (match('/portal/work', address)) return <Work known={{ ...known, me }} />;
  if (match('/portal/work/APPROVAL_DOCUMENT', address)) return <Office known={{ ...known, me }} />;
  if (match('/portal/work/certificates', address)) return <Certificates />;
  if (match('/portal/work/integrity', address)) return <Integrity known={{ ...known, me }} />;
  const admin = match('/portal/admin', address) ?? match('/portal/admin/:part', address);
  if (admin && isAdministrator(me)) return <Admin key={address} part={admin.part} known={{ ...known, me }} />;
  const work = match('/portal/work/:tier', address) ?? match('/portal/work/:tier/:id', address);
  if (work?.id) return <Workbench key={work.id} id={work.id} tier={work.tier ?? ''} known={{ ...known, me }} />;
  if (work) return <Queue key={address} tier={work.tier ?? ''} known={{ ...known, me }} />;
  return <Page title={t.errors.noPage}><p><Link to="/portal">{t.frame.home}</Link></p></Page>;
}

show();
const root = document.getElementById('portal');
if (root) render(<Frame />, root);
