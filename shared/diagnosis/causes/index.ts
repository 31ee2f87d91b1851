import { type Text, untranslated } from '../../text/text';
import type { CauseDefinition } from '../cause';
import { classImbalance } from './class-imbalance';
import { deadBorn } from './dead-born';
import { deadKilled } from './dead-killed';
import { degradation } from './degradation';
import { initializerTooLarge } from './initializer-too-large';
import { initializerTooSmall } from './initializer-too-small';
import { inputScalesDiffer } from './input-scales-differ';
import { lateCollapse } from './late-collapse';
import { missingNonlinearity } from './missing-nonlinearity';
import { noisyStep } from './noisy-step';
import { notCentred } from './not-centred';
import { notFiniteOperation } from './not-finite-operation';
import { outputMismatch } from './output-mismatch';
import { overfitting } from './overfitting';
import { rateTooHigh } from './rate-too-high';
import { rateTooLow } from './rate-too-low';
import { saturatingActivation } from './saturating-activation';
import { overflow16, underflow16 } from './sixteen-bit';
import { symmetry } from './symmetry';
import { explodingThroughTime, vanishingThroughTime } from './through-time';
import { underfitting } from './underfitting';
import { unlearnable } from './unlearnable';
import { unscaledInputs } from './unscaled-inputs';
import { unscaledTargets } from './unscaled-targets';

/** Every cause, those that others follow from first. */
export const CAUSES: readonly CauseDefinition[] = [
  outputMismatch,
  symmetry,
  inputScalesDiffer,
  unscaledInputs,
  unscaledTargets,
  missingNonlinearity,
  initializerTooLarge,
  initializerTooSmall,
  saturatingActivation,
  explodingThroughTime,
  vanishingThroughTime,
  deadBorn,
  overflow16,
  underflow16,
  notFiniteOperation,
  lateCollapse,
  deadKilled,
  noisyStep,
  rateTooHigh,
  rateTooLow,
  classImbalance,
  unlearnable,
  degradation,
  underfitting,
  notCentred,
  overfitting,
];

export const findCause = (kind: string): CauseDefinition | undefined =>
  CAUSES.find((cause) => cause.kind === kind);

/** The name of a cause for a person; the kind itself where another version named it. */
export const causeTitle = (kind: string): Text => findCause(kind)?.title ?? untranslated(kind);
