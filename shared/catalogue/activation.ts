import type { Shape, WeightSpec } from './layer';
import type { ParameterTable, ValuesOf } from './parameter';
import type { CatalogueEntry } from './registry';
import type { TensorOps } from './tensor-ops';

/** What an activation may use beside its input. The few that learn or draw need it; the others ignore it. */
export interface ActivationState<T> {
  /** The activation's own weights by name; without them (curves, theory) a formula takes the values they start at. */
  readonly weights?: Readonly<Record<string, T>>;
  /** Numbers uniform on [0, 1), one an element of x, while training; without them a formula takes their mean, ½. */
  readonly noise?: T;
}

/** What a backward pass may use: the input x, the output y = f(x), ∂L/∂y, and what the forward pass was given. */
export interface ActivationBackward<T> extends ActivationState<T> {
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
  /** Inputs other than 0 at which f′ jumps; integrals over f are cut there. */
  readonly kinks?: readonly number[];
  /** True where whole regions give exactly 0 with derivative 0, so that a unit can die (ReLU). */
  readonly canDie: boolean;
  /** False for softmax and its logarithm, which couple the units of a layer. */
  readonly elementwise: boolean;
  /** True where the slope is drawn anew for every element while training. */
  readonly random?: true;
  /** The kernel initializer that keeps the variance of this activation. */
  readonly recommendedInitializer: string;
  /** Weights that the activation learns, for samples of a shape. The node that applies it owns them. */
  weights?(shape: Shape, values: ValuesOf<Table>): readonly WeightSpec[];
  forward<T>(ops: TensorOps<T>, x: T, values: ValuesOf<Table>, state?: ActivationState<T>): T;
  /** ∂L/∂x. */
  backward<T>(ops: TensorOps<T>, known: ActivationBackward<T>, values: ValuesOf<Table>): T;
  /** ∂L/∂weight of each of its weights, summed over the batch. */
  weightGradients?<T>(
    ops: TensorOps<T>,
    known: ActivationBackward<T>,
    values: ValuesOf<Table>,
  ): Readonly<Record<string, T>>;
}

export function defineActivation<const Table extends ParameterTable>(
  definition: ActivationDefinition<Table>,
): ActivationDefinition {
  return definition as unknown as ActivationDefinition;
}
