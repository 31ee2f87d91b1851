import { beforeEach, expect, test } from 'vitest';
import type { HostInput } from '../../../shared/host';
import {
  dataset,
  headLayer,
  inputLayer,
  labDocument,
  outputLayer,
} from '../../../shared/labs/builder';
import { groupsOf, type RunLayout, VALIDATION_COLUMNS } from '../../../shared/telemetry/layout';
import type { RunState } from '../../../shared/telemetry/protocol';
import { installBridge } from './bridge';
import { runState } from './told-runs';

const layout: RunLayout = {
  layers: [],
  branches: [],
  recurrences: [],
  metrics: ['accuracy'],
  classNames: [],
  picture: 'none',
  pictureBounds: [0, 1, 0, 1],
  stepsPerEpoch: 10,
  plannedSteps: 10,
};

const state = (phase: RunState['phase']): RunState => ({
  ...runState(phase, 10),
  epoch: 1,
  plannedSteps: 10,
  plannedEpochs: 1,
  learningRate: 0.1,
});

let runs = 0;
const host = installBridge({
  'training.start': () => {
    runs += 1;
    return { run: `run-${runs}` };
  },
  'training.setLearningRate': () => ({}),
});
const { editDocument, replaceProject } = await import('../../../renderer/app/state/project-store');
const { useRun } = await import('../../../renderer/app/state/run-store');
const { useCrossValidation } = await import('../../../renderer/app/state/cross-validation-store');
const { watchRuns } = await import('../../../renderer/app/run/watch');
const { abandonRun, sendLearningRate } = await import('../../../renderer/app/run/control');
const { crossValidate } = await import('../../../renderer/app/run/cross-validate');
watchRuns();

const project = labDocument(
  {
    lab: 'test',
    title: { en: 'test', zh: '测试' },
    layers: [inputLayer, headLayer(2), outputLayer],
    dataset: dataset('spirals'),
    training: {},
  },
  'en',
);
const width = groupsOf(layout).find(({ name }) => name === 'validation')?.width ?? 0;

/** Ends the run of the fold that has just begun, with this validation loss and accuracy. */
async function endFold(
  number: number,
  phase: RunState['phase'],
  loss: number,
  accuracy: number,
): Promise<void> {
  await expect.poll(() => host.callsOf('training.start').length).toBe(number);
  const run = `run-${runs}`;
  await expect.poll(() => useRun.getState().run).toBe(run);
  const rows = new Float32Array(width);
  rows.set([10, 1]);
  rows[VALIDATION_COLUMNS.indexOf('loss')] = loss;
  rows[VALIDATION_COLUMNS.length] = accuracy;
  host.emit('training.layout', { run, layout });
  host.emit('training.telemetry', { run, parts: [{ group: 'validation', rows }] });
  host.emit('training.state', { run, state: state(phase) });
}

const asked = () =>
  host.callsOf('training.start').map(({ input }) => input as HostInput<'training.start'>);

beforeEach(() => {
  abandonRun();
  replaceProject({ document: project });
  host.calls.length = 0;
});

test('FOLD-2: every fold trains the document of the start, and none follows the rate slider', async () => {
  const over = crossValidate(3);
  await endFold(1, 'finished', 0.5, 0.75);
  editDocument((document) => ({ ...document, name: 'edited meanwhile' }));
  await expect.poll(() => host.callsOf('training.start').length).toBe(2);
  sendLearningRate(0.5);
  expect(host.callsOf('training.setLearningRate')).toHaveLength(0);
  await endFold(2, 'finished', 0.25, 0.5);
  await endFold(3, 'finished', 0.75, 1);
  await over;
  const [crossValidation] = asked().map(({ fold }) => fold?.crossValidation);
  expect(crossValidation).toMatch(/\S/);
  expect(asked().map(({ fold }) => fold)).toEqual(
    [0, 1, 2].map((index) => ({ index, count: 3, crossValidation })),
  );
  expect(new Set(asked().map(({ document }) => document.name)).size).toBe(1);
  expect(useCrossValidation.getState().isRunning).toBe(false);
});

test('FOLD-2: a stopped run ends the cross-validation', async () => {
  const over = crossValidate(5);
  await endFold(1, 'finished', 0.5, 0.75);
  await endFold(2, 'stopped', 0.4, 0.8);
  await over;
  expect(asked()).toHaveLength(2);
  expect(useCrossValidation.getState().isRunning).toBe(false);
});
