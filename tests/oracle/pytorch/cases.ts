import { defaultChoice } from '../../../shared/catalogue/catalogues';
import { INITIALIZERS } from '../../../shared/catalogue/initializers';
import { LAYERS } from '../../../shared/catalogue/layers';
import { shareWeights } from '../../../shared/document/edits';
import type { ProjectDocument } from '../../../shared/document/schema';
import { LAYERS_AROUND } from '../../unit/engine/networks';
import { choiceOf, dense, head, layer } from '../../unit/engine/support';
import { around, type ExportCase, hidden, on, square } from './case';
import { activationCases, layerCases, structureCases, variants } from './layer-cases';
import {
  lossCases,
  optimizerCases,
  pictureCases,
  scheduleCases,
  settingCases,
} from './training-cases';

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
    dense('wide', 64, 'tanh'),
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
      dense('wide', 24, 'sigmoid'),
      layer('places', 'reshape', { parameters: { shape: [3, 4, 2] } }),
      layer('conv', 'conv2d', { parameters: { filters: 6, kernelSize: [2, 2] } }),
      layer('norm', 'batchNormalization'),
      layer('flat', 'flatten'),
      layer('narrow', 'dense', { parameters: { units: 8 } }),
      dense('again', 8, 'linear'),
      dense('twice', 8, 'linear'),
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
