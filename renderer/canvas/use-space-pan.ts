import { useEffect } from 'react';
import { toggleRun } from '../app/run/control';
import { currentSurface, isPointerOver } from './canvas-store';
import { isTyping } from './focus';

/** Elements that a press of Space is meant for. */
const usesSpace = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, a[href], [tabindex="0"]') !== null;

/**
 * Over the canvas Space has two meanings: held while dragging it pans (React Flow does that), tapped it starts or
 * pauses training as everywhere. Which one was meant is known when it is let go.
 */
export function useSpacePan(): void {
  useEffect(() => {
    let isHeld = false;
    let hasPanned = false;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== ' ' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!isPointerOver() || isTyping(event.target) || usesSpace(event.target)) return;
      // Past the window's key bindings, which would start training at once; and no scrolling.
      event.stopPropagation();
      event.preventDefault();
      if (!event.repeat) {
        isHeld = true;
        hasPanned = false;
      }
    };
    const onKeyUp = (event: KeyboardEvent) => {
      if (event.key !== ' ' || !isHeld) return;
      isHeld = false;
      if (!hasPanned) void toggleRun();
    };
    const onPointerDown = (event: PointerEvent) => {
      if (currentSurface()?.contains(event.target as Node)) hasPanned = true;
    };
    const onBlur = () => {
      isHeld = false;
    };
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('keyup', onKeyUp);
    window.addEventListener('pointerdown', onPointerDown, true);
    window.addEventListener('blur', onBlur);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('keyup', onKeyUp);
      window.removeEventListener('pointerdown', onPointerDown, true);
      window.removeEventListener('blur', onBlur);
    };
  }, []);
}
