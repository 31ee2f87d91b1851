import { create } from 'zustand';
import { DEFAULT_FOLDS } from '../../../shared/telemetry/cross-validation';

/** What a cross-validation found is told by its runs, which the host keeps. */
export interface CrossValidating {
  /** How many folds the next one has. */
  readonly chosen: number;
  /** This window trains fold after fold. */
  readonly isRunning: boolean;
}

export const useCrossValidation = create<CrossValidating>(() => ({
  chosen: DEFAULT_FOLDS,
  isRunning: false,
}));
