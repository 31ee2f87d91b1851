import { categoryColour } from '../../monitor/scale';

/** How a run's lines are drawn, and what stands for them in the key. */
export interface LineStyle {
  readonly colour: string;
  /** Lengths of dashes and gaps; undefined for a solid line. */
  readonly dash: readonly number[] | undefined;
}

/** As many as share no factor with the number of colours, so that both repeat together as late as can be. */
const DASHES: readonly LineStyle['dash'][] = [undefined, [7, 3], [2, 2], [9, 3, 2, 3], [4, 4]];

/** Neighbours differ in colour and in dash: forty runs before a pair comes again. */
export const lineStyle = (slot: number): LineStyle => ({
  colour: categoryColour(slot),
  dash: DASHES[slot % DASHES.length],
});

/** A place for each run, that it keeps as long as it is compared; new ones take the first that is free. */
export function assignSlots(
  before: ReadonlyMap<string, number>,
  runs: readonly string[],
): ReadonlyMap<string, number> {
  const kept = new Map([...before].filter(([run]) => runs.includes(run)));
  const taken = new Set(kept.values());
  let next = 0;
  for (const run of runs) {
    if (kept.has(run)) continue;
    while (taken.has(next)) next += 1;
    kept.set(run, next);
    taken.add(next);
  }
  return kept;
}
