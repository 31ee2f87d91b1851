import { randomStream, shuffleInPlace } from '../random/random-stream';

export interface Split {
  /** Row numbers, ascending. */
  readonly training: Uint32Array;
  readonly validation: Uint32Array;
}

interface SplitRequest {
  readonly count: number;
  readonly validationShare: number;
  readonly seed: number;
  /** Class index of each row for a stratified split, or null. */
  readonly classes: ArrayLike<number> | null;
}

/**
 * Divides rows into a training and a validation share, at random but the same for the same seed. With classes,
 * each class gives its share (largest remainders make up the total), and its last row stays in training, so that
 * no class is only ever validated.
 */
export function splitRows(request: SplitRequest): Split {
  const random = randomStream(request.seed, 'split');
  const strata = strataOf(request).map((rows) => shuffleInPlace(rows, random));
  const shares = apportion(
    strata.map((rows) => rows.length),
    request.validationShare,
  );
  const validation = Uint32Array.from(
    strata.flatMap((rows, index) => Array.from(rows.subarray(0, shares[index]))),
  );
  const training = Uint32Array.from(
    strata.flatMap((rows, index) => Array.from(rows.subarray(shares[index]))),
  );
  return { training: training.sort(), validation: validation.sort() };
}

/** One of several parts of the rows, each of which is validated once. */
export interface Fold {
  /** From 0. */
  readonly index: number;
  readonly count: number;
}

/**
 * Divides rows for one fold of a cross-validation: the fold is validated, all others train. The rows of each class
 * are shuffled as for a split and dealt out in turn, so that folds differ by a row at most and share the classes.
 */
export function foldRows({
  count,
  classes,
  seed,
  fold,
}: Omit<SplitRequest, 'validationShare'> & {
  readonly fold: Fold;
}): Split {
  const random = randomStream(seed, 'split');
  const dealt = strataOf({ count, classes }).flatMap((rows) =>
    Array.from(shuffleInPlace(rows, random)),
  );
  const isOwn = (_: number, place: number) => place % fold.count === fold.index;
  const validation = Uint32Array.from(dealt.filter(isOwn));
  const training = Uint32Array.from(dealt.filter((row, place) => !isOwn(row, place)));
  return { training: training.sort(), validation: validation.sort() };
}

function strataOf({ count, classes }: Pick<SplitRequest, 'count' | 'classes'>): Uint32Array[] {
  if (!classes) return [Uint32Array.from({ length: count }, (_, row) => row)];
  const byClass = new Map<number, number[]>();
  for (let row = 0; row < count; row += 1) {
    const own = byClass.get(classes[row]);
    if (own) own.push(row);
    else byClass.set(classes[row], [row]);
  }
  // By class index, not by first appearance: the split must not depend on the order of the rows' classes.
  return [...byClass.entries()]
    .sort(([one], [other]) => one - other)
    .map(([, rows]) => Uint32Array.from(rows));
}

/** How many rows of each stratum are for validation: largest remainders (Hamilton's method). */
function apportion(sizes: readonly number[], share: number): number[] {
  const exact = sizes.map((size) => Math.min(size * share, size - 1));
  const shares = exact.map(Math.floor);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let left = Math.round(total * share) - shares.reduce((sum, own) => sum + own, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - shares[index] }))
    .sort((one, other) => other.remainder - one.remainder || one.index - other.index);
  for (const { index } of byRemainder) {
    if (left <= 0) break;
    if (shares[index] + 1 > sizes[index] - 1) continue;
    shares[index] += 1;
    left -= 1;
  }
  return shares;
}
