import type { TrainerEvent } from '../../shared/telemetry/protocol';
import type { Services } from './services';

/** What is needed of the services to tell windows of runs. */
type Telling = Pick<Services, 'tell' | 'crashes'>;
type TellRun = (services: Telling, run: string, event: TrainerEvent) => void;

/** What a window hears of a trainer's events; heartbeats and weights stay with the supervisor. */
const STREAM_OF_EVENT: {
  readonly [Type in TrainerEvent['type']]?: (
    services: Telling,
    run: string,
    event: Extract<TrainerEvent, { type: Type }>,
  ) => void;
} = {
  layout: (services, run, { layout }) => services.tell('training.layout', { run, layout }),
  state: (services, run, { state }) => {
    services.tell('training.state', { run, state });
    services.crashes.noteRun(state);
  },
  telemetry: (services, run, { parts }) =>
    services.tell('training.telemetry', { run, parts: [...parts] }),
  jacobian: (services, run, { jacobian }) => services.tell('training.jacobian', { run, jacobian }),
  landscape: (services, run, { landscape }) =>
    services.tell('landscape.picture', { run, landscape }),
  notice: (services, run, { message }) => services.tell('training.notice', { run, message }),
};

/** Tells windows what a trainer reported, as far as it is for them. */
export function streamEvent(services: Telling, run: string, event: TrainerEvent): void {
  const tell = STREAM_OF_EVENT[event.type] as TellRun | undefined;
  tell?.(services, run, event);
}
