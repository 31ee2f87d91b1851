import { create } from 'zustand';
import {
  editInside,
  openedBlock,
  PATH_SEPARATOR,
  placeOfPath,
  seenInside,
  stillOpen,
} from '../../../shared/document/blocks';
import type { ProjectDocument } from '../../../shared/document/schema';
import { editDocument, useProject } from './project-store';
import { select, useSelection } from './selection-store';

/**
 * The instance of a block that the canvas shows from inside, as ids from the document's network inwards; empty for
 * that network itself. Canvas and inspector work on ids of the level that is open; analyses and telemetry on paths.
 */
export const useOpened = create<{ readonly path: readonly string[] }>(() => ({ path: [] }));

const NOWHERE: readonly string[] = [];

/** Opens the instance at this path; empty goes back to the whole network. */
export function openPath(path: readonly string[]): void {
  if (path.join(PATH_SEPARATOR) === useOpened.getState().path.join(PATH_SEPARATOR)) return;
  select({});
  useOpened.setState({ path });
}

// Undo may take away what is open, and another project has other blocks.
useProject.subscribe((state, before) => {
  const { path } = useOpened.getState();
  if (path.length === 0) return;
  const kept = state.draft === before.draft ? stillOpen(state.document, path) : NOWHERE;
  if (kept.length < path.length) openPath(kept);
});

/** The document with the opened network in the place of its own. */
export const viewedDocument = (): ProjectDocument =>
  seen(useProject.getState().document, useOpened.getState().path);

const seen = (document: ProjectDocument, path: readonly string[]): ProjectDocument =>
  seenInside(document, openedBlock(document, path));

/** Reads from the document as the canvas sees it. */
export function useViewed<Value>(read: (document: ProjectDocument) => Value): Value {
  const path = useOpened((state) => state.path);
  return useProject((state) => read(seen(state.document, path)));
}

/** An edit of the opened network: one undo step, as any other. */
export const editViewed = (edit: (document: ProjectDocument) => ProjectDocument): void =>
  editDocument((document) =>
    editInside(document, openedBlock(document, useOpened.getState().path), edit),
  );

/** The path of a node or connection of the opened network. */
export const pathOf = (id: string): string => pathWithin(useOpened.getState().path, id);

export const pathWithin = (path: readonly string[], id: string): string =>
  [...path, id].join(PATH_SEPARATOR);

/** The path of an element, for components that outlive a change of what is open. */
export const usePathOf = (id: string): string => useOpened((state) => pathWithin(state.path, id));

/** Selects the node at a path, and opens the block that it lies in. */
export function selectPath(path: string): string {
  const place = placeOfPath(useProject.getState().document, path);
  if (!place) return path;
  openPath(place.opened);
  select({ nodes: [place.id] });
  return place.id;
}

/** The same for a connection; the node that it leads to, to be brought into view. */
export function selectEdgePath(path: string): string | null {
  const { document } = useProject.getState();
  const parts = path.split(PATH_SEPARATOR);
  for (let depth = 0; depth < parts.length; depth += 1) {
    const opened = parts.slice(0, depth);
    const id = parts.slice(depth).join(PATH_SEPARATOR);
    const edge = seen(document, opened).network.edges.find((each) => each.id === id);
    if (!edge || stillOpen(document, opened).length < depth) continue;
    openPath(opened);
    select({ edges: [id] });
    return edge.target;
  }
  return null;
}

let lastPaths: {
  readonly nodes: ReadonlySet<string>;
  readonly path: readonly string[];
  readonly made: ReadonlySet<string>;
} | null = null;

/** Paths of the selected nodes; the same set while nothing changed. */
export function useSelectedPaths(): ReadonlySet<string> {
  const nodes = useSelection((state) => state.nodes);
  const path = useOpened((state) => state.path);
  if (lastPaths?.nodes === nodes && lastPaths.path === path) return lastPaths.made;
  const made = path.length === 0 ? nodes : new Set([...nodes].map((id) => pathWithin(path, id)));
  lastPaths = { nodes, path, made };
  return made;
}
