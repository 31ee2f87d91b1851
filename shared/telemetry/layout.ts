import { z } from 'zod';
import { dataSummarySchema } from '../data/data-summary';

/**
 * What a step reports. Telemetry is rows of 32-bit floats in groups of fixed width; the first column of every
 * group is `step`, so one time cursor finds its row in all of them. A layout is made once a run and says what
 * each column means.
 */

export const HISTOGRAM_BINS = 32;
/** A unit counts as lastingly dead after being dead in this many checks in a row. */
export const DEAD_CHECKS = 10;
/** Points per side of the decision-boundary picture, and points along the fitted curve. */
export const BOUNDARY_POINTS = 48;
export const CURVE_POINTS = 160;

/**
 * Signals and gradients of a step are those of its batch, with the weights before its update; what runs samples
 * of its own (validation, confusion, dead units, picture) sees the weights after it.
 *
 * Measured for each layer node. `signal` is the node's output, `gradient` is ∂L/∂output of the mean loss of
 * the batch. Fractions are of elements (zero, saturated, underflow: not 0 before they were rounded to 16 bits, and 0
 * then) or of units (dead). New ones stand at the end: rows of stored runs are as wide as the list was then.
 */
export const LAYER_QUANTITIES = [
  'signalMean',
  'signalDeviation',
  'signalRms',
  'zeroFraction',
  'saturatedFraction',
  'deadNow',
  'deadLasting',
  'gradientRms',
  'gradientNorm',
  'weightNorm',
  'weightGradientNorm',
  'weightGradientRms',
  'updateRatio',
  'gradientUnderflow',
  'weightGradientUnderflow',
] as const;
export type LayerQuantity = (typeof LAYER_QUANTITIES)[number];

export const HISTOGRAM_TENSORS = ['preactivation', 'activation', 'weight', 'gradient'] as const;
export type HistogramTensor = (typeof HISTOGRAM_TENSORS)[number];

export const layerEntrySchema = z.object({
  node: z.string(),
  name: z.string(),
  kind: z.string(),
  /** Units of the output (its last axis, or its size). */
  units: z.int(),
  /** Its activation can die: dead units are counted. */
  canDie: z.boolean(),
  hasWeights: z.boolean(),
  /** Pre-activations beyond which the activation is saturated. */
  saturatedBelow: z.number().nullable(),
  saturatedAbove: z.number().nullable(),
});

/** A connection of a node that several leave: what comes back along it is a part of the node's gradient. */
export const branchEntrySchema = z.object({ source: z.string(), target: z.string() });

/** A recurrence of a network in one of its directions; what it computed last hears of the loss first. */
export const recurrenceEntrySchema = z.object({
  node: z.string(),
  name: z.string(),
  direction: z.enum(['forward', 'backward']),
  /** Time steps of a sample. */
  steps: z.int(),
});

export const PICTURES = ['none', 'plane', 'curve'] as const;

export const runLayoutSchema = z.object({
  /** From input to output. Only nodes that compute (not Input, Output). */
  layers: z.array(layerEntrySchema),
  /** Along every other connection comes its node's whole gradient. Runs of the first days recorded none. */
  branches: z.array(branchEntrySchema).default([]),
  /** Runs of the first days recorded none. */
  recurrences: z.array(recurrenceEntrySchema).default([]),
  /** Beside the loss: `accuracy`, `mae` … */
  metrics: z.array(z.string()),
  classNames: z.array(z.string()),
  picture: z.enum(PICTURES),
  /** x minimum, x maximum, y minimum, y maximum of the picture, in the network's own (scaled) units. */
  pictureBounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  stepsPerEpoch: z.int(),
  plannedSteps: z.int(),
  /** What the data are like. Runs of the first days recorded none. */
  data: dataSummarySchema.optional(),
});

export type LayerEntry = z.infer<typeof layerEntrySchema>;
export type BranchEntry = z.infer<typeof branchEntrySchema>;
export type RecurrenceEntry = z.infer<typeof recurrenceEntrySchema>;
export type RunLayout = z.infer<typeof runLayoutSchema>;

export const GROUP_NAMES = [
  'steps',
  'validation',
  'layers',
  'branches',
  'timeSteps',
  'units',
  'histograms',
  'noise',
  'confusion',
  'picture',
] as const;
export type GroupName = (typeof GROUP_NAMES)[number];

export interface GroupLayout {
  readonly name: GroupName;
  readonly width: number;
  /** How two rows become one when a store is full: mean, minimum and maximum kept, or the newer row alone. */
  readonly merge: 'aggregate' | 'latest';
  /** Rows that a store keeps before it merges neighbours. */
  readonly capacity: number;
}

export const STEP_COLUMNS = [
  'step',
  'epoch',
  'seconds',
  'learningRate',
  'loss',
  'gradientNorm',
] as const;
export const VALIDATION_COLUMNS = ['step', 'epoch', 'loss'] as const;
/** `variance`: tr Σ of the gradient of one sample; `squaredNorm`: |G|² of the mean gradient. Neither hangs on a batch's size. */
export const NOISE_COLUMNS = ['step', 'variance', 'squaredNorm'] as const;

const histogramWidth = 2 + HISTOGRAM_BINS;

/*
 * Rows of `branches` after the step: the RMS of the gradient that comes back along each, before they are added up.
 * Rows of `timeSteps` after the step: the RMS of ∂L/∂hₜ at every time step of every recurrence, the first one first.
 * Rows of `confusion` after the step: counts of the validation data, a row of predicted classes for each actual one.
 * Rows of `picture` after the step. `plane`: for each of BOUNDARY_POINTS² points, y from its minimum and x running
 * fastest, the answer (class index; for regression the output) and its confidence (probability of that class; 1 for
 * regression). `curve`: the output at CURVE_POINTS even places from the least to the greatest x.
 */

/** Widths of all groups of a run; a width of 1 (only `step`) means that the run has no such group. */
export function groupsOf(layout: RunLayout): readonly GroupLayout[] {
  const layers = layout.layers.length;
  const classes = layout.classNames.length;
  // Plane: of every point, row by row from the lowest y, left to right: predicted class, then its probability
  // (regression: predicted value, then 1). Curve: the predicted value at evenly spaced x.
  const picture = { none: 0, plane: 2 * BOUNDARY_POINTS ** 2, curve: CURVE_POINTS };
  return [
    {
      name: 'steps',
      width: STEP_COLUMNS.length + layout.metrics.length,
      merge: 'aggregate',
      capacity: 8192,
    },
    {
      name: 'validation',
      width: VALIDATION_COLUMNS.length + layout.metrics.length,
      merge: 'aggregate',
      capacity: 4096,
    },
    {
      name: 'layers',
      width: 1 + layers * LAYER_QUANTITIES.length,
      merge: 'aggregate',
      capacity: 1024,
    },
    {
      name: 'branches',
      width: 1 + layout.branches.length,
      merge: 'aggregate',
      capacity: 1024,
    },
    {
      name: 'timeSteps',
      width: 1 + layout.recurrences.reduce((sum, { steps }) => sum + steps, 0),
      merge: 'aggregate',
      capacity: 1024,
    },
    {
      name: 'units',
      width: 1 + layout.layers.reduce((sum, layer) => sum + (layer.canDie ? layer.units : 0), 0),
      merge: 'latest',
      capacity: 256,
    },
    {
      name: 'histograms',
      width: 1 + layers * HISTOGRAM_TENSORS.length * histogramWidth,
      merge: 'latest',
      capacity: 128,
    },
    {
      name: 'noise',
      width: layout.layers.some(({ hasWeights }) => hasWeights) ? NOISE_COLUMNS.length : 1,
      merge: 'aggregate',
      capacity: 1024,
    },
    { name: 'confusion', width: 1 + classes * classes, merge: 'latest', capacity: 256 },
    { name: 'picture', width: 1 + picture[layout.picture], merge: 'latest', capacity: 64 },
  ];
}

/** Column of a quantity of the layer at `layerIndex` in a row of the group `layers`. */
export const layerColumn = (layerIndex: number, quantity: LayerQuantity): number =>
  1 + layerIndex * LAYER_QUANTITIES.length + LAYER_QUANTITIES.indexOf(quantity);

/** Column of the first time step of a recurrence in a row of the group `timeSteps`. */
export const timeStepColumn = ({ recurrences }: RunLayout, recurrence: number): number =>
  recurrences.slice(0, recurrence).reduce((column, { steps }) => column + steps, 1);

/** First column of a unit's firing fractions in a row of the group `units`; −1 where the layer has none. */
export function unitsColumn(layout: RunLayout, layerIndex: number): number {
  if (!layout.layers[layerIndex].canDie) return -1;
  let column = 1;
  for (let index = 0; index < layerIndex; index += 1) {
    if (layout.layers[index].canDie) column += layout.layers[index].units;
  }
  return column;
}

/** First column of a histogram in a row of the group `histograms`: minimum, maximum, then the counts. NaN minimum: not measured. */
export const histogramColumn = (layerIndex: number, tensor: HistogramTensor): number =>
  1 + (layerIndex * HISTOGRAM_TENSORS.length + HISTOGRAM_TENSORS.indexOf(tensor)) * histogramWidth;
