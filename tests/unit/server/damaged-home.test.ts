import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDocument } from '../../../shared/document/new-document';
import { HOST_CALLS, type HostCallName } from '../../../shared/host';
import { type RandomStream, randomStream } from '../../../shared/random/random-stream';
import { soak } from '../../soak/soak';
import { scratchFolder } from '../../support/scratch';
import { openServices } from '../services/open-services';

const HOMES = 12;
const SEED = 20_262;

/** What a faulty disk, another program or a person with an editor makes of a file. */
const DAMAGES: readonly ((file: string, bytes: Uint8Array, random: RandomStream) => void)[] = [
  (file, bytes, random) => writeFileSync(file, bytes.subarray(0, random.below(bytes.length + 1))),
  (file) => writeFileSync(file, ''),
  (file, bytes, random) => {
    for (let flips = 0; flips < 3; flips += 1)
      bytes[random.below(bytes.length)] ^= 1 << random.below(8);
    writeFileSync(file, bytes);
  },
  (file) => writeFileSync(file, 'null'),
  (file) => writeFileSync(file, '{"format":[{"version":{}}]}'),
  (file, bytes) => writeFileSync(file, Buffer.from(bytes).toString('utf16le')),
  (file) => {
    rmSync(file);
    mkdirSync(file);
  },
];

const filesBelow = (folder: string): string[] =>
  (readdirSync(folder, { recursive: true }) as string[])
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());

/** Calls that look at what is kept, and the fields that they need. */
const LOOKS: readonly (readonly [HostCallName, object])[] = [
  ['settings.read', {}],
  ['settings.write', { locale: 'zh' }],
  ['projects.recent', {}],
  ['projects.browse', { folder: null }],
  ['drafts.list', {}],
  ['runs.list', { project: null }],
  ['sweeps.list', { project: null }],
  ['crashes.list', {}],
  ['crashes.clear', {}],
];

interface Kept {
  readonly drafts: readonly string[];
  readonly runs: readonly string[];
  readonly sweeps: readonly string[];
}

/** The names under which things are kept in a home, whether they can be read or not. */
function keptIn(home: string): Kept {
  const names = filesBelow(home).map((file) => file.slice(home.length + 1));
  const stems = (ending: string) =>
    names
      .filter((name) => name.endsWith(ending))
      .map((name) => name.split('/').at(-1)?.slice(0, -ending.length) ?? '');
  const sweeps = names
    .map((name) => name.split('/').at(-2) ?? '')
    .filter((name) => name.startsWith('sweep'));
  return { drafts: stems('.draft.json'), runs: stems('.vprun'), sweeps: [...new Set(sweeps)] };
}

/** Opens the app over a home and looks at everything in it; what came of each look, by its kind. */
async function lookedAt(home: string, kept: Kept): Promise<Map<string, number>> {
  const { services } = openServices({ home });
  const outcomes = new Map<string, number>();
  const look = async (name: HostCallName, input: object): Promise<unknown> => {
    const answer = await services.answer(name, input, 0, 'window');
    const kind = answer.ok ? 'answered' : answer.failure.kind;
    outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
    // The host's own mistake; any other failure is a sentence about the file.
    expect(kind, `${name}: ${answer.ok ? '' : answer.failure.text.en}`).not.toBe('internal');
    if (!answer.ok) return null;
    // A page refuses what its contract does not allow.
    return HOST_CALLS[name].output.parse(answer.value);
  };
  for (const [name, input] of LOOKS) await look(name, input);
  for (const draft of kept.drafts) await look('drafts.read', { draft });
  for (const run of kept.runs) {
    await look('runs.read', { run });
    await look('runs.describe', { run, change: { name: 'named' } });
  }
  for (const sweep of kept.sweeps) await look('sweeps.read', { sweep });
  const browsed = (await look('projects.browse', { folder: null })) as {
    folder: string;
    entries: readonly { readonly handle: string; readonly name: string }[];
  } | null;
  const document = createDocument('new work');
  for (const { handle } of browsed?.entries ?? []) await look('projects.open', { handle });
  const placed = (await look('projects.place', { folder: browsed?.folder, name: 'new' })) as {
    handle: string;
  } | null;
  expect(await look('projects.save', { handle: placed?.handle, document })).not.toBeNull();
  expect(await look('drafts.write', { draft: 'new', handle: null, document })).not.toBeNull();
  await services.close();
  return outcomes;
}

describe('a home of which every file is damaged', () => {
  it(`FAULT-8: opens, tells of each what cannot be read, and takes new work (${HOMES} homes, seed ${SEED})`, async () => {
    const whole = scratchFolder();
    const report = await soak({ home: whole, seconds: 8, seed: SEED });
    expect(report.faults).toEqual([]);
    const kept = keptIn(whole);
    expect(kept.drafts.length).toBeGreaterThan(0);
    expect(kept.runs.length).toBeGreaterThan(0);
    const unharmed = await lookedAt(copyOf(whole), kept);
    expect(unharmed.get('answered')).toBeGreaterThan(LOOKS.length);
    const random = randomStream(SEED, 'damage');
    const outcomes = new Map<string, number>();
    for (let time = 0; time < HOMES; time += 1) {
      const home = copyOf(whole);
      for (const file of filesBelow(home)) {
        const damage = DAMAGES[random.below(DAMAGES.length)];
        const bytes = Uint8Array.from(readFileSync(file));
        if (bytes.length > 0) damage(file, bytes, random);
      }
      for (const [kind, count] of await lookedAt(home, kept)) {
        outcomes.set(kind, (outcomes.get(kind) ?? 0) + count);
      }
    }
    // Otherwise nothing of it was damaged.
    expect([...outcomes.keys()].length).toBeGreaterThan(3);
  }, 120_000);
});

function copyOf(home: string): string {
  const copy = join(scratchFolder(), 'home');
  cpSync(home, copy, { recursive: true });
  expect(existsSync(copy)).toBe(true);
  return copy;
}
