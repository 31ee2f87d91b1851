import { useEffect } from 'react';
import { create } from 'zustand';
import type { DataSettings, ProjectDocument } from '../../shared/document/schema';
import { HostCallError } from '../../shared/host';
import type { DataPreview, HostFailure } from '../../shared/host-data';
import { host } from '../app/host/host';
import { sentenceOf } from '../app/host/report-failure';
import { useProject } from '../app/state/project-store';

/** A look at the data as the document has them now; while the next is on its way the last one stays to be seen. */
export interface PreviewState {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly preview: DataPreview | null;
  /** The settings that `preview` was made of: pictures name its columns, not those of a newer edit. */
  readonly data: DataSettings | null;
  readonly failure: HostFailure | null;
}

export const usePreview = create<PreviewState>(() => ({
  status: 'loading',
  preview: null,
  data: null,
  failure: null,
}));

/** Typing a number asks once, not once a key. */
const PREVIEW_DELAY_MS = 250;

/** The newest request's number: answers to older ones come too late and are dropped. */
let newest = 0;

const failureOf = (error: unknown): HostFailure => {
  if (error instanceof HostCallError) return error.failure;
  const sentence = sentenceOf(error);
  return { kind: 'unexpected', text: { en: sentence, zh: sentence } };
};

/** The network says nothing about data and may be large: it stays here. */
const withoutNetwork = (document: ProjectDocument): ProjectDocument => ({
  ...document,
  network: { nodes: [], edges: [], comments: [] },
});

async function load(document: ProjectDocument, project: string | null, number: number) {
  try {
    const preview = await host.call('data.preview', {
      document: withoutNetwork(document),
      project,
    });
    if (number !== newest) return;
    usePreview.setState({ status: 'ready', preview, data: document.data, failure: null });
  } catch (error) {
    if (number !== newest) return;
    usePreview.setState({
      status: 'failed',
      preview: null,
      data: document.data,
      failure: failureOf(error),
    });
  }
}

/** Asks for the preview of the document as it is now. */
export function loadPreview(): void {
  newest += 1;
  const { document, handle } = useProject.getState();
  usePreview.setState({ status: 'loading' });
  void load(document, handle, newest);
}

/** Keeps the preview up to date while the component that uses it is on the page. */
export function useFreshPreview(): void {
  const data = useProject(({ document }) => document.data);
  const handle = useProject((state) => state.handle);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of either is what asks again
  useEffect(() => {
    const shown = usePreview.getState();
    if (shown.status === 'ready' && shown.data === data) return;
    usePreview.setState({ status: 'loading' });
    const timer = setTimeout(loadPreview, shown.data === null ? 0 : PREVIEW_DELAY_MS);
    return () => clearTimeout(timer);
  }, [data, handle]);
}
