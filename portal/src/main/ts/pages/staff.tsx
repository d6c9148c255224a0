/** The pages of all who work on applications, loaded as one. */
import type { Parts } from '../router';
import type { At } from '../routes';
import { t } from '../texts';
import { Page } from '../ui';
import { Appointments, Cycles, Exported, Figures, Overview } from './admin';
import type { Known } from './applicant';
import { CalendarYear } from './calendar';
import { Case } from './case';
import { CataloguePage } from './catalogue';
import { Employers } from './employers';
import { Consent, Experts } from './experts';
import { Accept, Colleagues } from './invite';
import { Certificates, Documents, Integrity, Office, Registrations, WaitingList } from './office';
import { Objected, ObjectedTo } from './objections';
import { PassOpened, Queue, Work } from './queue';
import { Reports } from './report';
import { Workbench } from './review';
import { Running } from './running';
import { OneSession, Sessions } from './sessions';

const WORK = '/portal/work';
const ADMIN = '/portal/admin';

export function Staff(props: { at: At; parts: Parts; known: Known }) {
  const { parts, known } = props;
  const { application = '', tier = '' } = parts;
  switch (props.at) {
    case '/portal/invitation': return <Accept />;
    case '/portal/committee/consent': return <Consent back="/portal" />;
    case '/portal/work/experts': return <Experts back={WORK} changes={false} />;
    case '/portal/admin/experts': return <Experts back={ADMIN} changes />;
    case '/portal/work': return <Work known={known} />;
    case '/portal/work/colleagues': return <Colleagues known={known} />;
    case '/portal/work/sessions': return <Sessions known={known} />;
    case '/portal/work/sessions/:session': return <OneSession id={parts.session ?? ''} known={known} />;
    case '/portal/work/documents': case '/portal/work/documents/:document': return <Documents number={parts.document} />;
    case '/portal/work/certificates': case '/portal/work/certificates/:certificate': return <Certificates number={parts.certificate} />;
    case '/portal/work/registrations': return <Registrations back={WORK} />;
    case '/portal/work/integrity': return <Integrity back={WORK} />;
    case '/portal/work/objections': return <Objected />;
    case '/portal/work/objections/:application': return <ObjectedTo id={application} />;
    case '/portal/work/waiting': return <WaitingList back={WORK} here={WORK + '/waiting'} />;
    case '/portal/work/waiting/:application': return <Case id={application} back={WORK + '/waiting'} known={known} />;
    case '/portal/work/figures': return <Figures back={WORK} />;
    case '/portal/exports/:export': return <Exported id={parts.export ?? ''} />;
    case '/portal/work/:tier/report': return <Reports />;
    case '/portal/work/:tier/opened': return <PassOpened tier={tier} />;
    case '/portal/work/:tier': return tier === 'APPROVAL_DOCUMENT' ? <Office /> : <Queue tier={tier} known={known} />;
    case '/portal/work/:tier/:application': return <Workbench id={application} tier={tier} known={known} />;
    case '/portal/admin': return <Overview />;
    case '/portal/admin/running': return <Running />;
    case '/portal/admin/waiting': return <WaitingList back={ADMIN} here={ADMIN + '/waiting'} />;
    case '/portal/admin/waiting/:application': return <Case id={application} back={ADMIN + '/waiting'} known={known} />;
    case '/portal/admin/cycle': return <Cycles />;
    case '/portal/admin/calendar': return <CalendarYear />;
    case '/portal/admin/catalogue': return <CataloguePage />;
    case '/portal/admin/staff': return <Appointments />;
    case '/portal/admin/employers': return <Employers />;
    case '/portal/admin/registrations': return <Registrations back={ADMIN} />;
    case '/portal/admin/integrity': return <Integrity back={ADMIN} />;
    case '/portal/admin/figures': return <Figures back={ADMIN} />;
    default: return <Page title={t.errors.noPage} />;
  }
}
