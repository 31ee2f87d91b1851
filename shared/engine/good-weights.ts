import type { WeightRecord } from '../telemetry/protocol';

/** Weights and the step that left them. */
export interface GoodRecord {
  readonly step: number;
  readonly weights: readonly WeightRecord[];
}

/** A loss that is above the usual one by more than this many times its size has begun to climb. */
const CLIMB = 2;
/** How much of the usual loss stays with each step. */
const MEMORY = 0.9;

/**
 * The last weights with which the loss was still what it usually is. A run that ends in NaN leaves finite weights, but
 * in the steps before they have grown beyond use: the loss climbs first. Weights are known to be good only when the
 * next step has told their loss.
 */
export class GoodWeights {
  private usual = Number.NaN;
  private candidate: GoodRecord | null = null;
  private good: GoodRecord | null = null;

  /** The newest that are known to be good; null before there are any. */
  get newest(): GoodRecord | null {
    return this.good;
  }

  /** Takes the weights that a step left. */
  take(record: GoodRecord): void {
    this.candidate = record;
  }

  /** Hears the loss of a step: it was computed with the weights that the step before left. */
  saw(step: number, loss: number): void {
    const { usual, candidate } = this;
    this.candidate = null;
    if (loss > usual + CLIMB * Math.abs(usual)) return;
    this.usual = Number.isNaN(usual) ? loss : MEMORY * usual + (1 - MEMORY) * loss;
    if (candidate?.step === step - 1) this.good = candidate;
  }
}
