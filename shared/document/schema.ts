import { z } from 'zod';
import {
  MAX_ACCUMULATION,
  MAX_AUGMENTATIONS,
  MAX_BATCH_SIZE,
  MAX_BLOCK_SETTINGS,
  MAX_BLOCKS,
  MAX_CATEGORIES,
  MAX_COLUMNS,
  MAX_COMMENT_CHARACTERS,
  MAX_COMMENTS,
  MAX_EDGES,
  MAX_EPOCHS,
  MAX_METRICS,
  MAX_NAME_CHARACTERS,
  MAX_NODES,
  MAX_SEED,
} from './limits';

/**
 * The project file. Types derive from these schemas, and a saved file's keys stand in the order written here.
 * Kinds (of layers, initializers, datasets …) are plain strings here: the catalogue knows which exist, and a
 * node of an unknown kind is kept as it is and written back.
 */
export const FORMAT = 'vanishing-point';
export const CURRENT_VERSION = 2;

/** Names that would reach an object's prototype if used as keys. */
export const UNSAFE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

const safeKey = z
  .string()
  .max(MAX_NAME_CHARACTERS)
  .refine((key) => !UNSAFE_KEYS.has(key), 'reserved key');

export const jsonValueSchema: z.ZodType<JsonValue> = z.lazy(() =>
  z.union([
    z.string().max(MAX_COMMENT_CHARACTERS),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(jsonValueSchema),
    z.record(safeKey, jsonValueSchema),
  ]),
);

export const parametersSchema = z.record(safeKey, jsonValueSchema);

/** One entry of a catalogue with its own parameters: an initializer, an activation, a loss, a dataset … */
export const choiceSchema = z.object({
  kind: z.string().min(1).max(MAX_NAME_CHARACTERS),
  parameters: parametersSchema,
});

const identifierSchema = z.string().min(1).max(MAX_NAME_CHARACTERS);
const positionSchema = z.object({ x: z.number(), y: z.number() });

export const nodeSchema = z.object({
  id: identifierSchema,
  kind: z.string().min(1).max(MAX_NAME_CHARACTERS),
  name: z.string().max(MAX_NAME_CHARACTERS),
  position: positionSchema,
  parameters: parametersSchema,
  /** The node of the same kind whose weights this one takes; not there where it has its own. */
  weightsOf: identifierSchema.optional(),
  /** Of a node of kind `block`: the definition that it is an instance of. Its parameters are settings of that block. */
  block: identifierSchema.optional(),
});

/** Edges of one target port are taken in the order of the document (Concatenate depends on it). */
export const edgeSchema = z.object({
  id: identifierSchema,
  source: identifierSchema,
  target: identifierSchema,
  targetPort: z.string().max(MAX_NAME_CHARACTERS).default('in'),
});

export const commentSchema = z.object({
  id: identifierSchema,
  position: positionSchema,
  size: z.object({ width: z.number().positive(), height: z.number().positive() }),
  text: z.string().max(MAX_COMMENT_CHARACTERS),
});

export const networkSchema = z.object({
  nodes: z.array(nodeSchema).max(MAX_NODES),
  edges: z.array(edgeSchema).max(MAX_EDGES),
  comments: z.array(commentSchema).max(MAX_COMMENTS),
});

/** A setting that a block exposes under a name: its instances may set these parameters of nodes inside. */
export const blockSettingSchema = z.object({
  name: safeKey.min(1),
  targets: z
    .array(z.object({ node: identifierSchema, parameter: safeKey.min(1) }))
    .max(MAX_BLOCK_SETTINGS),
});

/**
 * A named sub-network. Its inputs are the nodes of kind `blockInput` in their order, its output the one of kind
 * `blockOutput`; nodes of kind `block` in any network are instances of it.
 */
export const blockSchema = z.object({
  id: identifierSchema,
  name: z.string().max(MAX_NAME_CHARACTERS),
  settings: z.array(blockSettingSchema).max(MAX_BLOCK_SETTINGS),
  network: networkSchema,
});

export const COLUMN_ROLES = ['feature', 'target', 'ignore'] as const;
export const COLUMN_ENCODINGS = ['number', 'category'] as const;
export const MISSING_VALUE_POLICIES = ['mean', 'drop', 'refuse'] as const;

/** How one column of a table is used. `categories` fixes the order of a one-hot encoding, so that shapes need no data. */
export const columnSchema = z.object({
  name: z.string().max(MAX_NAME_CHARACTERS),
  role: z.enum(COLUMN_ROLES),
  encoding: z.enum(COLUMN_ENCODINGS),
  missing: z.enum(MISSING_VALUE_POLICIES),
  categories: z.array(z.string().max(MAX_NAME_CHARACTERS)).max(MAX_CATEGORIES),
});

/**
 * Over which numbers one mean and one deviation are taken: all of the last axis's index (a table's column, a colour, a
 * feature over time), all of one sample, or each number of a sample by itself.
 */
export const STANDARDIZE_BY = ['channel', 'sample', 'feature'] as const;

/** Columns are empty where the dataset's own roles are used as they are (samples, built-in tables). */
export const dataSchema = z.object({
  dataset: choiceSchema,
  columns: z.array(columnSchema).max(MAX_COLUMNS),
  validationShare: z.number().min(0).max(0.9),
  splitSeed: z.int().min(0).max(MAX_SEED),
  standardizeFeatures: z.boolean(),
  standardizeTarget: z.boolean(),
  standardizeBy: z.enum(STANDARDIZE_BY),
  /** Random changes of training pictures, one after the other. */
  augmentations: z.array(choiceSchema).max(MAX_AUGMENTATIONS),
});

/** Backends of the trainer's own process. */
export const PROCESS_BACKENDS = ['wasm', 'cpu'] as const;
/** Backends that only a page has, for they need a canvas: its worker trains with them. */
export const GPU_BACKENDS = ['webgpu', 'webgl'] as const;
export const BACKENDS = [...PROCESS_BACKENDS, ...GPU_BACKENDS] as const;
/** `auto` is whichever of them a short trial finds fastest. */
export const BACKEND_CHOICES = ['auto', ...BACKENDS] as const;

export const CLIPPINGS = ['none', 'value', 'norm', 'globalNorm'] as const;
export const CLASS_WEIGHTINGS = ['none', 'balanced', 'given'] as const;
export const PRECISIONS = ['float32', 'float16', 'bfloat16'] as const;
export const LOSS_SCALINGS = ['none', 'fixed', 'dynamic'] as const;
export const MONITORS = ['validationLoss', 'trainingLoss', 'metric'] as const;

export const trainingSchema = z.object({
  loss: choiceSchema,
  optimizer: choiceSchema,
  learningRate: z.number().min(0).max(1e6),
  epochs: z.int().min(1).max(MAX_EPOCHS),
  batchSize: z.int().min(1).max(MAX_BATCH_SIZE),
  shuffle: z.boolean(),
  seed: z.int().min(0).max(MAX_SEED),
  backend: z.enum(BACKEND_CHOICES),
  schedule: choiceSchema,
  warmupEpochs: z.number().min(0).max(MAX_EPOCHS),
  clipping: z.enum(CLIPPINGS),
  clippingLimit: z.number().min(1e-6).max(1e6),
  accumulation: z.int().min(1).max(MAX_ACCUMULATION),
  l1: z.number().min(0).max(1000),
  l2: z.number().min(0).max(1000),
  labelSmoothing: z.number().min(0).max(0.99),
  classWeighting: z.enum(CLASS_WEIGHTINGS),
  /** By class, in the order of the data's class names. */
  classWeights: z.array(z.number().min(0).max(1e6)).max(MAX_CATEGORIES),
  earlyStopping: z.boolean(),
  monitor: z.enum(MONITORS),
  /** Of the metrics that the run measures; where `monitor` is `metric`. */
  monitorMetric: choiceSchema,
  patience: z.int().min(1).max(MAX_EPOCHS),
  minimumChange: z.number().min(0).max(1e6),
  /** Kinds; those that fit the data are measured, and where none does the usual one. */
  metrics: z.array(z.string().max(MAX_NAME_CHARACTERS)).max(MAX_METRICS),
  topK: z.int().min(1).max(MAX_CATEGORIES),
  precision: z.enum(PRECISIONS),
  roundActivations: z.boolean(),
  roundGradients: z.boolean(),
  roundWeights: z.boolean(),
  lossScaling: z.enum(LOSS_SCALINGS),
  lossScale: z
    .number()
    .min(1)
    .max(2 ** 24),
  growthInterval: z.int().min(1).max(MAX_EPOCHS),
});

export const documentSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(CURRENT_VERSION),
  name: z.string().max(MAX_NAME_CHARACTERS),
  /** The lab that this project was opened from, so that its explanation stays at hand. */
  lab: z.string().max(MAX_NAME_CHARACTERS).nullable(),
  network: networkSchema,
  blocks: z.array(blockSchema).max(MAX_BLOCKS),
  data: dataSchema,
  training: trainingSchema,
});

export type Parameters = z.infer<typeof parametersSchema>;
export type Choice = z.infer<typeof choiceSchema>;
export type NetworkNode = z.infer<typeof nodeSchema>;
export type NetworkEdge = z.infer<typeof edgeSchema>;
export type CanvasComment = z.infer<typeof commentSchema>;
export type Network = z.infer<typeof networkSchema>;
export type BlockSetting = z.infer<typeof blockSettingSchema>;
export type BlockDefinition = z.infer<typeof blockSchema>;
export type ColumnSettings = z.infer<typeof columnSchema>;
export type DataSettings = z.infer<typeof dataSchema>;
export type TrainingSettings = z.infer<typeof trainingSchema>;
export type Backend = (typeof BACKENDS)[number];
export type GpuBackend = (typeof GPU_BACKENDS)[number];
export type BackendChoice = (typeof BACKEND_CHOICES)[number];
export type ProjectDocument = z.infer<typeof documentSchema>;
export type Position = z.infer<typeof positionSchema>;
