import { setTimeout as wait } from 'node:timers/promises';
import { HOST_CALLS, type HostCallName } from '../../shared/host';
import { randomStream } from '../../shared/random/random-stream';
import { endHost, type HostProcess, openSocket, startHost } from '../support/host-process';
import { draftIn, projectIn } from './ledger';
import { type Held, heldBy } from './process';
import { Tally } from './tally';
import { SoakWindow } from './window';
import { World } from './world';

const WINDOWS = 3;
/** Chances in each round. */
const CLOSE_CHANCE = 0.04;
const KILL_CHANCE = 0.03;
const ROUNDS_BETWEEN_CHECKS = 25;
/** A trainer that hangs is ended by force after some seconds; a machine under load takes longer. */
const SETTLE_MS = 30_000;

export interface SoakOptions {
  readonly home: string;
  readonly seconds: number;
  readonly seed: number;
  /** What the host is begun with, to be given less of something than it needs. */
  readonly prefix?: readonly string[];
  /** The host is killed in the middle of its work so often, and another one started over what it left. */
  readonly secondsBetweenHostKills?: number;
  /** Lines of standard error that it writes then, beside those of refused calls. */
  readonly expected?: RegExp;
  /** Hears a line now and then. */
  readonly tell?: (line: string) => void;
}

/** What a host held at a moment of the soak. */
export interface Sample extends Held {
  readonly seconds: number;
}

export interface SoakReport {
  readonly seconds: number;
  readonly calls: number;
  readonly unanswered: number;
  readonly made: ReadonlyMap<string, number>;
  readonly succeeded: ReadonlyMap<string, number>;
  readonly failures: ReadonlyMap<string, number>;
  readonly faults: readonly string[];
  readonly closedWindows: number;
  readonly killedTrainers: number;
  readonly killedHosts: number;
  /** Acknowledged saves and drafts that were looked for, over all checks. */
  readonly verified: number;
  readonly samples: readonly Sample[];
  /** After everything was stopped: trainers that are left, and files open beyond those of the start. */
  readonly left: { readonly trainers: number; readonly files: number };
}

/** Lines that a host writes of its own accord: calls that it refused by their schema, size or name. */
const EXPECTED_LINE =
  /^(This version does not know the request “|The request “[\w.]+” was refused: )/;

/**
 * Random calls, valid and invalid, to a real host with real trainers, from several windows at once that are closed and
 * opened anew, while trainers are killed. What must hold is looked at all the time and reported as `faults`.
 */
export async function soak({
  home,
  seconds,
  seed,
  prefix,
  expected,
  secondsBetweenHostKills = Infinity,
  tell,
}: SoakOptions): Promise<SoakReport> {
  const random = randomStream(seed, 'soak');
  const tally = new Tally();
  const world = new World(home);
  const begin = async (): Promise<HostProcess> => {
    const begun = await startHost(home, prefix);
    listen(begun, tally, (line) => EXPECTED_LINE.test(line) || (expected?.test(line) ?? false));
    return begun;
  };
  let host = await begin();
  const windows = await Promise.all(
    Array.from(
      { length: WINDOWS },
      async (_, index) => new SoakWindow(index, await openSocket(host), world, tally, seed),
    ),
  );
  await placeFiles(windows[0]);
  const pid = () => host.child.pid as number;
  let base = heldBy(pid());
  const samples: Sample[] = [];
  const started = performance.now();
  const spent = () => (performance.now() - started) / 1000;
  let closedWindows = 0;
  let killedTrainers = 0;
  let killedHosts = 0;
  let round = 0;
  while (spent() < seconds && host.child.exitCode === null) {
    const steps = windows.map((window) => window.step());
    if (spent() > (killedHosts + 1) * secondsBetweenHostKills) {
      await wait(random.below(30));
      await endHost(host, 'SIGKILL');
      killedHosts += 1;
      await Promise.all(steps);
      checkWrites(world, tally);
      host = await begin();
      world.forgetHandles();
      for (const window of windows) window.reopen(await openSocket(host));
      await placeFiles(windows[0]);
      base = heldBy(pid());
      continue;
    }
    const closing = random.uniform() < CLOSE_CHANCE ? windows[random.below(WINDOWS)] : null;
    if (closing) {
      await wait(random.below(20));
      closing.close();
    }
    await Promise.all(steps);
    if (closing) {
      closedWindows += 1;
      closing.reopen(await openSocket(host));
    }
    const held = heldBy(pid());
    const trainers = held?.children ?? [];
    if (trainers.length > 0 && random.uniform() < KILL_CHANCE) {
      if (killed(trainers[random.below(trainers.length)])) killedTrainers += 1;
    }
    if (held && spent() - (samples.at(-1)?.seconds ?? -1) >= 1) {
      samples.push({ ...held, seconds: spent() });
      if (samples.length % 60 === 0) {
        tell?.(`${Math.round(spent())} s, ${tally.calls} calls, ${Math.round(held.memory)} MiB`);
      }
    }
    round += 1;
    if (round % ROUNDS_BETWEEN_CHECKS === 0) checkWrites(world, tally);
  }
  if (host.child.exitCode !== null) tally.faults.push('the host ended by itself');
  checkWrites(world, tally);
  const left = await settled(host, windows, world, base);
  // Whoever looks at the home next finds nothing that still changes.
  if (host.child.exitCode === null) await endHost(host, 'SIGTERM');
  const { calls, unanswered, made, succeeded, failures, faults } = tally;
  const verified = world.saves.verified + world.drafts.verified;
  return {
    seconds: spent(),
    calls,
    unanswered,
    made,
    succeeded,
    failures,
    faults,
    closedWindows,
    killedTrainers,
    killedHosts,
    verified,
    samples,
    left,
  };
}

/** Whatever the host writes to standard error that it does not write of a call it refused. */
function listen({ child }: HostProcess, tally: Tally, isExpected: (line: string) => boolean): void {
  let rest = '';
  child.stderr?.on('data', (text: Buffer) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line !== '' && !isExpected(line)) tally.faults.push(`standard error: ${line}`);
    }
  });
}

/** The files that the windows work on, all in the first folder. */
async function placeFiles(window: SoakWindow): Promise<void> {
  const root = await window.call('projects.browse', { folder: null });
  if (!root?.ok) throw new Error('the first folder cannot be browsed');
  const { folder } = root.value as { folder: string };
  for (let file = 0; file < 6; file += 1) {
    await window.call('projects.place', { folder, name: `soak-${file}.vpnet` });
  }
}

function killed(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}

/** Between two rounds no call is under way: what was acknowledged must stand where it was written. */
function checkWrites({ saves, drafts }: World, { faults }: Tally): void {
  for (const lost of saves.lost(projectIn)) faults.push(`a save is lost, ${lost}`);
  for (const lost of drafts.lost(draftIn)) faults.push(`a draft is lost, ${lost}`);
}

/** Closes the windows, stops what goes on without them, and waits until the host holds no more than at its start. */
async function settled(
  host: HostProcess,
  windows: readonly SoakWindow[],
  world: World,
  base: Held | null,
): Promise<SoakReport['left']> {
  // Twins end with their window; other runs, and sweeps, do not.
  for (const window of windows) window.close();
  const client = await openSocket(host);
  const end = performance.now() + SETTLE_MS;
  let left = { trainers: 0, files: 0 };
  do {
    for (const sweep of world.sweeps)
      await client.call('sweeps.control', { sweep, action: 'cancel' });
    for (const run of world.active) await client.call('training.control', { run, action: 'stop' });
    await wait(200);
    world.hear(client.events);
    const held = heldBy(host.child.pid as number);
    // One trainer stays warm: it measures the start of networks while they are drawn.
    if (held && base) {
      left = { trainers: held.children.length, files: held.files - base.files };
    }
  } while (left.trainers > 1 && performance.now() < end);
  return left;
}

/** Calls that were never made with arguments that their schema allows, or that never succeeded. */
export const uncalled = (counts: ReadonlyMap<string, number>): HostCallName[] =>
  (Object.keys(HOST_CALLS) as HostCallName[]).filter((name) => !counts.has(name));
