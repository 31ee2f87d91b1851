import type { ParameterTable, ValuesOf } from './parameter';
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

export interface OptimizerDefinition<Table extends ParameterTable = ParameterTable>
  extends CatalogueEntry {
  readonly parameters: Table;
  readonly slots: readonly string[];
  readonly defaultLearningRate: number;
  /** The new weight and the new slots; nothing is changed in place. */
  update<T>(
    ops: TensorOps<T>,
    step: OptimizerStep<T>,
    values: ValuesOf<Table>,
  ): { readonly weight: T; readonly slots: Readonly<Record<string, T>> };
}

export function defineOptimizer<const Table extends ParameterTable>(
  definition: OptimizerDefinition<Table>,
): OptimizerDefinition {
  return definition as unknown as OptimizerDefinition;
}
