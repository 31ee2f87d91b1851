import { createRegistry } from '../registry';
import { constant } from './constant';
import { cosine } from './cosine';
import { exponential } from './exponential';
import { oneCycle } from './one-cycle';
import { plateau } from './plateau';
import { rangeTest } from './range-test';
import { step } from './step';

/** Every schedule of the learning rate. */
export const SCHEDULES = createRegistry('schedules', [
  constant,
  step,
  exponential,
  cosine,
  oneCycle,
  plateau,
  rangeTest,
]);
