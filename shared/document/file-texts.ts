import type { Text, TextValues } from '../text/text';
import { fillText } from '../text/text';

/** Why a file could not be opened, in words. */
export const FILE_FAILURES = {
  empty: {
    en: 'The file is empty. If saving was interrupted, look for the .bak file beside it.',
    zh: '文件是空的。如果保存时被中断，请查看旁边的 .bak 文件。',
  },
  'too-large': {
    en: 'The file has {{size}} MB; a project has at most {{limit}} MB.',
    zh: '文件大小为{{size}} MB，项目最大为{{limit}} MB。',
  },
  'too-deep': {
    en: 'The file nests more than {{limit}} levels deep, which no project does.',
    zh: '文件嵌套超过{{limit}}层，不是正常的项目文件。',
  },
  'reserved-key': {
    en: 'The file uses the reserved name “{{key}}” and is refused for safety.',
    zh: '文件使用了保留名称“{{key}}”，出于安全考虑拒绝打开。',
  },
  'not-json': {
    en: 'The file is damaged: it is not valid JSON (“{{message}}”). Look for the .bak file beside it.',
    zh: '文件已损坏：不是有效的 JSON（“{{message}}”）。请查看旁边的 .bak 文件。',
  },
  'not-a-project': {
    en: 'This is not a Vanishing Point project: it does not say "format": "{{format}}".',
    zh: '这不是 Vanishing Point 项目：缺少 "format": "{{format}}"。',
  },
  'bad-version': {
    en: 'The file does not say which version of the format it has; a whole number from 1 is needed.',
    zh: '文件没有标明格式版本；应为从 1 开始的整数。',
  },
  'newer-version': {
    en: 'The file was made by a newer version of the app (format {{version}}; this app reads up to {{current}}). Update the app to open it.',
    zh: '该文件由更新版本的应用创建（格式{{version}}，本应用最高支持{{current}}）。请更新应用后再打开。',
  },
  'too-many': {
    en: 'The file holds {{count}} {{what}}; a project holds at most {{limit}}.',
    zh: '文件包含{{count}}个{{what}}，一个项目最多容纳{{limit}}个。',
  },
} as const satisfies Record<string, Text>;

export type FileFailureKind = keyof typeof FILE_FAILURES;

export interface FileFailure {
  readonly kind: FileFailureKind;
  readonly text: Text;
}

export const fileFailure = (kind: FileFailureKind, values: TextValues = {}): FileFailure => ({
  kind,
  text: fillText(FILE_FAILURES[kind], values),
});

/** Why a file that opened cannot be saved over. */
export const READ_ONLY_NEWER: Text = {
  en: 'Made by a newer version of the app (format {{version}}). It opens for reading only; save it under another name to change it.',
  zh: '由更新版本的应用创建（格式{{version}}）。仅供阅读；如需修改，请另存为其他名称。',
};

/** What was mended; `{{count}}` of it. */
export const REPAIRS = {
  nodesDropped: {
    en: '{{count|node|nodes}} could not be restored.',
    zh: '有{{count}}个节点无法恢复。',
  },
  edgesDropped: {
    en: '{{count|connection|connections}} could not be restored.',
    zh: '有{{count}}条连接无法恢复。',
  },
  edgesRepaired: {
    en: '{{count|connection was|connections were}} repaired.',
    zh: '修复了{{count}}条连接。',
  },
  commentsDropped: {
    en: '{{count|comment|comments}} could not be restored.',
    zh: '有{{count}}条注释无法恢复。',
  },
  commentsRepaired: {
    en: '{{count|comment was|comments were}} repaired.',
    zh: '修复了{{count}}条注释。',
  },
  columnsDropped: {
    en: 'Data: {{count|column|columns}} could not be restored.',
    zh: '数据：有{{count}}列无法恢复。',
  },
  columnsRepaired: {
    en: 'Data: {{count|column was|columns were}} repaired; check the roles of all columns.',
    zh: '数据：修复了{{count}}列，请检查各列的用途。',
  },
  blocksDropped: {
    en: '{{count|block|blocks}} could not be restored.',
    zh: '有{{count}}个模块无法恢复。',
  },
  blocksRepaired: {
    en: '{{count|block was|blocks were}} repaired; check the settings that they expose.',
    zh: '修复了{{count}}个模块，请检查其公开的设置。',
  },
  unknownFields: {
    en: '{{count|field that this version does not know was|fields that this version does not know were}} left out: {{names}}.',
    zh: '略去了{{count}}个此版本不认识的字段：{{names}}。',
  },
} as const satisfies Record<string, Text>;

export const NODE_REPAIRED: Text = {
  en: 'The node “{{node}}” was repaired ({{fields}}).',
  zh: '修复了节点“{{node}}”（{{fields}}）。',
};

export const SETTING_REPLACED: Text = {
  en: '{{section}}: {{field}} could not be read and was set to its default, {{value}}.',
  zh: '{{section}}：{{field}}无法读取，已恢复为默认值 {{value}}。',
};

export const SECTION_REPLACED: Text = {
  en: '{{section}} could not be read and was set to its defaults.',
  zh: '{{section}}无法读取，已恢复为默认值。',
};

export const NAME_REPLACED: Text = {
  en: 'The name of the project could not be read; it is now “{{name}}”.',
  zh: '项目名称无法读取，现为“{{name}}”。',
};

export const LAB_DROPPED: Text = {
  en: 'The lab that the project came from could not be read.',
  zh: '项目所属的实验无法读取。',
};

export const SECTIONS = {
  network: { en: 'The network', zh: '网络' },
  blocks: { en: 'The blocks', zh: '模块' },
  data: { en: 'Data', zh: '数据' },
  training: { en: 'Training', zh: '训练' },
} as const satisfies Record<string, Text>;

/** Names of settings inside a sentence. */
export const FIELDS: Readonly<Record<string, Text>> = {
  nodes: { en: 'nodes', zh: '节点' },
  edges: { en: 'connections', zh: '连接' },
  comments: { en: 'comments', zh: '注释' },
  blocks: { en: 'blocks', zh: '模块' },
  block: { en: 'the block', zh: '所属模块' },
  dataset: { en: 'the dataset', zh: '数据集' },
  columns: { en: 'the columns', zh: '列' },
  validationShare: { en: 'the validation share', zh: '验证集比例' },
  splitSeed: { en: 'the seed of the split', zh: '划分随机种子' },
  standardizeFeatures: { en: 'standardization of features', zh: '特征标准化' },
  standardizeTarget: { en: 'standardization of the target', zh: '目标标准化' },
  standardizeBy: { en: 'what standardization goes by', zh: '标准化的范围' },
  augmentations: { en: 'the augmentations', zh: '数据增广' },
  loss: { en: 'the loss', zh: '损失函数' },
  optimizer: { en: 'the optimizer', zh: '优化器' },
  learningRate: { en: 'the learning rate', zh: '学习率' },
  epochs: { en: 'the number of epochs', zh: '轮次数' },
  batchSize: { en: 'the batch size', zh: '批量大小' },
  shuffle: { en: 'shuffling', zh: '打乱顺序' },
  seed: { en: 'the seed', zh: '随机种子' },
  backend: { en: 'the backend', zh: '计算后端' },
  schedule: { en: 'the learning-rate schedule', zh: '学习率调度' },
  warmupEpochs: { en: 'the warm-up', zh: '预热轮次' },
  clipping: { en: 'gradient clipping', zh: '梯度裁剪' },
  clippingLimit: { en: 'the limit of gradient clipping', zh: '梯度裁剪阈值' },
  accumulation: { en: 'gradient accumulation', zh: '梯度累积' },
  l1: { en: 'the L1 penalty', zh: 'L1 惩罚' },
  l2: { en: 'the L2 penalty', zh: 'L2 惩罚' },
  labelSmoothing: { en: 'label smoothing', zh: '标签平滑' },
  classWeighting: { en: 'class weighting', zh: '类别加权' },
  classWeights: { en: 'the class weights', zh: '类别权重' },
  earlyStopping: { en: 'early stopping', zh: '早停' },
  monitor: { en: 'what early stopping goes by', zh: '早停监测量' },
  monitorMetric: { en: 'the metric of early stopping', zh: '早停所依据的指标' },
  patience: { en: 'the patience of early stopping', zh: '早停耐心轮次' },
  precision: { en: 'the precision', zh: '数值精度' },
  roundActivations: { en: 'rounding of activations', zh: '激活值舍入' },
  roundGradients: { en: 'rounding of gradients', zh: '梯度舍入' },
  roundWeights: { en: 'rounding of weights', zh: '权重舍入' },
  lossScaling: { en: 'loss scaling', zh: '损失缩放' },
  lossScale: { en: 'the loss scale', zh: '损失缩放系数' },
  growthInterval: { en: 'the growth interval of the loss scale', zh: '损失缩放增长间隔' },
  metrics: { en: 'the metrics', zh: '评价指标' },
  topK: { en: 'the k of top-k accuracy', zh: 'Top-k 准确率的 k（取前几名）' },
  minimumChange: { en: 'the least improvement of early stopping', zh: '早停最小改进量' },
  id: { en: 'id', zh: '标识' },
  kind: { en: 'kind', zh: '类型' },
  name: { en: 'name', zh: '名称' },
  position: { en: 'position', zh: '位置' },
  parameters: { en: 'parameters', zh: '参数' },
  weightsOf: { en: 'shared weights', zh: '共享的权重' },
};
