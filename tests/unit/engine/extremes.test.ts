import { describe, expect, test } from 'vitest';
import { ACTIVATIONS } from '../../../shared/catalogue/activations';
import { AUGMENTATIONS } from '../../../shared/catalogue/augmentations';
import { INITIALIZERS } from '../../../shared/catalogue/initializers';
import { LAYERS } from '../../../shared/catalogue/layers';
import type { LossDefinition } from '../../../shared/catalogue/loss';
import { LOSSES } from '../../../shared/catalogue/losses';
import { OPTIMIZERS } from '../../../shared/catalogue/optimizers';
import type { Parameter, ParameterTable } from '../../../shared/catalogue/parameter';
import { SCHEDULES } from '../../../shared/catalogue/schedules';
import type { PreparedData } from '../../../shared/data/prepared-data';
import type {
  Backend,
  JsonValue,
  Parameters,
  ProjectDocument,
} from '../../../shared/document/schema';
import { unlessRefused } from '../../../shared/engine/input-fault';
import { TrainingCore } from '../../../shared/engine/training-core';
import { analyse } from '../../../shared/graph/analyse';
import { dataset } from '../../../shared/labs/builder';
import { describeProblem } from '../../../shared/text/problems';
import { LOCALES } from '../../../shared/text/text';
import { extremeSets, SEED } from '../catalogue/extremes';
import { documentAround, documentWithActivation } from './networks';
import {
  BACKENDS,
  choiceOf,
  dataOf,
  documentOf,
  head,
  layer,
  modelOf,
  normals,
  opsOf,
} from './support';

/** Small, so that hundreds of networks are trained in seconds. */
const BATCH = 6;
const ROWS = 12;
const STEPS = 2;
/** A size has no formula that changes with it; what it costs is memory, which a test of the limits holds. */
const LARGEST_SIZE = 12;
/** Searches cost a forward pass a particle and round. */
const LARGEST_SEARCH = 5;

/** Few rows of the data of a document; made once for each kind, since the documents differ in their networks alone. */
const prepared = new Map<string, PreparedData>();
function rowsFor(document: ProjectDocument): PreparedData {
  // How targets are written follows from the loss.
  const key = JSON.stringify([document.data.dataset, document.training.loss]);
  const known = prepared.get(key) ?? dataOf(document);
  prepared.set(key, known);
  return { ...known, training: known.training.subarray(0, ROWS) };
}

/** Trains a few steps where analysis and layers allow it, else reads why not; true where it trained. */
async function train(
  backend: Backend,
  document: ProjectDocument,
  data: (document: ProjectDocument) => PreparedData = rowsFor,
): Promise<boolean> {
  const { problems, trainable } = analyse(document);
  for (const problem of problems) {
    for (const locale of LOCALES) {
      expect(describeProblem(problem, locale)).not.toMatch(/undefined|NaN|Infinity|\[object|\{\{/);
    }
  }
  if (!trainable) {
    expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
    return false;
  }
  const ops = await opsOf(backend);
  const start = [ops.tensorCount, ops.tensorBytes];
  const core = new TrainingCore(modelOf(document, ops), data(document), document.training);
  const held: number[] = [];
  const steps = unlessRefused(() => {
    for (let step = 0; step < STEPS; step += 1) {
      const { loss, notFinite } = core.train();
      held.push(ops.tensorCount);
      // A step that blows up is no fault of the engine, but it must say so and name where.
      expect(Number.isFinite(loss) || notFinite !== null).toBe(true);
      if (notFinite) break;
    }
    expect(new Set(held).size).toBe(1);
  });
  core.dispose();
  expect([ops.tensorCount, ops.tensorBytes]).toEqual(start);
  return steps.ok;
}

/** The parameters themselves: what a choice among them may be is tested where its catalogue is. */
const ownParameters = (table: ParameterTable): ParameterTable =>
  Object.fromEntries(Object.entries(table).filter(([, { type }]) => type !== 'choice'));

/** A parameter whose range ends where memory does. */
const isSize = (parameter: Parameter): boolean =>
  (parameter.type === 'integer' && parameter.maximum > LARGEST_SIZE) || parameter.type === 'shape';

const cappedTo = (largest: number, value: JsonValue): JsonValue => {
  if (typeof value === 'number') return Math.min(value, largest);
  return Array.isArray(value) ? value.map((axis) => cappedTo(largest, axis)) : value;
};

/** Sets of extremes with sizes that a test can afford, each once. */
function affordableSets(table: ParameterTable, largest = LARGEST_SIZE): readonly Parameters[] {
  const sets = extremeSets(table).map((values) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        isSize(table[name]) ? cappedTo(largest, value) : value,
      ]),
    ),
  );
  return [...new Map(sets.map((values) => [JSON.stringify(values), values])).values()];
}

/** The usual network around a layer, which stands there with other parameters. */
function aroundWith(kind: string, parameters: Parameters): ProjectDocument {
  const document = documentAround(kind, { batchSize: BATCH });
  const nodes = document.network.nodes.map((node) =>
    node.id === 'it' ? { ...node, parameters: { ...node.parameters, ...parameters } } : node,
  );
  return { ...document, network: { ...document.network, nodes } };
}

const denseWith = (training: Partial<ProjectDocument['training']>): ProjectDocument =>
  documentAround('dense', { batchSize: BATCH, ...training });

/** A network whose outputs, data and loss fit each other. */
function documentWithLoss({ kind, tasks }: LossDefinition, parameters: Parameters) {
  const isClasses = tasks.includes('classification');
  const layers = [layer('one', 'dense', { parameters: { units: 3 } }), head(isClasses ? 2 : 1)];
  const data = dataset(isClasses ? 'spirals' : 'square');
  const document = documentOf(layers, { batchSize: BATCH, loss: choiceOf(kind, parameters) }, data);
  // Where a loss takes one output for two classes, or probabilities, the head follows.
  const isProbability = parameters.fromLogits === false;
  const heads = [2, 1].map((units) => ({
    units,
    activation: choiceOf(isProbability ? (units === 1 ? 'sigmoid' : 'softmax') : 'linear'),
  }));
  const tried = heads.map((parametersOfHead) => ({
    ...document,
    network: {
      ...document.network,
      nodes: document.network.nodes.map((node) =>
        node.id === 'head'
          ? { ...node, parameters: { ...node.parameters, ...parametersOfHead } }
          : node,
      ),
    },
  }));
  return tried.find((one) => analyse(one).trainable) ?? document;
}

/** Pictures of 6 × 5 with two classes, as a folder of them is prepared. */
const PICTURE = [6, 5, 3] as const;
const pictures = documentOf(
  [layer('flat', 'flatten'), layer('one', 'dense', { parameters: { units: 3 } }), head(2)],
  { batchSize: BATCH },
  dataset('imageFolder', {
    folder: 'pictures',
    classes: ['a', 'b'],
    height: PICTURE[0],
    width: PICTURE[1],
    colour: 'colour',
  }),
);

function pictureData(document: ProjectDocument): PreparedData {
  const size = PICTURE[0] * PICTURE[1] * PICTURE[2];
  return {
    shape: analyse(document).data,
    count: ROWS,
    features: normals(ROWS * size, SEED),
    targets: Float32Array.from({ length: 2 * ROWS }, (_, index) =>
      Number(index % 2 === (index >> 1) % 2),
    ),
    targetShape: [2],
    training: Uint32Array.from({ length: ROWS }, (_, row) => row),
    validation: new Uint32Array(),
    featureScaling: [],
    targetScaling: [],
    augmentations: document.data.augmentations,
    droppedRows: 0,
  };
}

const kinds = LAYERS.entries.filter(({ kind }) => kind !== 'input' && kind !== 'output');

describe.each(BACKENDS)(`ENGINE-70: on %s, with extreme parameters (seed ${SEED}),`, (backend) => {
  test.each(kinds)(
    'layer $kind trains and leaves no tensor behind, or is refused in words',
    async ({ kind, parameters }) => {
      let trained = 0;
      // The usual network first: a shape of another size than its input's is always refused.
      for (const values of [{}, ...affordableSets(ownParameters(parameters))]) {
        if (await train(backend, aroundWith(kind, values))) trained += 1;
      }
      expect(trained).toBeGreaterThan(0);
    },
  );

  test.each(INITIALIZERS.entries)(
    'initializer $kind trains and leaves no tensor behind',
    async ({ kind, parameters, fromData }) => {
      const largest = fromData ? LARGEST_SEARCH : LARGEST_SIZE;
      for (const values of affordableSets(parameters, largest)) {
        const kernelInitializer = choiceOf(kind, values);
        expect(await train(backend, aroundWith('dense', { kernelInitializer }))).toBe(true);
      }
    },
  );

  test.each(ACTIVATIONS.entries)(
    'activation $kind trains and leaves no tensor behind',
    async ({ kind, parameters }) => {
      for (const values of extremeSets(parameters)) {
        const document = documentWithActivation(choiceOf(kind, values), { batchSize: BATCH });
        expect(await train(backend, document)).toBe(true);
      }
    },
  );

  test.each(LOSSES.entries)('loss $kind trains and leaves no tensor behind', async (loss) => {
    for (const values of extremeSets(loss.parameters)) {
      expect(await train(backend, documentWithLoss(loss, values))).toBe(true);
    }
  });

  test.each(OPTIMIZERS.entries)(
    'optimizer $kind trains and leaves no tensor behind',
    async ({ kind, parameters }) => {
      for (const values of extremeSets(parameters)) {
        expect(await train(backend, denseWith({ optimizer: choiceOf(kind, values) }))).toBe(true);
      }
    },
  );

  test.each(SCHEDULES.entries)(
    'schedule $kind trains and leaves no tensor behind',
    async ({ kind, parameters }) => {
      for (const values of extremeSets(parameters)) {
        expect(await train(backend, denseWith({ schedule: choiceOf(kind, values) }))).toBe(true);
      }
    },
  );

  test.each(AUGMENTATIONS.entries)(
    'augmentation $kind trains and leaves no tensor behind',
    async ({ kind, parameters }) => {
      for (const values of extremeSets(parameters)) {
        const augmentations = [choiceOf(kind, values)];
        const document = { ...pictures, data: { ...pictures.data, augmentations } };
        expect(await train(backend, document, pictureData)).toBe(true);
      }
    },
  );
});
