import { findLab } from '../../shared/labs';
import type { RunState } from '../../shared/telemetry/protocol';
import { changeSettings, useSettings } from '../app/settings/settings';
import { useProject } from '../app/state/project-store';
import { isRateTestShown } from '../app/state/rate-test-store';
import { useRun } from '../app/state/run-store';

/** A lab counts as trained when its run came to the end that it has: the last epoch, or the NaN that it shows. */
export const reachedItsEnd = (state: RunState | null): boolean =>
  state?.phase === 'finished' ||
  (state?.phase === 'failed' && state.failure?.kind === 'not-finite');

function noteFinished(id: string): void {
  const { finishedLabs } = useSettings.getState().settings;
  if (!finishedLabs.includes(id)) changeSettings({ finishedLabs: [...finishedLabs, id] });
}

useRun.subscribe((run, previous) => {
  if (!reachedItsEnd(run.state) || reachedItsEnd(previous.state) || isRateTestShown()) return;
  const lab = findLab(useProject.getState().document.lab ?? '');
  if (lab) noteFinished(lab.id);
});

export const useFinishedLabs = (): readonly string[] =>
  useSettings(({ settings }) => settings.finishedLabs);
