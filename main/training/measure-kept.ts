import { fail, type Result, succeed } from '../../shared/result';
import type { Jacobian, JacobianRequest } from '../../shared/telemetry/jacobian';
import type { Checkpoint, TrainerEvent } from '../../shared/telemetry/protocol';
import { fillText, type Text } from '../../shared/text/text';
import type { JobRequest } from './job';
import type { TrainerLauncher } from './launcher';
import { onBackend } from './trial';

/** A large network is built in seconds, and its Jacobian takes a second. */
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

/**
 * The Jacobian of an ended run, with the weights that were kept of it: by a trainer that takes no step and lives for
 * this one answer. Always on `wasm`: the weights are what they are, whatever they were trained on.
 */
export function measureKept(
  launch: TrainerLauncher,
  known: Known,
  request: JacobianRequest,
): Promise<Result<Jacobian, Text>> {
  return new Promise((resolve) => {
    const trainer = launch();
    const end = (result: Result<Jacobian, Text>): void => {
      clearTimeout(timer);
      resolve(result);
      trainer.kill();
    };
    const tooSlow = fillText(TEXTS.slow, { seconds: PATIENCE_MS / 1000 });
    const timer = setTimeout(() => end(fail(tooSlow)), PATIENCE_MS);
    let isAsked = false;
    const hear: { [Type in TrainerEvent['type']]?: (event: never) => void } = {
      state: ({ state }: Extract<TrainerEvent, { type: 'state' }>) => {
        if (state.failure) end(fail(state.failure.message));
        if (state.phase !== 'paused' || isAsked) return;
        isAsked = true;
        trainer.send({ type: 'jacobian', ...request });
      },
      jacobian: ({ jacobian }: Extract<TrainerEvent, { type: 'jacobian' }>) =>
        end(succeed(jacobian)),
      // Before it is asked it may have things to say of the data; then it is why there is no answer.
      notice: ({ message }: Extract<TrainerEvent, { type: 'notice' }>) => {
        if (isAsked) end(fail(message));
      },
    };
    trainer.onEvent((event) => hear[event.type]?.(event as never));
    trainer.onExit(({ text }) => end(fail(text ?? TEXTS.ended)));
    const run = { stepLimit: null, telemetry: 'off', paused: true } as const;
    trainer.send(onBackend({ type: 'start', ...known, ...run }, 'wasm'));
  });
}
