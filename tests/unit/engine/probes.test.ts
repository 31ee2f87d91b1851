import { describe, expect, test } from 'vitest';
import type { ProjectDocument } from '../../../shared/document/schema';
import { LeakWatch } from '../../../shared/engine/leak-watch';
import { allFinite, fractionOutside, writeHistogram } from '../../../shared/engine/numbers';
import type { Probe } from '../../../shared/engine/probe';
import { ProbeSchedule } from '../../../shared/engine/probe-schedule';
import { Recorder } from '../../../shared/engine/recorder';
import { layoutOf } from '../../../shared/engine/run-layout';
import { TelemetryOutbox } from '../../../shared/engine/telemetry-outbox';
import type { StepView } from '../../../shared/engine/training-core';
import { dataset, type LabLayer } from '../../../shared/labs/builder';
import {
  BOUNDARY_POINTS,
  CURVE_POINTS,
  DEAD_CHECKS,
  GROUP_NAMES,
  groupsOf,
  HISTOGRAM_BINS,
  HISTOGRAM_TENSORS,
  histogramColumn,
  LAYER_QUANTITIES,
  layerColumn,
  unitsColumn,
} from '../../../shared/telemetry/layout';
import type { Text } from '../../../shared/text/text';
import { measureInitialisation } from './measure-initialisation';
import {
  BACKENDS,
  choiceOf,
  coreOf,
  dataOf,
  documentOf,
  expectClose,
  head,
  layer,
  normals,
  opsOf,
  WASM_PATH,
} from './support';
import { TestTrainer } from './trainer';

const relu = (rest = {}) => ({ units: 6, activation: choiceOf('relu'), ...rest });
const network = (training: Partial<ProjectDocument['training']> = {}) =>
  documentOf(
    [
      layer('one', 'dense', { parameters: relu() }),
      layer('norm', 'batchNormalization'),
      layer('two', 'dense', { parameters: relu({ activation: choiceOf('sigmoid') }) }),
      head(2),
    ],
    { epochs: 2, ...training },
  );

async function allRows(document: ProjectDocument) {
  const trainer = new TestTrainer();
  await trainer.run(document, { telemetry: 'full' });
  const { layout } = trainer;
  const rows = new Map(
    groupsOf(layout).map(({ name, width }) => [name, trainer.rows(name, width)]),
  );
  return { trainer, layout, rows };
}

describe.each(BACKENDS)('TELE-E1: on %s,', (backend) => {
  test('the quantities of every layer are those of its tensors', async () => {
    const ops = await opsOf(backend);
    const core = coreOf(network(), ops);
    const seen: { view: StepView; tensors: Map<string, Float32Array> }[] = [];
    const { model, data } = core;
    const layout = layoutOf({
      nodes: model.nodes,
      withWeights: new Set(model.weights.places.map(({ node }) => node)),
      data,
      stepsPerEpoch: 1,
      plannedSteps: 1,
    });
    const outbox = new TelemetryOutbox(layout, (event) => {
      if (event.type !== 'telemetry') return;
      const row = event.parts.find(({ group }) => group === 'layers')?.rows as Float32Array;
      check(row);
    });
    const recorder = new Recorder({
      core,
      layout,
      outbox,
      telemetry: 'full',
      clock: () => performance.now(),
      notice: (message) => expect.fail(message.en),
    });
    const before = new Map(
      model.weights.toRecords().map(({ node, name, values }) => [`${node}.${name}`, values]),
    );
    const observe = recorder.observer(() => ({ epoch: 1, seconds: 0 }), true);
    core.train((view) => {
      const tensors = new Map<string, Float32Array>();
      model.nodes.forEach(({ id }, position) => {
        const { output, preactivation } = view.forward.nodes[position];
        tensors.set(`${id}.output`, ops.read(output));
        tensors.set(`${id}.preactivation`, ops.read(preactivation));
        const gradient = view.backward.outputs[position];
        if (gradient) tensors.set(`${id}.gradient`, ops.read(gradient));
        for (const [name, tensor] of Object.entries(view.backward.weights.get(id) ?? {})) {
          tensors.set(`${id}.${name}`, ops.read(tensor));
        }
      });
      seen.push({ view, tensors });
      return observe(view);
    });
    const after = new Map(
      model.weights.toRecords().map(({ node, name, values }) => [`${node}.${name}`, values]),
    );
    const rms = (values: Float32Array) =>
      Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
    const length = (values: readonly number[]) => Math.hypot(...values);

    function check(row: Float32Array): void {
      const { tensors } = seen[0];
      layout.layers.forEach(({ node, saturatedBelow, saturatedAbove }, index) => {
        const of = (name: string) => tensors.get(`${node}.${name}`) as Float32Array;
        const output = of('output');
        const mean = output.reduce((sum, value) => sum + value, 0) / output.length;
        const share = (test: (value: number) => boolean, values: Float32Array) =>
          values.filter(test).length / values.length;
        const trained = ['kernel', 'bias', 'gamma', 'beta'].filter((name) =>
          tensors.has(`${node}.${name}`),
        );
        const join = (from: Map<string, Float32Array>) =>
          trained.flatMap((name) => [...(from.get(`${node}.${name}`) as Float32Array)]);
        const gradients = join(tensors);
        const old = join(before);
        const fresh = join(after);
        const expected: Partial<Record<(typeof LAYER_QUANTITIES)[number], number>> = {
          signalMean: mean,
          signalRms: rms(output),
          signalDeviation: Math.sqrt(Math.max(0, rms(output) ** 2 - mean ** 2)),
          zeroFraction: share((value) => value === 0, output),
          gradientRms: rms(of('gradient')),
          gradientNorm: length([...of('gradient')]),
          weightNorm: length(old),
          weightGradientNorm: length(gradients),
          weightGradientRms: length(gradients) / Math.sqrt(gradients.length),
          updateRatio: length(fresh.map((value, at) => value - old[at])) / length(old),
          saturatedFraction:
            saturatedBelow === null && saturatedAbove === null
              ? Number.NaN
              : share(
                  (value) =>
                    value < (saturatedBelow ?? -Infinity) || value > (saturatedAbove ?? Infinity),
                  of('preactivation'),
                ),
        };
        for (const [quantity, value] of Object.entries(expected)) {
          const found =
            row[layerColumn(index, quantity as keyof typeof expected & string as never)];
          if (Number.isNaN(value)) expect(found).toBeNaN();
          else expectClose([found], [value], 2e-3, 1e-5);
        }
      });
    }

    expect(outbox.flushAll()).toBe(true);
    expect(seen).toHaveLength(1);
    core.dispose();
  });
});

describe('TELE-E2: a run reports every group of its layout', () => {
  const recurrence = [
    layer('steps', 'reshape', { parameters: { shape: [3, 2] } }),
    layer('rnn', 'simpleRnn', { parameters: { units: 4 } }),
  ];
  const skipping = (more: readonly LabLayer[] = []) =>
    documentOf(
      [
        layer('one', 'dense', { parameters: relu() }),
        layer('two', 'dense', { parameters: relu({ activation: choiceOf('sigmoid') }) }),
        layer('sum', 'add', { from: ['one', 'two'] }),
        ...more,
        head(2),
      ],
      { epochs: 2 },
    );

  test('with rows of the layout’s widths, steps in order, the last step in each', async () => {
    const { trainer, layout, rows } = await allRows(skipping(recurrence));
    expect([...rows.keys()]).toEqual([...GROUP_NAMES]);
    for (const [name, found] of rows) {
      const steps = found.map(([step]) => step);
      expect(steps, name).toEqual([...steps].sort((a, b) => a - b));
      expect(steps[0], name).toBe(0);
      expect(steps.at(-1), name).toBe(trainer.state.step);
    }
    const nodes = ['one', 'two', 'sum', 'steps', 'rnn', 'head'];
    expect(layout.layers.map(({ node }) => node)).toEqual(nodes);
    expect(layout.layers.map(({ canDie }) => canDie)).toEqual(nodes.map((node) => node === 'one'));
  });

  test('TELE-E8: along each branch comes its own part of the gradient, together all of it', async () => {
    const core = coreOf(skipping(), await opsOf('cpu'));
    const { ops, nodes } = core.model;
    const position = (id: string) => nodes.findIndex((node) => node.id === id);
    const { layout, rows } = await allRows(skipping());
    expect(layout.branches).toEqual([
      { source: 'one', target: 'two' },
      { source: 'one', target: 'sum' },
    ]);
    let parts: readonly number[] = [];
    core.look(core.data.training.slice(0, 8), { training: true }, ({ backward }) => {
      const [throughLayer] = backward.inputs[position('two')];
      const [pastIt] = backward.inputs[position('sum')];
      const whole = ops.read(backward.outputs[position('one')] as never);
      const sum = ops.read(ops.add(throughLayer, pastIt));
      expectClose(sum, whole);
      parts = [throughLayer, pastIt].map((part) => Math.hypot(...ops.read(part)));
    });
    // Of a sigmoid layer comes back a fraction of what the way past it carries.
    expect(parts[0]).toBeLessThan(parts[1] / 2);
    const first = rows.get('branches')?.at(0);
    expect(first?.[1]).toBeLessThan((first?.[2] ?? 0) / 2);
    core.dispose();
  });

  test('histograms count their tensors; the confusion matrix counts the validation samples', async () => {
    const document = network();
    const { layout, rows } = await allRows(document);
    const histograms = rows.get('histograms')?.at(-1) as Float32Array;
    layout.layers.forEach((_, index) => {
      for (const tensor of HISTOGRAM_TENSORS) {
        const start = histogramColumn(index, tensor);
        if (Number.isNaN(histograms[start])) continue;
        const counts = histograms.subarray(start + 2, start + 2 + HISTOGRAM_BINS);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
        expect(histograms[start]).toBeLessThanOrEqual(histograms[start + 1]);
      }
    });
    expect(histograms[histogramColumn(3, 'preactivation')]).toBeNaN();
    const confusion = rows.get('confusion')?.at(-1) as Float32Array;
    const validation = rows.get('validation')?.at(-1) as Float32Array;
    const counted = confusion.subarray(1).reduce((sum, count) => sum + count, 0);
    expect(counted).toBe(dataOf(document).validation.length);
    expect((confusion[1] + confusion[4]) / counted).toBeCloseTo(validation[3], 6);
  });

  test('the decision picture gives a class and its probability for every point', async () => {
    const { layout, rows } = await allRows(network());
    expect(layout.picture).toBe('plane');
    const picture = rows.get('picture')?.at(-1) as Float32Array;
    expect(picture).toHaveLength(1 + 2 * BOUNDARY_POINTS ** 2);
    for (let point = 0; point < BOUNDARY_POINTS ** 2; point += 1) {
      expect([0, 1]).toContain(picture[1 + 2 * point]);
      expect(picture[2 + 2 * point]).toBeGreaterThanOrEqual(0.5);
      expect(picture[2 + 2 * point]).toBeLessThanOrEqual(1);
    }
  });

  test('the fitted curve of a regression follows x² once it is trained', async () => {
    const tanh = { units: 16, activation: choiceOf('tanh') };
    const document = documentOf(
      [layer('one', 'dense', { parameters: tanh }), head(1)],
      { loss: choiceOf('meanSquaredError'), epochs: 60, learningRate: 0.02 },
      dataset('square'),
    );
    const { layout, rows, trainer } = await allRows(document);
    expect(layout).toMatchObject({ picture: 'curve', metrics: ['mae'], classNames: [] });
    const curve = rows.get('picture')?.at(-1) as Float32Array;
    expect(curve).toHaveLength(1 + CURVE_POINTS);
    const { features, targets, count } = dataOf(document);
    const [left, right] = layout.pictureBounds;
    let worst = 0;
    for (let row = 0; row < count; row += 1) {
      const place = ((features[row] - left) / (right - left)) * (CURVE_POINTS - 1);
      worst = Math.max(worst, Math.abs(curve[1 + Math.round(place)] - targets[row]));
    }
    const scale = Math.max(...targets) - Math.min(...targets);
    expect(worst).toBeLessThan(0.25 * scale);
    expect(trainer.rows('validation', 4).at(-1)?.[3]).toBeLessThan(0.15 * scale);
  });
});

describe('TELE-E3: dead units', () => {
  test('units whose bias is far below are dead at once, and lastingly after ten checks', async () => {
    const dying = relu({ biasInitializer: choiceOf('normal', { deviation: 0 }), units: 4 });
    const document = documentOf([
      layer('one', 'dense', {
        parameters: { ...dying, biasInitializer: choiceOf('constant', { value: -50 }) },
      }),
      head(2),
    ]);
    const trainer = new TestTrainer();
    await trainer.run(document, { stepLimit: 20 });
    const { layout } = trainer;
    const width = 1 + layout.layers.length * LAYER_QUANTITIES.length;
    const rows = trainer.rows('layers', width);
    expect(rows[0][layerColumn(0, 'deadNow')]).toBe(1);
    expect(rows[0][layerColumn(0, 'deadLasting')]).toBe(0);
    expect(rows[DEAD_CHECKS - 1][layerColumn(0, 'deadLasting')]).toBe(1);
    expect(rows[0][layerColumn(1, 'deadNow')]).toBeNaN();
    const units = trainer.rows('units', 5)[0];
    expect([...units.subarray(unitsColumn(layout, 0))]).toEqual([0, 0, 0, 0]);
  });
});

describe('TELE-E4: a probe that fails', () => {
  test('is switched off aloud, once, and the run goes on', async () => {
    const ops = await opsOf('cpu');
    const core = coreOf(network(), ops);
    const layout = layoutOf({
      nodes: core.model.nodes,
      withWeights: new Set(),
      data: core.data,
      stepsPerEpoch: 1,
      plannedSteps: 9,
    });
    const faulty: Probe = {
      group: 'layers',
      rate: 'often',
      fits: () => true,
      prepare: () => () => {
        throw new Error('broken on purpose');
      },
    };
    const notices: Text[] = [];
    const recorder = new Recorder({
      core,
      layout,
      outbox: new TelemetryOutbox(layout, () => {}),
      telemetry: 'full',
      clock: () => 0,
      notice: (message) => notices.push(message),
      probes: [faulty],
    });
    const tensors = ops.tensorCount;
    for (let step = 0; step < 3; step += 1) {
      core.train(recorder.observer(() => ({ epoch: 1, seconds: 0 }), true));
    }
    expect(notices).toHaveLength(1);
    expect(notices[0].en).toMatch(/^Measuring .* is off now: “broken on purpose”\.$/);
    expect(notices[0].zh).toMatch(/^测量.*现已关闭：“broken on purpose”。$/);
    expect(core.step).toBe(3);
    expect(ops.tensorCount).toBe(tensors);
    core.dispose();
  });
});

describe('TELE-E5: the schedule', () => {
  test('looks at every early step, then at most 30 times a second, and rests after a costly probe', () => {
    let time = 1_000;
    const schedule = new ProbeSchedule('default', () => time);
    schedule.took('rarely', 0.1);
    for (let step = 0; step <= 16; step += 1) {
      expect([...schedule.due(step, false)]).toEqual(['often', 'seldom', 'pass']);
    }
    for (const rate of ['often', 'seldom', 'pass'] as const) schedule.took(rate, 0.1);
    expect(schedule.due(17, false).size).toBe(0);
    expect(schedule.due(32, false).size).toBe(3);
    expect(schedule.due(17, true).size).toBe(4);
    time += 40;
    expect([...schedule.due(19, false)]).toEqual(['often']);
    time += 300;
    expect(schedule.due(19, false).size).toBe(3);
    schedule.took('pass', 100);
    time += 2_000;
    expect(schedule.due(19, false).has('pass')).toBe(false);
    expect(schedule.due(19, false).has('rarely')).toBe(true);
  });

  test('with full telemetry everything but extra passes runs on every step', () => {
    const schedule = new ProbeSchedule('full', () => 0);
    for (const rate of ['often', 'seldom', 'pass', 'rarely'] as const) schedule.took(rate, 1);
    expect([...schedule.due(19, false)]).toEqual(['often', 'seldom']);
  });
});

describe('TELE-E6: walks over numbers', () => {
  test('finite or not, at every position and length (seeds 1 to 9)', () => {
    for (let seed = 1; seed <= 9; seed += 1) {
      const values = normals(seed, seed);
      expect(allFinite(values)).toBe(true);
      for (const bad of [Number.NaN, Infinity, -Infinity]) {
        const spoilt = values.slice();
        spoilt[seed - 1] = bad;
        expect(allFinite(spoilt)).toBe(false);
      }
    }
  });

  test('a histogram of 32 bins holds every number of a small tensor, extremes exact', () => {
    const values = normals(1_001, 4);
    const target = new Float32Array(2 + HISTOGRAM_BINS);
    writeHistogram(values, HISTOGRAM_BINS, target);
    expect(target[0]).toBe(Math.min(...values));
    expect(target[1]).toBe(Math.max(...values));
    expect(target.subarray(2).reduce((sum, count) => sum + count, 0)).toBe(1_001);
    const equal = new Float32Array(2 + HISTOGRAM_BINS);
    writeHistogram(new Float32Array(7).fill(3), HISTOGRAM_BINS, equal);
    expect([...equal.subarray(0, 4)]).toEqual([3, 3, 7, 0]);
  });

  test('the share outside of limits, with a side open', () => {
    const values = Float32Array.of(-3, -1, 0, 1, 2);
    expect(fractionOutside(values, -2, 1)).toBeCloseTo(0.4);
    expect(fractionOutside(values, 0, null)).toBeCloseTo(0.4);
    expect(fractionOutside(values, null, 0)).toBeCloseTo(0.4);
    expect(fractionOutside(values, null, null)).toBe(0);
  });
});

test('TRAIN-6: three rises of memory in a row are a leak, two are not', () => {
  const watch = new LeakWatch();
  expect([10, 11, 12, 12].map((tensors) => watch.check(tensors, 100))).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(watch.check(13, 100)).toBeNull();
  expect(watch.check(13, 101)).toBeNull();
  expect(watch.check(14, 101)).toEqual({
    en: 'Memory grew in 3 epochs in a row, to 14 tensors and 101 bytes.',
    zh: '内存占用已连续 3 轮增长，达到 14 个张量、101 字节。',
  });
});

describe.each(BACKENDS)('ENGINE-10: measured on %s,', (backend) => {
  test('He weights keep the mean square of a deep ReLU network; weights of variance 1 ÷ n halve it a layer', async () => {
    const layers = (initializer: string) =>
      Array.from({ length: 10 }, (_, index) =>
        layer(`deep-${index}`, 'dense', {
          parameters: {
            units: 128,
            activation: choiceOf('relu'),
            kernelInitializer: choiceOf(initializer),
          },
        }),
      );
    const measure = async (initializer: string) => {
      const document = documentOf([...layers(initializer), head(2)], { backend });
      const measured = await measureInitialisation(document, dataOf(document), {
        wasmPath: WASM_PATH,
      });
      if (!measured.ok) throw new Error(measured.failure.en);
      return measured.value;
    };
    const ratio = async (initializer: string) => {
      const { layers: found } = await measure(initializer);
      return found[9].forward.rms / found[0].forward.rms;
    };
    expect(await ratio('heNormal')).toBeGreaterThan(0.4);
    expect(await ratio('heNormal')).toBeLessThan(2.5);
    const lecun = await ratio('lecunNormal');
    expect(lecun).toBeGreaterThan(0.4 * 2 ** -4.5);
    expect(lecun).toBeLessThan(2.5 * 2 ** -4.5);
    const { loss, layers: all, gradientNorm } = await measure('heNormal');
    expect(loss).toBeGreaterThan(0.3);
    expect(gradientNorm).toBeGreaterThan(0);
    expect(all).toHaveLength(11);
    expect(all[0].weightGradientNorm).toBeGreaterThan(0);
  });
});
