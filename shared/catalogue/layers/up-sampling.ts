import { formatShape } from '../../text/text';
import { defineLayer, type LayerDefinition } from '../layer';
import { textPart } from './common';
import { perAxis, type Rank, withinLimits, withPlaces } from './windowed';

type Named = Pick<LayerDefinition, 'kind' | 'label' | 'summary' | 'formula'>;

/** Every place of a sequence or picture, several times in a row. */
export const defineUpSampling = (rank: Rank, named: Named): LayerDefinition =>
  defineLayer({
    ...named,
    source: 'Keras, keras.layers.UpSampling1D and UpSampling2D with interpolation “nearest”',
    group: 'shape',
    icon: 'maximize',
    inputs: 'one',
    hasOutput: true,
    parameters: {
      size: perAxis(
        rank,
        2,
        { en: 'Factor', zh: '倍数' },
        rank === 1
          ? { en: 'How often each step is repeated.', zh: '每一步重复的次数。' }
          : {
              en: 'How often each pixel is repeated: down, across.',
              zh: '每个像素重复的次数：纵向、横向。',
            },
      ),
    },
    shape([first], { size }) {
      const input = withPlaces(first, rank);
      if (!input.ok) return input;
      return withinLimits(first.map((length, axis) => length * (size[axis] ?? 1)));
    },
    weights: () => [],
    flops: () => 0,
    headline: ({ size }) => [textPart(`× (${formatShape(size)})`)],
  });
