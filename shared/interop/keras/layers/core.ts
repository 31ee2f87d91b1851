import { fail, succeed } from '../../../result';
import { describedBy } from '../described';
import {
  activationAfter,
  field,
  fixed,
  initializerField,
  type Values,
  writeFields,
} from '../field';
import { type LayerMapping, layer, NO_LAYER, own, readLayer, type Variable } from '../mapping';
import { writePenalties } from '../regularizers';

export const biasFields = [
  field('useBias', { usual: true }),
  initializerField('biasInitializer', 'bias_initializer', 'zeros'),
];

const denseFields = [
  field('units'),
  activationAfter,
  initializerField('kernelInitializer', 'kernel_initializer', 'glorot_uniform'),
  ...biasFields,
];

const KERNEL = ['kernel_regularizer'];
const kernelAndBias = (): readonly Variable[] => [own('kernel'), own('bias')];

const dense = layer('dense', 'Dense', denseFields, {
  penalised: KERNEL,
  variables: kernelAndBias,
});

/** A Dense layer within a wrapper; one over more than one axis is the same in Keras, and is read as it. */
const timeDistributed: LayerMapping = {
  ...dense,
  kind: 'timeDistributed',
  reads: ['TimeDistributed', 'Dense'],
  variables: () => kernelAndBias().map((variable) => ({ ...variable, store: 'layer' })),
  write(site) {
    const config = writeFields(denseFields, site.values, site.dialect);
    if (!config.ok) return config;
    const inner = {
      class_name: 'Dense',
      config: {
        name: 'dense',
        ...config.value,
        ...writePenalties(KERNEL, site.penalty, site.dialect),
      },
    };
    const wrapped =
      site.dialect === 'keras3'
        ? { module: 'keras.layers', ...inner, registered_name: null }
        : inner;
    return succeed({ className: 'TimeDistributed', config: { layer: wrapped } });
  },
  read({ className, config }, { dialect }) {
    if (className === 'Dense') return readLayer(denseFields, KERNEL, config, dialect);
    const inner = describedBy(config.layer);
    if (inner?.className !== 'Dense') return fail('layer');
    return readLayer(denseFields, KERNEL, inner.config, dialect);
  },
};

/** A learned factor has no counterpart. */
const rescaling = layer('scale', 'Rescaling', [
  field('factor', { key: 'scale' }),
  field('learned', { key: 'learned', write: (value: boolean) => (value ? undefined : false) }),
]);

const scale: LayerMapping = {
  ...rescaling,
  write(site) {
    if (site.values.learned) return fail(NO_LAYER);
    const { factor } = site.values as Values & { readonly factor: number };
    return succeed({ className: 'Rescaling', config: { scale: factor, offset: 0 } });
  },
  read({ config }) {
    const { scale: factor, offset = 0 } = config;
    if (typeof factor !== 'number') return fail('scale');
    if (offset !== 0) return fail('offset');
    return succeed({ parameters: { factor, learned: false }, leftOut: [] });
  },
};

const embedding = layer(
  'embedding',
  'Embedding',
  [
    field('vocabulary', { key: 'input_dim' }),
    field('dimensions', { key: 'output_dim' }),
    initializerField('initializer', 'embeddings_initializer', 'uniform'),
    fixed('mask_zero', false),
  ],
  { penalised: ['embeddings_regularizer'], variables: () => [own('embeddings')] },
);

export const coreMappings: readonly LayerMapping[] = [dense, timeDistributed, scale, embedding];
