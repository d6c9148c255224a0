/** Words of those who work on applications, beside the catalogues: they come with the pages of those who do. */
import { language } from '.';

const zh = {
  comes: {
    EMPLOYER_REVIEW: '本单位人员提交或修改后重新提交的申报列在这里。', DISTRICT_REVIEW: '用人单位公示期满并推荐后，申报列在这里。', COMMITTEE_REVIEW: '区（县）人社局推荐后，申报列在这里。', MATERIALS: '评审通过的申报列在这里，等候申报人送交材料原件；设评审结果公示的，公示期满后列入。',
    APPROVAL_DOCUMENT: '材料原件收齐后，申报列在这里，等待列入批文。', RECONSIDERATION: '申报人对未通过或撤销证书的结果申请复查后，列在这里。',
  },
  invite: { title: '邀请同事', lead: '填写同事的姓名，得到一个邀请码，用邮件或电话告诉本人。本人登录后输入邀请码，再由管理员任命；不需要知道登录标识。', as: '邀请为', name: '同事姓名', send: '生成邀请码', invited: '已邀请 {name}', tell: '请告诉本人：打开 {address}，登录后输入下面的邀请码；{day}24:00前有效。', accept: '接受邀请', code: '邀请码', codeHint: '由邀请您的同事告诉您', codeNeeded: '请输入邀请码', accepted: '已接受邀请', acceptedText: '{name}：{role}。管理员任命后即可办理，届时请重新登录。', appointedText: '您已是{role}。请重新登录，先在“工作人员”中填写自己的姓名和电子邮箱。', waiting: '邀请', by: '邀请人', stands: '进展', open: '等待本人接受，{day}前有效' },
  hand: { take: '认领', putBack: '放回', mine: '由您办理', taken: '{name}正在办理（{at}认领）', takeFirst: '认领后可以查看身份证号全文。', idNumber: '查看身份证号', cover: '遮住', recorded: '每次查看都记入办理记录，申报人看得到。', undo: '撤销通过' },
  notice: { title: '公示', recorded: '公示已登记。', again: '申报内容有改动，须重新公示。', from: '公示开始', to: '公示结束', toHint: '首尾都算，不少于{days}个工作日', result: '公示结果日期', office: '受理部门', telephone: '监督电话', save: '登记公示', forms: '打印模板', scans: '签字盖章后的扫描件', proposed: '日期已按本地工作日历填好，可以修改。' },
  objection: { title: '异议', none: '没有收到异议。', open: '未处理', UNFOUNDED: '不成立', UPHELD: '成立', raise: '登记异议', raisedOn: '收到日期', facts: '异议的内容', finding: '核实结论', resolution: '核实和处理情况', resolvedOn: '处理日期', settle: '登记处理结果' },
  annexes: { PUBLIC_NOTICE: '公示', NOTICE_RESULT: '公示结果', RECOMMENDATION_REPORT: '推荐报告' },
  running: {
    title: '运行状况', text: '超期、邮件投递，按姓名或编号查找申报', asOf: '截至{time}', stuck: '无人办理', stuckCount: '{count} 件需要处理', overdue: '超期', nothingOverdue: '没有超过办理期限的申报。', overdueSince: '最早的超期时间', outbox: '邮件和投递', nothingWaits: '没有积压，也没有未送达的邮件。',
    what: '内容', to: '收件地址', stands: '状态', givenUp: '未送达', again: '再次发送', tried: '已尝试 {count} 次', nextAt: '{time}重试', sentAgain: '将再次发送，已记入办理记录。地址仍有误的，请先由本人或管理员更正。', nothingToDo: '不需要再发：已经要求过，或已有结果。',
    find: '查找申报', findBy: '姓名、身份证末四位或编号', findHint: '至少两个字；也可以按单位、专业查找，最多显示100件', nothingFound: '没有找到。', more: '可能还有：请写得更具体，或填完整的申报编号。', resume: '恢复办理', resumeText: '流程中断的，系统每隔几分钟自动恢复；不想等的，可以立即恢复。正在进行的不受影响。', resumed: '已恢复，从现在的环节继续。', goesOn: '流程正在进行，不需要恢复。',
  },
  calendar: {
    lead: '点击日期，在“放假”和“上班”之间切换。周末和随系统提供的节假日已经标好。', keys: '用键盘：方向键移动，PageUp、PageDown换月，回车或空格切换。', offMark: '休', workMark: '班', own: '（已设置）', bundled: '（随系统提供）', before: '{year}年12月（下一年的通知可能安排其调休）', changes: '要保存的改动', nothing: '没有改动。', follows: '保存后，正在计算的期限随之调整；不会缩短任何人的期限，期限有变的申报人会收到邮件。', save: '保存日历', moves: '保存后，{count} 个正在计算的期限会顺延', movesAtLeast: '保存后，至少 {count} 个正在计算的期限会顺延；申报太多，没有事先逐一查看', movesFirst: '其中（最后一天）：', movesSure: '已核对；期限顺延后不能再提前',
    complete: '确认日历齐全', completeText: '国家和自治区的放假、调休都已填好后确认。确认前，这一年的日子是暂定的，公示不能据以计算。', isComplete: '{year}年的日历已齐全，可据以计算公示和期限。', isNot: '{year}年的日历改为暂定。', takeBack: '撤回确认', takeBackText: '发现还缺放假或调休的，撤回后补齐，再确认。', byProduct: '{year}年的日历随系统提供，已齐全，不能撤回。', saveFirst: '还有 {count} 处改动没有保存，请先保存日历。',
  },
  settings: {
    concerned: '保存后涉及尚未提交的草稿', concernedAtLeast: '保存后涉及尚未提交的草稿（草稿太多，以下为至少）', sooner: '{count} 件草稿的填报时间缩短', revived: '{count} 件逾期未提交的草稿恢复，本人会收到邮件', excluded: '{count} 件草稿所选的系列、专业或区（县）不能再选，须另选', submitted: '已提交的申报不受影响：期限、专业和区（县）照旧。', concernedSure: '已核对，按此保存',
    target: '各环节办理期限（工作日）', targetHint: '1至365。超期提醒，不自动作决定；已开始的环节不受影响。', noticeHint: '5至365，首尾都算', daysHint: '1至365', lineHint: '最多50字，会印在证书或公示上', telephoneHint: '最多40字', excludedHint: '每行一个。以“系列”结尾的，整个系列不受理；否则只是该专业。', kept: '保存期限（月）', keptHint: '不填的按公布的期限。改动只影响此后终止的申报。', months: '{least}至{most}个月，自{from}起；不填为{usual}个月', reconsideration: '复查申请期限（工作日）', reconsiderationHint: '0至365，自不予通过或撤销证书之日的次日起算；0为不受理复查', resultNotice: '评审结果公示（工作日）', resultNoticeHint: '5至365，自通过的次一工作日起；0为不公示。只影响此后通过的', whole: '请填写整数', dateNeeded: '请选择日期和时间',
  },
  employers: {
    register: '单位名录', find: '按名称或统一社会信用代码查找', findHint: '名称至少两个字', more: '显示最接近的 {count} 个，请输入更多文字', saved: '“{name}”已登记。', waiting: '等待登记的单位', nothing: '没有等待登记的单位。', asked: '{count} 人申请登记，最早 {day}', own: '该单位的人员申请，登录标识：{sub}，登记后可任命为审核人', confirm: '确认登记', refuse: '不予登记', reason: '不予登记的理由，申请人会看到',
    import: '导入名录', list: '选择名录文件', listHint: 'CSV或XLSX，最多10万行、10 MB。第一行是标题：统一社会信用代码、单位名称、区（县），可加联系电话。', goOn: '导入中断了。再选同一个文件，会从中断处继续。', running: '正在导入', finished: '导入完成', figures: '有效 {lines} 行，已处理 {done} 行，新增或更新 {changed} 个，{wrong} 行有误未导入。', wrong: '有误的行', line: '行', why: '原因',
  },
  registrations: {
    title: '注册信息更正', application: '申报编号', applicationHint: '填申报编号或原身份证号之一', idNumber: '现注册的身份证号', what: '更正什么', name: '姓名', number: '身份证号', releases: '号码是他人的，注销该注册', newName: '更正后的姓名', newNumber: '更正后的身份证号', reason: '更正的原因', proof: '证明材料', proofHint: '例如：居民身份证原件', send: '更正注册信息',
    done: '已更正：{name}，{number}', released: '已注销该注册，号码可由本人注册。', applications: '正在办理的 {count} 件申报按更正后的信息继续，审核人会看到变动。', certificates: '以下证书上的信息与更正后的不一致，请换发：',
  },
  cases: { open: '打开审核页面（本环节无人能办时由管理员代办）', extend: '延长期限', days: '工作日数', daysHint: '从今天起算，最多60', extended: '期限延至{day}。', clear: '排除制证障碍', clearText: '只在证书印不出来时更换用字；照片有问题的，先更换照片。', series: '系列的替换用字', specialty: '专业的替换用字', other: '改列入另一批文', reason: '原因，能看到本申报的人都会看到', cleared: '已处理，制证自动继续。', close: '终止办理', closeText: '例如申报人去世。不发邮件，原因记入办理记录。', closeSure: '确定终止，终止后不能恢复', closed: '已终止办理。' },
  catalogue: { lead: '保存后新的申报从中选择；已提交的不受影响。哪些属国家以考代评在年度批次中设置。', add: '增加一个系列', english: '英文名称', specialties: '专业', excluded: '国家以考代评', saved: '已保存：{series} 个系列，{specialties} 个专业。' },
  report: { title: '多人公示、推荐材料', lead: '公示、公示结果每人一份，合为一个文件；推荐报告一份写明所选全部人员。公示须已登记；公示结果和推荐报告须公示期满、无异议。打印后签字盖章，作为各人的A13、A14、A15上传。', people: '所列人员', annex: '材料', make: '生成{annex} {format}', choose: '请选择 1 至 {most} 人' },
};

export type StaffTexts = typeof zh;
const en: StaffTexts = {
  comes: {
    EMPLOYER_REVIEW: 'Applications of your staff stand here once submitted, or submitted again after a correction.', DISTRICT_REVIEW: 'Applications stand here once their employer has recommended them after its public notice.', COMMITTEE_REVIEW: 'Applications stand here once the district bureau has recommended them.', MATERIALS: 'Applications stand here once the committee has passed them, and its public notice, if there is one, has ended; then the originals are received.',
    APPROVAL_DOCUMENT: 'Applications stand here once all originals were received, to be put into an approval document.', RECONSIDERATION: 'Applications stand here once an applicant has asked for a reconsideration of a rejection or a revocation.',
  },
  invite: { title: 'Invite a colleague', lead: 'Enter the colleague’s name and pass the code on by mail or telephone. They sign in and enter it; then an administrator appoints them. Nobody needs to know a login.', as: 'To act for', name: 'Colleague’s name', send: 'Make a code', invited: '{name} is invited', tell: 'Tell them: open {address}, sign in, and enter this code; it holds until the end of {day}.', accept: 'Accept the invitation', code: 'Invitation code', codeHint: 'From the colleague who invited you', codeNeeded: 'Enter the code', accepted: 'You have accepted', acceptedText: '{name}: {role}. Once an administrator has appointed you, sign in again and begin.', appointedText: 'You are appointed: {role}. Sign in again, and enter your own name and mail address under the staff first.', waiting: 'Invitations', by: 'Invited by', stands: 'Where it stands', open: 'To be accepted by {day}' },
  hand: { take: 'Take it in hand', putBack: 'Put it back', mine: 'You have it in hand', taken: '{name} has it in hand (since {at})', takeFirst: 'Who takes it in hand can see the whole ID number.', idNumber: 'See the ID number', cover: 'Cover it', recorded: 'Each time stands in the record, which the applicant reads.', undo: 'Undo the pass' },
  notice: {
    title: 'Public notice', recorded: 'The notice is recorded.', again: 'What the notice says has changed; it must be made anew.', from: 'First day', to: 'Last day', toHint: 'Both count; {days} working {days:day|days} or more', result: 'Day of the result', office: 'Receiving office',
    telephone: 'Supervising telephone', save: 'Record the notice', forms: 'Forms to print', scans: 'Signed and sealed scans', proposed: 'The days are proposed by the region’s calendar; change them as need be.',
  },
  objection: { title: 'Objections', none: 'No objection has come in.', open: 'Open', UNFOUNDED: 'Unfounded', UPHELD: 'Upheld', raise: 'Record an objection', raisedOn: 'Came in on', facts: 'What it says', finding: 'Finding', resolution: 'What was looked into and answered', resolvedOn: 'Settled on', settle: 'Record how it was settled' },
  annexes: { PUBLIC_NOTICE: 'Public notice', NOTICE_RESULT: 'Result of the notice', RECOMMENDATION_REPORT: 'Recommendation report' },
  running: {
    title: 'How it runs', text: 'What is overdue, what was not delivered, and finding an application', asOf: 'As of {time}', stuck: 'Waiting for nobody', stuckCount: '{count} to look at', overdue: 'Overdue', nothingOverdue: 'Nothing is over its target time.', overdueSince: 'The first since', outbox: 'Mails and deliveries', nothingWaits: 'Nothing waits, and every mail arrived.',
    what: 'What', to: 'To', stands: 'How it stands', givenUp: 'Not delivered', again: 'Send again', tried: 'Tried {count} {count:time|times}', nextAt: 'again at {time}', sentAgain: 'It will be sent again; the record says so. Where the address is wrong, have it corrected first.', nothingToDo: 'Nothing to send: it was asked for before, or has come to its end.',
    find: 'Find an application', findBy: 'Name, last four of the ID number, or number', findHint: 'Two letters or more; employer and specialty are found, too; 100 at most', nothingFound: 'Nothing is found.', more: 'There may be more: say it more exactly, or give the whole application number.', resume: 'Resume', resumeText: 'A review that was lost goes on by itself within minutes; it can be begun at once. What runs is left alone.', resumed: 'It goes on from its present step.', goesOn: 'It runs; there is nothing to resume.',
  },
  calendar: {
    lead: 'Click a day to make it off or worked. Weekends and the holidays that come with the system are marked.', keys: 'By keyboard: arrows move, PageUp and PageDown change the month, Enter or Space changes the day.', offMark: 'off', workMark: 'on', own: '(set here)', bundled: '(comes with the system)', before: 'December {year}, which the next year’s notice may name', changes: 'To be saved', nothing: 'Nothing is changed.',
    follows: 'Running deadlines move with it, never to anybody’s harm; applicants whose deadline moves are told by mail.', save: 'Save the calendar', moves: '{count} running {count:deadline|deadlines} will be later once it is saved', movesAtLeast: 'At least {count} running {count:deadline|deadlines} will be later once it is saved; there are too many to look at each beforehand', movesFirst: 'Among them (the last day):', movesSure: 'I have checked this; what is later cannot be made earlier again', complete: 'Say that it is complete', completeText: 'Once all days off and make-up days of the state and the region are in. Until then the year is provisional, and no public notice counts by it.',
    isComplete: 'The calendar of {year} is complete; notices and deadlines count by it.', isNot: 'The calendar of {year} is provisional now.', takeBack: 'Take that back', takeBackText: 'Where a day is missing: take it back, add the day, and say it again.', byProduct: 'The calendar of {year} comes with the system and is complete.', saveFirst: '{count} {count:change is|changes are} not saved; save the calendar first.',
  },
  settings: {
    concerned: 'It concerns drafts that are not submitted', concernedAtLeast: 'It concerns drafts that are not submitted, at least so many: there are too many to look at each beforehand', sooner: '{count} {count:draft has|drafts have} less time', revived: '{count} {count:draft that has expired comes|drafts that have expired come} back, and their owners are told by mail', excluded: '{count} {count:draft names|drafts name} a series, specialty or district that can be chosen no more', submitted: 'Of what was submitted nothing changes: deadlines, specialty and district stand.', concernedSure: 'I have checked this',
    target: 'Target times of the steps, in working days', targetHint: '1 to 365. Overdue alerts, it decides nothing; steps that have begun keep theirs.', noticeHint: '5 to 365, both ends counted', daysHint: '1 to 365', lineHint: '50 characters at most; printed on certificates or notices', telephoneHint: '40 characters at most', excludedHint: 'One a line. What ends in 系列 excludes the whole series, anything else one specialty.',
    kept: 'How long things are kept, in months', keptHint: 'As published where nothing is set. A change counts for what ends from now on.', months: '{least} to {most}, from {from}; {usual} where nothing is set', reconsideration: 'Working days for questioning a rejection', reconsiderationHint: '0 to 365, counted from the day after the rejection or the revocation; 0 for not at all', resultNotice: 'Working days of the notice of the result', resultNoticeHint: '5 to 365, from the working day after the pass; 0 for none. For what is passed from now on', whole: 'A whole number', dateNeeded: 'Choose date and time',
  },
  employers: {
    register: 'The register', find: 'Find by name or code', findHint: 'Two letters or more', more: 'The {count} nearest; type more', saved: '“{name}” is registered.', waiting: 'Waiting to be registered', nothing: 'Nothing waits.', asked: 'Asked for by {count}, first on {day}',
    own: 'Asked for by somebody of the enterprise, sub {sub}, who can be appointed', confirm: 'Register it', refuse: 'Refuse it', reason: 'Reason, which who asked reads', import: 'Take in a list', list: 'Choose the list',
    listHint: 'CSV or XLSX of at most 100,000 lines and 10 MB, with the headings 统一社会信用代码, 单位名称, 区（县）, and 联系电话 where there is one.', goOn: 'It was cut off. Choose the same file again, and it goes on from there.', running: 'Being taken in', finished: 'Taken in',
    figures: '{lines} right lines, {done} done, {changed} new or changed, {wrong} left out.', wrong: 'Wrong lines', line: 'Line', why: 'Why',
  },
  registrations: {
    title: 'Correct a registration', application: 'Number of an application', applicationHint: 'This, or the ID number as it is registered', idNumber: 'ID number as registered', what: 'What is corrected', name: 'The name', number: 'The ID number',
    releases: 'The number is somebody else’s; the registration ends', newName: 'The right name', newNumber: 'The right ID number', reason: 'Reason', proof: 'Proof', proofHint: 'For example the identity card itself', send: 'Correct it', done: 'Corrected: {name}, {number}',
    released: 'The registration has ended; its owner can register the number.', applications: '{count} {count:application goes|applications go} on under what was proved; reviewers see it changed.', certificates: 'These certificates say otherwise; issue them again:',
  },
  cases: {
    open: 'Open it for review (an administrator can stand in where nobody can act)', extend: 'Extend the deadline', days: 'Working days', daysHint: 'Counted from today, 60 at most', extended: 'Due on {day} now.', clear: 'Clear what holds up the certificate',
    clearText: 'Words are changed only where they cannot print; of a portrait, upload another first.', series: 'Other words for the series', specialty: 'Other words for the specialty', other: 'List it in another approval document', reason: 'Reason, read by all who may see the application',
    cleared: 'Done; issuing goes on by itself.', close: 'Close it', closeText: 'As after a death. No mail is sent; the reason is in the record.', closeSure: 'Close it; this cannot be undone', closed: 'Closed.',
  },
  catalogue: { lead: 'New applications choose from it; what was submitted stands. What is excluded is a setting of the cycle.', add: 'Add a series', english: 'English name', specialties: 'Specialties', excluded: 'By national examination', saved: 'Saved: {series} series, {specialties} {specialties:specialty|specialties}.' },
  report: { title: 'Papers for many', lead: 'The notice and its result are a sheet for each, in one file; the report names all who are chosen. The notice has to be recorded; for its result and the report it has to have ended without objection. Print, sign and seal, and upload as A13, A14, A15 of each.', people: 'People', annex: 'Paper', make: 'Make: {annex}, {format}', choose: 'Choose 1 to {most} people' },
};

export const staffTexts = () => (language() === 'en' ? en : zh);
