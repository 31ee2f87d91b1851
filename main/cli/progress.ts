import cliProgress from 'cli-progress';
import type { RunState } from '../../shared/telemetry/protocol';
import type { Text } from '../../shared/text/text';
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

/** A bar on standard error; nothing where no person watches. */
interface Bar {
  show(value: number, total: number, payload: Readonly<Record<string, string | number>>): void;
  end(): void;
}

/** `format` is cli-progress's: `{bar}`, `{percentage}` and names of the payload. */
export function openBar({ interactive, say }: CliContext, format: Text): Bar {
  if (!interactive) return { show: () => undefined, end: () => undefined };
  let started = false;
  const bar = new cliProgress.SingleBar(
    { format: say(format), fps: DRAWS_A_SECOND, hideCursor: true, clearOnComplete: true },
    cliProgress.Presets.shades_classic,
  );
  return {
    show(value, total, payload) {
      if (!started) bar.start(total, value, payload);
      else bar.update(value, payload);
      started = true;
    },
    end: () => {
      if (started) bar.stop();
    },
  };
}

export function openProgress(context: CliContext): Progress {
  const bar = openBar(context, FORMAT);
  return {
    show(state, loss) {
      if (state.plannedSteps <= 0) return;
      const seconds = state.secondsLeft;
      bar.show(state.step, state.plannedSteps, {
        epoch: Math.min(state.epoch + 1, state.plannedEpochs),
        epochs: state.plannedEpochs,
        loss: loss === null ? '–' : loss.toPrecision(4),
        left: seconds === null ? '' : context.say(LEFT, { seconds: Math.ceil(seconds) }),
      });
    },
    end: bar.end,
  };
}
