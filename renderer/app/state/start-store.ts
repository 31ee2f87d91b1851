import { create } from 'zustand';
import type { ProjectDocument } from '../../../shared/document/schema';
import type { RunLayout } from '../../../shared/telemetry/layout';
import type { RunFailure } from '../../../shared/telemetry/protocol';
import type { TelemetryStore } from '../../../shared/telemetry/store';

/** A document's network before its first step, as the host measured it on a batch of its data. */
export interface MeasuredStart {
  readonly document: ProjectDocument;
  readonly layout: RunLayout;
  readonly telemetry: TelemetryStore;
  readonly failure: RunFailure | null;
}

/** The newest one; null where none was measured yet, or the network cannot be trained as it is. */
export const useStart = create<{ readonly measured: MeasuredStart | null }>(() => ({
  measured: null,
}));
