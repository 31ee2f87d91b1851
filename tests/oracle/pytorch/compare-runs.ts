import { expect } from 'vitest';
import type { StoredRun } from '../../../shared/host-data';
import {
  type GroupName,
  groupsOf,
  LAYER_QUANTITIES,
  type RunLayout,
  STEP_COLUMNS,
} from '../../../shared/telemetry/layout';
import type { TestTrainer } from '../../unit/engine/trainer';

/** What two runs that compute the same need not have in common: time, drawn samples, and where a number falls into a bin. */
const NOT_COMPARED: ReadonlySet<GroupName> = new Set(['noise', 'histograms']);
const SECONDS_COLUMN = 2;

/** What rounding to 16 bits loses is counted by the app alone. */
const NOT_MEASURED: ReadonlySet<string> = new Set(['gradientUnderflow', 'weightGradientUnderflow']);

function namesOf(layout: RunLayout, group: GroupName): readonly string[] {
  if (group === 'layers') {
    return ['step', ...layout.layers.flatMap(() => [...LAYER_QUANTITIES])];
  }
  return group === 'steps' ? [...STEP_COLUMNS, ...layout.metrics] : [];
}

type Rows = ReadonlyMap<number, Float32Array>;

const byStep = (rows: readonly Float32Array[]): Rows => new Map(rows.map((row) => [row[0], row]));

/** The rows of a group that were stored one by one. */
export function rowsOf(run: StoredRun, group: GroupName): readonly Float32Array[] {
  const width = widthOf(run.layout, group);
  const stored = run.groups.find((one) => one.group === group);
  if (!stored) return [];
  return Array.from({ length: stored.mean.length / width }, (_, row) =>
    stored.mean.slice(row * width, (row + 1) * width),
  );
}

const widthOf = (layout: RunLayout, group: GroupName): number =>
  groupsOf(layout).find(({ name }) => name === group)?.width ?? 1;

/** Of the fit's picture: a point on the border between two classes may fall to either. */
const BORDER_SHARE = 0.002;

/** A number as far from the app's as roundings allow; not measured in one is not measured in the other. */
function isClose(found: number, expected: number, tolerance: number): boolean {
  if (Number.isNaN(expected) && Number.isNaN(found)) return true;
  // A mean behind a normalization is 0 but for rounding.
  return Math.abs(found - expected) <= tolerance * Math.abs(expected) + 2e-6;
}

interface Compared {
  readonly layout: RunLayout;
  readonly tolerance: number;
}

/** Compares the numbers of two rows of a group; gives how many. */
function compareRows(
  name: GroupName,
  [found, expected]: readonly [Float32Array, Float32Array],
  { layout, tolerance }: Compared,
): number {
  const names = namesOf(layout, name);
  let compared = 0;
  let mayDiffer = name === 'picture' ? Math.floor(BORDER_SHARE * expected.length) : 0;
  for (let column = 0; column < expected.length; column += 1) {
    if (name === 'steps' && column === SECONDS_COLUMN) continue;
    if (NOT_MEASURED.has(names[column])) continue;
    compared += 1;
    if (isClose(found[column], expected[column], tolerance)) continue;
    mayDiffer -= 1;
    if (mayDiffer >= 0) continue;
    const what = `${name} of step ${expected[0]}, column ${column}`;
    expect.fail(`${what}: ${found[column]}, expected ${expected[column]}`);
  }
  return compared;
}

/** Every row that both have says the same. Both report the first steps all. */
export function expectSameRows(trainer: TestTrainer, run: StoredRun, tolerance = 1e-3): void {
  const { layout } = run;
  let compared = 0;
  for (const { name, width } of groupsOf(layout)) {
    const app = byStep(trainer.rows(name, width));
    const python = byStep(rowsOf(run, name));
    if (width > 1 && name !== 'noise') expect([...python.keys()], name).toEqual([...app.keys()]);
    if (NOT_COMPARED.has(name)) continue;
    for (const [step, expected] of app) {
      const found = python.get(step) as Float32Array;
      compared += compareRows(name, [found, expected], { layout, tolerance });
    }
  }
  expect(compared).toBeGreaterThan(20);
}

/** Two stored runs say the same in these groups; both have reported every step. */
export function expectSameStored(
  found: StoredRun,
  expected: StoredRun,
  groups: ReadonlySet<GroupName>,
): void {
  const { layout } = expected;
  expect(found.layout).toEqual(layout);
  for (const { name, width } of groupsOf(layout)) {
    if (width === 1 || !groups.has(name)) continue;
    const [one, other] = [rowsOf(found, name), rowsOf(expected, name)];
    expect(one.length, name).toBe(other.length);
    expect(other.length, name).toBeGreaterThan(1);
    other.forEach((row, at) => {
      compareRows(name, [one[at], row], { layout, tolerance: 2e-3 });
    });
  }
}
