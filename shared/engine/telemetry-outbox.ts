import { type GroupName, groupsOf, type RunLayout } from '../telemetry/layout';
import {
  MAX_UNACKNOWLEDGED_BATCHES,
  TELEMETRY_INTERVAL_MS,
  type TelemetryPart,
  type TrainerEvent,
} from '../telemetry/protocol';

/** Rows of a merging group that wait while nobody reads; of other groups only the newest row waits. */
const MAX_WAITING_ROWS = 512;

function join(rows: readonly Float32Array[]): Float32Array {
  const width = rows[0].length;
  const joined = new Float32Array(rows.length * width);
  rows.forEach((row, index) => {
    joined.set(row, index * width);
  });
  return joined;
}

/** Gathers rows and sends them in batches; keeps only the newest rows while the reader lags behind. */
export class TelemetryOutbox {
  private readonly waiting = new Map<GroupName, Float32Array[]>();
  private readonly limits: ReadonlyMap<GroupName, number>;
  private readonly unacknowledged = new Set<number>();
  private nextBatch = 0;
  private sentAt = -Infinity;

  constructor(
    layout: RunLayout,
    private readonly send: (event: TrainerEvent) => void,
  ) {
    this.limits = new Map(
      groupsOf(layout).map(({ name, merge }) => [
        name,
        merge === 'aggregate' ? MAX_WAITING_ROWS : 1,
      ]),
    );
  }

  add(group: GroupName, row: Float32Array): void {
    const rows = this.waiting.get(group);
    if (rows) rows.push(row);
    else this.waiting.set(group, [row]);
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
    if (this.waiting.size === 0) return false;
    const parts: TelemetryPart[] = [];
    for (const [group, rows] of this.waiting) parts.push({ group, rows: join(rows) });
    this.waiting.clear();
    const batch = this.nextBatch;
    this.nextBatch += 1;
    this.unacknowledged.add(batch);
    this.send({ type: 'telemetry', batch, parts });
    return true;
  }

  private dropOldest(): void {
    for (const [group, rows] of this.waiting) {
      const limit = this.limits.get(group) ?? 1;
      if (rows.length > limit) rows.splice(0, rows.length - limit);
    }
  }
}
