import { create } from 'zustand';
import type { Text } from '../../shared/text/text';
import { clearRunView } from '../app/run/watch';
import { useRun } from '../app/state/run-store';
import { openRun } from './open-run';

/** A run of another network than the one on the canvas, whose charts somebody opened to look at. */
export interface OpenedRun {
  readonly run: string;
  /** What it is, in a line over its charts. */
  readonly caption: Text;
  /** Makes the network on the canvas like it. */
  use(): void;
  /** The run whose charts were shown before. */
  readonly before: string | null;
}

export const useOpenedRun = create<{ readonly opened: OpenedRun | null }>(() => ({ opened: null }));

/** The opened run while its charts are still those that are shown: training or another run ends it. */
export const shownOpenedRun = (opened: OpenedRun | null, run: string | null): OpenedRun | null =>
  opened !== null && opened.run === run ? opened : null;

/** Shows the charts of a kept run and says over them whose they are. Rejects as `openRun` does. */
export async function openRunOf(own: Omit<OpenedRun, 'before'>): Promise<void> {
  const { run } = useRun.getState();
  const known = shownOpenedRun(useOpenedRun.getState().opened, run);
  const before = known ? known.before : run;
  await openRun(own.run);
  if (useRun.getState().run === own.run) useOpenedRun.setState({ opened: { ...own, before } });
}

/** Back to the charts that were there before; to none where there were none. Rejects where they cannot be read. */
export async function closeOpenedRun(): Promise<void> {
  const { opened } = useOpenedRun.getState();
  useOpenedRun.setState({ opened: null });
  if (!opened || useRun.getState().run !== opened.run) return;
  clearRunView();
  if (opened.before !== null) await openRun(opened.before);
}
