import { describe, expect, onTestFinished, test } from 'vitest';
import { loadPreparedData } from '../../../main/services/data/prepared';
import { StartMeasure } from '../../../main/services/start-measure';
import { Gauge } from '../../../main/training/gauge';
import { processLauncher } from '../../../main/training/launcher';
import { TrainingSupervisor } from '../../../main/training/supervisor';
import { sampleOf } from '../../../shared/data/sample-of';
import { diagnose } from '../../../shared/diagnosis/diagnose';
import type { ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import { STEP_COLUMNS } from '../../../shared/telemetry/layout';
import { TelemetryStore } from '../../../shared/telemetry/store';
import { TRAINER } from '../../support/host-process';
import { openedLab } from '../../support/labs';

const PLACES = { projectFolder: null, importFolder: '' };

function openMeasure(): StartMeasure {
  const measure = new StartMeasure(new Gauge(processLauncher(TRAINER, false)));
  onTestFinished(() => measure.close());
  return measure;
}

async function causesAtStart(measure: StartMeasure, document: ProjectDocument) {
  const measured = await measure.measure(document, PLACES);
  if (!measured) throw new Error('not measured');
  const { layout, groups } = measured;
  const telemetry = TelemetryStore.fromStored(layout, groups);
  const subject = { document, analysis: analyse(document), layout, telemetry, state: null };
  return diagnose(subject).map(({ cause }) => cause);
}

describe('measuring while drawing', () => {
  test('GAUGE-1: the start of network after network is measured in one trainer, and diagnosed', async () => {
    const measure = openMeasure();
    expect((await causesAtStart(measure, openedLab('V1')))[0]).toBe('saturatingActivation');
    expect((await causesAtStart(measure, openedLab('X1')))[0]).toBe('initializerTooLarge');
    expect((await causesAtStart(measure, openedLab('I4')))[0]).toBe('symmetry');
    expect(await causesAtStart(measure, openedLab('N1'))).toEqual([]);
  });

  test('GAUGE-2: of several edits in one breath the newest is measured, the ones between are not', async () => {
    const measure = openMeasure();
    const documents = ['V1', 'X1', 'I4', 'D1'].map((id) => openedLab(id));
    // The data of all are read first, so that the questions come in one breath.
    for (const document of documents) await measure.measure(document, PLACES);
    const answers = await Promise.all(
      documents.map(async (document) => measure.measure(document, PLACES)),
    );
    expect(answers[3]).not.toBeNull();
    expect(answers.filter((answer) => answer === null).length).toBeGreaterThan(0);
  });

  test('GAUGE-3: what cannot be trained is not measured, and whoever waits at the end is answered', async () => {
    const measure = openMeasure();
    const document = openedLab('V1');
    const cut = { ...document, network: { ...document.network, edges: [] } };
    expect(await measure.measure(cut, PLACES)).toBeNull();
    const asked = measure.measure(document, PLACES);
    await new Promise((resolve) => setTimeout(resolve, 50));
    measure.close();
    expect(await asked).toBeNull();
  });

  test('GAUGE-4: a sample keeps rows whole, spread over the training share', async () => {
    const document = openedLab('V1');
    const loaded = await loadPreparedData(document, PLACES);
    if (!loaded.ok) throw new Error(loaded.failure.text.en);
    const { value: data } = loaded;
    const sample = sampleOf(data, 20);
    expect([sample.count, sample.training.length, sample.validation.length]).toEqual([20, 20, 0]);
    const width = data.features.length / data.count;
    for (const at of [0, 7, 19]) {
      const row = data.training[Math.floor((at * data.training.length) / 20)];
      expect([...sample.features.subarray(at * width, (at + 1) * width)]).toEqual([
        ...data.features.subarray(row * width, (row + 1) * width),
      ]);
    }
  });

  test('GAUGE-5: a look at the start alone reports what a run does, takes no step and hands over no weights', async () => {
    const document = openedLab('D1');
    const data = await loadPreparedData(document, PLACES);
    if (!data.ok) throw new Error(data.failure.text.en);
    const supervisor = new TrainingSupervisor({ launcher: processLauncher(TRAINER, false) });
    const runs = [
      supervisor.start({ document, data: data.value, telemetry: 'start' }),
      supervisor.start({ document, data: data.value, stepLimit: 1 }),
    ];
    const [start, whole] = runs.map((run) => {
      const job = supervisor.job(run);
      if (!job) throw new Error('no job');
      return job;
    });
    expect((await start.over).phase).toBe('finished');
    expect((await start.over).step).toBe(0);
    expect(start.checkpoint).toBeNull();
    await whole.over;
    for (const group of ['steps', 'layers', 'units', 'histograms'] as const) {
      const rowAt = (job: typeof start) => job.telemetry?.rowAt(group, 0)?.slice();
      expect(rowAt(start)?.length).toBeGreaterThan(1);
      // The clock is all that may differ.
      const timed = group === 'steps' ? STEP_COLUMNS.indexOf('seconds') : -1;
      const known = (job: typeof start) =>
        rowAt(job)?.map((value, at) => (at === timed ? 0 : value));
      expect(known(start)).toEqual(known(whole));
    }
    for (const group of ['picture', 'noise', 'validation'] as const) {
      expect(start.telemetry?.rowAt(group, null)).toBeNull();
    }
  });
});
