import type { Text } from '../../shared/text/text';
import type { Command } from '../app/commands/command';
import { useOpened, viewedDocument } from '../app/state/opened-store';
import { select, selectNode, useSelection } from '../app/state/selection-store';
import { OVERLAYS, type Overlay, useView } from '../app/state/view-store';
import {
  addCommentAt,
  alignSelection,
  arrange,
  canShareSelection,
  deleteSelection,
  distributeSelection,
  duplicateSelection,
  hasSharedSelection,
  nudgeSelection,
  selectAll,
  shareSelection,
  unshareSelection,
} from './actions';
import { ALIGNMENTS, type Alignment } from './align';
import {
  blockSelection,
  deleteBlock,
  expandInstance,
  leaveBlock,
  oneBlock,
  openBlock,
} from './block-actions';
import {
  currentFlow,
  currentPlace,
  isPointerOver,
  type Place,
  placeOf,
  useCanvas,
} from './canvas-store';
import { copySelection, cutSelection, pasteFromMenu } from './clipboard-actions';
import { focusCanvas, focusedComment, focusedNode, focusNameField } from './focus';
import { COLUMN_STEP, GRID_SIZE, PORT_OFFSET } from './geometry';
import { fitAll, zoomBy } from './view-actions';

const hasCanvas = (): boolean =>
  currentFlow() !== null && useView.getState().screen === 'workbench';

const selectedCount = (): number => {
  const { nodes, edges, comments } = useSelection.getState();
  return nodes.size + edges.size + comments.size;
};
const hasSelection = (): boolean => hasCanvas() && selectedCount() > 0;
const movable = (): number =>
  useSelection.getState().nodes.size + useSelection.getState().comments.size;
const canAlign = (): boolean => hasCanvas() && movable() >= 2;
const canDistribute = (): boolean => hasCanvas() && movable() >= 3;

/** The node that a command about one node means: the focused one, else the only selected one. */
const oneNode = (): string | null => {
  const focused = focusedNode();
  if (focused) return focused;
  const { nodes } = useSelection.getState();
  return nodes.size === 1 ? ([...nodes][0] ?? null) : null;
};

/** Where a layer that the keyboard asks for goes: to the pointer, else beside the one selected node. */
function placeForNew(): Place {
  const node = isPointerOver() ? null : oneNode();
  const beside = viewedDocument().network.nodes.find(({ id }) => id === node);
  if (!beside) return currentPlace();
  const { x, y } = beside.position;
  return placeOf({ x: x + COLUMN_STEP, y: y + PORT_OFFSET });
}

const oneEdge = (): string | undefined => {
  const { edges } = useSelection.getState();
  return edges.size === 1 ? [...edges][0] : undefined;
};

const oneComment = (): string | null => {
  const { comments, nodes } = useSelection.getState();
  const only = comments.size === 1 && nodes.size === 0 ? [...comments][0] : undefined;
  return focusedComment() ?? only ?? null;
};

function renameOne(): void {
  const comment = oneComment();
  if (comment !== null) {
    useCanvas.setState({ editedComment: comment });
    return;
  }
  const node = oneNode();
  if (node === null) return;
  selectNode(node);
  useView.setState({ inspectorTab: 'layer' });
  focusNameField();
}

const ALIGNMENT_LABELS: Readonly<Record<Alignment, Text>> = {
  left: { en: 'Align left edges', zh: '左对齐' },
  centre: { en: 'Align centres', zh: '水平居中对齐' },
  right: { en: 'Align right edges', zh: '右对齐' },
  top: { en: 'Align top edges', zh: '顶端对齐' },
  middle: { en: 'Align middles', zh: '垂直居中对齐' },
  bottom: { en: 'Align bottom edges', zh: '底端对齐' },
};

const OVERLAY_LABELS: Readonly<Record<Overlay, Text>> = {
  shapes: { en: 'Show shapes on the canvas', zh: '画布显示形状' },
  signal: { en: 'Colour the canvas by signal', zh: '画布按信号着色' },
  gradient: { en: 'Colour the canvas by gradient', zh: '画布按梯度着色' },
  dead: { en: 'Colour the canvas by dead units', zh: '画布按死亡单元着色' },
  updates: { en: 'Colour the canvas by update ratio', zh: '画布按更新比着色' },
};

/** The canvas itself handles these keys, and ten times the distance with Shift, while it has the focus. */
const NUDGES = [
  {
    direction: 'left',
    x: -1,
    y: 0,
    label: { en: 'Move left (Shift: further)', zh: '左移（Shift：移动更远）' },
  },
  {
    direction: 'right',
    x: 1,
    y: 0,
    label: { en: 'Move right (Shift: further)', zh: '右移（Shift：移动更远）' },
  },
  {
    direction: 'up',
    x: 0,
    y: -1,
    label: { en: 'Move up (Shift: further)', zh: '上移（Shift：移动更远）' },
  },
  {
    direction: 'down',
    x: 0,
    y: 1,
    label: { en: 'Move down (Shift: further)', zh: '下移（Shift：移动更远）' },
  },
] as const;

/** Everything that can be asked of the canvas; menus, palette, shortcuts and their sheet derive from this list. */
export const canvasCommands: Command[] = [
  {
    name: 'network.add',
    group: 'network',
    label: { en: 'Add a layer…', zh: '添加层…' },
    shortcuts: ['/'],
    isEnabled: hasCanvas,
    run: () => useCanvas.setState({ quickAdd: { place: placeForNew(), from: null } }),
  },
  {
    name: 'network.connect',
    group: 'network',
    label: { en: 'Connect the layer to…', zh: '将该层连接到…' },
    shortcuts: ['C'],
    isEnabled: () => hasCanvas() && oneNode() !== null,
    run: () => useCanvas.setState({ connectFrom: oneNode() }),
  },
  {
    name: 'network.insert',
    group: 'network',
    label: { en: 'Insert a layer into the connection…', zh: '在连接中插入层…' },
    isEnabled: () => hasCanvas() && oneEdge() !== undefined,
    run: () =>
      useCanvas.setState({ quickAdd: { place: currentPlace(), from: null, edge: oneEdge() } }),
  },
  {
    name: 'network.comment',
    group: 'network',
    label: { en: 'Add a comment', zh: '添加注释' },
    shortcuts: ['Shift+C'],
    isEnabled: hasCanvas,
    run: () => addCommentAt(currentPlace().flow),
  },
  {
    name: 'network.make-block',
    group: 'network',
    label: { en: 'Make a block of the selected layers', zh: '将所选各层组成模块' },
    shortcuts: ['Mod+G'],
    isEnabled: () => hasCanvas() && useSelection.getState().nodes.size > 0,
    run: blockSelection,
  },
  {
    name: 'network.open-block',
    group: 'network',
    label: { en: 'Open the block', zh: '打开模块' },
    shortcuts: ['Mod+ArrowDown'],
    isEnabled: () => hasCanvas() && oneBlock() !== null,
    run: () => {
      const block = oneBlock();
      if (block) openBlock(block.id);
    },
  },
  {
    name: 'network.leave-block',
    group: 'network',
    label: { en: 'Leave the block', zh: '离开模块' },
    shortcuts: ['Mod+ArrowUp'],
    isEnabled: () => hasCanvas() && useOpened.getState().path.length > 0,
    run: leaveBlock,
  },
  {
    name: 'network.expand-block',
    group: 'network',
    label: { en: 'Expand the block in place', zh: '就地展开模块' },
    shortcuts: ['Mod+Shift+G'],
    isEnabled: () => hasCanvas() && oneBlock() !== null,
    run: () => {
      const block = oneBlock();
      if (block) expandInstance(block.id);
    },
  },
  {
    name: 'network.delete-block',
    group: 'network',
    label: { en: 'Delete the block', zh: '删除模块' },
    isEnabled: () => hasCanvas() && oneBlock() !== null,
    run: async () => {
      const block = oneBlock()?.block;
      if (block !== undefined) await deleteBlock(block);
    },
  },
  {
    name: 'network.share-weights',
    group: 'network',
    label: { en: 'Share weights among the selected layers', zh: '让所选各层共享权重' },
    isEnabled: () => hasCanvas() && canShareSelection(),
    run: shareSelection,
  },
  {
    name: 'network.own-weights',
    group: 'network',
    label: { en: 'Give the selected layers weights of their own', zh: '让所选各层使用自己的权重' },
    isEnabled: () => hasCanvas() && hasSharedSelection(),
    run: unshareSelection,
  },
  {
    name: 'edit.rename',
    group: 'edit',
    label: { en: 'Rename the layer or edit the comment', zh: '重命名层或编辑注释' },
    shortcuts: ['F2'],
    isEnabled: () => hasCanvas() && (oneNode() !== null || oneComment() !== null),
    run: renameOne,
  },
  {
    name: 'edit.copy',
    group: 'edit',
    label: { en: 'Copy', zh: '复制' },
    shortcuts: ['Mod+C'],
    isEnabled: hasSelection,
    run: copySelection,
  },
  {
    name: 'edit.cut',
    group: 'edit',
    label: { en: 'Cut', zh: '剪切' },
    shortcuts: ['Mod+X'],
    isEnabled: hasSelection,
    run: cutSelection,
  },
  {
    name: 'edit.paste',
    group: 'edit',
    label: { en: 'Paste', zh: '粘贴' },
    shortcuts: ['Mod+V'],
    isEnabled: hasCanvas,
    run: pasteFromMenu,
  },
  {
    name: 'edit.duplicate',
    group: 'edit',
    label: { en: 'Duplicate', zh: '创建副本' },
    shortcuts: ['Mod+D'],
    isEnabled: hasSelection,
    run: duplicateSelection,
  },
  {
    name: 'edit.delete',
    group: 'edit',
    label: { en: 'Delete', zh: '删除' },
    shortcuts: ['Delete', 'Backspace'],
    isEnabled: hasSelection,
    run: () => {
      deleteSelection();
      // The focus went away with what had it; arrow keys and Tab should go on from the canvas.
      requestAnimationFrame(() => document.activeElement === document.body && focusCanvas());
    },
  },
  {
    name: 'edit.select-all',
    group: 'edit',
    label: { en: 'Select all', zh: '全选' },
    shortcuts: ['Mod+A'],
    isEnabled: hasCanvas,
    run: selectAll,
  },
  {
    name: 'edit.select-none',
    group: 'edit',
    label: { en: 'Select nothing', zh: '取消选择' },
    shortcuts: ['Escape'],
    isEnabled: hasSelection,
    run: () => select({}),
  },
  ...ALIGNMENTS.map(
    (alignment): Command => ({
      name: `edit.align-${alignment}`,
      group: 'edit',
      label: ALIGNMENT_LABELS[alignment],
      isEnabled: canAlign,
      run: () => alignSelection(alignment),
    }),
  ),
  {
    name: 'edit.distribute-horizontally',
    group: 'edit',
    label: { en: 'Distribute horizontally', zh: '水平均匀分布' },
    isEnabled: canDistribute,
    run: () => distributeSelection('horizontal'),
  },
  {
    name: 'edit.distribute-vertically',
    group: 'edit',
    label: { en: 'Distribute vertically', zh: '垂直均匀分布' },
    isEnabled: canDistribute,
    run: () => distributeSelection('vertical'),
  },
  ...NUDGES.map(
    ({ direction, x, y, label }): Command => ({
      name: `edit.move-${direction}`,
      group: 'edit',
      label,
      shortcuts: [`Arrow${direction.charAt(0).toUpperCase()}${direction.slice(1)}`],
      isEnabled: () => hasCanvas() && movable() > 0,
      run: () => nudgeSelection(x * GRID_SIZE, y * GRID_SIZE),
    }),
  ),
  {
    name: 'network.layout',
    group: 'network',
    label: { en: 'Arrange automatically', zh: '自动布局' },
    shortcuts: ['Mod+Shift+L'],
    isEnabled: hasCanvas,
    run: arrange,
  },
  {
    name: 'view.fit',
    group: 'view',
    label: { en: 'Zoom to fit', zh: '缩放至全部' },
    shortcuts: ['Shift+1'],
    isEnabled: hasCanvas,
    run: fitAll,
  },
  {
    name: 'view.zoom-in',
    group: 'view',
    label: { en: 'Zoom in', zh: '放大' },
    shortcuts: ['+', '='],
    isEnabled: hasCanvas,
    run: () => zoomBy('in'),
  },
  {
    name: 'view.zoom-out',
    group: 'view',
    label: { en: 'Zoom out', zh: '缩小' },
    shortcuts: ['-'],
    isEnabled: hasCanvas,
    run: () => zoomBy('out'),
  },
  {
    name: 'view.minimap',
    group: 'view',
    label: { en: 'Show or hide the minimap', zh: '显示或隐藏缩略图' },
    isEnabled: hasCanvas,
    run: () => useCanvas.setState((state) => ({ showMinimap: !state.showMinimap })),
  },
  {
    name: 'view.select-mode',
    group: 'view',
    label: { en: 'Dragging selects instead of panning', zh: '切换拖动框选' },
    shortcuts: ['S'],
    isEnabled: hasCanvas,
    run: () => useCanvas.setState((state) => ({ selectMode: !state.selectMode })),
  },
  ...OVERLAYS.map(
    (overlay, index): Command => ({
      name: `view.overlay-${overlay}`,
      group: 'view',
      label: OVERLAY_LABELS[overlay],
      shortcuts: [`Alt+${index + 1}`],
      isEnabled: hasCanvas,
      run: () => useView.setState({ overlay }),
    }),
  ),
];
