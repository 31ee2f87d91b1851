import { describe, expect, test } from 'vitest';
import { OPTIMIZERS } from '../../../shared/catalogue/optimizers';
import { defaultsOf } from '../../../shared/catalogue/parameter';
import { PLAIN_OPS, type PlainRows, plainColumn } from '../../../shared/catalogue/plain-ops';
import { randomStream } from '../../../shared/random/random-stream';

type Values = Readonly<Record<string, number | boolean>>;
type Numbers = Readonly<Record<string, number>>;

interface State {
  w: number;
  a: number;
  b: number;
  c: number;
}

/** One step of each rule for one weight, straight from the papers; `a`, `b` and `c` are what it remembers. */
type NaiveStep = (
  state: State,
  g: number,
  rate: number,
  t: number,
  values: Numbers,
) => readonly [change: number, a?: number, b?: number, c?: number];

const NAIVE: Readonly<Record<string, NaiveStep>> = {
  sgd: (_, g, rate) => [rate * g],
  momentum({ a }, g, rate, _, { momentum }) {
    const v = momentum * a + g;
    return [rate * v, v];
  },
  nesterov({ a }, g, rate, _, { momentum }) {
    const v = momentum * a + g;
    return [rate * (g + momentum * v), v];
  },
  rmsprop({ a, b, c }, g, rate, _, { decay, epsilon, centered, momentum }) {
    const s = decay * a + (1 - decay) * g * g;
    const m = decay * b + (1 - decay) * g;
    const v = momentum * c + g / (Math.sqrt(centered ? s - m * m : s) + epsilon);
    return [rate * v, s, m, v];
  },
  adagrad({ a }, g, rate, t, { rateDecay, startSum, epsilon }) {
    const s = (t === 1 ? startSum : a) + g * g;
    return [((rate / (1 + (t - 1) * rateDecay)) * g) / (Math.sqrt(s) + epsilon), s];
  },
  adadelta({ a, b }, g, rate, _, { decay, epsilon }) {
    const s = decay * a + (1 - decay) * g * g;
    const delta = (Math.sqrt(b + epsilon) / Math.sqrt(s + epsilon)) * g;
    return [rate * delta, s, decay * b + (1 - decay) * delta * delta];
  },
  adam,
  adamw: adam,
  adamax({ a, b }, g, rate, t, { beta1, beta2, epsilon }) {
    const m = beta1 * a + (1 - beta1) * g;
    const u = Math.max(beta2 * b, Math.abs(g) + epsilon);
    return [(rate / (1 - beta1 ** t)) * (m / u), m, u];
  },
  lion: ({ a }, g, rate, _, { beta1, beta2 }) => [
    rate * Math.sign(beta1 * a + (1 - beta1) * g),
    beta2 * a + (1 - beta2) * g,
  ],
};

function adam(
  { a, b, c }: State,
  g: number,
  rate: number,
  t: number,
  { beta1, beta2, epsilon, amsgrad }: Numbers,
) {
  const m = beta1 * a + (1 - beta1) * g;
  const v = beta2 * b + (1 - beta2) * g * g;
  const largest = Math.max(c, v);
  const vHat = (amsgrad ? largest : v) / (1 - beta2 ** t);
  const change = (rate * (m / (1 - beta1 ** t))) / (Math.sqrt(vHat) + epsilon);
  return [change, m, v, largest] as const;
}

/** The path's end by the naive rule, with the decay of algorithm 2 of Loshchilov & Hutter (2019) in front. */
function naiveEnd(
  kind: string,
  gradients: readonly number[],
  start: number,
  rate: number,
  values: Numbers,
): number {
  const state: State = { w: start, a: 0, b: 0, c: 0 };
  gradients.forEach((g, index) => {
    const [change, a = 0, b = 0, c = 0] = NAIVE[kind](state, g, rate, index + 1, values);
    Object.assign(state, { w: state.w - rate * values.weightDecay * state.w - change, a, b, c });
  });
  return state.w;
}

/** Every optimizer as it comes, and with all of its options on. */
const CASES = OPTIMIZERS.entries.flatMap(({ kind, parameters }) => {
  const standard = defaultsOf(parameters) as Values;
  const options: Values = {
    ...standard,
    ...Object.fromEntries(
      Object.entries(standard).map(([name, value]) => [
        name,
        value === false ? true : value === 0 ? 0.25 : value,
      ]),
    ),
  };
  return [
    { kind, name: 'as it comes', values: standard },
    { kind, name: 'all options', values: options },
  ];
});

function run(
  kind: string,
  gradients: readonly PlainRows[],
  start: PlainRows,
  learningRate: number,
  values: Values,
): PlainRows {
  const optimizer = OPTIMIZERS.get(kind);
  const zeros = PLAIN_OPS.multiply(start, 0);
  let slots: Readonly<Record<string, PlainRows>> = Object.fromEntries(
    optimizer.slots(values as never).map((slot) => [slot, zeros]),
  );
  let weight = start;
  gradients.forEach((gradient, index) => {
    const step = { weight, gradient, slots, learningRate, step: index + 1 };
    ({ weight, slots } = optimizer.update(PLAIN_OPS, step, values as never));
  });
  return weight;
}

describe('CAT-40: every optimizer does what a hand-written loop over numbers does', () => {
  for (const seed of [1, 2, 3]) {
    test.each(CASES)(`$kind, $name, seed ${seed}`, ({ kind, values }) => {
      const random = randomStream(seed, `optimizer ${kind}`);
      const start = plainColumn(Array.from({ length: 4 }, () => random.normal()));
      const gradients = Array.from({ length: 60 }, () =>
        plainColumn(Array.from({ length: 4 }, () => random.normal() * 10 ** random.below(4))),
      );
      const found = run(kind, gradients, start, 0.03, values);
      const expected = [...start.values].map((w, index) => {
        const own = gradients.map((gradient) => gradient.values[index]);
        return naiveEnd(kind, own, w, 0.03, values as Numbers);
      });
      expected.forEach((w, index) => {
        expect(Math.abs(found.values[index] - w)).toBeLessThan(1e-10 * Math.max(1, Math.abs(w)));
      });
    });
  }
});

test.each(OPTIMIZERS.entries)(
  'CAT-41: $kind finds the bottom of a bowl at its usual learning rate',
  ({ kind, parameters, defaultLearningRate: learningRate }) => {
    const values = defaultsOf(parameters) as Values;
    const optimizer = OPTIMIZERS.get(kind);
    let weight = plainColumn([2, -1]);
    let slots: Readonly<Record<string, PlainRows>> = Object.fromEntries(
      optimizer.slots(values as never).map((slot) => [slot, plainColumn([0, 0])]),
    );
    for (let step = 1; step <= 3000; step += 1) {
      const gradient = PLAIN_OPS.multiply(weight, 2);
      const known = { weight, gradient, slots, learningRate, step };
      ({ weight, slots } = optimizer.update(PLAIN_OPS, known, values as never));
    }
    expect(Math.max(...weight.values.map(Math.abs))).toBeLessThan(0.05);
  },
);

test.each(OPTIMIZERS.entries)(
  'CAT-42: $kind changes nothing in place',
  ({ kind, parameters, slots: slotsOf }) => {
    const start = plainColumn([1]);
    const gradient = plainColumn([0.5]);
    const slots = slotsOf(defaultsOf(parameters) as never);
    const given = Object.fromEntries(slots.map((slot) => [slot, plainColumn([0])]));
    const step = { weight: start, gradient, slots: given, learningRate: 0.1, step: 1 };
    const next = OPTIMIZERS.get(kind).update(PLAIN_OPS, step, defaultsOf(parameters) as never);
    expect([start.values[0], gradient.values[0]]).toEqual([1, 0.5]);
    for (const slot of slots) expect(given[slot].values[0]).toBe(0);
    expect(Object.keys(next.slots).sort()).toEqual([...slots].sort());
  },
);

test('CAT-43: the first step of Adam is the learning rate, whatever the size of the gradient', () => {
  const values = defaultsOf(OPTIMIZERS.get('adam').parameters) as Values;
  for (const size of [1e-3, 1, 1e6]) {
    const moved = run('adam', [plainColumn([size])], plainColumn([0]), 0.01, values);
    expect(moved.values[0]).toBeCloseTo(-0.01, 6);
  }
});
