import { linear, tanh } from './choices';
import { type Plan, USUAL_RATES } from './project';
import type { Spoil } from './spoil';

/** A plan and what is done to its data. */
interface Sound {
  readonly plan: Plan;
  readonly spoils: readonly Spoil[];
}

const SOUND_UNITS = 24;
const SHALLOW = 4;

const usualStart = (plan: Plan): Plan => ({ ...plan, kernel: undefined });

function usualRate(plan: Plan): Plan {
  const optimizer = plan.training?.optimizer?.kind ?? 'adam';
  return { ...plan, training: { ...plan.training, learningRate: USUAL_RATES[optimizer] } };
}

const withTanh = (plan: Plan): Plan => ({ ...plan, activation: tanh });

const unchanged = (plan: Plan): Plan => plan;

/** How a plan loses its fault: that alone changes, and the rest of the network stays as it is. */
const WITHOUT: Readonly<Record<string, (plan: Plan) => Plan>> = {
  outputMismatch: (plan) => ({ ...plan, head: undefined, loss: undefined }),
  symmetry: (plan) => ({ ...usualStart(plan), head: undefined }),
  unscaledInputs: (plan) => ({
    ...plan,
    settings: { ...plan.settings, standardizeFeatures: true },
  }),
  inputScalesDiffer: (plan) => ({
    ...plan,
    settings: { ...plan.settings, standardizeFeatures: true },
  }),
  unscaledTargets: (plan) => ({
    ...plan,
    settings: { ...plan.settings, standardizeTarget: true },
  }),
  missingNonlinearity: (plan) => ({ ...plan, activation: undefined }),
  initializerTooLarge: usualStart,
  initializerTooSmall: usualStart,
  saturatingActivation: withTanh,
  notCentred: withTanh,
  deadBorn: (plan) => ({ ...plan, bias: undefined, units: Math.max(SOUND_UNITS, plan.units) }),
  rateTooHigh: usualRate,
  rateTooLow: usualRate,
  deadKilled: usualRate,
  lateCollapse: (plan) => usualRate({ ...plan, training: { ...plan.training, warmupEpochs: 0 } }),
  noisyStep: (plan) => ({ ...plan, training: { ...plan.training, batchSize: 32, epochs: 40 } }),
  classImbalance: unchanged,
  unlearnable: unchanged,
  overfitting: unchanged,
  underfitting: (plan) => ({ ...plan, depth: Math.max(1, plan.depth), units: SOUND_UNITS }),
  degradation: (plan) => ({ ...plan, depth: SHALLOW }),
  explodingThroughTime: unchanged,
  vanishingThroughTime: unchanged,
  overflow16: (plan) => ({ ...plan, training: { ...plan.training, precision: 'float32' } }),
  underflow16: (plan) => ({ ...plan, training: { ...plan.training, precision: 'float32' } }),
  notFiniteOperation: (plan) => ({
    ...plan,
    head: { ...plan.head, activation: linear },
    loss: undefined,
  }),
};

/** Faults of the step, not of the data: what the data have of noise is no fault, and stays. */
const KEEPS_SPOILS = new Set(['noisyStep']);

/**
 * The same network without the fault that was built in. Throws for a fault that this does not know how to take out, so
 * that none is counted unverified.
 */
export function withoutFault(fault: string, plan: Plan, spoils: readonly Spoil[]): Sound {
  const without = WITHOUT[fault];
  if (!without) throw new Error(`no way is known to take ${fault} out of a network`);
  return { plan: without(plan), spoils: KEEPS_SPOILS.has(fault) ? spoils : [] };
}
