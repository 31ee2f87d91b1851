import type { RandomStream } from '../random/random-stream';
import type { Text } from '../text/text';
import type { Shape } from './layer';
import type { ParameterTable, ValuesOf } from './parameter';
import type { CatalogueEntry } from './registry';

export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/** How a weight tensor starts. Numbers are drawn in plain TypeScript, so that every backend starts from the same bits. */
export interface InitializerDefinition<Table extends ParameterTable = ParameterTable>
  extends CatalogueEntry {
  readonly parameters: Table;
  /** By which factor it answers the activation that follows, or that it does not. */
  readonly gainRule: Text;
  /**
   * True where the engine goes on from the drawn numbers with a batch of data, by the calibration of the same kind
   * (`shared/engine/calibrations/`). `draw` and `moments` are then of what stands before it, and theory tells nothing.
   */
  readonly fromData?: true;
  /** Expected mean and variance of one element. Units: the weight's own, and its square. */
  moments(
    fans: Fans,
    values: ValuesOf<Table>,
  ): { readonly mean: number; readonly variance: number };
  /** Row-major values of a tensor of `shape`. */
  draw(shape: Shape, fans: Fans, random: RandomStream, values: ValuesOf<Table>): Float32Array;
}

export function defineInitializer<const Table extends ParameterTable>(
  definition: InitializerDefinition<Table>,
): InitializerDefinition {
  return definition as unknown as InitializerDefinition;
}
