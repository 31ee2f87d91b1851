import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ExchangeFile } from '../../../shared/interop/exchange';
import { tfjsImporter } from '../../../shared/interop/tfjs/import';

const FOLDER = join(import.meta.dirname, '../../fixtures/exchange/tfjs-picture');

const fileAt = (path: string): ExchangeFile => ({
  path,
  content: new Uint8Array(readFileSync(join(FOLDER, path))),
});

const model = () => JSON.parse(readFileSync(join(FOLDER, 'model.json'), 'utf8'));

const text = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

it('EXCHANGE-16: a weights file is found by its name beside model.json alone', async () => {
  const json = model();
  json.weightsManifest[0].paths = ['../../../etc/passwd'];
  const files = [{ path: 'model.json', content: text(json) }, fileAt('weights.bin')];
  const read = await tfjsImporter.read(files);
  expect(read.ok ? '' : read.failure.text.en).toMatch(/“..\/..\/..\/etc\/passwd”/);
  const alone = await tfjsImporter.read([fileAt('model.json')]);
  expect(alone.ok ? '' : alone.failure.text.en).toMatch(/“weights.bin”.*together with model.json/);
});

it('EXCHANGE-16: one weights file that is named again and again is refused before it is laid out', async () => {
  const json = model();
  json.weightsManifest[0].paths = Array(1_000).fill('weights.bin');
  const weights = { path: 'weights.bin', content: new Uint8Array(1024 * 1024) };
  const read = await tfjsImporter.read([{ path: 'model.json', content: text(json) }, weights]);
  expect(read.ok ? '' : read.failure.text.en).toMatch(
    /1,048,576,000 bytes of weights; the limit is/,
  );
});
