import { create } from 'zustand';
import { type DocumentDiff, diffDocuments } from '../../../shared/document/diff';
import type { ProjectDocument } from '../../../shared/document/schema';
import type { Text } from '../../../shared/text/text';
import { useProject } from './project-store';

/** An edit that nobody made yet: what it is called, and what the document would be. */
export interface OfferedEdit {
  readonly kind: string;
  readonly label: Text;
  readonly after: ProjectDocument;
}

/** One that the canvas shows. */
export interface ShownEdit extends OfferedEdit {
  readonly before: ProjectDocument;
  readonly diff: DocumentDiff;
  /** Shown until it is let go, and brought into view; else only while something points at it. */
  readonly isPinned: boolean;
}

export const useShownEdit = create<{ readonly edit: ShownEdit | null }>(() => ({ edit: null }));

function show({ kind, label, after }: OfferedEdit, isPinned: boolean): void {
  const { document: before } = useProject.getState();
  const diff = diffDocuments(before, after);
  useShownEdit.setState({ edit: { kind, label, before, after, diff, isPinned } });
}

/** While something points at an edit. One that is pinned stays. */
export function pointAtEdit(edit: OfferedEdit): void {
  if (!useShownEdit.getState().edit?.isPinned) show(edit, false);
}

export function leaveEdit(): void {
  if (useShownEdit.getState().edit?.isPinned === false) hideEdit();
}

export const pinEdit = (edit: OfferedEdit): void => show(edit, true);

export const hideEdit = (): void => useShownEdit.setState({ edit: null });

// An edit of a document that is no more what it was would be drawn over another network.
useProject.subscribe(({ document }) => {
  const { edit } = useShownEdit.getState();
  if (edit && edit.before !== document) hideEdit();
});
