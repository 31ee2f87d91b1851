import type { EdgeChange, NodeChange, XYPosition } from '@xyflow/react';
import { setComment } from '../../shared/document/edits';
import { editViewed } from '../app/state/opened-store';
import { pauseHistory, resumeHistory } from '../app/state/project-store';
import { select, useSelection } from '../app/state/selection-store';
import { moveTo } from './actions';
import { boxesInView } from './boxes-in-view';
import { currentFlow, useCanvas } from './canvas-store';
import type { FlowEdge, FlowNode } from './flow-elements';
import { commentOfFlowId } from './flow-ids';
import { boundsOf } from './geometry';
import { NO_LINES, snapToOthers } from './helper-lines';

/** What React Flow reports of gestures, as changes of the selection, of a drag under way or of the document. */

type SelectionChange = { readonly id: string; readonly selected: boolean };

function changed(
  ids: ReadonlySet<string>,
  changes: readonly SelectionChange[],
): ReadonlySet<string> {
  if (changes.length === 0) return ids;
  const next = new Set(ids);
  for (const { id, selected } of changes) {
    if (selected) next.add(id);
    else next.delete(id);
  }
  return next;
}

function changeNodeSelection(changes: readonly SelectionChange[]): void {
  if (changes.length === 0) return;
  const nodes: SelectionChange[] = [];
  const comments: SelectionChange[] = [];
  for (const change of changes) {
    const comment = commentOfFlowId(change.id);
    if (comment === null) nodes.push(change);
    else comments.push({ id: comment, selected: change.selected });
  }
  const selection = useSelection.getState();
  select({
    nodes: changed(selection.nodes, nodes),
    comments: changed(selection.comments, comments),
    edges: selection.edges,
  });
}

/** In pixels of the screen. */
const SNAP_REACH = 6;

type Move = readonly [id: string, position: XYPosition];

/** What is dragged, as one box, snaps to what is level with it; the elements in view are its neighbours. */
function snapped(moves: readonly Move[]): readonly Move[] {
  const flow = currentFlow();
  const places = new Map(moves);
  const boxes = boxesInView();
  const moved = boundsOf(
    boxes.flatMap((box) => {
      const place = places.get(box.id);
      return place ? [{ ...box, ...place }] : [];
    }),
  );
  if (!flow || !moved) return moves;
  const others = boxes.filter((box) => !places.has(box.id));
  const { position, lines } = snapToOthers(moved, others, SNAP_REACH / flow.getZoom());
  useCanvas.setState({ lines });
  const x = position.x - moved.x;
  const y = position.y - moved.y;
  return moves.map(([id, place]) => [id, { x: place.x + x, y: place.y + y }]);
}

const moveDragged = (reported: readonly Move[]): void => {
  if (reported.length === 0) return;
  const moves = snapped(reported);
  useCanvas.setState(({ dragged }) => ({ dragged: new Map([...(dragged ?? []), ...moves]) }));
};

/** A comment that is being resized changes in the document at once: that costs nothing, for shapes do not depend on it. */
function resize(change: Extract<NodeChange<FlowNode>, { type: 'dimensions' }>): void {
  const comment = commentOfFlowId(change.id);
  if (comment === null || !change.resizing || !change.dimensions) return;
  const size = change.dimensions;
  pauseHistory();
  editViewed((document) => setComment(document, comment, { size }));
}

export function onNodesChange(changes: readonly NodeChange<FlowNode>[]): void {
  const selections: SelectionChange[] = [];
  const moves: Move[] = [];
  for (const change of changes) {
    if (change.type === 'select') selections.push(change);
    if (change.type === 'dimensions') resize(change);
    if (change.type === 'position' && change.position) {
      if (change.dragging) moves.push([change.id, change.position]);
      // Without a drag, a place changes when a comment is resized from its left or upper side.
      else if (useCanvas.getState().dragged === null) moveComment(change.id, change.position);
    }
  }
  changeNodeSelection(selections);
  moveDragged(moves);
}

function moveComment(id: string, position: XYPosition): void {
  const comment = commentOfFlowId(id);
  if (comment === null) return;
  pauseHistory();
  editViewed((document) => setComment(document, comment, { position }));
}

export const finishResize = (): void => resumeHistory();

export function onEdgesChange(changes: readonly EdgeChange<FlowEdge>[]): void {
  const selections = changes.filter((change) => change.type === 'select');
  if (selections.length === 0) return;
  const selection = useSelection.getState();
  select({ ...selection, edges: changed(selection.edges, selections) });
}

/** The end of a drag: every dragged element gets its new place in one step. */
export function finishDrag(): void {
  const { dragged } = useCanvas.getState();
  if (!dragged) return;
  moveTo(new Map([...dragged].map(([id, position]) => [commentOfFlowId(id) ?? id, position])));
  useCanvas.setState({ dragged: null, lines: NO_LINES });
}
