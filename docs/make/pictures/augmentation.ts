import type { AugmentationDefinition } from '../../../shared/catalogue/augmentation';
import { defaultsOf } from '../../../shared/catalogue/parameter';
import { pictureChanger } from '../../../shared/data/augment';
import { randomStream } from '../../../shared/random/random-stream';
import type { Picture } from '../picture';
import { svg, textAt } from '../svg';
import { greyAt } from './grey';

const SIDE = 28;
const PIXEL = 2.5;
const STEP = SIDE * PIXEL + 12;
const COPIES = 4;
const SEED = 1;

/** A handwritten digit, and four copies as four epochs would see it. */
export const augmentationPicture =
  (digit: Float32Array) =>
  (definition: AugmentationDefinition): Picture => {
    const choice = { kind: definition.kind, parameters: defaultsOf(definition.parameters) };
    const change = pictureChanger([choice], [SIDE, SIDE, 1], randomStream(SEED, 'docs'));
    const copies = Array.from({ length: COPIES }, () => {
      const copy = digit.slice();
      change(copy);
      return copy;
    });
    const arrow = STEP + 4;
    return {
      svg: svg(arrow + 24 + COPIES * STEP, SIDE * PIXEL + 20, definition.label.en, [
        greyAt(digit, [SIDE, SIDE], { x: 10, y: 10, pixel: PIXEL }),
        textAt(arrow, 10 + (SIDE * PIXEL) / 2, '→'),
        ...copies.map((copy, index) =>
          greyAt(copy, [SIDE, SIDE], { x: arrow + 24 + index * STEP, y: 10, pixel: PIXEL }),
        ),
      ]),
      caption: {
        en: `A digit, and ${COPIES} copies of it with default parameters (seed ${SEED}).`,
        zh: `一个数字，以及默认参数下的 ${COPIES} 个副本（种子 ${SEED}）。`,
      },
    };
  };
