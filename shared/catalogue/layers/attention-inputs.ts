import { fail, type Result, succeed } from '../../result';
import type { ProblemSeed } from '../../text/problems';
import { formatShape } from '../../text/text';
import type { Shape } from '../layer';
import { sequenceNeeded } from './windowed';

/** What the inputs of an attention layer, or their shapes, are for. */
export interface AttentionRoles<Input> {
  readonly query: Input;
  readonly value: Input;
  readonly key: Input;
}

const MAX_INPUTS = 3;

/** In the order of Keras: query, value, key. A value is its own key, and a query its own value, where no other comes. */
export const attentionRoles = <Input>([
  query,
  value = query,
  key = value,
]: readonly Input[]): AttentionRoles<Input> => ({ query, value, key });

/** Sequences, at most three of them, as many keys as values. */
export function checkAttention(
  inputs: readonly Shape[],
): Result<AttentionRoles<Shape>, ProblemSeed> {
  if (inputs.length > MAX_INPUTS) {
    const values = { limit: MAX_INPUTS, count: inputs.length };
    return fail({ kind: 'inputs-over-limit', values });
  }
  const flat = inputs.find((shape) => shape.length !== 2);
  if (flat) return sequenceNeeded(flat);
  const shapes = attentionRoles(inputs);
  if (shapes.key[0] === shapes.value[0]) return succeed(shapes);
  const values = { key: formatShape(shapes.key), value: formatShape(shapes.value) };
  return fail({ kind: 'attention-steps-differ', values });
}
