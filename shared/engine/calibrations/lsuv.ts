import { type Calibration, measureVariances, setGains } from '../calibration';

/** Rounds of one layer; Mishkin & Matas (2016), algorithm 1, T_max. One is enough for a layer without a bias. */
const MAX_ROUNDS = 10;

/**
 * Layer by layer from the data on, divides the weights by the deviation of what the layer makes of the batch. Where
 * that does not settle (a state that saturates), the gain with the variance nearest to 1 stays; a layer that gives
 * nothing at all stays as it was drawn.
 */
export const lsuv: Calibration = {
  kind: 'lsuv',
  *run(context) {
    for (const [index, layer] of context.layers.entries()) {
      const tolerance = layer.values.tolerance as number;
      let gain = 1;
      let best = { gain, distance: Infinity };
      for (let round = 0; round <= MAX_ROUNDS; round += 1) {
        const variance = (yield* measureVariances(context)).layers[index];
        const distance = Math.abs(variance - 1);
        if (distance < best.distance) best = { gain, distance };
        if (!(variance > 0 && variance < Infinity) || distance <= tolerance) break;
        gain /= Math.sqrt(variance);
        setGains(context, [layer], [gain]);
      }
      if (gain !== best.gain) setGains(context, [layer], [best.gain]);
    }
  },
};
