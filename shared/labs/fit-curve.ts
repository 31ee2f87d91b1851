import type { ProjectDocument } from '../document/schema';
import type { Locale, Text } from '../text/text';
import {
  choice,
  dataset,
  headLayer,
  hiddenLayers,
  inputLayer,
  labDocument,
  outputLayer,
} from './builder';

/** What a step of a lab about a curve changes in its network. */
interface Variant {
  readonly units?: number;
  readonly layers?: number;
  readonly activation?: string;
}

interface CurveLab {
  readonly lab: string;
  readonly title: Text;
  /** The dataset. */
  readonly curve: string;
  /** Of its one hidden layer, as it opens. */
  readonly units: number;
}

/** A lab that fits a curve with few units: how its documents are made. */
export const curveProject =
  ({ lab, title, curve, units: own }: CurveLab) =>
  ({ units = own, layers = 1, activation = 'relu' }: Variant = {}) =>
  (locale: Locale = 'en'): ProjectDocument => {
    const hidden = {
      units,
      activation: choice(activation),
      kernelInitializer: choice('heNormal'),
    };
    return labDocument(
      {
        lab,
        title,
        layers: [inputLayer, ...hiddenLayers(layers, hidden), headLayer(1), outputLayer],
        dataset: dataset(curve),
        training: {
          loss: choice('meanSquaredError'),
          optimizer: choice('adam'),
          learningRate: 0.02,
          epochs: 60,
          batchSize: 16,
        },
      },
      locale,
    );
  };
