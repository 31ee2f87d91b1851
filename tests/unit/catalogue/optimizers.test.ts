import { describe, expect, test } from 'vitest';
import { OPTIMIZERS } from '../../../shared/catalogue/optimizers';
import { defaultsOf } from '../../../shared/catalogue/parameter';
import { PLAIN_OPS, type PlainRows, plainColumn } from '../../../shared/catalogue/plain-ops';
import { randomStream } from '../../../shared/random/random-stream';

type Values = Readonly<Record<string, number>>;

/** The same rules written for one weight, straight from the papers, with numbers instead of tensors. */
const NAIVE: Readonly<
  Record<string, (gradients: readonly number[], w: number, rate: number, values: Values) => number>
> = {
  sgd: (gradients, start, rate) => gradients.reduce((w, g) => w - rate * g, start),
  momentum(gradients, start, rate, { momentum }) {
    let w = start;
    let v = 0;
    for (const g of gradients) {
      v = momentum * v + g;
      w -= rate * v;
    }
    return w;
  },
  nesterov(gradients, start, rate, { momentum }) {
    let w = start;
    let v = 0;
    for (const g of gradients) {
      v = momentum * v + g;
      w -= rate * (g + momentum * v);
    }
    return w;
  },
  rmsprop(gradients, start, rate, { decay, epsilon }) {
    let w = start;
    let s = 0;
    for (const g of gradients) {
      s = decay * s + (1 - decay) * g * g;
      w -= (rate * g) / (Math.sqrt(s) + epsilon);
    }
    return w;
  },
  adam: (gradients, start, rate, values) => adam(gradients, start, rate, values, 0),
  adamw: (gradients, start, rate, values) =>
    adam(gradients, start, rate, values, values.weightDecay),
};

function adam(
  gradients: readonly number[],
  start: number,
  rate: number,
  { beta1, beta2, epsilon }: Values,
  decay: number,
): number {
  let w = start;
  let m = 0;
  let v = 0;
  gradients.forEach((g, index) => {
    const t = index + 1;
    m = beta1 * m + (1 - beta1) * g;
    v = beta2 * v + (1 - beta2) * g * g;
    const mHat = m / (1 - beta1 ** t);
    const vHat = v / (1 - beta2 ** t);
    w -= rate * (mHat / (Math.sqrt(vHat) + epsilon) + decay * w);
  });
  return w;
}

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
    optimizer.slots.map((slot) => [slot, zeros]),
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
    test.each(OPTIMIZERS.entries)(`$kind, seed ${seed}`, (optimizer) => {
      const random = randomStream(seed, `optimizer ${optimizer.kind}`);
      const values = defaultsOf(optimizer.parameters) as Values;
      const start = plainColumn(Array.from({ length: 4 }, () => random.normal()));
      const gradients = Array.from({ length: 60 }, () =>
        plainColumn(Array.from({ length: 4 }, () => random.normal() * 10 ** random.below(4))),
      );
      const found = run(optimizer.kind, gradients, start, 0.03, values);
      const expected = [...start.values].map((w, index) =>
        NAIVE[optimizer.kind](
          gradients.map((gradient) => gradient.values[index]),
          w,
          0.03,
          values,
        ),
      );
      expected.forEach((w, index) => {
        expect(Math.abs(found.values[index] - w)).toBeLessThan(1e-10 * Math.max(1, Math.abs(w)));
      });
    });
  }
});

test.each(OPTIMIZERS.entries)(
  'CAT-41: $kind finds the bottom of a bowl',
  ({ kind, parameters }) => {
    const values = defaultsOf(parameters) as Values;
    const optimizer = OPTIMIZERS.get(kind);
    let weight = plainColumn([2, -1]);
    let slots: Readonly<Record<string, PlainRows>> = Object.fromEntries(
      optimizer.slots.map((slot) => [slot, plainColumn([0, 0])]),
    );
    for (let step = 1; step <= 800; step += 1) {
      const gradient = PLAIN_OPS.multiply(weight, 2);
      const known = { weight, gradient, slots, learningRate: 0.02, step };
      ({ weight, slots } = optimizer.update(PLAIN_OPS, known, values as never));
    }
    expect(Math.max(...weight.values.map(Math.abs))).toBeLessThan(0.05);
  },
);

test.each(OPTIMIZERS.entries)(
  'CAT-42: $kind changes nothing in place',
  ({ kind, parameters, slots }) => {
    const start = plainColumn([1]);
    const gradient = plainColumn([0.5]);
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
