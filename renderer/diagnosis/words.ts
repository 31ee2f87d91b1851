import { defineWords } from '../app/i18n/i18n';

export const diagnosisWords = defineWords('diagnosis', {
  healthyStart: { en: 'Sound before the first step', zh: '第一步之前一切正常' },
  healthyRun: { en: 'Healthy', zh: '健康' },
  why: { en: 'Why', zh: '为什么' },
  close: { en: 'Close', zh: '收起' },
  beforeStart: { en: '{{layer}} · before the first step', zh: '{{layer}} · 第一步之前' },
  since: { en: '{{layer}} · since step {{step}}', zh: '{{layer}} · 自第 {{step}} 步起' },
  settings: { en: 'settings', zh: '设置' },
  alsoFound: { en: '{{count|more finding|more findings}}', zh: '另有{{count}}项' },
  evidence: { en: 'What proves it', zh: '证据' },
  showEvidence: { en: 'Show in the chart', zh: '在图表中查看' },
  consequences: { en: 'What follows from it', zh: '由此引起' },
  reason: { en: 'Why this happens', zh: '原因' },
  source: { en: 'Source: {{source}}', zh: '来源：{{source}}' },
  seeLab: { en: 'Lab {{id}}: {{title}}', zh: '实验 {{id}}：{{title}}' },
  remedies: { en: 'What may cure it', zh: '可以尝试' },
  noRemedy: {
    en: 'No edit of the network cures this. Look at the data.',
    zh: '修改网络无法解决这个问题，请检查数据。',
  },
  apply: { en: 'Apply', zh: '应用' },
  applyHelp: {
    en: 'One edit; one undo brings the old state back.',
    zh: '一次修改；撤销一次即可恢复。',
  },
  applied: { en: 'Applied: {{remedy}}', zh: '已应用：{{remedy}}' },
  train: { en: 'Train it to see', zh: '训练看看效果' },
});
