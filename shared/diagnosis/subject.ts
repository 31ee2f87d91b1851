import type { ProjectDocument } from '../document/schema';
import type { Analysis } from '../graph/analysis';
import type { RunLayout } from '../telemetry/layout';
import type { RunState } from '../telemetry/protocol';
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
}
