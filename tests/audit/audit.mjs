// `npm run audit`: known faults of the packages that the app is made of, by npm's own audit. It says aloud where the
// registry has no such service (mirrors often have none): no answer is not the answer that all is well.
import { spawnSync } from 'node:child_process';
import { verdictOf } from './verdict.mjs';

const { stdout, error } = spawnSync('npm', ['audit', '--audit-level=high', '--json'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
  maxBuffer: 64 * 1024 * 1024,
});
const { status, lines } = verdictOf(error ? '' : stdout);
process.stdout.write(`${lines.join('\n')}\n`);
process.exitCode = status;
