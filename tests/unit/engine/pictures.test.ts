import { describe, expect, test } from 'vitest';
import { Recorder } from '../../../shared/engine/recorder';
import { layoutOf } from '../../../shared/engine/run-layout';
import { TelemetryOutbox } from '../../../shared/engine/telemetry-outbox';
import { layerColumn, unitsColumn } from '../../../shared/telemetry/layout';
import { BACKENDS, coreOf, dense, documentOf, head, layer, opsOf } from './support';

const conv = (id: string, parameters = {}) =>
  layer(id, 'conv2d', { parameters: { filters: 3, padding: 'same', ...parameters } });

describe.each(BACKENDS)('ENGINE-40: on %s,', (backend) => {
  test('a unit of a convolution is a channel, and dead where it is 0 at every place for every sample', async () => {
    const ops = await opsOf(backend);
    const document = documentOf(
      [
        dense('wide', 72, 'tanh'),
        layer('picture', 'reshape', { parameters: { shape: [6, 6, 2] } }),
        conv('it'),
        layer('flat', 'flatten'),
        head(2),
      ],
      { learningRate: 1e-6 },
    );
    const core = coreOf(document, ops);
    const { model, data } = core;
    const records = model.weights.toRecords();
    const weightOf = (name: string) =>
      records.find((record) => record.node === 'it' && record.name === name)?.values ?? [];
    // The first of three channels gives 0 wherever it looks; the others are as they were drawn.
    weightOf('kernel').forEach((_, index, kernel) => {
      if (index % 3 === 0) (kernel as Float32Array)[index] = 0;
    });
    (weightOf('bias') as Float32Array)[0] = -1;
    model.weights.load(records);

    const layout = layoutOf({
      nodes: model.nodes,
      withWeights: new Set(model.weights.places.map(({ node }) => node)),
      data,
      stepsPerEpoch: 1,
      plannedSteps: 1,
    });
    const position = layout.layers.findIndex(({ node }) => node === 'it');
    expect(layout.layers[position]).toMatchObject({ units: 3, canDie: true, hasWeights: true });
    const rows = new Map<string, Float32Array>();
    const outbox = new TelemetryOutbox(layout, (event) => {
      if (event.type !== 'telemetry') return;
      for (const { group, rows: found } of event.parts) rows.set(group, found);
    });
    const recorder = new Recorder({
      core,
      layout,
      outbox,
      telemetry: 'full',
      clock: () => performance.now(),
      notice: (message) => expect.fail(message.en),
    });
    core.train(recorder.observer(() => ({ epoch: 1, seconds: 0 }), true));
    outbox.flush(performance.now());

    const units = rows.get('units') as Float32Array;
    const [first, second, third] = units.subarray(unitsColumn(layout, position));
    expect(first).toBe(0);
    for (const alive of [second, third]) {
      expect(alive).toBeGreaterThan(0.05);
      expect(alive).toBeLessThan(0.95);
    }
    const layers = rows.get('layers') as Float32Array;
    expect(layers[layerColumn(position, 'deadNow')]).toBeCloseTo(1 / 3, 6);
    expect(layers[layerColumn(position, 'zeroFraction')]).toBeGreaterThan(1 / 3);
    expect(layers[layerColumn(position, 'gradientRms')]).toBeGreaterThan(0);
    core.dispose();
  });

  test('a NaN is not hidden by a pooling, and a window of −∞ has a largest place too', async () => {
    const ops = await opsOf(backend);
    const windows = {
      rows: { size: 1, count: 1, kernel: 1, stride: 1, dilation: 1, before: 0 },
      columns: { size: 4, count: 3, kernel: 2, stride: 2, dilation: 1, before: 1 },
      channels: 1,
    };
    ops.arena.scope(() => {
      const x = ops.tensor([-Infinity, Number.NaN, 5, 7], [1, 1, 4, 1]);
      const { output, taps } = ops.maximaOfWindows(x, windows);
      expect([...ops.read(output)]).toEqual([-Infinity, Number.NaN, 7]);
      const dy = ops.tensor([1, 2, 3], [1, 1, 3, 1]);
      expect([...ops.read(ops.spreadToMaxima(dy, taps, windows))]).toEqual([1, 2, 0, 3]);
    });
  });
});
