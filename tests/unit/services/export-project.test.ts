import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ProjectDocument } from '../../../shared/document/schema';
import { EXPORTERS } from '../../../shared/interop/exporters';
import { EXPORT_FORMATS } from '../../../shared/interop/formats';
import { documentAround } from '../engine/networks';
import { documentOf, head, layer } from '../engine/support';
import { runFile } from '../interop/run-file';
import { openServices } from './open-services';

/** What a page's export puts into the exports folder. */
async function exported(document: ProjectDocument, ofRun: ProjectDocument | null) {
  const { home, window } = openServices();
  const runs = join(home, 'data', 'runs');
  mkdirSync(runs, { recursive: true });
  if (ofRun) await runFile(ofRun, join(runs, 'run-1.vprun'));
  const run = ofRun ? 'run-1' : null;
  const request = { document, project: null, run, format: 'pytorch' };
  const answer = await window().call('projects.export', request);
  const folder = join(home, 'projects', 'exports');
  const [name] = readdirSync(folder);
  const files = unzipSync(new Uint8Array(readFileSync(join(folder, name))));
  return { answer, name, files, paths: Object.keys(files) };
}

describe('projects.export', () => {
  it('EXCHANGE-11: menus and the writers name the same formats, in the same order', () => {
    const named = EXPORTERS.map(({ write: _write, bringsData: _bringsData, ...format }) => format);
    expect(named).toEqual(EXPORT_FORMATS);
  });

  it('EXCHANGE-11: writes one zip with one folder, named after the project, and the weights of the run', async () => {
    const document = { ...documentAround('dense'), name: 'Mine: ../a "b"' };
    const { answer, name, files, paths } = await exported(document, document);
    expect(name).toBe('Mine a b pytorch.zip');
    expect(answer).toMatchObject({ weights: true });
    expect(paths).toContain('Mine a b pytorch/weights.safetensors');
    expect(paths.every((path) => path.startsWith('Mine a b pytorch/'))).toBe(true);
    const model = new TextDecoder().decode(files['Mine a b pytorch/model.py']);
    expect(model).toContain('class Network(nn.Module):');
  });

  it('EXCHANGE-11: weights of another network are left out, and the answer says so', async () => {
    const { answer, paths } = await exported(documentAround('dense'), documentAround('conv2d'));
    expect(answer).toMatchObject({ weights: false });
    expect(paths.some((path) => path.endsWith('weights.safetensors'))).toBe(false);
    expect((await exported(documentAround('dense'), null)).answer).toMatchObject({
      weights: false,
    });
  });

  it('EXCHANGE-11: a layer that leads nowhere has no weights in a run, and needs none', async () => {
    const document = documentOf([
      layer('one', 'dense', { parameters: { units: 3 } }),
      layer('nowhere', 'dense', { parameters: { units: 2 }, from: ['one'] }),
      layer('two', 'dense', { parameters: { units: 3 }, from: ['one'] }),
      head(2),
    ]);
    expect((await exported(document, document)).answer).toMatchObject({ weights: true });
  });

  it('EXCHANGE-11: what cannot be exported is refused in words', async () => {
    const { window } = openServices();
    const request = { document: documentAround('dense'), project: null, run: null };
    const page = window();
    expect(await page.refusal('projects.export', { ...request, format: 'stone' })).toBe(
      'unknown-format',
    );
    const faulty = documentOf([layer('bad', 'reshape', { parameters: { shape: [5] } }), head(2)]);
    const bad = { ...request, document: faulty, format: 'pytorch' };
    expect(await page.refusal('projects.export', bad)).toBe('not-exported');
  });
});
