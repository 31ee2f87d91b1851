import type { Connection, FinalConnectionState, IsValidConnection } from '@xyflow/react';
import { removeElements } from '../../shared/document/edits';
import { checkConnection } from '../../shared/graph/connection';
import { viewedDocument } from '../app/state/opened-store';
import { connectNodes, reconnectEdge } from './actions';
import { placeAt, useCanvas } from './canvas-store';
import type { FlowEdge } from './flow-elements';
import { commentOfFlowId } from './flow-ids';

/** The edge whose end is being dragged: it must not stand in the way of its own new place. */
let reconnecting: string | null = null;

export const isValidConnection: IsValidConnection<FlowEdge> = ({ source, target }) => {
  const document = viewedDocument();
  const base = reconnecting ? removeElements(document, { edges: [reconnecting] }) : document;
  return checkConnection(base, source, target).ok;
};

export const onConnect = ({ source, target }: Connection): void => connectNodes(source, target);

export const onReconnectStart = (_event: unknown, edge: FlowEdge): void => {
  reconnecting = edge.id;
};

export const onReconnect = (edge: FlowEdge, { source, target }: Connection): void =>
  reconnectEdge(edge.id, source, target);

export const onReconnectEnd = (): void => {
  reconnecting = null;
};

/** The node whose body lies at a place of the screen, which is as good a target as its port. */
function nodeAt(x: number, y: number): string | null {
  const element = document.elementFromPoint(x, y)?.closest<HTMLElement>('.react-flow__node');
  const id = element?.dataset.id;
  return id === undefined || commentOfFlowId(id) !== null ? null : id;
}

/** A connection that was let go: on a node it connects or says why not, on empty space it offers what fits. */
export function onConnectEnd(event: MouseEvent | TouchEvent, state: FinalConnectionState): void {
  if (state.isValid || !state.fromNode || !state.fromHandle) return;
  const touch = 'changedTouches' in event ? event.changedTouches[0] : event;
  if (!touch) return;
  const screen = { x: touch.clientX, y: touch.clientY };
  const from = state.fromNode.id;
  const side = state.fromHandle.type;
  const to = state.toNode?.id ?? nodeAt(screen.x, screen.y);
  if (to === from) return;
  if (to !== null) {
    if (side === 'source') connectNodes(from, to, screen);
    else connectNodes(to, from, screen);
    return;
  }
  useCanvas.setState({ quickAdd: { place: placeAt(screen), from: { node: from, side } } });
}
