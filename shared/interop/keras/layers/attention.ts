import type { Shape } from '../../../catalogue/layer';
import type { JsonObject } from '../../../document/json';
import { succeed } from '../../../result';
import { field, fixed, initializerField, leftOut, type Values } from '../field';
import { type LayerMapping, layer, type Variable } from '../mapping';
import { biasFields } from './core';

/** Keras 3 takes it with the call. */
const causalCall = ({ causal }: Values): JsonObject =>
  causal === true ? { use_causal_mask: true } : {};

const withCausal = (mapping: LayerMapping): LayerMapping => ({
  ...mapping,
  call: causalCall,
  read(described, site) {
    const read = mapping.read(described, site);
    if (!read.ok) return read;
    const causal = site.call.use_causal_mask === true || described.config.causal === true;
    return succeed({ ...read.value, parameters: { ...read.value.parameters, causal } });
  },
});

const attention = layer(
  'attention',
  'Attention',
  [
    // Keras divides by nothing; its `use_scale` is one learned factor.
    field('scaled', {
      key: 'use_scale',
      usual: false,
      write: (value: boolean) => (value ? undefined : false),
      read: (value) => (value === false ? false : undefined),
    }),
    fixed('score_mode', 'dot'),
    leftOut('dropout', 0),
  ],
  { inputs: 'list', absentIn: ['tfjs'] },
);

const PROJECTIONS = ['query', 'key', 'value'] as const;

/** Keras keeps heads and their dimensions apart: the same numbers under more axes. */
const apart = (shape: Shape, { heads, keyDimensions }: Values): Shape => [
  ...shape.slice(0, -1),
  heads as number,
  keyDimensions as number,
];

const projection = (name: string): readonly Variable[] => [
  {
    name: `${name}/kernel`,
    parts: [`${name}Kernel`],
    store: `${name}_dense`,
    shape: ([shape], values) => apart(shape, values),
  },
  {
    name: `${name}/bias`,
    parts: [`${name}Bias`],
    store: `${name}_dense`,
    shape: ([shape], values) => apart(shape, values),
  },
];

const output: readonly Variable[] = [
  {
    name: 'attention_output/kernel',
    parts: ['outputKernel'],
    store: 'output_dense',
    shape: ([[, outputs]], { heads, keyDimensions }) => [
      heads as number,
      keyDimensions as number,
      outputs,
    ],
  },
  { name: 'attention_output/bias', parts: ['outputBias'], store: 'output_dense' },
];

const multiHeadAttention = layer(
  'multiHeadAttention',
  'MultiHeadAttention',
  [
    field('heads', { key: 'num_heads' }),
    field('keyDimensions', { key: 'key_dim' }),
    initializerField('kernelInitializer', 'kernel_initializer', 'glorot_uniform'),
    ...biasFields,
    fixed('output_shape', null),
    leftOut('dropout', 0),
  ],
  {
    inputs: 'roles',
    absentIn: ['tfjs'],
    penalised: ['kernel_regularizer'],
    variables: () => [...PROJECTIONS.flatMap(projection), ...output],
  },
);

export const attentionMappings: readonly LayerMapping[] = [attention, multiHeadAttention].map(
  withCausal,
);
