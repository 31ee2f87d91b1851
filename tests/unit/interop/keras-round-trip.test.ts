import { describe, expect, it } from 'vitest';
import type { ProjectDocument } from '../../../shared/document/schema';
import type { ExchangeFile, Exporter, Importer, Outgoing } from '../../../shared/interop/exchange';
import { keras } from '../../../shared/interop/keras';
import { kerasArchive, kerasJson } from '../../../shared/interop/keras/import';
import { tfjs } from '../../../shared/interop/tfjs';
import { tfjsImporter } from '../../../shared/interop/tfjs/import';
import { LAB_NETWORKS, NETWORKS, trainedWeights } from './exchange-cases';
import { bareNetwork, bareWeights } from './same-network';

/** What is written, and the file that a person would choose of it. */
async function written(
  exporter: Exporter,
  outgoing: Outgoing,
): Promise<readonly ExchangeFile[] | null> {
  const result = await exporter.write(outgoing);
  if (!result.ok) return null;
  const isChosen = ({ path }: ExchangeFile) => /^model\.(keras|json)$/.test(path);
  return [...result.value.filter(isChosen), ...result.value.filter((file) => !isChosen(file))];
}

async function readBack(importer: Importer, files: readonly ExchangeFile[], onto: ProjectDocument) {
  expect(importer.recognises(files[0].content)).toBe(true);
  const read = await importer.read(files, onto);
  if (!read.ok) throw new Error(read.failure.text.en);
  return read.value;
}

const CASES = [...NETWORKS, ...LAB_NETWORKS];

describe('a network that goes out and comes in again', () => {
  it.each(CASES)(
    'EXCHANGE-13: $name is the same through a .keras file, weights and all',
    async ({ document }) => {
      const weights = await trainedWeights(document);
      const files = await written(keras, { document, weights, data: null });
      if (!files) return;
      const incoming = await readBack(
        files[0].path.endsWith('.keras') ? kerasArchive : kerasJson,
        files,
        document,
      );
      const before = bareNetwork(document);
      const after = bareNetwork(incoming.document);
      expect(after.bare).toEqual(before.bare);
      const own = bareWeights(before.numbers, weights);
      expect(bareWeights(after.numbers, incoming.weights ?? [])).toEqual(own);
    },
  );

  it.each(CASES)(
    'EXCHANGE-13: $name is the same through the JSON of Keras',
    async ({ document }) => {
      const files = await written(keras, { document, weights: null, data: null });
      if (!files) return;
      const incoming = await readBack(kerasJson, files, document);
      expect(incoming.weights).toBeNull();
      expect(bareNetwork(incoming.document).bare).toEqual(bareNetwork(document).bare);
    },
  );

  it.each(CASES)(
    'EXCHANGE-13: $name is the same through TensorFlow.js, weights and all',
    async ({ document }) => {
      const weights = await trainedWeights(document);
      const files = await written(tfjs, { document, weights, data: null });
      if (!files) return;
      const incoming = await readBack(tfjsImporter, files, document);
      const before = bareNetwork(document, { isTfjs: true });
      const after = bareNetwork(incoming.document, { isTfjs: true });
      expect(after.bare).toEqual(before.bare);
      expect(bareWeights(after.numbers, incoming.weights ?? [])).toEqual(
        bareWeights(before.numbers, weights),
      );
    },
  );
});
