import { describe, expect, test } from 'vitest';
import type { ActivationDefinition } from '../../../shared/catalogue/activation';
import { ACTIVATIONS } from '../../../shared/catalogue/activations';
import { offeredEntries } from '../../../shared/catalogue/catalogues';
import { INITIALIZERS } from '../../../shared/catalogue/initializers';
import { LAYERS } from '../../../shared/catalogue/layers';
import { defaultsOf } from '../../../shared/catalogue/parameter';
import {
  PLAIN_OPS,
  type PlainRows,
  plainColumn,
  plainRows,
} from '../../../shared/catalogue/plain-ops';
import { randomStream } from '../../../shared/random/random-stream';
import { distance, normalRows, numericGradient, rowsOf, sumOf } from './plain';

const SEEDS = [1, 2, 3];

/** Default parameters, and a second set for those that have some. */
const VALUES: Readonly<Record<string, readonly Record<string, number>[]>> = {
  leakyRelu: [{ slope: 0.01 }, { slope: 0.3 }, { slope: 0 }],
  elu: [{ alpha: 1 }, { alpha: 0.2 }, { alpha: 3 }],
  rrelu: [
    { lower: 1 / 8, upper: 1 / 3 },
    { lower: 0, upper: 0.05 },
  ],
};

const cases = ACTIVATIONS.entries.flatMap((activation) =>
  (VALUES[activation.kind] ?? [defaultsOf(activation.parameters)]).map((values) => ({
    name: `${activation.kind} ${JSON.stringify(values)}`,
    activation,
    values: values as never,
  })),
);

const forwardOf = (activation: ActivationDefinition, x: PlainRows, values: never) =>
  activation.forward(PLAIN_OPS, x, values);

const derivativeAt = (activation: ActivationDefinition, x: number, values: never): number => {
  const input = plainColumn([x]);
  const y = forwardOf(activation, input, values);
  return activation.backward(PLAIN_OPS, { x: input, y, dy: plainColumn([1]) }, values).values[0];
};

describe('CAT-10: backward is the derivative of forward (finite differences in float64)', () => {
  for (const seed of SEEDS) {
    test.each(cases)(`$name, seed ${seed}`, ({ activation, values }) => {
      const random = randomStream(seed, `activation ${activation.kind}`);
      // Away from the kink at 0, where a difference is not a derivative.
      const x = rowsOf(40, 5, () => {
        const value = 3 * random.normal();
        return value + Math.sign(value) * 0.01;
      });
      const dy = normalRows(40, 5, random);
      const loss = (input: PlainRows) =>
        sumOf(PLAIN_OPS.multiply(forwardOf(activation, input, values), dy));
      const y = forwardOf(activation, x, values);
      const exact = activation.backward(PLAIN_OPS, { x, y, dy }, values);
      expect(distance(exact, numericGradient(x, loss))).toBeLessThan(1e-8);
    });
  }
});

/** What a training pass would give beside x: other weights than the first ones, and drawn numbers. */
function stateOf(activation: ActivationDefinition, values: never, columns: number, seed: number) {
  const random = randomStream(seed, 'state');
  const specs = activation.weights?.([columns], values) ?? [];
  const drawn = specs.map(({ name, shape }) => [name, normalRows(1, shape[0], random)] as const);
  const noise = activation.random ? { noise: rowsOf(40, columns, () => random.uniform()) } : {};
  return { weights: Object.fromEntries(drawn), ...noise };
}

const stateful = [
  ...cases.filter(({ activation }) => activation.weights || activation.random),
  ...['prelu'].map((kind) => ({
    name: `${kind}, one for the layer`,
    activation: ACTIVATIONS.get(kind),
    values: { slope: 0.25, shared: true } as never,
  })),
];

describe('CAT-18: with learned weights and drawn slopes, backward is the derivative of forward too', () => {
  test.each(stateful)('$name, seed 4', ({ activation, values }) => {
    const random = randomStream(4, activation.kind);
    const x = rowsOf(40, 5, () => {
      const value = 2 * random.normal();
      return value + Math.sign(value) * 0.01;
    });
    const dy = normalRows(40, 5, random);
    const state = stateOf(activation, values, 5, 4);
    const lossOf = (input: PlainRows, given: typeof state) =>
      sumOf(
        PLAIN_OPS.multiply(activation.forward(PLAIN_OPS, input, values, given) as PlainRows, dy),
      );
    const y = activation.forward(PLAIN_OPS, x, values, state);
    const known = { x, y, dy, ...state };
    const exact = activation.backward(PLAIN_OPS, known, values);
    expect(
      distance(
        exact,
        numericGradient(x, (moved) => lossOf(moved, state)),
      ),
    ).toBeLessThan(1e-8);
    const gradients = activation.weightGradients?.(PLAIN_OPS, known, values) ?? {};
    expect(Object.keys(gradients)).toEqual(Object.keys(state.weights));
    for (const [name, gradient] of Object.entries(gradients)) {
      const numeric = numericGradient(state.weights[name], (moved) =>
        lossOf(x, { ...state, weights: { ...state.weights, [name]: moved } }),
      );
      expect(distance(gradient, numeric)).toBeLessThan(1e-8);
    }
  });
});

test.each(cases)(
  'CAT-11: $name stays finite far out, forward and backward',
  ({ activation, values }) => {
    const x = plainRows([
      [-1e4, -750, -100, 0],
      [100, 750, 1e4, 1e-300],
    ]);
    const y = forwardOf(activation, x, values);
    const dy = plainRows([
      [1, 1, 1, 1],
      [1, 1, 1, 1],
    ]);
    const dx = activation.backward(PLAIN_OPS, { x, y, dy }, values);
    expect([...y.values, ...dx.values].filter((value) => !Number.isFinite(value))).toEqual([]);
  },
);

const xs = Float64Array.from({ length: 4001 }, (_, index) => (index - 2000) / 50);
const elementwise = cases.filter(({ activation }) => activation.elementwise);

test.each(elementwise)('CAT-12: $name stays within its range', ({ activation, values }) => {
  const { values: ys } = forwardOf(activation, plainColumn(xs), values);
  const [low, high] = activation.range;
  expect(Math.min(...ys)).toBeGreaterThanOrEqual(low - 1e-9);
  expect(Math.max(...ys)).toBeLessThanOrEqual(high + 1e-9);
});

test.each(elementwise)(
  'CAT-13: $name saturates where its slope falls under 5 % of the largest',
  ({ activation, values }) => {
    const slopes = xs.map((x) => Math.abs(derivativeAt(activation, x, values)));
    const limit = 0.05 * Math.max(...slopes);
    const { below, above } = activation.saturation(values);
    const within = [...xs].filter((x, index) => slopes[index] >= limit && x !== 0);
    const first = within[0];
    const last = within[within.length - 1];
    // Steps of the grid are 0.02.
    if (below === null) expect(first).toBe(xs[0]);
    else expect(Math.abs(first - below)).toBeLessThan(0.025);
    if (above === null) expect(last).toBe(xs[xs.length - 1]);
    else expect(Math.abs(last - above)).toBeLessThan(0.025);
  },
);

test.each(elementwise)(
  'CAT-14: $name can die exactly where whole regions give 0 with slope 0',
  ({ activation, values }) => {
    const isDead = [...xs].some(
      (x) =>
        Math.abs(x) < 20 &&
        forwardOf(activation, plainColumn([x]), values).values[0] === 0 &&
        derivativeAt(activation, x, values) === 0 &&
        x !== 0,
    );
    // A leaky ReLU of slope 0 is a ReLU; its kind is not marked for the sake of that one value.
    const expected = activation.canDie || (values as { slope?: number }).slope === 0;
    expect(isDead).toBe(expected);
  },
);

test.each(ACTIVATIONS.entries)(
  'CAT-15: $kind recommends an initializer that exists',
  (activation) => {
    expect(INITIALIZERS.kinds).toContain(activation.recommendedInitializer);
  },
);

/** Values worked out apart from the code (Python, float64). */
const KNOWN = [
  ['linear', 1.5, 1.5],
  ['relu', -2, 0],
  ['relu', 3, 3],
  ['leakyRelu', -2, -0.02],
  ['elu', -1, -0.6321205588285577],
  ['selu', -1, -1.1113307378125625],
  ['selu', 2, 2.101401974710961],
  ['gelu', 1, 0.8413447460685429],
  ['gelu', -0.5, -0.15426876936299344],
  ['softplus', 0, Math.LN2],
  ['softplus', 2, 2.1269280110429727],
  ['swish', 1, 0.7310585786300049],
  ['sigmoid', 2, 0.8807970779778823],
  ['scaledSigmoid', 0, 0],
  ['scaledSigmoid', 2, 1.5231883119115293],
  ['tanh', 0.5, 0.4621171572600097],
  ['hardSigmoid', 1.5, 0.75],
  ['hardSigmoid', -3.5, 0],
  ['hardTanh', 0.3, 0.3],
  ['hardTanh', 2, 1],
  ['softsign', -3, -0.75],
  ['relu6', 5, 5],
  ['relu6', 7, 6],
  ['prelu', -2, -0.5],
  ['rrelu', -2, -11 / 24],
  ['geluTanh', 1, 0.8411919906082768],
  ['mish', 1, 0.8650983882673103],
] as const;

test.each(KNOWN)('CAT-16: %s(%d) = %d', (kind, x, y) => {
  const activation = ACTIVATIONS.get(kind);
  const values = defaultsOf(activation.parameters) as never;
  const [found] = forwardOf(activation, plainColumn([x]), values).values;
  expect(found).toBeCloseTo(y, 13);
});

test('CAT-19: log-softmax is the logarithm of softmax, and exact where softmax is 0', () => {
  const logSoftmax = ACTIVATIONS.get('logSoftmax');
  const softmax = forwardOf(ACTIVATIONS.get('softmax'), plainRows([[1, 2, 3]]), {} as never);
  const y = forwardOf(logSoftmax, plainRows([[1, 2, 3]]), {} as never);
  expect(distance(y, PLAIN_OPS.log(softmax))).toBeLessThan(1e-15);
  expect([...forwardOf(logSoftmax, plainRows([[-5000, 5000]]), {} as never).values]).toEqual([
    -10000, 0,
  ]);
});

test('CAT-17: softmax sums to 1 and does not change when all inputs move together', () => {
  const softmax = ACTIVATIONS.get('softmax');
  const x = plainRows([[1, 2, 3]]);
  const y = forwardOf(softmax, x, {} as never);
  const moved = forwardOf(softmax, PLAIN_OPS.add(x, 5000), {} as never);
  expect(sumOf(y)).toBeCloseTo(1, 15);
  expect([...y.values]).toEqual(
    [0.09003057317038046, 0.24472847105479764, 0.6652409557748218].map((p) =>
      expect.closeTo(p, 14),
    ),
  );
  expect(distance(y, moved)).toBeLessThan(1e-15);
});

test('SEQ-9: within a recurrence no activation is offered whose slope is learned or drawn, and every other one is', () => {
  const withinLayer = LAYERS.entries
    .flatMap(({ parameters }) => Object.values(parameters))
    .filter((parameter) => parameter.type === 'choice')
    .filter((parameter) => parameter.withinLayer);
  expect(withinLayer.length).toBeGreaterThan(0);
  for (const parameter of withinLayer) {
    const offered = offeredEntries(parameter).map(({ kind }) => kind);
    const left = ACTIVATIONS.kinds.filter((kind) => !offered.includes(kind));
    expect(left).toEqual(['prelu', 'rrelu']);
  }
});
