import { readFileSync, writeFileSync } from 'node:fs';
import type { Rectangle } from 'electron';
import { z } from 'zod';

const MINIMUM = { width: 800, height: 560 } as const;
const DEFAULT_SIZE = { width: 1_360, height: 860 } as const;
/** This much of a window must lie on a display, or it could not be dragged back. */
const VISIBLE_PIXELS = 120;

const windowStateSchema = z.object({
  bounds: z
    .object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() })
    .nullable(),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowStateSchema>;

export function readWindowState(file: string): WindowState {
  try {
    return windowStateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Where a window stood is worth no message; it opens in the middle.
    return { bounds: null, maximized: false };
  }
}

/** Written while the window closes, so it must not wait. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state));
  } catch {
    // A full disk must not keep a window from closing.
  }
}

const overlap = (start: number, length: number, from: number, size: number): number =>
  Math.min(start + length, from + size) - Math.max(start, from);

const isOnDisplay = (bounds: Rectangle, display: Rectangle): boolean =>
  overlap(bounds.x, bounds.width, display.x, display.width) >= VISIBLE_PIXELS &&
  overlap(bounds.y, bounds.height, display.y, display.height) >= VISIBLE_PIXELS;

/** Size and place of the window: as it was left, unless that display is gone. */
export function placeWindow(
  { bounds }: WindowState,
  displays: readonly Rectangle[],
): Partial<Rectangle> & { readonly minWidth: number; readonly minHeight: number } {
  const limits = { minWidth: MINIMUM.width, minHeight: MINIMUM.height };
  if (bounds && displays.some((display) => isOnDisplay(bounds, display))) {
    return { ...bounds, ...limits };
  }
  return { ...DEFAULT_SIZE, ...limits };
}
