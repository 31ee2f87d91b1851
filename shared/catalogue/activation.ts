import type { ParameterTable, ValuesOf } from './parameter';
import type { CatalogueEntry } from './registry';
import type { TensorOps } from './tensor-ops';

/** What a backward pass may use: the input x, the output y = f(x) and ∂L/∂y. */
export interface ActivationBackward<T> {
  readonly x: T;
  readonly y: T;
  readonly dy: T;
}

export interface ActivationDefinition<Table extends ParameterTable = ParameterTable>
  extends CatalogueEntry {
  readonly parameters: Table;
  /** Infimum and supremum of the output. */
  readonly range: readonly [number, number];
  /** Pre-activations below or above which |f′| is under 5 % of its largest value; null where f never saturates on that side. */
  saturation(values: ValuesOf<Table>): {
    readonly below: number | null;
    readonly above: number | null;
  };
  /** True where whole regions give exactly 0 with derivative 0, so that a unit can die (ReLU). */
  readonly canDie: boolean;
  /** False for softmax, which couples the units of a layer. */
  readonly elementwise: boolean;
  /** The kernel initializer that keeps the variance of this activation. */
  readonly recommendedInitializer: string;
  forward<T>(ops: TensorOps<T>, x: T, values: ValuesOf<Table>): T;
  /** ∂L/∂x. */
  backward<T>(ops: TensorOps<T>, known: ActivationBackward<T>, values: ValuesOf<Table>): T;
}

export function defineActivation<const Table extends ParameterTable>(
  definition: ActivationDefinition<Table>,
): ActivationDefinition {
  return definition as unknown as ActivationDefinition;
}
