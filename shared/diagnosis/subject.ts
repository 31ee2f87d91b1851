import type { ProjectDocument } from '../document/schema';
import { analyse } from '../graph/analyse';
import type { Analysis } from '../graph/analysis';
import type { RunLayout } from '../telemetry/layout';
import type { RunFailure, RunState } from '../telemetry/protocol';
import type { TelemetryStore } from '../telemetry/store';

/**
 * What a diagnosis looks at: a document, what it means, and what a run of it told so far. A run that was started
 * paused has told step 0, the network as it is initialised; that is enough for all that is wrong before training.
 */
export interface Subject {
  readonly document: ProjectDocument;
  readonly analysis: Analysis;
  readonly layout: RunLayout;
  readonly telemetry: TelemetryStore;
  readonly state: RunState | null;
  /** What ended the measuring of a start, of which no state is known. */
  readonly failure?: RunFailure | null;
}

/** A document and what its run told so far; nothing is known of it until its trainer told what it measures. */
export interface ToldRun {
  readonly document: ProjectDocument;
  readonly layout: RunLayout | null;
  readonly telemetry: TelemetryStore | null;
  /** Null where only the start was measured. */
  readonly state: RunState | null;
  readonly failure?: RunFailure | null;
}

/** A run as a diagnosis looks at it, or null before it told anything. `analysis` where it is known already. */
export function subjectOf(
  { document, layout, telemetry, state, failure }: ToldRun,
  analysis?: Analysis,
): Subject | null {
  if (!layout || !telemetry) return null;
  const told = { document, layout, telemetry, state, ...(failure && { failure }) };
  return { ...told, analysis: analysis ?? analyse(document) };
}
