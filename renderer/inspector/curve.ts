import { ACTIVATIONS } from '../../shared/catalogue/activations';
import { valuesOfChoice } from '../../shared/catalogue/catalogues';
import { PLAIN_OPS, plainColumn } from '../../shared/catalogue/plain-ops';
import type { Choice } from '../../shared/document/schema';
import { gainOf } from '../../shared/theory/gain';

export const CURVE_REACH = 6;
const CURVE_POINTS = 121;

export interface ActivationCurve {
  readonly x: readonly number[];
  readonly value: readonly number[];
  readonly derivative: readonly number[];
  /** Inputs below or above which the activation is saturated; null where it never is. */
  readonly below: number | null;
  readonly above: number | null;
  readonly range: readonly [number, number];
  /** 1 ÷ √E[f′(z)²]: how much larger than 1 ÷ √fan the weights' deviation must be. */
  readonly gain: number;
}

/**
 * f and f′ from −6 to 6 by the catalogue's own formulas: what is drawn here is what trains. A learned slope is drawn as
 * it starts, a drawn one at its mean. Null for an activation that couples units.
 */
export function curveOf(activation: Choice): ActivationCurve | null {
  const definition = ACTIVATIONS.find(activation.kind);
  const gain = definition ? gainOf(activation) : null;
  if (!definition || gain === null) return null;
  const values = valuesOfChoice(ACTIVATIONS, activation);
  const step = (2 * CURVE_REACH) / (CURVE_POINTS - 1);
  const inputs = Array.from({ length: CURVE_POINTS }, (_, index) => index * step - CURVE_REACH);
  const x = plainColumn(inputs);
  const known = values as never;
  const y = definition.forward(PLAIN_OPS, x, known);
  const dy = plainColumn(inputs.map(() => 1));
  const derivative = definition.backward(PLAIN_OPS, { x, y, dy }, known);
  const { below, above } = definition.saturation(known);
  return {
    x: inputs,
    value: [...y.values],
    derivative: [...derivative.values],
    below,
    above,
    range: definition.range,
    gain,
  };
}
