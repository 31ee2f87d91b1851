import type { JsonObject } from '../json';

/**
 * One step of the file format: turns a file of version `from` into one of version `from + 1`. Each stands in a file
 * of its own, `NNNN-what-changed.ts`, numbered by the version that it makes, and is never edited after a release.
 */
export interface Migration {
  readonly from: number;
  /** One sentence for people who read the changelog. */
  readonly summary: string;
  /** Returns a new object; the one given must stay as it is. */
  migrate(file: JsonObject): JsonObject;
}
