import { defineActivation } from '../activation';
import type { TensorOps } from '../tensor-ops';

const SCALE = Math.sqrt(2 / Math.PI);
const CUBIC = 0.044715;

/** ½(1 + tanh u) as σ(2u), which keeps the small numbers far below 0 that 1 + tanh rounds away. */
function gateOf<T>(ops: TensorOps<T>, x: T): T {
  const inner = ops.add(ops.multiply(ops.square(x), CUBIC), 1);
  return ops.sigmoid(ops.multiply(ops.multiply(x, inner), 2 * SCALE));
}

export const geluTanh = defineActivation({
  kind: 'geluTanh',
  label: { en: 'GELU (tanh)', zh: 'GELU（tanh 近似）' },
  summary: {
    en: 'GELU with tanh in place of the error function, as GPT-2 and BERT compute it; differs by less than 0.0005.',
    zh: '用 tanh 代替误差函数的 GELU，GPT-2 与 BERT 即如此计算；与精确值相差不到 0.0005。',
  },
  formula: 'f(x) = ½x·(1 + tanh(√(2 ÷ π)·(x + 0.044715·x³)))',
  source: 'Hendrycks & Gimpel (2016), Gaussian Error Linear Units, section 2',
  parameters: {},
  range: [-0.170040750571, Infinity],
  // Where |f′| stays under 5 % of its largest value 1.12899 (at x = 1.4185); found by bisection.
  saturation: () => ({ below: -2.2857, above: null }),
  canDie: false,
  elementwise: true,
  recommendedInitializer: 'heNormal',
  forward: (ops, x) => ops.multiply(x, gateOf(ops, x)),
  backward(ops, { x, dy }) {
    const gate = gateOf(ops, x);
    // Capped: far out σ(1 − σ) is exactly 0, and 0 · ∞ would be no number.
    const squares = ops.minimum(ops.square(x), 1e4);
    const steepness = ops.multiply(ops.add(ops.multiply(squares, 3 * CUBIC), 1), 2 * SCALE);
    const flank = ops.multiply(steepness, ops.subtract(gate, ops.square(gate)));
    return ops.multiply(dy, ops.add(gate, ops.multiply(x, flank)));
  },
});
