import type { Parameters, ProjectDocument } from '../../../shared/document/schema';
import type { LabLayer } from '../../../shared/labs/builder';
import { LAYERS_AROUND } from '../../unit/engine/networks';
import { choiceOf, documentOf, layer } from '../../unit/engine/support';

/** A document that is exported and trained in both. */
export interface ExportCase {
  readonly name: string;
  readonly document: ProjectDocument;
  /** Training draws masks, slopes or changes of pictures, for which the two have generators of their own. */
  readonly isDrawn?: boolean;
  /** How far numbers may be, as a share of the largest; simulated 16 bits are apart by a rounding. */
  readonly tolerance?: number;
}

export type Training = Partial<ProjectDocument['training']>;

/** In the order of the data, so that both see the same batches; two steps an epoch. */
export const usual: Training = {
  shuffle: false,
  batchSize: 120,
  epochs: 4,
  learningRate: 0.01,
  optimizer: choiceOf('sgd'),
};

export const on = (layers: readonly LabLayer[], training: Training = {}): ProjectDocument =>
  documentOf(layers, { ...usual, ...training });

/** The layers around one of a kind, with other parameters for it. */
export const around = (kind: string, parameters: Parameters): readonly LabLayer[] =>
  LAYERS_AROUND[kind].map((one) =>
    one.id === 'it' ? { ...one, parameters: { ...one.parameters, ...parameters } } : one,
  );

/** A hidden layer that every document of a setting has. */
export const hidden = layer('hidden', 'dense', {
  parameters: { units: 6, activation: choiceOf('tanh') },
});

export const square = { units: 5, activation: choiceOf('tanh') };
