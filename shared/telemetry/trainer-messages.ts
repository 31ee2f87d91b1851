import { z } from 'zod';
import { textSchema } from '../text/text-schema';
import { checkpointSchema } from './checkpoint';
import { floats } from './floats';
import { jacobianSchema } from './jacobian';
import { landscapeSchema } from './landscape';
import { GROUP_NAMES, runLayoutSchema } from './layout';
import { runStateSchema, type TrainerCommand } from './protocol';

/** The words of `protocol.ts` where they cross between a host and a trainer in its page. */

const telemetryPartSchema = z.strictObject({ group: z.enum(GROUP_NAMES), rows: floats });

/** What a trainer says. It runs in a page, so a host believes nothing of it unseen. */
export const trainerEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('layout'), layout: runLayoutSchema }),
  z.strictObject({ type: z.literal('state'), state: runStateSchema }),
  z.strictObject({
    type: z.literal('telemetry'),
    batch: z.int(),
    parts: z.array(telemetryPartSchema),
  }),
  z.strictObject({ type: z.literal('checkpoint'), checkpoint: checkpointSchema }),
  z.strictObject({ type: z.literal('jacobian'), jacobian: jacobianSchema }),
  z.strictObject({ type: z.literal('landscape'), landscape: landscapeSchema }),
  z.strictObject({ type: z.literal('heartbeat') }),
  z.strictObject({ type: z.literal('notice'), message: textSchema }),
]);

/** What a trainer is told. It comes from the page's own host; the trainer itself refuses words it does not know. */
export const trainerCommandSchema = z.custom<TrainerCommand>(
  (value) => typeof (value as { type?: unknown } | null)?.type === 'string',
);
