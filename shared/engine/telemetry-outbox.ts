import { type GroupName, groupsOf, type RunLayout } from '../telemetry/layout';
import {
  MAX_UNACKNOWLEDGED_BATCHES,
  TELEMETRY_INTERVAL_MS,
  type TelemetryPart,
  type TrainerEvent,
} from '../telemetry/protocol';

/** Rows of a merging group that wait while nobody reads; of other groups only the newest row waits. */
const MAX_WAITING_ROWS = 512;

/** Rows of one group, one after the other in memory that is used again: a small network has ten thousand steps a second. */
class WaitingRows {
  private values = new Float32Array();
  private used = 0;

  /** The row stays the caller's. */
  add(row: Float32Array): void {
    const end = this.used + row.length;
    if (end > this.values.length) {
      const grown = new Float32Array(2 * end);
      grown.set(this.values.subarray(0, this.used));
      this.values = grown;
    }
    this.values.set(row, this.used);
    this.used = end;
  }

  keepNewest(numbers: number): void {
    if (this.used <= numbers) return;
    this.values.copyWithin(0, this.used - numbers, this.used);
    this.used = numbers;
  }

  get isEmpty(): boolean {
    return this.used === 0;
  }

  take(): Float32Array {
    const taken = this.values.slice(0, this.used);
    this.used = 0;
    return taken;
  }
}

/** Gathers rows and sends them in batches; keeps only the newest rows while the reader lags behind. */
export class TelemetryOutbox {
  private readonly waiting: ReadonlyMap<GroupName, WaitingRows>;
  /** In numbers, by group. */
  private readonly limits: ReadonlyMap<GroupName, number>;
  private readonly unacknowledged = new Set<number>();
  private nextBatch = 0;
  private sentAt = -Infinity;

  constructor(
    layout: RunLayout,
    private readonly send: (event: TrainerEvent) => void,
  ) {
    const groups = groupsOf(layout);
    this.waiting = new Map(groups.map(({ name }) => [name, new WaitingRows()]));
    this.limits = new Map(
      groups.map(({ name, merge, width }) => [
        name,
        width * (merge === 'aggregate' ? MAX_WAITING_ROWS : 1),
      ]),
    );
  }

  /** Takes over a copy of a row. */
  add(group: GroupName, row: Float32Array): void {
    this.waiting.get(group)?.add(row);
  }

  acknowledge(batch: number): void {
    this.unacknowledged.delete(batch);
  }

  /** Sends what waits if it is time and the reader keeps up; true if a batch went out. */
  flush(now: number): boolean {
    if (now - this.sentAt < TELEMETRY_INTERVAL_MS) return false;
    if (this.unacknowledged.size >= MAX_UNACKNOWLEDGED_BATCHES) {
      this.dropOldest();
      return false;
    }
    this.sentAt = now;
    return this.flushAll();
  }

  /** Sends what waits, whether or not the reader keeps up: the end of a run. */
  flushAll(): boolean {
    const parts: TelemetryPart[] = [];
    for (const [group, rows] of this.waiting) {
      if (!rows.isEmpty) parts.push({ group, rows: rows.take() });
    }
    if (parts.length === 0) return false;
    const batch = this.nextBatch;
    this.nextBatch += 1;
    this.unacknowledged.add(batch);
    this.send({ type: 'telemetry', batch, parts });
    return true;
  }

  private dropOldest(): void {
    for (const [group, rows] of this.waiting) rows.keepNewest(this.limits.get(group) ?? 0);
  }
}
