import { analyse } from '../../graph/analyse';
import { succeed } from '../../result';
import type { Exporter, Outgoing, Written } from '../exchange';
import { modelName } from '../keras/model-name';
import { writeNetwork } from '../keras/write-network';
import { tfjsFormat } from './format';
import { layersModelJson, WEIGHTS_FILE, weightsFile } from './write-json';

function write({ document, weights }: Outgoing): Written {
  const analysis = analyse(document);
  const { training } = document;
  const model = writeNetwork(modelName(document), { analysis, training, weights, dialect: 'tfjs' });
  if (!model.ok) return model;
  const json = JSON.stringify(layersModelJson(model.value), null, 2);
  const numbers = weightsFile(model.value);
  return succeed([
    { path: 'model.json', content: new TextEncoder().encode(json) },
    ...(numbers ? [{ path: WEIGHTS_FILE, content: numbers }] : []),
  ]);
}

/** A folder that `tf.loadLayersModel` opens. */
export const tfjs = { ...tfjsFormat, bringsData: false, write } satisfies Exporter;
