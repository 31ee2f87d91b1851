import { isOver, type RunFailure, type TrainerEvent } from '../../shared/telemetry/protocol';
import type { TrainerExit, TrainerLauncher, TrainerProcess } from './launcher';

/** So many runs one process trains: what a run leaves behind in its memory must not grow with the sweep. */
const RUNS_A_TRAINER = 50;
/** After these a trainer is as good as new; after any other its memory is not to be trusted. */
const HARMLESS: ReadonlySet<RunFailure['kind']> = new Set(['not-finite', 'invalid']);

interface Warm {
  readonly process: TrainerProcess;
  runs: number;
  /** Its run is over and did it no harm. */
  isReusable: boolean;
  hear: (event: TrainerEvent) => void;
  ended: (exit: TrainerExit) => void;
}

const isHarmless = (event: TrainerEvent): boolean =>
  event.type === 'state' &&
  isOver(event.state.phase) &&
  (event.state.failure === null || HARMLESS.has(event.state.failure.kind));

const nothing = (): void => undefined;

/**
 * Lends trainers to one run after the other. A trainer loads for as long as a small network trains, so a sweep of many
 * small runs would spend half of its time on starting processes.
 */
export class TrainerPool {
  private readonly idle: Warm[] = [];
  private isClosed = false;

  constructor(private readonly launcher: TrainerLauncher) {}

  /** A trainer for one run. Who ends it after the run is over gives it back; before, it is killed. */
  readonly launch: TrainerLauncher = () => this.lend(this.idle.pop() ?? this.open());

  /** Ends those that are idle; those that are lent end when they are given back. */
  close(): void {
    this.isClosed = true;
    for (const { process } of this.idle.splice(0)) process.kill();
  }

  private open(): Warm {
    const process = this.launcher();
    const warm: Warm = { process, runs: 0, isReusable: false, hear: nothing, ended: nothing };
    process.onEvent((event) => {
      warm.isReusable = isHarmless(event);
      warm.hear(event);
    });
    process.onExit((exit) => {
      const at = this.idle.indexOf(warm);
      if (at >= 0) this.idle.splice(at, 1);
      warm.ended(exit);
    });
    return warm;
  }

  private lend(warm: Warm): TrainerProcess {
    warm.runs += 1;
    warm.isReusable = false;
    let isLent = true;
    return {
      send: (command) => {
        if (isLent) warm.process.send(command);
      },
      onEvent: (receive) => {
        warm.hear = receive;
      },
      onExit: (receive) => {
        warm.ended = receive;
      },
      kill: () => {
        if (!isLent) return;
        isLent = false;
        this.takeBack(warm);
      },
    };
  }

  private takeBack(warm: Warm): void {
    warm.hear = nothing;
    if (this.isClosed || !warm.isReusable || warm.runs >= RUNS_A_TRAINER) warm.process.kill();
    else {
      warm.ended = nothing;
      this.idle.push(warm);
    }
  }
}
