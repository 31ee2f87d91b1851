import type { GroupName, RunLayout } from '../telemetry/layout';
import type { Reading } from './reading';
import type { StepView, TrainingCore } from './training-core';

/** What a probe may look at. */
export interface ProbeContext {
  readonly core: TrainingCore;
  readonly layout: RunLayout;
  /** Positions in the model's nodes of the layers of the layout. */
  readonly positions: readonly number[];
  /** Shared by the probes of a run: what the dead-unit check found last. */
  readonly deadUnits: DeadUnits;
}

/** Shares of dead units by layer of the layout; NaN where none can die or nothing was checked yet. */
export interface DeadUnits {
  readonly now: Float64Array;
  readonly lasting: Float64Array;
}

/**
 * How often a probe measures. `often`: as often as people can see. `seldom`: a few times a second, for probes
 * that walk through many numbers. `pass`: the same, but it runs the network on samples of its own. `rarely`: once a
 * second at most and not at the start either, for one that runs it several times over.
 */
export type ProbeRate = 'often' | 'seldom' | 'pass' | 'rarely';

/** Measures one group of telemetry. Must not change weights, streams or anything else that a step uses. */
export interface Probe {
  readonly group: GroupName;
  readonly rate: ProbeRate;
  /** Says nothing of how a network starts, and takes long: left out where only the start is looked at. */
  readonly ofTraining?: true;
  /** False where this run has no such group. */
  fits(layout: RunLayout): boolean;
  /**
   * Prepares for a run; the function returned fills a row but for its first column, the step. What it computes
   * itself it hands over before it reads it; the tensors of the step are read already.
   */
  prepare(context: ProbeContext): (view: StepView, row: Float32Array) => Reading<void> | void;
}
