import { fail, succeed } from '../../result';
import { formatShape, type Text } from '../../text/text';
import { defineLayer, type LayerDefinition, sizeOf } from '../layer';
import { lastAxis, textPart } from './common';
import { placesOf } from './convolution';
import {
  paddingParameter,
  perAxis,
  type Rank,
  stridesParameter,
  windowValues,
  withRoom,
} from './windowed';

type Named = Pick<LayerDefinition, 'kind' | 'label' | 'summary' | 'formula' | 'source' | 'icon'>;

const sizeHelp: Readonly<Record<Rank, Text>> = {
  1: { en: 'Steps that one output is taken from.', zh: '每个输出所汇聚的步数。' },
  2: {
    en: 'Pixels that one output is taken from: height, width.',
    zh: '每个输出所汇聚的像素：高、宽。',
  },
};

/** A pooling over windows, channel by channel. `keepsPlaces` where it remembers which number of each window it took. */
export const definePooling = (
  rank: Rank,
  named: Named,
  { keepsPlaces }: { readonly keepsPlaces: boolean },
): LayerDefinition =>
  defineLayer({
    ...named,
    group: 'pooling',
    inputs: 'one',
    hasOutput: true,
    parameters: {
      kernelSize: perAxis(rank, 2, { en: 'Window', zh: '窗口大小' }, sizeHelp[rank]),
      strides: stridesParameter(rank, 2),
      padding: paddingParameter('valid'),
    },
    shape([first], values) {
      const window = windowValues(values);
      const input = withRoom(first, rank, window);
      return input.ok ? succeed([...placesOf(first, window), first[rank]]) : input;
    },
    weights: () => [],
    flops: (_inputs, output, { kernelSize }) => sizeOf(output) * sizeOf(kernelSize),
    workspace: (_inputs, output) => (keepsPlaces ? sizeOf(output) : 0),
    headline: ({ kernelSize, strides }) => [
      textPart(formatShape(kernelSize)),
      textPart(`÷ ${formatShape(strides)}`),
    ],
  });

/** A pooling over all places of a sample at once: pictures and sequences alike become one number a channel. */
export const defineGlobalPooling = (
  named: Named,
  { keepsPlaces }: { readonly keepsPlaces: boolean },
): LayerDefinition =>
  defineLayer({
    ...named,
    group: 'pooling',
    inputs: 'one',
    hasOutput: true,
    parameters: {},
    shape([first]) {
      if (first.length > 1) return succeed([lastAxis(first)]);
      return fail({ kind: 'places-needed', values: { shape: formatShape(first) } });
    },
    weights: () => [],
    flops: ([first]) => sizeOf(first),
    workspace: (_inputs, output) => (keepsPlaces ? sizeOf(output) : 0),
    headline: () => [],
  });
