import type {
  BlockDefinition,
  NetworkNode,
  ProjectDocument,
} from '../../../shared/document/schema';
import type { ProblemKind } from '../../../shared/text/problems';
import { inBlock } from '../document/blocks';
import { documentOf, smallNetwork } from './networks';

const instance = (id: string, block = 'definition-1') => ({
  id,
  kind: 'block',
  name: id,
  position: { x: 0, y: 0 },
  parameters: {},
  block,
});

/** Input → a block around Dense 1 → Output, changed by hand. */
function withBlock(
  change: (block: BlockDefinition) => Partial<BlockDefinition>,
  more: readonly NetworkNode[] = [],
): ProjectDocument {
  const document = inBlock(documentOf(smallNetwork()), 'Dense 1');
  const [block] = document.blocks;
  const nodes = [...document.network.nodes, ...more];
  return {
    ...document,
    network: { ...document.network, nodes },
    blocks: [{ ...block, ...change(block) }],
  };
}

const inside =
  (change: (nodes: NetworkNode[]) => NetworkNode[]) =>
  ({ network }: BlockDefinition) => ({ network: { ...network, nodes: change(network.nodes) } });

/** A block in a block in a block … */
function nested(levels: number): ProjectDocument {
  let document = inBlock(documentOf(smallNetwork()), 'Dense 1');
  for (let level = 2; level <= levels; level += 1) {
    const { id } = document.network.nodes[1];
    document = inBlock(document, id);
  }
  return document;
}

/** A block of four instances of a block of four … */
function bomb(levels: number): ProjectDocument {
  const document = withBlock(() => ({}));
  const blocks = Array.from({ length: levels }, (_, level): BlockDefinition => {
    const ids = [1, 2, 3, 4].map((number) => instance(`b${number}`, `level-${level}`));
    const [block] = document.blocks;
    const network = { ...block.network, nodes: [...block.network.nodes, ...ids] };
    return { ...block, id: `level-${level + 1}`, network };
  });
  return {
    ...document,
    network: {
      ...document.network,
      nodes: [...document.network.nodes, instance('Bomb', `level-${levels}`)],
    },
    blocks: [...document.blocks, ...blocks],
  };
}

/** What is said of blocks: a document, and its sentence in both languages. */
export const BLOCK_SENTENCES: readonly [ProblemKind, ProjectDocument, string, string][] = [
  [
    'block-unknown',
    withBlock(() => ({ id: 'other' })),
    'Block 1: the project has no block “definition-1” any more. Remove the node.',
    'Block 1：项目中已没有模块“definition-1”。请移除该节点。',
  ],
  [
    'block-recursive',
    withBlock(inside((nodes) => [...nodes, instance('Again')])),
    'Block 1: the block “Block 1” contains itself, so it would never end. Open it and remove the inner one.',
    'Block 1：模块“Block 1”包含自身，会无限展开。请打开它并移除内部的那一个。',
  ],
  [
    'block-too-deep',
    nested(33),
    'Block 1: blocks lie inside of each other more than 32 levels deep. Expand some of them in place.',
    'Block 1：模块嵌套超过 32 层。请将其中一些就地展开。',
  ],
  [
    'blocks-too-large',
    bomb(6),
    'With all blocks expanded, the network has 5,464 layers; at most 2,000 can be computed.',
    '展开所有模块后，网络有 5,464 个层，最多可计算 2,000 个。',
  ],
  [
    'block-inputs',
    withBlock(() => ({}), [instance('Block 2')]),
    'Block 2 is connected to 0 layers, but the block “Block 1” has 1 input. Connect one layer to each input.',
    'Block 2 连接了 0 个层，而模块“Block 1”有 1 个输入。请为每个输入连接一个层。',
  ],
  [
    'block-outputs',
    withBlock(inside((nodes) => nodes.filter(({ kind }) => kind !== 'blockOutput'))),
    'Block 1: the block “Block 1” must have one connected Block output, and has 0. Open it and put that right.',
    'Block 1：模块“Block 1”应有且仅有一个已连接的模块输出，现有 0 个。请打开它并改正。',
  ],
  [
    'block-weights',
    withBlock(() => ({}), [{ ...instance('Block 2'), weightsOf: 'Input 1' }]),
    'Block 2 cannot take the weights of Input 1: both must be instances of the same block.',
    'Block 2 不能使用 Input 1 的权重：两者必须是同一模块的实例。',
  ],
  [
    'block-port-outside',
    withBlock(() => ({}), [{ ...instance('In 1'), kind: 'blockInput' }]),
    'In 1 has a meaning only inside of a block. Remove it.',
    'In 1 只在模块内部才有意义。请移除它。',
  ],
];
