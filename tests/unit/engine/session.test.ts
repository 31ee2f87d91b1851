import { describe, expect, test } from 'vitest';
import {
  LAYER_QUANTITIES,
  STEP_COLUMNS,
  VALIDATION_COLUMNS,
} from '../../../shared/telemetry/layout';
import type { TrainerCommand } from '../../../shared/telemetry/protocol';
import { documentAround } from './networks';
import { choiceOf, dataOf, documentOf, head, layer } from './support';
import { TestTrainer } from './trainer';

const CHINESE = /[\u4e00-\u9fff].*[。！]$/;
const STEP_WIDTH = STEP_COLUMNS.length + 1;
const VALIDATION_WIDTH = VALIDATION_COLUMNS.length + 1;
const endless = documentAround('dense', { epochs: 100_000, backend: 'cpu' });
const relu = { units: 16, activation: choiceOf('relu') };
const spirals = documentOf(
  [
    layer('one', 'dense', { parameters: relu }),
    layer('two', 'dense', { parameters: relu }),
    head(2),
  ],
  { epochs: 60 },
);

describe('TRAIN-1: a run goes from start to finish', () => {
  test('the spirals are learned, and every epoch is validated', async () => {
    const trainer = new TestTrainer();
    const state = await trainer.run(spirals);
    expect(state).toMatchObject({ phase: 'finished', failure: null, epoch: 60 });
    expect(state.step).toBe(state.plannedSteps);
    const steps = trainer.rows('steps', STEP_WIDTH);
    expect(steps.map(([step]) => step)).toEqual(
      Array.from({ length: state.plannedSteps + 1 }, (_, step) => step),
    );
    const validation = trainer.rows('validation', VALIDATION_WIDTH);
    expect(validation.map((row) => row[1])).toEqual(
      Array.from({ length: 61 }, (_, epoch) => epoch),
    );
    expect(validation[60][3]).toBeGreaterThan(0.95);
    expect(validation[60][2]).toBeLessThan(validation[0][2] / 4);
    expect(trainer.notices).toEqual([]);
  });

  test('the last event is the final state, after all telemetry and the weights', async () => {
    const trainer = new TestTrainer();
    trainer.acknowledges = false;
    await trainer.run(spirals, { stepLimit: 400 });
    const kinds = trainer.events.slice(-3).map(({ type }) => type);
    expect(kinds).toEqual(['telemetry', 'checkpoint', 'state']);
    const last = trainer.rows('steps', STEP_WIDTH).at(-1);
    expect(last?.[0]).toBe(400);
    expect(trainer.checkpoint.step).toBe(400);
  });

  test('a step limit ends a run early', async () => {
    const trainer = new TestTrainer();
    const state = await trainer.run(spirals, { stepLimit: 7 });
    expect(state).toMatchObject({ phase: 'finished', step: 7, plannedSteps: 7 });
  });

  test('without telemetry there are a layout, states and weights, and nothing else', async () => {
    const trainer = new TestTrainer();
    await trainer.run(spirals, { stepLimit: 40, telemetry: 'off' });
    const kinds = new Set(trainer.events.map(({ type }) => type));
    expect([...kinds].sort()).toEqual(['checkpoint', 'layout', 'state']);
  });

  test('a second run may follow on the same trainer', async () => {
    const trainer = new TestTrainer();
    await trainer.run(spirals, { stepLimit: 3 });
    const first = trainer.checkpoint;
    await trainer.run(spirals, { stepLimit: 3 });
    expect(trainer.checkpoint).toEqual(first);
  });
});

describe('TRAIN-2: a run obeys', () => {
  test('a paused start waits at step 0 and shows the network as initialised', async () => {
    const trainer = new TestTrainer();
    const sent = trainer.next(({ type }) => type === 'telemetry');
    trainer.start(endless, { paused: true });
    await sent;
    expect(trainer.state).toMatchObject({ phase: 'paused', step: 0 });
    expect(trainer.rows('steps', STEP_WIDTH).map(([step]) => step)).toEqual([0]);
    trainer.send({ type: 'stop' });
  });

  test('one step at a time, each with every probe', async () => {
    const trainer = new TestTrainer();
    await trainer.startPaused(endless);
    for (let step = 1; step <= 15; step += 1) {
      const again = trainer.next(
        (event) =>
          event.type === 'state' && event.state.phase === 'paused' && event.state.step === step,
      );
      trainer.send({ type: 'step' });
      await again;
    }
    trainer.send({ type: 'stop' });
    expect(trainer.state).toMatchObject({ phase: 'stopped', step: 15 });
    const { layers } = trainer.layout;
    const rows = trainer.rows('layers', 1 + LAYER_QUANTITIES.length * layers.length);
    expect(rows.map(([step]) => step)).toEqual(Array.from({ length: 16 }, (_, step) => step));
  });

  test('pause, resume and stop, while it runs', async () => {
    const trainer = new TestTrainer();
    const running = trainer.next((event) => event.type === 'state' && event.state.step > 20);
    trainer.start(endless);
    await running;
    const paused = trainer.phase('paused');
    trainer.send({ type: 'pause' });
    await paused;
    const { step } = trainer.state;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(trainer.state.step).toBe(step);
    const further = trainer.next((event) => event.type === 'state' && event.state.step > step);
    trainer.send({ type: 'resume' });
    trainer.send({ type: 'pause' });
    trainer.send({ type: 'resume' });
    await further;
    trainer.send({ type: 'stop' });
    expect(trainer.state).toMatchObject({ phase: 'stopped', secondsLeft: null });
    expect(trainer.checkpoint.step).toBe(trainer.state.step);
  });

  test('a learning rate takes effect at once; one that is no rate is refused aloud', async () => {
    const trainer = new TestTrainer();
    const running = trainer.next((event) => event.type === 'state' && event.state.step > 5);
    trainer.start(endless);
    await running;
    trainer.send({ type: 'learning-rate', value: 0.125 });
    expect(trainer.state.learningRate).toBe(0.125);
    trainer.send({ type: 'learning-rate', value: Number.NaN });
    expect(trainer.notices).toHaveLength(1);
    const shown = trainer.next(({ type }) => type === 'telemetry');
    await shown;
    trainer.send({ type: 'stop' });
    expect(trainer.rows('steps', STEP_WIDTH).at(-1)?.[3]).toBe(0.125);
  });

  test('a start while a run is under way, and an unknown command, are refused aloud', async () => {
    const trainer = new TestTrainer();
    const running = trainer.phase('running');
    trainer.start(endless);
    trainer.start(spirals);
    trainer.send({ type: 'toString' } as unknown as TrainerCommand);
    await running;
    trainer.send({ type: 'stop' });
    expect(trainer.notices).toHaveLength(2);
    expect(trainer.state.phase).toBe('stopped');
  });

  test('a stop during the start is obeyed', async () => {
    const trainer = new TestTrainer();
    const over = trainer.over();
    trainer.start(endless);
    trainer.send({ type: 'stop' });
    await over;
    expect(trainer.state).toMatchObject({ phase: 'stopped', step: 0 });
  });
});

describe('TRAIN-3: a lagging reader gets the newest rows, in bounded memory', () => {
  test('two batches wait unacknowledged, then rows are merged until the reader is back', async () => {
    const trainer = new TestTrainer();
    trainer.acknowledges = false;
    const running = trainer.next((event) => event.type === 'telemetry' && event.batch === 1);
    trainer.start(endless);
    await running;
    await new Promise((resolve) => setTimeout(resolve, 400));
    const batches = trainer.events.filter(({ type }) => type === 'telemetry');
    expect(batches).toHaveLength(2);
    trainer.send({ type: 'stop' });
    const last = trainer.events.findLast(({ type }) => type === 'telemetry');
    if (last?.type !== 'telemetry') throw new Error('no telemetry');
    const steps = last.parts.find(({ group }) => group === 'steps');
    expect(steps?.rows.at(-STEP_WIDTH)).toBe(trainer.state.step);
  });
});

describe('TRAIN-4: a run that cannot start says why', () => {
  test('a network with an error', async () => {
    const trainer = new TestTrainer();
    const faulty = documentOf([head(7)]);
    const state = await trainer.run(faulty, { data: dataOf(spirals) });
    expect(state).toMatchObject({ phase: 'failed', failure: { kind: 'invalid' } });
    expect(state.failure?.message.en).not.toBe('');
    expect(state.failure?.message.zh).toMatch(CHINESE);
  });

  test('a network that is too large, with the figures', async () => {
    const trainer = new TestTrainer();
    const huge = { units: 30_000 };
    const large = documentOf([
      layer('one', 'dense', { parameters: huge }),
      layer('two', 'dense', { parameters: huge }),
      head(2),
    ]);
    const state = await trainer.run(large);
    expect(state).toMatchObject({ phase: 'failed', failure: { kind: 'out-of-memory' } });
    expect(state.failure?.message.en).toMatch(/\d/);
    expect(state.failure?.message.zh).toMatch(/\d/);
    expect(state.failure?.message.zh).toMatch(CHINESE);
  });

  test('data that are not as long as they claim', async () => {
    const trainer = new TestTrainer();
    const data = { ...dataOf(spirals), features: new Float32Array(3) };
    const state = await trainer.run(spirals, { data });
    expect(state).toMatchObject({ phase: 'failed', failure: { kind: 'invalid' } });
    expect(state.failure?.message).toEqual({
      en: `The data of “${spirals.name}” do not have the size they claim.`,
      zh: `“${spirals.name}”的数据与其声明的大小不符。`,
    });
  });
});

test('PICTURE-20: what of the data is left out is said when a run begins, in both languages', async () => {
  const document = documentOf([head(2)], { epochs: 1 });
  const leftOut = [
    { en: '“a.png” is left out.', zh: '已略去“a.png”。' },
    { en: '“b.png” is left out.', zh: '已略去“b.png”。' },
  ];
  const trainer = new TestTrainer();
  const state = await trainer.run(document, { data: { ...dataOf(document), leftOut } });
  expect(state.phase).toBe('finished');
  expect(trainer.events.filter(({ type }) => type === 'notice')).toEqual([
    {
      type: 'notice',
      message: {
        en: '“a.png” is left out. “b.png” is left out.',
        zh: '已略去“a.png”。已略去“b.png”。',
      },
    },
  ]);
});
