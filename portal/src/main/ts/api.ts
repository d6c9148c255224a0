/** The API, as openapi.yaml describes it: one function an operation, refusals as one kind of error. */
import { accessToken, sessionEnded } from './session';
import { language } from './texts';

export type State =
  | 'DRAFT' | 'SUBMITTED' | 'EMPLOYER_REVIEW' | 'DISTRICT_REVIEW' | 'COMMITTEE_REVIEW' | 'MATERIALS' | 'APPROVAL_DOCUMENT'
  | 'CERTIFICATE' | 'CERTIFIED' | 'REVOKED' | 'CORRECTION' | 'REJECTED' | 'WITHDRAWN' | 'ABANDONED' | 'EXPIRED' | 'CLOSED';
export type Tier = 'EMPLOYER_REVIEW' | 'DISTRICT_REVIEW' | 'COMMITTEE_REVIEW' | 'MATERIALS' | 'APPROVAL_DOCUMENT';
export type Role = 'APPLICANT' | 'EMPLOYER' | 'DISTRICT' | 'COMMITTEE' | 'OFFICE' | 'ADMINISTRATOR' | 'SYSTEM';
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
export interface Settings { districts: string[]; excludedSpecialties: string[]; targetDays: Record<string, number>; minimumNoticeDays: number; correctionDays: number; certificateNumberFormat: string; receivingOffice: string; supervisingTelephone: string; issuingAuthority: string }
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
export interface Attachment { id: string; material: string; materialName: string; fileName: string; contentType: string; size: number; status: 'REQUESTED' | 'ACCEPTED' | 'REJECTED' | 'REPLACED' | 'SUPERSEDED' | 'REMOVED'; rejection?: { code: string; chinese: string; english: string }; requestedAt: Instant }
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
  receivedMaterials: string[]; approvalDocument?: string; certificateNumber?: string; stepsToCome: State[]; contentVersion: number;
}
export interface Summary { id: string; cycle: number; name: string; maskedIdNumber: string; state: State; kind?: Kind; level?: Level; series: string; specialty: string; district: string; employerUscc: string; employerName: string; needsReview: boolean; attempt: number; dueAt?: Instant; submittedAt?: Instant; createdAt: Instant; contentVersion: number }
export interface ChecklistItem { material: string; status: 'OK' | 'MISSING' | 'TOO_FEW' | 'NOT_APPLICABLE' | 'NOT_NEEDED' | 'WRONG'; needed: number; have: number; mayBeNotApplicable: boolean; violation?: Violation }
export interface Checks { assessment: Assessment; checklist: ChecklistItem[]; violations: Violation[]; submittable: boolean; remarks?: Violation[] }
export interface Change { item: string; before: string; after: string }
export interface Review { application: Application; checks: Checks; changes: Change[]; mendable: Record<string, string>; originals: string[] }
export interface Timeline { id: string; state: State; stateName: string; holderName: string; dueAt?: Instant; left?: Left; stepsToCome: State[]; events: { at: Instant; role: Role; office: string; action: string; from?: State; to?: State; note: string }[]; comments: Decision[] }
export interface Employer { uscc: string; name: string; district: string; version: number }
export interface Appointment { role: Role; scope?: string; from: Day; to?: Day }
export interface StaffMember { sub: string; name: string; mail: string; appointments: Appointment[]; version: number }
export interface Calendar { days: Record<Day, 'WORK' | 'OFF'>; complete: boolean; version: number }
export interface WaitingLine { applicationId: string; cycle: number; state: State; stateName: string; scopeName: string; enteredAt: Instant; advice: string }
export interface Statistics { cycle: number; asOf: Instant; submitted: number; byState: Record<string, number>; byDistrict: Record<string, number>; byKind: Record<string, number>; byLevel: Record<string, number>; byEmployer: { uscc: string; name: string; count: number }[]; submissionsPerDay: Record<Day, number> }
export interface IntegrityRecord { id: string; maskedIdNumber: string; facts: string; basis: string; date: Day; keptUntil: Day }
export interface Verification { number: string; maskedName: string; series: string; specialty: string; levelName: string; kindName: string; date: Day; issuingAuthority: string; status: 'VALID' | 'REVOKED' | 'REPLACED'; revokedOn?: Day }
export interface Certificate { number: string; code: string; applicationId: string; name: string; series: string; specialty: string; level: Level; kind: Kind; date: Day; approvalDocument: string; status: 'VALID' | 'REVOKED' | 'REPLACED'; revocationReason?: string }

/** What the API refuses, in the person's language; `violations` stand at fields. */
export class Refusal extends Error {
  constructor(readonly status: number, readonly code: string, title: string, readonly violations: Violation[], readonly requestId: string) {
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
  let response: Response;
  try {
    response = await fetch(path, { method, headers, body: call.body === undefined ? null : JSON.stringify(call.body), cache: 'no-store', referrerPolicy: 'no-referrer' });
  } catch {
    throw new NoAnswer();
  }
  if (response.status === 401 && !call.anonymous) sessionEnded();
  if (response.status === 204) return { value: undefined as T, revision: 0 };
  const type = response.headers.get('content-type') ?? '';
  const value: unknown = type.includes('json') ? await response.json() : type.includes('pdf') || type.includes('octet') || type.includes('officedocument') ? await response.blob() : undefined;
  if (!response.ok) {
    const problem = (value ?? {}) as { code?: string; title?: string; message?: string; violations?: Violation[]; requestId?: string };
    if (response.status >= 500 && !problem.code) throw new NoAnswer();
    throw new Refusal(response.status, problem.code ?? 'HTTP_' + response.status, problem.title ?? problem.message ?? '', problem.violations ?? [], problem.requestId ?? '');
  }
  return { value: value as T, revision: Number((response.headers.get('etag') ?? '').replace(/\D/g, '') || 0) };
}

const get = async <T>(path: string, call: Call = {}) => (await send<T>('GET', path, call)).value;
const post = async <T>(path: string, body: unknown, call: Call = {}) => (await send<T>('POST', path, { ...call, body })).value;
const put = async <T>(path: string, body: unknown, call: Call = {}) => (await send<T>('PUT', path, { ...call, body })).value;
const patch = async <T>(path: string, body: unknown, call: Call = {}) => (await send<T>('PATCH', path, { ...call, body })).value;
const at = (id: string) => '/applications/' + encodeURIComponent(id);

/** A key by which a request can be sent again without being carried out twice. */
export const newKey = () => crypto.randomUUID();

export const api = {
  me: () => get<Me>('/me'),
  cycles: () => get<{ now: Instant; cycles: Cycle[] }>('/cycles', { anonymous: true }),
  tryEligibility: (credential: Credential, employment: EmploymentPeriod[]) =>
    post<{ kind?: Kind; level?: Level; years?: number; assessment: Assessment }>('/eligibility', { credential, employment }, { anonymous: true }),
  /** Of the register: the nearest to a part of a name, or the one of a code. */
  findEmployers: async (by: { name: string } | { uscc: string }) => (await get<{ employers: Employer[] }>('/employers?' + new URLSearchParams(by))).employers,
  employers: async () => (await get<{ employers: Employer[] }>('/employers')).employers,
  registration: () => get<{ name: string; maskedIdNumber: string; phone: string; mail: string }>('/applicants/me'),
  register: (person: { name: string; idNumber: string; phone: string; mail: string; language: string }) => post<unknown>('/applicants', person),
  applications: () => get<Summary[]>('/applications'),
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
  complete: (id: string, attachmentId: string) => post<Attachment>(`${at(id)}/attachments/${encodeURIComponent(attachmentId)}/completion`, undefined),
  remove: (id: string, attachmentId: string) => send<unknown>('DELETE', `${at(id)}/attachments/${encodeURIComponent(attachmentId)}`),
  file: (id: string, attachmentId: string) => get<{ uri: string; validUntil: Instant }>(`${at(id)}/attachments/${encodeURIComponent(attachmentId)}/file`),
  recordObjection: (id: string, entry: Partial<Objection>) => post<Application>(at(id) + '/public-notice/objections', entry),
  recordNotice: (id: string, notice: Omit<Notice, 'objections'>, contentVersion: number) => put<Application>(at(id) + '/public-notice', { ...notice, contentVersion }),
  form: (id: string, annex: string, format: 'PDF' | 'DOCX') => get<Blob>(`${at(id)}/forms/${annex}?format=${format}`),
  queue: (tier: Tier, scope?: string, cursor?: string) =>
    get<{ items: { application: Summary; left?: Left }[]; next?: string }>('/reviews?' + new URLSearchParams({ tier, ...(scope ? { scope } : {}), ...(cursor ? { cursor } : {}) })),
  review: (id: string) => get<Review>('/reviews/' + encodeURIComponent(id)),
  decide: (id: string, decision: { attempt: number; contentVersion: number; answers?: Record<string, string>; outcome: Decision['outcome']; reason?: string; mend?: Mend[]; confirmed?: string[] }) => post<Application>(at(id) + '/decisions', decision),
  receive: (id: string, received: string[], contentVersion: number, answers: Record<string, string>) =>
    post<Application>(at(id) + '/materials-receipt', { received, contentVersion, ...(Object.keys(answers).length ? { answers } : {}) }),
  approve: (number: string, date: Day, applications: { applicationId: string; contentVersion: number; answers?: Record<string, string> }[]) =>
    post<{ number: string; applications: { applicationId: string; state: State; approved: boolean }[] }>('/approval-documents', { number, date, applications }),
  certificates: () => get<Certificate[]>('/certificates'),
  certificateFile: (number: string) => get<{ uri: string; validUntil: Instant }>(`/certificates/${encodeURIComponent(number)}/file`),
  queries: (number: string) => get<{ at: Instant; network: string }[]>(`/certificates/${encodeURIComponent(number)}/queries`),
  revoke: (number: string, reason: string) => post<Certificate>(`/certificates/${encodeURIComponent(number)}/revocation`, { reason }),
  verify: (code: string) => get<Verification>('/verifications/' + encodeURIComponent(code), { anonymous: true }),
  correctContact: (contact: { phone: string; mail: string; language: string }) => put<unknown>('/applicants/me/contact', contact),
  personalData: () => get<unknown>('/applicants/me/data'),
  setCycle: (year: number, window: { opens: string; closes: string; settings?: Partial<Settings> }, version: number | undefined) =>
    put<Cycle>('/cycles/' + year, window, version === undefined ? {} : { revision: version }),
  calendar: (year: number) => get<Calendar>('/calendars/' + year),
  setCalendar: (year: number, days: Calendar['days'], complete: boolean, version: number) => put<Calendar>('/calendars/' + year, { days, complete }, version ? { revision: version } : {}),
  staff: async () => (await get<{ staff: StaffMember[] }>('/staff')).staff,
  appoint: (sub: string, member: { name: string; mail: string; appointments: Appointment[] }, version: number | undefined) =>
    put<StaffMember & { vacancies: { step: State; scope: string; from: Day; applications: number }[] }>('/staff/' + encodeURIComponent(sub), member, version === undefined ? {} : { revision: version }),
  registerEmployer: (uscc: string, employer: { name: string; district: string; contactPhone?: string }, version: number | undefined) =>
    put<Employer>('/employers/' + encodeURIComponent(uscc), employer, version === undefined ? {} : { revision: version }),
  waiting: () => get<{ total: number; waiting: WaitingLine[] }>('/waiting'),
  statistics: (cycle: number) => get<Statistics>('/statistics?cycle=' + cycle),
  exported: (cycle: number, format: 'csv' | 'xlsx') => get<{ uri: string; validUntil: Instant }>(`/exports/applications.${format}?cycle=${cycle}`),
  recordIntegrity: (finding: { idNumber: string; facts: string; basis: string; date: Day }) => post<IntegrityRecord>('/integrity-records', finding),
  searchIntegrity: async (idNumber: string) => (await post<{ records: IntegrityRecord[] }>('/integrity-records/search', { idNumber })).records,
  extendDeadline: (id: string, attempt: number, workingDays: number) => post<Application>(at(id) + '/deadline', { attempt, workingDays }),
  recall: (id: string, attempt: number, reason: string) => post<Application>(at(id) + '/recall', { attempt, reason }),
  close: (id: string, attempt: number, reason: string) => post<Application>(at(id) + '/closing', { attempt, reason }),
};
