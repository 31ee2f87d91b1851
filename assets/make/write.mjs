// `npm run icons`: draws assets/icon.svg and icon-small.svg anew in the sizes and files that packages want.
import { join } from 'node:path';
import { runnerImport } from 'vite';

/** @type {{ module: typeof import('./icons.ts') }} */
const { module } = await runnerImport(join(import.meta.dirname, 'icons.ts'));
await module.writeIcons();
