import { z } from 'zod';
import { scrubFacts } from '../../shared/crash-report';
import {
  HOST_CALLS,
  type HostCallName,
  type HostEvent,
  type HostOutput,
  type HostStreamName,
} from '../../shared/host';
import type { HostFailure } from '../../shared/host-data';
import { quoteError } from '../../shared/text/quote';
import { Gauge } from '../training/gauge';
import { RemoteTrainers } from '../training/remote-trainers';
import { TrainingSupervisor } from '../training/supervisor';
import { type AppFolders, type FolderOptions, openAppFolders } from './app-folders';
import { BrowseService } from './browse';
import { CrashReports } from './crash-reports';
import { isSystemError, reasonOf } from './data/failures';
import { importTable } from './data/import-table';
import { importPictures } from './data/pictures/import';
import { previewData } from './data/preview';
import { seldom } from './data/progress';
import type { NativeDialogs, NativeRecent, NativeWindows } from './dialogs';
import { DraftService } from './drafts';
import { exportFile } from './export-file';
import { exportProject } from './export-project';
import { exportRun } from './export-run';
import { refuse, ServiceError, serviceFailure } from './failures';
import { FollowedRuns } from './followed-runs';
import { Handles } from './handles';
import { importNetwork } from './import-project';
import { LandscapeService } from './landscapes';
import { Presence } from './presence';
import { ProjectLocks } from './project-locks';
import { ProjectService } from './projects';
import { readBounded } from './read-bounded';
import { RecentService } from './recent';
import { streamEvent } from './run-streams';
import { RunService } from './runs';
import { SettingsService } from './settings';
import { StartMeasure } from './start-measure';
import { SweepService } from './sweeps';
import { outcomeOf, TrainingService } from './training';

export interface ServiceOptions extends FolderOptions {
  readonly host: 'desktop' | 'server';
  readonly version: string;
  readonly locale?: string;
  readonly updates?: boolean;
  readonly dialogs?: NativeDialogs;
  readonly windows?: NativeWindows;
  readonly recentDocuments?: NativeRecent;
  readonly supervisor?: TrainingSupervisor;
  /** Where refused and failed calls are noted; standard error without it. */
  readonly log?: (line: string) => void;
}

export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly failure: HostFailure };

type Listener = (name: HostStreamName, event: unknown) => void;

/** The parsed input of a call; the page sends `z.input`, services get `z.output`. */
type Parsed<Name extends HostCallName> = z.output<(typeof HOST_CALLS)[Name]['input']>;

type Handlers = {
  readonly [Name in HostCallName]: (
    input: Parsed<Name>,
    client: string,
  ) => HostOutput<Name> | Promise<HostOutput<Name>>;
};

/** The answer of a call that only does something. */
async function done(task: Promise<unknown>): Promise<Record<string, never>> {
  await task;
  return {};
}

/** A call's name that is junk is quoted in its refusal only this far. */
const MAX_NAMED = 100;

/** Everything that a host does for its pages; knows neither Electron nor sockets. */
export class Services {
  readonly folders: AppFolders;
  readonly handles: Handles;
  readonly supervisor: TrainingSupervisor;
  readonly settings: SettingsService;
  readonly crashes: CrashReports;
  /** With the window that each one speaks for. */
  private readonly listeners = new Map<Listener, string | null>();
  /** Trainers in windows. */
  readonly remoteTrainers = new RemoteTrainers({
    send: (window, trainer, command) => this.tell('trainer.command', { trainer, command }, window),
    kill: (window, trainer) => this.tell('trainer.kill', { trainer }, window),
  });
  private readonly presence: Presence;
  private readonly drafts: DraftService;
  private readonly projects: ProjectService;
  private readonly runs: RunService;
  private readonly followedRuns: FollowedRuns;
  private readonly training: TrainingService;
  private readonly sweeps: SweepService;
  private readonly startMeasure: StartMeasure;
  private readonly landscapes: LandscapeService;
  private readonly handlers: Handlers;

  constructor(private readonly options: ServiceOptions) {
    this.folders = openAppFolders(options);
    this.handles = new Handles(this.folders.projects);
    this.settings = new SettingsService(this.folders.config);
    this.crashes = new CrashReports(this.folders.crashes, {
      version: options.version,
      tell: (report) => this.tell('crashes.recorded', report),
    });
    this.supervisor =
      options.supervisor ??
      new TrainingSupervisor({
        gpuLauncher: (client) => this.remoteTrainers.launcher(client),
      });
    this.startMeasure = new StartMeasure(new Gauge());
    this.presence = new Presence(this.folders.locks);
    const locks = new ProjectLocks(this.folders.locks, this.presence);
    const recent = new RecentService(this.folders.config, this.handles, options.recentDocuments);
    this.projects = new ProjectService(this.handles, locks, recent);
    this.drafts = new DraftService(this.folders.drafts, this.handles, this.projects, this.presence);
    this.followedRuns = new FollowedRuns(this.handles, (event, client) =>
      this.tell('runs.grown', event, client),
    );
    this.runs = new RunService(
      this.folders.runs,
      this.supervisor,
      {
        ended: (project, summary) => {
          if (project === null) return;
          const noted = this.handles.resolve(project);
          void noted
            .then((path) => recent.noteOutcome(path, outcomeOf(summary)))
            .catch(() => undefined);
        },
        unkept: (run, message) => this.tell('training.notice', { run, message }),
      },
      (run) => this.followedRuns.find(run),
    );
    this.sweeps = new SweepService(this.folders.runs, (event) =>
      this.tell('sweeps.progress', event),
    );
    this.training = new TrainingService(this.supervisor, this.runs);
    this.landscapes = new LandscapeService(this.supervisor, this.training, (run, landscape) =>
      this.tell('landscape.picture', { run, landscape }),
    );
    this.handlers = this.makeHandlers(recent);
    this.supervisor.onEvent((run, event) => streamEvent(this, run, event));
  }

  /** Answers one call from a window. Never throws: whatever goes wrong becomes a failure with a sentence. */
  async answer(name: string, input: unknown, bytes: number, client: string): Promise<Answer> {
    const failure = (kind: Parameters<typeof serviceFailure>[0], values = {}): Answer => {
      const refused = serviceFailure(kind, { name: name.slice(0, MAX_NAMED), ...values });
      this.log(refused.text.en);
      return { ok: false, failure: refused };
    };
    if (!Object.hasOwn(HOST_CALLS, name)) return failure('unknown-call');
    const call = HOST_CALLS[name as HostCallName];
    if (bytes > call.maximumBytes) {
      return failure('input-too-large', { bytes, limit: call.maximumBytes });
    }
    const handler = this.handlers[name as HostCallName] as (
      input: unknown,
      client: string,
    ) => unknown;
    try {
      const parsed = call.input.safeParse(input);
      if (!parsed.success)
        return failure('invalid-input', { reason: quoteError(firstIssue(parsed.error)) });
      return { ok: true, value: await handler(parsed.data, client) };
    } catch (error) {
      if (error instanceof ServiceError) return { ok: false, failure: error.failure };
      // A full disk is no mistake of the program, whichever call meets it.
      if (isSystemError(error)) {
        return { ok: false, failure: serviceFailure('disk-refused', { reason: reasonOf(error) }) };
      }
      this.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return failure('internal', { reason: quoteError(error) });
    }
  }

  /** Streams to every window; each page knows which run it watches. What is meant for one goes to that `client`. */
  onEvent(listener: Listener, client: string | null = null): () => void {
    this.listeners.set(listener, client);
    return () => this.listeners.delete(listener);
  }

  tell<Name extends HostStreamName>(name: Name, event: HostEvent<Name>, client?: string): void {
    for (const [listener, own] of this.listeners) {
      if (client === undefined || client === own) listener(name, event);
    }
  }

  /** Whether a run is trained to be compared with another one, which is no news to a person. */
  isTwin(run: string): boolean {
    return this.runs.isTwin(run);
  }

  /** A window closed or lost its connection. */
  clientGone(client: string): void {
    this.drafts.clientGone(client);
    this.projects.clientGone(client);
    this.training.clientGone(client);
    this.runs.clientGone(client);
    this.followedRuns.clientGone(client);
    this.landscapes.clientGone(client);
    this.remoteTrainers.windowGone(client);
  }

  /** Stops runs and writes what is left to write. */
  async close(): Promise<void> {
    this.startMeasure.close();
    await this.sweeps.close();
    await this.supervisor.stopAll();
    this.followedRuns.close();
    await this.runs.flush();
    this.presence.end();
  }

  private log(line: string): void {
    if (this.options.log) this.options.log(line);
    else process.stderr.write(`${line}\n`);
  }

  private makeHandlers(recent: RecentService): Handlers {
    const { options, settings, handles, drafts, projects, runs, sweeps, training } = this;
    const browse = new BrowseService(handles, this.folders.projects);
    const exports = { dialogs: options.dialogs, projects: this.folders.projects[0] };
    const dialogs = () => options.dialogs ?? refuse('no-dialogs');
    const places = async (project: string | null) => ({
      projectFolder: await projects.folderOf(project),
      importFolder: this.folders.imports,
    });
    const progressOf = (id: string) =>
      seldom((done, total) => this.tell('data.progress', { import: id, done, total }));
    const granted = (path: string | null) =>
      path === null ? null : { handle: handles.grant(path) };

    return {
      'app.info': () => ({
        version: options.version,
        host: options.host,
        platform: process.platform,
        nativeDialogs: options.dialogs !== undefined,
        updates: options.updates ?? false,
        locale: options.locale ?? process.env.LANG ?? 'en',
      }),
      'app.setMenu': ({ menus, locale }, client) => {
        options.windows?.setMenu(client, menus, locale);
        return {};
      },
      'app.stay': () => {
        options.windows?.stay?.();
        return {};
      },
      'settings.read': () => settings.read(),
      'settings.write': (change) => settings.write(change),
      'crashes.report': ({ place, facts }) => {
        this.crashes.record(place, scrubFacts(facts));
        return {};
      },
      'crashes.list': () => ({ reports: this.crashes.list(), location: this.crashes.folder }),
      'crashes.clear': () => {
        this.crashes.clear();
        return {};
      },
      'projects.recent': () => recent.list(),
      'projects.forget': ({ handle }) => done(recent.forget(handles.pathOf(handle))),
      'projects.open': ({ handle }, client) => projects.open(handle, client),
      'projects.pickOpen': async () => granted(await dialogs().pickOpen()),
      'runs.pickOpen': async () => granted(await dialogs().pickRun()),
      'projects.pickSave': async ({ name }, client) => {
        const path = await dialogs().pickSave(name);
        if (path !== null) await projects.mayReplace(path, client);
        return granted(path);
      },
      'projects.browse': ({ folder }) => browse.browse(folder),
      'projects.place': async ({ folder, name }, client) => {
        const { handle, path, exists } = await browse.place(folder, name);
        await projects.mayReplace(path, client);
        return { handle, exists };
      },
      'projects.save': async ({ handle, document }, client) => {
        const saved = await projects.save(handle, document, client);
        await runs.adopt(client, handle);
        await sweeps.adopt(client, handle);
        return saved;
      },
      'projects.close': ({ handle }, client) => done(projects.close(handle, client)),
      'drafts.write': ({ draft, handle, document }, client) =>
        drafts.write(draft, handle, document, client),
      'drafts.list': () => drafts.list(),
      'drafts.read': ({ draft }, client) => drafts.read(draft, client),
      'drafts.discard': ({ draft }) => done(drafts.discard(draft)),
      'data.preview': async ({ document, project }) =>
        unwrap(await previewData(document, await places(project))),
      'data.importTable': async ({ name, content, import: id }) =>
        unwrap(await importTable(name, content, await places(null), progressOf(id))),
      'data.importPictures': async ({ folder, files, import: id }) =>
        unwrap(await importPictures(folder, files, await places(null), progressOf(id))),
      'training.start': (request, client) =>
        training.start({ ...request, placesOf: places, client }),
      'training.measure': async ({ document, project }) =>
        this.startMeasure.measure(document, await places(project)),
      'training.control': ({ run, action }) => {
        training.control(run, action);
        return {};
      },
      'training.setLearningRate': ({ run, value }) => {
        training.setLearningRate(run, value);
        return {};
      },
      'training.measureJacobian': async ({ run, ...request }) => {
        const jacobian = await training.measureJacobian(run, request, places);
        if (jacobian) this.tell('training.jacobian', { run, jacobian });
        return {};
      },
      'landscape.measure': ({ run, ...request }, client) =>
        done(this.landscapes.measure(run, request, client, places)),
      'landscape.end': ({ run }) => {
        this.landscapes.end(run);
        return {};
      },
      'trainer.report': ({ trainer, event }, client) => ({
        known: this.remoteTrainers.receive(client, trainer, event),
      }),
      'trainer.ended': ({ trainer, reason }, client) => {
        this.remoteTrainers.ended(client, trainer, reason);
        return {};
      },
      'runs.list': ({ project }) => runs.list(project),
      'runs.read': ({ run, groups }) => runs.read(run, groups),
      'runs.follow': ({ handle }, client) => this.followedRuns.follow(handle, client),
      'runs.unfollow': ({ run }, client) => {
        this.followedRuns.unfollow(run, client);
        return {};
      },
      'runs.takeIn': async ({ file, draft }, client) => {
        if (typeof file !== 'string') return runs.takeIn(file, draft, client);
        const limit = HOST_CALLS['runs.takeIn'].maximumBytes;
        const bytes = await readBounded(await handles.resolve(file), limit);
        return runs.takeIn(new Uint8Array(bytes), draft, client);
      },
      'runs.export': async (request) => {
        const made = await exportRun(request, runs);
        return exportFile(made.name, made.content, exports);
      },
      'runs.describe': ({ run, change }) => done(runs.describe(run, change)),
      'runs.delete': ({ run }) => done(runs.delete(run)),
      'runs.restore': ({ run }) => done(runs.restore(run)),
      'sweeps.start': async (request, client) =>
        sweeps.start({ ...request, places: await places(request.project), client }),
      'sweeps.control': ({ sweep, action }) => done(sweeps.control(sweep, action)),
      'sweeps.list': ({ project }) => sweeps.list(project),
      'sweeps.read': ({ sweep }) => sweeps.read(sweep),
      'sweeps.delete': ({ sweep }) => done(sweeps.delete(sweep)),
      'projects.export': async ({ project, ...request }) => {
        const made = await exportProject({ ...request, places: await places(project) }, runs);
        const kept = await exportFile(made.name, made.content, exports);
        return kept && { ...kept, weights: made.hasWeights };
      },
      'projects.import': (request, client) => importNetwork(request, client, runs),
      'files.export': ({ name, content }) => exportFile(name, content, exports),
    };
  }
}

export const createServices = (options: ServiceOptions): Services => new Services(options);

function unwrap<Value>(
  result: { ok: true; value: Value } | { ok: false; failure: HostFailure },
): Value {
  if (!result.ok) throw new ServiceError(result.failure);
  return result.value;
}

/** The first thing that a schema found wrong, with its place, for example `document.training.epochs: …`. */
function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join('.') || 'input'}: ${issue.message}` : z.prettifyError(error);
}
