import type { ProjectDocument } from '../../../shared/document/schema';
import { startTrainer } from '../../../shared/engine/training-session';
import type { GroupName, RunLayout } from '../../../shared/telemetry/layout';
import {
  type Checkpoint,
  isOver,
  type RunState,
  type TrainerCommand,
  type TrainerEvent,
} from '../../../shared/telemetry/protocol';
import { dataOf, WASM_PATH } from './support';

type StartCommand = Extract<TrainerCommand, { type: 'start' }>;

/** A trainer on a port in this process, and all that it said. */
export class TestTrainer {
  readonly events: TrainerEvent[] = [];
  /** Whether telemetry is acknowledged as it comes. */
  acknowledges = true;
  private receive: (command: TrainerCommand) => void = () => {};
  private readonly waiting: { test: (event: TrainerEvent) => boolean; done: () => void }[] = [];

  constructor() {
    startTrainer({
      send: (event) => this.hear(event),
      listen: (receive) => {
        this.receive = receive;
      },
    });
  }

  send(command: TrainerCommand): void {
    this.receive(command);
  }

  start(document: ProjectDocument, rest: Partial<StartCommand> = {}): void {
    this.send({
      type: 'start',
      document,
      data: rest.data ?? dataOf(document),
      wasmPath: WASM_PATH,
      stepLimit: null,
      telemetry: 'default',
      paused: false,
      ...rest,
    });
  }

  /** Starts a run that waits before its first step; resolves when it waits. */
  async startPaused(document: ProjectDocument, rest: Partial<StartCommand> = {}): Promise<void> {
    const paused = this.phase('paused');
    this.start(document, { ...rest, paused: true });
    await paused;
  }

  /** Stops a run that is under way; resolves when it is over. */
  async stop(): Promise<void> {
    const over = this.over();
    this.send({ type: 'stop' });
    await over;
  }

  /** Resolves at the next event that passes the test. */
  next(test: (event: TrainerEvent) => boolean): Promise<void> {
    return new Promise((done) => this.waiting.push({ test, done }));
  }

  phase(phase: RunState['phase']): Promise<void> {
    return this.next((event) => event.type === 'state' && event.state.phase === phase);
  }

  over(): Promise<void> {
    return this.next((event) => event.type === 'state' && isOver(event.state.phase));
  }

  async run(document: ProjectDocument, rest: Partial<StartCommand> = {}): Promise<RunState> {
    const over = this.over();
    this.start(document, rest);
    await over;
    return this.state;
  }

  get state(): RunState {
    const last = this.events.findLast((event) => event.type === 'state');
    if (last?.type !== 'state') throw new Error('no state was sent');
    return last.state;
  }

  get layout(): RunLayout {
    const found = this.events.find((event) => event.type === 'layout');
    if (found?.type !== 'layout') throw new Error('no layout was sent');
    return found.layout;
  }

  get checkpoint(): Checkpoint {
    const last = this.events.findLast((event) => event.type === 'checkpoint');
    if (last?.type !== 'checkpoint') throw new Error('no checkpoint was sent');
    return last.checkpoint;
  }

  get notices(): string[] {
    return this.events.flatMap((event) => (event.type === 'notice' ? [event.message.en] : []));
  }

  /** All rows of a group, each one a Float32Array of `width`. */
  rows(group: GroupName, width: number): Float32Array[] {
    const rows: Float32Array[] = [];
    for (const event of this.events) {
      if (event.type !== 'telemetry') continue;
      for (const part of event.parts) {
        if (part.group !== group) continue;
        for (let start = 0; start < part.rows.length; start += width) {
          rows.push(part.rows.subarray(start, start + width));
        }
      }
    }
    return rows;
  }

  private hear(event: TrainerEvent): void {
    this.events.push(event);
    if (event.type === 'telemetry' && this.acknowledges) {
      this.send({ type: 'acknowledge', batch: event.batch });
    }
    const passed = this.waiting.filter(({ test }) => test(event));
    for (const waiter of passed) {
      this.waiting.splice(this.waiting.indexOf(waiter), 1);
      waiter.done();
    }
  }
}
