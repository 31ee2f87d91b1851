import { fail } from '../result';
import type { Text } from '../text/text';

/** Why an edit of blocks was refused. */
export const BLOCK_REFUSALS = {
  nothing: { en: 'Select the layers of the block first.', zh: '请先选择组成模块的层。' },
  ends: {
    en: 'Input and Output stay outside of a block. Leave them out of the selection.',
    zh: '输入与输出节点须留在模块之外。请不要选择它们。',
  },
  outputs: {
    en: 'A block has one output, but {{count}} of the selected layers lead out of it or lead nowhere. Select so that one layer does.',
    zh: '模块只有一个输出，但所选的层中有 {{count}} 个通向外部或没有去向。请调整选择，使其只有一个。',
  },
  detour: {
    en: 'A path leads out of the selected layers and back into them. Select what lies on it, too.',
    zh: '有一条路径离开所选的层后又回到其中。请把该路径上的层也一并选择。',
  },
  sharing: {
    en: '{{node}} shares its weights with a layer on the other side. Select both, or let it have its own.',
    zh: '{{node}}与另一侧的层共享权重。请同时选择两者，或让它使用自己的权重。',
  },
  shared: {
    en: '{{node}} shares its weights with another instance. Let each have its own first.',
    zh: '{{node}}与另一个实例共享权重。请先让它们各自使用自己的权重。',
  },
  recursive: {
    en: '{{block}} contains itself. Take it out of itself first.',
    zh: '{{block}}包含它自身。请先把它从自身中移出。',
  },
  full: {
    en: 'A project holds at most {{blocks}} blocks and {{nodes}} nodes.',
    zh: '一个项目最多容纳 {{blocks}} 个模块和 {{nodes}} 个节点。',
  },
} as const satisfies Record<string, Text>;

export interface BlockRefusal {
  readonly text: Text;
  readonly values: Readonly<Record<string, string | number>>;
}

export const refuse = (kind: keyof typeof BLOCK_REFUSALS, values: BlockRefusal['values'] = {}) =>
  fail<BlockRefusal>({ text: BLOCK_REFUSALS[kind], values });
