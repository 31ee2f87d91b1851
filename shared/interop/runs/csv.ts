import { csvOf, type Table } from '../../csv';
import type { StoredRun } from '../../host-data';
import { columnNames } from '../../telemetry/column-names';
import { groupsOf } from '../../telemetry/layout';
import { type Series, TelemetryStore } from '../../telemetry/store';
import { csvFormat, type RunExporter } from './formats';

/**
 * A table of a group: a line for each kept row. Where rows were merged, a number is the mean of several, and its least and
 * greatest stand beside it, with how many rows of the trainer a line stands for in front.
 */
function tableOf(
  { count, width, mean, minimum, maximum }: Series,
  names: readonly string[],
  weights: ArrayLike<number> | undefined,
): Table {
  const [step, ...others] = names;
  const isMerged = minimum !== mean && Array.from(weights ?? []).some((weight) => weight > 1);
  const columns = isMerged
    ? [step, 'rows', ...others.flatMap((name) => [name, `${name} (least)`, `${name} (greatest)`])]
    : names;
  const rows = Array.from({ length: count }, (_, row) => {
    const at = row * width;
    const numbers = Array.from({ length: width - 1 }, (_number, column) => at + 1 + column);
    return isMerged
      ? [
          mean[at],
          weights?.[row] ?? 1,
          ...numbers.flatMap((place) => [mean[place], minimum[place], maximum[place]]),
        ]
      : [mean[at], ...numbers.map((place) => mean[place])];
  });
  return { columns, rows };
}

function write({ layout, groups }: StoredRun) {
  const telemetry = TelemetryStore.fromStored(layout, groups);
  return groupsOf(layout).flatMap(({ name }) => {
    const series = telemetry.series(name);
    if (series.count === 0) return [];
    const weights = groups.find(({ group }) => group === name)?.weights;
    const text = csvOf(tableOf(series, columnNames(layout, name), weights));
    return [{ path: `${name}.csv`, content: new TextEncoder().encode(text) }];
  });
}

export const csv: RunExporter = { ...csvFormat, write };
