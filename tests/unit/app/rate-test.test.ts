import { beforeEach, expect, test } from 'vitest';
import type { ProjectDocument } from '../../../shared/document/schema';
import {
  dataset,
  headLayer,
  inputLayer,
  labDocument,
  outputLayer,
} from '../../../shared/labs/builder';
import { groupsOf, type RunLayout, STEP_COLUMNS } from '../../../shared/telemetry/layout';
import type { RunFailure, RunState } from '../../../shared/telemetry/protocol';
import { isRateTest, lengthOfTest, TEST_STEPS } from '../../../shared/telemetry/rate-finder';
import { installBridge } from './bridge';
import { runState } from './told-runs';

const layout: RunLayout = {
  layers: [],
  branches: [],
  recurrences: [],
  metrics: [],
  classNames: [],
  picture: 'none',
  pictureBounds: [0, 1, 0, 1],
  stepsPerEpoch: 10,
  plannedSteps: TEST_STEPS,
};

const state = (phase: RunState['phase'], failure: RunFailure | null = null): RunState => ({
  ...runState(phase),
  plannedSteps: TEST_STEPS,
  plannedEpochs: TEST_STEPS,
  learningRate: 10,
  failure,
});

const failure = (kind: RunFailure['kind']): RunFailure => ({
  kind,
  message: { en: 'why', zh: '原因' },
  step: 90,
  node: null,
  tensor: null,
});

let runs = 0;
const host = installBridge({
  'training.start': () => {
    runs += 1;
    return { run: `run-${runs}` };
  },
  'training.setLearningRate': () => ({}),
  'training.control': () => ({}),
});
const { useProject, replaceProject } = await import('../../../renderer/app/state/project-store');
const { useRun } = await import('../../../renderer/app/state/run-store');
const { useRateTest, isRateTestShown } = await import(
  '../../../renderer/app/state/rate-test-store'
);
const { watchRuns } = await import('../../../renderer/app/run/watch');
const { abandonRun, sendLearningRate, startOrResume } = await import(
  '../../../renderer/app/run/control'
);
const { findLearningRate } = await import('../../../renderer/app/run/rate-test');
watchRuns();

const project: ProjectDocument = labDocument(
  {
    lab: 'test',
    title: { en: 'test', zh: '测试' },
    layers: [inputLayer, headLayer(2), outputLayer],
    dataset: dataset('spirals'),
    training: {},
  },
  'en',
);

const width = groupsOf(layout).find(({ name }) => name === 'steps')?.width ?? 0;

/** Rows whose loss falls from 1 to a tenth around a rate of 0.01. */
function rowsOf(steps: number): Float32Array {
  const rows = new Float32Array((steps + 1) * width);
  for (let step = 0; step <= steps; step += 1) {
    const exponent = -7 + (8 * Math.max(0, step - 1)) / (TEST_STEPS - 1);
    rows[step * width] = step;
    rows[step * width + STEP_COLUMNS.indexOf('learningRate')] = 10 ** exponent;
    rows[step * width + STEP_COLUMNS.indexOf('loss')] =
      1 / (1 + Math.exp(3 * (exponent + 2))) + 0.1;
  }
  return rows;
}

const newestRun = (): string => `run-${runs}`;

/** Lets a test begin, report and end; resolves when the app has read it. */
async function testThatEnds(steps: number, end: RunState): Promise<void> {
  const found = findLearningRate();
  await expect.poll(isRateTestShown).toBe(true);
  const run = newestRun();
  host.emit('training.layout', { run, layout });
  host.emit('training.state', { run, state: state('running') });
  host.emit('training.telemetry', { run, parts: [{ group: 'steps', rows: rowsOf(steps) }] });
  host.emit('training.state', { run, state: end });
  await found;
}

beforeEach(() => {
  abandonRun();
  replaceProject({ document: project });
  host.calls.length = 0;
});

test('RATE-5: the test is a run of a copy, limited in steps, and leaves document and history alone', async () => {
  await testThatEnds(TEST_STEPS, state('finished'));
  const [start] = host.callsOf('training.start');
  const input = start.input as { document: ProjectDocument };
  expect(isRateTest(input.document)).toBe(true);
  expect(lengthOfTest(input.document)).toBe(TEST_STEPS);
  expect(useProject.getState().document).toBe(project);
  expect(useProject.temporal.getState().pastStates).toHaveLength(0);
  const { reading } = useRateTest.getState();
  expect(reading?.verdict).toBe('calm');
  expect(reading?.suggestion).toBeGreaterThan(5e-3);
  expect(reading?.suggestion).toBeLessThan(2e-1);
});

test('RATE-5: a loss that is not finite any more is the end of a test', async () => {
  await testThatEnds(150, state('failed', failure('not-finite')));
  expect(useRateTest.getState().reading?.verdict).toBe('found');
});

test('RATE-4: stopped by hand, it says so and suggests nothing', async () => {
  await testThatEnds(40, state('stopped'));
  expect(useRateTest.getState().reading).toMatchObject({ verdict: 'stopped', suggestion: null });
});

test('RATE-5: any other failure is a failure, and nothing was found', async () => {
  await testThatEnds(40, state('failed', failure('crashed')));
  expect(useRateTest.getState()).toEqual({ run: null, reading: null });
  expect(useRun.getState().state?.failure?.kind).toBe('crashed');
});

test('RATE-5: a finding outlives the next run, and leaves with its project', async () => {
  await testThatEnds(TEST_STEPS, state('finished'));
  await startOrResume();
  expect(isRateTestShown()).toBe(false);
  expect(useRateTest.getState().reading).not.toBeNull();
  abandonRun();
  expect(useRateTest.getState()).toEqual({ run: null, reading: null });
});

test('RATE-5: a test under way does not follow the slider of the rate; a training does', async () => {
  const found = findLearningRate();
  await expect.poll(isRateTestShown).toBe(true);
  sendLearningRate(0.5);
  expect(host.callsOf('training.setLearningRate')).toHaveLength(0);
  host.emit('training.state', { run: newestRun(), state: state('stopped') });
  await found;
  await startOrResume();
  sendLearningRate(0.5);
  expect(host.callsOf('training.setLearningRate')).toHaveLength(1);
});

test('RATE-5: while a run is under way no test starts', async () => {
  await startOrResume();
  await findLearningRate();
  expect(host.callsOf('training.start')).toHaveLength(1);
});
