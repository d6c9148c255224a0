/** The frame of each page, and which page an address shows. */
import './style.css';
import { render, type ComponentChildren } from 'preact';
import { useEffect, useErrorBoundary, useState } from 'preact/hooks';
import { api, type Me } from './api';
import { Applicant } from './pages/applicant';
import { OneCertificate, Verify } from './pages/certificate';
import { OwnIntegrity } from './pages/integrity';
import { Eligibility, Start } from './pages/public';
import { Register } from './pages/register';
import { navigate, onPath, path } from './router';
import { routeOf } from './routes';
import { cameForAnother, finishSignIn, isAgain, isCallback, isEnded, isRenewable, isSignedIn, onSession, remaining, renew, signIn, signInAgain, signOut } from './session';
import { begin, choose, fill, label, language, onLanguage, t } from './texts';
import { labels } from './texts/labels';
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
    const me = signedIn && !isAgain() ? await api.me() : undefined;
    return me ? { me } : {};
  }, String(signedIn));
  return (
    <>
      <a class="skip" href="#main">{t.frame.skip}</a>
      <Header me={known.value?.me} />
      <LineNotice />
      <SessionNotice />
      {known.value ? <Safely at={path()}><Shown known={{ ...known.value, reload: known.reload }} /></Safely> : <main id="main"><Loading of={known} /></main>}
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
            ? <button type="button" class="plain" lang="zh-CN" onClick={() => void choose('zh-CN')}>中文</button>
            : <button type="button" class="plain" lang="en" onClick={() => void choose('en')}>English</button>}
          {isSignedIn()
            ? <button type="button" class="plain" onClick={() => void signOut()}>{t.frame.signOut}</button>
            : <button type="button" class="plain" onClick={() => void signIn(path() + location.hash)}>{t.frame.signIn}</button>}
        </div>
      </div>
      <nav aria-label={t.frame.navigation}>
        {me && <><Link to="/portal/applications">{t.frame.mine}</Link><Link to="/portal/registration">{t.frame.myData}</Link></>}
        {me?.appointments.some((a) => a.role !== 'ADMINISTRATOR') && <Link to="/portal/work">{t.frame.work}</Link>}
        {isAdministrator(me) && <Link to="/portal/admin">{t.admin.title}</Link>}
        <Link to="/portal/eligibility">{t.frame.eligibility}</Link>
        <Link to="/portal/verify">{t.frame.verify}</Link>
        <Link to="/portal/results">{t.results.title}</Link>
        {me && <span class="who">{[me.name, ...me.appointments.map((a) => [label(labels.roles, a.role), a.scopeName].filter(Boolean).join(' '))].filter(Boolean).join(' · ')}</span>}
      </nav>
    </header>
  );
}

const isAdministrator = (me: Me | undefined) => me?.appointments.some((a) => a.role === 'ADMINISTRATOR') ?? false;

const endsSoon = () => remaining() <= 300_000;

/** Told before a session ends that cannot be renewed without a word, and after; what was typed stays on the page. */
function SessionNotice() {
  const [, turn] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => void (endsSoon() && isRenewable() ? renew() : turn((n) => n + 1)), 30_000);
    return () => clearInterval(timer);
  }, []);
  const minutes = Math.ceil(remaining() / 60_000);
  if (!isSignedIn() || (!isEnded() && (!endsSoon() || isRenewable()))) return null;
  return (
    <div role="alert" class="session">
      <p>{isEnded() || minutes <= 0 ? t.frame.sessionEnded : fill(t.frame.sessionEnds, { minutes })}</p>
      <Button onClick={signInAgain}>{t.frame.signInAgain}</Button>
    </div>
  );
}

/** Told while the machine has no line; what was typed stays on the page and is sent when there is one again. */
function LineNotice() {
  const [on, setOn] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOn(navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return <div role="alert">{!on && <p class="session">{t.frame.offline}</p>}</div>;
}

/** A page that throws leaves the frame, and says what to do instead of being white. */
function Safely(props: { at: string; children: ComponentChildren }) {
  const [error, forget] = useErrorBoundary();
  useEffect(() => forget, [props.at]);
  if (!error) return <>{props.children}</>;
  return <Page title={t.errors.failed}><p role="alert">{t.errors.unexpected}</p><Button onClick={() => location.reload()}>{t.errors.reload}</Button></Page>;
}

/** Leaves for the provider at once. */
function Again() {
  useEffect(() => void signIn(path()), []);
  return <Page title={t.signIn.title}><p role="status">{t.frame.loading}</p></Page>;
}

function SignedIn() {
  const [failed, setFailed] = useState(false);
  const [done, setDone] = useState(false);
  useEffect(() => {
    finishSignIn().then((to) => {
      if (!cameForAnother(to)) return navigate(to, true);
      setDone(true);
      close();
    }, () => setFailed(true));
  }, []);
  return (
    <Page title={t.signIn.title}>
      {done ? <p role="status">{t.signIn.done}</p> : failed ? <Notice kind="warning"><p>{t.signIn.failed}</p><Button onClick={() => void signIn('/portal')}>{t.frame.signIn}</Button></Notice> : <p role="status">{t.frame.loading}</p>}
    </Page>
  );
}

/** A deep link that needs a sign-in comes back to itself. */
function MustSignIn() {
  return (
    <Page title={t.signIn.title}>
      <p>{t.signIn.needed}</p>
      <Button onClick={() => void signIn(path() + location.hash)}>{t.frame.signIn}</Button>
    </Page>
  );
}

/** Pages that come when somebody wants them: an applicant's phone never loads the staff's. What does not come, for the line or an older deployment, comes with the page anew. */
function Later<P>(props: { load: () => Promise<P>; children: (part: P) => ComponentChildren }) {
  const part = useLoad(props.load, '');
  if (part.error) throw part.error;
  return part.value ? <>{props.children(part.value)}</> : <main id="main"><Loading of={part} /></main>;
}

function Shown(props: { known: Known }) {
  const address = path();
  const { known } = props;
  if (isCallback()) return <SignedIn />;
  if (isAgain()) return <Again />;
  const route = routeOf(address);
  const nothing = <Page title={t.errors.noPage}><p><Link to="/portal">{t.frame.home}</Link></p></Page>;
  if (!route) return nothing;
  switch (route.at) {
    case '/portal': return <Start known={known} />;
    case '/portal/eligibility': return <Eligibility known={known} />;
    case '/portal/verify': return <Verify />;
    case '/portal/results/notices': return <Later key="notices" load={() => import('./pages/notices')}>{({ Announcements }) => <Announcements />}</Later>;
    case '/portal/results': case '/portal/results/:list': return <Later key="results" load={() => import('./pages/results')}>{({ Results }) => <Results key={address} list={route.parts.list} />}</Later>;
    case '/portal/components': return <Later key="components" load={() => import('./pages/components')}>{({ Components }) => <Components />}</Later>;
  }
  const me = known.me;
  if (!me) return <MustSignIn />;
  const { at, who, parts } = route;
  switch (at) {
    case '/portal/registration': return <Register me={me} reload={known.reload} />;
    case '/portal/integrity': return <OwnIntegrity />;
    case '/portal/applications': case '/portal/applications/new': case '/portal/applications/:application': case '/portal/applications/:application/:step':
      return <Applicant key={address} id={at.endsWith('new') ? 'new' : parts.application} step={parts.step} known={{ ...known, me }} />;
    case '/portal/certificates/:certificate': return <OneCertificate key={address} number={parts.certificate ?? ''} />;
    default: return who === 'administrator' && !isAdministrator(me) ? nothing : <Later key="staff" load={() => import('./pages/staff')}>{({ Staff }) => <Staff key={address} at={at} parts={parts} known={{ ...known, me }} />}</Later>;
  }
}

const root = document.getElementById('portal');
// Without the English texts, as on a bad line, the Chinese ones are better than none.
void begin().catch(() => undefined).then(() => {
  // What stands there until the pages begin would stay below them, and be seen from the third second on.
  root?.replaceChildren();
  if (root) render(<Frame />, root);
});
