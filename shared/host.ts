import { z } from 'zod';
import { crashFactsSchema, crashReportSchema } from './crash-report';
import { choiceSchema, documentSchema } from './document/schema';
import {
  bytes,
  dataPreviewSchema,
  draftSchema,
  empty,
  folderEntrySchema,
  foldShape,
  type HostFailure,
  handle,
  MAX_IMPORT_BYTES,
  MAX_IMPORT_FILES,
  nativeMenuSchema,
  openedProjectSchema,
  readRunSchema,
  recentProjectSchema,
  repairSchema,
  runLabelChangeSchema,
  runSummarySchema,
  settingsChangeSchema,
  settingsSchema,
  storedGroupSchema,
  text,
} from './host-data';
import {
  pointOutcomeSchema,
  readSweepSchema,
  sweepProgressSchema,
  sweepSummarySchema,
} from './sweep/record';
import { sweepSpecSchema } from './sweep/spec';
import { floats } from './telemetry/floats';
import { followedRunSchema, runGrownSchema } from './telemetry/followed-run';
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

const MAX_RUN_FILE_BYTES = 256 * MEBIBYTE;

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
      /** Whether this package knows where newer versions are. */
      updates: z.boolean(),
      locale: text,
    }),
  ),
  /**
   * The page listens to commands from now on; these are its own, in the language that it speaks, for a native menu bar.
   * A host without one ignores them.
   */
  'app.setMenu': call(
    z.object({ locale: z.enum(['en', 'zh']), menus: z.array(nativeMenuSchema).max(20) }),
    empty,
  ),
  /** The person was asked what should become of unsaved work, and keeps the window: nothing ends that wanted to. */
  'app.stay': call(empty, empty),
  /** What the page may say of an error of its own: places in the program, nothing of the person's. */
  'crashes.report': call(
    z.object({ place: z.enum(['page', 'part']), facts: crashFactsSchema }),
    empty,
    16 * KIBIBYTE,
  ),
  /** Newest first, and the folder in which they lie; nothing sends them. */
  'crashes.list': call(
    empty,
    z.object({ reports: z.array(crashReportSchema).max(100), location: text }),
  ),
  'crashes.clear': call(empty, empty),
  'settings.read': call(empty, settingsSchema),
  'settings.write': call(settingsChangeSchema, settingsSchema),
  'projects.recent': call(empty, z.array(recentProjectSchema)),
  'projects.forget': call(z.object({ handle }), empty),
  'projects.open': call(z.object({ handle }), openedProjectSchema),
  /** Native dialog for a run file. */
  'runs.pickOpen': call(empty, z.object({ handle }).nullable()),
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
    z.object({ run: handle, from: runSummarySchema.shape.from }),
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
  /** With the rows of these groups of telemetry alone, where they are named: a curve needs no layers. */
  'runs.read': call(
    z.object({ run: handle, groups: z.array(z.string().max(100)).max(50).optional() }),
    readRunSchema,
  ),
  /**
   * Takes a copy of a run file into the runs of this window's unsaved project, which its document becomes: one that the
   * system handed over, or the bytes of one that was dropped.
   */
  'runs.takeIn': call(
    z.object({ file: z.union([handle, bytes]), draft: handle }),
    readRunSchema,
    MAX_RUN_FILE_BYTES,
  ),
  /** Writes what a run reported for another tool, as one file, where the person chooses; null: changed their mind. */
  'runs.export': call(
    z.object({ run: handle, format: text }),
    z.object({ location: text }).nullable(),
  ),
  /** Names a run, notes something of it or pins it; what is not given stays. */
  'runs.describe': call(z.object({ run: handle, change: runLabelChangeSchema }), empty),
  /**
   * Opens a run file that something else writes, or wrote, and follows it while it grows (`runs.grown`), until
   * `runs.unfollow` or the window's end. Meanwhile it is read by the name that it gets here, like any other run.
   */
  'runs.follow': call(z.object({ handle }), followedRunSchema),
  'runs.unfollow': call(z.object({ run: handle }), empty),
  'runs.delete': call(z.object({ run: handle }), empty),
  /** Brings back a run that was deleted. Deleted ones are kept for a day. */
  'runs.restore': call(z.object({ run: handle }), empty),
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
  /**
   * Reads a network from another tool's file, the chosen one first and then what lies beside it. Weights in it become a
   * run of the project `draft`, which the page is about to show. With `onto` the network takes the data and the training
   * of that document, and weights alone go onto its network.
   */
  'projects.import': call(
    z.object({
      files: z
        .array(z.object({ name: text, content: bytes }))
        .min(1)
        .max(MAX_IMPORT_FILES),
      draft: handle,
      onto: documentArgument.optional(),
    }),
    z.object({
      document: documentSchema,
      notes: z.array(repairSchema),
      run: handle.nullable(),
    }),
    MAX_IMPORT_BYTES,
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
  /** A followed run has more than it had, or it is told that its file cannot be read any more. */
  'runs.grown': runGrownSchema,
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
  'crashes.recorded': crashReportSchema,
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
