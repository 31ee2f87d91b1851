import { z } from 'zod';
import { storedGroupSchema } from '../host-data';
import { groupsOf, type RunLayout } from './layout';
import type { StoredGroup } from './store';

/**
 * What a run that grows elsewhere has since somebody looked at it: of each group that changed, how many rows are as they
 * were, and the rows behind them. As a rule that is the newest row, which may still be merging, and the new ones; all
 * rows where a full group was halved.
 */
export const groupTailSchema = storedGroupSchema.extend({ keep: z.int().min(0) });
export type GroupTail = z.infer<typeof groupTailSchema>;

const slice = (values: Float32Array | null, from: number): Float32Array | null =>
  values?.slice(from) ?? null;

/** Rows in front that two looks at a group have in common: the same step, from as many rows of the trainer. */
function commonRows(before: StoredGroup, now: StoredGroup, width: number): number {
  const [old, fresh] = [before.weights ?? [], now.weights ?? []];
  let row = 0;
  while (
    row < Math.min(old.length, fresh.length) &&
    old[row] === fresh[row] &&
    before.mean[row * width] === now.mean[row * width]
  ) {
    row += 1;
  }
  return row;
}

/** What `now` has beyond `before`, both of one run; empty where nothing changed. */
export function tailOf(
  layout: RunLayout,
  before: readonly StoredGroup[],
  now: readonly StoredGroup[],
): readonly GroupTail[] {
  const widths = new Map<string, number>(groupsOf(layout).map(({ name, width }) => [name, width]));
  return now.flatMap((group): GroupTail[] => {
    const width = widths.get(group.group);
    if (width === undefined) return [];
    const known = before.find((one) => one.group === group.group);
    const keep = known ? commonRows(known, group, width) : 0;
    const rows = group.mean.length / width;
    if (keep === rows && known?.mean.length === group.mean.length) return [];
    const from = keep * width;
    return [
      {
        group: group.group,
        keep,
        mean: group.mean.slice(from),
        minimum: slice(group.minimum, from),
        maximum: slice(group.maximum, from),
        ...(group.weights && { weights: group.weights.slice(keep) }),
      },
    ];
  });
}
