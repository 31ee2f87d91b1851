import type { ComponentType } from 'react';
import { create } from 'zustand';

/**
 * The workbench is most of the page's code: canvas, charts, forms. The start page works without it and stays until it
 * is here, so that nothing flashes between the two.
 */
export const useWorkbenchPart = create<{ readonly Workbench: ComponentType | null }>(() => ({
  Workbench: null,
}));

let loading: Promise<void> | null = null;

async function load(): Promise<void> {
  try {
    const { Workbench } = await import('./workbench');
    useWorkbenchPart.setState({ Workbench });
  } catch (error) {
    // Asked for again, it is fetched again: the host may have been away for a moment.
    loading = null;
    throw error;
  }
}

/** Fetches the workbench's code once. Rejects where it cannot be had. */
export function loadWorkbench(): Promise<void> {
  loading ??= load();
  return loading;
}

/** Fetches it once there is nothing else to do, so that a project opens at once. Returns the way to call it off. */
export function loadWorkbenchWhenIdle(): () => void {
  // What goes wrong here goes wrong again, and is said, when the workbench is asked for.
  const waiting = requestIdleCallback(() => loadWorkbench().catch(() => undefined));
  return () => cancelIdleCallback(waiting);
}
