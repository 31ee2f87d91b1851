import { useEffect, useState } from 'react';
import { create } from 'zustand';
import type { ProjectDocument } from '../../shared/document/schema';
import type { DataPreview } from '../../shared/host';
import { isOver } from '../../shared/telemetry/protocol';
import { host } from '../app/host/host';
import { useProject } from '../app/state/project-store';
import { useRun } from '../app/state/run-store';

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
  if (!document || !phase || !isOver(phase)) return false;
  return (
    document.network.nodes !== now.network.nodes ||
    document.network.edges !== now.network.edges ||
    document.blocks !== now.blocks ||
    document.data !== now.data ||
    document.training !== now.training
  );
}

interface Kept {
  readonly document: ProjectDocument;
  readonly preview: Promise<DataPreview>;
}
let kept: Kept | null = null;

/** Asks the host once for a document's data, however many charts want them. */
function previewOf(document: ProjectDocument): Promise<DataPreview> {
  if (kept?.document !== document) {
    const { handle } = useProject.getState();
    kept = { document, preview: host.call('data.preview', { document, project: handle }) };
  }
  return kept.preview;
}

export interface RunData {
  readonly document: ProjectDocument;
  readonly preview: DataPreview;
}

/** The data of the watched run, or null while they load or where the host has none. */
export function useRunData(): RunData | null {
  const document = useRunDocument((state) => state.document);
  const [data, setData] = useState<RunData | null>(null);
  useEffect(() => {
    if (!document) return;
    let wanted = true;
    previewOf(document).then(
      (preview) => {
        if (wanted) setData({ document, preview });
      },
      // Points are an addition to the picture: without them it still shows what the network says, and the data
      // panel says what is wrong with the data.
      () => {
        if (wanted) setData(null);
      },
    );
    return () => {
      wanted = false;
    };
  }, [document]);
  return data?.document === document ? data : null;
}
