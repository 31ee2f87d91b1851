import { type AttentionRoles, attentionRoles } from '../../../catalogue/layers/attention-inputs';
import { integers, type LayerSite, type Operations, reshaped, writerOf } from '../operations';
import { project } from './core';

const inputsOf = (ops: Operations, { inputShapes }: Pick<LayerSite, 'inputShapes'>) =>
  attentionRoles(inputShapes.map((_, index) => ops.input(index, 'last')));

/** −∞ where a key is later than the query. */
const futureMask = (ops: Operations, queries: number, keys: number): string =>
  ops.floats(
    Array.from({ length: queries * keys }, (_, index) =>
      index % keys > Math.floor(index / keys) ? -Infinity : 0,
    ),
    [queries, keys],
  );

interface Attention {
  readonly scale: number;
  readonly causal: boolean;
  readonly queries: number;
  readonly keys: number;
  /** Of a key, so that it can be multiplied from the right. */
  readonly turn: readonly number[];
}

/** softmax(scale · q·kᵀ)·v over the last two axes. Vaswani et al. (2017), equation 1. */
function attend(
  ops: Operations,
  { query, key, value }: AttentionRoles<string>,
  { scale, causal, queries, keys, turn }: Attention,
): string {
  const turned = ops.op('Transpose', [key], { perm: integers(turn) });
  const scores = ops.op('Mul', [ops.op('MatMul', [query, turned]), ops.floats([scale], [])]);
  const seen = causal ? ops.op('Add', [scores, futureMask(ops, queries, keys)]) : scores;
  const shares = ops.op('Softmax', [seen], { axis: { integer: -1 } });
  return ops.op('MatMul', [shares, value]);
}

const attention = writerOf<{ readonly scaled: boolean; readonly causal: boolean }>(
  'attention',
  'last',
  (ops, { values: { scaled, causal }, inputShapes }) => {
    const { query, key } = attentionRoles(inputShapes);
    const scale = scaled ? 1 / Math.sqrt(query[1]) : 1;
    const roles = inputsOf(ops, { inputShapes });
    return attend(ops, roles, {
      scale,
      causal,
      queries: query[0],
      keys: key[0],
      turn: [0, 2, 1],
    });
  },
);

interface HeadValues {
  readonly heads: number;
  readonly keyDimensions: number;
  readonly causal: boolean;
  readonly useBias: boolean;
}

const ROLES = ['query', 'value', 'key'] as const;

const multiHeadAttention = writerOf<HeadValues>(
  'multiHeadAttention',
  'last',
  (ops, { values: { heads, keyDimensions, causal, useBias }, inputShapes }) => {
    const shapes = attentionRoles(inputShapes);
    const given = inputsOf(ops, { inputShapes });
    const width = heads * keyDimensions;
    const into = (role: (typeof ROLES)[number]): string => {
      const [steps, features] = shapes[role];
      const names = { kernel: `${role}Kernel`, bias: `${role}Bias` };
      const projected = project(ops, given[role], names, features, width, useBias);
      const apart = reshaped(ops, projected, [steps, heads, keyDimensions]);
      return ops.op('Transpose', [apart], { perm: integers([0, 2, 1, 3]) });
    };
    const roles = { query: into('query'), value: into('value'), key: into('key') };
    const attended = attend(ops, roles, {
      scale: 1 / Math.sqrt(keyDimensions),
      causal,
      queries: shapes.query[0],
      keys: shapes.key[0],
      turn: [0, 1, 3, 2],
    });
    const swapped = ops.op('Transpose', [attended], { perm: integers([0, 2, 1, 3]) });
    const joined = reshaped(ops, swapped, [shapes.query[0], width]);
    const names = { kernel: 'outputKernel', bias: 'outputBias' };
    return project(ops, joined, names, width, shapes.query[1], useBias);
  },
);

export const attentionWriters = [attention, multiHeadAttention];
