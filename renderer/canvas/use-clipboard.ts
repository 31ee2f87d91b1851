import { useEffect } from 'react';
import { useView } from '../app/state/view-store';
import { onClipboardEvent } from './clipboard-actions';
import { isTyping } from './focus';

const CLIPBOARD_KEYS = new Set(['c', 'x', 'v']);
const EVENTS = ['copy', 'cut', 'paste'] as const;

const hasTextSelection = (): boolean => !(window.getSelection()?.isCollapsed ?? true);

/** Whether a copy, cut or paste is meant for the canvas: not for a field, and not for text that a person marked. */
const isForCanvas = (target: EventTarget | null): boolean =>
  useView.getState().screen === 'workbench' &&
  !isTyping(target) &&
  !isTyping(document.activeElement) &&
  !hasTextSelection() &&
  document.querySelector('[aria-modal="true"]') === null;

/**
 * Copy, cut and paste by key go through the system's clipboard events: unlike `navigator.clipboard` they ask for
 * no permission. The commands' own key bindings must not see those keys, for they would prevent the events.
 */
export function useClipboard(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isClipboardKey =
        (event.ctrlKey || event.metaKey) &&
        !event.shiftKey &&
        !event.altKey &&
        CLIPBOARD_KEYS.has(event.key.toLowerCase());
      if (isClipboardKey && isForCanvas(event.target)) event.stopImmediatePropagation();
    };
    const onClipboard = (event: ClipboardEvent) => {
      if (isForCanvas(event.target)) onClipboardEvent(event);
    };
    window.addEventListener('keydown', onKeyDown, true);
    for (const name of EVENTS) document.addEventListener(name, onClipboard);
    return () => {
      window.removeEventListener('keydown', onKeyDown, true);
      for (const name of EVENTS) document.removeEventListener(name, onClipboard);
    };
  }, []);
}
