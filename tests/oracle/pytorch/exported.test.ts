import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadPreparedData } from '../../../main/services/data/prepared';
import { ACTIVATIONS } from '../../../shared/catalogue/activations';
import { valuesOfChoice } from '../../../shared/catalogue/catalogues';
import { INITIALIZERS } from '../../../shared/catalogue/initializers';
import { LAYERS } from '../../../shared/catalogue/layers';
import { LOSSES } from '../../../shared/catalogue/losses';
import { OPTIMIZERS } from '../../../shared/catalogue/optimizers';
import { SCHEDULES } from '../../../shared/catalogue/schedules';
import type { ProjectDocument } from '../../../shared/document/schema';
import { gather } from '../../../shared/engine/batches';
import { Evaluation } from '../../../shared/engine/evaluation';
import { streamsFor } from '../../../shared/engine/model';
import { readNow } from '../../../shared/engine/reading';
import type { EngineOps } from '../../../shared/engine/tensor-ops';
import { TrainingCore } from '../../../shared/engine/training-core';
import { analyse } from '../../../shared/graph/analyse';
import { type NetworkPlan, planNetwork } from '../../../shared/interop/pytorch/plan';
import { routed } from '../../../shared/interop/route';
import { LABS } from '../../../shared/labs';
import { modelOf, opsOf } from '../../unit/engine/support';
import { TestTrainer } from '../../unit/engine/trainer';
import type { ExportCase } from './case';
import {
  CASES,
  hostileDocument,
  initializerCases,
  RECORDED,
  steadyCases,
  WHOLE_RUN,
} from './cases';
import { expectNear } from './compare';
import { expectSameRows } from './compare-runs';

import { ExportRuns, PYTHON } from './python';

const ROWS = 12;
/** Over the end of an epoch: two steps are one. */
const STEPS = 3;

const kindsOf = (cases: readonly ExportCase[], pick: (one: ExportCase) => string) =>
  [...new Set(cases.map(pick))].sort();

test('EXCHANGE-3: every layer, activation, loss, optimizer, schedule and initializer is among the cases', () => {
  expect(kindsOf(CASES.layer, ({ name }) => name)).toEqual([...LAYERS.kinds].sort());
  expect(kindsOf(CASES.activation, ({ name }) => name)).toEqual([...ACTIVATIONS.kinds].sort());
  const training = (name: 'loss' | 'optimizer' | 'schedule') => (one: ExportCase) =>
    one.document.training[name].kind;
  expect(kindsOf(CASES.loss, training('loss'))).toEqual([...LOSSES.kinds].sort());
  expect(kindsOf(CASES.optimizer, training('optimizer'))).toEqual([...OPTIMIZERS.kinds].sort());
  expect(kindsOf(CASES.schedule, training('schedule'))).toEqual([...SCHEDULES.kinds].sort());
  expect(kindsOf(initializerCases, ({ name }) => name)).toEqual([...INITIALIZERS.kinds].sort());
});

function planOf(document: ProjectDocument): NetworkPlan {
  const planned = planNetwork(analyse(document));
  if (!planned.ok) throw new Error(planned.failure.text.en);
  return planned.value;
}

/** What the app computes, by the names that the Python process gives its results. */
type Expected = ReadonlyMap<string, Float32Array>;

/** Loss and metrics of the validation share. */
function evaluationOf(core: TrainingCore): Float32Array {
  const evaluation = new Evaluation(core, core.data.validation);
  while (!readNow(core.model.ops, evaluation.advance()));
  const { loss, metrics } = evaluation.result;
  return Float32Array.of(loss, ...metrics);
}

function outputAndGradients(core: TrainingCore, document: ProjectDocument, training: boolean) {
  const found = new Map<string, Float32Array>();
  const { model, data } = core;
  const { ops } = model;
  const rows = data.training.subarray(0, ROWS);
  ops.arena.scope(() => {
    found.set('output', ops.read(model.predict(gather(ops, data, rows).features)));
    const streams = streamsFor(model.nodes, 5, 'fixed');
    const gradient = ops.read(core.gradientOf(rows, { training, streams }));
    for (const { node, spec, route, tensor } of planOf(document).weights) {
      const place = model.weights.placesOf(node).find(({ name }) => name === spec.name);
      if (!place) continue;
      const values = gradient.slice(place.start, place.end);
      found.set(`gradient/${tensor}`, routed(route, spec.shape, values));
    }
  });
  return found;
}

function weightsOf(document: ProjectDocument, records: TrainingCore['model']['weights']) {
  return asTorch(document, records.toRecords());
}

function asTorch(
  document: ProjectDocument,
  records: ReturnType<TrainingCore['model']['weights']['toRecords']>,
): Expected {
  const { weights } = planOf(document);
  expect(weights).toHaveLength(records.length);
  return new Map(
    weights.map(({ node, spec, route, tensor }) => {
      const record = records.find((one) => one.node === node && one.name === spec.name);
      if (!record) throw new Error(`the app has no weight ${node}.${spec.name}`);
      return [`weight/${tensor}`, routed(route, spec.shape, record.values)];
    }),
  );
}

function expectedOf(core: TrainingCore, { document, isDrawn = false }: ExportCase): Expected {
  const found = outputAndGradients(core, document, !isDrawn);
  found.set('evaluation', evaluationOf(core));
  if (isDrawn) return found;
  for (let step = 0; step < STEPS; step += 1) {
    expect(core.train().notFinite).toBeNull();
    // What a schedule goes by is said at the end of an epoch, by whoever watches the run.
    if (core.step % core.dealer.stepsPerEpoch === 0) core.history.push(evaluationOf(core)[0]);
  }
  for (const [name, values] of weightsOf(document, core.model.weights)) found.set(name, values);
  return found;
}

const ONLY_OUTPUT = { rows: ROWS, steps: 0, training: false };
const NO_PLACES = { projectFolder: null, importFolder: '' };

async function coreFor(document: ProjectDocument, ops: EngineOps): Promise<TrainingCore> {
  const data = await loadPreparedData(document, NO_PLACES);
  if (!data.ok) throw new Error(data.failure.text.en);
  return new TrainingCore(modelOf(document, ops), data.value, document.training);
}

// Above the describe: where that is skipped, the folder of these is removed all the same.
const runs = new ExportRuns();

describe.skipIf(PYTHON === null)('EXCHANGE-4: exported source', () => {
  const cases = Object.entries(CASES).flatMap(([group, list]) =>
    list.map((one) => ({ ...one, title: `${group} ${one.name}` })),
  );
  const labs = LABS.map(({ id, document }) => ({ title: `lab ${id}`, document: document('en') }));
  const initializers = initializerCases.map((one) => ({ ...one, title: `start ${one.name}` }));
  const steady = steadyCases.map((one) => ({ ...one, title: `steady ${one.name}` }));
  const touched = join(runs.home, 'touched');
  const expected = new Map<string, Expected>();
  const watched = [
    // Of a turned picture a black point is 0 in one and nearly 0 in the other.
    ...cases.filter(({ isDrawn, title }) => !isDrawn && !title.startsWith('pictures')),
    { title: 'recorded', document: RECORDED, tolerance: undefined },
  ];

  beforeAll(async () => {
    const ops = await opsOf('wasm');
    for (const one of [...cases, ...initializers]) {
      const { document, title, isDrawn = false } = one;
      const core = await coreFor(document, ops);
      const weights = core.model.weights.toRecords();
      const job = { rows: ROWS, steps: STEPS, training: !isDrawn };
      runs.add(title, { document, weights, data: core.data }, job);
      expected.set(title, expectedOf(core, one));
      core.dispose();
    }
    for (const { title, document } of labs) {
      const core = await coreFor(document, ops);
      const { data, model } = core;
      runs.add(title, { document, weights: model.weights.toRecords(), data }, ONLY_OUTPUT);
      const rows = data.training.subarray(0, ROWS);
      const output = ops.arena.scope(() =>
        ops.read(model.predict(gather(ops, data, rows).features)),
      );
      expected.set(title, new Map([['output', output]]));
      core.dispose();
    }
    const add = async (title: string, document: ProjectDocument, steps: number | null) => {
      const core = await coreFor(document, ops);
      const weights = core.model.weights.toRecords();
      expected.set(title, asTorch(document, weights));
      const job = { rows: ROWS, steps, training: true };
      runs.add(title, { document, weights, data: core.data }, job);
      core.dispose();
    };
    for (const { title, document } of steady) await add(title, document, 0);
    await add('whole run', WHOLE_RUN, null);
    await add('recorded', RECORDED, STEPS);
    await add('hostile', hostileDocument(touched), 1);
    runs.run();
  }, 300_000);

  test.each(cases)(
    'EXCHANGE-4: $title gives the app’s outputs, gradients and weights after three steps',
    ({ title, tolerance }) => {
      const results = runs.resultsOf(title);
      const known = expected.get(title) as Expected;
      expect(known.size).toBeGreaterThan(1);
      for (const [name, values] of known) expectNear(name, results.get(name), values, tolerance);
    },
  );

  test.each(labs)('EXCHANGE-4: $title gives the app’s outputs', ({ title }) => {
    const output = (expected.get(title) as Expected).get('output') as Float32Array;
    expectNear('output', runs.resultsOf(title).get('output'), output);
  });

  test('EXCHANGE-4: a whole run with early stopping ends at the app’s weights', async () => {
    const trainer = new TestTrainer();
    const data = await loadPreparedData(WHOLE_RUN, NO_PLACES);
    if (!data.ok) throw new Error(data.failure.text.en);
    const state = await trainer.run(WHOLE_RUN, { data: data.value });
    const results = runs.resultsOf('whole run');
    // It does stop early, and at weights that are not its last.
    expect(state.epoch).toBeLessThan(WHOLE_RUN.training.epochs);
    expect(trainer.checkpoint.step).toBeLessThan(state.step);
    const { run, checkpoint } = await runs.recordedOf('whole run');
    expect(run.summary.state).toMatchObject({ phase: 'finished', step: state.step });
    expect(checkpoint?.step).toBe(trainer.checkpoint.step);
    for (const [name, values] of asTorch(WHOLE_RUN, [...trainer.checkpoint.weights])) {
      // Over many steps roundings grow.
      expectNear(name, results.get(name), values, 1e-3);
    }
  });

  test.each(initializers)(
    'EXCHANGE-5: initialise() draws $name as the app does',
    ({ title, document }) => {
      const kernel = planOf(document).weights.find(({ tensor }) => tensor === 'it.weight');
      if (!kernel) throw new Error('the layer has no kernel');
      const values = runs.resultsOf(title).get('initial/it.weight')?.values ?? [];
      const mean = meanOf(values);
      const variance = meanOf(Array.from(values, (value) => (value - mean) ** 2));
      const { initializer } = kernel.spec;
      const definition = INITIALIZERS.get(initializer.kind);
      const known = valuesOfChoice(INITIALIZERS, initializer) as never;
      const moments = definition.moments(kernel.spec, known);
      expect(values).toHaveLength(64 * 48);
      // Five deviations of a mean of so many numbers, and six of a variance of normal ones.
      const spread = 5 * Math.sqrt(moments.variance / values.length) + 1e-7;
      expect(Math.abs(mean - moments.mean)).toBeLessThanOrEqual(spread);
      const share = 6 * Math.sqrt(2 / values.length);
      expect(Math.abs(variance - moments.variance)).toBeLessThanOrEqual(
        share * moments.variance + 1e-12,
      );
    },
  );

  test.each(steady)(
    'EXCHANGE-5: initialise() puts $name where the app does',
    ({ title, document }) => {
      const results = runs.resultsOf(title);
      const own = planOf(document).weights.filter(({ node }) => node === 'it');
      expect(own.length).toBeGreaterThan(0);
      for (const { tensor } of own) {
        const values = (expected.get(title) as Expected).get(`weight/${tensor}`) as Float32Array;
        expectNear(tensor, results.get(`initial/${tensor}`), values);
      }
    },
  );

  test('EXCHANGE-8: names that are Python run as nothing', () => {
    expect(runs.resultsOf('hostile').size).toBeGreaterThan(1);
    expect(existsSync(touched)).toBe(false);
  });

  test.each(watched)('EXCHANGE-9: the recorder measures $title as the app does', async (one) => {
    const { document, title, tolerance } = one;
    const { run } = await runs.recordedOf(title);
    const trainer = new TestTrainer();
    const data = await loadPreparedData(document, NO_PLACES);
    if (!data.ok) throw new Error(data.failure.text.en);
    await trainer.run(document, { data: data.value, stepLimit: STEPS, telemetry: 'full' });
    expect(run.layout).toEqual(trainer.layout);
    expect(run.document).toEqual(document);
    expectSameRows(trainer, run, tolerance);
  });

  test('EXCHANGE-5: an orthogonal start has rows of length 1 that stand across each other', () => {
    const values = runs.resultsOf('start orthogonal').get('initial/it.weight')?.values ?? [];
    for (const [a, b] of [
      [0, 0],
      [7, 7],
      [0, 1],
      [3, 40],
    ]) {
      let sum = 0;
      for (let index = 0; index < 64; index += 1)
        sum += values[64 * a + index] * values[64 * b + index];
      expect(Math.abs(sum - Number(a === b))).toBeLessThan(1e-5);
    }
  });
});

const meanOf = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
