import type { StoredRun } from '../../host-data';
import { columnNames, layerNames } from '../../telemetry/column-names';
import {
  type GroupName,
  HISTOGRAM_BINS,
  HISTOGRAM_TENSORS,
  histogramColumn,
  LAYER_QUANTITIES,
  type RunLayout,
  STEP_COLUMNS,
} from '../../telemetry/layout';
import { TelemetryStore } from '../../telemetry/store';
import { type Event, encodeEvents, type Value } from './event-file';
import { type RunExporter, tensorboardFormat } from './formats';

/** `signalRms` → `signal_rms`: as TensorBoard's tags are written. */
const tagOf = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();

/** A part of a tag: a slash would make another level of its tree. */
const partOf = (name: string): string => name.replaceAll('/', '∕').trim();

/** Columns of `steps` and `validation` that are no measure of their own. */
const CLOCKS: ReadonlySet<string> = new Set(['step', 'epoch', 'seconds']);
/** Of these there is one, whatever is measured: no tag of training and one of validation. */
const ALONE: ReadonlySet<string> = new Set(['learningRate', 'gradientNorm']);

type TagsOf = (layout: RunLayout) => readonly (string | null)[];

const measuresOf =
  (group: GroupName, share: string): TagsOf =>
  (layout) =>
    columnNames(layout, group).map((name) => {
      if (CLOCKS.has(name)) return null;
      return ALONE.has(name) ? tagOf(name) : `${tagOf(name)}/${share}`;
    });

const below =
  (group: GroupName, folder: string): TagsOf =>
  (layout) =>
    columnNames(layout, group).map((name, column) =>
      column === 0 ? null : `${folder}/${partOf(name)}`,
    );

/** The first and the last state of every recurrence: those between would be a thousand charts. */
const endsOfTime: TagsOf = (layout) => [
  null,
  ...layout.recurrences.flatMap(({ name, node, direction, steps }) =>
    Array.from({ length: steps }, (_, time) =>
      time === 0 || time === steps - 1
        ? `time_steps/${partOf(name || node)} ${direction}/${time + 1}`
        : null,
    ),
  ),
];

const ofLayers: TagsOf = (layout) => [
  null,
  ...layerNames(layout).flatMap((layer) =>
    LAYER_QUANTITIES.map((quantity) => `layers/${partOf(layer)}/${tagOf(quantity)}`),
  ),
];

/** By group: the tag of each column; null for those without. What is no line over time (units, pictures) is in the CSV. */
const SCALARS: Readonly<Partial<Record<GroupName, TagsOf>>> = {
  steps: measuresOf('steps', 'train'),
  validation: measuresOf('validation', 'validation'),
  layers: ofLayers,
  branches: below('branches', 'branches'),
  timeSteps: endsOfTime,
  noise: below('noise', 'noise'),
};

interface Row {
  readonly step: number;
  readonly values: readonly Value[];
}

function scalarRows(telemetry: TelemetryStore, layout: RunLayout): readonly Row[] {
  return Object.entries(SCALARS).flatMap(([group, tagsOf]) => {
    const { count, width, mean } = telemetry.series(group as GroupName);
    const tags = tagsOf(layout);
    return Array.from({ length: count }, (_, row): Row => {
      const values = tags.flatMap((tag, column): Value[] => {
        const scalar = mean[row * width + column];
        return tag === null || Number.isNaN(scalar) ? [] : [{ tag, scalar }];
      });
      return { step: mean[row * width], values };
    });
  });
}

function histogramRows(telemetry: TelemetryStore, layout: RunLayout): readonly Row[] {
  const { count, width, mean } = telemetry.series('histograms');
  const places = layerNames(layout).flatMap((layer, at) =>
    HISTOGRAM_TENSORS.map((tensor) => ({
      tag: `layers/${partOf(layer)}/${tensor}`,
      column: histogramColumn(at, tensor),
    })),
  );
  return Array.from({ length: count }, (_, row): Row => {
    const values = places.flatMap(({ tag, column }): Value[] => {
      const start = row * width + column;
      const [least, greatest] = mean.subarray(start, start + 2);
      if (!(Number.isFinite(least) && Number.isFinite(greatest))) return [];
      const counts = mean.subarray(start + 2, start + 2 + HISTOGRAM_BINS);
      return [{ tag, histogram: { least, greatest, counts } }];
    });
    return { step: mean[row * width], values };
  });
}

/** Seconds since the run began, at any step: by the steps whose clock was kept. */
function clockOf(telemetry: TelemetryStore): (step: number) => number {
  const column = STEP_COLUMNS.indexOf('seconds');
  return (step) => telemetry.rowAt('steps', step)?.[column] ?? 0;
}

function write({ summary, layout, groups }: StoredRun) {
  const telemetry = TelemetryStore.fromStored(layout, groups);
  const secondsAt = clockOf(telemetry);
  const begun = summary.started / 1_000;
  const events = [...scalarRows(telemetry, layout), ...histogramRows(telemetry, layout)]
    .filter(({ values }) => values.length > 0)
    .map(
      ({ step, values }): Event => ({
        time: begun + secondsAt(step),
        step: Math.round(step),
        values,
      }),
    )
    .sort((a, b) => a.step - b.step);
  // TensorBoard knows its files by this name, whose number is the second in which they begin.
  const path = `events.out.tfevents.${Math.floor(begun)}.vanishing-point`;
  return [{ path, content: encodeEvents(events) }];
}

export const tensorboard: RunExporter = { ...tensorboardFormat, write };
