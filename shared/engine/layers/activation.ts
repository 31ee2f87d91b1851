import { defineEngineLayer } from '../layer';

/** Passes on: the model applies the activation itself, as after every layer that has one. */
export const activation = defineEngineLayer<null>({
  kind: 'activation',
  forward: ([x]) => ({ output: x, saved: null }),
  backward: (dy) => ({ inputs: [dy], weights: {} }),
});
