import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IMPORT_FORMATS } from '../../../shared/interop/formats';
import { IMPORTERS } from '../../../shared/interop/importers';
import { openServices, place } from './open-services';

const FIXTURES = join(import.meta.dirname, '../../fixtures/exchange');

const fileOf = (name: string) => ({
  name: name.split('/').at(-1) as string,
  content: new Uint8Array(readFileSync(join(FIXTURES, name))),
});

describe('projects.import', () => {
  it('EXCHANGE-19: file pickers and the readers name the same formats, in the same order', () => {
    const named = IMPORTERS.map(
      ({ read: _read, recognises: _recognises, beside: _beside, ...format }) => format,
    );
    expect(named).toEqual(IMPORT_FORMATS);
  });

  it('EXCHANGE-19: weights become a run of the project, which goes with it to its file', async () => {
    const { window } = openServices();
    const page = window();
    const files = [fileOf('keras-3-functional.keras')];
    const { document, run, notes } = await page.call('projects.import', {
      files,
      draft: 'draft-1',
    });
    expect(notes).toHaveLength(1);
    const [listed] = await page.call('runs.list', { project: null });
    expect(listed).toMatchObject({ run, draft: 'draft-1', purpose: { kind: 'imported' } });
    expect(await page.call('runs.read', { run: run as string })).toMatchObject({ document });

    const handle = await place(page, 'net.vpnet');
    await page.call('projects.save', { handle, document });
    const adopted = await page.call('runs.list', { project: handle });
    expect(adopted.map((each) => each.run)).toEqual([run]);
    expect(await page.call('runs.list', { project: null })).toEqual([]);
    const exported = { document, project: handle, run, format: 'tfjs' };
    expect(await page.call('projects.export', exported)).toMatchObject({ weights: true });
  });

  it('EXCHANGE-19: a network without weights leaves no run, and what nobody reads is refused by name', async () => {
    const { window } = openServices();
    const page = window();
    const model = fileOf('tfjs-picture/model.json');
    const { modelTopology } = JSON.parse(new TextDecoder().decode(model.content));
    const content = new TextEncoder().encode(JSON.stringify({ modelTopology }));
    const files = [{ ...model, content }];
    expect(await page.call('projects.import', { files, draft: 'd' })).toMatchObject({ run: null });
    expect(await page.call('runs.list', { project: null })).toEqual([]);
    const junk = [{ name: 'notes.txt', content: new Uint8Array([1, 2, 3]) }];
    expect(await page.refusal('projects.import', { files: junk, draft: 'd' })).toBe(
      'not-recognised',
    );
    const cut = [{ ...model, content: model.content.slice(0, 400) }];
    expect(await page.refusal('projects.import', { files: cut, draft: 'd' })).toBe(
      'not-recognised',
    );
    expect(await page.refusal('projects.import', { files: [model], draft: 'd' })).toBe(
      'not-imported',
    );
  });
});
