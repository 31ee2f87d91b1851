import type { PreparedData } from '../../shared/data/prepared-data';
import type { Backend, BackendChoice, ProjectDocument } from '../../shared/document/schema';
import type { JacobianRequest } from '../../shared/telemetry/jacobian';
import type { LandscapeRequest } from '../../shared/telemetry/landscape';
import type { RunLayout } from '../../shared/telemetry/layout';
import {
  type Checkpoint,
  HEARTBEAT_MS,
  isOver,
  type RunFailure,
  type RunState,
  STOP_GRACE_MS,
  type TelemetryMode,
  type TrainerCommand,
  type TrainerEvent,
} from '../../shared/telemetry/protocol';
import { TelemetryStore } from '../../shared/telemetry/store';
import { fillText, type Text } from '../../shared/text/text';
import type { TrainerExit, TrainerLauncher, TrainerProcess } from './launcher';
import { onBackend, timeSteps } from './trial';

type StartCommand = Extract<TrainerCommand, { type: 'start' }>;

export interface JobRequest {
  readonly document: ProjectDocument;
  readonly data: PreparedData;
  readonly wasmPath: string;
  readonly stepLimit: number | null;
  readonly telemetry: TelemetryMode;
  readonly paused: boolean;
  /** What was kept of another run, to begin with. */
  readonly checkpoint?: Checkpoint;
}

/** After this many missed heartbeats a trainer counts as hung. */
const MISSED_HEARTBEATS = 3;
/** Before its first word a trainer loads itself; giving way to everything else on a busy machine, it may take a minute. */
const MISSED_WHILE_LOADING = 12;
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
  noPlace: {
    en: 'The backend {{backend}} needs a window with a graphics device, which there is none of here.',
    zh: '后端 {{backend}} 需要带图形设备的窗口，此处没有。',
  },
  fellBack: {
    en: '{{reason}} The run trains on {{backend}} instead.',
    zh: '{{reason}}改用 {{backend}} 训练。',
  },
  timed: {
    en: '{{backend}} {{milliseconds}} ms a step',
    zh: '{{backend}} 每步 {{milliseconds}} 毫秒',
  },
  untimed: { en: '{{backend}} cannot: {{reason}}', zh: '{{backend}} 不可用：{{reason}}' },
  chosen: {
    en: 'The run trains on {{backend}}. {{trials}}.',
    zh: '使用 {{backend}} 训练。{{trials}}。',
  },
  exitCode: { en: 'exit code {{code}}', zh: '退出码 {{code}}' },
} as const satisfies Record<string, Text>;

/**
 * What a setting stands for, best first: the later ones stand in where an earlier one does not start. Numbers of a
 * GPU differ in their last digits from device to device, so there is no promise to break by another backend; who
 * chose `wasm` or `cpu` gets that one or the reason why not.
 */
const CANDIDATES: Readonly<Record<BackendChoice, readonly Backend[]>> = {
  auto: ['wasm', 'webgpu', 'webgl', 'cpu'],
  webgpu: ['webgpu', 'webgl', 'wasm'],
  webgl: ['webgl', 'wasm'],
  wasm: ['wasm'],
  cpu: ['cpu'],
};
/** A trial of it would tell nothing: it stands in where no other backend starts, and is never the fastest. */
const UNTRIED: Backend = 'cpu';

const joined = (texts: readonly Text[]): Text => ({
  en: texts.map(({ en }) => en).join('; '),
  zh: texts.map(({ zh }) => zh).join('；'),
});

/** One run: its trainer, and everything that the trainer reported, which outlives it. */
export class TrainingJob {
  state: RunState;
  layout: RunLayout | null = null;
  telemetry: TelemetryStore | null = null;
  checkpoint: Checkpoint | null = null;
  /** Settles when the run is over, however it ended. */
  readonly over: Promise<RunState>;
  readonly document: ProjectDocument;

  /** Null when it was let go. */
  private request: JobRequest | null;
  /** None while backends are tried out. */
  private trainer: TrainerProcess | null = null;
  /** Backends that may still stand in, best first. */
  private candidates: readonly Backend[];
  private readonly trials = new AbortController();
  /** Heartbeats that did not come, counted by our own clock's ticks: a machine that slept misses one, not all. */
  private missed = 0;
  private hasSpoken = false;
  private readonly watch: NodeJS.Timeout;
  private forced: NodeJS.Timeout | undefined;
  private stopping = false;
  private finish: (state: RunState) => void = () => undefined;

  constructor(
    request: JobRequest,
    /** Null where there is no place to train on a backend. */
    private readonly launcherFor: (backend: Backend) => TrainerLauncher | null,
    private readonly tell: (event: TrainerEvent) => void,
  ) {
    this.request = request;
    this.document = request.document;
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
    this.watch = setInterval(() => this.checkHeartbeat(), HEARTBEAT_MS);
    this.watch.unref();
    this.candidates = CANDIDATES[backend];
    if (backend === 'auto') void this.launchFastest({ type: 'start', ...request });
    else this.launchNext();
  }

  /** Starts the trainer on the best backend that is left; false where none is. */
  private launchNext(): boolean {
    const { request } = this;
    const [backend, ...rest] = this.candidates;
    if (backend === undefined || !request) return false;
    this.candidates = rest;
    const launch = this.launcherFor(backend);
    if (!launch) return this.fallBack(fillText(TEXTS.noPlace, { backend }));
    const trainer = launch();
    this.trainer = trainer;
    this.missed = 0;
    // A trainer that another one stands in for has nothing to say any more.
    trainer.onEvent((event) => {
      if (this.trainer === trainer) this.receive(event);
    });
    trainer.onExit((exit) => {
      if (this.trainer === trainer) this.trainerEnded(exit);
    });
    trainer.send(onBackend({ type: 'start', ...request }, backend));
    return true;
  }

  /** Lets the next backend stand in, aloud; false where none is left. */
  private fallBack(reason: Text): boolean {
    const [backend] = this.candidates;
    if (backend === undefined) return false;
    this.trainer?.kill();
    this.trainer = null;
    this.tell({ type: 'notice', message: fillText(TEXTS.fellBack, { reason, backend }) });
    return this.launchNext();
  }

  /** A few steps on each backend, one after the other so that none slows another; then the run on the fastest. */
  private async launchFastest(start: StartCommand): Promise<void> {
    const times = new Map<Backend, number>();
    const said: Text[] = [];
    for (const backend of this.candidates.filter((candidate) => candidate !== UNTRIED)) {
      const launch = this.launcherFor(backend);
      const result = launch
        ? await timeSteps(launch, onBackend(start, backend), this.trials.signal)
        : { ok: false as const, failure: fillText(TEXTS.noPlace, { backend }) };
      if (isOver(this.state.phase)) return;
      if (result.ok) times.set(backend, result.value);
      const figures = result.ok
        ? fillText(TEXTS.timed, { backend, milliseconds: result.value.toPrecision(3) })
        : fillText(TEXTS.untimed, { backend, reason: withoutStop(result.failure) });
      said.push(figures);
    }
    const timeOf = (backend: Backend): number => times.get(backend) ?? Infinity;
    this.candidates = [...this.candidates].sort((a, b) => timeOf(a) - timeOf(b));
    const [backend] = this.candidates;
    const message = fillText(TEXTS.chosen, { backend, trials: joined(said) });
    this.tell({ type: 'notice', message });
    this.launchNext();
  }

  /** What it was trained on; null when it was let go. */
  get data(): PreparedData | null {
    return this.request?.data ?? null;
  }

  /** Lets go of what a run that is over left: it is kept elsewhere, or nobody wants it. */
  forgetWeights(): void {
    this.checkpoint = null;
  }

  /** Lets go of what a run that is over was trained on: nobody will measure it again. */
  forgetData(): void {
    this.request = null;
  }

  control(action: 'pause' | 'resume' | 'step' | 'stop'): void {
    if (isOver(this.state.phase)) return;
    if (action === 'stop') this.stop();
    else this.trainer?.send({ type: action });
  }

  setLearningRate(value: number): void {
    if (isOver(this.state.phase)) return;
    this.trainer?.send({ type: 'learning-rate', value });
  }

  /** The answer comes as an event, between two steps. */
  measureJacobian(request: JacobianRequest): void {
    if (isOver(this.state.phase)) return;
    this.trainer?.send({ type: 'jacobian', ...request });
  }

  /** The answers come as events, between the steps. */
  measureLandscape(request: LandscapeRequest): void {
    if (isOver(this.state.phase)) return;
    this.trainer?.send({ type: 'landscape', request });
  }

  endLandscape(): void {
    if (isOver(this.state.phase)) return;
    this.trainer?.send({ type: 'end-landscape' });
  }

  /** Asks first, so that the last telemetry and weights arrive; forces after the grace period. */
  private stop(): void {
    this.stopping = true;
    if (!this.trainer) {
      this.become({ ...this.state, phase: 'stopped', secondsLeft: null });
      return;
    }
    this.trainer.send({ type: 'stop' });
    this.forced ??= setTimeout(() => this.trainer?.kill(), STOP_GRACE_MS);
  }

  private receive(event: TrainerEvent): void {
    // What a killed trainer had sent before must not bring an ended run back.
    if (isOver(this.state.phase)) return;
    this.missed = 0;
    this.hasSpoken = true;
    const failure = event.type === 'state' ? event.state.failure : null;
    if (failure?.kind === 'backend-unavailable' && this.fallBack(failure.message)) return;
    if (event.type === 'layout') {
      this.layout = event.layout;
      this.telemetry = new TelemetryStore(event.layout);
    }
    if (event.type === 'telemetry') {
      this.telemetry?.append(event.parts);
      this.trainer?.send({ type: 'acknowledge', batch: event.batch });
    }
    if (event.type === 'checkpoint') this.checkpoint = event.checkpoint;
    if (event.type === 'state') this.state = event.state;
    try {
      this.tell(event);
    } finally {
      // Whatever a listener does, a run that is over lets go of its trainer.
      if (isOver(this.state.phase)) this.end();
    }
  }

  private checkHeartbeat(): void {
    if (!this.trainer) return;
    this.missed += 1;
    if (this.missed <= (this.hasSpoken ? MISSED_HEARTBEATS : MISSED_WHILE_LOADING)) return;
    this.fail('unresponsive', TEXTS.unresponsive);
  }

  private trainerEnded({ code, signal, lastWords, text }: TrainerExit): void {
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
    if (text) {
      this.fail('crashed', text);
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
    this.trials.abort();
    if (this.request) {
      const { checkpoint: _begunWith, ...request } = this.request;
      this.request = request;
    }
    this.finish(this.state);
    this.trainer?.kill();
  }
}

/** A sentence as a part of another. */
const withoutStop = ({ en, zh }: Text): Text => ({
  en: en.replace(/\.$/, ''),
  zh: zh.replace(/。$/, ''),
});
