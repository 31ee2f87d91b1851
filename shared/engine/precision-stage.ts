import type { WeightRecord } from '../telemetry/protocol';
import { type HalfFormat, roundNumber, roundToHalf } from './kernels/round-to-half';
import type { NamedTensors } from './layer';
import type { EngineOps, Tensor } from './tensor-ops';

/** The settings that decide how numbers are rounded. */
export interface PrecisionSettings {
  readonly precision: 'float32' | HalfFormat;
  readonly roundActivations: boolean;
  readonly roundGradients: boolean;
  readonly roundWeights: boolean;
  readonly lossScaling: 'none' | 'fixed' | 'dynamic';
  readonly lossScale: number;
  readonly growthInterval: number;
}

/** A scale neither vanishes nor grows out of what float32 can divide exactly. */
const LARGEST_SCALE = 2 ** 24;
const FACTOR = 2;

/**
 * Training as in 16 bits, simulated: activations, gradients and weights are rounded to the format as soon as they
 * are computed, sums inside an operation stay in 32 bits, as tensor cores do (Micikevicius et al. 2018, Mixed
 * Precision Training, section 3). The loss scale keeps small gradients above the smallest number of the format.
 */
export class PrecisionStage {
  private factor: number;
  private goodSteps = 0;
  private looked = 0;
  private lost = 0;

  private constructor(
    private readonly ops: EngineOps,
    private readonly format: HalfFormat,
    private readonly settings: PrecisionSettings,
  ) {
    this.factor = settings.lossScaling === 'none' ? 1 : settings.lossScale;
  }

  /** Null where numbers stay as they are: then nothing is asked of it, and nothing costs anything. */
  static of(ops: EngineOps, settings: PrecisionSettings): PrecisionStage | null {
    const { precision } = settings;
    return precision === 'float32' ? null : new PrecisionStage(ops, precision, settings);
  }

  /** What the gradient of the loss is multiplied by before it goes back, and divided by before it is used. */
  get scale(): number {
    return this.factor;
  }

  /** Share of the gradients' numbers since `beginStep` that were not 0 and became 0. */
  get lostShare(): number {
    return this.looked === 0 ? 0 : this.lost / this.looked;
  }

  /** A gradient that is not finite is no failure: the scale can still be halved. */
  get bearsOverflow(): boolean {
    return this.settings.lossScaling === 'dynamic' && this.factor > 1;
  }

  beginStep(): void {
    this.looked = 0;
    this.lost = 0;
  }

  activation(x: Tensor): Tensor {
    return this.settings.roundActivations ? this.round(x).rounded : x;
  }

  gradient(x: Tensor): Tensor {
    if (!this.settings.roundGradients) return x;
    const { rounded, lost, looked } = this.round(x);
    this.lost += lost;
    this.looked += looked;
    return rounded;
  }

  gradients(named: NamedTensors): NamedTensors {
    return Object.fromEntries(
      Object.entries(named).map(([name, tensor]) => [name, this.gradient(tensor)]),
    );
  }

  weights(vector: Tensor): Tensor {
    return this.settings.roundWeights ? this.round(vector).rounded : vector;
  }

  /** Weights as they start; nothing is rounded where weights are kept in 32 bits beside. */
  startOf(records: readonly WeightRecord[]): readonly WeightRecord[] {
    if (!this.settings.roundWeights) return records;
    return records.map((record) => ({
      ...record,
      values: record.values.map((value) => roundNumber(value, this.format)),
    }));
  }

  /**
   * Dynamic scaling: after an overflow the scale is halved and the step left out, after so many good steps it is
   * doubled. True where the step is to be left out; false where an overflow has to be reported.
   */
  overflowed(): boolean {
    if (!this.bearsOverflow) return false;
    this.factor = Math.max(1, this.factor / FACTOR);
    this.goodSteps = 0;
    return true;
  }

  wentWell(): void {
    if (this.settings.lossScaling !== 'dynamic') return;
    this.goodSteps += 1;
    if (this.goodSteps < this.settings.growthInterval) return;
    this.goodSteps = 0;
    this.factor = Math.min(LARGEST_SCALE, this.factor * FACTOR);
  }

  private round(x: Tensor) {
    const { rounded, lost, nonzero } = roundToHalf(this.ops.storage, x, this.format);
    return { rounded: this.ops.arena.own(rounded), lost, looked: nonzero };
  }
}
