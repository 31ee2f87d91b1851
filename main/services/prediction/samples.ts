import type { DataEncoding } from '../../../shared/data/encoding';
import type { DataSettings } from '../../../shared/document/schema';
import type { HostFailure } from '../../../shared/host-data';
import type { Result } from '../../../shared/result';
import type { Text } from '../../../shared/text/text';

/** What the samples to predict are told apart by: a line of a CSV, an index of a JSON list, a picture's name. */
export type SampleUnit = 'line' | 'entry' | 'file';

/** Some samples, encoded as the network takes them. */
export interface SampleBatch {
  /** Where each sample stands, in the source's unit; those without a value that they need are among them. */
  readonly places: readonly (number | string)[];
  /** Which of them can be predicted, as positions in `places`. */
  readonly rows: ArrayLike<number>;
  /** Row-major: as many samples as `rows` has. */
  readonly features: Float32Array;
}

/** Hears of every batch in order; a failure ends the reading. */
export type TakeBatch = (batch: SampleBatch) => Result<void, HostFailure>;

/** Called between pieces of the input and waited for: how much is read, of how much. */
export type Pace = (done: number, total: number) => Promise<void>;

/** Samples of a person's own, read a batch at a time, however many there are. */
export interface SampleSource {
  readonly unit: SampleUnit;
  visit(take: TakeBatch, pace: Pace): Promise<Result<void, HostFailure>>;
  /** What a person should know of how it was read; complete once everything was visited. */
  readonly notes: readonly Text[];
  /** What could not be read and is left out; complete once everything was visited. */
  readonly leftOut: readonly Text[];
  close(): void;
}

/** What a run knows of the data it was trained on. */
export interface Trained {
  readonly data: DataSettings;
  readonly encoding: DataEncoding;
}
