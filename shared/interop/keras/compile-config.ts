import { valuesOfChoice } from '../../catalogue/catalogues';
import { LOSSES } from '../../catalogue/losses';
import { isJsonObject, type JsonObject } from '../../document/json';
import type { Choice, JsonValue, TrainingSettings } from '../../document/schema';
import { describedBy, numberAt, plainName } from './described';
import { type ReadSettings, readOptimizer, writeOptimizer } from './optimizers';

/** How a model is trained: what Keras calls to compile it. */

interface LossMapping {
  readonly kind: string;
  readonly className: string;
  /** Names beside the class's own. */
  readonly aliases?: readonly string[];
  /** Parameter and key of what it has. */
  readonly parameter?: readonly [name: string, key: string, usual: JsonValue];
  readonly isSmoothed?: boolean;
}

const FROM_LOGITS = ['fromLogits', 'from_logits', false] as const;

/** Class indices and one column a class are one loss here: the app knows its classes. */
const LOSS_MAPPINGS: readonly LossMapping[] = [
  {
    kind: 'categoricalCrossEntropy',
    className: 'CategoricalCrossentropy',
    aliases: ['SparseCategoricalCrossentropy'],
    parameter: FROM_LOGITS,
    isSmoothed: true,
  },
  {
    kind: 'binaryCrossEntropy',
    className: 'BinaryCrossentropy',
    parameter: FROM_LOGITS,
    isSmoothed: true,
  },
  { kind: 'meanSquaredError', className: 'MeanSquaredError', aliases: ['mse'] },
  { kind: 'meanAbsoluteError', className: 'MeanAbsoluteError', aliases: ['mae'] },
  { kind: 'huber', className: 'Huber', aliases: ['huber_loss'], parameter: ['delta', 'delta', 1] },
  { kind: 'hinge', className: 'Hinge' },
];

function writeLoss({ loss, labelSmoothing }: TrainingSettings): JsonObject | null {
  const mapping = LOSS_MAPPINGS.find(({ kind }) => kind === loss.kind);
  if (!mapping) return null;
  const values = valuesOfChoice(LOSSES, loss) as JsonObject;
  const { parameter, isSmoothed, className } = mapping;
  const config = {
    ...(parameter ? { [parameter[1]]: values[parameter[0]] } : {}),
    ...(isSmoothed ? { label_smoothing: labelSmoothing } : {}),
  };
  return { module: 'keras.losses', class_name: className, config, registered_name: null };
}

/** Metrics that Keras has by name. */
const METRIC_NAMES: Readonly<Record<string, readonly string[]>> = {
  accuracy: [
    'accuracy',
    'acc',
    'categorical_accuracy',
    'sparse_categorical_accuracy',
    'binary_accuracy',
  ],
  mae: ['mean_absolute_error', 'mae'],
  rmse: ['root_mean_squared_error'],
  r2: ['r2_score'],
};

/** `compile_config` of a `.keras` file; null where loss or optimizer have a setting that Keras lacks. */
export function writeCompileConfig(training: TrainingSettings): JsonObject | null {
  const optimizer = writeOptimizer(training);
  const loss = writeLoss(training);
  if (!optimizer || !loss) return null;
  const metrics = training.metrics.flatMap((kind) => METRIC_NAMES[kind]?.[0] ?? []);
  return { optimizer, loss, metrics };
}

function readLoss(value: JsonValue | undefined): ReadSettings {
  const described = describedBy(value);
  const name = plainName(described?.className ?? '');
  const mapping = LOSS_MAPPINGS.find(({ className, aliases = [] }) =>
    [className, ...aliases].some((each) => plainName(each) === name),
  );
  if (!described || !mapping) return { settings: {}, leftOut: ['loss'] };
  const { parameter, kind, isSmoothed } = mapping;
  const loss: Choice = {
    kind,
    parameters: parameter ? { [parameter[0]]: described.config[parameter[1]] ?? parameter[2] } : {},
  };
  const smoothing = numberAt(described.config, 'label_smoothing', 0);
  const isTaken = isSmoothed === true && smoothing !== undefined && smoothing > 0 && smoothing < 1;
  return {
    settings: { loss, ...(isTaken ? { labelSmoothing: smoothing } : {}) },
    leftOut: [],
  };
}

const nameOf = (value: JsonValue): string => plainName(describedBy(value)?.className ?? '');

function readMetrics(value: JsonValue | undefined): ReadSettings {
  const given = Array.isArray(value) ? value.flat() : [];
  const kinds = given.map((one) =>
    Object.keys(METRIC_NAMES).find((kind) =>
      METRIC_NAMES[kind].some((name) => plainName(name) === nameOf(one)),
    ),
  );
  const metrics = [...new Set(kinds.filter((kind) => kind !== undefined))];
  return {
    settings: metrics.length > 0 ? { metrics } : {},
    leftOut: kinds.includes(undefined) ? ['metrics'] : [],
  };
}

/** The settings of a training that a file brings along; null where it brings none. */
export function readCompileConfig(value: JsonValue | undefined): ReadSettings | null {
  if (!isJsonObject(value)) return null;
  const parts = [
    readLoss(value.loss),
    readOptimizer(value.optimizer ?? value.optimizer_config),
    readMetrics(value.metrics),
  ];
  return {
    settings: Object.assign({}, ...parts.map(({ settings }) => settings)),
    leftOut: parts.flatMap(({ leftOut }) => leftOut),
  };
}
