import type { LayerDefinition, Shape } from '../../../shared/catalogue/layer';

/** What most layers take with their default parameters: one number each (the default of Reshape). */
const USUAL: Readonly<Record<LayerDefinition['inputs'], readonly Shape[]>> = {
  none: [],
  one: [[1]],
  many: [[1], [1]],
};

/** Of layers that need more than that, by kind: a picture, a sequence, equal widths. */
const SPECIAL: Readonly<Record<string, readonly Shape[]>> = {
  gru: [[3, 2]],
  lstm: [[3, 2]],
  simpleRnn: [[3, 2]],
};

/** Shapes of samples that a layer takes with its default parameters. */
export const exampleInputs = ({ kind, inputs }: LayerDefinition): readonly Shape[] =>
  SPECIAL[kind] ?? USUAL[inputs];
