import { describe, expect, test } from 'vitest';
import { loadPreparedData } from '../../../main/services/data/prepared';
import { rootFindingOf } from '../../../main/services/root-finding';
import type { ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import type { StoredRun } from '../../../shared/host-data';
import { weightsFit } from '../../../shared/interop/weights-fit';
import { findLab } from '../../../shared/labs';
import { GROUP_NAMES } from '../../../shared/telemetry/layout';
import { TelemetryStore } from '../../../shared/telemetry/store';
import { openedLab } from '../../support/labs';
import { LAYERS_AROUND } from '../../unit/engine/networks';
import { dense, head, layer, modelOf, opsOf } from '../../unit/engine/support';
import { TestTrainer } from '../../unit/engine/trainer';
import { hidden, on } from './case';
import { RECORDED } from './cases';
import { expectSameStored, rowsOf } from './compare-runs';
import { ExportRuns, PYTHON } from './python';

/** Each fails in a way of its own: vanishing, exploding, dead, too high a rate, NaN of an operation, a start too small. */
const FAILING = ['V1', 'X1', 'D1', 'D2', 'N1', 'N2'];

const STEPS = 5;
/** 120 rows in batches of 48: the last one of an epoch is smaller, and has an odd share for one of two processes. */
const SHARED: Partial<ProjectDocument['training']> = { batchSize: 35, epochs: 2, shuffle: true };

const NO_PLACES = { projectFolder: null, importFolder: '' };

// Above the describe: where that is skipped, the folder of these is removed all the same.
const runs = new ExportRuns();

async function write(name: string, document: ProjectDocument): Promise<void> {
  const data = await loadPreparedData(document, NO_PLACES);
  if (!data.ok) throw new Error(data.failure.text.en);
  const model = modelOf(document, await opsOf('wasm'));
  runs.write(name, { document, weights: model.weights.toRecords(), data: data.value });
  model.dispose();
}

const told = ({ document, layout, groups, summary: { state } }: StoredRun) => ({
  document,
  layout,
  telemetry: TelemetryStore.fromStored(layout, groups),
  state,
});

describe.skipIf(PYTHON === null)('a run that trained elsewhere', () => {
  test.each(FAILING)(
    'ELSEWHERE-1: lab %s has the finding of the app’s own run',
    async (name) => {
      const document = openedLab(name);
      await write(name, document);
      runs.script(name);
      const { run } = await runs.recordedOf(name);
      expect(rootFindingOf(told(run))?.cause).toBe(findLab(name)?.finding.end);
    },
    120_000,
  );

  test('ELSEWHERE-2: two processes measure what one does', async () => {
    const networks = {
      plain: on([...LAYERS_AROUND.add, head(2)], SHARED),
      everything: { ...RECORDED, training: { ...RECORDED.training, ...SHARED } },
      recurrent: on(
        [
          layer('sequence', 'reshape', { parameters: { shape: [8, 3] } }),
          layer('lstm', 'lstm', { parameters: { units: 4, direction: 'both' } }),
          head(2),
        ].toSpliced(0, 0, dense('wide', 24, 'tanh')),
        { ...SHARED, metrics: ['accuracy', 'f1'], accumulation: 2 },
      ),
    };
    for (const [name, document] of Object.entries(networks)) {
      await write(name, document);
      await write(`${name} shared`, document);
      expect(runs.script(name, { steps: STEPS })).toMatchObject({ status: 0 });
      const { status, words } = runs.script(`${name} shared`, { steps: STEPS, processes: 2 });
      expect(status, words).toBe(0);
      const one = await runs.recordedOf(name);
      const two = await runs.recordedOf(`${name} shared`);
      expect(one.run.summary.elsewhere?.processes).toBe(1);
      expect(two.run.summary.elsewhere?.processes).toBe(2);
      expectSameStored(two.run, one.run, new Set(GROUP_NAMES));
      expect(rowsOf(two.run, 'layers')).toHaveLength(1 + STEPS);
    }
  }, 240_000);

  test('ELSEWHERE-3: NaN ends it with the first tensor named, and the weights before it kept', async () => {
    const document = on([dense('hidden', 8, 'relu'), dense('deeper', 8, 'relu'), head(2)], {
      learningRate: 1e25,
    });
    await write('not finite', document);
    expect(runs.script('not finite').status).toBe(1);
    const { run, checkpoint } = await runs.recordedOf('not finite');
    expect(run.summary.state).toMatchObject({ phase: 'failed', failure: { kind: 'not-finite' } });
    const trainer = new TestTrainer();
    const { failure } = await trainer.run(document);
    const { step, node, tensor, message } = failure ?? expect.fail('the app’s own run has no NaN');
    expect(run.summary.state.failure).toEqual({ kind: 'not-finite', step, node, tensor, message });
    expect(checkpoint && weightsFit(analyse(document), checkpoint.weights)).toBe(true);
  }, 60_000);

  test('ELSEWHERE-4: a killed script leaves a whole file that says that it still runs', async () => {
    const document = on([hidden, head(2)], { epochs: 10_000 });
    await write('killed', document);
    await runs.killedOnceKept('killed');
    const { run } = await runs.recordedOf('killed');
    expect(run.summary.state.phase).toBe('running');
    expect(run.summary.elsewhere?.interval).toBeGreaterThan(0);
  }, 60_000);

  test('ELSEWHERE-14: a file that cannot be written for a while ends no training, and is whole in the end', async () => {
    const document = on([hidden, head(2)], { epochs: 10_000 });
    await write('held', document);
    const { status, words } = runs.script('held', { steps: 1_000, startedBy: 'held-file.py' });
    expect(status, words).toBe(0);
    expect(words).toMatch(/run\.vprun could not be written, and is tried again/);
    const { run, checkpoint } = await runs.recordedOf('held');
    expect(run.summary.state).toMatchObject({ phase: 'finished', step: 1_000 });
    expect(checkpoint?.step).toBe(1_000);
    expect(runs.filesOf('held').filter((name) => name.endsWith('.part'))).toEqual([]);
  }, 60_000);
});
