import type { TelemetryMode } from '../telemetry/protocol';
import type { ProbeRate } from './probe';

/** Nobody sees more than about 30 samples a second; walks through all numbers are worth about 4. */
const INTERVAL_MS: Readonly<Record<ProbeRate, number>> = {
  often: 33,
  seldom: 250,
  pass: 250,
  rarely: 1_000,
};
/** The probes of a rate wait at least this many times as long as they took: all together stay under 3 % of the time. */
const REST_FACTOR: Readonly<Record<ProbeRate, number>> = {
  often: 100,
  seldom: 120,
  pass: 180,
  rarely: 180,
};
const RATES = Object.keys(INTERVAL_MS) as readonly ProbeRate[];

/** What telemetry of every step consists of; the others run the network again, several times over. */
const EVERY_STEP: ReadonlySet<ProbeRate> = new Set(['often', 'seldom']);

const isPowerOfTwo = (step: number): boolean => (step & (step - 1)) === 0;
export const FIRST_STEPS = 16;

/** The start of a run is where it goes wrong, so it is always looked at, however fast the steps are. */
export const isEarly = (step: number): boolean => step <= FIRST_STEPS || isPowerOfTwo(step);

/** Decides which probes a step runs. Time decides here and nowhere else, and never touches what a step computes. */
export class ProbeSchedule {
  private readonly next: Record<ProbeRate, number> = { often: 0, seldom: 0, pass: 0, rarely: 0 };

  constructor(
    private readonly telemetry: Exclude<TelemetryMode, 'off'>,
    private readonly clock: () => number,
  ) {}

  /** Rates whose probes are due at this step; all of them where it is `forced`. */
  due(step: number, forced: boolean): ReadonlySet<ProbeRate> {
    if (forced) return new Set(RATES);
    const now = this.clock();
    return new Set(
      RATES.filter(
        (rate) =>
          now >= this.next[rate] ||
          (rate !== 'rarely' && isEarly(step)) ||
          (this.telemetry === 'full' && EVERY_STEP.has(rate)),
      ),
    );
  }

  /** Sets when probes of this rate are due again, from the time that all of them took. Times in ms. */
  took(rate: ProbeRate, milliseconds: number): void {
    const rest = Math.max(INTERVAL_MS[rate], REST_FACTOR[rate] * milliseconds);
    this.next[rate] = Math.max(this.next[rate], this.clock() + rest);
  }
}
