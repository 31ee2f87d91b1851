import { expect, test } from 'vitest';
import type { Parameter } from '../../../shared/catalogue/parameter';
import { SCHEDULES } from '../../../shared/catalogue/schedules';

const extremes = (parameter: Parameter): readonly number[] =>
  parameter.type === 'number' || parameter.type === 'integer'
    ? [parameter.minimum, parameter.default, parameter.maximum]
    : [];

test.each(SCHEDULES.entries)(
  'CAT-201: $kind gives a share of the learning rate at every step, whatever its settings and however short the run',
  ({ parameters, factor }) => {
    const names = Object.keys(parameters);
    const sets = names.reduce<readonly Readonly<Record<string, number>>[]>(
      (made, name) =>
        made.flatMap((set) => extremes(parameters[name]).map((it) => ({ ...set, [name]: it }))),
      [{}],
    );
    for (const totalSteps of [1, 2, 3, 40]) {
      for (const values of sets) {
        for (let step = 0; step <= totalSteps; step += 1) {
          const history = Array.from({ length: Math.floor(step / 2) }, () => 1);
          const moment = { step, stepsPerEpoch: 2, totalSteps, history };
          const found = factor(moment, values as never);
          const where = JSON.stringify({ step, totalSteps, values });
          expect(found, where).toBeGreaterThanOrEqual(0);
          expect(found, where).toBeLessThanOrEqual(1);
        }
      }
    }
  },
);
