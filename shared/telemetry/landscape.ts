import { z } from 'zod';
import { MAX_SEED } from '../document/limits';
import { textSchema } from '../text/text-schema';
import { floats } from './floats';

/**
 * The loss on a plane through the weights of a run: L(α, β) = L(θ + α·δ + β·η).
 * Source: Li, Xu, Taylor, Studer & Goldstein (2018), Visualizing the Loss Landscape of Neural Nets, section 3, eq. 1.
 */

export const LANDSCAPE_SHARES = ['training', 'validation'] as const;
export type LandscapeShare = (typeof LANDSCAPE_SHARES)[number];

/** What a person may ask for; a grid of 51 × 51 is 2,601 evaluations. */
export const LANDSCAPE_LIMITS = {
  resolution: { least: 5, most: 51 },
  range: { least: 0.01, most: 10 },
  samples: { least: 1, most: 10_000 },
  seed: { least: 0, most: MAX_SEED },
} as const;

const limited = ({ least, most }: { readonly least: number; readonly most: number }) =>
  z.number().min(least).max(most);

export const landscapeRequestSchema = z.strictObject({
  /** A name that the page gives this measurement, by which it knows the answers. */
  measurement: z.string().min(1).max(200),
  directions: z.discriminatedUnion('kind', [
    /** Two random directions, filter by filter as long as the weights (`filterNormalised`). */
    z.strictObject({
      kind: z.literal('random'),
      seed: limited(LANDSCAPE_LIMITS.seed).int(),
    }),
    /** The plane in which the run moved most (`principalPlane`). */
    z.strictObject({ kind: z.literal('path') }),
  ]),
  /** Random: α and β reach from −range to range. Path: how much of what lies around the path is seen; 1 shows all of it. */
  range: limited(LANDSCAPE_LIMITS.range),
  /** Points along each axis; odd, so that the weights themselves are one of them. */
  resolution: limited(LANDSCAPE_LIMITS.resolution)
    .int()
    .refine((count) => count % 2 === 1),
  share: z.enum(LANDSCAPE_SHARES),
  /** So many samples of the share, drawn once and the same at every point; all where it has fewer. */
  samples: limited(LANDSCAPE_LIMITS.samples).int(),
  /** Adds the L1 and L2 penalties to the loss. */
  penalties: z.boolean(),
});
export type LandscapeRequest = z.infer<typeof landscapeRequestSchema>;

const axisSchema = z.object({ from: z.number(), to: z.number() });
export type LandscapeAxis = z.infer<typeof axisSchema>;

const pathSchema = z.object({
  /** Ascending, the measured weights' own step among them. */
  steps: z.array(z.int()),
  alpha: floats,
  beta: floats,
  /** Shares of the path's variance along the two directions. */
  explained: z.tuple([z.number(), z.number()]),
});

/** What a trainer answers, again and again while it measures: each time the whole picture as far as it is known. */
export const landscapeSchema = z.discriminatedUnion('phase', [
  z.object({
    phase: z.enum(['measuring', 'finished', 'ended']),
    request: landscapeRequestSchema,
    /** Why it ended before it was finished. */
    why: textSchema.nullable(),
    /** With the weights after this step. */
    step: z.int(),
    /** How many samples the loss is a mean of, and how many the share has. */
    samples: z.int(),
    shareSize: z.int(),
    alpha: axisSchema,
    beta: axisSchema,
    /** Row by row from β.from upwards, in each from α.from on. NaN: not measured yet. Infinity: the loss is not finite. */
    losses: floats,
    measured: z.int(),
    /** The loss with the weights as they are; null where it is not finite, or not measured yet. */
    centre: z.number().nullable(),
    path: pathSchema.nullable(),
  }),
  z.object({
    phase: z.literal('refused'),
    request: landscapeRequestSchema,
    /** What, and what would be right. */
    why: textSchema,
  }),
]);
export type Landscape = z.infer<typeof landscapeSchema>;
export type LandscapePicture = Exclude<Landscape, { phase: 'refused' }>;

/** No more answers follow. */
export const isMeasured = ({ phase }: Landscape): boolean => phase !== 'measuring';

/** Places of the points along an axis, both ends among them. */
export const pointsOf = ({ from, to }: LandscapeAxis, resolution: number): Float64Array =>
  Float64Array.from(
    { length: resolution },
    (_, index) => from + ((to - from) * index) / (resolution - 1),
  );
