import { ACTIVATIONS } from '../catalogue/activations';
import { valuesOfChoice } from '../catalogue/catalogues';
import { PLAIN_OPS, type PlainRows, plainColumn, plainRows } from '../catalogue/plain-ops';
import type { Choice } from '../document/schema';
import { randomStream } from '../random/random-stream';
import { expectation, normalQuadrature } from './quadrature';

/** First and second moment of the elements of a tensor, over units, samples and draws of the weights. */
export interface Moments {
  readonly mean: number;
  readonly meanSquare: number;
  /** True where all elements of a sample are equal (units with the same weights); they do not average out. */
  readonly equalUnits?: boolean;
}

export interface ThroughActivation {
  readonly output: Moments;
  /** E[f′(z)²]: what the mean square of a gradient is multiplied by on its way back. */
  readonly slopeSquare: number;
}

export const varianceOf = ({ mean, meanSquare }: Moments): number =>
  Math.max(0, meanSquare - mean ** 2);

/** Rounds of the softmax estimate; its error is about one part in a hundred. */
const SOFTMAX_ROUNDS = 4_000;
/** More classes than this behave alike. */
const MAX_SOFTMAX_UNITS = 64;

/** Answers kept; an edit of a network changes few of its layers, and asks for all of them again. */
const MAX_KEPT = 4_096;
const kept = new Map<string, ThroughActivation>();

/**
 * What an activation makes of normal pre-activations, by the catalogue's own formula.
 * Sources: He et al. (2015), section 2.2; Poole et al. (2016), equation 3; Schoenholz et al. (2017), equation 6.
 */
export function throughActivation(
  activation: Choice,
  input: Moments,
  units: number,
): ThroughActivation {
  const { elementwise } = ACTIVATIONS.get(activation.kind);
  const { mean, meanSquare } = input;
  const columns = elementwise ? 1 : Math.min(units, MAX_SOFTMAX_UNITS);
  const key = JSON.stringify([activation, mean, meanSquare, columns]);
  const known = kept.get(key);
  if (known) return known;
  const through = elementwise
    ? throughElements(activation, input)
    : throughCoupled(activation, input, columns);
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(key, through);
  return through;
}

function throughElements(activation: Choice, input: Moments): ThroughActivation {
  const { points, weights } = normalQuadrature(input.mean, varianceOf(input));
  const { y, slope } = evaluate(activation, plainColumn(points));
  return {
    output: {
      mean: expectation(y.values, weights),
      meanSquare: expectation(squared(y.values), weights),
    },
    slopeSquare: expectation(squared(slope.values), weights),
  };
}

const squared = (values: Float64Array): Float64Array => values.map((value) => value * value);

function evaluate(activation: Choice, x: PlainRows, dy?: PlainRows) {
  const definition = ACTIVATIONS.get(activation.kind);
  const values = valuesOfChoice(ACTIVATIONS, activation) as never;
  const y = definition.forward(PLAIN_OPS, x, values);
  const ones = { ...x, values: new Float64Array(x.values.length).fill(1) };
  return { y, slope: definition.backward(PLAIN_OPS, { x, y, dy: dy ?? ones }, values) };
}

/**
 * Softmax couples the units of a layer, so its moments are estimated: pre-activations and a gradient of independent
 * normals go through its own forward and backward formula. The stream is fixed: the same question, the same answer.
 */
function throughCoupled(activation: Choice, input: Moments, columns: number): ThroughActivation {
  const rows = Math.max(1, Math.round(SOFTMAX_ROUNDS / columns));
  const random = randomStream(1, 'theory of a coupled activation');
  const deviation = Math.sqrt(varianceOf(input));
  const draw = (mean: number, scale: number): PlainRows =>
    plainRows(
      Array.from({ length: rows }, () =>
        Array.from({ length: columns }, () => mean + scale * random.normal()),
      ),
    );
  const dy = draw(0, 1);
  const { y, slope } = evaluate(activation, draw(input.mean, deviation), dy);
  const mean = (values: Float64Array): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    output: { mean: mean(y.values), meanSquare: mean(squared(y.values)) },
    slopeSquare: mean(squared(slope.values)) / mean(squared(dy.values)),
  };
}
