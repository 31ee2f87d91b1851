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

  /** Sum of the losses of all samples of a batch; both [batch, outputs]. */
  total(outputs: Tensor, targets: Tensor): number {
    const { ops } = this;
    return ops.arena.scope(() => {
      const known = { outputs, targets, columns: outputs.shape[1] };
      const losses = ops.view(this.definition.value(ops, known, this.values));
      let total = 0;
      for (let index = 0; index < losses.length; index += 1) total += losses[index];
      return total;
    });
  }

  /** ∂(mean loss of the batch)/∂outputs. */
  gradient(outputs: Tensor, targets: Tensor): Tensor {
    const { ops } = this;
    return ops.arena.scope(
      () => {
        const known = { outputs, targets, columns: outputs.shape[1] };
        const perSample = this.definition.gradient(ops, known, this.values);
        return ops.divide(perSample, outputs.shape[0]);
      },
      (gradient) => [gradient],
    );
  }
}
