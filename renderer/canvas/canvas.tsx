import '@xyflow/react/dist/base.css';
import { useComputedColorScheme } from '@mantine/core';
import {
  Background,
  BackgroundVariant,
  type EdgeTypes,
  MiniMap,
  type NodeTypes,
  type OnInit,
  type OnMove,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
} from '@xyflow/react';
import {
  type DragEvent,
  type MouseEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useRef,
} from 'react';
import { useWords } from '../app/i18n/i18n';
import { useOpened, useViewed } from '../app/state/opened-store';
import { useProject } from '../app/state/project-store';
import { select, useSelection } from '../app/state/selection-store';
import { useShownEdit } from '../app/state/shown-edit-store';
import { useView } from '../app/state/view-store';
import { addLayer, insertLayer } from './actions';
import { oneBlock, openBlock } from './block-actions';
import { Breadcrumb } from './breadcrumb';
import classes from './canvas.module.css';
import { placeAt, rememberPointer, setFlow, setSurface, useCanvas } from './canvas-store';
import { CommentNodeView } from './comment-node';
import { ConnectPicker } from './connect-picker';
import { ContextMenu } from './context-menu';
import { EditSummary } from './edit-mark-view';
import { EmptyState } from './empty-state';
import { useExpectationUpdates } from './expectation';
import { finishDrag, onEdgesChange, onNodesChange } from './flow-changes';
import {
  isValidConnection,
  onConnect,
  onConnectEnd,
  onReconnect,
  onReconnectEnd,
  onReconnectStart,
} from './flow-connections';
import type { FlowEdge, FlowNode } from './flow-elements';
import { commentOfFlowId } from './flow-ids';
import { useFlowLabels } from './flow-labels';
import { focusNameField } from './focus';
import { useFollowedHistory } from './follow-history';
import { GRID_SIZE, NODE_WIDTH } from './geometry';
import { GhostEdgeView, GhostNodeView } from './ghost';
import { HelperLinesView } from './helper-lines-view';
import { Legend } from './legend';
import { Messages } from './messages';
import { NetworkEdgeView } from './network-edge';
import { NetworkNodeView } from './network-node';
import { LAYER_MIME } from './palette-drag';
import { QuickAdd } from './quick-add';
import { CanvasTools, OverlaySwitch } from './toolbar';
import { useCanvasKeys } from './use-canvas-keys';
import { useClipboard } from './use-clipboard';
import { useFlowElements } from './use-flow-elements';
import { useSpacePan } from './use-space-pan';
import { FAR_ZOOM, MIN_ZOOM, revealNode, showOpened } from './view-actions';
import { canvasWords } from './words';

// Everything that does not change stands out here: a new object or function would make React Flow redraw.
const NODE_TYPES: NodeTypes = {
  network: NetworkNodeView,
  comment: CommentNodeView,
  ghost: GhostNodeView,
};
const EDGE_TYPES: EdgeTypes = { network: NetworkEdgeView, ghost: GhostEdgeView };
const SNAP: [number, number] = [GRID_SIZE, GRID_SIZE];
const PAN_BUTTONS = [0, 1];
const PAN_BUTTONS_WHILE_SELECTING = [1];
const MULTI_SELECTION_KEYS = ['Meta', 'Control', 'Shift'];
const MINIMAP_SIZE = { width: 152, height: 104 };
const MAX_ZOOM = 2;

/** The first look shows everything. React Flow's own `fitView` would wait for the first node and move it away from the hand. */
const onInit: OnInit<FlowNode, FlowEdge> = (flow) => {
  setFlow(flow);
  showOpened();
};

const onMove: OnMove = (_event, { zoom }) => {
  const isFar = zoom < FAR_ZOOM;
  if (useCanvas.getState().isFar !== isFar) useCanvas.setState({ isFar });
};

function onNodeDoubleClick(_event: unknown, node: FlowNode): void {
  const comment = commentOfFlowId(node.id);
  if (comment !== null) useCanvas.setState({ editedComment: comment });
  else if (oneBlock()?.id === node.id) openBlock(node.id);
  else focusNameField();
}

function onNodeContextMenu(event: MouseEvent, node: FlowNode): void {
  event.preventDefault();
  if (!node.selected) {
    const comment = commentOfFlowId(node.id);
    select(comment === null ? { nodes: [node.id] } : { comments: [comment] });
  }
  openMenu(event, { type: 'selection' });
}

function onSelectionContextMenu(event: MouseEvent): void {
  event.preventDefault();
  openMenu(event, { type: 'selection' });
}

function onEdgeContextMenu(event: MouseEvent, edge: FlowEdge): void {
  event.preventDefault();
  select({ edges: [edge.id] });
  openMenu(event, { type: 'edge', edge: edge.id });
}

function onPaneContextMenu(event: globalThis.MouseEvent | MouseEvent): void {
  event.preventDefault();
  openMenu(event, { type: 'canvas' });
}

type MenuTarget = NonNullable<ReturnType<typeof useCanvas.getState>['menu']>['target'];

const openMenu = (event: { clientX: number; clientY: number }, target: MenuTarget): void =>
  useCanvas.setState({ menu: { place: placeAt({ x: event.clientX, y: event.clientY }), target } });

function onDoubleClick(event: MouseEvent): void {
  if (!(event.target instanceof Element) || !event.target.closest('.react-flow__pane')) return;
  if (event.target.closest('.react-flow__node, .react-flow__edge')) return;
  const place = placeAt({ x: event.clientX, y: event.clientY });
  useCanvas.setState({ quickAdd: { place, from: null } });
}

function onDragOver(event: DragEvent): void {
  if (!event.dataTransfer.types.includes(LAYER_MIME)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
}

function onDrop(event: DragEvent): void {
  const kind = event.dataTransfer.getData(LAYER_MIME);
  if (!kind) return;
  event.preventDefault();
  const { x, y } = placeAt({ x: event.clientX, y: event.clientY }).flow;
  const at = { x: x - NODE_WIDTH / 2, y };
  const edge = document
    .elementFromPoint(event.clientX, event.clientY)
    ?.closest<HTMLElement>('.react-flow__edge')?.dataset.id;
  if (edge === undefined) addLayer(kind, at, null);
  else insertLayer(kind, edge, at);
}

function onPointerMove(event: PointerEvent): void {
  // Popovers of the canvas stand elsewhere in the page, but React hands on what happens in them.
  if (!event.currentTarget.contains(event.target as globalThis.Node)) return;
  rememberPointer({ x: event.clientX, y: event.clientY });
}
const onPointerLeave = (): void => rememberPointer(null);

const minimapNodeClass = (node: FlowNode): string =>
  commentOfFlowId(node.id) === null ? '' : (classes.minimapComment ?? '');

/** Follows requests to show a node, and shows another project that was opened. */
function useReveal(): void {
  const reveal = useView((state) => state.reveal);
  const draft = useProject((state) => state.draft);
  const shownDraft = useRef(draft);
  useEffect(() => {
    if (shownDraft.current === draft) return;
    shownDraft.current = draft;
    select({});
    requestAnimationFrame(showOpened);
  }, [draft]);
  useEffect(() => {
    if (reveal === null) return;
    revealNode(reveal);
    useView.setState({ reveal: null });
  }, [reveal]);
}

/** A selection must not name what an undo or another window's edit took away. */
function usePrunedSelection(): void {
  const network = useViewed((document) => document.network);
  useEffect(() => {
    const { nodes, edges, comments } = useSelection.getState();
    const keep = (ids: ReadonlySet<string>, elements: readonly { readonly id: string }[]) => {
      if (ids.size === 0) return ids;
      const known = new Set(elements.map(({ id }) => id));
      return [...ids].every((id) => known.has(id))
        ? ids
        : new Set([...ids].filter((id) => known.has(id)));
    };
    const kept = {
      nodes: keep(nodes, network.nodes),
      edges: keep(edges, network.edges),
      comments: keep(comments, network.comments),
    };
    if (kept.nodes !== nodes || kept.edges !== edges || kept.comments !== comments) select(kept);
  }, [network]);
}

function Flow() {
  const t = useWords(canvasWords);
  const { nodes, edges } = useFlowElements();
  const colorScheme = useComputedColorScheme('light');
  const selectMode = useCanvas((state) => state.selectMode);
  const showMinimap = useCanvas((state) => state.showMinimap);
  // An edit that is shown has the canvas to itself.
  const isEditShown = useShownEdit(({ edit }) => edit?.isPinned === true);
  const labels = useFlowLabels();
  const keys = useCanvasKeys();
  useClipboard();
  useSpacePan();
  useExpectationUpdates();
  useReveal();
  useFollowedHistory();
  usePrunedSelection();
  useEffect(() => () => setFlow(null), []);
  const surface = useCallback((element: HTMLDivElement | null) => setSurface(element), []);

  return (
    <section
      ref={surface}
      className={classes.canvas}
      aria-label={t('canvas')}
      // The canvas takes the focus after a popover closes, so that single-key shortcuts go on working.
      tabIndex={-1}
      onDoubleClick={onDoubleClick}
      onDragOver={onDragOver}
      onDrop={onDrop}
      onPointerMove={onPointerMove}
      onPointerLeave={onPointerLeave}
      {...keys}
    >
      <ReactFlow<FlowNode, FlowEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onInit={onInit}
        onMove={onMove}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStop={finishDrag}
        onSelectionDragStop={finishDrag}
        onNodeDoubleClick={onNodeDoubleClick}
        onNodeContextMenu={onNodeContextMenu}
        onSelectionContextMenu={onSelectionContextMenu}
        onEdgeContextMenu={onEdgeContextMenu}
        onPaneContextMenu={onPaneContextMenu}
        isValidConnection={isValidConnection}
        onConnect={onConnect}
        onConnectEnd={onConnectEnd}
        onReconnect={onReconnect}
        onReconnectStart={onReconnectStart}
        onReconnectEnd={onReconnectEnd}
        ariaLabelConfig={labels}
        colorMode={colorScheme}
        deleteKeyCode={null}
        multiSelectionKeyCode={MULTI_SELECTION_KEYS}
        selectionMode={SelectionMode.Partial}
        selectionOnDrag={selectMode}
        panOnDrag={selectMode ? PAN_BUTTONS_WHILE_SELECTING : PAN_BUTTONS}
        panOnScroll
        zoomOnDoubleClick={false}
        snapToGrid
        snapGrid={SNAP}
        minZoom={MIN_ZOOM}
        maxZoom={MAX_ZOOM}
        connectionRadius={24}
        onlyRenderVisibleElements
      >
        <Background variant={BackgroundVariant.Dots} gap={2 * GRID_SIZE} size={1} />
        <HelperLinesView />
        <Panel position="top-left">
          <OverlaySwitch />
        </Panel>
        <Panel position="top-center">
          <Breadcrumb />
        </Panel>
        <Panel position="top-right">
          <Legend />
        </Panel>
        <Panel position="bottom-left">
          <CanvasTools />
        </Panel>
        {showMinimap && !isEditShown && nodes.length > 0 && (
          <MiniMap<FlowNode>
            pannable
            zoomable
            style={MINIMAP_SIZE}
            nodeClassName={minimapNodeClass}
          />
        )}
      </ReactFlow>
      <EmptyState />
      <QuickAdd />
      <ConnectPicker />
      <ContextMenu />
      <Messages />
      <EditSummary />
    </section>
  );
}

/** The network as a picture that is edited by hand: nodes, connections, comments, and what a run measured on them. */
export function Canvas() {
  const path = useOpened((state) => state.path);
  return (
    // Another level is another canvas: ids may be the same there, and mean other nodes.
    <ReactFlowProvider key={path.join(' ')}>
      <Flow />
    </ReactFlowProvider>
  );
}
