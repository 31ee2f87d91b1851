import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACTIVATIONS } from '../../../shared/catalogue/activations';
import { LAYERS } from '../../../shared/catalogue/layers';
import { LOSSES } from '../../../shared/catalogue/losses';
import { OPTIMIZERS } from '../../../shared/catalogue/optimizers';
import { SCHEDULES } from '../../../shared/catalogue/schedules';
import { gather } from '../../../shared/engine/batches';
import { streamsFor } from '../../../shared/engine/model';
import type { TrainingCore } from '../../../shared/engine/training-core';
import { analyse } from '../../../shared/graph/analyse';
import { pytorch } from '../../../shared/interop/pytorch';
import { planNetwork } from '../../../shared/interop/pytorch/plan';
import { toTorch } from '../../../shared/interop/pytorch/route';
import type { NamedTensor } from '../../../shared/interop/safetensors';
import { coreOf, opsOf } from '../../unit/engine/support';
import { CASES, type ExportCase } from './cases';
import { PYTHON, resultsOf, runFolders, writeFolder } from './python';

const ROWS = 12;
/** Over the end of an epoch: two steps are one. */
const STEPS = 3;
const TOLERANCE = 1e-5;

const kindsOf = (cases: readonly ExportCase[], pick: (one: ExportCase) => string) =>
  [...new Set(cases.map(pick))].sort();

test('EXCHANGE-3: every layer, activation, loss, optimizer and schedule of the catalogue is among the cases', () => {
  expect(kindsOf(CASES.layer, ({ name }) => name)).toEqual([...LAYERS.kinds].sort());
  expect(kindsOf(CASES.activation, ({ name }) => name)).toEqual([...ACTIVATIONS.kinds].sort());
  const training = (name: 'loss' | 'optimizer' | 'schedule') => (one: ExportCase) =>
    one.document.training[name].kind;
  expect(kindsOf(CASES.loss, training('loss'))).toEqual([...LOSSES.kinds].sort());
  expect(kindsOf(CASES.optimizer, training('optimizer'))).toEqual([...OPTIMIZERS.kinds].sort());
  expect(kindsOf(CASES.schedule, training('schedule'))).toEqual([...SCHEDULES.kinds].sort());
});

/** What the app computes, by the names that the Python process gives its results. */
type Expected = ReadonlyMap<string, Float32Array>;

function expectedOf(core: TrainingCore, { document, isDrawn }: ExportCase): Expected {
  const { model, data } = core;
  const { ops } = model;
  const found = new Map<string, Float32Array>();
  const planned = planNetwork(analyse(document));
  if (!planned.ok) throw new Error(planned.failure.text.en);
  const { weights } = planned.value;
  const rows = data.training.subarray(0, ROWS);
  ops.arena.scope(() => {
    found.set('output', ops.read(model.predict(gather(ops, data, rows).features)));
    const streams = streamsFor(model.nodes, 5, 'fixed');
    const gradient = ops.read(core.gradientOf(rows, { training: !isDrawn, streams }));
    for (const { node, spec, route, tensor } of weights) {
      const place = model.weights.placesOf(node).find(({ name }) => name === spec.name);
      if (!place) continue;
      const values = gradient.slice(place.start, place.end);
      found.set(`gradient/${tensor}`, toTorch(route, spec.shape, values));
    }
  });
  if (isDrawn) return found;
  for (let step = 0; step < STEPS; step += 1) {
    const loss = core.train();
    expect(loss.notFinite).toBeNull();
    // What a schedule goes by is said at the end of an epoch, by whoever watches the run.
    if (core.step % core.dealer.stepsPerEpoch === 0) core.history.push(validationLoss(core));
  }
  for (const record of model.weights.toRecords()) {
    const weight = weights.find(
      ({ node, spec }) => node === record.node && spec.name === record.name,
    );
    if (!weight) throw new Error(`${record.node}.${record.name} has no place`);
    found.set(`weight/${weight.tensor}`, toTorch(weight.route, weight.spec.shape, record.values));
  }
  return found;
}

function validationLoss({ model, data, loss }: TrainingCore): number {
  const { ops } = model;
  return ops.arena.scope(() => {
    const batch = gather(ops, data, data.validation);
    return loss.total(model.predict(batch.features), batch.targets) / data.validation.length;
  });
}

/** The largest distance as a share of the largest number, or of 1 where all are smaller than a rounding of it. */
function distance(actual: NamedTensor | undefined, expected: Float32Array): number {
  if (actual?.values.length !== expected.length) return Infinity;
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
  return expected.reduce(
    (most, value, index) => Math.max(most, Math.abs(actual.values[index] - value) / scale),
    0,
  );
}

describe.skipIf(PYTHON === null)('EXCHANGE-4: exported source', () => {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'vanishing-point-')));
  const all = Object.entries(CASES).flatMap(([group, cases]) =>
    cases.map((one, index) => ({ ...one, folder: join(home, `${group}-${index}`), group })),
  );
  const expected = new Map<string, Expected>();
  let failures: Readonly<Record<string, string>> = {};

  beforeAll(async () => {
    const ops = await opsOf('wasm');
    for (const one of all) {
      const core = coreOf(one.document, ops);
      const weights = core.model.weights.toRecords();
      const files = pytorch.write({ document: one.document, weights, data: core.data });
      if (!files.ok) throw new Error(`${one.name}: ${files.failure.text.en}`);
      writeFolder(one.folder, files.value);
      expected.set(one.folder, expectedOf(core, one));
      core.dispose();
    }
    const jobs = all.map(({ folder, isDrawn }) => ({
      folder,
      rows: ROWS,
      steps: isDrawn ? 0 : STEPS,
      training: !isDrawn,
    }));
    failures = runFolders(jobs, join(home, 'jobs.json'));
  }, 300_000);

  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test.each(all)(
    'EXCHANGE-4: $group $name gives the app’s outputs, gradients and weights after three steps',
    ({ folder, tolerance = TOLERANCE }) => {
      expect(failures[folder]).toBeUndefined();
      const results = resultsOf(folder);
      const known = expected.get(folder) as Expected;
      expect(known.size).toBeGreaterThan(1);
      for (const [name, values] of known) {
        expect(distance(results.get(name), values), name).toBeLessThan(tolerance);
      }
    },
  );
});
