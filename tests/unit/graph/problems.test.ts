import { describe, expect, test } from 'vitest';
import { setTraining } from '../../../shared/document/edits';
import type { ColumnSettings, ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import { describeProblem, PROBLEM_TEXTS, type ProblemKind } from '../../../shared/text/problems';
import { LOCALES } from '../../../shared/text/text';
import { BLOCK_SENTENCES } from './block-sentences';
import { documentOf, kindsOf, linear, smallNetwork, type TestLayer, theProblem } from './networks';

const choice = (kind: string, parameters = {}) => ({ kind, parameters });

const said = (document: ProjectDocument, kind: ProblemKind) => {
  const problem = analyse(document).problems.find((each) => each.kind === kind);
  if (!problem) throw new Error(`no ${kind}; all: ${kindsOf(document)}`);
  return LOCALES.map((locale) => describeProblem(problem, locale));
};

test('GRAPH-20: a healthy network has no problem and can train', () => {
  const analysis = analyse(documentOf(smallNetwork()));
  expect(analysis.problems).toEqual([]);
  expect(analysis.trainable).toBe(true);
});

test('GRAPH-21: a new project says what it lacks', () => {
  const analysis = analyse(documentOf([]));
  expect(analysis.problems.map(({ kind }) => kind)).toEqual(['no-input', 'no-output']);
  expect(analysis.trainable).toBe(false);
});

const numeric = (name: string, role: ColumnSettings['role']): ColumnSettings => ({
  name,
  role,
  encoding: 'number',
  missing: 'mean',
  categories: [],
});

const tableOf = (columns: ColumnSettings[]) => ({
  data: { dataset: choice('csv', { file: 'a.csv' }), columns },
});

/** A second Dense layer that takes its weights from where `weightsOf` says. */
function sharing(weightsOf: string, kind = 'dense'): ProjectDocument {
  const document = documentOf([...smallNetwork(), { id: 'Dense 2', kind, from: ['Dense 1'] }]);
  const nodes = document.network.nodes.map((node) =>
    node.id === 'Dense 2' ? { ...node, weightsOf } : node,
  );
  return { ...document, network: { ...document.network, nodes } };
}

/** Layers in a row behind the pictures of digits, 28 × 28 × 1; the last one is what is looked at. */
function onDigits(last: TestLayer, before: readonly TestLayer[] = []): ProjectDocument {
  const layers: TestLayer[] = [{ id: 'Input 1', kind: 'input' }, ...before, last];
  const row = layers.map((layer, index) =>
    index === 0 ? layer : { ...layer, from: [layers[index - 1].id] },
  );
  return documentOf(row, { data: { dataset: choice('digits') } });
}

/** Six numbers of Dense 1 as three sequences of other lengths. */
const sequences = [
  ...smallNetwork(6),
  ...[
    [6, 1],
    [3, 2],
    [2, 3],
  ].map((shape, index) => ({
    id: `Steps ${index + 1}`,
    kind: 'reshape',
    from: ['Dense 1'],
    parameters: { shape },
  })),
];

/** One network for each sentence: what is wrong, where, and what would be right, in both languages. */
const SENTENCES: readonly [ProblemKind, ProjectDocument, string, string][] = [
  [
    'parameter-invalid',
    documentOf(smallNetwork(-5)),
    'Dense 1: units must be a whole number from 1 to 65,536, not -5.',
    'Dense 1：单元数应为 1 到 65,536 之间的整数，而不是 -5。',
  ],
  [
    'choice-unknown',
    documentOf(smallNetwork(2, { kernelInitializer: choice('sparse') })),
    'Dense 1: weight initializer is “sparse”, which this version does not know. Choose another one.',
    'Dense 1：权重初始化为“sparse”，此版本不认识。请另选一个。',
  ],
  ...BLOCK_SENTENCES,
  [
    'shared-weights-missing',
    sharing('Dense 9'),
    'Dense 2 takes its weights from a layer that does not exist. Choose another one under “Share weights with”, or none.',
    'Dense 2 共享的权重所属的层不存在。请在“共享权重”中另选一层，或选择不共享。',
  ],
  [
    'shared-weights-kind',
    sharing('Dense 1', 'layerNormalization'),
    'Dense 2 cannot take the weights of Dense 1: both must be layers of one kind.',
    'Dense 2 不能使用 Dense 1 的权重：两者必须是同一类型的层。',
  ],
  [
    'shared-weights-loop',
    sharing('Dense 2'),
    'Dense 2 takes its weights from a layer that takes them, in the end, from Dense 2. Let one of them have its own.',
    'Dense 2 的权重来自另一层，而那一层的权重最终又来自 Dense 2。请让其中一层使用自己的权重。',
  ],
  [
    'shared-weights-differ',
    sharing('Dense 1'),
    'Dense 2 takes the weights of Dense 1, but there kernel is 2 × 2 and here it would have to be 2 × 32. Give both layers inputs and settings of one size, or let Dense 2 have its own weights.',
    'Dense 2 使用 Dense 1 的权重，但那里的 kernel 为 2 × 2，而这里应为 2 × 32。请使两层的输入与设置大小一致，或让 Dense 2 使用自己的权重。',
  ],
  [
    'unknown-kind',
    documentOf([...smallNetwork(), { id: 'Teleporter 1', kind: 'teleporter' }]),
    'Teleporter 1: this version does not know layers of kind “teleporter”. The node is kept and saved as it is; remove it to train.',
    'Teleporter 1：此版本不认识“teleporter”类型的层。该节点会原样保留并保存；要训练请先移除它。',
  ],
  [
    'input-missing',
    documentOf([...smallNetwork(), { id: 'Dense 2', kind: 'dense' }]),
    'Dense 2 has no input. Connect a layer to its left side.',
    'Dense 2 没有输入。请把一个层连接到它的左侧。',
  ],
  [
    'inputs-too-few',
    documentOf([...smallNetwork(), { id: 'Add 1', kind: 'add', from: ['Dense 1'] }]),
    'Add 1 merges layers and needs at least two inputs; it has 1.',
    'Add 1 用于合并，至少需要两个输入，目前只有 1 个。',
  ],
  [
    'inputs-too-many',
    documentOf([...smallNetwork(), { id: 'Dense 2', kind: 'dense', from: ['Dense 1', 'Input 1'] }]),
    'Dense 2 takes one input but has 2. Merge them first with Add, Multiply or Concatenate, or remove all but one.',
    'Dense 2 只接受一个输入，现在却有 2 个。请先用相加、相乘或拼接将其合并，或只保留一个。',
  ],
  [
    'edge-duplicate',
    documentOf([...smallNetwork(), { id: 'Add 1', kind: 'add', from: ['Dense 1', 'Dense 1'] }]),
    'Dense 1 is connected to Add 1 twice. Remove one of the two connections.',
    'Dense 1 与 Add 1 之间有重复的连接。请移除其中一条。',
  ],
  [
    'dense-needs-flat',
    documentOf(smallNetwork(10), { data: { dataset: choice('digits') } }),
    'Dense 1 takes a row of numbers but gets the shape 28 × 28 × 1. Put a Flatten before it.',
    'Dense 1 需要一行数值，得到的形状却是 28 × 28 × 1。请在它前面加一个展平层。',
  ],
  [
    'merge-shapes-differ',
    documentOf([
      ...smallNetwork(),
      { id: 'Dense 2', kind: 'dense', from: ['Dense 1'], parameters: { units: 3 } },
      { id: 'Add 1', kind: 'add', from: ['Dense 1', 'Dense 2'] },
    ]),
    'Add 1 needs inputs of one shape: Dense 1 gives 2, but Dense 2 gives 3. Make them equal, for example with a Dense layer.',
    'Add 1 要求各输入形状相同：Dense 1 给出 2，而 Dense 2 给出 3。请使其一致，例如加一个全连接层。',
  ],
  [
    'inputs-over-limit',
    documentOf([
      ...smallNetwork(),
      { id: 'Dense 2', kind: 'dense', from: ['Dense 1'], parameters: { units: 2 } },
      { id: 'Dense 3', kind: 'dense', from: ['Dense 1'], parameters: { units: 2 } },
      { id: 'Dot 1', kind: 'dot', from: ['Dense 1', 'Dense 2', 'Dense 3'] },
    ]),
    'Dot 1 takes at most 2 inputs but has 3. Remove the others.',
    'Dot 1 最多接受 2 个输入，现在却有 3 个。请移除多余的连接。',
  ],
  [
    'attention-steps-differ',
    documentOf([
      ...sequences,
      { id: 'Attention 1', kind: 'attention', from: ['Steps 1', 'Steps 2', 'Steps 3'] },
    ]),
    'Attention 1 needs a key for every value: the key has the shape 2 × 3, the value 3 × 2. Give both the same number of time steps.',
    'Attention 1 的每个值都需要一个键：键的形状为 2 × 3，值的形状为 3 × 2。请使两者的时间步数相同。',
  ],
  [
    'attention-features-differ',
    documentOf([
      ...sequences,
      { id: 'Attention 1', kind: 'attention', from: ['Steps 1', 'Steps 3'] },
    ]),
    'Attention 1 compares query and key feature by feature: the query has the shape 6 × 1, the key 2 × 3. Give both the same number of features, for example with a Time-distributed Dense.',
    'Attention 1 逐个特征比较查询与键：查询的形状为 6 × 1，键的形状为 2 × 3。请使两者的特征数相同，例如加一个按时间步全连接层。',
  ],
  [
    'dot-axis-missing',
    documentOf([
      ...sequences,
      {
        id: 'Dot 1',
        kind: 'dot',
        from: ['Steps 1', 'Dense 1'],
        parameters: { firstAxis: 2, secondAxis: 2 },
      },
    ]),
    'Dot 1: Dense 1 gives 6, which has no axis 2 from the end. Choose another axis.',
    'Dot 1：Dense 1 给出 6，没有倒数第 2 个轴。请另选一个轴。',
  ],
  [
    'dot-axes-differ',
    documentOf([...sequences, { id: 'Dot 1', kind: 'dot', from: ['Steps 2', 'Steps 3'] }]),
    'Dot 1 sums products over axes of one length: Steps 2 has 2 there, but Steps 3 has 3.',
    'Dot 1 沿长度相同的轴将乘积求和：Steps 2 在该轴上有 2 个元素，而 Steps 3 有 3 个。',
  ],
  [
    'sequence-needed',
    documentOf([...smallNetwork(), { id: 'LSTM 1', kind: 'lstm', from: ['Dense 1'] }]),
    'LSTM 1 takes a sequence, time steps × features, but gets the shape 2. Put a Reshape before it, for example to 2 × 1.',
    'LSTM 1 需要一个序列（时间步数 × 特征数），得到的形状却是 2。请在它前面加一个变形层，例如变为 2 × 1。',
  ],
  [
    'sequence-too-long',
    documentOf([
      ...smallNetwork(5000),
      { id: 'Reshape 1', kind: 'reshape', from: ['Dense 1'], parameters: { shape: [5000, 1] } },
      { id: 'GRU 1', kind: 'gru', from: ['Reshape 1'] },
    ]),
    'GRU 1 gets 5,000 time steps; at most 4,096 can be unrolled. Shorten the sequence.',
    'GRU 1 得到 5,000 个时间步，最多可展开 4,096 个。请缩短序列。',
  ],
  [
    'picture-needed',
    documentOf([...smallNetwork(784), { id: 'Conv 1', kind: 'conv2d', from: ['Dense 1'] }]),
    'Conv 1 takes pictures, height × width × channels, but gets the shape 784. Put a Reshape before it, for example to 28 × 28 × 1.',
    'Conv 1 需要“高 × 宽 × 通道数”形式的图像，得到的形状却是 784。请在它前面加一个变形层，例如变为 28 × 28 × 1。',
  ],
  [
    'places-needed',
    documentOf([
      ...smallNetwork(),
      { id: 'Pooling 1', kind: 'globalMaxPooling', from: ['Dense 1'] },
    ]),
    'Pooling 1 pools over all places of a picture or a sequence, but gets the row 2, which has none. Remove it, or put it before the Flatten.',
    'Pooling 1 在图像或序列的所有位置上汇聚，得到的却是没有位置之分的一行 2。请移除它，或放到展平层之前。',
  ],
  [
    'window-too-large',
    onDigits({
      id: 'Conv 1',
      kind: 'conv2d',
      parameters: { kernelSize: [3, 15], dilation: [1, 2] },
    }),
    'Conv 1: a window over 3 × 29 does not fit into the input of 28 × 28. Take a smaller kernel, less dilation, or the padding “same”.',
    'Conv 1：窗口覆盖 3 × 29，大于输入的 28 × 28。请减小核或膨胀率，或改用等大填充。',
  ],
  [
    'axis-too-long',
    onDigits({ id: 'Upsampling 2', kind: 'upSampling2d', parameters: { size: [1, 1000] } }, [
      { id: 'Upsampling 1', kind: 'upSampling2d', parameters: { size: [1, 1000] } },
    ]),
    'Upsampling 2 would give the shape 28 × 28000000 × 1, but an axis has at most 10,000,000 places. Take smaller numbers.',
    'Upsampling 2 将得到形状 28 × 28000000 × 1，而一个轴最多有 10,000,000 个位置。请减小数值。',
  ],
  [
    'cropping-too-large',
    onDigits({ id: 'Cropping 1', kind: 'cropping2d', parameters: { left: 14, right: 14 } }),
    'Cropping 1 would crop all of the input 28 × 28 × 1 away. Crop less.',
    'Cropping 1 会把输入 28 × 28 × 1 全部裁掉。请减少裁剪量。',
  ],
  [
    'reshape-size',
    documentOf([
      ...smallNetwork(),
      { id: 'Reshape 1', kind: 'reshape', from: ['Dense 1'], parameters: { shape: [3, 2] } },
    ]),
    'Reshape 1: the shape 3 × 2 has 6 elements, but the input 2 has 2. Both must have the same number.',
    'Reshape 1：形状 3 × 2 有 6 个元素，而输入 2 有 2 个。两者必须相等。',
  ],
  [
    'permute-axes',
    documentOf([
      ...smallNetwork(),
      { id: 'Permute 1', kind: 'permute', from: ['Dense 1'], parameters: { axes: [2, 1] } },
    ]),
    'Permute 1: 2, 1 is no order of the 1 axis of its input. Name each of 1 … 1 once.',
    'Permute 1：2, 1 不是输入的 1 个轴的一种次序。请把 1 … 1 各写一次。',
  ],
  [
    'groups-divide',
    documentOf([
      ...smallNetwork(),
      {
        id: 'Groups 1',
        kind: 'groupNormalization',
        from: ['Dense 1'],
        parameters: { groups: 3 },
      },
    ]),
    'Groups 1: 3 groups do not divide the 2 places of the last axis. Take a divisor of 2.',
    'Groups 1：组数 3 不能整除最后一个轴的长度 2。请取 2 的约数。',
  ],
  [
    'output-classes',
    documentOf(smallNetwork(3)),
    'Output 1 gets 3 values, the data have 2 classes: give the last layer 2 units.',
    'Output 1 得到 3 个值，而数据有 2 个类别：请将最后一层设为 2 个单元。',
  ],
  [
    'output-targets',
    documentOf(smallNetwork(2), {
      data: { dataset: choice('houses') },
      training: { loss: choice('meanSquaredError') },
    }),
    'Output 1 gets 2 values, the data have 1 value to predict: give the last layer 1 unit.',
    'Output 1 得到 2 个值，而数据有 1 个待预测的值：请将最后一层设为 1 个单元。',
  ],
  [
    'softmax-twice',
    documentOf(smallNetwork(2, { activation: choice('softmax') })),
    'Dense 1 ends in softmax and the loss takes logits, so softmax is applied twice: gradients get small and probabilities stay near equal. Take the softmax out or switch “from logits” off.',
    'Dense 1 以 softmax 结尾，而损失函数接收 logits，softmax 会被应用两次：梯度变小，概率趋于相同。请去掉 softmax，或关闭“接收 logits”。',
  ],
  [
    'sigmoid-twice',
    documentOf(smallNetwork(1, { activation: choice('sigmoid') }), {
      training: { loss: choice('binaryCrossEntropy', { fromLogits: true }) },
    }),
    'Dense 1 ends in sigmoid and the loss takes logits, so a second squashing is applied: probabilities stay within 0.5 … 0.73. Take the sigmoid out or switch “from logits” off.',
    'Dense 1 以 sigmoid 结尾，而损失函数接收 logits，数值会被再次压缩：概率只能落在 0.5 … 0.73 之间。请去掉 sigmoid，或关闭“接收 logits”。',
  ],
  [
    'softmax-one-unit',
    documentOf(smallNetwork(1, { activation: choice('softmax') }), {
      training: { loss: choice('binaryCrossEntropy', { fromLogits: false }) },
    }),
    'Dense 1 applies softmax to a single unit, which always gives 1. Take sigmoid, or one unit a class.',
    'Dense 1 对单个单元使用 softmax，结果恒为 1。请改用 sigmoid，或每个类别一个单元。',
  ],
  [
    'output-one-value',
    documentOf(smallNetwork(2), { training: { loss: choice('binaryCrossEntropy') } }),
    'Output 1 gets 2 values, but with the loss “Binary cross-entropy” one value tells two classes apart: give the last layer 1 unit, or take categorical cross-entropy.',
    'Output 1 得到 2 个值，而使用“二元交叉熵”时用一个值区分两个类别：请将最后一层设为 1 个单元，或改用多类交叉熵。',
  ],
  [
    'output-not-flat',
    documentOf(
      [
        { id: 'Input 1', kind: 'input' },
        { id: 'Output 1', kind: 'output', from: ['Input 1'] },
      ],
      { data: { dataset: choice('digits') } },
    ),
    'Output 1 gets the shape 28 × 28 × 1, but predictions are a row of 10 numbers. Put a Flatten and a Dense layer with 10 units before it.',
    'Output 1 得到的形状是 28 × 28 × 1，而预测值应是一行 10 个数。请在它前面加展平层和一个 10 单元的全连接层。',
  ],
  [
    'probabilities-missing',
    documentOf(smallNetwork(), {
      training: { loss: choice('categoricalCrossEntropy', { fromLogits: false }) },
    }),
    'Categorical cross-entropy takes probabilities, but Dense 1 ends in linear. End in softmax, or switch “from logits” on.',
    '多类交叉熵需要概率，而 Dense 1 以线性结尾。请以 softmax 结尾，或打开“接收 logits”。',
  ],
  [
    'output-rectified',
    documentOf(smallNetwork(2, { activation: choice('relu') })),
    'Dense 1 ends in ReLU right before the loss: below 0 it passes no gradient, so outputs can get stuck. End in linear.',
    'Dense 1 在损失函数之前以 ReLU 结尾：低于 0 时没有梯度，输出可能卡住。请以线性结尾。',
  ],
  [
    'logits-range',
    documentOf(smallNetwork(2, { activation: choice('tanh') })),
    'Dense 1 ends in tanh, which gives only values between -1 and 1: taken as logits, they keep probabilities away from 0 and 1. End in linear.',
    'Dense 1 以 Tanh 结尾，只能给出 -1 到 1 之间的值：作为 logits 时，概率无法接近 0 或 1。请以线性结尾。',
  ],
  [
    'output-range',
    documentOf(smallNetwork(1, { activation: choice('relu') }), {
      data: { dataset: choice('sine') },
      training: { loss: choice('meanSquaredError') },
    }),
    'Dense 1 ends in ReLU, which gives only values from 0 up: targets outside of that cannot be reached. End in linear.',
    'Dense 1 以 ReLU 结尾，只能给出不小于 0 的值：超出该范围的目标无法达到。请以线性结尾。',
  ],
  [
    'loss-task',
    documentOf(smallNetwork(1), { training: { loss: choice('meanSquaredError') } }),
    'Mean squared error is meant for numbers, but the data are classes. Take categorical or binary cross-entropy.',
    '均方误差适用于数值，而当前数据是分类。请改用多类交叉熵或二元交叉熵。',
  ],
  [
    'loss-unknown',
    documentOf(smallNetwork(), { training: { loss: choice('focal') } }),
    'Training: this version does not know the loss “focal”. Choose another one.',
    '训练：此版本不认识损失函数“focal”。请另选一个。',
  ],
  [
    'monitor-not-measured',
    documentOf(smallNetwork(), {
      training: { earlyStopping: true, monitor: 'metric', monitorMetric: choice('mae') },
    }),
    'Training: early stopping goes by “Mean absolute error”, which this run does not measure. It measures Accuracy. Choose one of them, or another one under Metrics.',
    '训练：早停依据“平均绝对误差”，但本次训练不计算该指标。当前计算的是准确率。请选用其中之一，或在“评价指标”中另选。',
  ],
  [
    'label-smoothing-loss',
    documentOf(smallNetwork(), {
      training: { labelSmoothing: 0.1, loss: choice('meanSquaredError') },
    }),
    'Training: label smoothing has no effect on Mean squared error; it is for cross-entropies.',
    '训练：标签平滑对均方误差不起作用，仅适用于交叉熵。',
  ],
  [
    'class-weights-numbers',
    documentOf(smallNetwork(), {
      data: { dataset: choice('sine') },
      training: { classWeighting: 'balanced' },
    }),
    'Training: class weights have no effect, for the data are numbers and not classes.',
    '训练：数据是数值而不是类别，类别权重不起作用。',
  ],
  [
    'class-weights-count',
    documentOf(smallNetwork(), { training: { classWeighting: 'given', classWeights: [1] } }),
    'Training: 1 class weight is given, but the data have 2 classes. Give one number a class.',
    '训练：给出了 1 个类别权重，而数据有 2 个类别。请为每个类别给出一个数。',
  ],
  [
    'class-weights-zero',
    documentOf(smallNetwork(), { training: { classWeighting: 'given', classWeights: [0, 0] } }),
    'Training: every class weight is 0, so that no sample counts.',
    '训练：所有类别权重都为 0，没有样本起作用。',
  ],
  [
    'schedule-unknown',
    documentOf(smallNetwork(), { training: { schedule: choice('wave') } }),
    'Training: this version does not know the learning-rate schedule “wave”. Choose another one.',
    '训练：此版本不认识学习率调度“wave”。请另选一个。',
  ],
  [
    'optimizer-unknown',
    documentOf(smallNetwork(), { training: { optimizer: choice('nadam') } }),
    'Training: this version does not know the optimizer “nadam”. Choose another one.',
    '训练：此版本不认识优化器“nadam”。请另选一个。',
  ],
  [
    'data-no-folder',
    documentOf(smallNetwork(), { data: { dataset: choice('imageFolder') } }),
    'Data: no folder of pictures is chosen. Choose one on the data page.',
    '数据：尚未选择图片文件夹。请在数据页选择一个。',
  ],
  [
    'data-few-classes',
    documentOf(smallNetwork(), {
      data: { dataset: choice('imageFolder', { folder: 'pets', classes: ['cats'] }) },
    }),
    'Data: the folder “pets” has 1 class; at least 2 are needed, a sub-folder each.',
    '数据：文件夹“pets”有 1 个类别，至少需要 2 个，每类一个子文件夹。',
  ],
  [
    'augmentation-unknown',
    documentOf(smallNetwork(), { data: { augmentations: [choice('mixup')] } }),
    'Data: this version does not know the augmentation “mixup”. Take it out of the project.',
    '数据：此版本不认识数据增广“mixup”。请将其从项目中移除。',
  ],
  [
    'augmentation-without-pictures',
    documentOf(smallNetwork(), { data: { augmentations: [choice('rotate')] } }),
    'Data: augmentation changes pictures, but these data are none, so it does nothing. Switch it off, or choose pictures.',
    '数据：数据增广只作用于图片，而当前数据不是图片，因此不起作用。请关闭它，或选择图片数据。',
  ],
  [
    'dataset-unknown',
    documentOf(smallNetwork(), { data: { dataset: choice('weather') } }),
    'Data: this version does not know the dataset “weather”. Choose another one.',
    '数据：此版本不认识数据集“weather”。请另选一个。',
  ],
  [
    'setting-invalid',
    documentOf(smallNetwork(), { training: { optimizer: choice('momentum', { momentum: 1 }) } }),
    'Momentum: momentum μ must be a number from 0 to 0.99999, not 1.',
    '动量法：动量 μ 应为 0 到 0.99999 之间的数，而不是 1。',
  ],
  [
    'learning-rate-zero',
    documentOf(smallNetwork(), { training: { learningRate: 0 } }),
    'Training: the learning rate is 0, so no weight will change.',
    '训练：学习率为 0，权重不会有任何变化。',
  ],
  [
    'node-unused',
    documentOf([...smallNetwork(), { id: 'Dense 2', kind: 'dense', from: ['Dense 1'] }]),
    'Dense 2 does not lead to the Output and has no effect. Connect it or remove it.',
    'Dense 2 不通向输出节点，不起任何作用。请连接或移除它。',
  ],
  [
    'no-path',
    documentOf([
      { id: 'Input 1', kind: 'input' },
      { id: 'Constant 1', kind: 'constant', parameters: { shape: [2] } },
      { id: 'Output 1', kind: 'output', from: ['Constant 1'] },
    ]),
    'No Input leads to Output 1, so its prediction does not depend on the data. Connect the layers from Input to Output.',
    '没有任何输入节点通向 Output 1，预测与数据无关。请把各层从输入连接到输出。',
  ],
  [
    'column-unknown',
    documentOf([{ id: 'Input 1', kind: 'input', parameters: { columns: ['height'] } }], {
      data: { dataset: choice('iris') },
    }),
    'Input 1: the data have no feature column “height”. There are: sepal length, sepal width, petal length, petal width.',
    'Input 1：数据中没有特征列“height”。现有：sepal length, sepal width, petal length, petal width。',
  ],
  [
    'parameters-too-many',
    documentOf([
      { id: 'Input 1', kind: 'input' },
      { id: 'Dense 1', kind: 'dense', from: ['Input 1'], parameters: { units: 65536 } },
      { id: 'Dense 2', kind: 'dense', from: ['Dense 1'], parameters: { units: 1000 } },
      { id: 'Dense 3', kind: 'dense', from: ['Dense 2'], parameters: { units: 2, ...linear } },
      { id: 'Output 1', kind: 'output', from: ['Dense 3'] },
    ]),
    'The network has 65,735,610 parameters; at most 50,000,000 can be trained here. Give the largest layers fewer units.',
    '网络有 65,735,610 个参数，这里最多可训练 50,000,000 个。请减少最大几层的单元数。',
  ],
  [
    'memory-too-large',
    documentOf(
      [
        { id: 'Input 1', kind: 'input' },
        { id: 'Dense 1', kind: 'dense', from: ['Input 1'], parameters: { units: 65536 } },
        { id: 'Dense 2', kind: 'dense', from: ['Dense 1'], parameters: { units: 2, ...linear } },
        { id: 'Output 1', kind: 'output', from: ['Dense 2'] },
      ],
      {
        data: { dataset: choice('spirals', { samples: 100_000 }) },
        training: { batchSize: 8192 },
      },
    ),
    'Training would need about 4.01 GB of memory; the limit is 2 GB. Take a smaller batch (now 8,192) or fewer units.',
    '训练大约需要 4.01 GB 内存，上限为 2 GB。请减小批量大小（当前 8,192）或减少单元数。',
  ],
  [
    'input-unexpected',
    documentOf([...smallNetwork(), { id: 'Input 2', kind: 'input', from: ['Dense 1'] }]),
    'Input 2 takes no input. Remove this connection from Dense 1.',
    'Input 2 不接受输入。请移除来自 Dense 1 的连接。',
  ],
  [
    'output-unexpected',
    documentOf([...smallNetwork(), { id: 'Dense 2', kind: 'dense', from: ['Output 1'] }]),
    'Output 1 has no output. Remove its connection to Dense 2.',
    'Output 1 没有输出。请移除它到 Dense 2 的连接。',
  ],
  [
    'edge-dangling',
    documentOf([...smallNetwork(), { id: 'Dense 2', kind: 'dense', from: ['gone'] }]),
    'A connection leads to a node that does not exist. Remove the connection.',
    '有一条连接指向不存在的节点。请移除该连接。',
  ],
  [
    'cycle',
    documentOf([...smallNetwork(), { id: 'Add 1', kind: 'add', from: ['Dense 1', 'Add 1'] }]),
    'Add 1 lies on a loop: its output comes back to its own input. Remove one connection of the loop.',
    'Add 1 处于环路中：它的输出又回到自己的输入。请移除环路中的一条连接。',
  ],
  [
    'no-input',
    documentOf([]),
    'The network has no Input, so no data can enter. Add an Input and connect it.',
    '网络没有输入节点，数据无法进入。请添加一个输入节点并连接。',
  ],
  [
    'no-output',
    documentOf([]),
    'The network has no Output, so there is nothing to compare with the targets. Add an Output and connect the last layer to it.',
    '网络没有输出节点，无法与目标比较。请添加一个输出节点，并把最后一层连接到它。',
  ],
  [
    'several-outputs',
    documentOf([...smallNetwork(), { id: 'Output 2', kind: 'output', from: ['Dense 1'] }]),
    'Output 1: the network has 2 Outputs but the loss takes one. Remove all but one.',
    'Output 1：网络有 2 个输出节点，而损失函数只接受一个。请只保留一个。',
  ],
  [
    'concatenate-shapes-differ',
    documentOf([
      { id: 'Constant 1', kind: 'constant', parameters: { shape: [2, 3] } },
      { id: 'Constant 2', kind: 'constant', parameters: { shape: [3, 3] } },
      { id: 'Join 1', kind: 'concatenate', from: ['Constant 1', 'Constant 2'] },
    ]),
    'Join 1 joins along the last axis, so all other axes must be equal: Constant 1 gives 2 × 3, but Constant 2 gives 3 × 3.',
    'Join 1 沿最后一个轴拼接，其余各轴必须相等：Constant 1 给出 2 × 3，而 Constant 2 给出 3 × 3。',
  ],
  [
    'columns-of-images',
    documentOf([{ id: 'Input 1', kind: 'input', parameters: { columns: ['x'] } }], {
      data: { dataset: choice('digits') },
    }),
    'Input 1: these data are pictures or sequences and have no columns. Empty the list of columns to take a sample as a whole.',
    'Input 1：当前数据是图片或序列，没有列。请清空列的列表，以输入整个样本。',
  ],
  [
    'nothing-to-train',
    documentOf([
      { id: 'Input 1', kind: 'input' },
      { id: 'Output 1', kind: 'output', from: ['Input 1'] },
    ]),
    'The network has no weights to train. Add a Dense layer.',
    '网络没有可训练的权重。请添加一个全连接层。',
  ],
  [
    'data-no-file',
    documentOf(smallNetwork(), { data: { dataset: choice('csv') } }),
    'Data: no file is chosen. Import a CSV or JSON table, or choose a built-in dataset.',
    '数据：尚未选择文件。请导入 CSV 或 JSON 表格，或选用内置数据集。',
  ],
  [
    'data-no-features',
    documentOf(smallNetwork(), tableOf([numeric('y', 'target')])),
    'Data: no column is a feature. Give at least one column the role “feature”.',
    '数据：没有特征列。请至少将一列设为“特征”。',
  ],
  [
    'data-no-target',
    documentOf(smallNetwork(), tableOf([numeric('x', 'feature')])),
    'Data: no column is the target. Give one column the role “target”.',
    '数据：没有目标列。请将一列设为“目标”。',
  ],
  [
    'data-mixed-targets',
    documentOf(
      smallNetwork(),
      tableOf([
        numeric('x', 'feature'),
        numeric('y', 'target'),
        { ...numeric('kind', 'target'), encoding: 'category', categories: ['a', 'b'] },
      ]),
    ),
    'Data: “kind” holds categories and is one of several targets. Take it as the only target, or take numbers only.',
    '数据：“kind”是类别列，却是多个目标之一。请只用它作目标，或只用数值列作目标。',
  ],
  [
    'data-few-categories',
    documentOf(
      smallNetwork(),
      tableOf([
        numeric('x', 'feature'),
        { ...numeric('kind', 'target'), encoding: 'category', categories: ['a'] },
      ]),
    ),
    'Data: the column “kind” holds 1 category; at least 2 are needed.',
    '数据：“kind”列有 1 个类别，至少需要 2 个。',
  ],
];

describe('GRAPH-22: every problem says in both languages what is wrong, where, and what would be right', () => {
  test.each(SENTENCES)('%s', (kind, document, en, zh) => {
    expect(said(document, kind)).toEqual([en, zh]);
  });

  test('none is left out', () => {
    // Refused connections are not problems of a document; connection.test.ts has their sentences.
    const all = Object.keys(PROBLEM_TEXTS).filter((kind) => !kind.startsWith('connection'));
    expect(SENTENCES.map(([kind]) => kind).sort()).toEqual(all.sort());
  });

  test('no sentence has an empty slot', () => {
    for (const [kind, document] of SENTENCES) {
      for (const problem of analyse(document).problems) {
        for (const locale of LOCALES) {
          expect(describeProblem(problem, locale), kind).not.toMatch(/\{\{|\}\}|undefined| {2}/);
        }
      }
    }
  });
});

test('GRAPH-23: an error keeps the network from training, a warning does not', () => {
  for (const [kind, document] of SENTENCES) {
    const { problems, trainable } = analyse(document);
    expect(trainable, kind).toBe(problems.every(({ severity }) => severity === 'warning'));
    if (PROBLEM_TEXTS[kind].severity === 'error') expect(trainable, kind).toBe(false);
  }
});

test('GRAPH-24: problems show on the node or the field that they concern, errors first', () => {
  const document = documentOf(smallNetwork(-5, { activation: choice('softmax') }));
  expect(theProblem(document, 'parameter-invalid').place).toEqual({
    node: 'Dense 1',
    parameter: 'units',
  });
  const analysis = analyse(document);
  const severities = analysis.problems.map(({ severity }) => severity);
  expect(severities).toEqual([...severities].sort());
  for (const problem of analysis.problems) {
    const { node } = problem.place;
    if (node) expect(analysis.nodes.get(node)?.problems).toContainEqual(problem);
  }
});

test('GRAPH-25: a fault inside of a chosen initializer names both', () => {
  const kernelInitializer = choice('normal', { deviation: -1 });
  const document = documentOf(smallNetwork(2, { kernelInitializer }));
  expect(said(document, 'parameter-invalid')).toEqual([
    'Dense 1: weight initializer, deviation σ must be a number from 0 to 1,000, not -1.',
    'Dense 1：权重初始化的标准差 σ 应为 0 到 1,000 之间的数，而不是 -1。',
  ]);
});

test('GRAPH-34: an empty shape is refused: a single number is 1', () => {
  const document = documentOf([{ id: 'Constant 1', kind: 'constant', parameters: { shape: [] } }]);
  expect(said(document, 'parameter-invalid')).toEqual([
    'Constant 1: shape must be a list of 1 to 8 whole numbers from 1 to 10,000,000, not [].',
    'Constant 1：形状应为 1 到 8 个整数的列表，每个在 1 到 10,000,000 之间，而不是[]。',
  ]);
});

test('GRAPH-26: a parameter that the form does not show is not complained about', () => {
  const hidden = { useBias: false, biasInitializer: choice('sparse') };
  expect(kindsOf(documentOf(smallNetwork(2, hidden)))).toEqual([]);
  expect(kindsOf(documentOf(smallNetwork(2, { ...hidden, useBias: true })))).toEqual([
    'choice-unknown',
  ]);
});

describe('GRAPH-27: several Outputs and no Input', () => {
  test('each of several Outputs says so', () => {
    const layers: TestLayer[] = [
      ...smallNetwork(),
      { id: 'Output 2', kind: 'output', from: ['Dense 1'] },
    ];
    const problems = analyse(documentOf(layers)).problems;
    expect(problems.map(({ kind, place }) => [kind, place.node])).toEqual([
      ['several-outputs', 'Output 1'],
      ['several-outputs', 'Output 2'],
    ]);
  });

  test('a network without Input says so once', () => {
    const layers: TestLayer[] = [
      { id: 'Constant 1', kind: 'constant', parameters: { shape: [2] } },
      { id: 'Output 1', kind: 'output', from: ['Constant 1'] },
    ];
    expect(kindsOf(documentOf(layers))).toEqual(['no-input', 'nothing-to-train']);
  });
});

describe('GRAPH-28: loops', () => {
  const layers: TestLayer[] = [
    { id: 'Input 1', kind: 'input' },
    { id: 'Add 1', kind: 'add', from: ['Input 1', 'Dense 1'] },
    { id: 'Dense 1', kind: 'dense', from: ['Add 1'], parameters: { units: 2 } },
    { id: 'Dense 2', kind: 'dense', from: ['Dense 1'], parameters: { units: 2, ...linear } },
    { id: 'Output 1', kind: 'output', from: ['Dense 2'] },
  ];
  const analysis = analyse(documentOf(layers));

  test('the nodes of a loop say so, those before and behind do not', () => {
    const looping = analysis.problems.filter(({ kind }) => kind === 'cycle');
    expect(looping.map(({ place }) => place.node).sort()).toEqual(['Add 1', 'Dense 1']);
    expect(analysis.order).toEqual(['Input 1']);
    expect(analysis.trainable).toBe(false);
  });

  test('every node is analysed all the same', () => {
    expect([...analysis.nodes.keys()].sort()).toEqual(layers.map(({ id }) => id).sort());
    expect(analysis.nodes.get('Dense 1')?.sources).toEqual(['Add 1']);
  });

  test('two loops apart and a node between them', () => {
    const between: TestLayer[] = [
      { id: 'a', kind: 'add', from: ['b', 'b2'] },
      { id: 'b', kind: 'dense', from: ['a'] },
      { id: 'b2', kind: 'dense', from: ['b'] },
      { id: 'between', kind: 'dense', from: ['a'] },
      { id: 'c', kind: 'add', from: ['between', 'd'] },
      { id: 'd', kind: 'dense', from: ['c'] },
    ];
    const looping = analyse(documentOf(between)).problems.filter(({ kind }) => kind === 'cycle');
    expect(looping.map(({ place }) => place.node).sort()).toEqual(['a', 'b', 'b2', 'c', 'd']);
  });
});

describe('GRAPH-29: edges that make no sense', () => {
  test('an edge from an Output, into an Input, or to nowhere is named on the edge', () => {
    const document = documentOf([
      ...smallNetwork(),
      { id: 'Input 2', kind: 'input', from: ['Dense 1'] },
      { id: 'Dense 2', kind: 'dense', from: ['Output 1'] },
      { id: 'Dense 3', kind: 'dense', from: ['gone'] },
    ]);
    const { problems, edges } = analyse(document);
    const onEdges = problems.filter(({ place }) => place.edge !== undefined);
    expect(onEdges.map(({ kind }) => kind).sort()).toEqual([
      'edge-dangling',
      'input-unexpected',
      'output-unexpected',
    ]);
    for (const problem of onEdges) {
      expect(edges.get(problem.place.edge as string)?.problems).toEqual([problem]);
    }
  });
});

test('GRAPH-30: built-in tables need no columns of their own', () => {
  const iris = documentOf(smallNetwork(3), { data: { dataset: choice('iris') } });
  expect(kindsOf(iris)).toEqual([]);
});

test('GRAPH-31: an activation of its own before the Output counts as the last, through Flatten and Dropout', () => {
  const layers: TestLayer[] = [
    ...smallNetwork().slice(0, 2),
    {
      id: 'Activation 1',
      kind: 'activation',
      from: ['Dense 1'],
      parameters: { activation: choice('softmax') },
    },
    { id: 'Dropout 1', kind: 'dropout', from: ['Activation 1'] },
    { id: 'Output 1', kind: 'output', from: ['Dropout 1'] },
  ];
  expect(theProblem(documentOf(layers), 'softmax-twice').place.node).toBe('Activation 1');
});

test('GRAPH-32: every sentence of problems exists in both languages with the same slots', () => {
  const slots = (text: string) => [...new Set(text.match(/\{\{\w+/g))].sort();
  for (const [kind, { text }] of Object.entries(PROBLEM_TEXTS)) {
    expect(slots(text.zh), kind).toEqual(slots(text.en));
    expect(text.zh, kind).toMatch(/[\u4e00-\u9fff].*[。]/);
    expect(text.en, kind).toMatch(/[.}]$/);
  }
});

test('GRAPH-33: a node without a name is called by its id', () => {
  const layers = [...smallNetwork(), { id: 'dense-9', kind: 'dense', name: ' ' }];
  expect(said(documentOf(layers), 'input-missing')[0]).toBe(
    'dense-9 has no input. Connect a layer to its left side.',
  );
});

test('GRAPH-35: a changed loss changes what is said of the Output at once', () => {
  const document = documentOf(smallNetwork(3));
  const saidOfOutput = (loss: string) =>
    analyse(setTraining(document, { loss: choice(loss) }))
      .nodes.get('Output 1')
      ?.problems.map(({ kind }) => kind);
  expect(saidOfOutput('categoricalCrossEntropy')).toEqual(['output-classes']);
  expect(saidOfOutput('binaryCrossEntropy')).toEqual(['output-one-value']);
  expect(saidOfOutput('categoricalCrossEntropy')).toEqual(['output-classes']);
});
