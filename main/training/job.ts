import type { PreparedData } from '../../shared/data/prepared-data';
import type { ProjectDocument } from '../../shared/document/schema';
import type { RunLayout } from '../../shared/telemetry/layout';
import {
  type Checkpoint,
  HEARTBEAT_MS,
  isOver,
  type RunFailure,
  type RunState,
  STOP_GRACE_MS,
  type TrainerEvent,
} from '../../shared/telemetry/protocol';
import { TelemetryStore } from '../../shared/telemetry/store';
import { fillText, type Text } from '../../shared/text/text';
import type { TrainerExit, TrainerLauncher, TrainerProcess } from './launcher';

export interface JobRequest {
  readonly document: ProjectDocument;
  readonly data: PreparedData;
  readonly wasmPath: string;
  readonly stepLimit: number | null;
  readonly telemetry: 'default' | 'full' | 'off';
  readonly paused: boolean;
}

/** After this many missed heartbeats a trainer counts as hung. */
const MISSED_HEARTBEATS = 3;
/** Node's exit code when V8 runs out of heap, and the signals of an aborted or killed process. */
const OUT_OF_MEMORY_CODE = 134;
const OUT_OF_MEMORY_WORDS = /out of memory|allocation failed|cannot enlarge memory/i;

const TEXTS = {
  unresponsive: {
    en: 'The trainer did not answer any more and was ended.',
    zh: '训练进程不再响应，已被结束。',
  },
  outOfMemory: { en: 'The trainer ran out of memory.', zh: '训练进程内存不足。' },
  crashed: {
    en: 'The trainer ended unexpectedly ({{how}}).',
    zh: '训练进程意外退出（{{how}}）。',
  },
  exitCode: { en: 'exit code {{code}}', zh: '退出码 {{code}}' },
} as const satisfies Record<string, Text>;

/** One run: its trainer, and everything that the trainer reported, which outlives it. */
export class TrainingJob {
  state: RunState;
  layout: RunLayout | null = null;
  telemetry: TelemetryStore | null = null;
  checkpoint: Checkpoint | null = null;
  /** Settles when the run is over, however it ended. */
  readonly over: Promise<RunState>;

  private readonly trainer: TrainerProcess;
  /** Heartbeats that did not come, counted by our own clock's ticks: a machine that slept misses one, not all. */
  private missed = 0;
  private readonly watch: NodeJS.Timeout;
  private forced: NodeJS.Timeout | undefined;
  private stopping = false;
  private finish: (state: RunState) => void = () => undefined;

  constructor(
    readonly request: JobRequest,
    launch: TrainerLauncher,
    private readonly tell: (event: TrainerEvent) => void,
  ) {
    const { epochs, learningRate, backend } = request.document.training;
    this.state = {
      phase: 'starting',
      step: 0,
      epoch: 0,
      plannedSteps: 0,
      plannedEpochs: epochs,
      seconds: 0,
      secondsLeft: null,
      learningRate,
      backend,
      failure: null,
    };
    this.over = new Promise((resolve) => {
      this.finish = resolve;
    });
    this.trainer = launch();
    this.trainer.onEvent((event) => this.receive(event));
    this.trainer.onExit((exit) => this.trainerEnded(exit));
    this.watch = setInterval(() => this.checkHeartbeat(), HEARTBEAT_MS);
    this.watch.unref();
    this.trainer.send({ type: 'start', ...request });
  }

  control(action: 'pause' | 'resume' | 'step' | 'stop'): void {
    if (isOver(this.state.phase)) return;
    if (action === 'stop') this.stop();
    else this.trainer.send({ type: action });
  }

  setLearningRate(value: number): void {
    if (isOver(this.state.phase)) return;
    this.trainer.send({ type: 'learning-rate', value });
  }

  /** Asks first, so that the last telemetry and weights arrive; forces after the grace period. */
  private stop(): void {
    this.stopping = true;
    this.trainer.send({ type: 'stop' });
    this.forced ??= setTimeout(() => this.trainer.kill(), STOP_GRACE_MS);
  }

  private receive(event: TrainerEvent): void {
    // What a killed trainer had sent before must not bring an ended run back.
    if (isOver(this.state.phase)) return;
    this.missed = 0;
    if (event.type === 'layout') {
      this.layout = event.layout;
      this.telemetry = new TelemetryStore(event.layout);
    }
    if (event.type === 'telemetry') {
      this.telemetry?.append(event.parts);
      this.trainer.send({ type: 'acknowledge', batch: event.batch });
    }
    if (event.type === 'checkpoint') this.checkpoint = event.checkpoint;
    if (event.type === 'state') this.state = event.state;
    this.tell(event);
    if (isOver(this.state.phase)) this.end();
  }

  private checkHeartbeat(): void {
    this.missed += 1;
    if (this.missed <= MISSED_HEARTBEATS) return;
    this.fail('unresponsive', TEXTS.unresponsive);
  }

  private trainerEnded({ code, signal, lastWords }: TrainerExit): void {
    if (isOver(this.state.phase)) return;
    if (this.stopping) {
      this.become({ ...this.state, phase: 'stopped', secondsLeft: null });
      return;
    }
    const memory = code === OUT_OF_MEMORY_CODE || OUT_OF_MEMORY_WORDS.test(lastWords);
    if (memory) {
      this.fail('out-of-memory', TEXTS.outOfMemory);
      return;
    }
    const how = signal ?? fillText(TEXTS.exitCode, { code: String(code) });
    this.fail('crashed', fillText(TEXTS.crashed, { how }));
  }

  private fail(kind: RunFailure['kind'], message: Text): void {
    const failure = { kind, message, step: this.state.step, node: null, tensor: null };
    this.become({ ...this.state, phase: 'failed', secondsLeft: null, failure });
  }

  private become(state: RunState): void {
    this.state = state;
    this.tell({ type: 'state', state });
    this.end();
  }

  private end(): void {
    clearInterval(this.watch);
    clearTimeout(this.forced);
    this.finish(this.state);
    this.trainer.kill();
  }
}
