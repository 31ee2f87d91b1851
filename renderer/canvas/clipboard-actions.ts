import { pasteFragment } from '../../shared/document/edits';
import { MAX_NODES } from '../../shared/document/limits';
import type { Position } from '../../shared/document/schema';
import { printShortcut } from '../app/commands/shortcut';
import { editViewed, viewedDocument } from '../app/state/opened-store';
import { select, useSelection } from '../app/state/selection-store';
import { deleteSelection } from './actions';
import { currentPlace, refuse } from './canvas-store';
import {
  FRAGMENT_MIME,
  type Fragment,
  fragmentOf,
  parseFragment,
  serializeFragment,
} from './clipboard';
import { boundsOf, GRID_SIZE, NODE_HEIGHT, NODE_WIDTH, snapToGrid } from './geometry';
import { canvasWords } from './words';

/** What was copied last in this window, for systems that let no page read their clipboard. */
let lastCopied: string | null = null;
let pasteCount = 0;

const selectedText = (): string | null => {
  const fragment = fragmentOf(viewedDocument(), useSelection.getState());
  return fragment && serializeFragment(fragment);
};

function remember(text: string): void {
  lastCopied = text;
  pasteCount = 0;
}

/** Copies from a menu. The system's clipboard may refuse; then this window alone has the copy. */
export async function copySelection(): Promise<void> {
  const text = selectedText();
  if (text === null) return;
  remember(text);
  await navigator.clipboard?.writeText(text).catch(() => undefined);
}

export async function cutSelection(): Promise<void> {
  await copySelection();
  deleteSelection();
}

/** Repeated pastes step aside, so that no copy hides another. */
const PASTE_STEP = 4 * GRID_SIZE;

/** Where a fragment goes: beside its origin, or under the pointer where the origin is another window's. */
function offsetFor(fragment: Fragment, isOurs: boolean): Position {
  pasteCount += 1;
  if (isOurs) return { x: PASTE_STEP * pasteCount, y: PASTE_STEP * pasteCount };
  const bounds = boundsOf([
    ...fragment.nodes.map(({ position }) => ({
      ...position,
      width: NODE_WIDTH,
      height: NODE_HEIGHT,
    })),
    ...fragment.comments.map(({ position, size }) => ({ ...position, ...size })),
  ]);
  const { flow } = currentPlace();
  return bounds ? snapToGrid({ x: flow.x - bounds.x, y: flow.y - bounds.y }) : { x: 0, y: 0 };
}

/** Pastes clipboard text in one step, or says that it holds no part of a network. */
export function pasteText(text: string): void {
  const fragment = parseFragment(text);
  if (!fragment) {
    refuse(currentPlace().screen, canvasWords.entries.pasteFailed);
    return;
  }
  const document = viewedDocument();
  const pasted = pasteFragment(document, fragment, offsetFor(fragment, text === lastCopied));
  if (pasted.nodes.length + pasted.comments.length === 0) {
    refuse(currentPlace().screen, canvasWords.entries.limitReached, { limit: MAX_NODES });
    return;
  }
  editViewed(() => pasted.document);
  select(pasted);
}

/** Pastes from a menu, where the browser may refuse to show its clipboard. */
export async function pasteFromMenu(): Promise<void> {
  const text = await navigator.clipboard?.readText?.().catch(() => null);
  const known = text || lastCopied;
  if (known) pasteText(known);
  else {
    refuse(currentPlace().screen, canvasWords.entries.clipboardBlocked, {
      shortcut: printShortcut('Mod+V'),
    });
  }
}

/** Answers the system's own copy, cut and paste events, which need no permission. */
export function onClipboardEvent(event: ClipboardEvent): void {
  const data = event.clipboardData;
  if (!data) return;
  if (event.type === 'paste') {
    const text = data.getData(FRAGMENT_MIME) || data.getData('text/plain');
    event.preventDefault();
    pasteText(text);
    return;
  }
  const text = selectedText();
  if (text === null) return;
  remember(text);
  data.setData(FRAGMENT_MIME, text);
  data.setData('text/plain', text);
  event.preventDefault();
  if (event.type === 'cut') deleteSelection();
}
