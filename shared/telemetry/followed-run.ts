import { z } from 'zod';
import { handle, readRunSchema, runSummarySchema } from '../host-data';
import { textSchema } from '../text/text-schema';
import { groupTailSchema } from './run-tail';

/** A run that trains, or trained, outside of the app, as its file has it. */
export const followedRunSchema = z.object({
  run: readRunSchema,
  /** When its file was last written, in ms since 1970. */
  changed: z.number(),
});

/** What a followed run has since it was last told. */
export const runGrownSchema = z.object({
  run: handle,
  summary: runSummarySchema,
  groups: z.array(groupTailSchema),
  changed: z.number(),
  /** Why its file cannot be read at the moment; null where it can. */
  failure: textSchema.nullable(),
});
