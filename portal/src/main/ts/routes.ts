/** Every address of the portal, and who has it open: what is not here is no page, and the tests look at each in each form. The first that fits counts. */
import { match, type Parts } from './router';

interface Route { at: string; who: string; step?: string; tier?: string }

export const ROUTES = [
  { at: '/portal', who: 'anyone' },
  { at: '/portal/eligibility', who: 'anyone' },
  { at: '/portal/verify', who: 'anyone' },
  { at: '/portal/results', who: 'anyone' },
  { at: '/portal/results/notices', who: 'anyone' },
  { at: '/portal/results/:list', who: 'anyone' },
  { at: '/portal/components', who: 'anyone' },
  { at: '/portal/registration', who: 'applicant' },
  { at: '/portal/applications', who: 'applicant' },
  { at: '/portal/applications/new', who: 'applicant' },
  { at: '/portal/applications/:application', who: 'applicant' },
  { at: '/portal/applications/:application/:step', who: 'applicant', step: 'qualification contact credential employment employer presentTitle conduct achievements summary materials check progress' },
  { at: '/portal/integrity', who: 'applicant' },
  { at: '/portal/certificates/:certificate', who: 'holder' },
  { at: '/portal/invitation', who: 'employer' },
  { at: '/portal/committee/consent', who: 'committee' },
  { at: '/portal/work', who: 'office' },
  { at: '/portal/work/colleagues', who: 'employer' },
  { at: '/portal/work/sessions', who: 'office' },
  { at: '/portal/work/sessions/:session', who: 'office' },
  { at: '/portal/work/documents', who: 'office' },
  { at: '/portal/work/documents/:document', who: 'office' },
  { at: '/portal/work/certificates', who: 'office' },
  { at: '/portal/work/certificates/:certificate', who: 'office' },
  { at: '/portal/work/registrations', who: 'office' },
  { at: '/portal/work/integrity', who: 'office' },
  { at: '/portal/work/experts', who: 'office' },
  { at: '/portal/work/objections', who: 'office' },
  { at: '/portal/work/objections/:application', who: 'office' },
  { at: '/portal/work/waiting', who: 'office' },
  { at: '/portal/work/waiting/:application', who: 'office' },
  { at: '/portal/work/figures', who: 'employer' },
  { at: '/portal/work/:tier/report', who: 'employer', tier: 'EMPLOYER_REVIEW' },
  { at: '/portal/work/:tier/opened', who: 'district', tier: 'DISTRICT_REVIEW' },
  { at: '/portal/work/:tier/opened', who: 'committee', tier: 'COMMITTEE_REVIEW' },
  { at: '/portal/work/:tier', who: 'employer', tier: 'EMPLOYER_REVIEW' },
  { at: '/portal/work/:tier', who: 'district', tier: 'DISTRICT_REVIEW' },
  { at: '/portal/work/:tier', who: 'committee', tier: 'COMMITTEE_REVIEW' },
  { at: '/portal/work/:tier', who: 'office', tier: 'MATERIALS APPROVAL_DOCUMENT RECONSIDERATION' },
  { at: '/portal/work/:tier/:application', who: 'employer', tier: 'EMPLOYER_REVIEW' },
  { at: '/portal/work/:tier/:application', who: 'district', tier: 'DISTRICT_REVIEW' },
  { at: '/portal/work/:tier/:application', who: 'committee', tier: 'COMMITTEE_REVIEW' },
  { at: '/portal/work/:tier/:application', who: 'office', tier: 'MATERIALS APPROVAL_DOCUMENT RECONSIDERATION' },
  { at: '/portal/exports/:export', who: 'office' },
  { at: '/portal/admin', who: 'administrator' },
  { at: '/portal/admin/running', who: 'administrator' },
  { at: '/portal/admin/waiting', who: 'administrator' },
  { at: '/portal/admin/waiting/:application', who: 'administrator' },
  { at: '/portal/admin/cycle', who: 'administrator' },
  { at: '/portal/admin/calendar', who: 'administrator' },
  { at: '/portal/admin/catalogue', who: 'administrator' },
  { at: '/portal/admin/staff', who: 'administrator' },
  { at: '/portal/admin/employers', who: 'administrator' },
  { at: '/portal/admin/experts', who: 'administrator' },
  { at: '/portal/admin/registrations', who: 'administrator' },
  { at: '/portal/admin/integrity', who: 'administrator' },
  { at: '/portal/admin/figures', who: 'administrator' },
] as const satisfies readonly Route[];

export type At = (typeof ROUTES)[number]['at'];
const fits = (allowed: string | undefined, part: string | undefined) => !allowed || allowed.split(' ').includes(part ?? '');

/** What an address shows, with the parts that it names; nothing where it is no page. */
export function routeOf(address: string): { at: At; who: string; parts: Parts } | undefined {
  for (const route of ROUTES as readonly (Route & { at: At })[]) {
    const parts = match(route.at, address);
    if (parts && fits(route.step, parts.step) && fits(route.tier, parts.tier)) return { at: route.at, who: route.who, parts };
  }
  return undefined;
}
