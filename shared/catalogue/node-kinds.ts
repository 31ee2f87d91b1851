import { BLOCK, BLOCK_INPUT, BLOCK_OUTPUT } from '../document/blocks';
import { succeed } from '../result';
import type { Text } from '../text/text';
import { defineLayer, type LayerDefinition } from './layer';
import { LAYERS } from './layers';

interface Structural {
  readonly kind: string;
  readonly label: Text;
  readonly summary: Text;
  readonly icon: string;
  readonly inputs: LayerDefinition['inputs'];
  readonly hasOutput: boolean;
}

/** Nodes that stand for others and compute nothing themselves: what they mean is what they are expanded to. */
const structural = (entry: Structural): LayerDefinition =>
  defineLayer({
    ...entry,
    formula: '',
    source: '',
    group: 'block',
    parameters: {},
    shape: ([first]) => succeed(first ?? []),
    weights: () => [],
    flops: () => 0,
    headline: () => [],
  });

export const STRUCTURAL_KINDS: readonly LayerDefinition[] = [
  structural({
    kind: BLOCK,
    label: { en: 'Block', zh: '模块' },
    summary: {
      en: 'A named part of a network, used as one node: open it to see the layers inside.',
      zh: '一段有名称的网络，作为一个节点使用：打开即可看到内部的层。',
    },
    icon: 'package',
    inputs: 'some',
    hasOutput: true,
  }),
  structural({
    kind: BLOCK_INPUT,
    label: { en: 'Block input', zh: '模块输入' },
    summary: {
      en: 'What comes into the block from outside; several inputs count from first to last.',
      zh: '从模块外部传入的内容；有多个输入时按先后顺序对应。',
    },
    icon: 'arrow-right-to-line',
    inputs: 'none',
    hasOutput: true,
  }),
  structural({
    kind: BLOCK_OUTPUT,
    label: { en: 'Block output', zh: '模块输出' },
    summary: {
      en: 'What the block gives to the outside.',
      zh: '模块向外部给出的内容。',
    },
    icon: 'arrow-right-from-line',
    inputs: 'one',
    hasOutput: false,
  }),
];

/** What is known of a kind of node, be it a layer of the catalogue or a part of a block. */
export const nodeKind = (kind: string): LayerDefinition | undefined =>
  LAYERS.find(kind) ?? STRUCTURAL_KINDS.find((each) => each.kind === kind);
