import { defineWords } from '../app/i18n/i18n';

export const dataWords = defineWords('data', {
  page: { en: 'Data', zh: '数据' },
  dataset: { en: 'Dataset', zh: '数据集' },
  generated: { en: 'Generated', zh: '生成的数据' },
  builtIn: { en: 'Built in', zh: '内置数据' },
  own: { en: 'Your own', zh: '自己的数据' },
  unknownDataset: {
    en: 'This version does not know the dataset “{{kind}}”. Choose another one.',
    zh: '此版本不认识数据集“{{kind}}”，请选择其他数据集。',
  },
  source: { en: 'Source: {{source}}', zh: '来源：{{source}}' },
  mindThis: { en: 'Mind this', zh: '使用须知' },
  enlarge: { en: 'Show the data large', zh: '放大显示数据' },
  close: { en: 'Close', zh: '关闭' },
  lossAdapted: {
    en: 'The task has changed, so the loss is now “{{loss}}”. One undo takes both back.',
    zh: '任务已改变，损失函数相应改为“{{loss}}”。撤销一次即可全部恢复。',
  },

  importTitle: { en: 'Data from your disk', zh: '从磁盘导入数据' },
  importFolder: { en: 'Choose a folder of pictures…', zh: '选择图片文件夹……' },
  importButton: { en: 'Choose a CSV or JSON file…', zh: '选择 CSV 或 JSON 文件……' },
  importAnother: { en: 'Choose another file…', zh: '选择其他文件……' },
  importHint: {
    en: 'or drop a table here. Pictures lie in one sub-folder for each class. Files stay on this computer.',
    zh: '或将表格文件拖放到这里。图片应按类别放在各自的子文件夹中。文件只保存在本机。',
  },
  dropHere: { en: 'Drop the table to import it', zh: '松开以导入表格' },
  reading: { en: 'Reading {{file}} …', zh: '正在读取 {{file}}……' },
  checking: { en: 'Checking {{file}} …', zh: '正在检查 {{file}}……' },
  imported: { en: '{{file}}, rows read: {{count}}', zh: '{{file}}：已读取 {{count}} 行' },
  importedPictures: {
    en: '{{file}}, pictures read: {{count}}',
    zh: '{{file}}：已读取 {{count}} 张图片',
  },
  comesFrom: { en: 'The data come from {{file}}.', zh: '数据来自 {{file}}。' },
  importFailed: { en: '{{file}} was not imported', zh: '{{file}} 未能导入' },
  importKept: {
    en: 'The data of the project are as they were.',
    zh: '项目的数据保持不变。',
  },
  warnings: { en: 'Remarks on this file: {{count}}', zh: '关于此文件的提示：{{count}} 条' },
  fileTooLarge: {
    en: '{{size}} MB are more than the {{limit}} MB that can be imported. Take less of it.',
    zh: '数据有 {{size}} MB，超过可导入的 {{limit}} MB。请减少内容。',
  },
  oneFile: { en: 'Drop one file at a time.', zh: '请一次只拖放一个文件。' },
  unreadable: {
    en: 'The browser could not read it: {{reason}}',
    zh: '浏览器无法读取：{{reason}}',
  },
  dismiss: { en: 'Dismiss', zh: '关闭' },

  picture: { en: 'Picture', zh: '数据图' },
  loading: { en: 'Reading the data …', zh: '正在读取数据……' },
  failed: { en: 'The data cannot be used yet', zh: '数据还不能使用' },
  noFile: {
    en: 'Choose a CSV or JSON file, or drop one anywhere on this page. Its rows and columns appear here.',
    zh: '请选择一个 CSV 或 JSON 文件，或把文件拖放到此页面任意位置。它的行与列会显示在这里。',
  },
  noFolder: {
    en: 'Choose a folder of pictures: one sub-folder for each class, with PNG or JPEG files in it.',
    zh: '请选择图片文件夹：每个类别一个子文件夹，其中放置 PNG 或 JPEG 文件。',
  },
  retry: { en: 'Try again', zh: '重试' },
  planePicture: {
    en: '{{count}} samples of {{classes}} classes over {{x}} and {{y}}',
    zh: '{{count}} 个样本、{{classes}} 个类别，横轴 {{x}}，纵轴 {{y}}',
  },
  valuePicture: {
    en: '{{count}} samples: {{y}} against {{x}}',
    zh: '{{count}} 个样本：{{y}} 随 {{x}} 的变化',
  },
  sequencePicture: {
    en: 'The first {{count}} of the sequences, step by step from left to right',
    zh: '前 {{count}} 条序列，自左向右逐步展开',
  },
  sequenceLines: {
    en: 'What the network sees, one line a feature; what it is to predict stands at the right.',
    zh: '网络看到的内容，每个特征一条线；右侧是要预测的值。',
  },
  sequenceGoesOn: {
    en: 'Left of the mark: what the network sees. Right of it: what it is to predict.',
    zh: '标记左侧是网络看到的内容，右侧是要预测的值。',
  },
  sequenceCells: {
    en: 'Steps run from left to right, features from top to bottom: filled is 1. The answer stands at the right.',
    zh: '从左到右为时间步，从上到下为特征，填充处为 1。右侧是答案。',
  },
  sequenceText: {
    en: 'What the network sees, and the character that follows.',
    zh: '网络看到的文本，以及其后的字符。',
  },
  imagePicture: {
    en: '{{count}} pictures, one row for each of {{classes}} classes',
    zh: '{{count}} 张图片，{{classes}} 个类别各占一行',
  },
  shownOf: {
    en: '{{shown}} of {{count}} samples drawn',
    zh: '绘出 {{count}} 个样本中的 {{shown}} 个',
  },
  horizontal: { en: 'Horizontal axis', zh: '横轴' },
  vertical: { en: 'Vertical axis', zh: '纵轴' },
  noPicture: { en: 'Nothing to draw: no feature column.', zh: '没有特征列，无法绘图。' },

  balance: { en: 'Class balance', zh: '类别分布' },
  balanceEven: { en: 'The classes are of about the same size.', zh: '各类别样本数大致相同。' },
  balanceUneven: {
    en: 'The largest class is {{ratio}} times the smallest: accuracy alone will flatter the network.',
    zh: '最大类别是最小类别的 {{ratio}} 倍：只看准确率会高估网络。',
  },
  oneClass: {
    en: 'There is one class only: whatever the network answers can only be that.',
    zh: '只有一个类别：网络只能给出这一个答案。',
  },
  classMissing: {
    en: 'Some classes have no sample at all.',
    zh: '有的类别一个样本也没有。',
  },

  augmentation: { en: 'Augmentation', zh: '数据增广' },
  augmentationHelp: {
    en: 'Training pictures are changed at random each time they are seen; validation pictures never are.',
    zh: '训练图片每次被使用时都会随机变化；验证图片保持不变。',
  },
  augmentationPicture: {
    en: 'One picture as it is, then {{count}} times as the network sees it in training',
    zh: '左起第一张为原图，其余 {{count}} 张为训练时网络看到的样子',
  },
  anotherPicture: { en: 'Another picture', zh: '换一张图片' },

  split: { en: 'Validation and scaling', zh: '验证集与缩放' },
  validationShare: { en: 'Validation share', zh: '验证集比例' },
  validationHelp: {
    en: 'This share is kept away from training, so that its loss says how the network does on data it has not seen.',
    zh: '这部分样本不参与训练，其损失反映网络在未见过的数据上的表现。',
  },
  training: { en: 'training', zh: '训练' },
  validation: { en: 'validation', zh: '验证' },
  samples: { en: 'samples', zh: '样本' },
  noValidation: {
    en: 'No sample is left for validation: nothing will show whether the network only memorises.',
    zh: '没有样本用于验证：无法看出网络是否只是在死记训练数据。',
  },
  dropped: {
    en: 'Rows left out because a value is missing: {{count}}',
    zh: '因缺失值被排除的行数：{{count}}',
  },

  columns: { en: 'Columns', zh: '列' },
  columnCount: {
    en: '{{features}} features, {{targets}} target, {{ignored}} ignored',
    zh: '{{features}} 个特征，{{targets}} 个目标，{{ignored}} 个忽略',
  },
  filterColumns: { en: 'Find a column', zh: '查找列' },
  noColumnFound: { en: 'No column is called like that.', zh: '没有这样的列。' },
  moreColumns: { en: 'Show {{count}} more columns', zh: '再显示 {{count}} 列' },
  defaultRoles: { en: 'Back to the usual roles', zh: '恢复默认角色' },
  role: { en: 'Role of {{column}}', zh: '{{column}}的角色' },
  roleFeature: { en: 'Feature', zh: '特征' },
  roleTarget: { en: 'Target', zh: '目标' },
  roleIgnore: { en: 'Ignored', zh: '忽略' },
  encoding: { en: 'Encoding of {{column}}', zh: '{{column}}的编码' },
  encodingNumber: { en: 'Number', zh: '数值' },
  encodingCategory: { en: 'One-hot', zh: '独热编码' },
  encodingClass: { en: 'Class', zh: '类别' },
  tooManyValues: {
    en: 'Too many different values for a category',
    zh: '取值过多，不能作为类别',
  },
  missing: { en: 'Missing values of {{column}}', zh: '{{column}}的缺失值' },
  missingMean: { en: 'Mean', zh: '填均值' },
  missingFrequency: { en: 'Frequency', zh: '填频率' },
  missingDrop: { en: 'Drop row', zh: '丢弃行' },
  missingRefuse: { en: 'Refuse', zh: '不允许' },
  missingNone: { en: 'none missing', zh: '无缺失' },
  missingCount: { en: '{{count}} missing:', zh: '缺失 {{count}} 个：' },
  numberFacts: {
    en: '{{minimum}} … {{maximum}} · μ {{mean}} · σ {{deviation}}',
    zh: '{{minimum}} … {{maximum}} · μ {{mean}} · σ {{deviation}}',
  },
  categoryFacts: { en: '{{count}} different values', zh: '{{count}} 个不同取值' },
  histogramOf: { en: 'Histogram of {{column}}', zh: '{{column}}的直方图' },
  countsOf: { en: 'Counts of {{column}}', zh: '{{column}}的各类计数' },

  inputOf: { en: 'Inputs of their own', zh: '单独的输入' },
  inputOfHelp: {
    en: 'Columns of another kind or scale can enter the network by an Input of their own, and be joined later.',
    zh: '类型或量级不同的列可以通过各自的输入层进入网络，之后再合并。',
  },
  inputColumns: { en: 'Columns for an Input', zh: '输入层的列' },
  makeInput: { en: 'Make an Input of these columns', zh: '用这些列新建输入层' },

  firstRows: { en: 'First rows', zh: '前几行' },
  firstRowsOf: { en: 'First {{rows}} rows of the data', zh: '数据的前 {{rows}} 行' },
  moreColumnsHidden: {
    en: 'The first {{shown}} of {{count}} columns.',
    zh: '仅显示 {{count}} 列中的前 {{shown}} 列。',
  },
  rowNumber: { en: 'Row', zh: '行' },
});
