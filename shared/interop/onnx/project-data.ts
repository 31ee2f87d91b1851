import { z } from 'zod';
import { checkChoice } from '../../catalogue/catalogues';
import { dataShapeOf } from '../../catalogue/data-shape';
import { DATASETS } from '../../catalogue/datasets';
import { LOSSES } from '../../catalogue/losses';
import type { DataSettings, TrainingSettings } from '../../document/schema';
import { choiceSchema, dataSchema, UNSAFE_KEYS } from '../../document/schema';

/** The key of a model's metadata that the app writes. */
export const METADATA_KEY = 'vanishing_point';

const madeSchema = z.object({ data: dataSchema.nullable(), loss: choiceSchema });
export type MadeOf = z.infer<typeof madeSchema>;

/**
 * What a project was trained on, in words that its file may carry: data that the app makes or brings, and the loss.
 * Of a person's own data nothing is written, neither place nor columns.
 */
export function writeMetadata(data: DataSettings, { loss }: TrainingSettings): string {
  const isOwn = DATASETS.find(data.dataset.kind)?.origin === 'file';
  const made: MadeOf = { data: isOwn ? null : data, loss };
  return JSON.stringify(made);
}

const refuseUnsafe = (key: string, value: unknown): unknown => {
  if (UNSAFE_KEYS.has(key)) throw new SyntaxError(`reserved key ${key}`);
  return value;
};

/** The same read back; null where a file has none, or what it has is none. Data of a person's file are not taken. */
export function readMetadata(text: string | undefined): MadeOf | null {
  if (text === undefined) return null;
  try {
    const { success, data: made } = madeSchema.safeParse(JSON.parse(text, refuseUnsafe));
    if (!success || !checkChoice(LOSSES, made.loss).entry) return null;
    const dataset = made.data && DATASETS.find(made.data.dataset.kind);
    return dataset && dataset.origin !== 'file' ? made : { ...made, data: null };
  } catch {
    return null;
  }
}

/** Whether samples of data have this shape. */
export const hasFeatures = (data: DataSettings, shape: readonly number[]): boolean => {
  const { featureShape } = dataShapeOf(data);
  return (
    featureShape.length === shape.length && featureShape.every((axis, at) => axis === shape[at])
  );
};
