import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { HostEvent, HostOutput } from '../../shared/host';
import { decodeRunFile, type RunFile } from '../../shared/telemetry/run-file';
import { tailOf } from '../../shared/telemetry/run-tail';
import { messageOf } from '../../shared/text/quote';
import type { Text } from '../../shared/text/text';
import { reasonOf } from './data/failures';
import { refuse, ServiceError, serviceFailure } from './failures';
import type { Handles } from './handles';
import { readBounded } from './read-bounded';

const MEBIBYTE = 1024 * 1024;
/** Larger than any run of the app's own, whose weights and telemetry have limits. */
const MAX_RUN_BYTES = 512 * MEBIBYTE;
const LOOK_INTERVAL_MS = 1_000;
/** After reading a large file, so many times as long as that took nobody looks again. */
const REST_FACTOR = 10;
/** A file on a network may be read while half of it is there; so often in a row it is damaged. */
const FAILED_READS = 3;
const MAX_FOLLOWED = 16;

interface FileFacts {
  /** Milliseconds since 1970. */
  changed: number;
  size: number;
}

/** A file as it was at one look. */
interface Seen extends FileFacts {
  file: RunFile;
}

interface Followed extends Seen {
  readonly run: string;
  readonly path: string;
  readonly clients: Set<string>;
  failed: number;
  timer: NodeJS.Timeout | null;
}

type Tell = (event: HostEvent<'runs.grown'>, client: string) => void;

/** Run files that something else writes: opened, and looked at again and again while windows want to see them grow. */
export class FollowedRuns {
  private readonly followed = new Map<string, Followed>();

  constructor(
    private readonly handles: Handles,
    private readonly tell: Tell,
  ) {}

  /** Opens a run file and follows it for a window. Rejects where it cannot be read, in a sentence. */
  async follow(handle: string, client: string): Promise<HostOutput<'runs.follow'>> {
    const path = await this.handles.resolve(handle);
    // Not by the name that the file says: that may be another run's.
    const run = `elsewhere-${handle}`;
    const seen = await see(path);
    // Looked for only now: another window may have asked, or let go, while the file was read.
    const followed = this.followed.get(run) ?? this.begin(run, path, seen);
    this.take(followed, seen);
    followed.clients.add(client);
    return { run: readOf(followed), changed: followed.changed };
  }

  /** What is known of a run; null for one that nobody follows. */
  find(run: string): RunFile | null {
    const followed = this.followed.get(run);
    return followed ? { ...followed.file, run: readOf(followed) } : null;
  }

  unfollow(run: string, client: string): void {
    const followed = this.followed.get(run) ?? refuse('unknown-run');
    followed.clients.delete(client);
    if (followed.clients.size === 0) this.forget(followed);
  }

  clientGone(client: string): void {
    for (const run of [...this.followed.keys()]) this.unfollow(run, client);
  }

  close(): void {
    for (const followed of [...this.followed.values()]) this.forget(followed);
  }

  private begin(run: string, path: string, seen: Seen): Followed {
    const followed: Followed = { run, path, clients: new Set(), failed: 0, timer: null, ...seen };
    this.followed.set(run, followed);
    this.requireRoom();
    this.lookLater(followed, LOOK_INTERVAL_MS);
    return followed;
  }

  private forget(followed: Followed): void {
    if (followed.timer) clearTimeout(followed.timer);
    followed.timer = null;
    this.followed.delete(followed.run);
  }

  /** Each is whole in memory; the one that was opened first gives way. */
  private requireRoom(): void {
    const [oldest] = this.followed.values();
    if (!oldest || this.followed.size <= MAX_FOLLOWED) return;
    const { text: failure } = serviceFailure('not-followed', { limit: MAX_FOLLOWED });
    this.tellAll(oldest, { groups: [], failure });
    this.forget(oldest);
  }

  private lookLater(followed: Followed, milliseconds: number): void {
    followed.timer = setTimeout(() => {
      const begun = performance.now();
      const again = () => {
        // It may have been let go meanwhile.
        if (this.followed.get(followed.run) !== followed) return;
        const spent = performance.now() - begun;
        this.lookLater(followed, Math.max(LOOK_INTERVAL_MS, REST_FACTOR * spent));
      };
      this.look(followed).then(again, again);
    }, milliseconds);
    // A file that is looked at must not keep a host from ending.
    followed.timer.unref();
  }

  private async look(followed: Followed): Promise<void> {
    try {
      if (isAsKnown(followed, await factsOf(followed.path))) return;
      this.take(followed, await see(followed.path));
    } catch (error) {
      followed.failed += 1;
      if (followed.failed !== FAILED_READS) return;
      const { text } = error instanceof ServiceError ? error.failure : internalFailure(error);
      this.tellAll(followed, { groups: [], failure: text });
    }
  }

  /** What a file has now; whoever follows it is told what that has beyond what they know. */
  private take(followed: Followed, seen: Seen): void {
    if (isAsKnown(followed, seen)) return;
    const before = followed.file.run;
    const now = seen.file.run;
    const isAnother = before.summary.started !== now.summary.started;
    const groups = tailOf(now.layout, isAnother ? [] : before.groups, now.groups);
    Object.assign(followed, { ...seen, failed: 0 });
    this.tellAll(followed, { groups: [...groups], failure: null });
  }

  private tellAll(
    followed: Followed,
    news: Pick<HostEvent<'runs.grown'>, 'groups'> & { readonly failure: Text | null },
  ): void {
    const { run, changed, clients } = followed;
    const { summary } = readOf(followed);
    for (const client of clients) this.tell({ run, summary, changed, ...news }, client);
  }
}

const internalFailure = (error: unknown) =>
  serviceFailure('internal', { reason: messageOf(error) });

/** As the page knows it. */
const readOf = ({ run, file }: Followed) => ({
  ...file.run,
  summary: { ...file.run.summary, run, project: null },
});

async function factsOf(path: string): Promise<FileFacts> {
  const facts = await stat(path).catch((error: unknown) =>
    refuse('read-failed', { name: basename(path), reason: reasonOf(error) }),
  );
  return { changed: facts.mtimeMs, size: facts.size };
}

/** Its facts first: what is written while it is read is another look's. */
const see = async (path: string): Promise<Seen> => ({
  ...(await factsOf(path)),
  file: await readRun(path),
});

const isAsKnown = ({ changed, size, failed }: Followed, facts: FileFacts): boolean =>
  changed === facts.changed && size === facts.size && failed === 0;

async function readRun(path: string): Promise<RunFile> {
  const decoded = await decodeRunFile(new Uint8Array(await readBounded(path, MAX_RUN_BYTES)));
  if (!decoded.ok) throw new ServiceError(decoded.failure);
  return decoded.value;
}
