import { AUGMENTATIONS } from '../../../shared/catalogue/augmentations';
import { defaultChoice } from '../../../shared/catalogue/catalogues';
import { OPTIMIZERS } from '../../../shared/catalogue/optimizers';
import { SCHEDULES } from '../../../shared/catalogue/schedules';
import type { Parameters, ProjectDocument } from '../../../shared/document/schema';
import { dataset, type LabLayer } from '../../../shared/labs/builder';
import { choiceOf, dense, documentOf, head, layer } from '../../unit/engine/support';
import { type ExportCase, hidden, on, type Training, usual } from './case';

const probabilities = (units: number, kind: string) =>
  layer('head', 'dense', { parameters: { units, activation: choiceOf(kind) } });

const withLoss = (
  name: string,
  last: LabLayer,
  loss: Training['loss'],
  training: Training = {},
  data = dataset('spirals'),
): ExportCase => ({
  name,
  document: documentOf([hidden, last], { ...usual, ...training, loss }, data),
});

export const lossCases: readonly ExportCase[] = [
  withLoss('categoricalCrossEntropy of logits', head(2), choiceOf('categoricalCrossEntropy')),
  withLoss(
    'categoricalCrossEntropy of probabilities',
    probabilities(2, 'softmax'),
    choiceOf('categoricalCrossEntropy', { fromLogits: false }),
  ),
  withLoss('binaryCrossEntropy of logits', head(1), choiceOf('binaryCrossEntropy'), {
    metrics: ['accuracy', 'topK', 'precision', 'recall', 'f1'],
  }),
  withLoss(
    'binaryCrossEntropy of probabilities',
    probabilities(1, 'sigmoid'),
    choiceOf('binaryCrossEntropy', { fromLogits: false }),
    { labelSmoothing: 0.1, classWeighting: 'balanced' },
  ),
  withLoss('meanSquaredError', head(1), choiceOf('meanSquaredError'), {}, dataset('sine')),
  withLoss('meanAbsoluteError', head(1), choiceOf('meanAbsoluteError'), {}, dataset('sine')),
  withLoss(
    'huber',
    head(1),
    choiceOf('huber', { delta: 0.3 }),
    { metrics: ['mae', 'rmse', 'r2', 'logRmse'] },
    dataset('sine'),
  ),
  withLoss('hinge', head(1), choiceOf('hinge'), {
    classWeighting: 'given',
    classWeights: [1, 3],
  }),
  withLoss(
    'label smoothing and class weights',
    head(3),
    choiceOf('categoricalCrossEntropy'),
    {
      labelSmoothing: 0.2,
      classWeighting: 'given',
      classWeights: [1, 0.5, 2],
      metrics: ['accuracy', 'topK', 'precision', 'recall', 'f1'],
      topK: 2,
    },
    dataset('blobs'),
  ),
];

const trained = (name: string, training: Training, tolerance?: number): ExportCase => ({
  name,
  document: on([hidden, head(2)], training),
  ...(tolerance === undefined ? {} : { tolerance }),
});

/** An epsilon that keeps the rounding noise of a gradient near 0 small. */
const OPTIMIZER_VALUES: Readonly<Record<string, readonly Parameters[]>> = {
  momentum: [{ momentum: 0.8, weightDecay: 0.1 }],
  nesterov: [{ momentum: 0.8 }, { momentum: 0 }],
  adagrad: [{ rateDecay: 0.1, startSum: 0.2 }],
  rmsprop: [{ epsilon: 1e-2, centered: true, momentum: 0.5 }],
  adam: [{ epsilon: 1e-2, amsgrad: true, weightDecay: 0.05 }],
  adamw: [{ epsilon: 1e-2, weightDecay: 0.1 }],
};

export const optimizerCases: readonly ExportCase[] = OPTIMIZERS.kinds.flatMap((kind) => [
  trained(kind, { optimizer: defaultChoice(OPTIMIZERS, kind) }),
  ...(OPTIMIZER_VALUES[kind] ?? []).map((values) =>
    trained(`${kind} ${JSON.stringify(values)}`, { optimizer: choiceOf(kind, values) }),
  ),
]);

const SCHEDULE_VALUES: Readonly<Record<string, Parameters>> = {
  step: { every: 1, drop: 0.5 },
  cosine: { cycle: 1, growth: 2, floor: 0.1 },
  oneCycle: { rise: 0.4, start: 5, end: 10 },
  plateau: { patience: 0, threshold: 0.5, drop: 0.3, cooldown: 1 },
  rangeTest: { low: 1e-3, steps: 4 },
};

export const scheduleCases: readonly ExportCase[] = SCHEDULES.kinds.flatMap((kind) => [
  trained(`schedule ${kind}`, {
    schedule: choiceOf(kind, SCHEDULE_VALUES[kind]),
    learningRate: 0.3,
  }),
  trained(`schedule ${kind}, warm-up`, {
    schedule: defaultChoice(SCHEDULES, kind),
    warmupEpochs: 1.5,
    learningRate: 0.3,
  }),
]);

/**
 * A number that lies between two of a format is rounded up in one and down in the other where the last bits of 32
 * differ; gradients are sums of some hundred such numbers that partly cancel.
 */
const HALF = { float16: 0.01, bfloat16: 0.04 } as const;

export const settingCases: readonly ExportCase[] = [
  ...(['value', 'norm', 'globalNorm'] as const).map((clipping) =>
    trained(`clipping ${clipping}`, { clipping, clippingLimit: 0.02, learningRate: 0.3 }),
  ),
  trained('accumulation', { batchSize: 25, accumulation: 3, learningRate: 0.3 }),
  trained('penalties', { l1: 0.01, l2: 0.02, learningRate: 0.3 }),
  {
    name: 'penalties of one layer',
    document: on(
      [{ ...hidden, parameters: { ...hidden.parameters, l1: 0.01, l2: 0.1 } }, head(2)],
      { l2: 0.01, learningRate: 0.3 },
    ),
  },
  trained(
    'float16, dynamic scale',
    { precision: 'float16', lossScaling: 'dynamic', growthInterval: 2 },
    HALF.float16,
  ),
  trained(
    'bfloat16',
    { precision: 'bfloat16', lossScaling: 'fixed', roundWeights: false },
    HALF.bfloat16,
  ),
  trained(
    'float16 of weights alone',
    {
      precision: 'float16',
      roundActivations: false,
      roundGradients: false,
    },
    HALF.float16,
  ),
  trained('early stopping by a metric', { earlyStopping: true, monitor: 'metric', patience: 1 }),
];
/** Changes of pictures that leave nothing to chance: whatever is drawn, pictures come out turned over twice. */
const CERTAIN = [
  choiceOf('flipHorizontal', { probability: 1 }),
  choiceOf('shift', { horizontal: 0, vertical: 0 }),
  choiceOf('rotate', { degrees: 0 }),
  choiceOf('brightness', { strength: 0 }),
  choiceOf('pixelNoise', { deviation: 0 }),
  choiceOf('flipVertical', { probability: 1 }),
];

/** Any changes at all, whose numbers the two draw from generators of their own. */
const CHANCES = AUGMENTATIONS.kinds.map((kind) => defaultChoice(AUGMENTATIONS, kind));

const onPictures = (
  name: string,
  data: Partial<ProjectDocument['data']>,
  isDrawn: boolean,
): ExportCase => {
  const document = documentOf(
    [layer('flat', 'flatten'), dense('head', 10, 'linear')],
    { ...usual, metrics: ['accuracy', 'topK'], topK: 3 },
    dataset('digits', { samples: 200 }),
  );
  return { name, document: { ...document, data: { ...document.data, ...data } }, isDrawn };
};

export const pictureCases: readonly ExportCase[] = [
  onPictures('scaled by pixel', { augmentations: CERTAIN, standardizeBy: 'feature' }, false),
  onPictures('scaled by channel', { augmentations: CERTAIN, standardizeBy: 'channel' }, false),
  onPictures('scaled by themselves', { augmentations: CERTAIN, standardizeBy: 'sample' }, false),
  onPictures('as they are', { augmentations: CERTAIN, standardizeFeatures: false }, false),
  onPictures('by chance', { augmentations: CHANCES }, true),
];
