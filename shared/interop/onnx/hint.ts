import { z } from 'zod';
import { MAX_COMMENT_CHARACTERS, MAX_NAME_CHARACTERS } from '../../document/limits';
import { parametersSchema, UNSAFE_KEYS } from '../../document/schema';

/**
 * What a layer was in the app, in the words of its first operator: a reader believes it only where the operators are
 * those that the layer would be written as.
 */
const hintSchema = z.object({
  id: z.string().min(1).max(MAX_COMMENT_CHARACTERS),
  kind: z.string().min(1).max(MAX_NAME_CHARACTERS),
  name: z.string().max(MAX_NAME_CHARACTERS),
  parameters: parametersSchema,
  /** Ids of the layers that it takes. */
  sources: z.array(z.string().max(MAX_COMMENT_CHARACTERS)).max(1000),
  weightsOf: z.string().optional(),
});
export type Hint = z.infer<typeof hintSchema>;

const MARK = 'vanishing-point ';

export const writeHint = (hint: Hint): string => MARK + JSON.stringify(hint);

const refuseUnsafe = (key: string, value: unknown): unknown => {
  if (UNSAFE_KEYS.has(key)) throw new SyntaxError(`reserved key ${key}`);
  return value;
};

/** The hint of an operator; null where its words are someone else's, or are none. */
export function readHint(text: string | undefined): Hint | null {
  if (!text?.startsWith(MARK)) return null;
  try {
    const parsed = hintSchema.safeParse(JSON.parse(text.slice(MARK.length), refuseUnsafe));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
