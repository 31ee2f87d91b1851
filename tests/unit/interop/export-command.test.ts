import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serializeProject } from '../../../shared/document/file';
import type { ProjectDocument } from '../../../shared/document/schema';
import { EXPORTERS } from '../../../shared/interop/exporters';
import { decodeSafetensors } from '../../../shared/interop/safetensors';
import { documentAround } from '../engine/networks';
import { runFile } from './run-file';
import { terminal } from './terminal';

/** The command line in this process, in a folder of its own with a project. */
async function exporting(document: ProjectDocument = documentAround('dense')) {
  const { folder, at, run } = terminal();
  const project = at('net.vpnet');
  writeFileSync(project, serializeProject(document));
  return { folder, project, out: at('out'), run: (...args: string[]) => run('export', ...args) };
}

describe('vanishing-point export', () => {
  it('EXCHANGE-10: writes a folder with the weights of a run, and says as JSON what it wrote', async () => {
    const document = documentAround('dense');
    const { folder, project, out, run } = await exporting(document);
    const kept = join(folder, 'net.vprun');
    await runFile(document, kept);
    const done = await run(project, '--to', 'pytorch', '--out', out, '--run', kept, '--json');
    expect(done).toMatchObject({ status: 0, error: '' });
    const report = JSON.parse(done.out);
    expect(report).toMatchObject({ project, format: 'pytorch', run: kept, out });
    for (const path of report.files) expect(existsSync(join(out, path)), path).toBe(true);
    const weights = decodeSafetensors(readFileSync(join(out, 'weights.safetensors')));
    expect(weights.ok && weights.value.tensors.map(({ name }) => name)).toContain('it.weight');
  });

  it('EXCHANGE-10: its own folder is written again, and weights that are no longer exported go', async () => {
    const document = documentAround('dense');
    const { folder, project, out, run } = await exporting(document);
    const kept = join(folder, 'net.vprun');
    await runFile(document, kept);
    await run(project, '--to', 'pytorch', '--out', out, '--run', kept);
    writeFileSync(join(out, 'mine.txt'), 'mine');
    const again = await run(project, '--to', 'pytorch', '--out', out);
    expect(again.status).toBe(0);
    expect(readdirSync(out)).toContain('mine.txt');
    expect(readdirSync(out)).not.toContain('weights.safetensors');
  });

  it('EXCHANGE-10: a folder or file that no export wrote stays as it is, but with --force', async () => {
    const { folder, project, out, run } = await exporting();
    mkdirSync(out);
    writeFileSync(join(out, 'model.py'), 'mine');
    const refused = await run(project, '--to', 'pytorch', '--out', out);
    expect(refused.status).toBeGreaterThan(0);
    expect(refused.error).toMatch(/exists already.*--force/);
    expect(readFileSync(join(out, 'model.py'), 'utf8')).toBe('mine');
    const file = join(folder, 'net.vpnet');
    expect((await run(project, '--to', 'pytorch', '--out', file)).status).toBeGreaterThan(0);
    expect((await run(project, '--to', 'pytorch', '--out', out, '--force')).status).toBe(0);
    expect(readFileSync(join(out, 'model.py'), 'utf8')).toContain('class Network');
  });

  it('EXCHANGE-10: a marker that names files elsewhere leads nowhere', async () => {
    const { folder, project, out, run } = await exporting();
    await run(project, '--to', 'pytorch', '--out', out);
    const marker = join(out, '.vanishing-point-export.json');
    writeFileSync(marker, JSON.stringify({ format: 'pytorch', files: ['../net.vpnet', '..'] }));
    expect((await run(project, '--to', 'pytorch', '--out', out)).status).toBe(0);
    expect(existsSync(join(folder, 'net.vpnet'))).toBe(true);
  });

  it('EXCHANGE-10: what is missing or wrong on the line is said in one sentence', async () => {
    const { folder, project, out, run } = await exporting();
    const formats = EXPORTERS.map(({ kind }) => kind).join(', ');
    const cases: readonly (readonly [string[], RegExp])[] = [
      [[project, '--out', out], new RegExp(`--to FORMAT.*${formats}`)],
      [[project, '--to', 'keras9', '--out', out], /--to must be pytorch.*, not “keras9”/],
      [[project, '--to', 'pytorch'], /--out PATH/],
      [
        [project, '--to', 'pytorch', '--out', out, '--run', join(folder, 'no.vprun')],
        /cannot be read/,
      ],
      [[project, '--to', 'pytorch', '--out', out, '--run', project], /not a run/],
    ];
    for (const [args, sentence] of cases) {
      const refused = await run(...args);
      expect(refused.status).toBeGreaterThan(0);
      expect(refused.error).toMatch(sentence);
      expect(refused.error.trimEnd().split('\n')).toHaveLength(1);
    }
    expect(existsSync(out)).toBe(false);
  });

  it('EXCHANGE-10: a run of another network is refused by the name of its layer', async () => {
    const { folder, project, out, run } = await exporting();
    const kept = join(folder, 'other.vprun');
    await runFile(documentAround('conv2d'), kept);
    const refused = await run(project, '--to', 'pytorch', '--out', out, '--run', kept);
    expect(refused.error).toMatch(/Layer “.+”: the run has no weight/);
    expect(existsSync(out)).toBe(false);
  });
});
