import { type KeyboardEvent, useCallback } from 'react';
import { pauseHistory, resumeHistory } from '../app/state/project-store';
import { select, selectNode, useSelection } from '../app/state/selection-store';
import { nudgeSelection } from './actions';
import { oneBlock, openBlock } from './block-actions';
import { currentSurface } from './canvas-store';
import { focusedComment, focusedNode, isTyping } from './focus';
import { GRID_SIZE } from './geometry';

const DIRECTIONS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const SHIFT_FACTOR = 10;

/** The node that has the focus but is not selected becomes the selection: arrows move what the ring is around. */
function selectFocused(): void {
  const focused = focusedNode();
  const comment = focusedComment();
  const { nodes, comments } = useSelection.getState();
  if (nodes.size + comments.size > 0) return;
  if (focused) selectNode(focused);
  if (comment) select({ comments: [comment] });
}

/** Enter selects what has the focus, as in all of the canvas; on a block that is selected it opens it. */
function openFocused(event: KeyboardEvent): boolean {
  const focused = focusedNode();
  const block = oneBlock();
  const { nodes } = useSelection.getState();
  if (!focused || block?.id !== focused || !nodes.has(focused)) return false;
  event.preventDefault();
  event.stopPropagation();
  openBlock(focused);
  return true;
}

/** Moving by arrow keys. Holding a key is one intention, so it is one undo step. */
export function useCanvasKeys(): {
  readonly onKeyDownCapture: (event: KeyboardEvent) => void;
  readonly onBlur: () => void;
} {
  const onKeyDownCapture = useCallback((event: KeyboardEvent) => {
    if (event.key === 'Enter' && openFocused(event)) return;
    const direction = DIRECTIONS[event.key];
    if (!direction || isTyping(event.target)) return;
    // React hands on what happens in popovers of the canvas too: arrows in a menu must not move nodes.
    if (!currentSurface()?.contains(event.target as Node)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    selectFocused();
    const { nodes, comments } = useSelection.getState();
    if (nodes.size + comments.size === 0) return;
    event.preventDefault();
    // React Flow would move the node a second time.
    event.stopPropagation();
    const step = GRID_SIZE * (event.shiftKey ? SHIFT_FACTOR : 1);
    pauseHistory();
    // Of the window: a node that leaves the view loses the focus, and its key would come up unheard.
    window.addEventListener('keyup', resumeHistory, { once: true, capture: true });
    nudgeSelection(direction[0] * step, direction[1] * step);
  }, []);
  return { onKeyDownCapture, onBlur: resumeHistory };
}
