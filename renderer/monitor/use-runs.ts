import { useEffect, useState } from 'react';
import { create } from 'zustand';
import type { RunSummary } from '../../shared/host-data';
import { isOver, type RunPhase } from '../../shared/telemetry/protocol';
import { host } from '../app/host/host';
import { sentenceOf } from '../app/host/report-failure';
import { useProject } from '../app/state/project-store';
import { useRun } from '../app/state/run-store';

export const PHASE_WORDS = {
  starting: 'phaseStarting',
  running: 'phaseRunning',
  paused: 'phasePaused',
  finished: 'phaseFinished',
  stopped: 'phaseStopped',
  failed: 'phaseFailed',
} as const satisfies Readonly<Record<RunPhase, string>>;

const useAsked = create<{ readonly times: number }>(() => ({ times: 0 }));

/** Whoever shows the runs asks the host anew: one was named, deleted or brought back. */
export const listRunsAgain = (): void => useAsked.setState(({ times }) => ({ times: times + 1 }));

export type Listing =
  | { readonly state: 'loading' }
  | { readonly state: 'listed'; readonly runs: readonly RunSummary[] }
  | { readonly state: 'failed'; readonly reason: string };

/**
 * The project's runs, listed anew when a run begins or ends. Of a project that was never saved the host knows only
 * the session's runs, those of other unsaved projects among them: the name of its draft tells them apart.
 */
export function useRuns(): Listing {
  const project = useProject((state) => state.handle);
  const draft = useProject((state) => state.draft);
  const run = useRun((state) => state.run);
  const over = useRun((state) => (state.state ? isOver(state.state.phase) : null));
  const [listing, setListing] = useState<Listing>({ state: 'loading' });
  const asked = useAsked(({ times }) => times);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run, its end and a change of one are reasons to ask again
  useEffect(() => {
    let wanted = true;
    host.call('runs.list', { project }).then(
      (all) => {
        const runs = project ? all : all.filter((each) => each.draft === draft || each.run === run);
        if (wanted) setListing({ state: 'listed', runs });
      },
      (error) => {
        if (wanted) setListing({ state: 'failed', reason: sentenceOf(error) });
      },
    );
    return () => {
      wanted = false;
    };
  }, [project, draft, run, over, asked]);
  return listing;
}
