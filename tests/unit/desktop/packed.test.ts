import { readFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../../support/host-process';

const MAIN = join(repository, 'dist', 'main');
/** Statements at the beginning of a line, and calls; the build writes no others. */
const IMPORT =
  /^(?:import|export)\b[^"'`\n]*["']([^"'\n]+)["'];?$|\b(?:import|require)\(["'`]([^"'`\n]+)["'`]\)/gm;

/** Packages that a program of the build asks for, its chunks included. */
function packagesOf(entry: string): Set<string> {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, stated, called] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      const specifier = stated ?? called;
      if (specifier.startsWith('.')) visit(join(dirname(file), specifier));
      else if (!specifier.startsWith('node:') && !builtinModules.includes(specifier)) {
        packages.add(
          specifier
            .split('/')
            .slice(0, specifier.startsWith('@') ? 2 : 1)
            .join('/'),
        );
      }
    }
  };
  visit(join(MAIN, entry));
  return packages;
}

test('DESK-9: a package holds every package that the window and the trainer ask for', () => {
  const { dependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  const require = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
  const { files } = require('js-yaml').load(
    readFileSync(join(repository, 'electron-builder.yml'), 'utf8'),
  ) as { files: string[] };
  const leftOut = /^!node_modules\/\{(.*)\}/.exec(files.at(-1) ?? '')?.[1].split(',') ?? [];
  expect(leftOut).toContain('react');
  const asked = new Set(
    ['desktop.mjs', 'trainer.mjs', 'preload.cjs'].flatMap((entry) => [...packagesOf(entry)]),
  );
  expect(asked).toContain('@tensorflow/tfjs-core');
  asked.delete('electron');
  for (const name of asked) {
    expect(Object.keys(dependencies), name).toContain(name);
    expect(leftOut, name).not.toContain(name.split('/')[0]);
  }
});
