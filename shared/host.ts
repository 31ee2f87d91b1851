import { z } from 'zod';
import { choiceSchema, documentSchema } from './document/schema';
import {
  pointOutcomeSchema,
  readSweepSchema,
  sweepProgressSchema,
  sweepSummarySchema,
} from './sweep/record';
import { MAX_POINTS, sweepSpecSchema } from './sweep/spec';
import { MAX_FOLDS, MIN_FOLDS } from './telemetry/cross-validation';
import { jacobianSchema } from './telemetry/jacobian';
import { landscapeRequestSchema, landscapeSchema } from './telemetry/landscape';
import { runLayoutSchema } from './telemetry/layout';
import { runFailureSchema, runStateSchema } from './telemetry/protocol';
import { trainerCommandSchema, trainerEventSchema } from './telemetry/trainer-messages';
import { textSchema } from './text/text-schema';

/**
 * The one contract between the page and its host: a table of calls and a table of streams. The page cannot tell
 * which host it has. Arguments come from outside and are parsed on the host's side; results are parsed on the
 * page's side. Files are handles: the page never holds a path that it could change.
 */

const handle = z.string().min(1).max(200);
const text = z.string().max(4_000);
const bytes = z.instanceof(Uint8Array);
const empty = z.strictObject({});
/** Not `z.instanceof`, whose type would refuse an array over shared memory. */
const floats = z.custom<Float32Array>((value) => value instanceof Float32Array);

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
};

export const settingsSchema = z.object({
  locale: settingsFields.locale.default('system'),
  theme: settingsFields.theme.default('system'),
  panels: settingsFields.panels.default({}),
  finishedLabs: settingsFields.finishedLabs.default([]),
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
const repairSchema = textSchema;

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

const foldShape = { index: z.int().min(0), count: z.int().min(MIN_FOLDS).max(MAX_FOLDS) };

/**
 * What a run is for: a training, a test of learning rates, one fold of a cross-validation or one point of a sweep, which
 * both have names of their own, or a twin, which is trained to be compared: it is in no list and on no disk, and ends
 * with its window.
 */
const runPurposeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('training') }),
  z.object({ kind: z.literal('rateTest') }),
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
});
export type RunSummary = z.infer<typeof runSummarySchema>;

/** One group's rows as a store keeps them: mean (or latest), and minimum and maximum where it aggregates. */
const storedGroupSchema = z.object({
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
const readRunSchema = storedRunSchema.extend({ layout: runLayoutSchema.nullable() });
export type ReadRun = z.infer<typeof readRunSchema>;

const folderEntrySchema = z.object({
  handle,
  name: text,
  kind: z.enum(['folder', 'project']),
  modified: z.number(),
});
export type FolderEntry = z.infer<typeof folderEntrySchema>;

/** One menu of the page's commands, as a native menu bar shows it. */
const nativeMenuSchema = z.object({
  /** `file`, `edit`, `view` …: says where the system's own items belong. */
  group: z.string().max(100),
  label: z.string().max(200),
  items: z
    .array(
      z.object({
        command: z.string().max(100),
        label: z.string().max(200),
        /** As the page writes it, for example `Mod+Shift+S`. */
        shortcut: z.string().max(100).nullable(),
        worksInFields: z.boolean(),
      }),
    )
    .max(200),
});
export type NativeMenu = z.infer<typeof nativeMenuSchema>;

interface HostCallSchema<In extends z.ZodType, Out extends z.ZodType> {
  readonly input: In;
  readonly output: Out;
  /** Arguments larger than this are refused before they are parsed. */
  readonly maximumBytes: number;
}

/** No run of the page's own making is longer. */
const MAX_STEP_LIMIT = 100_000;
const KIBIBYTE = 1024;
const MEBIBYTE = 1024 * KIBIBYTE;

const call = <In extends z.ZodType, Out extends z.ZodType>(
  input: In,
  output: Out,
  maximumBytes = 64 * KIBIBYTE,
): HostCallSchema<In, Out> => ({ input, output, maximumBytes });

const documentArgument = documentSchema;

const foldSchema = z
  .strictObject({ ...foldShape, crossValidation: handle })
  .refine(({ index, count }) => index < count);

export const HOST_CALLS = {
  'app.info': call(
    empty,
    z.object({
      version: text,
      host: z.enum(['desktop', 'server']),
      platform: text,
      /** Native dialogs exist; otherwise the page shows its own file browser. */
      nativeDialogs: z.boolean(),
      locale: text,
    }),
  ),
  /**
   * The page listens to commands from now on; these are its own, in the person's language, for a native menu bar.
   * A host without one ignores them.
   */
  'app.setMenu': call(z.object({ menus: z.array(nativeMenuSchema).max(20) }), empty),
  'settings.read': call(empty, settingsSchema),
  'settings.write': call(settingsChangeSchema, settingsSchema),
  'projects.recent': call(empty, z.array(recentProjectSchema)),
  'projects.forget': call(z.object({ handle }), empty),
  'projects.open': call(z.object({ handle }), openedProjectSchema),
  /** Native dialog; null when the person changed their mind. */
  'projects.pickOpen': call(empty, z.object({ handle }).nullable()),
  'projects.pickSave': call(z.object({ name: text }), z.object({ handle }).nullable()),
  /** The page's own file browser: a folder's projects and sub-folders; null is the first allowed folder. */
  'projects.browse': call(
    z.object({ folder: handle.nullable() }),
    z.object({
      folder: handle,
      path: z.array(z.object({ handle, name: text })),
      entries: z.array(folderEntrySchema),
    }),
  ),
  /** A handle for a file name in a browsed folder; the file need not exist. */
  'projects.place': call(
    z.object({ folder: handle, name: text }),
    z.object({ handle, exists: z.boolean() }),
  ),
  'projects.save': call(
    z.object({ handle, document: documentArgument }),
    z.object({ location: text, saved: z.number() }),
    50 * MEBIBYTE,
  ),
  'projects.close': call(z.object({ handle }), empty),
  'drafts.write': call(
    z.object({ draft: handle, handle: handle.nullable(), document: documentArgument }),
    z.object({ saved: z.number() }),
    50 * MEBIBYTE,
  ),
  'drafts.list': call(empty, z.array(draftSchema)),
  'drafts.read': call(
    z.object({ draft: handle }),
    openedProjectSchema.omit({ handle: true }).extend({ handle: handle.nullable() }),
  ),
  'drafts.discard': call(z.object({ draft: handle }), empty),
  'data.preview': call(
    z.object({ document: documentArgument, project: handle.nullable() }),
    dataPreviewSchema,
    50 * MEBIBYTE,
  ),
  /**
   * Reads a CSV or JSON table into the app's own store and proposes columns; the document then names it by its hash. `import` is a
   * name that the page gives this import, by which it knows the progress that it hears of (`data.progress`).
   */
  'data.importTable': call(
    z.object({ name: text, content: bytes, import: handle }),
    z.object({
      dataset: choiceSchema,
      columns: documentSchema.shape.data.shape.columns,
      rows: z.int(),
      warnings: z.array(repairSchema),
    }),
    256 * MEBIBYTE,
  ),
  /** Likewise the pictures of a folder, `class/name` each, with one sub-folder for every class. */
  'data.importPictures': call(
    z.object({
      folder: text,
      files: z.array(z.object({ path: text, content: bytes })).max(100_000),
      import: handle,
    }),
    z.object({ dataset: choiceSchema, count: z.int(), warnings: z.array(repairSchema) }),
    256 * MEBIBYTE,
  ),
  'training.start': call(
    z.object({
      document: documentArgument,
      project: handle.nullable(),
      draft: handle.optional(),
      paused: z.boolean(),
      /** Stop after this many steps, whatever the document says. */
      stepLimit: z.int().min(1).max(MAX_STEP_LIMIT).optional(),
      /** Of a cross-validation: these rows are validated, all others train, whatever the document's share says. */
      fold: foldSchema.optional(),
      /** It is trained to be compared, and not kept. */
      twin: z.boolean().optional(),
      /**
       * Begin with what was kept of a run that is over. `state`: go on where it stopped, with its optimizer, the order of
       * its samples and its schedule; `weights`: take its last good weights, and begin all else anew.
       */
      from: z.strictObject({ run: handle, keep: z.enum(['state', 'weights']) }).optional(),
    }),
    z.object({ run: handle }),
    50 * MEBIBYTE,
  ),
  /**
   * A network as it would start, on a batch of its data, while it is drawn. Null where it cannot be trained as it is,
   * or where a newer question came first.
   */
  'training.measure': call(
    z.object({ document: documentArgument, project: handle.nullable() }),
    z
      .object({
        layout: runLayoutSchema,
        groups: z.array(storedGroupSchema),
        failure: runFailureSchema.nullable(),
      })
      .nullable(),
    50 * MEBIBYTE,
  ),
  'training.control': call(
    z.object({ run: handle, action: z.enum(['pause', 'resume', 'step', 'stop']) }),
    empty,
  ),
  'training.setLearningRate': call(
    z.object({ run: handle, value: z.number().min(0).max(1e6) }),
    empty,
  ),
  /** Of a node of a run, for a row of its data (null: the first training sample); the answer comes as `training.jacobian`. */
  'training.measureJacobian': call(
    z.object({ run: handle, node: z.string().max(1_000), sample: z.int().min(0).nullable() }),
    empty,
  ),
  /** The loss on a plane through the weights of a run; the answers come as `landscape.picture`. One at a time for a run. */
  'landscape.measure': call(landscapeRequestSchema.extend({ run: handle }), empty),
  'landscape.end': call(z.object({ run: handle }), empty),
  /** What a trainer in this window says; `known` is false where the host has ended it meanwhile. */
  'trainer.report': call(
    z.object({ trainer: handle, event: trainerEventSchema }),
    z.object({ known: z.boolean() }),
    256 * MEBIBYTE,
  ),
  /** A trainer in this window ended by itself: an error that it did not catch. */
  'trainer.ended': call(z.object({ trainer: handle, reason: text }), empty),
  /** Runs of a project, newest first; null lists runs of unsaved projects of this session. */
  'runs.list': call(z.object({ project: handle.nullable() }), z.array(runSummarySchema)),
  'runs.read': call(z.object({ run: handle }), readRunSchema),
  'runs.delete': call(z.object({ run: handle }), empty),
  /** Trains every point of a sweep, as many at once as there are cores. One sweep at a time. */
  'sweeps.start': call(
    z.object({
      document: documentArgument,
      project: handle.nullable(),
      draft: handle.optional(),
      spec: sweepSpecSchema,
    }),
    z.object({ sweep: handle }),
    50 * MEBIBYTE,
  ),
  'sweeps.control': call(
    z.object({ sweep: handle, action: z.enum(['pause', 'resume', 'cancel']) }),
    empty,
  ),
  /** Sweeps of a project, newest first; null lists those of unsaved projects of this session. */
  'sweeps.list': call(z.object({ project: handle.nullable() }), z.array(sweepSummarySchema)),
  'sweeps.read': call(z.object({ sweep: handle }), readSweepSchema),
  /** Forgets a sweep that is over, and its runs. */
  'sweeps.delete': call(z.object({ sweep: handle }), empty),
  /**
   * Writes a project for another tool, as one file, where the person chooses; null: changed their mind. With the weights
   * of a run where these fit the document.
   */
  'projects.export': call(
    z.object({
      document: documentArgument,
      project: handle.nullable(),
      run: handle.nullable(),
      format: text,
    }),
    z.object({ location: text, weights: z.boolean() }).nullable(),
    50 * MEBIBYTE,
  ),
  /** Writes a file that the page made (a chart as PNG, SVG or CSV) where the person chooses; null: changed their mind. */
  'files.export': call(
    z.object({ name: text, content: bytes }),
    z.object({ location: text }).nullable(),
    64 * MEBIBYTE,
  ),
} as const;

export type HostCallName = keyof typeof HOST_CALLS;
export type HostInput<Name extends HostCallName> = z.input<(typeof HOST_CALLS)[Name]['input']>;
export type HostOutput<Name extends HostCallName> = z.output<(typeof HOST_CALLS)[Name]['output']>;

const telemetryPartSchema = z.object({
  group: z.string(),
  rows: floats,
});

/** What a host tells the page unasked. */
export const HOST_STREAMS = {
  /** How far an import is, by the name that its page gave it. */
  'data.progress': z.object({ import: handle, done: z.number(), total: z.number() }),
  'training.layout': z.object({ run: handle, layout: runLayoutSchema }),
  'training.state': z.object({ run: handle, state: runStateSchema }),
  'training.telemetry': z.object({ run: handle, parts: z.array(telemetryPartSchema) }),
  'training.jacobian': z.object({ run: handle, jacobian: jacobianSchema }),
  'landscape.picture': z.object({ run: handle, landscape: landscapeSchema }),
  'training.notice': z.object({ run: handle, message: textSchema }),
  /** How far a sweep is, with the outcomes that are new since it was last told. */
  'sweeps.progress': z.object({
    sweep: handle,
    progress: sweepProgressSchema,
    outcomes: z.array(pointOutcomeSchema),
  }),
  /** For the trainers of one window: a command, the first of which makes it, and its end. */
  'trainer.command': z.object({ trainer: handle, command: trainerCommandSchema }),
  'trainer.kill': z.object({ trainer: handle }),
  /** The host asks the page to do a command (native menu, close button, file association). */
  'app.command': z.object({ command: text, argument: text.nullable() }),
} as const;

export type HostStreamName = keyof typeof HOST_STREAMS;
export type HostEvent<Name extends HostStreamName> = z.output<(typeof HOST_STREAMS)[Name]>;

/** The page's side of a host. A failed call rejects with `HostCallError`. */
export interface Host {
  call<Name extends HostCallName>(name: Name, input: HostInput<Name>): Promise<HostOutput<Name>>;
  on<Name extends HostStreamName>(
    name: Name,
    receive: (event: HostEvent<Name>) => void,
  ): () => void;
}

export class HostCallError extends Error {
  constructor(readonly failure: HostFailure) {
    super(failure.text.en);
    this.name = 'HostCallError';
  }
}
