import { startTrainer } from '../../shared/engine/training-session';
import type { TrainerCommand, TrainerEvent } from '../../shared/telemetry/protocol';

/** What a worker has instead of a window; `lib.dom` and `lib.webworker` cannot be used in one program. */
interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', receive: (message: { readonly data: unknown }) => void): void;
}

const scope = globalThis as unknown as WorkerScope;

/** The trainer in a worker of the page: the one place with both a thread of its own and a graphics device. */
startTrainer({
  send: (event: TrainerEvent) => scope.postMessage(event),
  listen: (receive) =>
    scope.addEventListener('message', ({ data }) => receive(data as TrainerCommand)),
});
