import { defineEngineLayer } from '../layer';

export const gaussianNoise = defineEngineLayer<null>({
  kind: 'gaussianNoise',
  forward([x], { ops, values, training, random }) {
    const deviation = values.deviation as number;
    if (!training || deviation === 0) return { output: x, saved: null };
    const noise = ops.fill(x.shape, (target) => {
      for (let index = 0; index < target.length; index += 1) {
        target[index] = deviation * random.normal();
      }
    });
    return { output: ops.add(x, noise), saved: null };
  },
  backward: (dy) => ({ inputs: [dy], weights: {} }),
});
