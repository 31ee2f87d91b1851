import { temporal } from 'zundo';
import { create } from 'zustand';
import { createDocument } from '../../../shared/document/new-document';
import type { ProjectDocument } from '../../../shared/document/schema';
import type { Text } from '../../../shared/text/text';

/**
 * The document being edited and where it is kept. Undo and redo cover the document alone: not the selection, not
 * the view, never results.
 */
export interface ProjectState {
  readonly document: ProjectDocument;
  /** Null until it was saved once. */
  readonly handle: string | null;
  readonly location: string | null;
  /** Names the autosave that belongs to this window's project. */
  readonly draft: string;
  /** The document as last saved or opened; the same object means nothing to save. */
  readonly saved: ProjectDocument | null;
  readonly readOnly: Text | null;
}

/** At least 200 steps are promised (EDIT-1); documents share structure, so a step costs little. */
const UNDO_LIMIT = 1_000;

const newDraft = (): string => crypto.randomUUID();

/** What stands in the window before anything is opened: nothing to save. */
const blank = createDocument('Untitled');

export const useProject = create<ProjectState>()(
  temporal(
    (): ProjectState => ({
      document: blank,
      handle: null,
      location: null,
      draft: newDraft(),
      saved: blank,
      readOnly: null,
    }),
    {
      limit: UNDO_LIMIT,
      partialize: (state) => ({ document: state.document }),
      equality: (past, current) => past.document === current.document,
    },
  ),
);

/** One intention of the person's: one undo step. An edit that returns the same document leaves no step. */
export function editDocument(edit: (document: ProjectDocument) => ProjectDocument): void {
  useProject.setState((state) => {
    const document = edit(state.document);
    return document === state.document ? state : { ...state, document };
  });
}

/** While paused (a drag, a slider) edits change the document without a step; `resumeHistory` makes one step of them all. */
let documentBeforePause: ProjectDocument | null = null;

export function pauseHistory(): void {
  if (documentBeforePause) return;
  documentBeforePause = useProject.getState().document;
  useProject.temporal.getState().pause();
}

export function resumeHistory(): void {
  if (!documentBeforePause) return;
  const before = documentBeforePause;
  documentBeforePause = null;
  const after = useProject.getState().document;
  // The step must go from the document before the gesture to the one after it.
  if (before !== after) useProject.setState({ document: before });
  useProject.temporal.getState().resume();
  if (before !== after) useProject.setState({ document: after });
}

/** Ends a gesture under way first: undone while history is paused, its end would bring back what was undone. */
function travel(direction: 'undo' | 'redo'): void {
  resumeHistory();
  const before = useProject.getState().document;
  useProject.temporal.getState()[direction]();
  const after = useProject.getState().document;
  if (before !== after) for (const listener of travellers) listener(before, after);
}

type Traveller = (before: ProjectDocument, after: ProjectDocument) => void;
const travellers = new Set<Traveller>();

/** Tells what undo and redo changed, and no edit; returns the way to stop. */
export function onTravel(listener: Traveller): () => void {
  travellers.add(listener);
  return () => travellers.delete(listener);
}

export const undo = (): void => travel('undo');
export const redo = (): void => travel('redo');

/** Changes the document and every state of its history alike, so that there is nothing to undo. */
export function changeWithoutStep(change: (document: ProjectDocument) => ProjectDocument): void {
  const history = useProject.temporal.getState();
  const changed = (states: typeof history.pastStates) =>
    states.map((state) => (state.document ? { document: change(state.document) } : state));
  history.pause();
  useProject.setState((state) => ({ ...state, document: change(state.document) }));
  history.resume();
  useProject.temporal.setState({
    pastStates: changed(history.pastStates),
    futureStates: changed(history.futureStates),
  });
}

/** Takes another project into the window; its history starts empty. */
export function replaceProject(project: {
  readonly document: ProjectDocument;
  readonly handle?: string | null;
  readonly location?: string | null;
  readonly draft?: string;
  readonly saved?: ProjectDocument | null;
  readonly readOnly?: Text | null;
}): void {
  useProject.setState({
    document: project.document,
    handle: project.handle ?? null,
    location: project.location ?? null,
    draft: project.draft ?? newDraft(),
    saved: project.saved === undefined ? project.document : project.saved,
    readOnly: project.readOnly ?? null,
  });
  useProject.temporal.getState().clear();
}

export const isDirty = (state: ProjectState): boolean => state.document !== state.saved;
