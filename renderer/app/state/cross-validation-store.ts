import { create } from 'zustand';
import { DEFAULT_FOLDS } from '../../../shared/telemetry/cross-validation';
import type { RunFigures } from '../../../shared/telemetry/run-figures';

/** The cross-validation that was asked for last. */
export interface CrossValidation {
  /** How many folds the next one has. */
  readonly chosen: number;
  /** How many this one has; 0 before the first. */
  readonly count: number;
  /** Of the folds that were trained to their end. */
  readonly folds: readonly RunFigures[];
  readonly isRunning: boolean;
}

export const useCrossValidation = create<CrossValidation>(() => ({
  chosen: DEFAULT_FOLDS,
  count: 0,
  folds: [],
  isRunning: false,
}));

export const forgetCrossValidation = (): void =>
  useCrossValidation.setState({ count: 0, folds: [] });
