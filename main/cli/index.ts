import { once } from 'node:events';
import { runCommandLine } from './program';

// Writing to a closed pipe (`vanishing-point check … | head`) ends quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  settled: async () => {
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
  },
  error: (text) => process.stderr.write(text),
  interactive: process.stderr.isTTY === true,
  environment: process.env,
});
