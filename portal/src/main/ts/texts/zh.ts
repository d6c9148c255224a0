/** 中文文本：以通知用语为准。 */
export const zh = {
  frame: {
    system: '职称申报系统', skip: '跳到主要内容', large: '大字', signIn: '登录', signOut: '退出登录', signInAgain: '重新登录', navigation: '主导航',
    mine: '我的申报', myData: '我的信息', work: '审核工作', eligibility: '我能申报吗', verify: '证书验证', home: '回到首页', back: '返回', optional: '（选填）',
    choose: '请选择', yes: '是', no: '否', again: '重试', loading: '正在读取…', save: '保存', done: '保存并返回', remove: '移除', beijing: '{time}（北京时间）',
    sessionEnds: '登录将在 {minutes} 分钟后失效，请重新登录；已填写的内容会保留在本页。', sessionEnded: '登录已失效，请在新窗口重新登录；已填写的内容保留在本页，登录后自动继续。',
    footer: '民营企业专业技术人员职称初次确定、授予',
  },
  signIn: { title: '登录', needed: '查看本页需要先登录。', failed: '登录没有完成，请再试一次。' },
  errors: { title: '请先处理以下问题', noAnswer: '网络或系统暂时没有应答。已填写的内容没有丢失，请稍后重试。', unexpected: '页面出错了。请刷新后重试；如仍出现，请联系人社局。', status: '系统没有接受这次操作（{status}）。', noPage: '没有这个页面' },
  start: {
    title: '职称初次确定、授予', open: '{year}年度正在受理申报', notYet: '{year}年度尚未开始受理', closed: '{year}年度申报已截止', window: '申报时间：{from}至{to}24:00（北京时间）。', daysLeft: '还有 {days} 天。',
    apply: '登录并申报', register: '先登记个人信息', telephone: '{office}，咨询监督电话：{telephone}', who: '谁可以申报', whoText: '在本市注册的民营企业在职专业技术人员，或外地企业派驻本市连续工作满一年的专业技术人员。国家以考代评的专业不在此列。所学专业与岗位不一致不影响申报。',
    table: '学历（学位）、工作年限与职称级别', credential: '最高学历（学位）', years: '此后从事专业技术工作', level: '级别', kind: '类别', yearsOf: '满{years}年', prepare: '需要准备的材料', way: '办理流程',
    way1: '申报人填报、上传材料并提交', way2: '用人单位公示5个工作日以上并推荐', way3: '区（县）人社局初审、推荐', way4: '评审委员会审核', way5: '评审机构接收材料原件，下发批文', way6: '领取电子证书，任何人可以扫码验证',
  },
  eligibility: {
    title: '我能申报吗', lead: '回答三个问题即可知道能申报什么、从哪一天起可以申报。不用登录，填写的内容不会保存。', credential: '最高学历（学位）', fullTime: '全日制取得', milestone: '毕业／取得学位／出站日期', milestoneHint: '按证书上的日期填写',
    work: '从哪一天起在专业技术岗位工作至今', workHint: '有多段经历或中断的，请登录后在申报中逐段填写', ask: '查看结果', leads: '可以申报：{kind}，{level}', yes: '符合学历和年限条件', maybe: '可以申报，有一项需要审核人认定', no: '目前不符合条件', from: '{day}起符合年限条件', only: '此结果只看学历和工作年限，最终以申报时的审核为准。', reckoning: '学历与年限的核算',
  },
  verify: { title: '证书验证', lead: '扫描证书上的二维码，或输入验证码。每次查询都会记录，持证人可以看到。', code: '验证码', hint: '印在证书二维码下方，也可以粘贴整个网址', ask: '查询' },
  register: {
    title: '登记个人信息', name: '姓名', nameHint: '与身份证一致；少数民族姓名的间隔号用“·”', idNumber: '身份证号码', idHint: '一个身份证号码只能登记一次', phone: '手机号码', mail: '电子邮箱', mailHint: '办理进展会发到这个邮箱', send: '登记',
    dataTitle: '我们怎样使用这些信息', data: '身份证号码加密保存，页面上只显示前3位和后4位；只用于核实身份和制作证书。您可以随时下载系统保存的本人信息。保存期满后按规定删除。',
  },
  mine: {
    notRegistered: '申报前请先登记个人信息。', begin: '开始新的申报', none: '还没有申报。', card: '{year}年度 {kind} {specialty}', noSpecialty: '（专业未填）', until: '请于{day}前完成', yourTurn: '需要您处理',
    chooseKind: '请选择申报类别', which: '{year}年度申报类别', awardHint: '（硕士、博士、博士后出站）', initialHint: '（中专、大专、本科）', start: '开始填报',
  },
  tasks: { title: '填报', correction: '退回修改', returned: '请于{day}24:00前修改并重新提交', mend: '需修改 {count} 处', open: '待完善 {count} 处', done: '已填好', check: '检查并提交', toMend: '需要修改', checkSection: '检查本页', deleteDraft: '删除草稿', deleteSure: '确定删除，删除后不能恢复' },
  sections: { qualification: '申报资格', contact: '个人情况', credential: '学历学位', employment: '工作经历', employer: '现用人单位', presentTitle: '现任职称', conduct: '思想政治条件', achievements: '近五年业绩成果', summary: '工作小结', notApplicable: '不适用的材料', materials: '申报材料' },
  saving: { saved: '已保存', saving: '正在保存…', typing: '停止输入后自动保存', waiting: '暂时连不上，正在重试；请不要关闭本页', conflict: '这一部分在别处也改过了', mine: '本页填写的', theirs: '已保存的', keepMine: '保留本页填写的', takeTheirs: '使用已保存的' },
  fields: {
    kind: '申报类别', level: '申报级别', series: '申报系列', seriesHint: '例如：工程系列', specialty: '申报专业', specialtyHint: '例如：机械工程专业', district: '区（县）', sex: '性别', male: '男', female: '女', ethnicGroup: '族别', ethnicGroupHint: '例如：汉族、维吾尔族', politicalStatus: '政治面貌', politicalStatusHint: '例如：中共党员、群众',
    fullTime: '是否全日制', degreeHeld: '是否取得学位', foreign: '是否国外学历学位', institution: '毕业院校', subject: '所学专业', employer: '单位', from: '开始日期', to: '结束日期', toHint: '目前在职的请留空', post: '岗位', technicalPost: '专业技术岗位', period: '第{number}段经历', removePeriod: '移除第{number}段经历', addPeriod: '增加一段经历', now: '至今',
    employerName: '用人单位名称', employerNameHint: '输入名称或统一社会信用代码后选择', uscc: '统一社会信用代码', usccHint: '营业执照上的18位代码', origin: '单位注册地', urumqi: '本市', elsewhere: '外地（派驻本市）', postedFrom: '派驻本市起始日期',
    presentLevel: '现任职称级别', presentHint: '没有职称的不选', presentName: '现任专业技术职务任职资格', presentNameHint: '没有的填“无”', summaryHint: '2000至3000字（不计空白），写明工作态度、业务能力、工作业绩、学术水平。可以从Word粘贴。', count: '已有 {count} 字（不计空白）', conductHint: '会印在公示上', achievementsHint: '会印在公示上',
  },
  materials: {
    lead: '请上传端正、清晰的原件扫描件或照片：PDF、JPEG或PNG，每个不超过10 MB。点开文件名可以看到审核人将看到的内容。', choose: '选择文件或拍照', sending: '正在上传', inspecting: '正在检查', accepted: '已通过检查', refused: '未通过检查', waiting: '尚未上传完成', removeFile: '移除 {name}', notApplicable: '不适用？填写原因', reason: '不适用的原因',
    heic: '这是苹果手机的HEIC格式，暂不能使用。请在“设置 – 相机 – 格式”中选“兼容性最佳”后重拍，或转成JPEG。', type: '只能上传PDF、JPEG或PNG。其他格式请先导出为PDF。', tooLarge: '文件有 {size}，超过10 MB。请降低分辨率或拆分后再上传。', empty: '这个文件是空的，请重新选择。',
    OK: '已齐', MISSING: '缺少', TOO_FEW: '数量不足', NOT_APPLICABLE: '已说明不适用', NOT_NEEDED: '不需要', WRONG: '需更正',
  },
  submit: { title: '检查并提交', defects: '还有 {count} 处需要处理', questions: '需要审核人认定的事项', answer: '对“{item}”的说明（未作改动时填写）', declare: '本人承诺：所填内容和所附材料真实，如有虚假，愿承担相应责任。', declareFirst: '提交前请勾选承诺', send: '提交申报', sendAgain: '重新提交' },
  progress: { number: '申报编号', holder: '现由谁办理', submitted: '提交时间', due: '办理期限', left: '还剩 {days} 个工作日', overdue: '已超 {days} 个工作日', document: '批文', certificate: '证书', toCome: '后续步骤', comments: '审核意见', noComments: '还没有审核意见。', events: '办理记录', withdraw: '撤回申报', withdrawText: '撤回后本次申报终止；受理期内可以重新申报。', withdrawSure: '确定撤回' },
  outcomes: { PASS: '推荐／通过', RETURN: '退回修改', REJECT: '不予通过', superseded: '（修改后重新审核，此意见不再有效）' },
  certificate: { title: '电子证书', valid: '有效', revoked: '已撤销', date: '日期', open: '打开证书PDF', verify: '查看验证页' },
  queue: { search: '按姓名、专业、单位或编号查找', count: '共 {count} 件', left: '期限', flags: '提示', question: '有待认定事项' },
  bench: {
    title: '{name} 的申报', facts: '申报内容', against: '不符合规定之处', changes: '修改前后对照', decide: '审核决定', confirm: '已核实：{material}不适用（{reason}）', items: '需要修改的项目', itemHint: '写明怎样修改，申报人会看到', addItem: '增加一项', removeItem: '移除：{item}',
    reason: '不予通过的理由', remark: '意见', reasonNeeded: '请填写不予通过的理由', itemsNeeded: '请至少写明一个需要修改的项目', send: '确定：{outcome}', done: '已办理：{outcome}', next: '下一件', noMore: '没有待办理的了。',
  },
  notice: { title: '公示', again: '申报内容有改动，须重新公示。', from: '公示开始', to: '公示结束', toHint: '首尾都算，不少于5个工作日', result: '公示结果日期', office: '受理部门', telephone: '监督电话', save: '登记公示', forms: '打印模板', scans: '签字盖章后的扫描件' },
  annexes: { ANNEX_2: '公示', ANNEX_3: '公示结果', ANNEX_4: '推荐报告' },
  receive: { title: '接收材料原件', all: '全部已收', send: '登记接收', done: '材料已收齐' },
  office: { choose: '待下发批文：{count} 人', all: '全选', number: '批文号', numberHint: '例如：乌人社职〔2025〕1号', date: '批文日期', record: '登记批文（{count} 人）', recorded: '批文 {number} 已登记，{count} 人；证书正在制作。', notRecorded: '另有 {count} 人未登记，请查看其状态。' },
};
