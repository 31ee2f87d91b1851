import type { ActivationState } from '../catalogue/activation';
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
  /** E[f′(z)⁴], which the spread of the Jacobian's singular values needs; null where units are coupled. */
  readonly slopeFourth: number | null;
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

/** Two points that integrate squares over a number uniform on [0, 1) exactly: ½ ± 1 ÷ √12 (Gauss–Legendre). */
const NOISE_POINTS = [0.5 - 1 / Math.sqrt(12), 0.5 + 1 / Math.sqrt(12)];

function throughElements(activation: Choice, input: Moments): ThroughActivation {
  const { kinks, random } = ACTIVATIONS.get(activation.kind);
  const { points, weights } = normalQuadrature(input.mean, varianceOf(input), kinks);
  const x = plainColumn(points);
  const passes = random
    ? NOISE_POINTS.map((noise) => evaluate(activation, x, { noise: constant(x, noise) }))
    : [evaluate(activation, x)];
  const average = (take: (pass: (typeof passes)[number]) => Float64Array) =>
    passes.reduce((sum, pass) => sum + expectation(take(pass), weights), 0) / passes.length;
  return {
    output: {
      mean: average(({ y }) => y.values),
      meanSquare: average(({ y }) => squared(y.values)),
    },
    slopeSquare: average(({ slope }) => squared(slope.values)),
    slopeFourth: average(({ slope }) => squared(squared(slope.values))),
  };
}

const squared = (values: Float64Array): Float64Array => values.map((value) => value * value);

const constant = (x: PlainRows, value: number): PlainRows => ({
  ...x,
  values: new Float64Array(x.values.length).fill(value),
});

interface Given extends ActivationState<PlainRows> {
  readonly dy?: PlainRows;
}

function evaluate(activation: Choice, x: PlainRows, { dy, ...state }: Given = {}) {
  const definition = ACTIVATIONS.get(activation.kind);
  const values = valuesOfChoice(ACTIVATIONS, activation) as never;
  const y = definition.forward(PLAIN_OPS, x, values, state);
  const known = { x, y, dy: dy ?? constant(x, 1), ...state };
  return { y, slope: definition.backward(PLAIN_OPS, known, values) };
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
  const { y, slope } = evaluate(activation, draw(input.mean, deviation), { dy });
  const mean = (values: Float64Array): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    output: { mean: mean(y.values), meanSquare: mean(squared(y.values)) },
    slopeSquare: mean(squared(slope.values)) / mean(squared(dy.values)),
    slopeFourth: null,
  };
}
