import type { PreparedData } from '../../shared/data/prepared-data';
import type { ProjectDocument } from '../../shared/document/schema';
import type { RunLayout } from '../../shared/telemetry/layout';
import { isOver, type RunFailure, type TrainerEvent } from '../../shared/telemetry/protocol';
import { TelemetryStore } from '../../shared/telemetry/store';
import {
  findWasmPath,
  processLauncher,
  type TrainerLauncher,
  type TrainerProcess,
} from './launcher';
import { inProcess } from './trial';

/** A network before its first step, on a batch of its data. */
export interface MeasuredNetwork {
  readonly layout: RunLayout;
  readonly telemetry: TelemetryStore;
  /** A number that is not finite at the start already. */
  readonly failure: RunFailure | null;
}

/** A trainer that nobody asked anything for this long is ended: an idle process keeps 100 MB. */
const IDLE_MS = 60_000;
/** A network that takes longer to build than a person waits for an answer to an edit. */
const LIMIT_MS = 10_000;

interface Waiting {
  readonly document: ProjectDocument;
  readonly data: PreparedData;
  readonly settle: (measured: MeasuredNetwork | null) => void;
}

/**
 * Measures networks as they are drawn, one after the other, in one trainer that stays warm: an edit is answered in
 * the time of one batch. Only the newest of those that wait is measured; the others are answered with null.
 */
export class Gauge {
  private trainer: TrainerProcess | null = null;
  private current: Waiting | null = null;
  private next: Waiting | null = null;
  private layout: RunLayout | null = null;
  private telemetry: TelemetryStore | null = null;
  private failure: RunFailure | null = null;
  private idle: NodeJS.Timeout | undefined;
  private limit: NodeJS.Timeout | undefined;

  constructor(
    private readonly launcher: TrainerLauncher = processLauncher(undefined, false),
    private readonly wasmPath = findWasmPath(),
  ) {}

  /** Null where a newer one came before it was measured, or where it could not be measured in time. */
  measure(document: ProjectDocument, data: PreparedData): Promise<MeasuredNetwork | null> {
    return new Promise((settle) => {
      this.next?.settle(null);
      this.next = { document, data, settle };
      if (!this.current) this.begin();
    });
  }

  /** Ends the trainer; whoever waits is answered with null. */
  close(): void {
    clearTimeout(this.idle);
    clearTimeout(this.limit);
    const { trainer, current, next } = this;
    this.trainer = null;
    this.current = null;
    this.next = null;
    trainer?.kill();
    current?.settle(null);
    next?.settle(null);
  }

  private begin(): void {
    clearTimeout(this.idle);
    this.current = this.next;
    this.next = null;
    if (!this.current) {
      this.idle = setTimeout(() => this.close(), IDLE_MS);
      this.idle.unref();
      return;
    }
    this.layout = null;
    this.telemetry = null;
    this.failure = null;
    this.trainer ??= this.launch();
    this.limit = setTimeout(() => this.giveUp(), LIMIT_MS);
    this.limit.unref();
    const { document, data } = this.current;
    const { wasmPath } = this;
    const run = { stepLimit: null, telemetry: 'start', paused: false } as const;
    this.trainer.send({ type: 'start', document: inProcess(document), data, wasmPath, ...run });
  }

  private launch(): TrainerProcess {
    const trainer = this.launcher();
    trainer.onEvent((event) => {
      if (trainer === this.trainer) this.hear(trainer, event);
    });
    trainer.onExit(() => {
      if (trainer === this.trainer) this.giveUp();
    });
    return trainer;
  }

  private hear(trainer: TrainerProcess, event: TrainerEvent): void {
    if (event.type === 'layout') {
      this.layout = event.layout;
      this.telemetry = new TelemetryStore(event.layout);
    }
    if (event.type === 'telemetry') {
      this.telemetry?.append(event.parts);
      trainer.send({ type: 'acknowledge', batch: event.batch });
    }
    if (event.type !== 'state') return;
    const { phase, failure } = event.state;
    if (!isOver(phase)) return;
    this.failure = failure;
    this.finish();
  }

  private finish(): void {
    clearTimeout(this.limit);
    const { current, layout, telemetry, failure } = this;
    this.current = null;
    current?.settle(layout && telemetry ? { layout, telemetry, failure } : null);
    this.begin();
  }

  /** Too slow, or gone: the next network gets another trainer. */
  private giveUp(): void {
    const { trainer } = this;
    this.trainer = null;
    trainer?.kill();
    this.layout = null;
    this.finish();
  }
}
