import type { LossDefinition } from '../../../shared/catalogue/loss';
import { defaultsOf } from '../../../shared/catalogue/parameter';
import { PLAIN_OPS, plainRows } from '../../../shared/catalogue/plain-ops';
import type { Text } from '../../../shared/text/text';
import type { Picture } from '../picture';
import { plot, spaced } from '../plot';

const POINTS = 121;
const REACH = 4;

interface Setting {
  readonly target: readonly number[];
  readonly said: Text;
}

const one = (target: number): Setting => ({
  target: [target],
  said: {
    en: `Loss of one sample and its gradient by the output; the target is ${target}.`,
    zh: `单个样本的损失及其对输出的梯度；目标为 ${target}。`,
  },
});

const SETTINGS: Readonly<Record<LossDefinition['targets'], Setting>> = {
  numbers: one(0),
  binary: one(1),
  signs: one(1),
  'one-hot': {
    target: [1, 0],
    said: {
      en: 'Loss of one sample of two classes and its gradient by the first output; the first class is right, the second output is 0.',
      zh: '二分类中单个样本的损失及其对第一个输出的梯度；第一类为正确类别，第二个输出为 0。',
    },
  },
};

/** Value and gradient as one output changes, by the formulas that train, at default parameters. */
export function lossPicture(definition: LossDefinition): Picture {
  const values = defaultsOf(definition.parameters);
  const { target, said } = SETTINGS[definition.targets];
  const [, ...others] = target.map(() => 0);
  const x = spaced(-REACH, REACH, POINTS);
  const known = {
    outputs: plainRows(x.map((output) => [output, ...others])),
    targets: plainRows(x.map(() => target)),
    columns: target.length,
  };
  const loss = definition.value(PLAIN_OPS, known, values as never);
  const gradient = definition.gradient(PLAIN_OPS, known, values as never);
  return {
    svg: plot({
      title: definition.label.en,
      xLabel: 'z',
      xRange: [-REACH, REACH],
      yRange: [-4.2, 4.2],
      series: [
        { x, y: [...loss.values], label: 'L(z)' },
        {
          x,
          y: x.map((_, row) => gradient.values[row * target.length]),
          draw: 'dash',
          label: '∂L/∂z',
        },
      ],
    }),
    caption: said,
  };
}
