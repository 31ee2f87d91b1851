import type { Progress } from '../telemetry/checkpoint';
import type { WeightRecord } from '../telemetry/protocol';
import { type HalfFormat, roundNumber } from './kernels/round-to-half';
import type { NamedTensors } from './layer';
import type { EngineOps, Tensor } from './tensor-ops';
import { Underflow, type UnderflowPlace } from './underflow';

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
  /** What the gradients of a step lost. */
  readonly underflow: Underflow;

  private constructor(
    private readonly ops: EngineOps,
    private readonly format: HalfFormat,
    private readonly settings: PrecisionSettings,
  ) {
    this.factor = settings.lossScaling === 'none' ? 1 : settings.lossScale;
    this.underflow = new Underflow(ops);
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

  /** A gradient that is not finite is no failure: the scale can still be halved. */
  get bearsOverflow(): boolean {
    return this.settings.lossScaling === 'dynamic' && this.factor > 1;
  }

  /** The scale of the loss, and how many good steps it has had. */
  get progress(): NonNullable<Progress['lossScale']> {
    return { factor: this.factor, goodSteps: this.goodSteps };
  }

  resume({ factor, goodSteps }: NonNullable<Progress['lossScale']>): void {
    if (this.settings.lossScaling !== 'dynamic') return;
    this.factor = factor;
    this.goodSteps = goodSteps;
  }

  activation(x: Tensor): Tensor {
    return this.settings.roundActivations ? this.round(x) : x;
  }

  /** A gradient as the format keeps it. `place` says whose it is, for the count of what gets lost; null: not counted. */
  gradient(x: Tensor, place: UnderflowPlace | null): Tensor {
    if (!this.settings.roundGradients) return x;
    const { ops, underflow } = this;
    const counts = place !== null && underflow.isCounting;
    // A scope of its own, so that counts that are kept are freed once, by whoever settles them.
    return ops.arena.scope(
      () => {
        const rounding = ops.roundToHalf(x, this.format, counts);
        if (counts) underflow.add(place, rounding);
        return rounding.rounded;
      },
      (rounded) => [rounded],
    );
  }

  /** The gradients of a node's weights. */
  gradients(named: NamedTensors, node: string): NamedTensors {
    const place = { node, tensor: 'weights' } as const;
    return Object.fromEntries(
      Object.entries(named).map(([name, tensor]) => [name, this.gradient(tensor, place)]),
    );
  }

  weights(vector: Tensor): Tensor {
    return this.settings.roundWeights ? this.round(vector) : vector;
  }

  /** The same for numbers that are at hand. */
  roundInPlace(values: Float32Array): void {
    if (!this.settings.roundWeights) return;
    for (let index = 0; index < values.length; index += 1) {
      values[index] = roundNumber(values[index], this.format);
    }
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

  private round(x: Tensor): Tensor {
    return this.ops.roundToHalf(x, this.format, false).rounded;
  }
}
