import { defineWords } from '../../app/i18n/i18n';

export const compareWords = defineWords('compareRuns', {
  runs: { en: 'Runs of this project', zh: '本项目的训练' },
  all: { en: 'All', zh: '全选' },
  none: { en: 'None', zh: '全不选' },
  choose: {
    en: 'Choose runs in the list: their curves are drawn over each other, their heat maps side by side, and the settings that differ stand in a table.',
    zh: '在列表中选择训练：曲线叠加显示，热力图并排，不同的设置列在表中。',
  },
  noRuns: {
    en: 'No runs kept yet. Train the network; each training is listed here.',
    zh: '暂无训练记录。开始训练后，每次训练都会列在这里。',
  },
  loading: { en: 'Reading {{count|run|runs}}…', zh: '正在读取 {{count}} 次训练……' },
  limit: {
    en: 'At most {{limit}} runs are compared at once; the first {{limit}} are.',
    zh: '一次最多比较 {{limit}} 次训练，现比较前 {{limit}} 次。',
  },
  failed: { en: '{{run}} could not be read: {{reason}}', zh: '无法读取{{run}}：{{reason}}' },
  deselect: { en: 'Leave it out', zh: '移出比较' },
  curves: { en: 'Curves', zh: '曲线' },
  measure: { en: 'Measure', zh: '指标' },
  ofTraining: { en: '{{measure}}, training', zh: '{{measure}}（训练）' },
  ofValidation: { en: '{{measure}}, validation', zh: '{{measure}}（验证）' },
  curvesLabel: {
    en: '{{title}} over steps, {{count|run|runs}}. Last values: {{values}}.',
    zh: '{{title}}随训练步的变化，{{count}} 次训练。末值：{{values}}。',
  },
  begins: { en: 'goes on from step {{step}} of {{run}}', zh: '接续“{{run}}”第 {{step}} 步' },
  beginsOther: {
    en: 'goes on from step {{step}} of another run',
    zh: '接续另一次训练的第 {{step}} 步',
  },
  outcomes: { en: 'Outcomes', zh: '结果' },
  differences: { en: 'Settings', zh: '设置' },
  showAll: { en: 'Show all', zh: '全部显示' },
  showAllHelp: { en: 'Also settings that all runs share', zh: '也显示各次训练相同的设置' },
  setting: { en: 'Setting', zh: '设置项' },
  alike: {
    en: 'All settings of these runs are the same.',
    zh: '这些训练的全部设置都相同。',
  },
  oneOnly: {
    en: 'Choose a second run to see how their settings differ.',
    zh: '再选择一次训练，即可看到设置的差别。',
  },
  outcomePages: { en: 'Pages of outcomes', zh: '结果分页' },
  runPages: { en: 'Pages of runs', zh: '训练分页' },
  pages: { en: 'Runs in the table', zh: '表中的训练' },
  maps: { en: 'Heat maps', zh: '热力图' },
  mapPages: { en: 'Heat maps shown', zh: '显示的热力图' },
  noLayers: { en: 'No layers were measured.', zh: '没有各层的测量数据。' },
  time: { en: 'Time', zh: '时间' },
});
