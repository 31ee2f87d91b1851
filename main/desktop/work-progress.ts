import type { SweepProgress } from '../../shared/sweep/record';
import type { RunState } from '../../shared/telemetry/protocol';

/** What a run and a sweep have in common, for whoever looks at a taskbar. */
export interface Work {
  readonly phase: 'starting' | 'running' | 'paused' | 'over' | 'failed';
  /** 0–1. */
  readonly share: number;
  readonly seconds: number;
}

export interface BarState {
  /** As Electron wants it: 0–1, above 1 for an unknown share, below 0 for no bar. */
  readonly value: number;
  readonly mode: 'none' | 'normal' | 'indeterminate' | 'error' | 'paused';
}

/** Finer than this no bar in a taskbar is drawn. */
const BAR_STEPS = 100;

/** A run whose process died, or whose numbers did, has failed; one that a person stopped has not. */
function phaseOfRun(phase: RunState['phase']): Work['phase'] {
  if (phase === 'failed') return 'failed';
  return phase === 'finished' || phase === 'stopped' ? 'over' : phase;
}

export const workOfRun = ({ phase, step, plannedSteps, seconds }: RunState): Work => ({
  phase: phaseOfRun(phase),
  share: plannedSteps > 0 ? Math.min(step / plannedSteps, 1) : 0,
  seconds,
});

export const workOfSweep = ({ phase, progress, seconds }: SweepProgress): Work => ({
  phase: phase === 'running' || phase === 'paused' ? phase : 'over',
  share: progress,
  seconds,
});

export const isWorkOver = ({ phase }: Work): boolean => phase === 'over' || phase === 'failed';

/**
 * The one bar of all work: the mean share of what is under way; unknown while all of it loads, paused where all of it
 * is; `failed` shows full and red until somebody has seen it. Linux has no bar for an unknown share.
 */
export function barOf(works: readonly Work[], failed: boolean, platform: string): BarState {
  const active = works.filter((work) => !isWorkOver(work));
  if (active.length === 0) {
    return failed ? { value: 1, mode: 'error' } : { value: -1, mode: 'none' };
  }
  const all = (phase: Work['phase']): boolean => active.every((work) => work.phase === phase);
  if (all('starting')) return { value: platform === 'linux' ? 0 : 2, mode: 'indeterminate' };
  const share = active.reduce((sum, work) => sum + work.share, 0) / active.length;
  return {
    value: Math.round(share * BAR_STEPS) / BAR_STEPS,
    mode: all('paused') ? 'paused' : 'normal',
  };
}
