import type { NumberParameter, ParameterTable, ValuesOf } from './parameter';
import type { CatalogueEntry } from './registry';
import type { TensorOps } from './tensor-ops';

export interface OptimizerStep<T> {
  readonly weight: T;
  readonly gradient: T;
  /** One tensor per name in `slots`, zeros before the first step. */
  readonly slots: Readonly<Record<string, T>>;
  readonly learningRate: number;
  /** 1 at the first update. */
  readonly step: number;
}

interface OptimizerFormula<Table extends ParameterTable> extends CatalogueEntry {
  readonly parameters: Table;
  /** What is kept from step to step, one tensor of the weights' size each; an option that is off keeps nothing. */
  slots(values: ValuesOf<Table>): readonly string[];
  readonly defaultLearningRate: number;
  /** The new weight and the new slots; nothing is changed in place. */
  update<T>(
    ops: TensorOps<T>,
    step: OptimizerStep<T>,
    values: ValuesOf<Table>,
  ): { readonly weight: T; readonly slots: Readonly<Record<string, T>> };
}

/** What a file of an optimizer says; decoupled weight decay is the same for all and added to each. */
interface OptimizerSource<Table extends ParameterTable> extends OptimizerFormula<Table> {
  readonly defaultWeightDecay?: number;
}

export type OptimizerDefinition = OptimizerFormula<ParameterTable>;

const weightDecayParameter = (standard: number): NumberParameter => ({
  type: 'number',
  label: { en: 'Weight decay λ', zh: '权重衰减 λ' },
  help: {
    en: 'Decoupled: each step first shrinks every weight, w ← w − η·λ·w, whatever the gradient (Loshchilov & Hutter 2019). 0: none.',
    zh: '解耦的权重衰减：每一步先缩小所有权重，w ← w − η·λ·w，与梯度无关（Loshchilov 与 Hutter，2019）。0 表示不衰减。',
  },
  default: standard,
  minimum: 0,
  maximum: 10,
});

/**
 * Completes an optimizer with decoupled weight decay: Loshchilov & Hutter (2019), algorithm 2, whose decay does not
 * pass through the optimizer's scaling and so reads the same in front of each.
 */
export function defineOptimizer<const Table extends ParameterTable>(
  source: OptimizerSource<Table>,
): OptimizerDefinition {
  const { defaultWeightDecay = 0, ...formula } = source as unknown as OptimizerSource<never>;
  return {
    ...formula,
    parameters: { ...source.parameters, weightDecay: weightDecayParameter(defaultWeightDecay) },
    slots: (values) => formula.slots(values as never),
    update(ops, step, values) {
      const decay = step.learningRate * (values.weightDecay as number);
      const weight = decay === 0 ? step.weight : ops.multiply(step.weight, 1 - decay);
      return formula.update(ops, { ...step, weight }, values as never);
    },
  };
}
