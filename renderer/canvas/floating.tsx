import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Position } from '../../shared/document/schema';
import classes from './floating.module.css';

interface FloatingProps {
  /** Client pixels. */
  readonly at: Position;
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const MARGIN = 8;

/** A panel at a place of the screen, moved just enough to be wholly visible; closes on Escape and on a press outside. */
export function Floating({ at, label, onClose, children }: FloatingProps) {
  const panel = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Position>(at);

  useLayoutEffect(() => {
    const box = panel.current?.getBoundingClientRect();
    if (!box) return;
    setPlace({
      x: Math.max(MARGIN, Math.min(at.x, window.innerWidth - box.width - MARGIN)),
      y: Math.max(MARGIN, Math.min(at.y, window.innerHeight - box.height - MARGIN)),
    });
  }, [at]);

  useEffect(() => {
    const onPointerDown = (event: PointerEvent) => {
      if (!panel.current?.contains(event.target as globalThis.Node)) onClose();
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      onClose();
    };
    // In the capture phase, because React Flow stops presses on its pane from bubbling.
    window.addEventListener('pointerdown', onPointerDown, true);
    window.addEventListener('keydown', onKeyDown, true);
    return () => {
      window.removeEventListener('pointerdown', onPointerDown, true);
      window.removeEventListener('keydown', onKeyDown, true);
    };
  }, [onClose]);

  return createPortal(
    <div
      ref={panel}
      className={classes.panel}
      role="dialog"
      aria-label={label}
      style={{ left: place.x, top: place.y }}
    >
      {children}
    </div>,
    document.body,
  );
}
