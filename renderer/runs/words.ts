import { defineWords } from '../app/i18n/i18n';

export const runsWords = defineWords('runs', {
  run: { en: 'Run', zh: '训练' },
  settings: { en: 'Settings', zh: '设置' },
  actions: { en: 'Actions', zh: '操作' },
  moreOf: { en: 'More for run {{run}}', zh: '训练“{{run}}”的更多操作' },
  select: { en: 'Select run {{run}}', zh: '选择训练“{{run}}”' },
  selectAll: { en: 'Select all listed runs', zh: '选择列出的全部训练' },
  sortBy: { en: 'Sort by {{column}}', zh: '按{{column}}排序' },
  pages: { en: 'Pages of the list', zh: '列表分页' },
  filter: { en: 'Filter runs', zh: '筛选训练' },
  filterHint: { en: 'name, note, outcome, setting', zh: '名称、备注、结果、设置' },
  noneMatches: {
    en: 'No run matches “{{text}}”.',
    zh: '没有训练符合“{{text}}”。',
  },
  showAll: { en: 'Show all', zh: '全部显示' },
  pinned: { en: 'pinned', zh: '已置顶' },
  hasNote: { en: 'Note: {{note}}', zh: '备注：{{note}}' },
  compare: { en: 'Compare ({{count}})', zh: '比较（{{count}}）' },
  compareHelp: {
    en: 'Curves over each other, heat maps side by side, settings that differ. Select at least two runs.',
    zh: '曲线叠加，热力图并排，列出不同的设置。请至少选择两次训练。',
  },

  describe: { en: 'Name and note…', zh: '名称与备注……' },
  describeTitle: { en: 'Name and note of a run', zh: '训练的名称与备注' },
  name: { en: 'Name', zh: '名称' },
  note: { en: 'Note', zh: '备注' },
  pin: { en: 'Pin: keep it for good', zh: '置顶：永久保留' },
  pinHelp: {
    en: 'Of the others the newest twenty are kept.',
    zh: '其余的只保留最近二十次。',
  },
  unpin: { en: 'Unpin', zh: '取消置顶' },
  save: { en: 'Save', zh: '保存' },
  cancel: { en: 'Cancel', zh: '取消' },
  restore: { en: 'Bring the project back as it was', zh: '将项目恢复为当时的样子' },
  restored: {
    en: 'The project is as it was for this run. One undo takes it back.',
    zh: '项目已恢复为这次训练时的样子。撤销一次即可回到之前。',
  },
  restoredAlike: {
    en: 'The project is as it was for this run: nothing to change.',
    zh: '项目与这次训练时相同，无需改动。',
  },
  restoredElsewhere: {
    en: 'This run is of another project: it was opened as a new one, which is not saved yet.',
    zh: '这次训练属于另一个项目：已作为新项目打开，尚未保存。',
  },
  delete: { en: 'Delete', zh: '删除' },
  deleted: { en: 'Deleted: {{run}}', zh: '已删除：{{run}}' },
  undo: { en: 'Undo', zh: '撤销' },
  broughtBack: { en: 'It is back: {{run}}', zh: '已找回：{{run}}' },

  trainOn: { en: 'Train on…', zh: '接着训练……' },
  trainOnHelp: {
    en: 'Goes on from where this run ended, with its weights and its optimizer.',
    zh: '从这次训练结束处继续，沿用其权重与优化器状态。',
  },
  trainOnTitle: { en: 'Train on from step {{step}}', zh: '从第 {{step}} 步接着训练' },
  onFor: { en: 'More epochs', zh: '再训练的轮次' },
  epochsOf: { en: 'Epochs', zh: '轮次' },
  onTo: { en: 'To epoch {{total}} in all', zh: '共到第 {{total}} 轮' },
  stateKept: {
    en: 'Weights, optimizer, order of samples and schedule go on as if it had never stopped.',
    zh: '权重、优化器、样本顺序与学习率调度都接续进行，如同从未停止。',
  },
  weightsKept: {
    en: 'This run met NaN: a new one begins with its last good weights, of step {{step}}. All else begins anew.',
    zh: '这次训练出现了 NaN：新的训练从其最后的良好权重（第 {{step}} 步）开始，其余从头开始。',
  },
  whichSettings: { en: 'Settings', zh: '采用哪些设置' },
  asRun: { en: 'As they were for the run', zh: '当时的设置' },
  asProject: { en: 'As the project is now', zh: '项目现在的设置' },
  differsBy: { en: 'Since then: {{changes}}', zh: '此后的改动：{{changes}}' },
  begin: { en: 'Train', zh: '训练' },
  onlyTrainings: {
    en: 'Only a training goes on: this is a test of rates or one fold of a cross-validation.',
    zh: '只有普通训练可以继续：这是学习率测试或交叉验证的一折。',
  },
  stillTraining: { en: 'This run is still training.', zh: '这次训练仍在进行。' },
});
