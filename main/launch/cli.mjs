#!/usr/bin/env node
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, projectFolder } from './ensure-built.mjs';

try {
  ensureBuilt();
} catch (error) {
  process.stderr.write(`${/** @type {Error} */ (error).message}\n`);
  process.exit(1);
}
await import(pathToFileURL(join(projectFolder, 'dist', 'main', 'cli.mjs')).href);
