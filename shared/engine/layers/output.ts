import { defineEngineLayer } from '../layer';

export const output = defineEngineLayer<null>({
  kind: 'output',
  forward: ([x]) => ({ output: x, saved: null }),
  backward: (dy) => ({ inputs: [dy], weights: {} }),
});
