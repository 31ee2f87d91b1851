import { create } from 'zustand';
import { computesAlike } from '../../../shared/document/computes-alike';
import type { ProjectDocument } from '../../../shared/document/schema';
import { isOver } from '../../../shared/telemetry/protocol';
import { useProject } from './project-store';
import { useRun } from './run-store';

/**
 * The document that the watched run trains or trained. The person edits on while it runs; its charts must show the
 * data that the run sees, not those chosen since.
 */
export const useRunDocument = create<{
  readonly run: string | null;
  readonly document: ProjectDocument | null;
}>(() => ({ run: null, document: null }));

useRun.subscribe((state, before) => {
  if (state.run === before.run || state.run === useRunDocument.getState().run) return;
  useRunDocument.setState({
    run: state.run,
    document: state.run ? useProject.getState().document : null,
  });
});

/** True where the run that is shown is of another network, data or training than those in the window now. */
export function isRunOutdated(): boolean {
  const { document } = useRunDocument.getState();
  const now = useProject.getState().document;
  const { phase } = useRun.getState().state ?? {};
  return document !== null && phase !== undefined && isOver(phase) && !computesAlike(document, now);
}
