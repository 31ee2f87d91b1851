// `npm run docs`: writes docs/catalogue and docs/cli.md anew. Vite runs the TypeScript, as it does for tests.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runnerImport } from 'vite';

const project = join(import.meta.dirname, '..', '..');
/** @type {{ module: typeof import('./catalogue.ts') }} */
const { module } = await runnerImport(join(import.meta.dirname, 'catalogue.ts'), { root: project });
const folder = join(project, module.CATALOGUE_FOLDER);
const files = await module.catalogueFiles();
// What no entry asks for any more must not stay behind.
rmSync(folder, { recursive: true, force: true });
for (const [path, text] of files) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
/** @type {{ module: typeof import('./command-line.ts') }} */
const { module: commandLine } = await runnerImport(join(import.meta.dirname, 'command-line.ts'), {
  root: project,
});
writeFileSync(join(project, commandLine.COMMAND_LINE_FILE), commandLine.commandLineText());
process.stdout.write(`${files.size} files in ${module.CATALOGUE_FOLDER}\n`);
