import { outcomesOf } from '../catalogue/loss';
import type { PreparedData } from '../data/prepared-data';
import type { TrainingSettings } from '../document/schema';
import type { LossStage } from './loss-stage';
import { outputReader } from './predictions';
import type { EngineOps, Tensor } from './tensor-ops';

/** n ÷ (K·n_c): every class weighs as much as any other, and a sample 1 on average (King & Zeng 2001). */
function balanced({ data, loss }: Known): readonly number[] {
  const { training, targets, targetShape, shape } = data;
  const [columns] = targetShape;
  const reader = outputReader(loss, columns);
  const counts = shape.classNames.map(() => 0);
  for (const row of training) counts[reader.targetOf(targets, row)] += 1;
  const present = counts.filter((count) => count > 0).length;
  return counts.map((count) => (count === 0 ? 0 : training.length / (present * count)));
}

interface Known {
  readonly settings: TrainingSettings;
  readonly data: PreparedData;
  readonly loss: LossStage;
}

const WEIGHTINGS: Readonly<
  Record<TrainingSettings['classWeighting'], (known: Known) => readonly number[] | null>
> = {
  none: () => null,
  balanced,
  given: ({ settings }) => settings.classWeights,
};

/** Share s of certainty that label smoothing takes away, and what it adds to each target. */
interface Smoothing {
  readonly kept: number;
  readonly added: number;
}

/**
 * What training makes of the targets: softer ones, and a weight for each sample. The validation loss is measured
 * without either, so that runs with different settings compare.
 */
export class TrainingTargets {
  private readonly smoothing: Smoothing | null;
  private readonly classWeights: readonly number[] | null;
  private readonly encoding: LossStage['definition']['targets'];

  constructor(
    private readonly ops: EngineOps,
    { settings, data, loss }: Known,
  ) {
    const { labelSmoothing: share, classWeighting } = settings;
    this.encoding = loss.definition.targets;
    const isClasses = data.shape.task === 'classification';
    const count = outcomesOf(this.encoding, data.targetShape[0]);
    this.smoothing = share > 0 && count > 0 ? { kept: 1 - share, added: share / count } : null;
    this.classWeights = isClasses ? WEIGHTINGS[classWeighting]({ settings, data, loss }) : null;
  }

  /** t ← (1 − s)·t + s ÷ K (Szegedy et al. 2016, section 7); the targets themselves where it is off. */
  soften(targets: Tensor): Tensor {
    const { ops, smoothing } = this;
    if (!smoothing) return targets;
    return ops.add(ops.multiply(targets, smoothing.kept), smoothing.added);
  }

  /** Weight of each sample, [batch, 1]; null where all weigh 1. */
  weightsOf(targets: Tensor): Tensor | null {
    const { ops, classWeights } = this;
    if (!classWeights) return null;
    // From −1 and 1 to 0 and 1: a share of each class.
    const shares = this.encoding === 'signs' ? ops.multiply(ops.add(targets, 1), 0.5) : targets;
    if (targets.shape[1] === 1) {
      const [zero, one] = classWeights;
      return ops.add(ops.multiply(shares, one - zero), zero);
    }
    return ops.sumLast(ops.multiply(shares, ops.tensor(classWeights, [1, classWeights.length])));
  }
}
