import { ACTIVATIONS } from '../../catalogue/activations';
import { valuesOfChoice } from '../../catalogue/catalogues';
import type { Choice } from '../../document/schema';
import type { Layout } from './layer';
import { channelAxis, type ModuleSource } from './layer';
import { numberLiteral } from './text';

type Values = Readonly<Record<string, number>>;

interface Site {
  readonly layout: Layout;
  /** Units: the length of the axis of the channels. */
  readonly units: number;
}

interface ActivationSource {
  /** Expression of the module. */
  made(values: Values, site: Site): string;
  /** The same inside a recurrence, where nothing is learned or drawn; as `made` where not given. */
  within?(values: Values): string;
  readonly definitions?: readonly string[];
}

const plain = (name: string): ActivationSource => ({ made: () => `nn.${name}()` });
const leaky = (slope: number): string => `nn.LeakyReLU(${numberLiteral(slope)})`;

/** Modules of PyTorch by kind of activation; `ScaledSigmoid` is the only one that it lacks. */
export const ACTIVATION_SOURCES: Readonly<Record<string, ActivationSource>> = {
  linear: { made: () => 'nn.Identity()' },
  relu: plain('ReLU'),
  leakyRelu: { made: ({ slope }) => leaky(slope) },
  prelu: {
    made: ({ shared, slope }, { units }) =>
      `nn.PReLU(${shared ? 1 : units}, init=${numberLiteral(slope)})`,
    within: ({ slope }) => leaky(slope),
  },
  rrelu: {
    made: ({ lower, upper }) => `nn.RReLU(${numberLiteral(lower)}, ${numberLiteral(upper)})`,
    within: ({ lower, upper }) => leaky((lower + upper) / 2),
  },
  relu6: plain('ReLU6'),
  elu: { made: ({ alpha }) => `nn.ELU(${numberLiteral(alpha)})` },
  selu: plain('SELU'),
  gelu: plain('GELU'),
  geluTanh: { made: () => 'nn.GELU(approximate="tanh")' },
  swish: plain('SiLU'),
  mish: plain('Mish'),
  softplus: plain('Softplus'),
  sigmoid: plain('Sigmoid'),
  hardSigmoid: plain('Hardsigmoid'),
  scaledSigmoid: { made: () => 'ScaledSigmoid()', definitions: ['scaled_sigmoid'] },
  tanh: plain('Tanh'),
  hardTanh: plain('Hardtanh'),
  softsign: plain('Softsign'),
  softmax: { made: (_values, { layout }) => `nn.Softmax(dim=${channelAxis(layout)})` },
  logSoftmax: { made: (_values, { layout }) => `nn.LogSoftmax(dim=${channelAxis(layout)})` },
};

export interface WrittenActivation {
  readonly module: ModuleSource;
  readonly definitions: readonly string[];
  call(x: string, self: string): string;
}

/** An activation as a stage of its own behind a layer; null for the one that does nothing. */
export function writeActivation(
  choice: Choice | null,
  site: Site & { readonly axes: number },
): WrittenActivation | null {
  if (!choice || choice.kind === 'linear') return null;
  const source = ACTIVATION_SOURCES[choice.kind];
  const values = valuesOfChoice(ACTIVATIONS, choice) as Values;
  // PyTorch learns a slope for each index of the second axis.
  const isMoved = choice.kind === 'prelu' && site.layout === 'last' && site.axes > 1;
  return {
    module: { made: source.made(values, site), routes: { slope: { tensor: 'weight' } } },
    definitions: source.definitions ?? [],
    call: (x, self) => (isMoved ? `${self}(${x}.movedim(-1, 1)).movedim(1, -1)` : `${self}(${x})`),
  };
}

/** Files of `python/` that an activation needs, wherever it stands. */
export const definitionsOfActivation = ({ kind }: Choice): readonly string[] =>
  ACTIVATION_SOURCES[kind].definitions ?? [];

/** An activation within a recurrence's formula. */
export function functionWithin(choice: Choice): string {
  const source = ACTIVATION_SOURCES[choice.kind];
  const values = valuesOfChoice(ACTIVATIONS, choice) as Values;
  return source.within?.(values) ?? source.made(values, { layout: 'last', units: 0 });
}
