import { BLOCK_INPUT, BLOCK_OUTPUT } from '../document/blocks';
import { COLUMN_WIDTH } from '../document/extent';
import type {
  BlockDefinition,
  BlockSetting,
  NetworkEdge,
  NetworkNode,
  Parameters,
} from '../document/schema';
import type { Locale, Text } from '../text/text';
import { choice } from './layers/common';
import { nodeKind } from './node-kinds';
import { defaultsOf } from './parameter';

interface ReadyNode {
  readonly id: string;
  readonly kind: string;
  readonly from: readonly string[];
  readonly parameters?: Parameters;
}

interface ReadySetting {
  readonly name: Text;
  readonly parameter: string;
  readonly nodes: readonly string[];
}

/** A block that comes with the app: taken into a project, it is that project's own. */
export interface ReadyBlock {
  readonly kind: string;
  readonly label: Text;
  readonly summary: Text;
  /** Paper or book. */
  readonly source: string;
  readonly nodes: readonly ReadyNode[];
  readonly settings: readonly ReadySetting[];
}

const linear = { activation: choice('linear') };
const ACTIVATION: Text = { en: 'Activation', zh: '激活函数' };

export const READY_BLOCKS: readonly ReadyBlock[] = [
  {
    kind: 'residual',
    label: { en: 'Residual block', zh: '残差块' },
    summary: {
      en: 'y = x + F(x) with two Dense layers for F: the gradient reaches x undiminished. The units must equal those of x.',
      zh: 'y = x + F(x)，其中 F 为两个全连接层：梯度可以不经衰减地到达 x。单元数须与 x 相同。',
    },
    source: 'He, Zhang, Ren, Sun (2016), Deep Residual Learning for Image Recognition, equation 1',
    nodes: [
      { id: 'blockInput-1', kind: BLOCK_INPUT, from: [] },
      { id: 'dense-1', kind: 'dense', from: ['blockInput-1'] },
      { id: 'dense-2', kind: 'dense', from: ['dense-1'], parameters: linear },
      { id: 'add-1', kind: 'add', from: ['blockInput-1', 'dense-2'] },
      { id: 'blockOutput-1', kind: BLOCK_OUTPUT, from: ['add-1'] },
    ],
    settings: [
      { name: { en: 'Units', zh: '单元数' }, parameter: 'units', nodes: ['dense-1', 'dense-2'] },
      { name: ACTIVATION, parameter: 'activation', nodes: ['dense-1'] },
    ],
  },
  {
    kind: 'mlp',
    label: { en: 'MLP', zh: '多层感知机' },
    summary: {
      en: 'Two Dense layers with an activation, and dropout between them.',
      zh: '两个带激活函数的全连接层，中间加暂退层。',
    },
    source: 'Goodfellow, Bengio, Courville (2016), Deep Learning, chapter 6',
    nodes: [
      { id: 'blockInput-1', kind: BLOCK_INPUT, from: [] },
      { id: 'dense-1', kind: 'dense', from: ['blockInput-1'] },
      { id: 'dropout-1', kind: 'dropout', from: ['dense-1'] },
      { id: 'dense-2', kind: 'dense', from: ['dropout-1'] },
      { id: 'blockOutput-1', kind: BLOCK_OUTPUT, from: ['dense-2'] },
    ],
    settings: [
      { name: { en: 'Units', zh: '单元数' }, parameter: 'units', nodes: ['dense-1', 'dense-2'] },
      { name: ACTIVATION, parameter: 'activation', nodes: ['dense-1', 'dense-2'] },
      { name: { en: 'Dropout rate', zh: '暂退概率' }, parameter: 'rate', nodes: ['dropout-1'] },
    ],
  },
  {
    kind: 'encoder',
    label: { en: 'Encoder', zh: '编码器' },
    summary: {
      en: 'Self-attention, then two Dense layers at every time step, each with a shortcut and layer normalization. The features must equal those of the sequence.',
      zh: '自注意力，再在每个时间步经过两个全连接层，各带残差连接与层规范化。特征数须与序列相同。',
    },
    source: 'Vaswani et al. (2017), Attention Is All You Need, section 3.1',
    nodes: [
      { id: 'blockInput-1', kind: BLOCK_INPUT, from: [] },
      { id: 'multiHeadAttention-1', kind: 'multiHeadAttention', from: ['blockInput-1'] },
      { id: 'add-1', kind: 'add', from: ['blockInput-1', 'multiHeadAttention-1'] },
      { id: 'layerNormalization-1', kind: 'layerNormalization', from: ['add-1'] },
      { id: 'timeDistributed-1', kind: 'timeDistributed', from: ['layerNormalization-1'] },
      {
        id: 'timeDistributed-2',
        kind: 'timeDistributed',
        from: ['timeDistributed-1'],
        parameters: linear,
      },
      { id: 'add-2', kind: 'add', from: ['layerNormalization-1', 'timeDistributed-2'] },
      { id: 'layerNormalization-2', kind: 'layerNormalization', from: ['add-2'] },
      { id: 'blockOutput-1', kind: BLOCK_OUTPUT, from: ['layerNormalization-2'] },
    ],
    settings: [
      { name: { en: 'Features', zh: '特征数' }, parameter: 'units', nodes: ['timeDistributed-2'] },
      { name: { en: 'Heads', zh: '头数' }, parameter: 'heads', nodes: ['multiHeadAttention-1'] },
      {
        name: { en: 'Key dimensions', zh: '键的维度' },
        parameter: 'keyDimensions',
        nodes: ['multiHeadAttention-1'],
      },
      {
        name: { en: 'Hidden units', zh: '隐藏单元数' },
        parameter: 'units',
        nodes: ['timeDistributed-1'],
      },
    ],
  },
];

/** The definition of a ready-made block, named in the reader's language. */
export function readyDefinition(
  { label, nodes, settings }: ReadyBlock,
  locale: Locale,
): Omit<BlockDefinition, 'id'> {
  const placed = nodes.map(({ id, kind, parameters }, index): NetworkNode => {
    const entry = nodeKind(kind);
    return {
      id,
      kind,
      name: `${entry?.label[locale] ?? kind} ${id.slice(id.lastIndexOf('-') + 1)}`,
      position: { x: index * COLUMN_WIDTH, y: 0 },
      parameters: { ...defaultsOf(entry?.parameters ?? {}), ...parameters },
    };
  });
  const edges = nodes.flatMap(({ id, from }) =>
    from.map(
      (source): NetworkEdge => ({
        id: `${source}→${id}`,
        source,
        target: id,
        targetPort: 'in',
      }),
    ),
  );
  return {
    name: label[locale],
    settings: settings.map(
      ({ name, parameter, nodes: targets }): BlockSetting => ({
        name: name[locale],
        targets: targets.map((node) => ({ node, parameter })),
      }),
    ),
    network: { nodes: placed, edges, comments: [] },
  };
}
