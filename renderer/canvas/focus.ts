import { currentSurface } from './canvas-store';
import { commentOfFlowId } from './flow-ids';

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

/** The node whose element has the focus, or null; a comment is none. */
export function focusedNode(): string | null {
  const element = document.activeElement?.closest<HTMLElement>('.react-flow__node');
  const id = element?.dataset.id;
  return id === undefined || commentOfFlowId(id) !== null ? null : id;
}

/** The comment whose element has the focus, or null. */
export function focusedComment(): string | null {
  const element = document.activeElement?.closest<HTMLElement>('.react-flow__node');
  return element?.dataset.id ? commentOfFlowId(element.dataset.id) : null;
}

/** The inspector's field for a node's name; the canvas brings the keyboard there to rename. */
export const NAME_FIELD_ID = 'node-name-field';

/** Puts the keyboard into the name of the one selected node, once the inspector shows it. */
export function focusNameField(): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const field = document.getElementById(NAME_FIELD_ID);
      if (field instanceof HTMLInputElement) {
        field.focus();
        field.select();
      }
    }),
  );
}

const FIELDS = 'input, textarea, select, [contenteditable="true"], [role="textbox"]';

/** Whether keys belong to a field that a person writes in. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(FIELDS) !== null;
