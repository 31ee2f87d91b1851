import { type Backend, PROCESS_BACKENDS, type ProjectDocument } from '../../shared/document/schema';
import { fail, type Result, succeed } from '../../shared/result';
import type { RunState, TrainerCommand } from '../../shared/telemetry/protocol';
import { fillText, type Text } from '../../shared/text/text';
import type { TrainerLauncher } from './launcher';

type StartCommand = Extract<TrainerCommand, { type: 'start' }>;

/** Steps that are timed, after a first one in which a GPU compiles its programs. */
const TIMED_STEPS = 8;
/** A backend that has not taken them by then is no candidate. */
const PATIENCE_MS = 20_000;

const TEXTS = {
  slow: {
    en: 'a few steps took longer than {{seconds}} s',
    zh: '数步训练耗时超过 {{seconds}} 秒',
  },
  stopped: { en: 'the trial was stopped', zh: '试运行已停止' },
} as const satisfies Record<string, Text>;

/** The same run on a backend of its own choice. */
export const onBackend = (start: StartCommand, backend: Backend): StartCommand => ({
  ...start,
  document: { ...start.document, training: { ...start.document.training, backend } },
});

/** What a process trains instead, which has no graphics device: the same network, which means the same on `wasm`. */
export function inProcess(document: ProjectDocument): ProjectDocument {
  const { training } = document;
  if (PROCESS_BACKENDS.some((backend) => backend === training.backend)) return document;
  return { ...document, training: { ...training, backend: 'wasm' } };
}

/**
 * Milliseconds a step of a run takes on a backend, by a trainer that lives for a few steps; or why it cannot be said.
 * `signal` ends the trial.
 */
export function timeSteps(
  launch: TrainerLauncher,
  start: StartCommand,
  signal: AbortSignal,
): Promise<Result<number, Text>> {
  return new Promise((resolve) => {
    const trainer = launch();
    let firstSeconds: number | null = null;
    const end = (result: Result<number, Text>): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve(result);
      trainer.kill();
    };
    const stop = (): void => end(fail(TEXTS.stopped));
    const tooSlow = fillText(TEXTS.slow, { seconds: PATIENCE_MS / 1000 });
    const timer = setTimeout(() => end(fail(tooSlow)), PATIENCE_MS);
    signal.addEventListener('abort', stop);

    const follow = ({ phase, step, seconds, failure }: RunState): void => {
      if (phase === 'failed') end(fail(failure?.message ?? TEXTS.stopped));
      // Over before there was a second step: the first one is all there is to go by.
      else if (phase === 'finished') {
        end(succeed((1000 * (seconds - (firstSeconds ?? 0))) / Math.max(1, step - 1)));
      } else if (phase === 'paused' && step === 0) trainer.send({ type: 'step' });
      else if (phase === 'paused' && firstSeconds === null) {
        firstSeconds = seconds;
        trainer.send({ type: 'resume' });
      }
    };
    trainer.onEvent((event) => {
      if (event.type === 'state') follow(event.state);
    });
    trainer.onExit(({ lastWords, signal: killed, text }) => {
      const said = lastWords || killed || '';
      end(fail(text ?? { en: said, zh: said }));
    });
    trainer.send({ ...start, paused: true, telemetry: 'off', stepLimit: 1 + TIMED_STEPS });
  });
}
