import type { Choice, ProjectDocument } from '../document/schema';
import type { Analysis } from '../graph/analysis';
import { hiddenAndActivations } from './remedies/activations';
import { setLayers, weightedLayers } from './remedies/change-layers';

/** How a network would start otherwise; null leaves what is drawn. */
export interface StartChange {
  /** Of the kernels of all layers. */
  readonly initializer: Choice | null;
  /** Of all hidden layers; the one that makes the answer keeps its own. */
  readonly activation: Choice | null;
  readonly seed: number | null;
}

export const NO_CHANGE: StartChange = { initializer: null, activation: null, seed: null };

/** The document with another start; the same object where nothing changes. `analysis` is the document's. */
export function alterStart(
  document: ProjectDocument,
  analysis: Analysis,
  { initializer, activation, seed }: StartChange,
): ProjectDocument {
  const initialised = initializer
    ? setLayers(document, weightedLayers({ analysis }), () => ({ kernelInitializer: initializer }))
    : document;
  const activated = activation
    ? setLayers(initialised, hiddenAndActivations({ analysis }), () => ({ activation }))
    : initialised;
  if (seed === null || seed === activated.training.seed) return activated;
  return { ...activated, training: { ...activated.training, seed } };
}
