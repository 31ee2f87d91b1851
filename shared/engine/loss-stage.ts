import { valuesOfChoice } from '../catalogue/catalogues';
import type { LossDefinition } from '../catalogue/loss';
import { LOSSES } from '../catalogue/losses';
import type { Choice } from '../document/schema';
import type { EngineOps, Tensor } from './tensor-ops';

/** The loss of a run: values and gradients of a batch. */
export class LossStage {
  readonly definition: LossDefinition;
  private readonly values: never;

  constructor(
    private readonly ops: EngineOps,
    choice: Choice,
  ) {
    this.definition = LOSSES.get(choice.kind);
    this.values = valuesOfChoice(LOSSES, choice) as never;
  }

  /** How an output becomes a prediction. */
  get prediction(): 'softmax' | 'sigmoid' | 'as-is' | 'sign' {
    return this.definition.prediction(this.values);
  }

  /** The loss of every sample of a batch, [batch, 1], times its weight if it has one; `totalOf` adds them up. */
  losses(outputs: Tensor, targets: Tensor, weights: Tensor | null = null): Tensor {
    const { ops } = this;
    return ops.arena.scope(
      () => {
        const known = { outputs, targets, columns: outputs.shape[1] };
        const losses = this.definition.value(ops, known, this.values);
        return weights ? ops.multiply(losses, weights) : losses;
      },
      (losses) => [losses],
    );
  }

  /** Sum of the losses of all samples. */
  totalOf(losses: Tensor): number {
    const values = this.ops.view(losses);
    let total = 0;
    for (let index = 0; index < values.length; index += 1) total += values[index];
    return total;
  }

  /** Sum of the losses of all samples of a batch; both [batch, outputs]. */
  total(outputs: Tensor, targets: Tensor): number {
    return this.ops.arena.scope(() => this.totalOf(this.losses(outputs, targets)));
  }

  /** ∂(sum of the batch's losses ÷ count)/∂outputs; the mean loss of the batch where no other count is given. */
  gradient(
    outputs: Tensor,
    targets: Tensor,
    count = outputs.shape[0],
    weights: Tensor | null = null,
  ): Tensor {
    const { ops } = this;
    return ops.arena.scope(
      () => {
        const known = { outputs, targets, columns: outputs.shape[1] };
        const perSample = this.definition.gradient(ops, known, this.values);
        const mean = ops.divide(perSample, count);
        return weights ? ops.multiply(mean, weights) : mean;
      },
      (gradient) => [gradient],
    );
  }
}
