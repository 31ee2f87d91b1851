import type { RandomStream } from '../random/random-stream';
import type { ParameterTable, ValuesOf } from './parameter';
import type { CatalogueEntry } from './registry';

/** One picture and where its changed copy goes: both row-major [height, width, channels], pixels in 0 … 1. */
export interface PictureChange {
  readonly from: Float32Array;
  /** Every number of it must be written. */
  readonly to: Float32Array;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly random: RandomStream;
}

/** A random change of a picture that leaves what it shows: the network sees other pixels in every epoch. */
export interface AugmentationDefinition<Table extends ParameterTable = ParameterTable>
  extends CatalogueEntry {
  readonly parameters: Table;
  apply(change: PictureChange, values: ValuesOf<Table>): void;
}

export function defineAugmentation<const Table extends ParameterTable>(
  definition: AugmentationDefinition<Table>,
): AugmentationDefinition {
  return definition as unknown as AugmentationDefinition;
}
