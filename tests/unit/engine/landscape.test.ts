import { describe, expect, test } from 'vitest';
import type { ProjectDocument } from '../../../shared/document/schema';
import { filterNormalised, filterOf } from '../../../shared/engine/landscape/directions';
import { axesAround, coarseFirst, zeroOf } from '../../../shared/engine/landscape/grid';
import { LandscapeMeasurement } from '../../../shared/engine/landscape/measurement';
import { PathKeeper } from '../../../shared/engine/landscape/path-keeper';
import { eigenOf, principalPlane } from '../../../shared/engine/landscape/principal-plane';
import { readLater } from '../../../shared/engine/reading';
import type { EngineOps } from '../../../shared/engine/tensor-ops';
import type { TrainingCore } from '../../../shared/engine/training-core';
import { dataset } from '../../../shared/labs/builder';
import { randomStream } from '../../../shared/random/random-stream';
import {
  type Landscape,
  type LandscapePicture,
  type LandscapeRequest,
  pointsOf,
} from '../../../shared/telemetry/landscape';
import type { TrainerEvent } from '../../../shared/telemetry/protocol';
import { snapshotCapacity, type WeightPath } from '../../../shared/telemetry/weight-path';
import {
  BACKENDS,
  choiceOf,
  coreOf,
  dense,
  documentOf,
  expectClose,
  head,
  layer,
  modelOf,
  normals,
  opsOf,
} from './support';
import { TestTrainer } from './trainer';

const request: LandscapeRequest = {
  measurement: 'one',
  directions: { kind: 'random', seed: 3 },
  range: 1,
  resolution: 9,
  share: 'training',
  samples: 100,
  penalties: false,
};
const alongPath: LandscapeRequest = { ...request, directions: { kind: 'path' } };

/** Measures to the end. */
async function measured(
  ops: EngineOps,
  core: TrainingCore,
  asked: LandscapeRequest,
  path: Parameters<typeof LandscapeMeasurement.begin>[0]['path'] = null,
): Promise<LandscapePicture> {
  const begun = await readLater(
    ops,
    LandscapeMeasurement.begin({ core, step: core.step, path }, asked),
  );
  if (!(begun instanceof LandscapeMeasurement)) throw new Error(begun.en);
  while (!begun.isOver) await readLater(ops, begun.advance());
  return begun.picture('finished');
}

const norm = (values: ArrayLike<number>): number =>
  Math.sqrt(Array.from(values).reduce((sum, value) => sum + value ** 2, 0));

describe('LAND-1: a random direction', () => {
  const alone = (it: ReturnType<typeof layer>): ProjectDocument =>
    documentOf([it, layer('flat', 'flatten'), head(10)], {}, dataset('digits'));
  const window = { kernelSize: [3, 3] };
  const lstm = layer('it', 'lstm', { parameters: { units: 4 } });
  /** The axes of a kernel over whose indices its filters are told apart, written out for each kind. */
  const cases: readonly (readonly [string, ProjectDocument, string, readonly number[]])[] = [
    ['a column of a Dense kernel', documentOf([dense('it', 5, 'tanh'), head(2)]), 'kernel', [1]],
    [
      'a window of a convolution',
      alone(layer('it', 'conv2d', { parameters: { filters: 3, ...window } })),
      'kernel',
      [3],
    ],
    [
      'what a transposed convolution adds to one of its filters',
      alone(layer('it', 'conv2dTranspose', { parameters: { filters: 3, ...window } })),
      'kernel',
      [2],
    ],
    [
      'a channel of a depthwise convolution',
      alone(layer('it', 'depthwiseConv2d', { parameters: { depthMultiplier: 2, ...window } })),
      'kernel',
      [2, 3],
    ],
    [
      'a unit of a gate of an LSTM',
      documentOf([lstm, head(4)], {}, dataset('recall')),
      'recurrentKernel',
      [1],
    ],
  ];

  test.each(cases)('keeps the length of %s', async (_, document, name, axes) => {
    const model = modelOf(document, await opsOf('cpu'));
    const { places, all } = model.weights;
    const centre = model.ops.read(all);
    const direction = filterNormalised(places, centre, randomStream(1, 'test'));
    const place = places.find((one) => one.node === 'it' && one.name === name);
    if (!place) throw new Error('no such weight');
    const filters = new Map<string, { readonly weights: number[]; readonly moved: number[] }>();
    for (let index = 0; index < place.end - place.start; index += 1) {
      const coordinates = place.shape.map((_size, axis) => {
        const below = place.shape.slice(axis + 1).reduce((product, size) => product * size, 1);
        return Math.floor(index / below) % place.shape[axis];
      });
      const key = axes.map((axis) => coordinates[axis]).join();
      const filter = filters.get(key) ?? { weights: [], moved: [] };
      filter.weights.push(centre[place.start + index]);
      filter.moved.push(direction[place.start + index]);
      filters.set(key, filter);
    }
    expect(filters.size).toBe(axes.reduce((count, axis) => count * place.shape[axis], 1));
    for (const { weights, moved } of filters.values()) {
      expect(norm(weights)).toBeGreaterThan(0);
      expect(norm(moved)).toBeCloseTo(norm(weights), 5);
      // A direction of its own, not the weights again.
      expect(moved.some((value, at) => Math.abs(value - weights[at]) > 1e-3)).toBe(true);
    }
    model.dispose();
  });

  test('leaves biases, scales and shifts where they are, and is another one for another seed', async () => {
    const document = documentOf([
      dense('a', 4, 'tanh'),
      layer('norm', 'batchNormalization'),
      head(2),
    ]);
    const model = modelOf(document, await opsOf('cpu'));
    const { places, all } = model.weights;
    const centre = model.ops.read(all).map((value) => value + 1);
    const direction = filterNormalised(places, centre, randomStream(1, 'test'));
    const still = places.filter(({ start, end }) => norm(direction.subarray(start, end)) === 0);
    expect(still.map(({ name }) => name).sort()).toEqual(['beta', 'bias', 'bias', 'gamma']);
    expect(filterNormalised(places, centre, randomStream(1, 'test'))).toEqual(direction);
    expect(filterNormalised(places, centre, randomStream(2, 'test'))).not.toEqual(direction);
    model.dispose();
  });

  test('stays at 0 for a filter of zeros', () => {
    const places = [
      { node: 'a', name: 'kernel', shape: [2, 2], start: 0, end: 4, filterAxes: [1] },
    ];
    const direction = filterNormalised(
      places,
      Float32Array.of(3, 0, 4, 0),
      randomStream(1, 'test'),
    );
    expect(Math.hypot(direction[0], direction[2])).toBeCloseTo(5, 5);
    expect(norm([direction[1], direction[3]])).toBe(0);
    expect([0, 1, 2, 3].map(filterOf(places[0]).of)).toEqual([0, 1, 0, 1]);
  });
});

describe('LAND-2: the plane of a path', () => {
  const size = 40;
  /** Two orthogonal unit vectors. */
  const u = Float64Array.from({ length: size }, (_, at) => (at < 20 ? 1 / Math.sqrt(20) : 0));
  const v = Float64Array.from({ length: size }, (_, at) => (at < 20 ? 0 : 1 / Math.sqrt(20)));
  const centre = normals(size, 9);
  const at = (a: number, b: number): Float32Array =>
    Float32Array.from(centre, (value, index) => value + a * u[index] + b * v[index]);

  test('holds a path that lies in a plane, and gives its coordinates back', () => {
    const coordinates = [
      [-8, 1],
      [-6, 2],
      [-3, 2.5],
      [-1, 1],
      [0, 0],
    ];
    const plane = principalPlane(
      coordinates.map(([a, b]) => at(a, b)),
      centre,
    );
    if (!plane) throw new Error('no plane');
    const [first, second] = plane.explained;
    expect(first).toBeGreaterThan(second);
    expect(first + second).toBeCloseTo(1, 6);
    expect(norm(plane.first)).toBeCloseTo(1, 6);
    expect(norm(plane.second)).toBeCloseTo(1, 6);
    expect(
      plane.first.reduce((sum, value, index) => sum + value * plane.second[index], 0),
    ).toBeCloseTo(0, 6);
    // Back in the space of the weights, the coordinates are the path.
    coordinates.forEach(([a, b], point) => {
      const back = Float32Array.from(
        centre,
        (value, index) =>
          value + plane.alpha[point] * plane.first[index] + plane.beta[point] * plane.second[index],
      );
      expectClose(back, at(a, b), 0, 1e-5);
    });
    // By hand: the eigenvalues of the scatter matrix of the coordinates, [[43.2, 2.4], [2.4, 3.8]].
    const mean = [-3.6, 1.3];
    const [xx, xy, yy] = coordinates.reduce(
      ([one, two, three], [a, b]) => [
        one + (a - mean[0]) ** 2,
        two + (a - mean[0]) * (b - mean[1]),
        three + (b - mean[1]) ** 2,
      ],
      [0, 0, 0],
    );
    const largest = (xx + yy) / 2 + Math.hypot((xx - yy) / 2, xy);
    expect(first).toBeCloseTo(largest / (xx + yy), 5);
  });

  test('tells how much of a path it does not hold', () => {
    // Three orthogonal directions with variances 4 : 2 : 1 around their mean.
    const points = [0, 1, 2].flatMap((axis) =>
      [-1, 1].map((sign) => {
        const point = new Float32Array(3);
        point[axis] = sign * Math.sqrt([4, 2, 1][axis]);
        return point;
      }),
    );
    const plane = principalPlane(points, new Float32Array(3));
    expectClose(plane?.explained ?? [], [4 / 7, 2 / 7], 1e-6, 0);
  });

  test('of a path on a straight line has a second direction beside it, with share 0', () => {
    const plane = principalPlane([at(-4, 0), at(-1, 0), at(0, 0)], centre);
    if (!plane) throw new Error('no plane');
    expect(plane.explained[0]).toBeCloseTo(1, 6);
    expect(plane.explained[1]).toBe(0);
    expectClose(plane.beta, [0, 0, 0], 0, 1e-5);
    expect(norm(plane.second)).toBeCloseTo(1, 6);
    expect(principalPlane([centre, centre, centre], centre)).toBeNull();
  });

  test('comes from eigenvectors: A·v = λ·v, and λ in order', () => {
    const matrix = [
      [4, 1, 0],
      [1, 3, 1],
      [0, 1, 2],
    ];
    const found = eigenOf(matrix.map((row) => Float64Array.from(row)));
    expect(found.map(({ value }) => value)).toEqual(
      [...found.map(({ value }) => value)].sort((a, b) => b - a),
    );
    expect(found.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(9, 10);
    for (const { value, vector } of found) {
      const product = matrix.map((row) =>
        row.reduce((sum, entry, index) => sum + entry * vector[index], 0),
      );
      expectClose(
        product,
        Array.from(vector, (entry) => value * entry),
        1e-9,
        1e-9,
      );
    }
  });
});

describe('LAND-3: the loss on the plane', () => {
  const linear = (training: Partial<ProjectDocument['training']> = {}): ProjectDocument =>
    documentOf(
      [
        layer('head', 'dense', {
          parameters: { units: 1, activation: choiceOf('linear') },
        }),
      ],
      { loss: choiceOf('meanSquaredError'), ...training },
      dataset('sine'),
    );

  /** ½·λ₂·w² + λ₁·|w| and the mean of (w·x + b − t)², by hand, with the direction that the seed gives. */
  function closedForm(core: TrainingCore, penalty: { l1: number; l2: number }) {
    const { model, data } = core;
    const { places, all } = model.weights;
    const weights = model.ops.read(all);
    const [first, second] = ['alpha', 'beta'].map((name) =>
      filterNormalised(places, weights, randomStream(3, `landscape/${name}`)),
    );
    return (alpha: number, beta: number): number => {
      const [w, b] = weights.map((value, at) => value + alpha * first[at] + beta * second[at]);
      let sum = 0;
      for (const row of data.training) sum += (w * data.features[row] + b - data.targets[row]) ** 2;
      return sum / data.training.length + penalty.l1 * Math.abs(w) + (penalty.l2 / 2) * w * w;
    };
  }

  test.each(
    BACKENDS.flatMap((backend) => [
      [backend, 'without penalties', false] as const,
      [backend, 'with penalties', true] as const,
    ]),
  )(
    'of a linear network on %s, %s, is its closed form at every point',
    async (backend, _, penalties) => {
      const ops = await opsOf(backend);
      const core = coreOf(linear({ l1: 0.3, l2: 0.7 }), ops);
      const picture = await measured(ops, core, { ...request, samples: 10_000, penalties });
      const lossAt = closedForm(core, penalties ? { l1: 0.3, l2: 0.7 } : { l1: 0, l2: 0 });
      expect([picture.samples, picture.shareSize]).toEqual(
        new Array(2).fill(core.data.training.length),
      );
      const [alphas, betas] = [picture.alpha, picture.beta].map((axis) =>
        pointsOf(axis, request.resolution),
      );
      const expected = [...betas].flatMap((beta) =>
        [...alphas].map((alpha) => lossAt(alpha, beta)),
      );
      expectClose(picture.losses, expected, 1e-5, 1e-6);
      expect(picture.centre).toBe(picture.losses[40]);
      core.dispose();
    },
  );

  test('is that of the samples that were asked for, the same for every measurement', async () => {
    const ops = await opsOf('cpu');
    const core = coreOf(documentOf([dense('a', 4, 'tanh'), head(2)]), ops);
    const one = await measured(ops, core, { ...request, samples: 20 });
    expect([one.samples, one.shareSize]).toEqual([20, core.data.training.length]);
    expect(await measured(ops, core, { ...request, samples: 20 })).toEqual(one);
    const validation = await measured(ops, core, { ...request, share: 'validation' });
    expect(validation.shareSize).toBe(core.data.validation.length);
    expect(validation.losses).not.toEqual(one.losses);
    core.dispose();
  });

  test('is outside of training: without dropout, and with the moving statistics of the weights', async () => {
    const ops = await opsOf('wasm');
    const document = documentOf([
      dense('a', 6, 'tanh'),
      layer('norm', 'batchNormalization'),
      layer('drop', 'dropout', { parameters: { rate: 0.5 } }),
      head(2),
    ]);
    const core = coreOf(document, ops);
    core.train();
    const { data, model, loss } = core;
    const picture = await measured(ops, core, { ...request, samples: 10_000 });
    const columns = data.shape.featureShape[0];
    const features = ops.tensor(
      Float32Array.from(
        [...data.training].flatMap((row) => [
          ...data.features.subarray(row * columns, (row + 1) * columns),
        ]),
      ),
      [data.training.length, columns],
    );
    const targets = ops.tensor(
      Float32Array.from(
        [...data.training].flatMap((row) => [...data.targets.subarray(row * 2, (row + 1) * 2)]),
      ),
      [data.training.length, 2],
    );
    const mean = loss.total(model.predict(features), targets) / data.training.length;
    expect(picture.centre).toBeCloseTo(mean, 5);
    core.dispose();
  });

  test('has a hole where it is not finite, and is measured everywhere else', async () => {
    const ops = await opsOf('cpu');
    const core = coreOf(documentOf([dense('a', 4, 'linear'), head(2)]), ops);
    core.model.weights.load(
      core.model.weights.toRecords().map((record) => ({
        ...record,
        values: record.values.map((value) => (record.name === 'kernel' ? value * 1e19 : value)),
      })),
    );
    const picture = await measured(ops, core, request);
    const holes = picture.losses.filter((value) => value === Number.POSITIVE_INFINITY);
    expect(holes.length).toBeGreaterThan(0);
    expect(picture.losses.some(Number.isNaN)).toBe(false);
    expect(picture.measured).toBe(81);
    core.dispose();
  });

  test('leaves no tensor behind', async () => {
    const ops = await opsOf('wasm');
    const core = coreOf(documentOf([dense('a', 4, 'tanh'), head(2)]), ops);
    const { tensorCount, tensorBytes } = ops;
    const before = core.model.weights.toRecords();
    await measured(ops, core, request);
    expect([ops.tensorCount, ops.tensorBytes]).toEqual([tensorCount, tensorBytes]);
    expect(core.model.weights.toRecords()).toEqual(before);
    core.dispose();
  });
});

describe('LAND-4: the grid', () => {
  test('is measured from the centre outwards, first coarse, then ever finer, every point once', () => {
    const order = coarseFirst(17, 8, 8);
    expect(order[0]).toBe(8 * 17 + 8);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 289 }, (_, at) => at));
    // Every eighth point: three a side. Every fourth: five.
    const firstNine = [...order.subarray(0, 9)].map((at) => [at % 17, Math.floor(at / 17)]);
    expect(firstNine.every(([x, y]) => x % 8 === 0 && y % 8 === 0)).toBe(true);
    const first25 = [...order.subarray(0, 25)].map((at) => [at % 17, Math.floor(at / 17)]);
    expect(first25.every(([x, y]) => x % 4 === 0 && y % 4 === 0)).toBe(true);
  });

  test('around a path holds all of it, the weights among its points, and a line is not squeezed flat', () => {
    const path = { alpha: Float32Array.of(-9, -4, 0), beta: Float32Array.of(2, 3, 0) };
    const { alpha, beta } = axesAround(path, 1, 25);
    for (const [axis, values] of [
      [alpha, path.alpha],
      [beta, path.beta],
    ] as const) {
      expect(axis.from).toBeLessThan(Math.min(...values));
      expect(axis.to).toBeGreaterThan(Math.max(...values));
      expect(pointsOf(axis, 25)[zeroOf(axis, 25)]).toBeCloseTo(0, 12);
    }
    expect(alpha.to - alpha.from).toBeCloseTo(13.5, 10);
    const line = axesAround({ alpha: path.alpha, beta: Float32Array.of(0, 0, 0) }, 1, 25);
    expect(line.beta.to - line.beta.from).toBeCloseTo(13.5 / 4, 10);
  });
});

describe('LAND-5: the path of the weights', () => {
  test('is kept in a bounded number of snapshots, whose distance doubles, the start among them', () => {
    const keeper = new PathKeeper(2);
    let copies = 0;
    for (let step = 0; step <= 10_000; step += 1) {
      if (!keeper.wants(step)) continue;
      copies += 1;
      keeper.take(step, Float32Array.of(step, -step));
      expect(keeper.path?.steps.length).toBeLessThanOrEqual(32);
    }
    const { steps, values } = keeper.path ?? { steps: [], values: [] };
    expect(steps.length).toBeGreaterThan(16);
    expect(steps[0]).toBe(0);
    expect(new Set(steps.slice(1).map((step, at) => step - steps[at]))).toEqual(new Set([512]));
    expect(Array.from(values).filter((_, at) => at % 2 === 0)).toEqual(steps);
    expect(copies).toBeLessThan(250);
  });

  test('goes on where that of another run stopped, as if it never had', () => {
    const walk = (keeper: PathKeeper, from: number, to: number): PathKeeper => {
      for (let step = from; step <= to; step += 1) keeper.take(step, Float32Array.of(step, 1));
      return keeper;
    };
    const whole = walk(new PathKeeper(2), 0, 1_000).path;
    for (const stop of [0, 1, 20, 31, 32, 500, 999]) {
      const { path } = walk(new PathKeeper(2), 0, stop);
      expect(walk(new PathKeeper(2, path), stop, 1_000).path).toEqual(whole);
    }
    // That of another network is left out.
    expect(new PathKeeper(3, whole).path).toBeNull();
  });

  test('has fewer snapshots of many weights, and none of too many', () => {
    expect([10, 131_072, 262_144, 1_048_576, 1_048_577].map(snapshotCapacity)).toEqual([
      32, 32, 16, 4, 0,
    ]);
    const keeper = new PathKeeper(1_048_577);
    expect(keeper.wants(0)).toBe(false);
    expect(keeper.path).toBeNull();
  });
});

const landscapes = (events: readonly TrainerEvent[]): readonly Landscape[] =>
  events.flatMap((event) => (event.type === 'landscape' ? [event.landscape] : []));
const isOverLandscape = (event: TrainerEvent): boolean =>
  event.type === 'landscape' && event.landscape.phase !== 'measuring';

describe('LAND-6: a trainer', () => {
  const document = documentOf(
    [
      dense('one', 6, 'relu'),
      layer('norm', 'batchNormalization'),
      layer('drop', 'dropout', { parameters: { rate: 0.5 } }),
      head(2),
    ],
    { epochs: 3 },
  );

  test('measures while it is paused and while it runs, and its run stays the same bit for bit', async () => {
    const asked = new TestTrainer();
    await asked.startPaused(document);
    const first = asked.next(isOverLandscape);
    asked.send({ type: 'landscape', request });
    await first;
    const over = asked.over();
    asked.send({ type: 'resume' });
    asked.send({ type: 'landscape', request: { ...request, samples: 10, resolution: 5 } });
    await over;
    const phases = landscapes(asked.events).map(({ phase }) => phase);
    expect(phases.filter((phase) => phase !== 'measuring')).toHaveLength(2);
    expect(phases.filter((phase) => phase !== 'measuring')[0]).toBe('finished');
    const alone = new TestTrainer();
    await alone.run(document);
    expect(asked.checkpoint).toEqual(alone.checkpoint);
  });

  test('of an ended run measures the same picture, and the plane of its path', async () => {
    const run = new TestTrainer();
    await run.run(document);
    const { checkpoint } = run;
    expect(checkpoint.path?.steps[0]).toBe(0);
    const other = new TestTrainer();
    await other.startPaused(document, { telemetry: 'off', checkpoint });
    const done = other.next(isOverLandscape);
    other.send({ type: 'landscape', request: alongPath });
    await done;
    const last = landscapes(other.events).at(-1);
    if (last?.phase !== 'finished' || !last.path) throw new Error('no path');
    const { steps, alpha, beta, explained } = last.path;
    expect(steps.at(-1)).toBe(checkpoint.step);
    expect([alpha.at(-1), beta.at(-1)]).toEqual([0, 0]);
    expect(explained[0]).toBeGreaterThan(explained[1]);
    expect(explained[0] + explained[1]).toBeLessThanOrEqual(1 + 1e-9);
    expect(last.losses.every(Number.isFinite)).toBe(true);
    expect(last.step).toBe(checkpoint.step);
    await other.stop();
  });

  test('ends a measurement when told, when another takes its place, and without a word when the run is over', async () => {
    const large = { ...request, resolution: 51, samples: 10_000 };
    const trainer = new TestTrainer();
    await trainer.startPaused(document);
    const ended = trainer.next(isOverLandscape);
    trainer.send({ type: 'landscape', request: large });
    trainer.send({ type: 'end-landscape' });
    await ended;
    trainer.send({ type: 'landscape', request: large });
    const replaced = trainer.next(isOverLandscape);
    trainer.send({ type: 'landscape', request: { ...large, measurement: 'two' } });
    await replaced;
    // Training goes on meanwhile: it is over long before a landscape of this size would be.
    const over = trainer.over();
    trainer.send({ type: 'resume' });
    await over;
    expect(trainer.state.phase).toBe('finished');
    const said = landscapes(trainer.events)
      .filter(({ phase }) => phase === 'ended')
      .map((landscape) => [
        landscape.request.measurement,
        'why' in landscape && landscape.why ? landscape.why.en : null,
      ]);
    expect(said).toEqual([
      ['one', null],
      ['one', 'Another measurement took its place.'],
    ]);
  });
});

describe('LAND-7: what cannot be measured is refused with what would be right', () => {
  /** Why the weights that a network starts with are not measured; `path` is made from them. */
  async function whyOf(
    document: ProjectDocument,
    asked: LandscapeRequest,
    path: (weights: Float32Array) => WeightPath | null = () => null,
  ): Promise<string> {
    const ops = await opsOf('cpu');
    const core = coreOf(document, ops);
    const centre = { core, step: 2, path: path(ops.read(core.model.weights.all)) };
    const begun = await readLater(ops, LandscapeMeasurement.begin(centre, asked));
    core.dispose();
    if (begun instanceof LandscapeMeasurement) throw new Error('it can be measured');
    return begun.en;
  }
  const small = documentOf([dense('a', 2, 'tanh'), head(2)]);
  const pathOf =
    (steps: readonly number[]) =>
    (weights: Float32Array): WeightPath => ({
      steps: [...steps],
      size: weights.length,
      values: Float32Array.from(steps.flatMap(() => [...weights])),
    });

  test('a run without a path, or with that of another network', async () => {
    expect(await whyOf(small, alongPath)).toContain('Train it again');
    const other = () => ({ steps: [0, 1, 2], size: 1, values: Float32Array.of(1, 2, 3) });
    expect(await whyOf(small, alongPath, other)).toContain('Train it again');
  });

  test('a path of one step, and one that never moves', async () => {
    expect(await whyOf(small, alongPath, pathOf([1, 2]))).toContain('at least two steps');
    expect(await whyOf(small, alongPath, pathOf([0, 1, 2]))).toContain('Check the learning rate');
  });

  test('a network whose path is too large, with its size', async () => {
    const large = documentOf([dense('a', 1_024, 'tanh'), dense('b', 1_024, 'tanh'), head(2)]);
    expect(await whyOf(large, alongPath)).toMatch(/1,05\d,\d{3} weights is too large/);
  });

  test('a share without samples', async () => {
    const { data, ...rest } = small;
    const whole = { ...rest, data: { ...data, validationShare: 0 } };
    expect(await whyOf(whole, { ...request, share: 'validation' })).toContain('training samples');
  });
});
