import type { DataShape } from '../catalogue/dataset';
import type { Shape } from '../catalogue/layer';
import type { Choice } from '../document/schema';
import type { Text } from '../text/text';

/** How a column was scaled: x' = (x − mean) ÷ deviation. */
export interface Scaling {
  readonly mean: number;
  readonly deviation: number;
}

/** Data ready to train on: encoded, imputed, scaled, split. Plain arrays, so that it crosses process borders as it is. */
export interface PreparedData {
  readonly shape: DataShape;
  readonly count: number;
  /** Row-major: count × size of `shape.featureShape`. */
  readonly features: Float32Array;
  /** Encoded as the loss wants it (`TargetEncoding`): count × size of `targetShape`. */
  readonly targets: Float32Array;
  readonly targetShape: Shape;
  readonly training: Uint32Array;
  readonly validation: Uint32Array;
  /** Per feature (empty where not standardised); from the training share only, so that validation stays unseen. */
  readonly featureScaling: readonly Scaling[];
  readonly targetScaling: readonly Scaling[];
  /** What a missing value becomes, by feature, scaled already; of tables alone. */
  readonly fillers?: Float32Array;
  /** Mean and deviation of each sample, in turns, where every sample is scaled by itself; absent otherwise. */
  readonly sampleScaling?: Float32Array;
  /** Random changes that training batches go through; absent where there are none. */
  readonly augmentations?: readonly Choice[];
  /** Rows left out because a value was missing, by reason; said to the person. */
  readonly droppedRows: number;
  /** What of the data could not be read and is left out: whole sentences; said when a run begins. */
  readonly leftOut?: readonly Text[];
}
