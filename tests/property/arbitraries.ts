import fc from 'fast-check';
import { AUGMENTATIONS } from '../../shared/catalogue/augmentations';
import { CHOICE_CATALOGUES } from '../../shared/catalogue/catalogues';
import { DATASETS } from '../../shared/catalogue/datasets';
import { LAYERS } from '../../shared/catalogue/layers';
import { LOSSES } from '../../shared/catalogue/losses';
import { METRICS } from '../../shared/catalogue/metrics';
import { OPTIMIZERS } from '../../shared/catalogue/optimizers';
import { defaultsOf, type Parameter, type ParameterTable } from '../../shared/catalogue/parameter';
import {
  type CatalogueEntry,
  createRegistry,
  type Registry,
} from '../../shared/catalogue/registry';
import { SCHEDULES } from '../../shared/catalogue/schedules';
import { BLOCK, BLOCK_INPUT, BLOCK_OUTPUT } from '../../shared/document/blocks';
import { createDocument } from '../../shared/document/new-document';
import {
  type Choice,
  CLASS_WEIGHTINGS,
  CLIPPINGS,
  COLUMN_ENCODINGS,
  COLUMN_ROLES,
  type JsonValue,
  LOSS_SCALINGS,
  MISSING_VALUE_POLICIES,
  MONITORS,
  type NetworkNode,
  type Parameters,
  PRECISIONS,
  type ProjectDocument,
  STANDARDIZE_BY,
  UNSAFE_KEYS,
} from '../../shared/document/schema';

/** Numbers as a project holds them: finite, and no −0, which JSON does not tell from 0. */
const number = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((value) => (value === 0 ? 0 : value));

const name = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });

const key = fc
  .string({ minLength: 1, maxLength: 12 })
  .filter((candidate) => !UNSAFE_KEYS.has(candidate));

/** Any value that a parameter of an unknown kind may hold. */
const json: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.string({ maxLength: 20 }),
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const parametersOfUnknown: fc.Arbitrary<Parameters> = fc.dictionary(key, json, {
  maxKeys: 4,
  noNullPrototype: true,
});

/** Mostly values that the parameter allows, sometimes anything. */
function parameterValue(parameter: Parameter): fc.Arbitrary<JsonValue> {
  const allowed: Readonly<Record<Parameter['type'], () => fc.Arbitrary<JsonValue>>> = {
    integer: () => fc.integer({ min: 1, max: 64 }),
    number: () => fc.double({ min: 0.01, max: 0.9, noNaN: true }),
    boolean: () => fc.boolean(),
    option: () =>
      parameter.type === 'option'
        ? fc.constantFrom(...parameter.options.map(({ value }) => value))
        : fc.constant(null),
    shape: () => {
      const axes = parameter.type === 'shape' ? parameter.axes : undefined;
      return fc.array(fc.integer({ min: 1, max: 6 }), { minLength: axes, maxLength: axes ?? 4 });
    },
    kinds: () => fc.subarray([...METRICS.kinds]),
    numbers: () => fc.array(fc.double({ min: 0.01, max: 9, noNaN: true }), { maxLength: 3 }),
    names: () => fc.array(name, { maxLength: 2 }),
    text: () => fc.string({ maxLength: 20 }),
    choice: () =>
      parameter.type === 'choice'
        ? choiceOf(CHOICE_CATALOGUES[parameter.catalogue])
        : fc.constant(null),
  };
  return fc.oneof(
    { weight: 8, arbitrary: allowed[parameter.type]() },
    { weight: 4, arbitrary: fc.constant(parameter.default as JsonValue) },
    { weight: 1, arbitrary: json },
  );
}

const parametersOf = (table: ParameterTable): fc.Arbitrary<Parameters> =>
  fc.record<Parameters, string>(
    Object.fromEntries(
      Object.entries(table).map(([parameter, described]) => [parameter, parameterValue(described)]),
    ),
    { requiredKeys: [], noNullPrototype: true },
  );

function choiceOf(registry: Registry<CatalogueEntry>): fc.Arbitrary<Choice> {
  const known = registry.entries.map(({ kind, parameters }) =>
    fc.record({ kind: fc.constant(kind), parameters: parametersOf(parameters) }),
  );
  const unknown = fc.record({ kind: name, parameters: parametersOfUnknown });
  return fc.oneof({ weight: 12, arbitrary: fc.oneof(...known) }, { weight: 1, arbitrary: unknown });
}

const position = fc.record({ x: number, y: number });

/** Layers that take each other's outputs: among sixty kinds drawn evenly, hardly any network gets beyond its Input. */
const COMMON = createRegistry(
  'common layers',
  ['input', 'dense', 'flatten', 'reshape', 'add', 'concatenate', 'output'].map((kind) =>
    LAYERS.get(kind),
  ),
);

/** Layers, and now and then an instance of a block (known or not) or an end of one, wherever it stands. */
const nodeChoice = fc.oneof(
  { weight: 12, arbitrary: choiceOf(LAYERS).map((choice) => ({ ...choice, block: null })) },
  { weight: 12, arbitrary: choiceOf(COMMON).map((choice) => ({ ...choice, block: null })) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom(BLOCK, BLOCK, BLOCK, BLOCK_INPUT, BLOCK_OUTPUT),
      parameters: fc.dictionary(fc.constantFrom('a', 'b'), json, { noNullPrototype: true }),
      block: fc.option(fc.constantFrom('d0', 'd1', 'd2', 'd9'), { freq: 20 }),
    }),
  },
);

const node = nodeChoice.chain(({ kind, parameters, block }) =>
  fc.record({
    kind: fc.constant(kind),
    name,
    position,
    parameters: fc.constant(parameters),
    owner: fc.oneof(
      { weight: 5, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.nat(14) },
    ),
    block: fc.constant(block),
  }),
);

/** Nodes with ids of their own, mostly wired forward, sometimes backward, twice or to nowhere. */
const network = fc
  .array(node, { maxLength: 14 })
  .chain((drafts) => {
    // Some share weights: with a node of their kind or another, themselves, in a chain or a loop, or with nobody.
    const nodes: NetworkNode[] = drafts.map(({ owner, block, ...draft }, index) => ({
      ...draft,
      id: `n${index}`,
      ...(owner === null ? {} : { weightsOf: `n${owner}` }),
      ...(block === null ? {} : { block }),
    }));
    const end = fc.integer({ min: 0, max: Math.max(0, nodes.length) });
    const edge = fc.record({
      source: end,
      target: end,
      isWild: fc.integer({ min: 0, max: 9 }),
      targetPort: fc.constantFrom('in', 'in', 'in', 'second'),
    });
    const comment = fc.record({
      position,
      size: fc.record({
        width: fc.double({ min: 1, max: 1000, noNaN: true }),
        height: fc.double({ min: 1, max: 1000, noNaN: true }),
      }),
      text: fc.string({ maxLength: 60, unit: 'grapheme' }),
    });
    return fc.record({
      nodes: fc.constant(nodes),
      edges: fc.array(edge, { maxLength: 20 }),
      comments: fc.array(comment, { maxLength: 3 }),
    });
  })
  .map(({ nodes, edges, comments }) => ({
    nodes,
    edges: edges
      .filter(({ source, target }) => source < nodes.length && target < nodes.length)
      .map(({ source, target, isWild, targetPort }, index) => ({
        id: `e${index}`,
        source: `n${isWild === 0 ? source : Math.min(source, target)}`,
        target: `n${isWild === 0 ? target : Math.max(source, target)}`,
        targetPort,
      })),
    comments: comments.map((comment, index) => ({ ...comment, id: `c${index}` })),
  }));

const setting = fc.record({
  name: fc.constantFrom('a', 'b', 'units'),
  targets: fc.array(
    fc.record({
      node: fc.nat(14).map((index) => `n${index}`),
      parameter: fc.constantFrom('units', 'rate', 'activation', 'a'),
    }),
    { maxLength: 2 },
  ),
});

/** Up to three definitions, in which blocks may contain each other and themselves. */
const blocks = fc
  .array(fc.record({ name, settings: fc.array(setting, { maxLength: 2 }), network }), {
    maxLength: 3,
  })
  .map((drafts) => drafts.map((draft, index) => ({ ...draft, id: `d${index}` })));

const column = fc.record({
  name,
  role: fc.constantFrom(...COLUMN_ROLES),
  encoding: fc.constantFrom(...COLUMN_ENCODINGS),
  missing: fc.constantFrom(...MISSING_VALUE_POLICIES),
  categories: fc.array(name, { maxLength: 3 }),
});

const data = fc.record({
  dataset: choiceOf(DATASETS),
  columns: fc.array(column, { maxLength: 4 }),
  validationShare: fc.double({ min: 0, max: 0.9, noNaN: true }).map((share) => share || 0),
  splitSeed: fc.integer({ min: 0, max: 0xffffffff }),
  standardizeFeatures: fc.boolean(),
  standardizeTarget: fc.boolean(),
  standardizeBy: fc.constantFrom(...STANDARDIZE_BY),
  augmentations: fc.array(choiceOf(AUGMENTATIONS), { maxLength: 3 }),
});

const training = fc.record({
  loss: choiceOf(LOSSES),
  optimizer: choiceOf(OPTIMIZERS),
  learningRate: fc.double({ min: 0, max: 10, noNaN: true }).map((rate) => rate || 0),
  epochs: fc.integer({ min: 1, max: 1000 }),
  batchSize: fc.integer({ min: 1, max: 65_536 }),
  shuffle: fc.boolean(),
  seed: fc.integer({ min: 0, max: 0xffffffff }),
  backend: fc.constantFrom('wasm' as const, 'cpu' as const),
  schedule: choiceOf(SCHEDULES),
  warmupEpochs: fc.integer({ min: 0, max: 100 }),
  clipping: fc.constantFrom(...CLIPPINGS),
  clippingLimit: fc.double({ min: 0.01, max: 10, noNaN: true }),
  accumulation: fc.integer({ min: 1, max: 64 }),
  l1: fc.double({ min: 0.001, max: 1, noNaN: true }),
  l2: fc.double({ min: 0.001, max: 1, noNaN: true }),
  labelSmoothing: fc.double({ min: 0.01, max: 0.9, noNaN: true }),
  classWeighting: fc.constantFrom(...CLASS_WEIGHTINGS),
  classWeights: fc.array(fc.double({ min: 0.01, max: 9, noNaN: true }), { maxLength: 3 }),
  earlyStopping: fc.boolean(),
  monitor: fc.constantFrom(...MONITORS),
  monitorMetric: choiceOf(METRICS),
  patience: fc.integer({ min: 1, max: 100 }),
  precision: fc.constantFrom(...PRECISIONS),
  roundActivations: fc.boolean(),
  roundGradients: fc.boolean(),
  roundWeights: fc.boolean(),
  lossScaling: fc.constantFrom(...LOSS_SCALINGS),
  lossScale: fc.integer({ min: 1, max: 65_536 }),
  growthInterval: fc.integer({ min: 1, max: 1000 }),
  metrics: fc.subarray([...METRICS.kinds]),
  topK: fc.integer({ min: 1, max: 20 }),
  minimumChange: fc.double({ min: 0.001, max: 1, noNaN: true }),
});

/** Any project that the schema accepts, sound or not. */
export const anyDocument: fc.Arbitrary<ProjectDocument> = fc
  .record({ name, lab: fc.option(name), network, blocks, data, training })
  .map((parts) => ({ ...createDocument(''), ...parts }));

/** Every layer of the catalogue with its defaults, as an arbitrary. */
export const anyNewNode = fc.constantFrom(...LAYERS.entries).chain(({ kind, label, parameters }) =>
  fc.record({
    kind: fc.constant(kind),
    label: fc.constantFrom(label.en, label.zh),
    position,
    parameters: fc.constant(defaultsOf(parameters)),
  }),
);
