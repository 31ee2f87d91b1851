import { defineWords } from '../app/i18n/i18n';

export const monitorWords = defineWords('monitor', {
  monitor: { en: 'Monitor', zh: '监视器' },
  tabs: { en: 'Charts', zh: '图表' },
  sideBySide: { en: 'Side by side', zh: '并排显示' },
  sideBySideHelp: {
    en: 'Show several charts at once; choose them in the row of names.',
    zh: '同时显示多个图表，在名称栏中选择。',
  },
  chooseOne: { en: 'Choose at least one chart above.', zh: '请在上方至少选择一个图表。' },

  export: { en: 'Export', zh: '导出' },
  exportPng: { en: 'Picture (PNG)', zh: '位图（PNG）' },
  exportSvg: { en: 'Drawing (SVG)', zh: '矢量图（SVG）' },
  exportCsv: { en: 'Numbers (CSV)', zh: '数据（CSV）' },
  exported: { en: 'Exported to {{place}}.', zh: '已导出到 {{place}}。' },
  downloadedBecause: {
    en: '{{reason}} It was downloaded by the browser instead: {{name}}.',
    zh: '{{reason}}已改由浏览器下载：{{name}}。',
  },
  downloaded: { en: 'Downloaded {{name}}.', zh: '已下载 {{name}}。' },

  noRun: { en: 'Nothing trained yet.', zh: '尚未训练。' },
  noRunNext: {
    en: 'Start training: these charts fill from the first step on.',
    zh: '开始训练后，图表从第一步起就会显示数据。',
  },
  train: { en: 'Train', zh: '训练' },
  preparing: { en: 'Building the network and loading the data…', zh: '正在构建网络并加载数据……' },
  waiting: {
    en: 'Training has begun; the first numbers arrive in a moment.',
    zh: '训练已开始，数据即将到达。',
  },
  waitingPaused: {
    en: 'Paused before the first measurement. Resume or take one step.',
    zh: '在首次测量之前已暂停。请继续训练或单步执行。',
  },
  endedEmpty: {
    en: 'This run ended before anything was measured here. Start it again to fill this chart.',
    zh: '训练在此处有测量结果之前已结束。请重新开始训练。',
  },

  cursor: { en: 'Time cursor', zh: '时间游标' },
  cursorHelp: {
    en: 'Every chart and every node shows this step. Arrow keys move it, End follows the run.',
    zh: '所有图表和节点都显示这一步的数据。方向键移动，End 键跟随训练。',
  },
  stepAt: { en: 'step {{step}}', zh: '第 {{step}} 步' },
  stepOf: { en: 'step {{step}} of {{last}}', zh: '第 {{step}} / {{last}} 步' },
  live: { en: 'Live', zh: '实时' },
  newest: { en: 'Newest', zh: '最新' },
  liveHelp: { en: 'Follow the newest step', zh: '跟随最新一步' },
  back: { en: 'One recorded step back', zh: '后退一个记录步' },
  forward: { en: 'One recorded step forward', zh: '前进一个记录步' },
  zoomIn: { en: 'Zoom in around the cursor', zh: '以游标为中心放大' },
  zoomOut: { en: 'Zoom out', zh: '缩小' },
  zoomReset: { en: 'Whole run', zh: '整个训练过程' },
  zoomed: { en: 'steps {{from}} to {{to}}', zh: '第 {{from}} 至 {{to}} 步' },
  brushHint: {
    en: 'Click: cursor · drag: zoom · double click: whole run',
    zh: '单击：移动游标 · 拖动：缩放 · 双击：整个训练过程',
  },
  noSteps: { en: 'No recorded step yet', zh: '暂无记录步' },

  loss: { en: 'Loss', zh: '损失' },
  training: { en: 'training', zh: '训练' },
  validation: { en: 'validation', zh: '验证' },
  linear: { en: 'Linear', zh: '线性' },
  log: { en: 'Log', zh: '对数' },
  lossScale: { en: 'Scale of the loss axis', zh: '损失轴刻度' },
  smoothing: { en: 'Smoothing', zh: '平滑' },
  goesOnFrom: {
    en: 'goes on from step {{step}} of another run',
    zh: '接续另一次训练的第 {{step}} 步',
  },
  learningRate: { en: 'Learning rate', zh: '学习率' },
  lossLabel: {
    en: 'Loss over steps. At step {{step}}: training {{training}}, validation {{validation}}.',
    zh: '损失随训练步的变化。第 {{step}} 步：训练 {{training}}，验证 {{validation}}。',
  },
  metricLabel: {
    en: '{{metric}} over steps. At step {{step}}: training {{training}}, validation {{validation}}.',
    zh: '{{metric}}随训练步的变化。第 {{step}} 步：训练 {{training}}，验证 {{validation}}。',
  },

  quantity: { en: 'Quantity', zh: '量' },
  gradientRms: { en: 'Gradient of outputs', zh: '输出梯度' },
  weightGradientRms: { en: 'Gradient of weights', zh: '权重梯度' },
  signalRms: { en: 'Signal', zh: '信号' },
  rms: { en: 'RMS', zh: '均方根' },
  norm: { en: 'Norm', zh: '范数' },
  extremes: { en: 'Lowest – highest', zh: '最低 – 最高' },
  ratioAbove: { en: '÷ layer above', zh: '÷ 上一层' },
  ratioAboveHelp: {
    en: 'Ratio to the next layer towards the output',
    zh: '与靠近输出一侧相邻层之比',
  },
  layer: { en: 'Layer', zh: '层' },
  step: { en: 'Step', zh: '步' },
  table: { en: 'Table', zh: '表格' },
  tableHelp: { en: 'The same numbers as a table', zh: '以表格显示同样的数据' },
  heatMapLabel: {
    en: '{{quantity}} by layer and step: {{layers}} layers, {{columns}} recorded steps, from {{minimum}} to {{maximum}}. At step {{step}}: {{lowest}} at {{lowestLayer}}, {{highest}} at {{highestLayer}}.',
    zh: '{{quantity}}的层 × 步热力图：{{layers}} 层，{{columns}} 个记录步，范围 {{minimum}} 至 {{maximum}}。第 {{step}} 步：最低为{{lowestLayer}} {{lowest}}，最高为{{highestLayer}} {{highest}}。',
  },
  heatMapKeys: {
    en: 'Arrow keys: layer and step · Enter: select the node',
    zh: '方向键：选择层与步 · Enter：选中节点',
  },
  heatMapRole: { en: 'heat map', zh: '热力图' },
  heatMapCell: {
    en: '{{layer}}, step {{step}}: {{value}}',
    zh: '{{layer}}，第 {{step}} 步：{{value}}',
  },
  profileLabel: {
    en: '{{quantity}} by depth at step {{step}}.',
    zh: '第 {{step}} 步各层的{{quantity}}。',
  },
  profile: { en: 'At the cursor', zh: '游标处' },
  vanishing: { en: 'vanishing', zh: '消失' },
  healthy: { en: 'usual', zh: '常见' },
  exploding: { en: 'exploding', zh: '爆炸' },
  inputEnd: { en: 'input', zh: '输入' },
  outputEnd: { en: 'output', zh: '输出' },

  noRecurrence: {
    en: 'This network has no recurrence. Add a Simple RNN, an LSTM or a GRU to see how its gradient comes back through time.',
    zh: '此网络中没有循环层。添加循环层（RNN）、LSTM 或 GRU 后，可看到梯度如何沿时间回传。',
  },
  recurrence: { en: 'Recurrence', zh: '循环层' },
  timeStep: { en: 'Time step', zh: '时间步' },
  ratioNext: { en: '÷ next computed', zh: '÷ 下一个计算的时间步' },
  ratioNextHelp: {
    en: 'Ratio to the time step computed after it, from which the gradient comes',
    zh: '与其后计算的时间步之比，梯度由该时间步传来',
  },
  timeStepsLabel: {
    en: '{{name}}: RMS of the gradient of the state by time step and training step: {{rows}} time steps, {{columns}} recorded steps, from {{minimum}} to {{maximum}}. At step {{step}}: {{first}} at the first time step, {{last}} at the last.',
    zh: '{{name}}：隐状态梯度均方根的时间步 × 训练步热力图：{{rows}} 个时间步，{{columns}} 个记录步，范围 {{minimum}} 至 {{maximum}}。第 {{step}} 步：第一个时间步为 {{first}}，最后一个为 {{last}}。',
  },

  noDying: {
    en: 'No layer to watch. Dead units are counted where a layer other than a recurrence has an activation that is exactly 0 for negative inputs, as ReLU is; add one to see this chart.',
    zh: '没有可观察的层。死亡单元只在循环层以外、激活函数对负输入恒为 0（如 ReLU）的层上统计；添加此类层后可看到该图。',
  },
  deadNow: { en: 'dead now', zh: '当前死亡' },
  deadLasting: { en: 'dead for the last {{checks}} checks', zh: '连续 {{checks}} 次检查均死亡' },
  deadSentence: {
    en: '{{now}} of {{units}} dead now, {{lasting}} for the last {{checks}} checks',
    zh: '{{units}} 个单元中当前死亡 {{now}} 个，其中 {{lasting}} 个已连续 {{checks}} 次检查死亡',
  },
  deadChartLabel: {
    en: '{{layer}}: share of dead units over steps. {{sentence}}.',
    zh: '{{layer}}：死亡单元占比随训练步的变化。{{sentence}}。',
  },
  units: { en: 'Units', zh: '单元' },
  unitGridLabel: {
    en: 'Units of {{layer}} by how often they fire: {{dead}} of {{units}} never fire at step {{step}}.',
    zh: '{{layer}}各单元的激活频率：第 {{step}} 步，{{units}} 个单元中有 {{dead}} 个从不激活。',
  },
  unitCell: {
    en: 'Unit {{unit}}: fires for {{share}} of the samples',
    zh: '单元 {{unit}}：对 {{share}} 的样本激活',
  },
  unitDead: {
    en: 'Unit {{unit}}: dead, fires for no sample',
    zh: '单元 {{unit}}：死亡，对任何样本都不激活',
  },
  never: { en: 'never fires', zh: '从不激活' },
  always: { en: 'always fires', zh: '总是激活' },

  tensor: { en: 'Tensor', zh: '张量' },
  preactivation: { en: 'Pre-activation', zh: '预激活' },
  activation: { en: 'Activation', zh: '激活值' },
  weight: { en: 'Weight', zh: '权重' },
  gradient: { en: 'Gradient', zh: '梯度' },
  saturated: { en: 'saturated', zh: '饱和' },
  switchedOff: { en: 'off', zh: '未激活' },
  ridgeLabel: {
    en: 'Distribution of {{tensor}} by layer at step {{step}}.',
    zh: '第 {{step}} 步各层{{tensor}}的分布。',
  },
  ridgeTip: {
    en: '{{layer}}: from {{minimum}} to {{maximum}}',
    zh: '{{layer}}：{{minimum}} 至 {{maximum}}',
  },
  noneMeasured: {
    en: 'Nothing of this kind is measured at this step.',
    zh: '这一步没有此类测量。',
  },
  sharedAxis: { en: 'One axis', zh: '统一坐标轴' },
  sharedAxisHelp: {
    en: 'All layers on one axis compares widths; off, each layer fills its own.',
    zh: '统一坐标轴便于比较宽度；关闭后各层使用各自的坐标轴。',
  },

  updateRatio: { en: 'Update ÷ weight', zh: '更新量 ÷ 权重' },
  weightNorm: { en: 'Weight norm', zh: '权重范数' },
  weightGradientNorm: { en: 'Weight gradient norm', zh: '权重梯度范数' },
  linesLabel: {
    en: '{{quantity}} of {{layers}} layers over steps, logarithmic. At step {{step}} from {{minimum}} to {{maximum}}.',
    zh: '{{layers}} 层的{{quantity}}随训练步的变化（对数刻度）。第 {{step}} 步为 {{minimum}} 至 {{maximum}}。',
  },
  noiseScale: { en: 'Gradient noise scale', zh: '梯度噪声尺度' },
  noiseScaleNow: {
    en: 'Gradient noise scale: {{scale}} samples',
    zh: '梯度噪声尺度：{{scale}} 个样本',
  },
  noiseScaleUnknown: {
    en: 'Gradient noise scale: noise drowns the gradient',
    zh: '梯度噪声尺度：梯度被噪声淹没',
  },
  noiseScaleLabel: {
    en: '{{title}}, at step {{step}}; over steps, logarithmic.',
    zh: '{{title}}（第 {{step}} 步）；随训练步的变化，对数刻度。',
  },
  noiseScaleTells: {
    en: 'A batch far smaller than this steps mostly at random and gains from more samples; one far larger computes what it need not.',
    zh: '批量远小于此值：更新以噪声为主，增大批量有益；远大于此值：多算的样本收益甚微。',
  },
  noWeights: {
    en: 'No layer of this network has weights to update.',
    zh: '此网络中没有可更新权重的层。',
  },

  fitNothing: {
    en: 'This chart shows networks with two inputs (decision boundary), one input and one output (fitted curve), or classes (confusion matrix). This run has none of them.',
    zh: '此图适用于二维输入（决策边界）、一维输入输出（拟合曲线）或分类任务（混淆矩阵）。本次训练均不属于。',
  },
  boundary: { en: 'Decision boundary', zh: '决策边界' },
  boundaryLabel: {
    en: 'Decision boundary at step {{step}}: which class the network says where, with the data.',
    zh: '第 {{step}} 步的决策边界：网络在各处预测的类别，以及数据点。',
  },
  curve: { en: 'Fitted curve', zh: '拟合曲线' },
  curveLabel: {
    en: 'The network’s curve at step {{step}}, with the data.',
    zh: '第 {{step}} 步网络拟合的曲线与数据点。',
  },
  confusion: { en: 'Confusion matrix', zh: '混淆矩阵' },
  confusionLabel: {
    en: 'Confusion matrix of the validation data at step {{step}}',
    zh: '第 {{step}} 步验证数据的混淆矩阵',
  },
  actual: { en: 'actual', zh: '真实' },
  predicted: { en: 'predicted', zh: '预测' },
  recall: { en: 'recall', zh: '召回率' },
  correct: {
    en: '{{share}} correct ({{right}} of {{all}})',
    zh: '正确率 {{share}}（{{right}} / {{all}}）',
  },
  dataPoints: { en: 'Data', zh: '数据点' },

  folds: { en: 'Folds', zh: '折数' },
  fold: { en: 'Fold', zh: '折' },
  foldNumber: { en: 'Fold {{number}}', zh: '第 {{number}} 折' },
  foldsOf: { en: 'Cross-validation over {{count}} folds', zh: '{{count}} 折交叉验证' },
  foldsOfFound: {
    en: 'Cross-validation over {{count}} folds: validation loss {{found}}',
    zh: '{{count}} 折交叉验证：验证损失 {{found}}',
  },
  findingColumn: { en: 'Finding', zh: '诊断' },
  noFinding: { en: 'healthy', zh: '健康' },
  continued: { en: 'from step {{step}}', zh: '自第 {{step}} 步接续' },
  imported: { en: 'Imported weights', zh: '导入的权重' },
  rateTest: { en: 'Learning-rate test', zh: '学习率测试' },
  crossValidate: { en: 'Cross-validation', zh: '交叉验证' },
  crossValidateHelp: {
    en: 'Trains the network once for each fold, on all other folds, and validates it on that one.',
    zh: '每一折训练一次网络：用其余各折训练，在该折上验证。',
  },
  foldsRunning: {
    en: 'Cross-validation: {{done}} of {{count}} folds trained…',
    zh: '交叉验证：{{count}} 折中已训练 {{done}} 折……',
  },
  foldsDone: {
    en: 'Cross-validation over {{count}} folds. Each row was validated once.',
    zh: '{{count}} 折交叉验证，每个样本恰好验证一次。',
  },
  foldsEnded: {
    en: 'Cross-validation ended after {{done}} of {{count}} folds: a run was stopped or failed. Means are over the folds above.',
    zh: '交叉验证在 {{count}} 折中的 {{done}} 折后结束：训练被停止或失败。均值只包括已完成的各折。',
  },
  meanAndDeviation: { en: 'Mean ± deviation', zh: '均值 ± 标准差' },
  runs: { en: 'Runs', zh: '训练记录' },
  runsEmpty: {
    en: 'No runs kept yet. Each training of this project is listed here when it starts.',
    zh: '暂无训练记录。本项目的每次训练开始后都会列在这里。',
  },
  runsFailed: {
    en: 'The runs could not be listed: {{reason}}',
    zh: '无法列出训练记录：{{reason}}',
  },
  refresh: { en: 'Refresh', zh: '刷新' },
  outcome: { en: 'Outcome', zh: '结果' },
  epochs: { en: 'Epochs', zh: '轮次' },
  lossColumn: { en: 'Loss', zh: '损失' },
  validationColumn: { en: 'Validation', zh: '验证' },
  metricColumn: { en: 'Metric', zh: '指标' },
  open: { en: 'Open charts', zh: '打开图表' },
  opened: { en: 'Shown', zh: '当前显示' },
  openWhileTraining: {
    en: 'Stop the run under way first: the charts follow it.',
    zh: '请先停止正在进行的训练：图表正在跟随它。',
  },
  useSettings: { en: 'Use these settings', zh: '采用这些设置' },
  closeOpened: { en: 'Close', zh: '关闭' },
  phaseStarting: { en: 'starting', zh: '准备中' },
  phaseRunning: { en: 'training', zh: '训练中' },
  phasePaused: { en: 'paused', zh: '已暂停' },
  phaseFinished: { en: 'finished', zh: '已完成' },
  phaseStopped: { en: 'stopped', zh: '已停止' },
  phaseFailed: { en: 'failed', zh: '失败' },
});
