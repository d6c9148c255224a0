import type { Texts } from './index';

export const en: Texts = {
  frame: {
    system: 'Professional titles', skip: 'Skip to the content', large: 'Large print', signIn: 'Sign in', signOut: 'Sign out', signInAgain: 'Sign in again', navigation: 'Main',
    mine: 'My applications', myData: 'My data', work: 'Reviews', eligibility: 'May I apply?', verify: 'Verify a certificate', home: 'To the start', back: 'Back', optional: '(optional)',
    choose: 'Choose', yes: 'Yes', no: 'No', again: 'Try again', loading: 'Loading…', save: 'Save', done: 'Save and go back', remove: 'Remove', beijing: '{time} (Beijing time)',
    sessionEnds: 'Your sign-in ends in {minutes} minutes. Sign in again; what you have typed stays on this page.', sessionEnded: 'Your sign-in has ended. Sign in again in the new window; what you have typed stays here, and this page goes on by itself.',
    footer: 'Initial determination and award of professional titles, staff of private enterprises',
  },
  signIn: { title: 'Sign in', needed: 'This page needs you to sign in.', failed: 'Signing in did not work. Try once more.' },
  errors: { title: 'Please see to this first', noAnswer: 'The network or the system does not answer just now. Nothing you typed is lost; try again in a while.', unexpected: 'Something went wrong on this page. Reload it; if it happens again, tell the bureau.', status: 'The system did not accept this ({status}).', noPage: 'There is no such page' },
  start: {
    title: 'Initial determination and award of titles', open: 'Applications for {year} are open', notYet: 'Applications for {year} have not begun', closed: 'Applications for {year} have ended', window: 'From {from} to {to}, 24:00 (Beijing time).', daysLeft: '{days} days left.',
    apply: 'Sign in and apply', register: 'Register first', telephone: '{office}, telephone for questions and complaints: {telephone}', who: 'Who may apply', whoText: 'Professional or technical staff in employment of a private enterprise registered in Urumqi, or posted here by one from elsewhere for a year or more. Specialties awarded by national examination are left out. A subject that differs from the post does not matter.',
    table: 'Credential, years of work, and title', credential: 'Highest credential', years: 'Technical work since', level: 'Level', kind: 'Kind', yearsOf: '{years} year(s)', prepare: 'What to prepare', way: 'The way of an application',
    way1: 'You fill in, upload the materials and submit', way2: 'Your employer posts a public notice for 5 working days or more and recommends you', way3: 'The district bureau reviews and recommends', way4: 'The review committee reviews', way5: 'The office receives the originals and issues the approval document', way6: 'You get an electronic certificate that anyone can verify',
  },
  eligibility: {
    title: 'May I apply?', lead: 'Three questions tell what you can apply for, and from which day. No sign-in; nothing is kept.', credential: 'Highest credential', fullTime: 'Obtained full-time', milestone: 'Graduation, conferral of the degree, or leaving the station', milestoneHint: 'As on the certificate',
    work: 'In a technical post since, without a break', workHint: 'With several employments or breaks, sign in and enter each', ask: 'See the answer', leads: 'You can apply for: {kind}, {level}', yes: 'Credential and years suffice', maybe: 'You can apply; a reviewer has to decide one point', no: 'Not as it stands', from: 'The years suffice from {day} on', only: 'This looks at credential and years only; the review decides.', reckoning: 'Credential and years',
  },
  verify: { title: 'Verify a certificate', lead: 'Scan the QR code of the certificate, or type its code. Each query is logged and the holder can see it.', code: 'Code', hint: 'Below the QR code; you may paste the whole address', ask: 'Look up' },
  register: {
    title: 'Register', name: 'Name', nameHint: 'As on the identity card; with “·” between the parts of a name', idNumber: 'Identity number', idHint: 'A number registers once', phone: 'Mobile phone', mail: 'Mail address', mailHint: 'News of your application goes there', send: 'Register',
    dataTitle: 'What happens with this', data: 'Your identity number is kept encrypted; pages show its first 3 and last 4 characters. It serves to identify you and to make the certificate. You can download what is held about you at any time. It is deleted when its time has passed.',
  },
  mine: {
    notRegistered: 'Register before you apply.', begin: 'Begin an application', none: 'No application yet.', card: '{year} {kind} {specialty}', noSpecialty: '(no specialty yet)', until: 'to be done by {day}', yourTurn: 'Your turn',
    chooseKind: 'Choose the kind of application', which: 'Kind of application for {year}', awardHint: ' (master, doctorate, post-doctoral)', initialHint: ' (secondary vocational, junior college, bachelor)', start: 'Begin',
  },
  tasks: { title: 'Fill in', correction: 'Correct what was returned', returned: 'Correct and submit again by {day}, 24:00', mend: '{count} to mend', open: '{count} to complete', done: 'Done', check: 'Check and submit', toMend: 'To be mended', checkSection: 'Check this page', deleteDraft: 'Delete the draft', deleteSure: 'Delete it for good' },
  sections: { qualification: 'What you apply for', contact: 'About you', credential: 'Credential', employment: 'Employments', employer: 'Present employer', presentTitle: 'Present title', conduct: 'Conduct', achievements: 'Achievements of the last five years', summary: 'Work summary', notApplicable: 'Materials that do not apply', materials: 'Materials' },
  saving: { saved: 'Saved', saving: 'Saving…', typing: 'Is saved when you pause', waiting: 'No connection; trying again. Do not close this page', conflict: 'This part was changed elsewhere too', mine: 'On this page', theirs: 'As saved', keepMine: 'Keep what is on this page', takeTheirs: 'Take what is saved' },
  fields: {
    kind: 'Kind', level: 'Level', series: 'Series', seriesHint: 'For example 工程系列', specialty: 'Specialty', specialtyHint: 'For example 机械工程专业', district: 'District or county', sex: 'Sex', male: 'Male', female: 'Female', ethnicGroup: 'Ethnic group', ethnicGroupHint: 'For example 汉族, 维吾尔族', politicalStatus: 'Political status', politicalStatusHint: 'For example 中共党员, 群众',
    fullTime: 'Full-time studies', degreeHeld: 'Degree conferred', foreign: 'Obtained abroad', institution: 'Institution', subject: 'Subject', employer: 'Employer', from: 'First day', to: 'Last day', toHint: 'Empty while it lasts', post: 'Post', technicalPost: 'Technical post', period: 'Employment {number}', removePeriod: 'Remove employment {number}', addPeriod: 'Add an employment', now: 'now',
    employerName: 'Employer', employerNameHint: 'Type name or credit code, then choose', uscc: 'Unified social credit code', usccHint: '18 characters, on the business licence', origin: 'Where it is registered', urumqi: 'Urumqi', elsewhere: 'Elsewhere (posted here)', postedFrom: 'Posted to Urumqi since',
    presentLevel: 'Level of the present title', presentHint: 'None: leave it', presentName: 'Present title', presentNameHint: 'None: 无', summaryHint: '2,000 to 3,000 characters without white space, on attitude, ability, achievements and academic level. You can paste from Word.', count: '{count} characters without white space', conductHint: 'Printed on the public notice', achievementsHint: 'Printed on the public notice',
  },
  materials: {
    lead: 'Upload upright, clear scans or photos of the originals: PDF, JPEG or PNG, at most 10 MB each. Open a file to see what reviewers will see.', choose: 'Choose a file or take a photo', sending: 'Sending', inspecting: 'Checking', accepted: 'Checked', refused: 'Refused', waiting: 'Not arrived yet', removeFile: 'Remove {name}', notApplicable: 'Does not apply? Say why', reason: 'Why it does not apply',
    heic: 'This is HEIC, which cannot be used. Set “Settings – Camera – Formats” to “Most Compatible” and take it again, or convert it to JPEG.', type: 'Only PDF, JPEG or PNG. Export other formats as PDF first.', tooLarge: 'The file has {size}, more than 10 MB. Lower its resolution or split it.', empty: 'The file is empty. Choose it again.',
    OK: 'Complete', MISSING: 'Missing', TOO_FEW: 'Too few', NOT_APPLICABLE: 'Does not apply', NOT_NEEDED: 'Not needed', WRONG: 'To be mended',
  },
  submit: { title: 'Check and submit', defects: '{count} to see to', questions: 'What reviewers have to decide', answer: 'Your answer to “{item}”, where you changed nothing', declare: 'I declare that what I filled in and uploaded is true; I answer for it if it is not.', declareFirst: 'Confirm the declaration before you submit', send: 'Submit', sendAgain: 'Submit again' },
  progress: { number: 'Number', holder: 'With', submitted: 'Submitted', due: 'Due', left: '{days} working days left', overdue: '{days} working days overdue', document: 'Approval document', certificate: 'Certificate', toCome: 'Steps to come', comments: 'Decisions', noComments: 'No decision yet.', events: 'Record', withdraw: 'Withdraw', withdrawText: 'This application then ends; while the window is open you can apply anew.', withdrawSure: 'Withdraw it' },
  outcomes: { PASS: 'Recommend / pass', RETURN: 'Return for correction', REJECT: 'Reject', superseded: '(reviewed anew after the correction; no longer stands)' },
  certificate: { title: 'Certificates', valid: 'Valid', revoked: 'Revoked', date: 'Date', open: 'Open the PDF', verify: 'See the verification page' },
  queue: { search: 'Find by name, specialty, employer or number', count: '{count} in all', left: 'Due', flags: 'Flags', question: 'Open question' },
  bench: {
    title: 'Application of {name}', facts: 'What was filled in', against: 'Against the rules', changes: 'What changed', decide: 'Decision', confirm: 'Verified: {material} does not apply ({reason})', items: 'To be mended', itemHint: 'Say how; the applicant reads it', addItem: 'Add an item', removeItem: 'Remove: {item}',
    reason: 'Reason for the rejection', remark: 'Remark', reasonNeeded: 'Give the reason for the rejection', itemsNeeded: 'Name at least one item to be mended', send: 'Confirm: {outcome}', done: 'Done: {outcome}', next: 'Next', noMore: 'Nothing more waits.',
  },
  notice: { title: 'Public notice', again: 'What the notice says has changed; it must be made anew.', from: 'First day', to: 'Last day', toHint: 'Both count; 5 working days or more', result: 'Day of the result', office: 'Receiving office', telephone: 'Supervising telephone', save: 'Record the notice', forms: 'Forms to print', scans: 'Signed and sealed scans' },
  annexes: { ANNEX_2: 'Public notice', ANNEX_3: 'Result of the notice', ANNEX_4: 'Recommendation report' },
  receive: { title: 'Originals received', all: 'All received', send: 'Record the receipt', done: 'All originals are received' },
  office: { choose: 'Waiting for an approval document: {count}', all: 'All', number: 'Number of the document', numberHint: 'For example 乌人社职〔2025〕1号', date: 'Date', record: 'Record the document ({count})', recorded: 'Document {number} is recorded for {count}; certificates are being made.', notRecorded: '{count} were not recorded; look at their state.' },
};
