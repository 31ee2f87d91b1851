import { create } from 'zustand';
import { findAxis } from '../../../shared/sweep/axes';
import type { AxisContext } from '../../../shared/sweep/axis';
import { planSweep, type SweepFault, type SweepPlan } from '../../../shared/sweep/plan';
import type { SweepSpec } from '../../../shared/sweep/spec';
import { formatValues, parseValues } from '../../../shared/sweep/written';

/** One parameter to vary, with its values as they stand in the field. */
export interface VariedRow {
  readonly path: string;
  readonly text: string;
}

interface Setup {
  /** Null until the person changed what is proposed for the document. */
  readonly rows: readonly VariedRow[] | null;
  readonly draw: 'grid' | 'random';
  readonly count: number;
  readonly seed: number;
}

/** Stays while other tabs are looked at. */
export const useSetup = create<Setup>(() => ({ rows: null, draw: 'grid', count: 20, seed: 1 }));

const PROPOSED = ['initializer', 'activation', 'rate', 'seed'];
const PROPOSED_COUNT = 2;
/** As many values as a first look at a parameter needs. */
const PROPOSED_VALUES = 3;

/** A parameter with the values that are worth trying in this document. */
export function proposedRow(context: AxisContext, path: string): VariedRow | null {
  const axis = findAxis(context, path);
  if (!axis.ok) return null;
  const { proposals } = axis.value;
  return { path, text: formatValues(axis.value, proposals.slice(0, PROPOSED_VALUES)) };
}

export const proposedRows = (context: AxisContext): readonly VariedRow[] =>
  PROPOSED.flatMap((path) => proposedRow(context, path) ?? []).slice(0, PROPOSED_COUNT);

/** What the form stands for: the plan, or what is wrong with which parameter. */
export interface SetupReading {
  readonly spec: SweepSpec | null;
  readonly plan: SweepPlan | null;
  readonly faults: readonly SweepFault[];
}

export function readSetup(
  context: AxisContext,
  rows: readonly VariedRow[],
  { draw, count, seed }: Pick<Setup, 'draw' | 'count' | 'seed'>,
): SetupReading {
  const faults: SweepFault[] = [];
  const axes: SweepSpec['axes'] = [];
  for (const { path, text } of rows) {
    const axis = findAxis(context, path);
    const values = axis.ok ? parseValues(axis.value, text) : axis;
    if (values.ok) axes.push(values.value);
    else faults.push({ path, text: values.failure });
  }
  if (faults.length > 0 || axes.length === 0) return { spec: null, plan: null, faults };
  const spec: SweepSpec = {
    axes,
    draw: draw === 'grid' ? { kind: 'grid' } : { kind: 'random', count, seed },
  };
  const plan = planSweep(context, spec);
  return plan.ok
    ? { spec, plan: plan.value, faults }
    : { spec: null, plan: null, faults: [plan.failure] };
}
