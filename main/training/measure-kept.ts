import { fail, type Result, succeed } from '../../shared/result';
import type { Checkpoint, TrainerCommand, TrainerEvent } from '../../shared/telemetry/protocol';
import { fillText, type Text } from '../../shared/text/text';
import type { JobRequest } from './job';
import type { TrainerLauncher } from './launcher';
import { onBackend } from './trial';

/** A large network is built in seconds, its Jacobian takes a second, and a point of its landscape rarely more. */
const PATIENCE_MS = 60_000;

const TEXTS = {
  slow: {
    en: 'it took longer than {{seconds}} s',
    zh: '耗时超过 {{seconds}} 秒',
  },
  ended: { en: 'the trainer ended before it had measured', zh: '训练进程在完成计算之前退出' },
} as const satisfies Record<string, Text>;

type Known = Pick<JobRequest, 'document' | 'data' | 'wasmPath'> & {
  readonly checkpoint: Checkpoint;
};

/** What a trainer is asked for, and how its answer is known. */
export interface KeptQuestion<Answer> {
  readonly command: TrainerCommand;
  /** Hears all that it says; null where that is not its answer, or not the last of them. */
  answerOf(event: TrainerEvent): Answer | null;
  /** Whoever asked does not want to know any more. */
  readonly signal?: AbortSignal;
}

/**
 * What is measured of an ended run, with the weights that were kept of it: by a trainer that takes no step and lives for
 * this one answer. Always on `wasm`: the weights are what they are, whatever they were trained on. It may take as long
 * as it likes, but not be silent.
 */
export function measureKept<Answer>(
  launch: TrainerLauncher,
  known: Known,
  { command, answerOf, signal }: KeptQuestion<Answer>,
): Promise<Result<Answer, Text>> {
  return new Promise((resolve) => {
    const trainer = launch();
    let isOver = false;
    const end = (result: Result<Answer, Text>): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      resolve(result);
      trainer.kill();
    };
    const giveUp = (): void => end(fail(TEXTS.ended));
    const tooSlow = fillText(TEXTS.slow, { seconds: PATIENCE_MS / 1000 });
    const wait = () => setTimeout(() => end(fail(tooSlow)), PATIENCE_MS);
    let timer = wait();
    let isAsked = false;
    const hear: { [Type in TrainerEvent['type']]?: (event: never) => void } = {
      state: ({ state }: Extract<TrainerEvent, { type: 'state' }>) => {
        if (state.failure) end(fail(state.failure.message));
        if (state.phase !== 'paused' || isAsked) return;
        isAsked = true;
        trainer.send(command);
      },
      // Before it is asked it may have things to say of the data; then it is why there is no answer.
      notice: ({ message }: Extract<TrainerEvent, { type: 'notice' }>) => {
        if (isAsked) end(fail(message));
      },
    };
    trainer.onEvent((event) => {
      // What it had sent before it was ended still comes; a heart beats also in one that computes for nobody.
      if (isOver || event.type === 'heartbeat') return;
      clearTimeout(timer);
      timer = wait();
      hear[event.type]?.(event as never);
      if (isOver) return;
      const answer = answerOf(event);
      if (answer !== null) end(succeed(answer));
    });
    trainer.onExit(({ text }) => end(fail(text ?? TEXTS.ended)));
    signal?.addEventListener('abort', giveUp);
    if (signal?.aborted) {
      giveUp();
      return;
    }
    const run = { stepLimit: null, telemetry: 'off', paused: true } as const;
    trainer.send(onBackend({ type: 'start', ...known, ...run }, 'wasm'));
  });
}
