import { ACTIVATIONS } from '../../../shared/catalogue/activations';
import { AUGMENTATIONS } from '../../../shared/catalogue/augmentations';
import { defaultChoice } from '../../../shared/catalogue/catalogues';
import { INITIALIZERS } from '../../../shared/catalogue/initializers';
import { LAYERS } from '../../../shared/catalogue/layers';
import { OPTIMIZERS } from '../../../shared/catalogue/optimizers';
import { SCHEDULES } from '../../../shared/catalogue/schedules';
import { shareWeights } from '../../../shared/document/edits';
import { makeBlock } from '../../../shared/document/make-block';
import type { Parameters, ProjectDocument } from '../../../shared/document/schema';
import { dataset, type LabLayer } from '../../../shared/labs/builder';
import { instanceAfter, WORDS } from '../../unit/document/blocks';
import { documentWithActivation, LAYERS_AROUND } from '../../unit/engine/networks';
import { choiceOf, documentOf, head, layer } from '../../unit/engine/support';

/** A document that is exported and trained in both. */
export interface ExportCase {
  readonly name: string;
  readonly document: ProjectDocument;
  /** Training draws masks, slopes or changes of pictures, for which the two have generators of their own. */
  readonly isDrawn?: boolean;
  /** How far numbers may be, as a share of the largest; simulated 16 bits are apart by a rounding. */
  readonly tolerance?: number;
}

type Training = Partial<ProjectDocument['training']>;

/** In the order of the data, so that both see the same batches; two steps an epoch. */
const usual: Training = {
  shuffle: false,
  batchSize: 120,
  epochs: 4,
  learningRate: 0.01,
  optimizer: choiceOf('sgd'),
};

const on = (layers: readonly LabLayer[], training: Training = {}): ProjectDocument =>
  documentOf(layers, { ...usual, ...training });

/** The layers around one of a kind, with other parameters for it. */
const around = (kind: string, parameters: Parameters): readonly LabLayer[] =>
  LAYERS_AROUND[kind].map((one) =>
    one.id === 'it' ? { ...one, parameters: { ...one.parameters, ...parameters } } : one,
  );

const DRAWN_KINDS = ['dropout', 'spatialDropout', 'gaussianNoise'];

const layerCases: readonly ExportCase[] = Object.keys(LAYERS_AROUND).map((kind) => ({
  name: kind,
  document: on([...LAYERS_AROUND[kind], head(2)]),
  isDrawn: DRAWN_KINDS.includes(kind),
}));

const variant = (kind: string, parameters: Parameters): ExportCase => ({
  name: `${kind} ${JSON.stringify(parameters)}`,
  document: on([...around(kind, parameters), head(2)]),
});

const smooth = { filters: 3, activation: choiceOf('tanh') };

const variants: readonly ExportCase[] = [
  variant('conv1d', { dilation: [2], strides: [1], padding: 'same', useBias: false }),
  variant('conv1d', { kernelSize: [4], strides: [3], padding: 'same' }),
  variant('conv2d', { ...smooth, kernelSize: [2, 3], strides: [2, 1], padding: 'same' }),
  variant('conv2d', { ...smooth, kernelSize: [3, 3], padding: 'same' }),
  variant('conv2d', { activation: choiceOf('softmax') }),
  variant('conv2d', { activation: choiceOf('prelu') }),
  variant('conv2dTranspose', { strides: [2, 2], padding: 'same' }),
  variant('conv2dTranspose', { kernelSize: [2, 2], strides: [3, 3] }),
  variant('conv2dTranspose', {
    kernelSize: [2, 3],
    dilation: [2, 1],
    strides: [1, 1],
    padding: 'same',
  }),
  variant('depthwiseConv2d', { strides: [2, 2], kernelSize: [2, 2], useBias: false }),
  variant('separableConv2d', { strides: [2, 2], depthMultiplier: 2 }),
  variant('maxPooling1d', { kernelSize: [3], strides: [2], padding: 'same' }),
  variant('maxPooling2d', { kernelSize: [2, 2], strides: [1, 1], padding: 'same' }),
  variant('maxPooling2d', { kernelSize: [3, 3], strides: [1, 1], padding: 'same' }),
  variant('averagePooling1d', { kernelSize: [2], strides: [1], padding: 'same' }),
  variant('averagePooling2d', { kernelSize: [2, 3], strides: [1, 1], padding: 'same' }),
  variant('upSampling1d', { size: [3] }),
  variant('dot', { normalize: false, firstAxis: 2, secondAxis: 2 }),
  variant('attention', { causal: false, scaled: false }),
  variant('multiHeadAttention', { useBias: false, causal: false }),
  variant('scale', { factor: 0.3, learned: false }),
  variant('maxout', { useBias: false }),
  variant('dense', { useBias: false }),
  variant('timeDistributed', { activation: choiceOf('prelu') }),
  variant('timeDistributed', { activation: choiceOf('softmax') }),
  ...['simpleRnn', 'lstm', 'gru'].flatMap((kind) => [
    variant(kind, { direction: 'forward', returns: 'sequence' }),
    variant(kind, { direction: 'backward', returns: 'sequence', useBias: false }),
    variant(kind, { activation: choiceOf('softsign'), merge: 'sum' }),
    variant(kind, { activation: choiceOf('scaledSigmoid'), merge: 'average', useBias: false }),
    ...['concatenate', 'sum', 'multiply'].map((merge) => ({
      name: `${kind} last ${merge}`,
      document: on([
        ...around(kind, { returns: 'last', merge }).filter(({ id }) => id !== 'flat'),
        head(2),
      ]),
    })),
    ...['forward', 'backward'].map((direction) => ({
      name: `${kind} last ${direction}`,
      document: on([
        ...around(kind, { returns: 'last', direction }).filter(({ id }) => id !== 'flat'),
        head(2),
      ]),
    })),
  ]),
  variant('simpleRnn', { activation: choiceOf('relu') }),
  variant('lstm', { recurrentActivation: choiceOf('hardSigmoid') }),
  variant('gru', { recurrentActivation: choiceOf('hardSigmoid') }),
  {
    name: 'normalizations of pictures',
    document: on([
      layer('wide', 'dense', { parameters: { units: 24, activation: choiceOf('tanh') } }),
      layer('places', 'reshape', { parameters: { shape: [3, 2, 4] } }),
      layer('conv', 'conv2d', { parameters: { filters: 4, kernelSize: [2, 2], padding: 'same' } }),
      layer('batch', 'batchNormalization'),
      layer('group', 'groupNormalization', { parameters: { groups: 2 } }),
      layer('norm', 'layerNormalization'),
      layer('again', 'conv2d', { parameters: { filters: 4, kernelSize: [1, 1] } }),
      layer('join', 'concatenate', { from: ['again', 'conv'] }),
      layer('sum', 'add', { from: ['norm', 'again'] }),
      layer('both', 'concatenate', { from: ['join', 'sum'] }),
      layer('pool', 'globalMaxPooling'),
      head(2),
    ]),
  },
];

/** Parameters other than the usual ones. */
const ACTIVATION_VALUES: Readonly<Record<string, Parameters>> = {
  leakyRelu: { slope: 0.2 },
  prelu: { slope: 0.1, shared: true },
  elu: { alpha: 0.7 },
};

const activationCases: readonly ExportCase[] = ACTIVATIONS.entries.map(({ kind, random }) => ({
  name: kind,
  document: documentWithActivation(choiceOf(kind, ACTIVATION_VALUES[kind]), usual),
  isDrawn: random === true,
}));

const hidden = layer('hidden', 'dense', { parameters: { units: 6, activation: choiceOf('tanh') } });
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

const lossCases: readonly ExportCase[] = [
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

const optimizerCases: readonly ExportCase[] = OPTIMIZERS.kinds.flatMap((kind) => [
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

const scheduleCases: readonly ExportCase[] = SCHEDULES.kinds.flatMap((kind) => [
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

const settingCases: readonly ExportCase[] = [
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

const square = { units: 5, activation: choiceOf('tanh') };

function sharedWeights(): ProjectDocument {
  const own = on([
    layer('first', 'dense', { parameters: square }),
    layer('one', 'dense', { parameters: square }),
    layer('norm', 'batchNormalization'),
    layer('two', 'dense', { parameters: { ...square, activation: choiceOf('prelu') } }),
    layer('norm-2', 'batchNormalization', { parameters: { momentum: 0.5 } }),
    layer('three', 'dense', { parameters: { ...square, activation: choiceOf('prelu') } }),
    head(2),
  ]);
  return shareWeights(shareWeights(own, 'two', 'three'), 'norm-2', 'norm');
}

function blocks(): ProjectDocument {
  const own = on([
    layer('first', 'dense', { parameters: square }),
    layer('one', 'dense', { parameters: square }),
    layer('two', 'dense', { parameters: square }),
    layer('sum', 'add', { from: ['first', 'two'] }),
    head(2),
  ]);
  const made = makeBlock(own, ['one', 'two', 'sum'], WORDS);
  if (!made.ok) throw new Error('the test’s block cannot be made');
  const { document } = made.value;
  const instance = document.network.nodes.find(({ kind }) => kind === 'block');
  return instance ? instanceAfter(document, instance.id) : document;
}

const structureCases: readonly ExportCase[] = [
  { name: 'shared weights', document: sharedWeights() },
  { name: 'blocks', document: blocks() },
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
    [
      layer('flat', 'flatten'),
      layer('head', 'dense', { parameters: { units: 10, activation: choiceOf('linear') } }),
    ],
    { ...usual, metrics: ['accuracy', 'topK'], topK: 3 },
    dataset('digits', { samples: 200 }),
  );
  return { name, document: { ...document, data: { ...document.data, ...data } }, isDrawn };
};

const pictureCases: readonly ExportCase[] = [
  onPictures('scaled by pixel', { augmentations: CERTAIN, standardizeBy: 'feature' }, false),
  onPictures('scaled by channel', { augmentations: CERTAIN, standardizeBy: 'channel' }, false),
  onPictures('scaled by themselves', { augmentations: CERTAIN, standardizeBy: 'sample' }, false),
  onPictures('as they are', { augmentations: CERTAIN, standardizeFeatures: false }, false),
  onPictures('by chance', { augmentations: CHANCES }, true),
];

/** Lists that a test compares with the catalogue's kinds. */
export const CASES = {
  layer: layerCases,
  variant: variants,
  activation: activationCases,
  loss: lossCases,
  optimizer: optimizerCases,
  schedule: scheduleCases,
  setting: settingCases,
  structure: structureCases,
  pictures: pictureCases,
} as const;

/** A kernel large enough for its mean and variance to be told from others. */
export const initializerCases: readonly ExportCase[] = INITIALIZERS.entries.map(({ kind }) => ({
  name: kind,
  document: on([
    layer('wide', 'dense', { parameters: { units: 64, activation: choiceOf('tanh') } }),
    layer('it', 'dense', {
      parameters: {
        units: 48,
        activation: choiceOf('tanh'),
        kernelInitializer: defaultChoice(INITIALIZERS, kind),
      },
    }),
    head(2),
  ]),
}));

/** A rate so high that the loss soon rises again. */
export const WHOLE_RUN = on([hidden, head(2)], {
  optimizer: choiceOf('momentum'),
  learningRate: 0.9,
  batchSize: 60,
  epochs: 40,
  earlyStopping: true,
  patience: 3,
});

const IDENTITY = choiceOf('identity', { gain: 0.7 });
const INITIALIZER_PARAMETERS = [
  'kernelInitializer',
  'recurrentInitializer',
  'pointwiseInitializer',
  'biasInitializer',
  'initializer',
];
const initializersOf = (kind: string): readonly string[] =>
  INITIALIZER_PARAMETERS.filter((name) => Object.hasOwn(LAYERS.get(kind).parameters, name));

/** Nothing in them is drawn, so that what `initialise()` gives must be the app's numbers, wherever they stand. */
export const steadyCases: readonly ExportCase[] = Object.keys(LAYERS_AROUND)
  .filter((kind) => initializersOf(kind).length > 0)
  .flatMap((kind) =>
    [IDENTITY, choiceOf('constant', { value: 0.3 })].map((initializer) => {
      const parameters = Object.fromEntries(
        initializersOf(kind).map((name) => [name, initializer]),
      );
      return {
        name: `${kind} ${initializer.kind}`,
        document: on([...around(kind, parameters), head(2)]),
      };
    }),
  );

/** Layers of all that the recorder tells apart: units that die, saturation, channels first, a module used twice. */
export const RECORDED = shareWeights(
  on(
    [
      layer('wide', 'dense', { parameters: { units: 24, activation: choiceOf('sigmoid') } }),
      layer('places', 'reshape', { parameters: { shape: [3, 4, 2] } }),
      layer('conv', 'conv2d', { parameters: { filters: 6, kernelSize: [2, 2] } }),
      layer('norm', 'batchNormalization'),
      layer('flat', 'flatten'),
      layer('narrow', 'dense', { parameters: { units: 8 } }),
      layer('again', 'dense', { parameters: { units: 8, activation: choiceOf('linear') } }),
      layer('twice', 'dense', { parameters: { units: 8, activation: choiceOf('linear') } }),
      head(2),
    ],
    { learningRate: 0.1 },
  ),
  'twice',
  'again',
);

/** Names that would end a line, a comment or a string, and would leave a file behind if one of them ran. */
export function hostileDocument(touched: string): ProjectDocument {
  const call = `open(${JSON.stringify(touched)}, "w")`;
  const text = `"""'''\n${call}\r${call}\u2028${call}\n"""); ${call} #\\`;
  const plain = on([layer('hidden', 'dense', { parameters: square }), head(2)]);
  const { nodes, edges } = plain.network;
  const rename = (id: string): string => (id === 'hidden' ? text : id);
  return {
    ...plain,
    name: text,
    network: {
      ...plain.network,
      nodes: nodes.map((node) => ({ ...node, id: rename(node.id), name: text })),
      edges: edges.map((edge) => ({
        ...edge,
        source: rename(edge.source),
        target: rename(edge.target),
      })),
    },
  };
}
