import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renameDocument } from '../../../shared/document/edits';
import { serializeProject } from '../../../shared/document/file';
import { createDocument } from '../../../shared/document/new-document';
import { HOST_CALLS, type HostCallName } from '../../../shared/host';
import { randomStream } from '../../../shared/random/random-stream';
import { argumentsFor, spoiled } from '../../soak/arguments';
import { Ledger, projectIn } from '../../soak/ledger';
import { linesOf } from '../../soak/report';
import { soak, uncalled } from '../../soak/soak';
import { scratchFolder } from '../../support/scratch';
import { smallDisk } from '../../support/small-disk';

const SECONDS = 20;
const SEED = 20_261;
/** What a host may take for its caches and its first runs; a leak in a call would take more in so many calls. */
const MOST_GROWTH_MIB = 120;

describe('a host that is called at random', () => {
  it(`SOAK-1: loses no acknowledged write, fails never without a name, and is left as it was, in ${SECONDS} seconds of every call (seed ${SEED})`, async () => {
    const report = await soak({ home: scratchFolder(), seconds: SECONDS, seed: SEED });
    expect(report.faults, linesOf(report).join('\n')).toEqual([]);
    expect(uncalled(report.made)).toEqual([]);
    // Otherwise it was a soak in which nothing happened.
    expect(report.closedWindows).toBeGreaterThan(0);
    expect(report.verified).toBeGreaterThan(20);
    expect(report.succeeded.get('training.start')).toBeGreaterThan(2);
    const [first] = report.samples;
    const last = report.samples.at(-1);
    if (!first || !last) return;
    expect(last.memory - first.memory).toBeLessThan(MOST_GROWTH_MIB);
    expect(report.left.trainers).toBeLessThanOrEqual(1);
    expect(report.left.files).toBeLessThan(10);
  }, 120_000);
});

describe('a host that is killed again and again', () => {
  it('SOAK-4: loses no acknowledged write, and the next one takes over what it left', async () => {
    const report = await soak({
      home: scratchFolder(),
      seconds: 12,
      seed: SEED,
      secondsBetweenHostKills: 3,
    });
    expect(report.faults, linesOf(report).join('\n')).toEqual([]);
    expect(report.killedHosts).toBeGreaterThan(2);
    expect(report.verified).toBeGreaterThan(10);
  }, 90_000);
});

describe.skipIf(process.platform === 'win32')('a host to which the system gives too little', () => {
  it('SOAK-3: on a disk that takes no file over 4 KiB, calls fail by name, nothing acknowledged is lost, and the host goes on', async () => {
    const report = await soak({
      home: scratchFolder(),
      seconds: 10,
      seed: SEED,
      prefix: smallDisk(4),
      expected: /^(The run|A sweep|The sweep|The list of recent projects) could not be kept: EFBIG/,
    });
    expect(report.faults, linesOf(report).join('\n')).toEqual([]);
    // Otherwise the disk was not too small for anything.
    expect(report.failures.get('write-failed')).toBeGreaterThan(5);
    expect(report.succeeded.get('training.start')).toBeGreaterThan(0);
  }, 90_000);
});

describe('what a soak goes by', () => {
  it('SOAK-2: a write is called lost where an older version stands in its place, or nothing that can be read', () => {
    const file = join(scratchFolder(), 'net.vpnet');
    const [one, two, three] = ['one', 'two', 'three'].map((name) =>
      renameDocument(createDocument('x'), name),
    );
    const ledger = new Ledger();
    ledger.begin(file, one)('done');
    const stands = (document: typeof one) => {
      writeFileSync(file, serializeProject(document));
      return ledger.lost(projectIn);
    };
    expect(stands(one)).toEqual([]);
    ledger.begin(file, two)('unknown');
    expect([stands(one), stands(two)]).toEqual([[], []]);
    ledger.begin(file, three)('done');
    expect(stands(three)).toEqual([]);
    expect(stands(two)).toEqual([`${file}: an older version`]);
    expect(stands(one)).toEqual([`${file}: an older version`]);
    ledger.begin(file, one)('refused');
    expect(stands(one)).toHaveLength(1);
    writeFileSync(file, 'half of a pro');
    expect(ledger.lost(projectIn)).toEqual([`${file}: nothing that can be read`]);
  });

  it.each(Object.keys(HOST_CALLS) as HostCallName[])(
    'SOAK-2: arguments of %s are made from its schema alone, and spoiled ones are refused by it',
    (name) => {
      const random = randomStream(SEED, name);
      const { input } = HOST_CALLS[name];
      const document = createDocument('x');
      for (let time = 0; time < 20; time += 1) {
        const made = argumentsFor(input, random, (field) =>
          field === 'document' ? document : undefined,
        );
        expect(input.safeParse(made).success).toBe(true);
        const wrong = spoiled(input, made, random);
        if (wrong !== null) expect(input.safeParse(wrong).success).toBe(false);
      }
    },
  );
});
