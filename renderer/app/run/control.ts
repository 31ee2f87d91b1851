import { create } from 'zustand';
import type { HostInput } from '../../../shared/host';
import type { JacobianRequest } from '../../../shared/telemetry/jacobian';
import { host } from '../host/host';
import { hideNotice, showNotice } from '../host/notice';
import { reportFailure } from '../host/report-failure';
import { currentLocale } from '../i18n/i18n';
import { useAnalysis } from '../state/analysis';
import { useCrossValidation } from '../state/cross-validation-store';
import { revealProblem, sayProblem } from '../state/problems';
import { useProject } from '../state/project-store';
import { forgetRateTest, isRateTestShown } from '../state/rate-test-store';
import { isUnderWay, useRun } from '../state/run-store';
import { useView } from '../state/view-store';
import { clearRunView, watchNewRun } from './watch';
import { runWords } from './words';

type Action = 'pause' | 'resume' | 'step' | 'stop';

/** True between asking for a run and the host's answer, so that a double click starts one run. */
export const useStarting = create<{ readonly starting: boolean }>(() => ({ starting: false }));

/** A run is under way: preparing, running or paused. */
export const isRunActive = (): boolean => isUnderWay(useRun.getState());

const phaseIs = (phase: string): boolean => {
  const { state, elsewhere } = useRun.getState();
  return elsewhere === null && state?.phase === phase;
};

export const canPause = (): boolean => phaseIs('running');
export const canResume = (): boolean => phaseIs('paused');
export const canStep = (): boolean => !phaseIs('running') && !phaseIs('starting');
export const canReset = (): boolean => useRun.getState().run !== null;

/** Says the first reason why the network cannot be trained, and takes the person there. */
function sayObstacle(): void {
  const problem = useAnalysis.getState().problems.find(({ severity }) => severity === 'error');
  if (!problem) return;
  const locale = currentLocale();
  showNotice({
    id: 'cannot-start',
    title: runWords.entries.cannotStart[locale],
    message: sayProblem(problem, locale),
    color: 'red',
    autoClose: 12_000,
  });
  revealProblem(problem);
}

type NewRun = Omit<HostInput<'training.start'>, 'project' | 'draft'>;

/**
 * Starts a run and shows it; `named` hears its id before any of its events is handled. Where the network cannot be
 * trained it says why instead, and while another start waits for its answer it does nothing.
 */
export async function startRun(
  request: NewRun,
  named: (run: string) => void = () => undefined,
): Promise<void> {
  if (useStarting.getState().starting) return;
  if (!useAnalysis.getState().trainable) return sayObstacle();
  hideNotice('cannot-start');
  const { handle: project, draft } = useProject.getState();
  useStarting.setState({ starting: true });
  useView.setState({ screen: 'workbench' });
  try {
    await watchNewRun(async () => {
      const started = await host.call('training.start', { ...request, project, draft });
      named(started.run);
      return started;
    });
  } finally {
    useStarting.setState({ starting: false });
  }
}

const start = (paused: boolean): Promise<void> =>
  startRun({ document: useProject.getState().document, paused });

async function control(action: Action): Promise<void> {
  const { run } = useRun.getState();
  if (run) await host.call('training.control', { run, action });
}

/** Starts a run of the document as it is now, or goes on with the paused one. */
export const startOrResume = (): Promise<void> =>
  canResume() ? control('resume') : isRunActive() ? Promise.resolve() : start(false);

/** Settles when something holds of the run that the window shows. */
export function whenRun(holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (holds()) return resolve();
    const unsubscribe = useRun.subscribe(() => {
      if (!holds()) return;
      unsubscribe();
      resolve();
    });
  });
}

/** One optimizer update: of the paused run, or the first one of a new run. */
export async function stepOnce(): Promise<void> {
  if (!canStep()) return;
  if (!isRunActive()) await start(true);
  // A trainer that is still building the network has nothing to step.
  await whenRun(() => !isRunActive() || phaseIs('paused'));
  // Where the start was refused or failed, an older run that is still shown must not get the step.
  if (isRunActive()) await control('step');
}

export const pause = (): Promise<void> => control('pause');

export async function stop(): Promise<void> {
  if (isRunActive()) await control('stop');
}

/** Space: train, pause, go on. */
export const toggleRun = (): Promise<void> => (canPause() ? pause() : startOrResume());

/** Ends the run if there is one and clears the charts. The run itself stays in the run store. */
export async function reset(): Promise<void> {
  await stop();
  clearRunView();
}

/** For changing the project: the old project's run must not go on unseen. */
export function abandonRun(): void {
  if (isRunActive()) void stop().catch(reportFailure);
  clearRunView();
  forgetRateTest();
}

/** Runs whose learning rate is part of what is measured: a test of rates, and folds that are compared. */
const keepsItsRate = (): boolean => isRateTestShown() || useCrossValidation.getState().isRunning;

/** Tells a run under way its new learning rate, where it may change; the document is edited by the caller. */
export function sendLearningRate(value: number): void {
  const { run } = useRun.getState();
  if (!run || !isRunActive() || keepsItsRate()) return;
  void host.call('training.setLearningRate', { run, value }).catch(reportFailure);
}

/**
 * Asks for the singular values of a node's Jacobian, of the run under way or of the one that is shown; they come into
 * the run's view. Settles when they were asked for, or, of a run that is over, when they are there.
 */
export async function measureJacobian(request: JacobianRequest): Promise<void> {
  const { run } = useRun.getState();
  if (!run) return;
  await host.call('training.measureJacobian', { run, ...request }).catch(reportFailure);
}
