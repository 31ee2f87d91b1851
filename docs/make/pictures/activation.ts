import type { ActivationDefinition } from '../../../shared/catalogue/activation';
import { defaultsOf } from '../../../shared/catalogue/parameter';
import { PLAIN_OPS, plainRows } from '../../../shared/catalogue/plain-ops';
import type { Picture } from '../picture';
import { plot, spaced } from '../plot';

/** Wide enough to show where ReLU6 ends. */
const REACH = 8;
const POINTS = 121;

/** f and f′ by the catalogue's own formulas. One that couples units is shown for two of them, the other held at 0. */
export function activationPicture(definition: ActivationDefinition): Picture {
  const values = defaultsOf(definition.parameters) as never;
  const inputs = spaced(-REACH, REACH, POINTS);
  const others = definition.elementwise ? [] : [0];
  const x = plainRows(inputs.map((input) => [input, ...others]));
  const y = definition.forward(PLAIN_OPS, x, values);
  const dy = plainRows(inputs.map(() => [1, ...others]));
  const dx = definition.backward(PLAIN_OPS, { x, y, dy }, values);
  const first = (rows: typeof y) => inputs.map((_, row) => rows.values[row * rows.columns]);
  return {
    svg: plot({
      title: definition.label.en,
      xLabel: 'x',
      xRange: [-REACH, REACH],
      series: [
        { x: inputs, y: first(y), label: 'f(x)' },
        { x: inputs, y: first(dx), draw: 'dash', label: 'f′(x)' },
      ],
    }),
    caption: definition.elementwise
      ? { en: 'Value and derivative.', zh: '函数值与导数。' }
      : {
          en: 'First of two outputs while the other input is 0, and its derivative.',
          zh: '两个输出中的第一个（另一个输入固定为 0）及其导数。',
        },
  };
}
