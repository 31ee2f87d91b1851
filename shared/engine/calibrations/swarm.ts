import { randomStream } from '../../random/random-stream';
import {
  type Calibration,
  type CalibrationContext,
  measureVariances,
  setGains,
} from '../calibration';
import type { Reading } from '../reading';

/** Clerc & Kennedy (2002): with these the swarm converges. */
const INERTIA = 0.7298;
const PULL = 1.49618;
/** Particles start with gains within this factor, and move at most as far in one round. */
const REACH = Math.log(4);

interface Particle {
  /** ln of one gain a layer. */
  readonly position: number[];
  readonly velocity: number[];
  best: readonly number[];
  bestSpread: number;
}

/** Variance over the features and all layers of ln Var: 0 where every layer has the variance of the data. */
function* spreadAt(context: CalibrationContext, logGains: readonly number[]): Reading<number> {
  setGains(context, context.layers, logGains.map(Math.exp));
  const measured = yield* measureVariances(context);
  const logs = [measured.features, ...measured.layers].map(Math.log);
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  const spread = logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / logs.length;
  // A layer that gives nothing, or too much, is worse than all that can be measured.
  return Number.isFinite(spread) ? spread : Infinity;
}

const largest = ({ layers }: CalibrationContext, name: string): number =>
  Math.max(...layers.map(({ values }) => values[name] as number));

/**
 * Particle swarm over the logarithms of one gain a layer. The first particle starts from the weights as they were
 * drawn, so that what is found is never worse than those.
 */
export const swarm: Calibration = {
  kind: 'swarm',
  *run(context) {
    const random = randomStream(context.seed, 'swarm');
    const around = (): number => (2 * random.uniform() - 1) * REACH;
    const particles: Particle[] = [];
    for (let index = 0; index < largest(context, 'particles'); index += 1) {
      const position = context.layers.map(() => (index === 0 ? 0 : around()));
      const velocity = context.layers.map(() => (index === 0 ? 0 : around() / 2));
      const bestSpread = yield* spreadAt(context, position);
      particles.push({ position, velocity, best: [...position], bestSpread });
    }
    const leaderOf = () =>
      particles.reduce((best, one) => (one.bestSpread < best.bestSpread ? one : best));
    for (let round = 0; round < largest(context, 'rounds'); round += 1) {
      const leader = leaderOf().best;
      for (const particle of particles) {
        const { position, velocity } = particle;
        for (let layer = 0; layer < position.length; layer += 1) {
          const wanted =
            INERTIA * velocity[layer] +
            PULL * random.uniform() * (particle.best[layer] - position[layer]) +
            PULL * random.uniform() * (leader[layer] - position[layer]);
          velocity[layer] = Math.min(REACH, Math.max(-REACH, wanted));
          position[layer] += velocity[layer];
        }
        const spread = yield* spreadAt(context, position);
        if (spread >= particle.bestSpread) continue;
        particle.best = [...position];
        particle.bestSpread = spread;
      }
    }
    yield* spreadAt(context, leaderOf().best);
  },
};
