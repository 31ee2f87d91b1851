import { attentionRoles } from '../../../catalogue/layers/attention-inputs';
import { type LayerWriter, writerOf } from '../layer';
import { booleanLiteral } from '../text';
import { kernelRoute } from './dense';

const rolesCall = (inputs: readonly string[]): string => {
  const { query, key, value } = attentionRoles(inputs);
  return `${query}, ${key}, ${value}`;
};

const attention = writerOf<{ readonly scaled: boolean; readonly causal: boolean }>(
  'attention',
  'last',
  ({ values: { scaled, causal }, inputShapes }) => {
    const scale = scaled ? `1 / math.sqrt(${attentionRoles(inputShapes).query[1]})` : '1';
    return {
      module: null,
      definitions: ['attention'],
      call: (inputs) =>
        `attention(${rolesCall(inputs)}, scale=${scale}, causal=${booleanLiteral(causal)})`,
    };
  },
);

interface HeadValues {
  readonly heads: number;
  readonly keyDimensions: number;
  readonly causal: boolean;
  readonly useBias: boolean;
}

const PROJECTIONS = ['query', 'key', 'value', 'output'] as const;

const multiHeadAttention = writerOf<HeadValues>(
  'multiHeadAttention',
  'last',
  ({ values, inputShapes }) => {
    const { query, key, value } = attentionRoles(inputShapes);
    const features = `${query[1]}, ${key[1]}, ${value[1]}`;
    const { heads, keyDimensions, causal, useBias } = values;
    const settings = `heads=${heads}, dimensions=${keyDimensions}, causal=${booleanLiteral(causal)}, bias=${booleanLiteral(useBias)}`;
    return {
      module: {
        made: `MultiHeadAttention(${features}, ${settings})`,
        routes: Object.fromEntries(
          PROJECTIONS.flatMap((name) => [
            [`${name}Kernel`, kernelRoute(`${name}.weight`)],
            [`${name}Bias`, { tensor: `${name}.bias` }],
          ]),
        ),
      },
      definitions: ['multi_head_attention'],
      call: (inputs, self) => `${self}(${rolesCall(inputs)})`,
    };
  },
);

export const attentionWriters: readonly LayerWriter[] = [attention, multiHeadAttention];
