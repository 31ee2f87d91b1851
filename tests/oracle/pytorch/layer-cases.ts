import { ACTIVATIONS } from '../../../shared/catalogue/activations';
import { shareWeights } from '../../../shared/document/edits';
import { makeBlock } from '../../../shared/document/make-block';
import type { Parameters, ProjectDocument } from '../../../shared/document/schema';
import { instanceAfter, WORDS } from '../../unit/document/blocks';
import { documentWithActivation, LAYERS_AROUND } from '../../unit/engine/networks';
import { choiceOf, dense, head, layer } from '../../unit/engine/support';
import { around, type ExportCase, on, square, usual } from './case';

const DRAWN_KINDS = ['dropout', 'spatialDropout', 'gaussianNoise'];

export const layerCases: readonly ExportCase[] = Object.keys(LAYERS_AROUND).map((kind) => ({
  name: kind,
  document: on([...LAYERS_AROUND[kind], head(2)]),
  isDrawn: DRAWN_KINDS.includes(kind),
}));

const variant = (kind: string, parameters: Parameters): ExportCase => ({
  name: `${kind} ${JSON.stringify(parameters)}`,
  document: on([...around(kind, parameters), head(2)]),
});

const smooth = { filters: 3, activation: choiceOf('tanh') };

export const variants: readonly ExportCase[] = [
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
      dense('wide', 24, 'tanh'),
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

export const activationCases: readonly ExportCase[] = ACTIVATIONS.entries.map(
  ({ kind, random }) => ({
    name: kind,
    document: documentWithActivation(choiceOf(kind, ACTIVATION_VALUES[kind]), usual),
    isDrawn: random === true,
  }),
);
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
  if (!instance) throw new Error('the test’s document has no block');
  return instanceAfter(document, instance.id);
}

export const structureCases: readonly ExportCase[] = [
  { name: 'shared weights', document: sharedWeights() },
  { name: 'blocks', document: blocks() },
];
