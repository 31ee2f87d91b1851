import type { Shape } from '../../../catalogue/layer';
import { type Factors, naturalFactors, recut, wholeAxis } from './factors';
import { type Meaning, meaningOf } from './meaning';
import type { NetworkReader } from './network-reader';
import { BATCH } from './sizes';

/**
 * The output of a layer whose axes were cut into parts and put together in another way, as the heads of an attention
 * are, until they are whole again. No layer of the app is like that: who cannot read on names the operators instead.
 */
export interface Cut {
  readonly type: 'cut';
  /** The node, or an attention that is not projected yet. */
  readonly of: string | Attention;
  /** Of a sample, in the app. */
  readonly shape: Shape;
  /** The first of the features that are left. */
  readonly start: number;
  readonly scale: number;
  readonly factors: Factors;
}

/** Products of queries and keys, before and behind their softmax: [outer axes …, queries, keys]. */
export interface Scores {
  readonly type: 'scores';
  readonly query: Cut;
  readonly key: Cut;
  readonly scale: number;
  readonly causal: boolean;
  readonly isShares: boolean;
}

/** Values weighted by their shares, head by head. */
export interface Attention {
  readonly scores: Scores;
  readonly value: Cut;
}

/** The layer that a node's numbers come from unchanged but for their shape and a factor. */
function rootOf(reader: NetworkReader, node: string, shape: Shape): Cut {
  const own: Cut = {
    type: 'cut',
    of: node,
    shape,
    start: 0,
    scale: 1,
    factors: naturalFactors(shape),
  };
  const drawn = reader.draft.nodes.get(node);
  const [source] = drawn?.sources ?? [];
  const before = reader.shapes.get(source ?? '');
  if (!drawn || !before) return own;
  const { kind, parameters } = drawn;
  if (kind === 'scale' && parameters.learned !== true) {
    const root = rootOf(reader, source, before);
    return { ...root, scale: root.scale * Number(parameters.factor) };
  }
  if (kind !== 'reshape') return own;
  const root = rootOf(reader, source, before);
  const factors = recut(root.factors, [BATCH, ...shape]);
  return factors ? { ...root, factors } : own;
}

/** A value as parts of axes; null where it is no layer's output, or one direction of a recurrence. */
export function cutAt(name: string | undefined, reader: NetworkReader): Cut | null {
  const known = reader.of(name ?? '');
  if (known?.type === 'cut') return known;
  if (known?.type !== 'layer' || !known.shape || known.rowOf || known.half !== null) return null;
  if (known.axes.includes('direction')) return null;
  const root = rootOf(reader, known.node, known.shape);
  const factors = known.axes.map((axis) => (typeof axis === 'number' ? root.factors[axis] : []));
  return { ...root, factors };
}

/** The layer's output again, where all its axes are whole. */
export function settled(cut: Cut): Meaning | Cut {
  const { of, shape, start, scale, factors } = cut;
  if (typeof of !== 'string' || start !== 0 || scale !== 1) return cut;
  const axes = factors.map((one) => (one.length === 0 ? 'one' : wholeAxis(one, shape)));
  const isWhole =
    axes.every((axis) => axis !== null) &&
    [0, ...shape.keys()].every((_, axis) => axes.filter((one) => one === axis).length === 1);
  return isWhole ? meaningOf(of, shape, axes) : cut;
}
