import { z } from 'zod';
import { textSchema } from '../text/text-schema';

/** What is moved while a node's output is watched: the node's own inputs, or the data that it computes from. */
export const JACOBIAN_FROM = ['inputs', 'data'] as const;
export type JacobianFrom = (typeof JACOBIAN_FROM)[number];

/** What is asked for: a node by its id, and a sample by its row of the data, from 0; null: the first training sample. */
export interface JacobianRequest {
  readonly node: string;
  readonly sample: number | null;
}

/** What a trainer answers to the command `jacobian`. */
export const jacobianSchema = z.object({
  node: z.string(),
  /** With the weights after this step. */
  step: z.int(),
  /** The row of the data, from 0. */
  sample: z.int(),
  spectra: z.array(
    z.object({
      from: z.enum(JACOBIAN_FROM),
      /** Size of the matrix ∂output/∂input. */
      outputs: z.int(),
      inputs: z.int(),
      /** Descending; as many as the shorter side. */
      singularValues: z.array(z.number()),
      effectiveRank: z.number(),
      /** Largest ÷ smallest singular value; null where the smallest is 0. */
      condition: z.number().nullable(),
    }),
  ),
  /** Why a matrix was not measured: whole sentences. */
  refusals: z.array(textSchema),
});
export type Jacobian = z.infer<typeof jacobianSchema>;
