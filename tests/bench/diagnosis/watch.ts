import { diagnose } from '../../../shared/diagnosis/diagnose';
import type { Finding } from '../../../shared/diagnosis/finding';
import type { Subject } from '../../../shared/diagnosis/subject';
import type { ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import { groupsOf } from '../../../shared/telemetry/layout';
import type { RunState, TelemetryPart } from '../../../shared/telemetry/protocol';
import { TelemetryStore } from '../../../shared/telemetry/store';
import type { Recording } from './recording';

/** What a run's diagnosis said, from before its first step to its end. */
export interface Verdicts {
  readonly subject: Subject;
  readonly start: readonly Finding[];
  readonly end: readonly Finding[];
  /** Causes that were named first at some time, with the step at which each was first so. */
  readonly named: ReadonlyMap<string, number>;
  /** Mean time of one diagnosis, in ms. */
  readonly diagnosisMs: number;
  readonly trainingMs: number;
}

/** Looks at a run, evenly over its steps: so what is said when does not depend on the machine's speed. */
const LOOKS = 40;

/** Tells a store a recording up to a step, and goes on from there the next time. */
function teller({ layout, groups }: Recording, store: TelemetryStore): (step: number) => void {
  const widths = new Map(groupsOf(layout).map(({ name, width }) => [name, width]));
  const told = groups.map(() => 0);
  return (step) => {
    const parts = groups.map(({ group, rows }, index): TelemetryPart => {
      const width = widths.get(group) ?? 1;
      const from = told[index];
      let to = from;
      while (to < rows.length && rows[to] <= step) to += width;
      told[index] = to;
      return { group, rows: rows.subarray(from, to) };
    });
    store.append(parts);
  };
}

/** A recorded run at its end. */
export function subjectOf(document: ProjectDocument, recording: Recording): Subject {
  const { layout, state } = recording;
  const telemetry = new TelemetryStore(layout);
  teller(recording, telemetry)(Number.POSITIVE_INFINITY);
  return { document, analysis: analyse(document), layout, telemetry, state };
}

/** What a diagnosis says of a run before its first step, on its way, and at its end. */
export function watch(document: ProjectDocument, recording: Recording): Verdicts {
  const { layout, state, trainingMs } = recording;
  const telemetry = new TelemetryStore(layout);
  const analysis = analyse(document);
  const tell = teller(recording, telemetry);
  const named = new Map<string, number>();
  let spentMs = 0;
  const look = (now: RunState): readonly Finding[] => {
    const before = performance.now();
    const findings = diagnose({ document, analysis, layout, telemetry, state: now });
    spentMs += performance.now() - before;
    const [root] = findings;
    if (root && !named.has(root.cause)) named.set(root.cause, now.step);
    return findings;
  };
  const passing: RunState = { ...state, phase: 'running', failure: null };
  tell(0);
  const start = look({ ...passing, phase: 'paused', step: 0 });
  for (let count = 1; count < LOOKS; count += 1) {
    const step = Math.floor((state.step * count) / LOOKS);
    tell(step);
    look({ ...passing, step });
  }
  tell(Number.POSITIVE_INFINITY);
  const end = look(state);
  return {
    subject: { document, analysis, layout, telemetry, state },
    start,
    end,
    named,
    diagnosisMs: spentMs / (LOOKS + 1),
    trainingMs,
  };
}
