import { useEffect, useState } from 'react';
import type { ProjectDocument } from '../../shared/document/schema';
import type { DataPreview } from '../../shared/host-data';
import { host } from '../app/host/host';
import { useProject } from '../app/state/project-store';
import { useRunDocument } from '../app/state/run-document-store';

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
