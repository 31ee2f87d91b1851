import type { Choice, ProjectDocument } from '../../../shared/document/schema';
import type { LabLayer } from '../../../shared/labs/builder';
import { randomStream } from '../../../shared/random/random-stream';
import { choiceOf, dense, documentOf, head, layer } from './support';

const tanh = { units: 4, activation: choiceOf('tanh') };
const before = layer('before', 'dense', { parameters: tanh });

/** Three time steps of two features. */
const sequence = [
  dense('before', 6, 'tanh'),
  layer('steps', 'reshape', { parameters: { shape: [3, 2] } }),
];
/** Both directions and the whole sequence: all that a recurrence can do. */
const recurrence = (kind: string) => [
  ...sequence,
  layer('it', kind, { parameters: { units: 3, returns: 'sequence', direction: 'both' } }),
  layer('flat', 'flatten'),
];

/** Numbers as a picture or a sequence that a layer around them takes, and back as one row. */
const wide = layer('before', 'dense', { parameters: { ...tanh, units: 24 } });
const curve = layer('curve', 'activation', { parameters: { activation: choiceOf('tanh') } });
const flat = layer('flat', 'flatten');

const aroundPlaces = (
  shape: readonly number[],
  kind: string,
  parameters: ProjectDocument['network']['nodes'][number]['parameters'] = {},
): readonly LabLayer[] => [
  wide,
  layer('places', 'reshape', { parameters: { shape: [...shape] } }),
  layer('it', kind, { parameters }),
  curve,
  flat,
];

const aroundSteps = aroundPlaces.bind(null, [8, 3]);
const aroundPicture = aroundPlaces.bind(null, [3, 4, 2]);

/** A smooth activation: a ReLU's kink within the step of a finite difference is no fault of a gradient. */
const smooth = { filters: 3, activation: choiceOf('tanh') };

/** Layers that put one of a kind between a Dense layer and the last one; none for kinds that every network has. */
export const LAYERS_AROUND: Readonly<Record<string, readonly LabLayer[]>> = {
  attention: [
    ...sequence,
    layer('side', 'simpleRnn', { parameters: { units: 2, returns: 'sequence' } }),
    layer('key', 'timeDistributed', { parameters: { ...tanh, units: 2 }, from: ['steps'] }),
    layer('it', 'attention', { parameters: { causal: true }, from: ['steps', 'side', 'key'] }),
    layer('flat', 'flatten'),
  ],
  dot: [
    // Away from 0, where the direction of a vector turns so fast that no finite difference can follow.
    layer('before', 'dense', {
      parameters: { units: 6, activation: choiceOf('softplus') },
    }),
    layer('steps', 'reshape', { parameters: { shape: [3, 2] } }),
    layer('side', 'timeDistributed', {
      parameters: { units: 2, activation: choiceOf('softplus') },
    }),
    layer('it', 'dot', { parameters: { normalize: true }, from: ['steps', 'side'] }),
    layer('flat', 'flatten'),
  ],
  embedding: [
    before,
    layer('two', 'constant', {
      parameters: { shape: [2], initializer: choiceOf('constant', { value: 2 }) },
    }),
    layer('zero', 'constant', { parameters: { shape: [1], initializer: choiceOf('zeros') } }),
    layer('words', 'concatenate', { from: ['two', 'zero'] }),
    layer('it', 'embedding', { parameters: { vocabulary: 3, dimensions: 2 } }),
    layer('flat', 'flatten'),
    layer('all', 'concatenate', { from: ['flat', 'before'] }),
  ],
  multiHeadAttention: [
    ...sequence,
    layer('side', 'simpleRnn', { parameters: { units: 3, returns: 'sequence' } }),
    layer('it', 'multiHeadAttention', {
      parameters: { heads: 2, keyDimensions: 3 },
      from: ['steps', 'side'],
    }),
    layer('flat', 'flatten'),
  ],
  timeDistributed: [
    ...sequence,
    layer('it', 'timeDistributed', { parameters: tanh }),
    layer('flat', 'flatten'),
  ],
  gru: recurrence('gru'),
  lstm: recurrence('lstm'),
  simpleRnn: recurrence('simpleRnn'),
  input: [before],
  output: [before],
  dense: [before, layer('it', 'dense', { parameters: { ...tanh, units: 3 } })],
  activation: [before, layer('it', 'activation', { parameters: { activation: choiceOf('gelu') } })],
  batchNormalization: [before, layer('it', 'batchNormalization')],
  layerNormalization: [before, layer('it', 'layerNormalization')],
  dropout: [before, layer('it', 'dropout', { parameters: { rate: 0.25 } })],
  reshape: [
    before,
    layer('it', 'reshape', { parameters: { shape: [2, 2] } }),
    layer('curve', 'activation', { parameters: { activation: choiceOf('tanh') } }),
    layer('flat', 'flatten'),
  ],
  flatten: [
    before,
    layer('apart', 'reshape', { parameters: { shape: [2, 2] } }),
    layer('it', 'flatten'),
  ],
  groupNormalization: [
    dense('before', 8, 'tanh'),
    layer('apart', 'reshape', { parameters: { shape: [2, 4] } }),
    layer('it', 'groupNormalization', { parameters: { groups: 2 } }),
    layer('flat', 'flatten'),
  ],
  spatialDropout: [
    dense('before', 8, 'tanh'),
    layer('apart', 'reshape', { parameters: { shape: [2, 4] } }),
    layer('it', 'spatialDropout', { parameters: { rate: 0.25 } }),
    layer('flat', 'flatten'),
  ],
  gaussianNoise: [before, layer('it', 'gaussianNoise', { parameters: { deviation: 0.3 } })],
  normClamp: [before, layer('it', 'normClamp')],
  scale: [before, layer('it', 'scale', { parameters: { factor: 0.7, learned: true } })],
  maxout: [before, layer('it', 'maxout', { parameters: { units: 3, pieces: 3 } })],
  permute: [
    dense('before', 6, 'tanh'),
    layer('apart', 'reshape', { parameters: { shape: [3, 2] } }),
    layer('it', 'permute', { parameters: { axes: [2, 1] } }),
    layer('flat', 'flatten'),
  ],
  repeatVector: [
    before,
    layer('it', 'repeatVector', { parameters: { count: 3 } }),
    layer('flat', 'flatten'),
  ],
  ...Object.fromEntries(
    ['subtract', 'average', 'maximum'].map((kind) => [
      kind,
      [
        before,
        layer('side', 'dense', { parameters: tanh }),
        layer('third', 'dense', { parameters: tanh, from: ['before'] }),
        layer('it', kind, { from: ['before', 'side', 'third'] }),
      ],
    ]),
  ),
  add: [
    before,
    layer('side', 'dense', { parameters: tanh }),
    layer('it', 'add', { from: ['before', 'side'] }),
  ],
  multiply: [
    before,
    layer('side', 'dense', { parameters: tanh }),
    layer('third', 'dense', { parameters: tanh, from: ['before'] }),
    layer('it', 'multiply', { from: ['before', 'side', 'third'] }),
  ],
  concatenate: [
    before,
    layer('side', 'dense', { parameters: { ...tanh, units: 3 } }),
    layer('it', 'concatenate', { from: ['side', 'before'] }),
  ],
  conv1d: aroundSteps('conv1d', { ...smooth, strides: [2], padding: 'same' }),
  conv2d: aroundPicture('conv2d', { ...smooth, kernelSize: [2, 3] }),
  conv2dTranspose: aroundPicture('conv2dTranspose', { ...smooth, strides: [2, 1] }),
  depthwiseConv2d: aroundPicture('depthwiseConv2d', {
    activation: choiceOf('tanh'),
    depthMultiplier: 2,
    padding: 'same',
  }),
  separableConv2d: aroundPicture('separableConv2d', { ...smooth, padding: 'same' }),
  maxPooling1d: aroundSteps('maxPooling1d'),
  // Windows where no maximum changes its place within the step of a finite difference.
  maxPooling2d: aroundPicture('maxPooling2d', { kernelSize: [2, 3], strides: [1, 1] }),
  averagePooling1d: aroundSteps('averagePooling1d', { kernelSize: [3], padding: 'same' }),
  averagePooling2d: aroundPicture('averagePooling2d'),
  globalMaxPooling: aroundPicture('globalMaxPooling'),
  globalAveragePooling: aroundPicture('globalAveragePooling'),
  upSampling1d: aroundSteps('upSampling1d'),
  upSampling2d: aroundPicture('upSampling2d', { size: [2, 3] }),
  zeroPadding1d: aroundSteps('zeroPadding1d'),
  zeroPadding2d: aroundPicture('zeroPadding2d', { top: 2 }),
  cropping1d: aroundSteps('cropping1d', { before: 2 }),
  cropping2d: aroundPicture('cropping2d', { top: 0 }),
  constant: [
    before,
    layer('it', 'constant', {
      parameters: { shape: [4], initializer: choiceOf('normal', { deviation: 1 }) },
    }),
    layer('sum', 'add', { from: ['before', 'it'] }),
  ],
};

export const documentAround = (
  kind: string,
  training: Partial<ProjectDocument['training']> = {},
): ProjectDocument => documentOf([...LAYERS_AROUND[kind], head(2)], training);

/** A network whose middle layer has an activation of a kind. */
export const documentWithActivation = (
  activation: Choice,
  training: Partial<ProjectDocument['training']> = {},
): ProjectDocument =>
  documentOf(
    [before, layer('it', 'dense', { parameters: { units: 5, activation } }), head(2)],
    training,
  );

const ACTIVATION_KINDS = ['linear', 'relu', 'tanh', 'sigmoid', 'elu', 'selu', 'gelu', 'swish'];
/** A large epsilon: where a gradient is rounding noise (a bias before a normalization), the noise must stay small. */
const OPTIMIZERS = [
  choiceOf('sgd'),
  choiceOf('momentum'),
  choiceOf('nesterov'),
  ...['rmsprop', 'adam', 'adamw'].map((kind) => choiceOf(kind, { epsilon: 1e-2 })),
];

/** A random network of Dense layers, normalizations, dropout and residual paths, with a random optimizer. */
export function randomDocument(seed: number): ProjectDocument {
  const random = randomStream(seed, 'network');
  const pick = <Item>(items: readonly Item[]): Item => items[random.below(items.length)];
  const layers: LabLayer[] = [];
  const units = 2 + random.below(7);
  const count = 1 + random.below(5);
  for (let index = 0; index < count; index += 1) {
    const parameters = {
      units,
      activation: choiceOf(pick(ACTIVATION_KINDS)),
      useBias: random.below(4) > 0,
      kernelInitializer: choiceOf(pick(['heNormal', 'glorotUniform', 'orthogonal'])),
    };
    const id = `dense-${index}`;
    const start = layers.at(-1);
    layers.push(layer(id, 'dense', { parameters }));
    const extra = random.below(6);
    if (extra === 0) layers.push(layer(`batch-${index}`, 'batchNormalization'));
    if (extra === 1) layers.push(layer(`norm-${index}`, 'layerNormalization'));
    if (extra === 2) layers.push(layer(`drop-${index}`, 'dropout', { parameters: { rate: 0.2 } }));
    if (extra === 3 && start) layers.push(layer(`sum-${index}`, 'add', { from: [start.id, id] }));
  }
  const optimizer = pick(OPTIMIZERS);
  const batchSize = 8 + random.below(40);
  return documentOf([...layers, head(2)], { optimizer, batchSize, seed, learningRate: 0.01 });
}
