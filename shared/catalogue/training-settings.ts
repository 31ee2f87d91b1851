import {
  MAX_ACCUMULATION,
  MAX_BATCH_SIZE,
  MAX_CATEGORIES,
  MAX_EPOCHS,
  MAX_SEED,
} from '../document/limits';
import type { Parameters } from '../document/schema';
import { fillText, type Text } from '../text/text';
import { OPTIMIZERS } from './optimizers';
import type {
  BooleanParameter,
  IntegerParameter,
  NumberParameter,
  ParameterTable,
} from './parameter';
import { PENALTIES } from './penalty';

export const EPOCHS: IntegerParameter = {
  type: 'integer',
  label: { en: 'Epochs', zh: '轮次' },
  help: {
    en: 'How often training goes through all training samples.',
    zh: '遍历全部训练样本的次数。',
  },
  default: 100,
  minimum: 1,
  maximum: MAX_EPOCHS,
};

export const BATCH_SIZE: IntegerParameter = {
  type: 'integer',
  label: { en: 'Batch size', zh: '批量大小' },
  help: {
    en: 'Samples per step. Smaller: noisier gradients, more steps; larger: steadier, more memory.',
    zh: '每一步使用的样本数。较小时梯度噪声大、步数多；较大时更平稳，但占用更多内存。',
  },
  default: 32,
  minimum: 1,
  maximum: MAX_BATCH_SIZE,
};

export const SEED: IntegerParameter = {
  type: 'integer',
  label: { en: 'Seed', zh: '随机种子' },
  help: {
    en: 'The same seed, network and backend give the same run, bit for bit.',
    zh: '相同的种子、网络与后端会得到逐位相同的运行结果。',
  },
  default: 1,
  minimum: 0,
  maximum: MAX_SEED,
};

const RATE_HELP: Text = {
  en: 'Size η of a step: weight ← weight − η · direction. Usual for {{optimizer}}: {{rate}}. Can also be changed while it trains.',
  zh: '步长 η：权重 ← 权重 − η · 方向。{{optimizer}} 的常用值为 {{rate}}。训练过程中也可以更改。',
};

/** The learning rate, with what is usual for an optimizer as its default. */
export function learningRateOf(optimizer: string): NumberParameter {
  const entry = OPTIMIZERS.find(optimizer);
  const rate = entry?.defaultLearningRate ?? 0.01;
  return {
    type: 'number',
    label: { en: 'Learning rate', zh: '学习率' },
    help: fillText(RATE_HELP, { optimizer: entry?.label ?? optimizer, rate }),
    default: rate,
    minimum: 0,
    maximum: 1e6,
    scale: 'log',
  };
}

/** Settings of the training that belong together: a part of the form that opens and closes. */
export interface SettingsGroup {
  readonly key: string;
  readonly label: Text;
  /** By the name of the field in the document's section `training`. */
  readonly fields: ParameterTable;
}

const rate: SettingsGroup = {
  key: 'rate',
  label: { en: 'Learning-rate schedule', zh: '学习率调度' },
  fields: {
    schedule: {
      type: 'choice',
      catalogue: 'schedule',
      label: { en: 'Schedule', zh: '调度' },
      help: {
        en: 'How the learning rate changes while training. It scales the learning rate, also one that is changed meanwhile.',
        zh: '训练过程中学习率如何变化。它按比例缩放学习率，训练中途修改学习率同样有效。',
      },
      default: { kind: 'constant', parameters: {} },
    },
    warmupEpochs: {
      type: 'number',
      label: { en: 'Warm-up epochs', zh: '预热轮次' },
      help: {
        en: 'Before the schedule, the i-th of these n steps takes the share i ÷ n of the learning rate (Goyal et al. 2017). 0: none.',
        zh: '在调度开始之前，n 个预热步中的第 i 步使用学习率的 i ÷ n（Goyal 等，2017）。0 表示不预热。',
      },
      default: 0,
      minimum: 0,
      maximum: MAX_EPOCHS,
    },
  },
};

const gradient: SettingsGroup = {
  key: 'gradient',
  label: { en: 'Gradient', zh: '梯度' },
  fields: {
    clipping: {
      type: 'option',
      label: { en: 'Clipping', zh: '梯度裁剪' },
      help: {
        en: 'Keeps an exploding gradient g within a limit c. By value: every number into −c … c. By norm: g·min(1, c ÷ ‖g‖), of each weight or of all together (Pascanu et al. 2013).',
        zh: '将爆炸的梯度 g 限制在阈值 c 之内。按值：每个数限制在 −c … c；按范数：g·min(1, c ÷ ‖g‖)，可对每个权重或全部权重计算（Pascanu 等，2013）。',
      },
      default: 'none',
      options: [
        { value: 'none', label: { en: 'None', zh: '不裁剪' } },
        { value: 'value', label: { en: 'By value', zh: '按值' } },
        { value: 'norm', label: { en: 'By norm, each weight', zh: '按范数，逐个权重' } },
        { value: 'globalNorm', label: { en: 'By norm, all together', zh: '按全局范数' } },
      ],
    },
    clippingLimit: {
      type: 'number',
      label: { en: 'Limit c', zh: '阈值 c' },
      help: {
        en: 'What no value, or no norm, exceeds.',
        zh: '数值或范数不会超过该阈值。',
      },
      default: 1,
      minimum: 1e-6,
      maximum: 1e6,
      scale: 'log',
      visibleWhen: ({ clipping }) => clipping !== 'none',
    },
    accumulation: {
      type: 'integer',
      label: { en: 'Accumulated batches', zh: '梯度累积批量数' },
      help: {
        en: 'Adds up the gradients of so many batches before a step: a batch of batch size × this, in the memory of one. Batch normalization still sees one batch at a time.',
        zh: '累加若干批量的梯度后再更新一步：等效批量为批量大小 × 该值，而内存只需一个批量。批量规范化仍按单个批量计算。',
      },
      default: 1,
      minimum: 1,
      maximum: MAX_ACCUMULATION,
    },
  },
};

const isClassesGiven = ({ classWeighting }: Parameters): boolean => classWeighting === 'given';

const regularization: SettingsGroup = {
  key: 'regularization',
  label: { en: 'Regularization', zh: '正则化' },
  fields: {
    ...PENALTIES,
    labelSmoothing: {
      type: 'number',
      label: { en: 'Label smoothing s', zh: '标签平滑 s' },
      help: {
        en: 'Trains on softer targets t ← (1 − s)·t + s ÷ K for K classes (Szegedy et al. 2016). Cross-entropies only; the validation loss is measured without it.',
        zh: '用更软的目标训练：t ← (1 − s)·t + s ÷ K，K 为类别数（Szegedy 等，2016）。仅用于交叉熵；验证损失不含平滑。',
      },
      default: 0,
      minimum: 0,
      maximum: 0.99,
    },
    classWeighting: {
      type: 'option',
      label: { en: 'Class weights', zh: '类别权重' },
      help: {
        en: 'Multiplies the loss of each sample by its class’s weight while training. Balanced: n ÷ (K·n_c), so that rare classes count as much as common ones.',
        zh: '训练时将每个样本的损失乘以其类别的权重。均衡：n ÷ (K·n_c)，使稀有类别与常见类别同等重要。',
      },
      default: 'none',
      options: [
        { value: 'none', label: { en: 'None', zh: '不加权' } },
        { value: 'balanced', label: { en: 'Balanced', zh: '均衡' } },
        { value: 'given', label: { en: 'Given', zh: '自定义' } },
      ],
    },
    classWeights: {
      type: 'numbers',
      label: { en: 'Weights by class', zh: '各类别权重' },
      help: {
        en: 'One number a class, in the order of the classes, for example 1, 5.',
        zh: '每个类别一个数，按类别顺序排列，例如 1, 5。',
      },
      default: [],
      minimum: 0,
      maximum: 1e6,
      visibleWhen: isClassesGiven,
    },
  },
};

const isStopping = ({ earlyStopping }: Parameters): boolean => earlyStopping === true;

const stopping: SettingsGroup = {
  key: 'stopping',
  label: { en: 'Early stopping', zh: '早停' },
  fields: {
    earlyStopping: {
      type: 'boolean',
      label: { en: 'Stop early', zh: '启用早停' },
      help: {
        en: 'Ends the run when the loss, or a metric, has stopped getting better, and puts back the weights of its best epoch (Prechelt 1998).',
        zh: '损失或指标不再改善时结束训练，并恢复最佳轮次的权重（Prechelt，1998）。',
      },
      default: false,
    },
    monitor: {
      type: 'option',
      label: { en: 'Goes by', zh: '监测量' },
      help: {
        en: 'What must get better. Without a validation share it is always measured on the training batches.',
        zh: '应当改善的量。没有验证集时总是在训练批量上计算。',
      },
      default: 'validationLoss',
      options: [
        { value: 'validationLoss', label: { en: 'Validation loss', zh: '验证损失' } },
        { value: 'trainingLoss', label: { en: 'Training loss', zh: '训练损失' } },
        { value: 'metric', label: { en: 'A metric', zh: '评价指标' } },
      ],
      visibleWhen: isStopping,
    },
    monitorMetric: {
      type: 'choice',
      catalogue: 'metric',
      label: { en: 'Metric gone by', zh: '监测的指标' },
      help: {
        en: 'One that the run measures. Whether it must rise or fall follows from the metric.',
        zh: '须为本次训练所计算的指标之一。应当上升还是下降由该指标决定。',
      },
      default: { kind: 'accuracy', parameters: {} },
      visibleWhen: (values) => isStopping(values) && values.monitor === 'metric',
    },
    patience: {
      type: 'integer',
      label: { en: 'Patience', zh: '耐心轮次' },
      help: {
        en: 'Ends after so many epochs in a row without improvement.',
        zh: '连续这么多轮次没有改进时结束。',
      },
      default: 10,
      minimum: 1,
      maximum: MAX_EPOCHS,
      visibleWhen: isStopping,
    },
    minimumChange: {
      type: 'number',
      label: { en: 'Least improvement δ', zh: '最小改进量 δ' },
      help: {
        en: 'An improvement is a loss below best − δ, or a metric better than the best by more than δ.',
        zh: '损失低于 最佳值 − δ，或指标优于最佳值超过 δ，才算改进。',
      },
      default: 0,
      minimum: 0,
      maximum: 1e6,
      visibleWhen: isStopping,
    },
  },
};

const measured: SettingsGroup = {
  key: 'metrics',
  label: { en: 'Metrics', zh: '评价指标' },
  fields: {
    metrics: {
      type: 'kinds',
      catalogue: 'metric',
      label: { en: 'Measured', zh: '评价指标' },
      help: {
        en: 'What is measured beside the loss, on each batch and on the validation share. None chosen: accuracy, or mean absolute error.',
        zh: '除损失外，在每个批量和验证集上计算的指标。不选时为准确率或平均绝对误差。',
      },
      default: [],
    },
    topK: {
      type: 'integer',
      label: { en: 'k of top-k accuracy', zh: 'Top-k 准确率的 k' },
      help: {
        en: 'A sample counts as right if its class is among the k best.',
        zh: '正确类别位于前 k 名之内即算正确。',
      },
      default: 5,
      minimum: 1,
      maximum: MAX_CATEGORIES,
      visibleWhen: ({ metrics }) => Array.isArray(metrics) && metrics.includes('topK'),
    },
  },
};

const isRounded = ({ precision }: Parameters): boolean => precision !== 'float32';

const rounding = (label: Text, help: Text): BooleanParameter => ({
  type: 'boolean',
  label,
  help,
  default: true,
  visibleWhen: isRounded,
});

const precision: SettingsGroup = {
  key: 'precision',
  label: { en: 'Precision', zh: '数值精度' },
  fields: {
    precision: {
      type: 'option',
      label: { en: 'Numbers', zh: '数值格式' },
      help: {
        en: 'Simulates training in 16 bits: numbers are rounded to the nearest of the format, ties to even. float16 keeps 11 digits and underflows below 6e-8; bfloat16 keeps 8 and float32’s range.',
        zh: '模拟 16 位训练：数值舍入到该格式最近的数，平局取偶。float16 有 11 位有效位，小于 6e-8 时下溢；bfloat16 有 8 位，范围与 float32 相同。',
      },
      default: 'float32',
      options: [
        { value: 'float32', label: { en: '32 bits (float32)', zh: '32 位（float32）' } },
        { value: 'float16', label: { en: '16 bits (float16)', zh: '16 位（float16）' } },
        { value: 'bfloat16', label: { en: '16 bits (bfloat16)', zh: '16 位（bfloat16）' } },
      ],
    },
    roundActivations: rounding(
      { en: 'Round activations', zh: '舍入激活值' },
      { en: 'Outputs of layers are rounded.', zh: '对各层输出进行舍入。' },
    ),
    roundGradients: rounding(
      { en: 'Round gradients', zh: '舍入梯度' },
      {
        en: 'Gradients of outputs and weights are rounded; charts show the share that became 0.',
        zh: '对输出和权重的梯度进行舍入；图表显示变为 0 的比例。',
      },
    ),
    roundWeights: rounding(
      { en: 'Round weights', zh: '舍入权重' },
      {
        en: 'Weights are rounded after every step, so that small steps get lost. Off: a copy in 32 bits is kept, as mixed precision does.',
        zh: '每一步后对权重舍入，微小的更新会丢失。关闭则保留 32 位副本，即混合精度的做法。',
      },
    ),
    lossScaling: {
      type: 'option',
      label: { en: 'Loss scaling', zh: '损失缩放' },
      help: {
        en: 'Multiplies the loss by S before the backward pass and divides gradients by S after it, so that small ones do not become 0 (Micikevicius et al. 2018). Dynamic: halves S and leaves the step out at an overflow.',
        zh: '反向传播前将损失乘以 S，之后将梯度除以 S，避免小梯度变为 0（Micikevicius 等，2018）。动态：溢出时 S 减半并跳过该步。',
      },
      default: 'none',
      options: [
        { value: 'none', label: { en: 'None', zh: '不缩放' } },
        { value: 'fixed', label: { en: 'Fixed', zh: '固定' } },
        { value: 'dynamic', label: { en: 'Dynamic', zh: '动态' } },
      ],
      visibleWhen: isRounded,
    },
    lossScale: {
      type: 'number',
      label: { en: 'Loss scale S', zh: '缩放系数 S' },
      help: {
        en: 'The factor, or where the dynamic one starts. Powers of 2 round nothing themselves.',
        zh: '缩放系数，或动态缩放的初始值。取 2 的幂本身不引入舍入。',
      },
      default: 1024,
      minimum: 1,
      maximum: 2 ** 24,
      scale: 'log',
      visibleWhen: (values) => isRounded(values) && values.lossScaling !== 'none',
    },
    growthInterval: {
      type: 'integer',
      label: { en: 'Growth interval', zh: '增长间隔' },
      help: {
        en: 'Doubles S after so many steps without an overflow.',
        zh: '连续这么多步没有溢出后 S 加倍。',
      },
      default: 200,
      minimum: 1,
      maximum: MAX_EPOCHS,
      visibleWhen: (values) => isRounded(values) && values.lossScaling === 'dynamic',
    },
  },
};

/** All that can be set beside loss, optimizer, rate, epochs and batch, in the order of the form. */
export const TRAINING_GROUPS: readonly SettingsGroup[] = [
  rate,
  gradient,
  regularization,
  stopping,
  measured,
  precision,
];
