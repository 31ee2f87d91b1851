import type { JacobianRequest } from '../telemetry/jacobian';
import type { LandscapeRequest } from '../telemetry/landscape';
import {
  type Checkpoint,
  HEARTBEAT_MS,
  isOver,
  type RunFailure,
  type RunPhase,
  type TrainerCommand,
  type TrainerEvent,
  type TrainerPort,
} from '../telemetry/protocol';
import { quoteError } from '../text/quote';
import { formatExactly, joinSentences, type Text } from '../text/text';
import { backendOf } from './backend';
import { engineText } from './failure-texts';
import { DeviceLost } from './gpu-storage';
import { InputFault } from './input-fault';
import { measureJacobian } from './jacobian';
import { LandscapeDesk } from './landscape/desk';
import { type Reading, readLater, readNow } from './reading';
import { createScheduler } from './scheduler';
import { OutOfMemory } from './storage';
import type { Tensor } from './tensor-ops';
import { type Advance, TrainingRun } from './training-run';

type StartCommand = Extract<TrainerCommand, { type: 'start' }>;
type CommandHandlers = {
  readonly [Type in TrainerCommand['type']]: (
    command: Extract<TrainerCommand, { type: Type }>,
  ) => void;
};

/** How long steps run before messages are heard, in ms. */
const SLICE_MS = 15;
const CHECKPOINT_MS = 5_000;

/** Listens on a port and trains as told. One run at a time; a new `start` may follow when a run is over. */
export function startTrainer(port: TrainerPort): void {
  const session = new TrainingSession((event) => port.send(event));
  port.listen((command) => session.receive(command));
}

class TrainingSession {
  private readonly scheduler = createScheduler();
  private phase: RunPhase = 'finished';
  private command: StartCommand | null = null;
  private run: TrainingRun | null = null;
  private heartbeat: ReturnType<typeof setInterval> | undefined;
  private failure: RunFailure | null = null;
  private stopAsked = false;
  private singleStep = false;
  private isScheduled = false;
  /** While the backend is waited for, commands wait too: a step must not lose its run in the middle. */
  private isBusy = false;
  private readonly waiting: TrainerCommand[] = [];
  private spentMs = 0;
  private sliceStart = 0;
  private checkpointAt = 0;
  private readonly desk = new LandscapeDesk(
    (landscape) => this.send({ type: 'landscape', landscape }),
    now,
  );

  private readonly handlers: CommandHandlers = {
    start: (command) => void this.start(command),
    pause: () => this.pause(),
    resume: () => this.resume(),
    step: () => this.stepOnce(),
    stop: () => this.stop(),
    'learning-rate': ({ value }) => this.setLearningRate(value),
    jacobian: (request) => {
      if (this.run && !isOver(this.phase))
        void this.carryOut(this.run, this.jacobian(this.run, request));
    },
    landscape: ({ request }) => {
      if (this.run && !isOver(this.phase))
        void this.carryOut(this.run, this.landscape(this.run, request));
    },
    'end-landscape': () => this.desk.end(null),
    acknowledge: ({ batch }) => this.run?.outbox.acknowledge(batch),
  };

  constructor(private readonly send: (event: TrainerEvent) => void) {}

  receive(command: TrainerCommand): void {
    if (!Object.hasOwn(this.handlers, command.type)) {
      this.notice(engineText('unknown-command', { command: command.type }));
      return;
    }
    if (this.isBusy) {
      this.waiting.push(command);
      return;
    }
    (this.handlers[command.type] as (command: TrainerCommand) => void)(command);
  }

  private async start(command: StartCommand): Promise<void> {
    if (!isOver(this.phase)) {
      this.notice(engineText('run-under-way'));
      return;
    }
    this.phase = 'starting';
    this.command = command;
    this.run = null;
    this.failure = null;
    this.stopAsked = false;
    this.singleStep = false;
    this.spentMs = 0;
    this.heartbeat = setInterval(() => this.send({ type: 'heartbeat' }), HEARTBEAT_MS);
    this.sendState();
    try {
      const opened = await TrainingRun.open(command, now, () => this.spent(), this.send);
      if (!opened.ok) {
        this.endUnbuilt(opened.failure);
        return;
      }
      this.run = opened.value;
    } catch (error) {
      this.endUnbuilt(failureOfError(error, null));
      return;
    }
    this.send({ type: 'layout', layout: this.run.layout });
    const { leftOut = [] } = command.data;
    if (leftOut.length > 0) this.notice(joinSentences(leftOut));
    this.checkpointAt = now();
    await this.carryOut(this.run, this.lookAtStart(this.run));
    if (isOver(this.phase)) return;
    if (this.stopAsked) {
      await this.carryOut(this.run, this.end('stopped'));
      return;
    }
    if (command.paused) this.run.outbox.flushAll();
    this.become(command.paused ? 'paused' : 'running');
    this.schedule();
  }

  private pause(): void {
    if (this.phase === 'running') this.become('paused');
  }

  private resume(): void {
    if (this.phase !== 'paused') return;
    this.become('running');
    this.schedule();
  }

  private stepOnce(): void {
    if (this.phase !== 'paused' && this.phase !== 'running') return;
    this.singleStep = true;
    if (this.phase === 'paused') this.resume();
  }

  private stop(): void {
    if (this.phase === 'starting') this.stopAsked = true;
    else if (this.run && !isOver(this.phase)) void this.carryOut(this.run, this.end('stopped'));
  }

  private setLearningRate(value: number): void {
    if (!Number.isFinite(value) || value < 0) {
      this.notice(engineText('bad-learning-rate', { value: formatExactly(value) }));
      return;
    }
    if (!this.run || isOver(this.phase)) return;
    this.run.core.learningRate = value;
    this.sendState();
  }

  /** At most one slice waits: a pause and a resume in one breath must not start a second chain of them. */
  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    this.scheduler.defer(() => {
      this.isScheduled = false;
      if (this.run && !isOver(this.phase)) void this.carryOut(this.run, this.slice(this.run));
    });
  }

  /** Runs work on the run's backend: at once, or, where the backend must be waited for, before the next command. */
  private carryOut(run: TrainingRun, work: Reading<void>): Promise<void> | undefined {
    const { ops } = run.core.model;
    if (!ops.storage.waits) {
      readNow(ops, work);
      return undefined;
    }
    this.isBusy = true;
    return readLater(ops, work).finally(() => {
      this.isBusy = false;
      for (const command of this.waiting.splice(0)) this.receive(command);
    });
  }

  /** A pause lets an evaluation that has begun come to its end. */
  private advances(run: TrainingRun): boolean {
    return this.phase === 'running' || (this.phase === 'paused' && run.isEvaluating);
  }

  /** Steps for a short while, says what happened, measures for as long where that was asked for, and lets messages in. */
  private *slice(run: TrainingRun): Reading<void> {
    this.sliceStart = now();
    const end = this.sliceStart + SLICE_MS;
    try {
      while (this.advances(run) && now() < end) yield* this.advance(run);
    } catch (error) {
      this.settleClock();
      yield* this.end('failed', failureOfError(error, run.core.step));
      return;
    }
    this.settleClock();
    if (isOver(this.phase)) return;
    const time = now();
    if (run.outbox.flush(time)) this.sendState();
    if (time - this.checkpointAt >= CHECKPOINT_MS) yield* this.sendCheckpoint(run);
    yield* this.desk.work(now() + SLICE_MS);
    if (this.advances(run) || this.desk.isBusy) this.schedule();
    else this.rest(run);
  }

  /** Paused: everything measured so far goes out now, for nothing else will push it. */
  private rest(run: TrainingRun): void {
    run.outbox.flushAll();
    this.sendState();
  }

  /** Before the first phase is told, so that whoever starts paused finds step 0 measured. */
  private *lookAtStart(run: TrainingRun): Reading<void> {
    this.sliceStart = now();
    try {
      const advance = yield* run.lookAtStart();
      yield* ADVANCES[advance.type](this, advance);
    } catch (error) {
      yield* this.end('failed', failureOfError(error, 0));
    }
    this.settleClock();
  }

  private *advance(run: TrainingRun): Reading<void> {
    const single = this.singleStep;
    const advance = yield* run.advance(single);
    yield* ADVANCES[advance.type](this, advance);
    if (single && advance.type === 'stepped') {
      this.singleStep = false;
      this.become('paused');
    }
  }

  /** Called by the table of what an advance leads to. */
  *finish(): Reading<void> {
    yield* this.end('finished');
  }

  *fail(failure: RunFailure): Reading<void> {
    yield* this.end('failed', failure);
  }

  private become(phase: RunPhase): void {
    this.phase = phase;
    this.sendState();
  }

  /** The last words of a run: all telemetry, the last good weights, the state, in this order. */
  private *end(
    phase: 'finished' | 'stopped' | 'failed',
    failure: RunFailure | null = null,
  ): Reading<void> {
    clearInterval(this.heartbeat);
    this.settleClock();
    const { run } = this;
    this.failure = failure;
    this.phase = phase;
    this.desk.leave();
    if (run) {
      run.outbox.flushAll();
      // Of a start alone nobody wants the weights, and they are most of what would be sent.
      if (!run.isOnlyStart) yield* this.sendLastCheckpoint(run);
    }
    this.sendState();
    run?.dispose();
    this.run = null;
  }

  /** There is no backend yet, or none that works: nothing to read, nobody to wait for. */
  private endUnbuilt(failure: RunFailure): void {
    this.end('failed', failure).next();
  }

  private *sendLastCheckpoint(run: TrainingRun): Reading<void> {
    try {
      const good = this.failure?.kind === 'not-finite' ? run.good.newest : null;
      yield* this.sendCheckpoint(run, { path: run.path, progress: yield* run.progress(), good });
    } catch (error) {
      this.notice(engineText('weights-unread', { reason: quoteError(error) }));
    }
  }

  /** What is larger than the weights goes along once, when the run is over. */
  private *sendCheckpoint(
    run: TrainingRun,
    rest: Omit<Checkpoint, 'step' | 'weights'> = {},
  ): Reading<void> {
    this.checkpointAt = now();
    this.send({ type: 'checkpoint', checkpoint: { ...(yield* run.checkpoint()), ...rest } });
  }

  /** On demand, and so outside of the run's clock. A measurement that fails leaves the run as it is. */
  private *jacobian(run: TrainingRun, request: JacobianRequest): Reading<void> {
    try {
      this.send({ type: 'jacobian', jacobian: yield* measureJacobian(run.core, request) });
    } catch (error) {
      this.notice(engineText('jacobian-failed', { reason: quoteError(error) }));
    }
  }

  /** Begins; the slices of a run, also of one that is paused, do the rest. */
  private *landscape(run: TrainingRun, request: LandscapeRequest): Reading<void> {
    yield* this.desk.begin({ core: run.core, step: run.weightsStep, path: run.path }, request);
    this.schedule();
  }

  private notice(message: Text): void {
    this.send({ type: 'notice', message });
  }

  private spent(): number {
    return this.spentMs + (this.sliceStart > 0 ? now() - this.sliceStart : 0);
  }

  private settleClock(): void {
    this.spentMs = this.spent();
    this.sliceStart = 0;
  }

  private sendState(): void {
    const { command, run, phase } = this;
    if (!command) return;
    const { training } = command.document;
    const step = run?.core.step ?? 0;
    const taken = step - (run?.firstStep ?? 0);
    const plannedSteps = run?.plannedSteps ?? 0;
    const seconds = this.spent() / 1000;
    this.send({
      type: 'state',
      state: {
        phase,
        step,
        epoch: run?.epoch ?? 0,
        plannedSteps,
        plannedEpochs: training.epochs,
        seconds,
        secondsLeft: taken > 0 && !isOver(phase) ? (seconds / taken) * (plannedSteps - step) : null,
        learningRate: run?.core.scheduledRate ?? training.learningRate,
        backend: backendOf(training.backend),
        failure: this.failure,
      },
    });
  }
}

type AdvanceHandlers = {
  readonly [Type in Advance['type']]: (
    session: TrainingSession,
    advance: Advance,
  ) => Iterable<readonly Tensor[]>;
};

const ADVANCES: AdvanceHandlers = {
  stepped: () => [],
  evaluating: () => [],
  finished: (session) => session.finish(),
  failed: (session, advance) => (advance.type === 'failed' ? session.fail(advance.failure) : []),
};

const now = (): number => performance.now();

/** Words of V8 and of WebAssembly for a machine that is full. */
const MEMORY_WORDS = /out of memory|allocation failed|invalid array length|cannot enlarge/i;

function failureOfError(error: unknown, step: number | null): RunFailure {
  if (error instanceof InputFault) {
    return { kind: 'invalid', message: error.text, step, node: error.node, tensor: null };
  }
  const reason = quoteError(error);
  const isFull = error instanceof OutOfMemory;
  const hasText = isFull || error instanceof DeviceLost;
  return {
    kind: isFull || MEMORY_WORDS.test(reason) ? 'out-of-memory' : 'crashed',
    message: hasText ? error.text : engineText('error', { reason }),
    step,
    node: null,
    tensor: null,
  };
}
