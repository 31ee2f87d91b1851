import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import { neededNodes } from '../../../shared/graph/needed-nodes';
import { tfjs } from '../../../shared/interop/tfjs';
import { expectClose } from '../engine/support';
import { handedOver, LAB_NETWORKS, NETWORKS, outputsOf, trainedWeights } from './exchange-cases';

/** What the layers API of TensorFlow.js lacks, or has as another function. */
const LACKING: Readonly<Record<string, RegExp>> = {
  layers:
    /no layer like (attention|multiHeadAttention|gru|groupNormalization|normClamp|maxout|constant|scale|subtract|upSampling1d|zeroPadding1d|cropping1d) /,
  settings:
    /its setting “(rrelu|geluTanh|hardSigmoid|hardTanh|scaledSigmoid|elu|dilation|direction|activation|recurrentActivation)”/,
  shared: /takes the weights of another layer and has other settings/,
};

/** The folder as `tf.loadLayersModel` is handed it, from memory. */
function handlerOf(files: ReadonlyMap<string, Uint8Array>): tf.io.IOHandler {
  const { modelTopology, format, weightsManifest } = JSON.parse(
    new TextDecoder().decode(files.get('model.json')),
  );
  const bytes = files.get(weightsManifest[0].paths[0]) as Uint8Array;
  const weightData = bytes.slice().buffer;
  return tf.io.fromMemory({
    modelTopology,
    format,
    weightSpecs: weightsManifest[0].weights,
    weightData,
  });
}

const written = async (document: ProjectDocument) => {
  const weights = await trainedWeights(document);
  return { weights, result: tfjs.write({ document, weights, data: null }) };
};

describe('a folder of TensorFlow.js', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  it.each([...NETWORKS, ...LAB_NETWORKS])(
    'EXCHANGE-12: $name is opened by tf.loadLayersModel and computes what the app computes',
    async ({ document }) => {
      const { weights, result } = await written(document);
      if (!result.ok) {
        const { en } = result.failure.text;
        expect(
          Object.values(LACKING).some((reason) => reason.test(en)),
          en,
        ).toBe(true);
        const names = neededNodes(analyse(document)).map(({ node }) => node.name);
        expect(
          names.some((name) => en.includes(`“${name}”`)),
          en,
        ).toBe(true);
        return;
      }
      const files = new Map(result.value.map(({ path, content }) => [path, content]));
      const model = await tf.loadLayersModel(handlerOf(files));
      const features = handedOver(document).map(({ shape, values }) =>
        tf.tensor(values, [...shape]),
      );
      const outputs = model.predict(features) as tf.Tensor;
      const expected = await outputsOf(document, weights);
      expectClose(outputs.dataSync(), expected, 1e-5, 1e-5);
      tf.dispose([...features, outputs]);
      model.dispose();
    },
  );
});
