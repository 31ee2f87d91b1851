import { valuesOfChoice } from '../../catalogue/catalogues';
import { LOSSES } from '../../catalogue/losses';
import { PROBABILITY_EPSILON } from '../../catalogue/losses/probabilities';
import type { Choice } from '../../document/schema';

type Values = Readonly<Record<string, never>>;

const CLIPPED = `outputs.clamp(${PROBABILITY_EPSILON}, 1 - ${PROBABILITY_EPSILON})`;

const overOutputs = (each: string): readonly string[] => [`return ${each}.mean(dim=1)`];
const named = (name: string, settings = ''): readonly string[] =>
  overOutputs(`F.${name}(outputs, targets${settings}, reduction="none")`);

/** The body of a function of `outputs` and `targets`, both [batch, outputs], that returns each sample's loss. */
export const LOSS_WRITERS: Readonly<Record<string, (values: Values) => readonly string[]>> = {
  categoricalCrossEntropy: ({ fromLogits }) =>
    fromLogits
      ? ['return -(targets * F.log_softmax(outputs, dim=1)).sum(dim=1)']
      : [`return -(targets * ${CLIPPED}.log()).sum(dim=1)`],
  binaryCrossEntropy: ({ fromLogits }) =>
    fromLogits
      ? named('binary_cross_entropy_with_logits')
      : [
          `chances = ${CLIPPED}`,
          'return -(targets * chances.log() + (1 - targets) * (1 - chances).log()).mean(dim=1)',
        ],
  meanSquaredError: () => named('mse_loss'),
  meanAbsoluteError: () => named('l1_loss'),
  huber: ({ delta }) => named('huber_loss', `, delta=${delta}`),
  hinge: () => overOutputs('F.relu(1 - targets * outputs)'),
};

export const lossLines = (choice: Choice): readonly string[] =>
  LOSS_WRITERS[choice.kind](valuesOfChoice(LOSSES, choice) as Values);
