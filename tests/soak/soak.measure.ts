import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scratchFolder } from '../support/scratch';
import { heldByQuarter, linesOf } from './report';
import { soak, uncalled } from './soak';

/** Minutes, and the seed of all that is random; `SOAK_REPORT` names a file for the lines. */
const MINUTES = Number(process.env.SOAK_MINUTES ?? '30');
/** With this, the host is killed and started anew every so many seconds; its memory then says nothing. */
const KILL_SECONDS = Number(process.env.SOAK_KILL_SECONDS ?? 'Infinity');
const SEED = Number(process.env.SOAK_SEED ?? '1');
/** What the last quarter may hold more than the second: noise of a garbage collector, and no more. */
const MOST_GROWTH = 1.15;

test(`a soak of ${MINUTES} minutes (seed ${SEED})`, async () => {
  const report = await soak({
    home: scratchFolder(),
    seconds: MINUTES * 60,
    seed: SEED,
    secondsBetweenHostKills: KILL_SECONDS,
    tell: (line) => process.stderr.write(`${line}\n`),
  });
  const lines = linesOf(report);
  console.log(lines.join('\n'));
  if (process.env.SOAK_REPORT) writeFileSync(process.env.SOAK_REPORT, `${lines.join('\n')}\n`);
  expect(report.faults).toEqual([]);
  expect(uncalled(report.made)).toEqual([]);
  const [, second, , last] = heldByQuarter(report);
  if (report.samples.length > 0 && report.killedHosts === 0) {
    expect(last.memory / second.memory).toBeLessThan(MOST_GROWTH);
    expect(report.left.files).toBeLessThan(10);
    expect(report.left.trainers).toBeLessThanOrEqual(1);
  }
}, 0);
