import cliProgress from 'cli-progress';
import type { RunState } from '../../shared/telemetry/protocol';
import type { CliContext } from './command';

/** Draws how far a run is; nothing where no person watches. */
export interface Progress {
  show(state: RunState, loss: number | null): void;
  end(): void;
}

const FORMAT = {
  en: '{bar} {percentage}%  epoch {epoch}/{epochs}  step {value}/{total}  loss {loss}  {left}',
  zh: '{bar} {percentage}%  轮次 {epoch}/{epochs}  步 {value}/{total}  损失 {loss}  {left}',
};
const LEFT = { en: '{{seconds}} s left', zh: '剩余 {{seconds}} 秒' };
const DRAWS_A_SECOND = 10;

const SILENT: Progress = { show: () => undefined, end: () => undefined };

export function openProgress({ interactive, say }: CliContext): Progress {
  if (!interactive) return SILENT;
  let started = false;
  const bar = new cliProgress.SingleBar(
    { format: say(FORMAT), fps: DRAWS_A_SECOND, hideCursor: true, clearOnComplete: true },
    cliProgress.Presets.shades_classic,
  );
  return {
    show(state, loss) {
      if (state.plannedSteps <= 0) return;
      const seconds = state.secondsLeft;
      const payload = {
        epoch: Math.min(state.epoch + 1, state.plannedEpochs),
        epochs: state.plannedEpochs,
        loss: loss === null ? '–' : loss.toPrecision(4),
        left: seconds === null ? '' : say(LEFT, { seconds: Math.ceil(seconds) }),
      };
      if (!started) bar.start(state.plannedSteps, state.step, payload);
      else bar.update(state.step, payload);
      started = true;
    },
    end: () => {
      if (started) bar.stop();
    },
  };
}
