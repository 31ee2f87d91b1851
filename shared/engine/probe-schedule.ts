import type { ProbeRate } from './probe';

/** Nobody sees more than about 30 samples a second; walks through all numbers are worth about 4. */
const INTERVAL_MS: Readonly<Record<ProbeRate, number>> = { often: 33, seldom: 250, pass: 250 };
/** A probe waits at least this many times as long as it took: together they stay under 5 % of the time. */
const REST_FACTOR: Readonly<Record<ProbeRate, number>> = { often: 60, seldom: 90, pass: 90 };
const RATES = Object.keys(INTERVAL_MS) as readonly ProbeRate[];

const isPowerOfTwo = (step: number): boolean => (step & (step - 1)) === 0;
const FIRST_STEPS = 16;

/** The start of a run is where it goes wrong, so it is always looked at, however fast the steps are. */
export const isEarly = (step: number): boolean => step <= FIRST_STEPS || isPowerOfTwo(step);

/** Decides which probes a step runs. Time decides here and nowhere else, and never touches what a step computes. */
export class ProbeSchedule {
  private readonly next: Record<ProbeRate, number> = { often: 0, seldom: 0, pass: 0 };

  constructor(
    private readonly telemetry: 'default' | 'full',
    private readonly clock: () => number,
  ) {}

  /** Rates whose probes are due at this step; all of them where it is `forced`. */
  due(step: number, forced: boolean): ReadonlySet<ProbeRate> {
    if (forced || isEarly(step)) return new Set(RATES);
    const now = this.clock();
    return new Set(
      RATES.filter(
        (rate) => now >= this.next[rate] || (this.telemetry === 'full' && rate !== 'pass'),
      ),
    );
  }

  /** Sets when probes of this rate are due again: the costliest of them decides. Times in ms. */
  took(rate: ProbeRate, milliseconds: number): void {
    const rest = Math.max(INTERVAL_MS[rate], REST_FACTOR[rate] * milliseconds);
    this.next[rate] = Math.max(this.next[rate], this.clock() + rest);
  }
}
