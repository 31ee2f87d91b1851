import { z } from 'zod';
import { GROUP_NAMES, type GroupName, runLayoutSchema } from '../../../shared/telemetry/layout';
import { runStateSchema } from '../../../shared/telemetry/protocol';
import { decodeMessage, encodeMessage } from '../../../shared/wire';

/** Groups that a diagnosis reads; pictures and histograms are the most of a run, and no cause looks at them. */
const READ: ReadonlySet<GroupName> = new Set([
  'steps',
  'validation',
  'layers',
  'timeSteps',
  'noise',
  'confusion',
]);

const recordingSchema = z.object({
  layout: runLayoutSchema,
  /** How it ended. */
  state: runStateSchema,
  /** Time that training took, in ms, nobody looking. */
  trainingMs: z.number(),
  /** Every row that the trainer sent, in order of steps. */
  groups: z.array(z.object({ group: z.enum(GROUP_NAMES), rows: z.instanceof(Float32Array) })),
});

/** All that a run told which a diagnosis may look at: so it can be diagnosed again by other rules without training. */
export type Recording = z.infer<typeof recordingSchema>;

export const isRead = (group: GroupName): boolean => READ.has(group);

export const encodeRecording = (recording: Recording): Uint8Array => encodeMessage(recording);

/** Throws where the bytes are no recording: of another version, or cut. */
export const decodeRecording = (bytes: Uint8Array): Recording =>
  recordingSchema.parse(decodeMessage(bytes));
