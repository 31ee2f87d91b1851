import { z } from 'zod';
import { documentSchema } from './document/schema';
import { MAX_POINTS } from './sweep/spec';
import { MAX_FOLDS, MIN_FOLDS } from './telemetry/cross-validation';
import { floats } from './telemetry/floats';
import { runLayoutSchema } from './telemetry/layout';
import { runStateSchema } from './telemetry/protocol';
import { textSchema } from './text/text-schema';

/**
 * What calls between the page and its host carry: settings, projects, previews of data, runs, menus. The calls
 * themselves are in `host.ts`.
 */

export const handle = z.string().min(1).max(200);
export const text = z.string().max(4_000);
export const bytes = z.instanceof(Uint8Array);
export const empty = z.strictObject({});

/** An expected failure of a call: a kind that both sides know, and a sentence in both languages. */
export const hostFailureSchema = z.object({
  kind: z.string(),
  text: textSchema,
});
export type HostFailure = z.infer<typeof hostFailureSchema>;

const settingsFields = {
  locale: z.enum(['en', 'zh', 'system']),
  theme: z.enum(['light', 'dark', 'system']),
  /** Sizes and states of panels, by panel name. */
  panels: z.record(z.string().max(100), z.union([z.number(), z.boolean(), z.string()])),
  /** Labs that were trained to the end, for the course's progress. */
  finishedLabs: z.array(z.string().max(100)).max(200),
  /** The desktop says so when a long run is over while another window is in front. */
  noticeOfEnd: z.boolean(),
  /** Of the newest crash report that the person was told of. */
  crashesSeen: z.number(),
  /** Look for newer versions, where the package knows an address for that. */
  updates: z.boolean(),
};

export const settingsSchema = z.object({
  locale: settingsFields.locale.default('system'),
  theme: settingsFields.theme.default('system'),
  panels: settingsFields.panels.default({}),
  finishedLabs: settingsFields.finishedLabs.default([]),
  noticeOfEnd: settingsFields.noticeOfEnd.default(true),
  crashesSeen: settingsFields.crashesSeen.default(0),
  updates: settingsFields.updates.default(false),
});
export type Settings = z.infer<typeof settingsSchema>;

/** No defaults here: a change of the theme alone must not put the other settings back to theirs. */
export const settingsChangeSchema = z.strictObject(settingsFields).partial();
export type SettingsChange = z.infer<typeof settingsChangeSchema>;

/** What a recent project looks like in the list, without opening it. */
export const recentProjectSchema = z.object({
  handle,
  name: text,
  location: text,
  modified: z.number(),
  missing: z.boolean(),
  /** Node centres scaled to the unit square and index pairs of edges: enough for a thumbnail. */
  thumbnail: z.object({
    nodes: z.array(z.object({ x: z.number(), y: z.number(), kind: z.string() })).max(400),
    edges: z.array(z.tuple([z.int(), z.int()])).max(1_000),
  }),
  outcome: text.nullable(),
});
export type RecentProject = z.infer<typeof recentProjectSchema>;

/** What was mended in a damaged file, as sentences. */
export const repairSchema = textSchema;

export const openedProjectSchema = z.object({
  handle,
  location: text,
  document: documentSchema,
  repairs: z.array(repairSchema),
  /** Why it cannot be saved over (a newer version, a read-only place, opened elsewhere), or null. */
  readOnly: textSchema.nullable(),
});
export type OpenedProject = z.infer<typeof openedProjectSchema>;

export const draftSchema = z.object({
  draft: handle,
  handle: handle.nullable(),
  name: text,
  saved: z.number(),
});

const columnSummarySchema = z.object({
  name: text,
  type: z.enum(['number', 'word']),
  missing: z.int(),
  distinct: z.int(),
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
  mean: z.number().nullable(),
  deviation: z.number().nullable(),
  categories: z.array(text),
  /** Counts of 24 equal bins for numbers, or of the categories in order. */
  counts: z.array(z.int()),
});
export type ColumnSummary = z.infer<typeof columnSummarySchema>;

/** x′ = (x − mean) ÷ deviation. */
const scalingSchema = z.object({ mean: z.number(), deviation: z.number() });

/** A look at a dataset: a few rows, a summary of each column, and enough points or pictures to draw. */
export const dataPreviewSchema = z.object({
  count: z.int(),
  trainingCount: z.int(),
  validationCount: z.int(),
  droppedRows: z.int(),
  /** Whole sentences. */
  leftOut: z.array(textSchema),
  columns: z.array(columnSummarySchema),
  /** First rows, as text. */
  rows: z.array(z.array(z.string())),
  /** Up to 600 samples: features of each (for images the pixels), then the class index or the values to predict. */
  sampleWidth: z.int(),
  targetWidth: z.int(),
  samples: floats,
  classCounts: z.array(z.int()),
  /** How a run scales the axes of a plane or a curve, from the training share; empty where it does not, or for other data. */
  featureScaling: z.array(scalingSchema),
  targetScaling: z.array(scalingSchema),
});
export type DataPreview = z.infer<typeof dataPreviewSchema>;

export const foldShape = { index: z.int().min(0), count: z.int().min(MIN_FOLDS).max(MAX_FOLDS) };

/**
 * What a run is for: a training, a test of learning rates, weights that came from another tool and took no step here, one fold of a cross-validation or one point of a sweep, which
 * both have names of their own, or a twin, which is trained to be compared: it is in no list and on no disk, and ends
 * with its window.
 */
const runPurposeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('training') }),
  z.object({ kind: z.literal('rateTest') }),
  z.object({ kind: z.literal('imported') }),
  z.object({ kind: z.literal('twin') }),
  z.object({ kind: z.literal('fold'), crossValidation: handle, ...foldShape }),
  z.object({
    kind: z.literal('sweep'),
    sweep: handle,
    index: z
      .int()
      .min(0)
      .max(MAX_POINTS - 1),
  }),
]);
export type RunPurpose = z.infer<typeof runPurposeSchema>;

/** Of a file that a network is read from: weights of the largest network, as 32-bit floats, and more. */
export const MAX_IMPORT_FILES = 100;
export const MAX_IMPORT_BYTES = 256 * 1024 * 1024;

export const MAX_RUN_NAME = 100;
export const MAX_RUN_NOTE = 2_000;

/** What a person says of a run. */
const runLabelFields = {
  name: z.string().max(MAX_RUN_NAME),
  note: z.string().max(MAX_RUN_NOTE),
  /** It is never forgotten for newer ones. */
  pinned: z.boolean(),
};
const runLabelSchema = z.object(runLabelFields);
export type RunLabel = z.infer<typeof runLabelSchema>;
export const runLabelChangeSchema = z.strictObject(runLabelFields).partial();
export const NO_LABEL: RunLabel = { name: '', note: '', pinned: false };

/** What a run is known by in a list: kinds of catalogues, null where the layers differ or have none. */
const chiefSettingsSchema = z.object({
  optimizer: text,
  learningRate: z.number(),
  initializer: text.nullable(),
  activation: text.nullable(),
  epochs: z.int(),
  batchSize: z.int(),
  seed: z.int(),
});
export type ChiefSettings = z.infer<typeof chiefSettingsSchema>;

export const runSummarySchema = z.object({
  run: handle,
  project: handle.nullable(),
  /** The window's project: tells runs apart whose projects were never saved. */
  draft: handle.nullable().default(null),
  name: text,
  started: z.number(),
  state: runStateSchema,
  loss: z.number().nullable(),
  validationLoss: z.number().nullable(),
  metric: z.object({ name: text, value: z.number() }).nullable(),
  /** Runs that were kept before these were written down have the defaults. */
  validationMetrics: z.record(text, z.number().nullable()).default({}),
  purpose: runPurposeSchema.default({ kind: 'training' }),
  /** The run with whose weights it began, and the step that left them. */
  from: z.object({ run: handle, step: z.int() }).nullish(),
  /** The root cause of what is wrong with it; null where nothing is, not there where nobody has looked yet. */
  finding: z
    .object({
      cause: text,
      title: textSchema,
      node: z.string().nullable(),
      sinceStep: z.int(),
    })
    .nullish(),
  label: runLabelSchema.optional(),
  /** Not there where nobody has looked yet. */
  settings: chiefSettingsSchema.optional(),
  /** It trains, or trained, outside of the app: with what, and after how many seconds at most its file is written anew. */
  elsewhere: z
    .object({
      tool: text,
      processes: z.int().min(1),
      device: text,
      interval: z.number().min(0),
    })
    .optional(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

/** One group's rows as a store keeps them: mean (or latest), and minimum and maximum where it aggregates. */
export const storedGroupSchema = z.object({
  group: z.string(),
  mean: floats,
  minimum: floats.nullable(),
  maximum: floats.nullable(),
  /** How many of the trainer's rows each kept row stands for; without it, one. */
  weights: floats.optional(),
});

export const storedRunSchema = z.object({
  summary: runSummarySchema,
  document: documentSchema,
  layout: runLayoutSchema,
  groups: z.array(storedGroupSchema),
});
export type StoredRun = z.infer<typeof storedRunSchema>;

/** A run as it is now: one that has only just begun has no layout yet, and its stream brings it. */
export const readRunSchema = storedRunSchema.extend({ layout: runLayoutSchema.nullable() });
export type ReadRun = z.infer<typeof readRunSchema>;

export const folderEntrySchema = z.object({
  handle,
  name: text,
  kind: z.enum(['folder', 'project', 'run']),
  modified: z.number(),
});
export type FolderEntry = z.infer<typeof folderEntrySchema>;

const nativeItemSchema = z.object({
  command: z.string().max(100),
  label: z.string().max(200),
  /** As the page writes it, for example `Mod+Shift+S`. */
  shortcut: z.string().max(100).nullable(),
  worksInFields: z.boolean(),
  /** Of a command that switches something; null for every other. */
  checked: z.boolean().nullable(),
});
export type NativeItem = z.infer<typeof nativeItemSchema>;

/** One menu of the page's commands, as a native menu bar shows it. */
export const nativeMenuSchema = z.object({
  /** `file`, `edit`, `view` …: says where the system's own items belong. */
  group: z.string().max(100),
  label: z.string().max(200),
  items: z
    .array(
      z.union([
        nativeItemSchema,
        z.object({ label: z.string().max(200), submenu: z.array(nativeItemSchema).max(200) }),
      ]),
    )
    .max(200),
});
export type NativeMenu = z.infer<typeof nativeMenuSchema>;
