import type { ParameterTable, ValuesOf } from './parameter';
import type { CatalogueEntry } from './registry';
import type { TensorOps } from './tensor-ops';

/**
 * How targets are laid out for a loss: `numbers` as they are (classes as one-hot, two classes as one 0/1 column),
 * `one-hot` one column a class, `binary` one 0/1 column, `signs` ±1 (one column for two classes, else one a class).
 */
export type TargetEncoding = 'numbers' | 'one-hot' | 'binary' | 'signs';

/**
 * How many outcomes a softened target is spread over: two a column where columns are yes or no, else as many as there
 * are columns; 0 where targets stay as they are.
 */
export const outcomesOf = (targets: TargetEncoding, columns: number): number =>
  ({ 'one-hot': columns, binary: 2, numbers: 0, signs: 0 })[targets];

export interface LossDefinition<Table extends ParameterTable = ParameterTable>
  extends CatalogueEntry {
  readonly parameters: Table;
  readonly targets: TargetEncoding;
  /** Tasks that the loss is meant for; another one is a warning, not an error. */
  readonly tasks: readonly ('classification' | 'regression')[];
  /** Loss of each sample, shape [batch, 1]: already the mean over outputs where the loss has several. */
  value<T>(ops: TensorOps<T>, known: LossInputs<T>, values: ValuesOf<Table>): T;
  /** ∂(loss of a sample)/∂outputs, shape [batch, outputs]; the caller divides by the batch size. */
  gradient<T>(ops: TensorOps<T>, known: LossInputs<T>, values: ValuesOf<Table>): T;
  /** How an output becomes a probability or a prediction. */
  readonly prediction: (values: ValuesOf<Table>) => 'softmax' | 'sigmoid' | 'as-is' | 'sign';
}

/** Both of shape [batch, outputs]; `columns` is the number of outputs. */
export interface LossInputs<T> {
  readonly outputs: T;
  readonly targets: T;
  readonly columns: number;
}

export function defineLoss<const Table extends ParameterTable>(
  definition: LossDefinition<Table>,
): LossDefinition {
  return definition as unknown as LossDefinition;
}
