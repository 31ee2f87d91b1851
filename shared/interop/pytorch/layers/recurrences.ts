import { directedName, directionsOf } from '../../../catalogue/layers/recurrence';
import type { Choice } from '../../../document/schema';
import type { NamedRoute } from '../../route';
import { definitionsOfActivation, functionWithin } from '../activations';
import { type LayerSource, type LayerWriter, writerOf } from '../layer';
import { snakeCase } from '../names';
import { booleanLiteral } from '../text';

interface RecurrenceValues {
  readonly units: number;
  readonly activation: Choice;
  readonly recurrentActivation?: Choice;
  readonly returns: 'last' | 'sequence';
  readonly direction: 'forward' | 'backward' | 'both';
  readonly merge: keyof typeof MERGES;
  readonly useBias: boolean;
}

/** A recurrence of PyTorch, and what replaces it where its functions are others. */
interface Cell {
  readonly kind: string;
  /** PyTorch's own with these functions; null where it has none. */
  own(activation: string, gate: string): string | null;
  /** Class of `python/` that takes any functions. */
  readonly any: string;
  readonly gates: number;
  /** PyTorch's order of the gates, by their number in the app. */
  readonly order?: readonly number[];
  /** PyTorch has two biases; the app the second one too, or none. */
  readonly hasRecurrentBias: boolean;
}

/** What both directions become; the first expression has both side by side. */
const MERGES = {
  concatenate: (states: string) => states,
  sum: (states: string) => `torch.add(*${states}.chunk(2, dim=-1))`,
  average: (states: string) => `torch.add(*${states}.chunk(2, dim=-1)) / 2`,
  multiply: (states: string) => `torch.mul(*${states}.chunk(2, dim=-1))`,
} as const;

/** What stands behind PyTorch's names of each direction's tensors. */
const endsOf = (direction: string): readonly string[] =>
  directionsOf(direction).map((_, index) => (index === 0 ? '' : '_reverse'));

function routesOf({ order, hasRecurrentBias }: Cell, { direction }: RecurrenceValues) {
  const gates = order ? { gates: order } : {};
  const routes: [string, NamedRoute][] = endsOf(direction).flatMap((end, index) => {
    const named = (name: string, route: NamedRoute): [string, NamedRoute] => [
      directedName(name, index),
      { ...route, ...gates },
    ];
    return [
      named('kernel', { tensor: `weight_ih_l0${end}`, axes: [1, 0] }),
      named('recurrentKernel', { tensor: `weight_hh_l0${end}`, axes: [1, 0] }),
      named('bias', { tensor: `bias_ih_l0${end}` }),
      ...(hasRecurrentBias ? [named('recurrentBias', { tensor: `bias_hh_l0${end}` })] : []),
    ];
  });
  return Object.fromEntries(routes);
}

/** The states that are returned, from the expression of all: those of a way back stand in the order of time. */
function returned(all: string, { returns, direction, merge }: RecurrenceValues): string {
  const isLast = returns === 'last';
  if (direction === 'both') return MERGES[merge](isLast ? `last_of_both(${all})` : all);
  if (direction === 'backward') return isLast ? `${all}[:, -1]` : `${all}.flip(1)`;
  return isLast ? `${all}[:, -1]` : all;
}

const recurrence = (cell: Cell): LayerWriter =>
  writerOf<RecurrenceValues>(
    cell.kind,
    'last',
    ({ values, inputShapes: [[, features]] }): LayerSource => {
      const { units, direction, useBias, returns } = values;
      const isBoth = direction === 'both';
      const gate = values.recurrentActivation ?? { kind: 'sigmoid', parameters: {} };
      const own = cell.own(values.activation.kind, gate.kind);
      const settings = [
        `${features}, ${units}`,
        ...(useBias ? [] : ['bias=False']),
        ...(isBoth ? [`bidirectional=${booleanLiteral(true)}`] : []),
      ].join(', ');
      const isHeld = useBias && !cell.hasRecurrentBias;
      const functions = [values.activation, ...(values.recurrentActivation ? [gate] : [])];
      const plain = own?.replace('…', `${settings}, batch_first=True`);
      const made =
        plain ??
        `${cell.any}(${settings}, functions=[${functions.map(functionWithin).join(', ')}])`;
      return {
        module: {
          made: isHeld ? `one_bias(${made})` : made,
          routes: routesOf(cell, values),
          zeros: isHeld
            ? endsOf(direction).map((end) => ({
                tensor: `bias_hh_l0${end}`,
                shape: [cell.gates * units],
              }))
            : [],
        },
        definitions: [
          ...(isHeld ? ['one_bias'] : []),
          ...(plain ? [] : [snakeCase(cell.any), ...functions.flatMap(definitionsOfActivation)]),
          ...(isBoth && returns === 'last' ? ['last_of_both'] : []),
        ],
        directions: directionsOf(direction),
        call: ([x], self) =>
          returned(`${self}(${direction === 'backward' ? `${x}.flip(1)` : x})[0]`, values),
      };
    },
  );

export const recurrenceWriters: readonly LayerWriter[] = [
  recurrence({
    kind: 'simpleRnn',
    own: (activation) => {
      if (activation === 'tanh') return 'nn.RNN(…)';
      return activation === 'relu' ? 'nn.RNN(…, nonlinearity="relu")' : null;
    },
    any: 'SimpleRecurrence',
    gates: 1,
    hasRecurrentBias: false,
  }),
  recurrence({
    kind: 'lstm',
    own: (activation, gate) => (activation === 'tanh' && gate === 'sigmoid' ? 'nn.LSTM(…)' : null),
    any: 'LongShortTermMemory',
    gates: 4,
    hasRecurrentBias: false,
  }),
  recurrence({
    kind: 'gru',
    own: (activation, gate) => (activation === 'tanh' && gate === 'sigmoid' ? 'nn.GRU(…)' : null),
    any: 'GatedRecurrence',
    gates: 3,
    order: [1, 0, 2],
    hasRecurrentBias: true,
  }),
];
