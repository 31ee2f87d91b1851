import { zipSync } from 'fflate';
import { analyse } from '../../graph/analyse';
import { succeed } from '../../result';
import type { ExchangeFile, Exporter, Outgoing, Written } from '../exchange';
import { CONFIG_FILE, METADATA_FILE, WEIGHTS_FILE } from './archive';
import { writeCompileConfig } from './compile-config';
import { kerasFormat } from './format';
import { modelName } from './model-name';
import { weightsFile } from './weights-file';
import { kerasJson } from './write-json';
import { writeNetwork } from './write-network';
import { writePython } from './write-python';

/** The version whose format is written. */
const KERAS_VERSION = '3.10.0';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * As Keras writes it: stored, not packed, for numbers hardly get smaller. Twice the same for the same network, but for
 * the second of writing, which HDF5 notes in each tensor.
 */
function archiveOf(json: string, weights: Uint8Array): Uint8Array {
  const metadata = JSON.stringify({
    keras_version: KERAS_VERSION,
    date_saved: '1980-01-01@00:00:00',
  });
  return zipSync(
    {
      [METADATA_FILE]: utf8(metadata),
      [CONFIG_FILE]: utf8(json),
      [WEIGHTS_FILE]: weights,
    },
    { level: 0, mtime: new Date(1980, 0, 1) },
  );
}

async function write({ document, weights }: Outgoing): Promise<Written> {
  const analysis = analyse(document);
  const { training } = document;
  const name = modelName(document);
  const model = writeNetwork(name, { analysis, training, weights, dialect: 'keras3' });
  if (!model.ok) return model;
  const compileConfig = writeCompileConfig(training);
  const json = kerasJson(model.value, compileConfig);
  const numbers = weights && (await weightsFile(model.value));
  const network: ExchangeFile = numbers
    ? { path: 'model.keras', content: archiveOf(JSON.stringify(json), numbers) }
    : { path: 'model.json', content: utf8(JSON.stringify(json, null, 2)) };
  const python = writePython(model.value, compileConfig, numbers !== null);
  return succeed([network, { path: 'model.py', content: utf8(python) }]);
}

/** A folder with a `.keras` file and the same network as Python. */
export const keras = { ...kerasFormat, bringsData: false, write } satisfies Exporter;
