import { channelAxis, type LayerWriter, writerOf } from '../layer';
import { booleanLiteral } from '../text';

const joinedBy =
  (sign: string) =>
  (inputs: readonly string[]): string =>
    inputs.join(` ${sign} `);

const elementwise = (kind: string, call: (inputs: readonly string[]) => string): LayerWriter =>
  writerOf(kind, 'any', () => ({ module: null, call }));

const concatenate = writerOf('concatenate', 'any', ({ layout }) => ({
  module: null,
  call: (inputs) => `torch.cat([${inputs.join(', ')}], dim=${channelAxis(layout)})`,
}));

interface DotValues {
  readonly firstAxis: number;
  readonly secondAxis: number;
  readonly normalize: boolean;
}

const dot = writerOf<DotValues>('dot', 'last', ({ values, outputShape }) => {
  const { firstAxis, secondAxis, normalize } = values;
  const axes = `${-firstAxis}, ${-secondAxis}${normalize ? `, normalize=${booleanLiteral(true)}` : ''}`;
  return {
    module: null,
    definitions: ['dot'],
    call: ([a, b]) => `dot(${a}, ${b}, ${axes}).reshape(-1, ${outputShape.join(', ')})`,
  };
});

export const mergeWriters: readonly LayerWriter[] = [
  elementwise('add', joinedBy('+')),
  elementwise('subtract', joinedBy('-')),
  elementwise('multiply', joinedBy('*')),
  elementwise('average', (inputs) => `(${inputs.join(' + ')}) / ${inputs.length}`),
  // `amax` shares the gradient of equal numbers out, as the app does.
  elementwise('maximum', (inputs) => `torch.stack([${inputs.join(', ')}]).amax(dim=0)`),
  concatenate,
  dot,
];
