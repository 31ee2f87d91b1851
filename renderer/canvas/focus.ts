import { currentSurface } from './canvas-store';

/** Brings the keyboard to a node; to the canvas itself where the node is not on the screen. */
export function focusNode(id: string): void {
  const surface = currentSurface();
  const element = surface?.querySelector<HTMLElement>(
    `.react-flow__node[data-id="${CSS.escape(id)}"]`,
  );
  (element ?? surface)?.focus({ preventScroll: true });
}

/** The same for a node that was just added: React Flow draws it in one of the next frames. */
export function focusNodeSoon(id: string): void {
  requestAnimationFrame(() => requestAnimationFrame(() => focusNode(id)));
}

export const focusCanvas = (): void => currentSurface()?.focus({ preventScroll: true });

/** The node whose element has the focus, or null. */
export function focusedNode(): string | null {
  const element = document.activeElement?.closest<HTMLElement>('.react-flow__node');
  return element?.dataset.id ?? null;
}

const FIELDS = 'input, textarea, select, [contenteditable="true"], [role="textbox"]';

/** Whether keys belong to a field that a person writes in. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(FIELDS) !== null;
