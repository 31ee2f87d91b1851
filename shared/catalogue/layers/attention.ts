import { fail, succeed } from '../../result';
import { formatShape } from '../../text/text';
import { defineLayer } from '../layer';
import { attentionRoles, checkAttention } from './attention-inputs';
import { textPart } from './common';

export const causalParameter = {
  type: 'boolean',
  label: { en: 'Causal', zh: '因果掩码' },
  help: {
    en: 'A time step sees itself and earlier ones only, so that nothing is predicted from the future.',
    zh: '每个时间步只能看到自身及更早的时间步，预测时不会用到未来的信息。',
  },
  default: false,
} as const;

/** A product and a sum for each feature, and scaling, exponential, two sums and a quotient for each pair. */
export const attentionFlops = (queries: number, keys: number, features: number): number =>
  queries * keys * (2 * features + 5);

export const attention = defineLayer({
  kind: 'attention',
  label: { en: 'Dot-product attention', zh: '点积注意力' },
  summary: {
    en: 'Gives each query the mean of all values, weighted by how well their keys match it. Connect query, value and, if it differs, key, in this order.',
    zh: '为每个查询给出所有值的加权平均，权重由键与查询的匹配程度决定。依次连接查询、值，以及（若不同于值）键。',
  },
  formula: {
    en: 'y = softmax(q·kᵀ ÷ √d)·v, d: features of the query; k = v where no key comes in',
    zh: 'y = softmax(q·kᵀ ÷ √d)·v，d：查询的特征数；没有键输入时 k = v',
  },
  source: 'Vaswani et al. (2017), Attention Is All You Need, equation 1; Luong et al. (2015)',
  group: 'attention',
  icon: 'crosshair',
  inputs: 'many',
  hasOutput: true,
  parameters: {
    scaled: {
      type: 'boolean',
      label: { en: 'Scaled', zh: '缩放' },
      help: {
        en: 'Divides by √d. Without it the products grow with d and the softmax saturates, which stops gradients.',
        zh: '除以 √d。否则点积随 d 增大，softmax 饱和，梯度无法通过。',
      },
      default: true,
    },
    causal: causalParameter,
  },
  shape(inputs) {
    const checked = checkAttention(inputs);
    if (!checked.ok) return checked;
    const { query, value, key } = checked.value;
    if (query[1] === key[1]) return succeed([query[0], value[1]]);
    const values = { query: formatShape(query), key: formatShape(key) };
    return fail({ kind: 'attention-features-differ', values });
  },
  weights: () => [],
  workspace(inputs) {
    const { query, key } = attentionRoles(inputs);
    return 3 * query[0] * key[0];
  },
  flops(inputs) {
    const { query, value, key } = attentionRoles(inputs);
    return attentionFlops(query[0], key[0], query[1] + value[1]);
  },
  headline: ({ scaled, causal }) => [
    textPart([scaled ? '÷ √d' : '', causal ? 'causal' : ''].filter(Boolean).join(' ') || 'q·kᵀ'),
  ],
});
