/** Words of the committee's sessions, beside the catalogues: they come with the pages of those who sit in them, and not with everybody's first visit. */
import { language } from '.';

const zh = {
  title: '评审会议', none: '还没有评审会议', year: '年度批次', show: '查看', plan: '安排会议', date: '会议日期', series: '系列', specialty: '专业', specialtyHint: '只评一个专业的，请填写；评整个系列的，留空', seats: '席位数', seatsHint: '单数；留空按批次设置',
  planHint: '列入该系列（专业）在评审委员会等待、且未列入其他会议的全部申报，最多 300 项；候选专家同时确定', applications: '{n} 项申报', phase: '进程', number: '编号', members: '{n} 席',
  agenda: '议程', name: '姓名', level: '级别', employer: '工作单位', readers: '主审', excluded: '回避', excludedOwn: '您已回避', open: '查看申报', off: '去掉', dropped: '已去掉的申报', reason: '原因', reasonFirst: '请填写原因',
  panel: '专家组', substitutes: '候补专家', chair: '主持人', present: '出席', absent: '未到', nameChair: '指定为主持人', replace: '由候补递补', attendance: '登记出席', attendanceHint: '勾选到会的专家；现有 {n} 人，须 {m} 人以上',
  lot: '抽取', hash: '候选名单摘要', candidates: '候选专家 {n} 人', seed: '种子', seedHint: '确定候选名单之后公布的数字，照原样填写', source: '种子来源', sourceHint: '如：双色球第2025031期；谁都能查到', draw: '抽取专家', redraw: '重新抽取', drawNumber: '第 {n} 次抽取',
  start: '开始会议', cancel: '取消会议', rounds: '表决', round: '第 {n} 轮', openRound: '付表决', openHint: '勾选本轮表决的申报，最多 40 项', voted: '已投票 {n} 人，共 {m} 人', count: '结束并计票', refresh: '刷新', counting: '正在计票',
  result: '结果', passed: '通过', failed: '未通过', counts: '同意 {a}，反对 {b}，弃权 {c}，出席 {d}',
  vote: '投票', voteHint: '无记名投票。请对每项申报各选一项，一次提交，提交后不能更改', FOR: '同意', AGAINST: '反对', ABSTAIN: '弃权', chooseAll: '请对“{name}”选择一项', confirm: '确认投票', confirmHint: '共 {n} 项。提交后不能更改，也不会显示您选了什么', submit: '提交选票', back: '返回修改', received: '选票已收到', notYet: '现在没有需要您投票的表决',
  recusal: '申请回避', ground: '与申报人的关系', RELATIVE: '近亲属', OTHER: '其他利害关系', words: '说明', send: '提交', recusals: '回避申请', accept: '同意回避', refuse: '不同意', undecided: '待决定', accepted: '已回避', refused: '未同意回避', objected: '评审机构提出',
  opinion: '主审意见', opinionHint: '只有专家组和评审机构可见', inFavour: '建议通过', against: '建议不通过', yours: '请您主审', answer: '待核实的问题', questionCode: '问题代码', finding: '核实情况', findingHint: '有待核实的问题的，逐项填写；没有的留空',
  sign: '签署会议', signHint: '签署后会议内容不再改变，各项申报按表决结果办理', signedOn: '签署于 {at}', papers: '会议文件', MINUTES: '评审会议记录', RESULTS: '评审结果表', outcomes: '执行情况', stayed: '留在评审委员会：{code}', waiting: '办理中',
  closeForm: '关闭', rules: '评审委员会议事规则', bySession: '以评审会议无记名投票决定（评审委员会不再由一人审核通过）', seniorBySpecialty: '高级职称、单一专业：席位数', seniorBySeries: '高级职称、整个系列：席位数', otherwise: '其他：席位数', readersCount: '主审人数', rulesHint: '席位数为 3 至 99 的单数，候补和主审为 0 至 20 人',
  PLANNED: '待抽取', DRAWN: '已抽取', OPEN: '进行中', SIGNED: '已签署', CANCELLED: '已取消',
};
const en: typeof zh = {
  title: 'Sessions of the committee', none: 'There is no session yet', year: 'Cycle', show: 'Show', plan: 'Plan a session', date: 'Day', series: 'Series', specialty: 'Specialty', specialtyHint: 'Where only one specialty is judged; otherwise leave it empty', seats: 'Seats', seatsHint: 'An odd number; left empty, as the cycle says',
  planHint: 'Everything of the series (specialty) that waits at the committee and is on no other agenda, 300 at the most; who can be drawn is fixed at the same time', applications: '{n} applications', phase: 'Phase', number: 'Number', members: '{n} seats',
  agenda: 'Agenda', name: 'Name', level: 'Level', employer: 'Employer', readers: 'Readers', excluded: 'Recused', excludedOwn: 'You are recused', open: 'Open', off: 'Take off', dropped: 'Taken off the agenda', reason: 'Reason', reasonFirst: 'Enter the reason',
  panel: 'Panel', substitutes: 'Substitutes', chair: 'Chair', present: 'Present', absent: 'Absent', nameChair: 'Name as chair', replace: 'Let a substitute step in', attendance: 'Record who is present', attendanceHint: 'Tick who has come; {n} now, {m} are needed',
  lot: 'Draw', hash: 'Hash of the candidates', candidates: '{n} candidates', seed: 'Seed', seedHint: 'Numbers that were published after the candidates were fixed, as they were published', source: 'Source of the seed', sourceHint: 'Such as a lottery and its number, so that anyone finds it', draw: 'Draw the panel', redraw: 'Draw anew', drawNumber: 'Draw {n}',
  start: 'Open the session', cancel: 'Call it off', rounds: 'Votes', round: 'Round {n}', openRound: 'Put to the vote', openHint: 'Tick what is voted on in this round, 40 at the most', voted: '{n} of {m} have voted', count: 'End and count', refresh: 'Refresh', counting: 'Being counted',
  result: 'Result', passed: 'Passed', failed: 'Not passed', counts: '{a} for, {b} against, {c} abstained, {d} present',
  vote: 'Vote', voteHint: 'A secret vote. Choose once for each application and send all of them once; a vote cannot be changed', FOR: 'For', AGAINST: 'Against', ABSTAIN: 'Abstain', chooseAll: 'Choose for “{name}”', confirm: 'Confirm your vote', confirmHint: '{n} applications. It cannot be changed afterwards, and what you chose is not shown again', submit: 'Send the ballot', back: 'Back', received: 'Your vote is in', notYet: 'There is nothing for you to vote on now',
  recusal: 'Tell of an interest', ground: 'What you have to do with the applicant', RELATIVE: 'A relative', OTHER: 'Another interest', words: 'In your words', send: 'Send', recusals: 'Interests', accept: 'Exclude', refuse: 'Do not exclude', undecided: 'To be decided', accepted: 'Excluded', refused: 'Not excluded', objected: 'By the office',
  opinion: 'Opinion', opinionHint: 'For the panel and the office only', inFavour: 'Pass', against: 'Do not pass', yours: 'Yours to read', answer: 'Open question', questionCode: 'Code of the question', finding: 'What you found', findingHint: 'Where a question is open; otherwise leave it empty',
  sign: 'Sign the session', signHint: 'Nothing of it changes afterwards, and the applications go on as was voted', signedOn: 'Signed {at}', papers: 'Papers', MINUTES: 'Minutes', RESULTS: 'Sheet of results', outcomes: 'Carried out', stayed: 'Stays at the committee: {code}', waiting: 'Under way',
  closeForm: 'Close', rules: 'How the committee decides', bySession: 'By secret vote in session (one member alone no longer passes)', seniorBySpecialty: 'Senior titles of one specialty: seats', seniorBySeries: 'Senior titles of a whole series: seats', otherwise: 'Otherwise: seats', readersCount: 'Readers', rulesHint: 'Seats are an odd number from 3 to 99, substitutes and readers 0 to 20',
  PLANNED: 'To be drawn', DRAWN: 'Drawn', OPEN: 'In session', SIGNED: 'Signed', CANCELLED: 'Called off',
};
export const words = () => (language() === 'en' ? en : zh);
