import { defaultChoice } from '../../catalogue/catalogues';
import { OPTIMIZERS } from '../../catalogue/optimizers';
import { SCHEDULES } from '../../catalogue/schedules';
import { setData, setTraining } from '../../document/edits';
import { MAX_BATCH_SIZE } from '../../document/limits';
import type { DataSettings, TrainingSettings } from '../../document/schema';
import type { Text } from '../../text/text';
import type { EditRemedy } from '../remedy';

/** Remedies that change how a network is trained, and nothing of the network. */
const training = (
  kind: string,
  label: Text,
  change: (settings: TrainingSettings) => Partial<TrainingSettings>,
): EditRemedy => ({
  kind,
  label,
  apply: ({ document }) => setTraining(document, change(document.training)),
});

const data = (
  kind: string,
  label: Text,
  change: (settings: DataSettings) => Partial<DataSettings>,
): EditRemedy => ({
  kind,
  label,
  apply: ({ document }) => setData(document, change(document.data)),
});

const rateTimes =
  (factor: number) =>
  ({ learningRate }: TrainingSettings): Partial<TrainingSettings> => ({
    learningRate: Number((learningRate * factor).toPrecision(3)),
  });

/** The change of settings after a rate that was too high: a tenth of it, rounded so that it can be read. */
export const tenthOfRate = rateTimes(0.1);

export const lowerRate = training(
  'lowerRate',
  { en: 'A tenth of the learning rate', zh: '学习率降为十分之一' },
  tenthOfRate,
);
export const muchLowerRate = training(
  'muchLowerRate',
  { en: 'A thousandth of the learning rate', zh: '学习率降为千分之一' },
  rateTimes(0.001),
);
export const higherRate = training(
  'higherRate',
  { en: 'Thirty times the learning rate', zh: '学习率提高到 30 倍' },
  rateTimes(30),
);
export const muchHigherRate = training(
  'muchHigherRate',
  { en: 'A thousand times the learning rate', zh: '学习率提高到 1000 倍' },
  rateTimes(1000),
);
export const clipping = training(
  'clipping',
  { en: 'Clip the gradient’s norm at 1', zh: '把梯度范数裁剪到 1' },
  () => ({ clipping: 'globalNorm', clippingLimit: 1 }),
);
export const warmUp = training(
  'warmUp',
  { en: 'Warm up over a tenth of the run', zh: '用前十分之一的训练预热' },
  ({ epochs }) => ({ warmupEpochs: Math.max(1, Math.round(epochs / 10)) }),
);
export const cosineSchedule = training(
  'cosineSchedule',
  { en: 'Let the rate fall to 0 (cosine)', zh: '让学习率按余弦降到 0' },
  () => ({
    schedule: defaultChoice(SCHEDULES, 'cosine'),
  }),
);
export const adam = training(
  'adam',
  {
    en: 'Adam at 0.001: every weight has its own step size',
    zh: '换用 Adam，学习率 0.001：每个权重有自己的步长',
  },
  () => ({
    optimizer: defaultChoice(OPTIMIZERS, 'adam'),
    learningRate: 0.001,
  }),
);
export const largerBatch = training(
  'largerBatch',
  { en: 'Batches of 32', zh: '批量改为 32' },
  ({ batchSize }) => ({ batchSize: Math.min(MAX_BATCH_SIZE, Math.max(32, batchSize)) }),
);
export const accumulation = training(
  'accumulation',
  { en: 'Add up the gradients of 16 batches', zh: '累积 16 个批次的梯度' },
  () => ({ accumulation: 16 }),
);
export const lossScaling = training(
  'lossScaling',
  { en: 'Dynamic loss scaling', zh: '动态损失缩放' },
  () => ({ lossScaling: 'dynamic', lossScale: 2 ** 15 }),
);
export const bfloat16 = training(
  'bfloat16',
  { en: 'bfloat16: the range of 32 bits', zh: '换用 bfloat16：范围与 32 位相同' },
  () => ({ precision: 'bfloat16', lossScaling: 'none' }),
);
export const float32 = training('float32', { en: 'Full precision', zh: '换回 32 位精度' }, () => ({
  precision: 'float32',
}));
export const balancedClassWeights = training(
  'balancedClassWeights',
  { en: 'Weigh classes by how rare they are', zh: '按稀有程度给类别加权' },
  () => ({ classWeighting: 'balanced' }),
);
export const earlyStopping = training(
  'earlyStopping',
  { en: 'Stop early and keep the best weights', zh: '提前停止并保留最佳权重' },
  ({ epochs }) => ({ earlyStopping: true, patience: Math.max(3, Math.round(epochs / 10)) }),
);
export const weightDecay = training(
  'weightDecay',
  { en: 'L2 penalty of 0.001', zh: '加上 0.001 的 L2 惩罚' },
  () => ({ l2: 1e-3 }),
);
export const standardizeFeatures = data(
  'standardizeFeatures',
  { en: 'Standardise the features', zh: '标准化特征' },
  () => ({ standardizeFeatures: true }),
);
export const standardizeTarget = data(
  'standardizeTarget',
  { en: 'Standardise the target', zh: '标准化目标' },
  () => ({ standardizeTarget: true }),
);
