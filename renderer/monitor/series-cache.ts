import type { GroupName } from '../../shared/telemetry/layout';
import { type Column, columnOf, type TelemetryStore } from '../../shared/telemetry/store';

/**
 * Columns of a run's telemetry, copied out once per change however many charts ask: training and validation
 * loss stand in two charts, weight norms in a chart and its export.
 */
interface Kept {
  revision: number;
  readonly columns: Map<string, Column>;
}

const kept = new WeakMap<TelemetryStore, Kept>();

export function cachedColumn(telemetry: TelemetryStore, group: GroupName, column: number): Column {
  let entry = kept.get(telemetry);
  if (!entry) {
    entry = { revision: telemetry.revision, columns: new Map() };
    kept.set(telemetry, entry);
  }
  if (entry.revision !== telemetry.revision) {
    entry.columns.clear();
    entry.revision = telemetry.revision;
  }
  const key = `${group} ${column}`;
  let found = entry.columns.get(key);
  if (!found) {
    found = columnOf(telemetry.series(group), column);
    entry.columns.set(key, found);
  }
  return found;
}
