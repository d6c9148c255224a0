/** The API, as openapi.yaml describes it: one function an operation, refusals as one kind of error. */
import { accessToken, sessionEnded } from './session';
import { language } from './texts';
import { path as addressNow } from './router';
import { takenAt, typedBy } from './typed';

export type State =
  | 'DRAFT' | 'SUBMITTED' | 'EMPLOYER_REVIEW' | 'DISTRICT_REVIEW' | 'COMMITTEE_REVIEW' | 'RESULT_NOTICE' | 'MATERIALS' | 'APPROVAL_DOCUMENT'
  | 'CERTIFICATE' | 'CERTIFIED' | 'REVOKED' | 'CORRECTION' | 'RECONSIDERATION' | 'REJECTED' | 'WITHDRAWN' | 'ABANDONED' | 'EXPIRED' | 'CLOSED';
export type Tier = 'EMPLOYER_REVIEW' | 'DISTRICT_REVIEW' | 'COMMITTEE_REVIEW' | 'MATERIALS' | 'APPROVAL_DOCUMENT' | 'RECONSIDERATION';
export type Role = 'APPLICANT' | 'EMPLOYER' | 'DISTRICT' | 'COMMITTEE' | 'OFFICE' | 'ADMINISTRATOR' | 'SYSTEM';
export type Paper = 'APPLICATION' | 'SUBMISSION_RECEIPT' | 'ORIGINALS_RECEIPT';
export type ListFormat = 'PDF' | 'DOCX' | 'CSV' | 'XLSX';
export type ListPaper = 'APPROVAL_DOCUMENT' | 'CERTIFICATE_REGISTER' | 'RESULT_LIST';
export type Annex = 'PUBLIC_NOTICE' | 'NOTICE_RESULT' | 'RECOMMENDATION_REPORT';
export type Kind = 'INITIAL_DETERMINATION' | 'AWARD';
export type Level = 'JUNIOR' | 'INTERMEDIATE' | 'ASSOCIATE_SENIOR' | 'SENIOR';
export type CredentialType = 'SECONDARY_VOCATIONAL' | 'JUNIOR_COLLEGE' | 'BACHELOR' | 'MASTER' | 'DOCTORATE' | 'POSTDOCTORAL';
export type Section =
  'contact' | 'credential' | 'employment' | 'employer' | 'presentTitle' | 'conduct' | 'achievements' | 'summary' | 'notApplicable';
/** A calendar day in Beijing, `2025-03-10`. */
export type Day = string;
/** An instant in UTC. */
export type Instant = string;

export interface Capacity { role: Role; roleName: string; scope: string; scopeName: string }
export interface Me { sub: string; registered: boolean; name?: string; appointments: Capacity[]; now: Instant }
export interface CommitteeRules { bySession: boolean; seniorBySpecialty: number; seniorBySeries: number; otherwise: number; substitutes: number; readers: number }
export interface Settings { committee: CommitteeRules; districts: string[]; excludedSpecialties: string[]; targetDays: Record<string, number>; keptMonths: Record<string, number>; minimumNoticeDays: number; correctionDays: number; reconsiderationDays: number; resultNoticeDays: number; certificateNumberFormat: string; receivingOffice: string; supervisingTelephone: string; issuingAuthority: string }
export interface Cycle { year: number; opens: Instant; closes: Instant; open: boolean; settings: Settings; version: number }
export interface Qualification { kind?: Kind; level?: Level; series: string; specialty: string; district: string }
export interface Credential { type?: CredentialType; fullTime?: boolean; foreign: boolean; degreeHeld?: boolean; milestone?: Day; institution: string; subject: string }
export interface EmploymentPeriod { employer: string; from?: Day; to?: Day; technicalPost: boolean; post: string }
export interface Form {
  contact: { sex: string; ethnicGroup: string; politicalStatus: string; phone: string; mail: string };
  credential: Credential;
  employment: EmploymentPeriod[];
  employer: { uscc: string; name: string; origin?: 'URUMQI' | 'ELSEWHERE'; postedFrom?: Day };
  presentTitle: { level?: Level; name: string };
  conduct: string;
  achievements: string;
  summary: string;
  notApplicable: Record<string, string>;
}
export interface Violation { rule: string; code: string; field: string; message?: string; chinese?: string; english?: string }
export interface Question { rule: string; code: string; chinese: string; english: string }
export interface Assessment { outcome: 'ELIGIBLE' | 'INELIGIBLE' | 'NEEDS_REVIEW'; referenceDate: Day; reasons: Violation[]; eligibleFrom?: Day; questions: Question[] }
export interface Attachment { id: string; material: string; materialName: string; fileName: string; contentType: string; size: number; status: 'REQUESTED' | 'ACCEPTED' | 'REJECTED' | 'REPLACED' | 'SUPERSEDED' | 'REMOVED'; rejection?: { code: string; chinese: string; english: string }; requestedAt: Instant; warnings: FileWarning[] }
export interface FileWarning { code: string; page: number; chinese: string; english: string }
export interface Reading { done: number; of: number }
export interface MaterialPages { uri?: string; validUntil: Instant; pages: { uri: string; width: number; height: number; preview?: string }[] }
export interface Mend { item: string; comment: string }
export interface Decision { step: State; office: string; attempt: number; outcome: 'PASS' | 'RETURN' | 'REJECT'; decidedAt: Instant; reason: string; mend: Mend[]; superseded: boolean; answers: Record<string, string> }
export interface Left { days: number; overdue: boolean; provisional: boolean }
export interface Objection { number: number; raisedOn: Day; facts: string; finding?: 'UNFOUNDED' | 'UPHELD'; resolution: string; resolvedOn?: Day }
export interface Notice { name: string; kind?: Kind; level?: Level; series: string; specialty: string; from?: Day; to?: Day; resultDate?: Day; receivingOffice: string; supervisingTelephone: string; objections: Objection[] }
export interface Application {
  id: string; cycle: number; state: State; stateName: string; holderName: string; name: string; maskedIdNumber: string;
  qualification: Qualification; form: Form; formRevision: number; attachments: Attachment[]; reviews: Decision[];
  publicNotice?: Notice; noticeRequired: boolean; correction?: { returnedFrom: State; items: Mend[]; deadline: Instant };
  assessment?: Assessment; attempt: number; dueAt?: Instant; left?: Left; submittedAt?: Instant; changedAt: Instant;
  receivedMaterials: string[]; approvalDocument?: string; certificateNumber?: string; stepsToCome: State[]; contentVersion: number; hand?: Hand; reconsideration?: Reconsideration; resultNotice?: Announced;
}
/** The public notice of the result; objections are those that wait for an answer. */
export interface Announced { from: Day; until: Instant; workingDays: number; objections: number }
/** How a rejection, or a revocation, can be, or was, questioned. */
export interface Reconsideration { step: State; until: Instant; open: boolean; request?: { at: Instant; reason: string } }
export interface Summary { id: string; cycle: number; name: string; maskedIdNumber: string; state: State; kind?: Kind; level?: Level; series: string; specialty: string; district: string; employerUscc: string; employerName: string; needsReview: boolean; attempt: number; dueAt?: Instant; submittedAt?: Instant; enteredAt: Instant; createdAt: Instant; contentVersion: number; submissions: number; hand?: Hand; recommendation?: { noticeFrom?: Day; noticeTo?: Day; anew: boolean; openObjections: number; upheldObjections: number; given: boolean } }
/** One of the own, with its way. */
export interface OwnApplication { application: Summary; holderName: string; stepsDone: State[]; stepsToCome: State[]; left?: Left }
/** Who of a tier has an application in hand. */
export interface Hand { sub: string; name: string; at: Instant }
export interface QueueQuestion { decided?: number; kind?: string; level?: string; series?: string; flagged?: boolean; cameBack?: boolean; overdue?: boolean; free?: boolean; step?: Step | ''; text?: string; sort?: string; size?: number; cursor?: string }
/** How far an employer is with somebody. */
export type Step = 'TO_ANNOUNCE' | 'NOTICE_RUNNING' | 'READY' | 'RECOMMENDED' | 'RETURNED';
export interface QueueLine { application: Summary; left?: Left; step?: Step; noticeLeft?: Left }
export interface QueuePage { items: QueueLine[]; next?: string; counts: { all: number; more: boolean; matching?: number; overdue: number; flagged: number; cameBack: number; steps: Partial<Record<Step, number>> } }
export interface Deciding { attempt: number; contentVersion: number; answers?: Record<string, string>; outcome: Decision['outcome']; reason?: string; mend?: Mend[]; confirmed?: string[] }
export interface Catalogue { version: number; cycle?: number; series: { name: string; english: string; excluded: boolean; specialties: { name: string; excluded: boolean }[] }[]; districts: string[]; retention: KeptClass[]; preparations: Record<CredentialType, Preparation[]>; ethnicGroups: string[]; politicalStatuses: string[] }
/** What to have at hand; `needed` counts files, or the least characters of a text. */
export interface Preparation { material: string; needed: number; orReason: boolean; byEmployer: boolean; only?: 'DOMESTIC' | 'FOREIGN' | 'POSTED' }
export interface ChecklistItem { material: string; status: 'OK' | 'MISSING' | 'TOO_FEW' | 'NOT_APPLICABLE' | 'NOT_NEEDED' | 'WRONG'; needed: number; have: number; mayBeNotApplicable: boolean; violation?: Violation }
export interface Checks { assessment: Assessment; checklist: ChecklistItem[]; violations: Violation[]; submittable: boolean; remarks?: Violation[]; open: string[] }
export interface Change { item: string; before: string; after: string; answer: string }
export interface Review { application: Application; checks: Checks; changes: Change[]; mendable: Record<string, string>; originals: string[]; proposedNotice?: { from: Day; to: Day; resultDate: Day }; bySession?: DecidedBySession }
/** That a session of the committee decides; `shown` where the reader may open it. */
export interface DecidedBySession { session?: string; shown: boolean }
export interface Timeline { id: string; state: State; stateName: string; holderName: string; dueAt?: Instant; left?: Left; stepsToCome: State[]; events: { at: Instant; role: Role; office: string; action: string; from?: State; to?: State; note: string }[]; comments: Decision[] }
export interface Employer { uscc: string; name: string; district: string; version: number }
export interface EmployerAnswer { uscc: string; name: string; district: string; standing: 'WAITING' | 'REGISTERED' | 'REFUSED'; refusal: string }
export interface EmployerRequest { uscc: string; name: string; district: string; contactPhone: string; asked: { at: Instant; sub: string; forEmployer: boolean }[] }
export interface EmployerImport { id: string; stage: 'WAITING_FOR_FILE' | 'RUNNING' | 'FINISHED'; lines: number; done: number; changed: number; wrongLines: number; wrong: { line: number; violations: Violation[] }[]; upload?: { uri: string; headers: Record<string, string> } }
export interface Appointment { role: Role; scope?: string; from: Day; to?: Day }
export interface StaffMember { sub: string; name: string; mail: string; appointments: Appointment[]; version: number }
/** Somebody on the committee's register, and what he or she is for a draw today. */
export type Standing = 'AVAILABLE' | 'NOT_CONSENTED' | 'NOT_APPOINTED' | 'NOT_BEGUN' | 'ENDED';
export interface OwnExpert { id: string; name: string; employerName: string; title: string; series: string[]; specialties: string[]; from: Day; to: Day; consented?: Instant; ended?: { day: Day; reason: string } }
export interface Expert extends OwnExpert { mail: string; employer: string; standing: Standing; sub?: string; invited?: Instant; version: number }
export interface ExpertEntry { name: string; mail: string; employer: string; employerName: string; title: string; series: string[]; specialties: string[]; from?: Day; to?: Day; ended?: { day?: Day; reason: string } }
export interface ExpertImport { lines: number; created: number; changed: number; remaining: number; planned: { line: number; name: string; employerName: string; effect: 'NEW' | 'CHANGED' | 'AS_IT_IS' }[]; wrongLines: number; wrong: { line: number; violations: Violation[] }[] }
/** Who is invited, and under which login somebody has come. */
export interface WaitingInvitation { role: Role; scope: string; name: string; invitedBy: string; until: Instant; accepted?: { sub: string; at: Instant } }
/** A step that nobody can take from a day on, and how many applications are there. */
export interface Vacancy { step: State; scope: string; from: Day; applications: number }
export type DayKind = 'WORK' | 'OFF';
/** What the bureau has set, and what comes with the product besides weekends. */
export interface Calendar { days: Record<Day, DayKind>; bundled: Record<Day, DayKind>; holidays: Record<Day, Named>; complete: boolean; version: number }
export interface OverdueStep { state: State; stateName: string; applications: number; since: Instant }
export interface DeliveryLine { id: string; kind: string; kindName: string; what: string; address: string; applicationId?: string; since: Instant; attempts: number; givenUp: boolean; nextAt?: Instant }
export interface Running { asOf: Instant; total: number; waiting: WaitingLine[]; overdue: OverdueStep[]; deliveries: DeliveryLine[]; found: Summary[]; more: boolean }
/** A class of data; `settable` where a cycle can set for how many months it is kept. */
export interface KeptClass { name: string; what: Named; period?: string; from: Named; why: Named; settable?: { usual: number; least: number; most: number } }
export interface Named { chinese: string; english: string }
export interface WaitingLine { applicationId: string; cycle: number; state: State; stateName: string; scopeName: string; enteredAt: Instant; advice: string; note?: string }
export interface CorrectedRegistration { name: string; maskedIdNumber: string; released: boolean; effect: { applications: unknown[]; certificates: string[] } }
/** Deadlines that a calendar would move; all of them, or where it is not complete at least so many. */
export interface Foreseen { deadlines: number; byState: Partial<Record<State, number>>; complete: boolean; first: { applicationId: string; state: State; from: Instant; to: Instant }[] }
/** Drafts that a changed window or changed settings would concern; all of them, or where it is not complete at least so many. */
export interface ForeseenDrafts { sooner: number; revived: number; excluded: number; complete: boolean }
/** A list that is being written; `uri` once it is ready. */
export interface Export { id: string; stand: 'UNDER_WAY' | 'READY' | 'FAILED'; rows: number; uri?: string; validUntil?: Instant }
export interface Statistics { cycle: number; asOf: Instant; submitted: number; byState: Record<string, number>; byDistrict: Record<string, number>; byKind: Record<string, number>; byLevel: Record<string, number>; bySession: Record<string, number>; byEmployer: { uscc: string; name: string; count: number }[]; submissionsPerDay: Record<Day, number> }
export type IntegrityStatus = 'IN_FORCE' | 'DISPUTED' | 'UPHELD' | 'WITHDRAWN';
/** `keptUntil` is the first day on which it is not kept any more. */
export interface IntegrityRecord { id: string; maskedIdNumber?: string; facts: string; basis: string; date: Day; keptUntil: Day; status: IntegrityStatus; steps: { to: IntegrityStatus; text: string; at: Instant }[] }
export interface Registration { name: string; maskedIdNumber: string; phone: string; mail: string; mailRefusedAt?: Instant; newMail?: string; integrityRecords?: IntegrityRecord[] }
export interface ListedApplication { applicationId: string; contentVersion: number; answers?: Record<string, string> }
/** Waits for somebody else than who prepared it. */
export interface PreparedDocument { number: string; date: Day; by: string; own: boolean; at: Instant; applications: ListedApplication[]; version: number }
export interface Approved { number: string; applications: { applicationId: string; state: State; approved: boolean }[] }
export type CertificateProgress = 'ISSUED' | 'UNDER_WAY' | 'HELD_UP' | 'LEFT';
/** Whose results are announced; `notice` is by what an objection names one. */
export interface Announcements { cycle: number; page: number; more: boolean; lines: AnnouncedLine[]; receivingOffice: string; supervisingTelephone: string }
export interface AnnouncedLine { notice: string; name: string; employer: string; kind: Kind; level: Level; series: string; specialty: string; from: Day; to: Day; session?: string }
export interface ObjectionEntry { anonymous?: boolean; name?: string; contact?: string; facts: string; evidence?: string }
export type ObjectionOutcome = 'DISMISSED' | 'UPHELD';
export interface ResultObjection { id: string; at: Instant; anonymous: boolean; objector?: { name: string; contact: string }; facts: string; evidence: string; answer?: { at: Instant; outcome: ObjectionOutcome; reason: string } }
export interface ResultObjections { applicationId: string; state: State; attempt: number; contentVersion: number; from?: Day; until?: Instant; answerable: boolean; objections: ResultObjection[] }
export interface ObjectedLine { applicationId: string; cycle: number; name: string; employer: string; series: string; specialty: string; from: Day; until: Instant; open: number }
/** Of a list of results, masked. */
export interface ResultLine { name: string; maskedIdNumber: string; employer: string; series: string; specialty: string; kind: Kind; level: Level }
export interface ResultList { number: string; date: Day; cycle: number; publishedOn: Day; withdrawnOn?: Day; lines: ResultLine[]; receivingOffice: string; supervisingTelephone: string; issuingAuthority: string }
/** The list as it would be published now, and what was published last. */
export interface ResultsPreview { number: string; date: Day; cycle: number; lines: ResultLine[]; digest: string; published?: { id: string; people: number; publishedAt: Instant; publishedBy: string; differs: boolean; withdrawn?: { at: Instant; by: string; reason: string } } }
export type ReissueCause = 'CORRECTED_REGISTRATION' | 'LOSS' | 'MISPRINT';
export interface Verification { number: string; maskedName: string; series: string; specialty: string; level: Level; kind: Kind; date: Day; issuingAuthority: string; status: Certificate['status']; revokedOn?: Day; replacedBy?: string }
export interface Certificate { number: string; code: string; applicationId: string; name: string; maskedIdNumber: string; series: string; specialty: string; level: Level; kind: Kind; date: Day; approvalDocument: string; status: 'VALID' | 'REVOKED' | 'REPLACED'; revocationReason?: string; replacedBy?: string; replaces?: string }

export type SessionPhase = 'PLANNED' | 'DRAWN' | 'OPEN' | 'SIGNED' | 'CANCELLED';
export type Choice = 'FOR' | 'AGAINST' | 'ABSTAIN';
export type SessionStepKind = 'DRAW' | 'REDRAW' | 'AGENDA' | 'PLACE' | 'REPLACEMENT' | 'CHAIR' | 'ATTENDANCE' | 'OPENING' | 'CANCELLATION' | 'RECUSAL' | 'FINDING' | 'OPINION' | 'SIGNATURE';
export interface SessionStep { seed?: string; source?: string; reason?: string; applications?: string[]; expert?: string; experts?: string[]; applicationId?: string; ground?: 'RELATIVE' | 'OTHER'; words?: string; number?: number; accepted?: boolean; text?: string; inFavour?: boolean; answers?: Record<string, string>; place?: string }
export interface SessionSeat { expert: string; name: string; title: string; employerName: string }
export interface SessionDraw { number: number; candidates: string[]; hash: string; seats: number; substitutes: number; seed?: string; source?: string; reason: string }
export interface SessionRound { number: number; state: 'OPEN' | 'COUNTING' | 'COUNTED'; applications: string[]; voters: number; voted: number; mine: string[]; hasVoted: boolean; results: { applicationId: string; present: number; ballots: number; inFavour: number; against: number; abstained: number; passed: boolean }[] }
/** A line of the list of sessions. */
export interface SessionSummary { id: string; date: Day; series: string; specialty?: string; phase: SessionPhase; applications: number; seats: number }
export interface CommitteeSession {
  id: string; year: number; date: Day; place?: string; series: string; specialty?: string; phase: SessionPhase; lot?: SessionDraw; draws: SessionDraw[];
  agenda: { applicationId: string; name: string; level: Level; specialty: string; employerName: string; readers: string[]; excluded: number; own: boolean }[];
  dropped: { item: { name: string }; reason: string }[]; panel: SessionSeat[]; substitutes: SessionSeat[]; chair?: string; present: string[];
  recusals: { number: number; applicationId: string; expert: string; ground: 'RELATIVE' | 'OTHER'; words: string; objected: boolean; accepted?: boolean }[];
  rounds: SessionRound[]; opinions: { applicationId: string; expert: string; text: string; inFavour: boolean; answers: Record<string, string> }[];
  outcomes: { applicationId: string; state?: State; code?: string }[]; signed?: Instant; seat?: string; version: number;
}

/** What the API refuses, in the person's language; `violations` stand at fields, and so does what names one `field`. */
export class Refusal extends Error {
  constructor(readonly status: number, readonly code: string, title: string, readonly violations: Violation[], readonly requestId: string, readonly field?: string) {
    super(title);
  }
}
/** The line is down, or nobody answers: the same may be sent again. */
export class NoAnswer extends Error {}

interface Call { body?: unknown; revision?: number; key?: string; anonymous?: boolean }
interface Answer<T> { value: T; revision: number }

async function send<T>(method: string, path: string, call: Call = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': language() };
  if (!call.anonymous) headers.authorization = 'Bearer ' + (await accessToken());
  if (call.body !== undefined) headers['content-type'] = 'application/json';
  if (call.revision !== undefined) headers['if-match'] = `"${call.revision}"`;
  if (call.key) headers['idempotency-key'] = call.key;
  const address = addressNow();
  let response: Response;
  try {
    response = await fetch(path, { method, headers, body: call.body === undefined ? null : JSON.stringify(call.body), cache: 'no-store', referrerPolicy: 'no-referrer' });
  } catch {
    throw new NoAnswer();
  }
  if (response.status === 401 && !call.anonymous) sessionEnded();
  if (response.ok && call.body !== undefined) takenAt(address, call.body);
  if (response.status === 204) return { value: undefined as T, revision: 0 };
  const type = response.headers.get('content-type') ?? '';
  const value: unknown = type.includes('json') ? await response.json() : type.includes('pdf') || type.includes('octet') || type.includes('csv') || type.includes('officedocument') ? await response.blob() : undefined;
  if (!response.ok) {
    const problem = (value ?? {}) as { code?: string; title?: string; message?: string; violations?: Violation[]; requestId?: string; field?: string };
    if (response.status >= 500 && !problem.code) throw new NoAnswer();
    throw new Refusal(response.status, problem.code ?? 'HTTP_' + response.status, problem.title ?? problem.message ?? '', problem.violations ?? [], problem.requestId ?? '', problem.field);
  }
  return { value: value as T, revision: Number((response.headers.get('etag') ?? '').replace(/\D/g, '') || 0) };
}

const get = async <T>(path: string, call: Call = {}) => (await send<T>('GET', path, call)).value;
const post = async <T>(path: string, body: unknown, call: Call = {}) => (await send<T>('POST', path, { ...call, body })).value;
const put = async <T>(path: string, body: unknown, call: Call = {}) => (await send<T>('PUT', path, { ...call, body })).value;
const patch = async <T>(path: string, body: unknown, call: Call = {}) => (await send<T>('PATCH', path, { ...call, body })).value;
/** Of a question only what is asked for. */
const parameters = (values: object) => new URLSearchParams(Object.entries(values).filter(([, value]) => value).map(([name, value]) => [name, String(value)]));
const at = (id: string) => '/applications/' + encodeURIComponent(id);

/** The one that is open, else the newest. */
export const currentOf = (cycles: Cycle[] | undefined) => cycles?.find((c) => c.open) ?? cycles?.[0];
/** Whether its window is open (R21), as the system's clock has it. */
export const standingOf = (cycle: Cycle, now: string) => (cycle.open ? 'open' : Date.parse(now) < Date.parse(cycle.opens) ? 'toCome' : 'closed');

/** A long file is read for a while: asks again until it is, and tells how far it is. */
async function read<T extends object>(ask: () => Promise<T | Reading>, told?: (reading: Reading) => void): Promise<T> {
  for (let pause = 500; ; pause = Math.min(2000, pause * 1.5)) {
    const answer = await ask();
    if (!('done' in answer)) return answer;
    told?.(answer);
    await new Promise((goOn) => setTimeout(goOn, pause));
  }
}

/** A key by which a request can be sent again without being carried out twice. */
export const newKey = () => crypto.randomUUID();

/** The system's time, as it was when it last said who one is: a machine's own clock may be wrong. */
let ahead = 0;
export const systemTime = () => Date.now() + ahead;
/** The day in Beijing, as ISO has it: as Swedish writes one. */
export const today = (): Day => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', hourCycle: 'h23' }).format(systemTime());

export const api = {
  me: async () => {
    const me = await get<Me>('/me');
    ahead = Date.parse(me.now) - Date.now();
    typedBy(me.sub);
    return me;
  },
  cycles: () => get<{ now: Instant; cycles: Cycle[] }>('/cycles', { anonymous: true }),
  tryEligibility: (credential: Credential, employment: EmploymentPeriod[]) =>
    post<{ kind?: Kind; level?: Level; years?: number; assessment: Assessment }>('/eligibility', { credential, employment }, { anonymous: true }),
  /** Of the register: a page of all, the nearest to a part of a name, or the one of a code with how the own request for it stands. */
  employers: (by: { name?: string; uscc?: string; requested?: boolean; cursor?: string } = {}) => get<{ employers: Employer[]; more: boolean; next?: string; request?: EmployerAnswer; requests: EmployerRequest[] }>('/employers?' + parameters(by)),
  requestEmployer: (uscc: string, wanted: { name: string; district: string; contactPhone?: string; forEmployer?: boolean }) => post<EmployerAnswer>(`/employers/${encodeURIComponent(uscc)}/request`, wanted),
  registration: () => get<Registration>('/applicants/me'),
  register: (person: { name: string; idNumber: string; phone: string; mail: string; language: string }) => post<unknown>('/applicants', person),
  /** Whether it could be registered as it is filled in; nothing is kept. */
  tryRegistration: (person: { name: string; idNumber: string; phone: string; mail: string; language: string }) => post<unknown>('/applicants?preview=true', person),
  applications: () => get<OwnApplication[]>('/applications'),
  create: (year: number, qualification: Partial<Qualification>, key: string) => post<Application>('/applications', { cycle: year, qualification }, { key }),
  application: (id: string) => get<Application>(at(id)),
  saveSection: (id: string, section: Section, value: unknown, revision: number) => patch<Application>(at(id), { [section]: value }, { revision }),
  changeQualification: (id: string, qualification: Qualification) => put<Application>(at(id) + '/qualification', qualification),
  checks: (id: string) => get<Checks>(at(id) + '/checks'),
  submit: (id: string) => post<Application>(at(id) + '/submission', undefined),
  correct: (id: string, answers: Record<string, string>) => post<Application>(at(id) + '/correction', { answers }),
  withdraw: (id: string, reason: string) => post<Application>(at(id) + '/withdrawal', reason.trim() ? { reason } : {}),
  deleteDraft: (id: string) => send<unknown>('DELETE', at(id)),
  timeline: (id: string) => get<Timeline>(at(id) + '/timeline'),
  announce: (id: string, file: { material: string; fileName: string; contentType: string; size: number; sha256: string; replaces?: string }, key: string) =>
    post<{ attachmentId: string; upload: { uri: string; headers: Record<string, string> }; validUntil: Instant }>(at(id) + '/attachments', file, { key }),
  complete: (id: string, attachmentId: string, told?: (reading: Reading) => void) =>
    read<Attachment>(() => post<Attachment | Reading>(`${at(id)}/attachments/${encodeURIComponent(attachmentId)}/completion`, undefined), told),
  remove: (id: string, attachmentId: string) => send<unknown>('DELETE', `${at(id)}/attachments/${encodeURIComponent(attachmentId)}`),
  file: (id: string, attachmentId: string) => read<MaterialPages>(() => get<MaterialPages | Reading>(`${at(id)}/attachments/${encodeURIComponent(attachmentId)}/file`)),
  /** All its pages as one PDF, which is made when it is first asked for. */
  whole: (id: string, attachmentId: string) => read<MaterialPages & { uri: string }>(() => get<(MaterialPages & { uri: string }) | Reading>(`${at(id)}/attachments/${encodeURIComponent(attachmentId)}/file?whole=true`)),
  /** The file itself, for the office; the reason stands in the record. */
  original: (id: string, attachmentId: string, reason: string) => post<{ uri: string; validUntil: Instant }>(`${at(id)}/attachments/${encodeURIComponent(attachmentId)}/original`, { reason }),
  recordObjection: (id: string, entry: Partial<Objection>) => post<Application>(at(id) + '/public-notice/objections', entry),
  recordNotice: (id: string, notice: Omit<Notice, 'objections'>, contentVersion: number) => put<Application>(at(id) + '/public-notice', { ...notice, contentVersion }),
  paper: (id: string, paper: Paper) => get<Blob>(`${at(id)}/papers/${paper}`),
  list: (paper: ListPaper, of: Record<string, string>, format: ListFormat) => get<Blob>(`/papers/${paper}?` + new URLSearchParams({ ...of, format })),
  form: (id: string, annex: string, format: 'PDF' | 'DOCX') => get<Blob>(`${at(id)}/forms/${annex}?format=${format}`),
  queue: (tier: Tier, question: QueueQuestion = {}) => get<QueuePage>('/reviews?' + parameters({ tier, ...question })),
  catalogue: (cycle?: number) => get<Catalogue>('/catalogue?' + parameters({ cycle })),
  review: (id: string) => get<Review>('/reviews/' + encodeURIComponent(id)),
  take: (id: string, attempt: number, taken: boolean) => post<Application>(`/reviews/${encodeURIComponent(id)}/hand`, { attempt, taken }),
  /** The number in full, for whoever has the application in hand; each time stands in the record. */
  idNumber: async (id: string) => (await post<{ idNumber: string }>(`/reviews/${encodeURIComponent(id)}/id-number`, undefined)).idNumber,
  undo: (id: string, attempt: number) => post<Application>(at(id) + '/undo', { attempt }),
  decide: (id: string, decision: Deciding) => post<Application>(at(id) + '/decisions', decision),
  decideMany: (decisions: { applicationId: string; decision: Deciding }[]) => post<{ applicationId: string; state?: State; title?: string; violations: Violation[] }[]>('/decisions', { decisions }),
  receive: (id: string, received: string[], contentVersion: number, answers: Record<string, string>) =>
    post<Application>(at(id) + '/materials-receipt', { received, contentVersion, ...(Object.keys(answers).length ? { answers } : {}) }),
  takeBackReceipt: (id: string, notReceived: string[], reason: string, contentVersion: number) => post<Application>(at(id) + '/materials-receipt', { notReceived, reason, contentVersion }),
  /** An annex for many: the report is one of all, the others are a sheet for each. */
  annexes: (annex: Annex, applications: string[], format: 'PDF' | 'DOCX') => post<Blob>('/recommendation-reports', { annex, applications, format }),
  approve: (number: string, date: Day, applications: ListedApplication[]) => post<Approved>('/approval-documents', { number, date, applications }),
  /** For a colleague to confirm; with nobody on the list it is taken back. */
  prepareDocument: (number: string, date: Day, applications: ListedApplication[], version: number) => put<PreparedDocument | undefined>('/approval-documents/prepared', { number, date, applications }, version ? { revision: version } : {}),
  /** Who was forgotten in a document, by somebody else than who recorded it. */
  addToDocument: (number: string, applications: ListedApplication[], reason: string) => post<Approved>('/approval-documents/additions', { number, applications, reason }),
  previewResults: (number: string) => get<ResultsPreview>('/approval-documents/results?' + parameters({ number })),
  changeResults: (wish: { number: string; published: boolean; seen?: string; reason?: string }) => put<ResultsPreview>('/approval-documents/results', wish),
  results: async () => (await get<{ lists: { id: string; number: string; date: Day; cycle: number; people: number; publishedOn: Day }[] }>('/results', { anonymous: true })).lists,
  announced: (page: number) => get<Announcements>('/results/notices?page=' + page, { anonymous: true }),
  objectTo: async (notice: string, entry: ObjectionEntry) => (await post<{ number: string }>(`/results/notices/${encodeURIComponent(notice)}/objections`, entry, { anonymous: true })).number,
  objected: () => get<{ applications: number; open: number; lines: ObjectedLine[] }>('/result-objections'),
  objectionsTo: (id: string) => get<ResultObjections>(at(id) + '/result-objections'),
  answerObjection: (id: string, objection: string, finding: { attempt: number; contentVersion: number; outcome: ObjectionOutcome; reason: string }) =>
    post<Application>(`${at(id)}/result-objections/${encodeURIComponent(objection)}/answer`, finding),
  sessions: (year: number) => get<SessionSummary[]>('/sessions?year=' + year),
  session: (id: string) => get<CommitteeSession>('/sessions/' + encodeURIComponent(id)),
  planSession: (plan: { year: number; date: Day; series: string; specialty?: string; applications?: string[]; seats?: number; place?: string }, key: string) => post<CommitteeSession>('/sessions', plan, { key }),
  stepSession: (id: string, kind: SessionStepKind, step: SessionStep, version: number) => put<CommitteeSession>(`/sessions/${encodeURIComponent(id)}/${kind}`, step, { revision: version }),
  openRound: (id: string, applications: string[], version: number) => post<CommitteeSession>(`/sessions/${encodeURIComponent(id)}/rounds`, { applications }, { revision: version }),
  countRound: (id: string, round: number) => post<CommitteeSession>(`/sessions/${encodeURIComponent(id)}/rounds/${round}/count`, undefined),
  castVote: (id: string, round: number, choices: { applicationId: string; choice: Choice }[], key: string) => post<{ round: number }>(`/sessions/${encodeURIComponent(id)}/rounds/${round}/ballots`, { choices }, { key }),
  sessionPaper: (id: string, paper: 'MINUTES' | 'RESULTS') => get<Blob>(`/sessions/${encodeURIComponent(id)}/papers/${paper}`),
  resultList: (id: string) => get<ResultList>('/results/' + encodeURIComponent(id), { anonymous: true }),
  /** The own ones, or for the office the one of a number. */
  certificates: (number?: string) => get<Certificate[]>('/certificates?' + parameters({ number })),
  reissue: (number: string, wish: { reason: string; cause: ReissueCause; series?: string; specialty?: string }) => post<{ certificate: Certificate; waits: boolean }>(`/certificates/${encodeURIComponent(number)}/reissue`, wish),
  documents: (number?: string) => get<{ documents: { number: string; date: Day; applications: number; recordedAt: Instant; recordedBy: string; preparedBy?: string }[]; prepared: PreparedDocument[]; listed: { applicationId: string; name: string; maskedIdNumber: string; state: State; certificateNumber?: string; progress: CertificateProgress; heldUp?: string; added?: { at: Instant; by: string; reason: string } }[]; progress: Partial<Record<CertificateProgress, number>> }>('/approval-documents?' + parameters({ number })),
  correctRegistration: (correction: { applicationId?: string; idNumber?: string; name?: string; correctIdNumber?: string; releases?: boolean; reason: string; proof: string }) => post<CorrectedRegistration>('/registration-corrections', correction),
  setCatalogue: (series: { name: string; english?: string; specialties: string[] }[], version: number) => put<{ version: number; series: number; specialties: number }>('/catalogue', { series }, { revision: version }),
  clearObstacle: (id: string, clearing: { attempt: number; reason: string; series?: string; specialty?: string; otherDocument?: boolean }) => post<Application>(at(id) + '/obstacles', clearing),
  integrityFile: () => get<{ uri: string; validUntil: Instant }>('/integrity-records/export'),
  certificateFile: (number: string) => get<{ uri: string; validUntil: Instant }>(`/certificates/${encodeURIComponent(number)}/file`),
  queries: (number: string) => get<{ at: Instant; network: string }[]>(`/certificates/${encodeURIComponent(number)}/queries`),
  revoke: (number: string, reason: string) => post<Certificate>(`/certificates/${encodeURIComponent(number)}/revocation`, { reason }),
  verify: (code: string) => get<Verification>('/verifications/' + encodeURIComponent(code), { anonymous: true }),
  verifyByName: (number: string, name: string) => post<Verification>('/verifications', { number, name }, { anonymous: true }),
  correctContact: (contact: { phone: string; mail: string; language: string; code?: string }) => put<unknown>('/applicants/me/contact', contact),
  personalData: () => get<unknown>('/applicants/me/data'),
  setCycle: (year: number, window: { opens: string; closes: string; settings?: Partial<Settings> }, version: number | undefined) =>
    put<Cycle>('/cycles/' + year, window, version === undefined ? {} : { revision: version }),
  /** How many drafts it would concern; nothing is set. */
  foreseeCycle: (year: number, window: { opens: string; closes: string; settings?: Partial<Settings> }, version: number) => put<ForeseenDrafts>(`/cycles/${year}?preview=true`, window, { revision: version }),
  calendar: (year: number) => get<Calendar>('/calendars/' + year),
  /** Whether the year is complete stays as it is where that is left out. */
  setCalendar: (year: number, days: Calendar['days'], complete: boolean | undefined, version: number) => put<Calendar>('/calendars/' + year, { days, ...(complete === undefined ? {} : { complete }) }, version ? { revision: version } : {}),
  /** What setting these days would move; nothing is set. */
  foreseeCalendar: (year: number, days: Calendar['days'], version: number) => put<Foreseen>(`/calendars/${year}?preview=true`, { days }, version ? { revision: version } : {}),
  staff: () => get<{ staff: StaffMember[]; invitations: WaitingInvitation[]; employers: Record<string, string> }>('/staff'),
  invite: (role: Role, scope: string, name: string) => post<{ code: string; role: Role; scope: string; name: string; until: Instant }>('/invitations', { role, scope, name }),
  accept: (code: string) => post<{ role: Role; scope: string; name: string; appointed: boolean }>('/invitations/acceptance', { code }),
  appoint: (sub: string, member: { name: string; mail: string; appointments: Appointment[] }, version: number | undefined) =>
    put<StaffMember & { vacancies: Vacancy[] }>('/staff/' + encodeURIComponent(sub), member, version === undefined ? {} : { revision: version }),
  registerEmployer: (uscc: string, employer: { name: string; district: string; contactPhone?: string }, version: number | undefined) =>
    put<Employer>('/employers/' + encodeURIComponent(uscc), employer, version === undefined ? {} : { revision: version }),
  refuseEmployer: (uscc: string, reason: string) => post<EmployerAnswer>(`/employers/${encodeURIComponent(uscc)}/refusal`, { reason }),
  importEmployers: (list: { contentType: string; size: number; sha256: string }) => post<EmployerImport>('/employers/imports', list),
  experts: (by: { name?: string; series?: string; specialty?: string; standing?: string; cursor?: string | undefined }) => get<{ experts: Expert[]; counts: Record<Standing, number>; next?: string }>('/experts?' + parameters(by)),
  /** All that is looked for, whatever the page. */
  expertTable: (by: { name?: string; series?: string; specialty?: string; standing?: string }, format: 'CSV' | 'XLSX') => get<Blob>('/experts?' + parameters({ ...by, format })),
  recordExpert: (id: string, entry: ExpertEntry, version: number | undefined) => put<Expert>('/experts/' + id, entry, version === undefined ? {} : { revision: version }),
  /** A preview tells what would become of it, and nothing is written. */
  importExperts: (content: string, preview: boolean) => post<ExpertImport>('/experts/imports' + (preview ? '?preview=true' : ''), { content }),
  inviteExpert: (id: string) => post<{ link: string; until: Instant; mailed: boolean }>(`/experts/${id}/invitation`, undefined),
  ownExpert: () => get<{ expert?: OwnExpert }>('/experts/own'),
  /** What one is asked to consent to; nothing is said. */
  lookAtExpert: (id: string, code: string) => post<OwnExpert>(`/experts/${encodeURIComponent(id)}/consent?preview=true`, { code }),
  consentExpert: (id: string, code: string, consents: boolean) => post<OwnExpert>(`/experts/${encodeURIComponent(id)}/consent`, { code, consents }),
  waiting: () => get<Running>('/waiting'),
  findApplications: (text: string) => get<Running>('/waiting?' + parameters({ text })),
  /** A mail that was given up, or an application that stands still. */
  retry: (wish: { delivery: string } | { applicationId: string }) => post<{ begun: boolean }>('/waiting/retries', wish),
  statistics: (cycle: number) => get<Statistics>('/statistics?cycle=' + cycle),
  requestExport: (cycle: number, format: 'CSV' | 'XLSX', key: string) => post<Export>('/exports', { cycle, format }, { key }),
  exported: (id: string) => get<Export>(`/exports/${encodeURIComponent(id)}`),
  recordIntegrity: (finding: { idNumber: string; facts: string; basis: string; date: Day }) => post<IntegrityRecord>('/integrity-records', finding),
  /** Of a person by the ID number, or those of everybody that are disputed. */
  searchIntegrity: async (of: { idNumber: string } | { disputed: true }) => (await post<{ records: IntegrityRecord[] }>('/integrity-records/search', of)).records,
  dispute: (id: string, reason: string) => post<IntegrityRecord>(`/integrity-records/${encodeURIComponent(id)}/dispute`, { reason }),
  settleIntegrity: (id: string, finding: 'UPHELD' | 'WITHDRAWN', reason: string) => post<IntegrityRecord>(`/integrity-records/${encodeURIComponent(id)}/settlement`, { finding, reason }),
  extendDeadline: (id: string, attempt: number, workingDays: number) => post<Application>(at(id) + '/deadline', { attempt, workingDays }),
  question: (id: string, attempt: number, reason: string) => post<Application>(at(id) + '/reconsideration', { attempt, reason }),
  reconsider: (id: string, finding: { attempt: number; contentVersion: number; outcome: 'UPHELD' | 'SENT_BACK'; reason: string }) => post<Application>(at(id) + '/reconsideration/decision', finding),
  recall: (id: string, attempt: number, reason: string) => post<Application>(at(id) + '/recall', { attempt, reason }),
  close: (id: string, attempt: number, reason: string) => post<Application>(at(id) + '/closing', { attempt, reason }),
};
