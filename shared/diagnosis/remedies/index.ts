import type { RemedyDefinition } from '../remedy';
import {
  addActivations,
  elu,
  leakyRelu,
  reluAndHe,
  scaledSigmoid,
  tanhAndGlorot,
} from './activations';
import { foundRate } from './found-rate';
import { lsuv, ownInitializer, recurrentIdentity, zeroBias } from './initializers';
import { fromLogits, lstm, matchOutput } from './output';
import {
  accumulation,
  adam,
  balancedClassWeights,
  bfloat16,
  clipping,
  cosineSchedule,
  earlyStopping,
  float32,
  higherRate,
  largerBatch,
  lossScaling,
  lowerRate,
  muchHigherRate,
  muchLowerRate,
  standardizeFeatures,
  standardizeTarget,
  warmUp,
  weightDecay,
} from './settings';
import { batchNormalization, dropout, hiddenLayer, narrower, residual, wider } from './structure';

/** Every edit that can answer a finding; which, and in which order, its cause says. */
export const REMEDIES: readonly RemedyDefinition[] = [
  ownInitializer,
  lsuv,
  zeroBias,
  recurrentIdentity,
  reluAndHe,
  tanhAndGlorot,
  scaledSigmoid,
  leakyRelu,
  elu,
  addActivations,
  batchNormalization,
  residual,
  hiddenLayer,
  wider,
  narrower,
  dropout,
  lstm,
  matchOutput,
  fromLogits,
  foundRate,
  lowerRate,
  muchLowerRate,
  higherRate,
  muchHigherRate,
  adam,
  clipping,
  warmUp,
  cosineSchedule,
  largerBatch,
  accumulation,
  earlyStopping,
  weightDecay,
  balancedClassWeights,
  lossScaling,
  bfloat16,
  float32,
  standardizeFeatures,
  standardizeTarget,
];

export const findRemedy = (kind: string): RemedyDefinition | undefined =>
  REMEDIES.find((remedy) => remedy.kind === kind);
