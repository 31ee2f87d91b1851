import { valuesOfChoice } from '../../catalogue/catalogues';
import { OPTIMIZERS } from '../../catalogue/optimizers';
import type { Choice } from '../../document/schema';
import { booleanLiteral } from './text';

type Values = Readonly<Record<string, number>> & {
  readonly amsgrad?: boolean;
  readonly centered?: boolean;
};

interface OptimizerSource {
  /** Behind `(weights, lr=LEARNING_RATE`. */
  made(values: Values): { readonly name: string; readonly settings: string };
  readonly definitions?: readonly string[];
}

const flag = (name: string, value: boolean | undefined): string =>
  value ? `, ${name}=${booleanLiteral(true)}` : '';

const betas = ({ beta1, beta2 }: Values): string => `, betas=(${beta1}, ${beta2})`;

const withMomentum = ({ momentum }: Values, nesterov: boolean) => ({
  name: 'torch.optim.SGD',
  // PyTorch refuses Nesterov's step without momentum, which is plain descent.
  settings: momentum > 0 ? `, momentum=${momentum}${flag('nesterov', nesterov)}` : '',
});

const adam = (name: string) => (values: Values) => ({
  name: `torch.optim.${name}`,
  settings: `${betas(values)}, eps=${values.epsilon}${flag('amsgrad', values.amsgrad)}`,
});

/** PyTorch's optimizers by kind. Decoupled weight decay stands in the loop, where it is the same for all. */
export const OPTIMIZER_SOURCES: Readonly<Record<string, OptimizerSource>> = {
  sgd: { made: () => ({ name: 'torch.optim.SGD', settings: '' }) },
  momentum: { made: (values) => withMomentum(values, false) },
  nesterov: { made: (values) => withMomentum(values, true) },
  adagrad: {
    made: ({ rateDecay, startSum, epsilon }) => ({
      name: 'torch.optim.Adagrad',
      settings: `, lr_decay=${rateDecay}, initial_accumulator_value=${startSum}, eps=${epsilon}`,
    }),
  },
  adadelta: {
    made: ({ decay, epsilon }) => ({
      name: 'torch.optim.Adadelta',
      settings: `, rho=${decay}, eps=${epsilon}`,
    }),
  },
  rmsprop: {
    made: ({ decay, epsilon, momentum, centered }) => ({
      name: 'torch.optim.RMSprop',
      settings: `, alpha=${decay}, eps=${epsilon}${momentum > 0 ? `, momentum=${momentum}` : ''}${flag('centered', centered)}`,
    }),
  },
  adam: { made: adam('Adam') },
  // Its own decay off: the loop's is the same, for all optimizers.
  adamw: {
    made: (values) => {
      const { name, settings } = adam('AdamW')(values);
      return { name, settings: `${settings}, weight_decay=0` };
    },
  },
  adamax: {
    made: (values) => ({
      name: 'torch.optim.Adamax',
      settings: `${betas(values)}, eps=${values.epsilon}`,
    }),
  },
  lion: { made: (values) => ({ name: 'Lion', settings: betas(values) }), definitions: ['lion'] },
};

export interface WrittenOptimizer {
  readonly made: string;
  readonly definitions: readonly string[];
  readonly weightDecay: number;
}

export function writeOptimizer(choice: Choice): WrittenOptimizer {
  const source = OPTIMIZER_SOURCES[choice.kind];
  const values = valuesOfChoice(OPTIMIZERS, choice) as Values;
  const { name, settings } = source.made(values);
  return {
    made: `${name}(weights, lr=LEARNING_RATE${settings})`,
    definitions: source.definitions ?? [],
    weightDecay: values.weightDecay,
  };
}
