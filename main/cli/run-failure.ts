import type { ProjectDocument } from '../../shared/document/schema';
import { expand } from '../../shared/graph/expand';
import type { RunFailure } from '../../shared/telemetry/protocol';
import { fillText, type Text } from '../../shared/text/text';

/** Why a run ended early, and what usually helps. */
const REASONS: Readonly<Record<RunFailure['kind'], Text>> = {
  'not-finite': {
    en: 'a number became NaN or infinite, first in {{tensor}}{{where}}. Usual causes: a learning rate too high, weights that start too large, or data that are not standardised.',
    zh: '数值变为 NaN 或无穷大，最先出现在{{where}}{{tensor}}。常见原因：学习率过高、权重初始值过大，或数据未标准化。',
  },
  'out-of-memory': {
    en: 'the trainer ran out of memory. Use a smaller batch or fewer units.',
    zh: '训练进程内存不足。请减小批量大小或单元数。',
  },
  crashed: {
    en: '{{message}} Try again, or with --backend cpu.',
    zh: '{{message}}请重试，或加上 --backend cpu。',
  },
  unresponsive: {
    en: 'the trainer stopped answering and was ended. Use a smaller network or batch.',
    zh: '训练进程停止响应，已被结束。请减小网络或批量大小。',
  },
  leak: {
    en: 'the run used more and more memory and was stopped. This is a fault of the program: please report it.',
    zh: '内存占用持续增长，训练已被停止。这是程序的缺陷，欢迎反馈。',
  },
  invalid: { en: '{{message}}', zh: '{{message}}' },
  'backend-unavailable': {
    en: '{{message}} Try --backend cpu.',
    zh: '{{message}}请尝试 --backend cpu。',
  },
};

const TENSORS: Readonly<Record<string, Text>> = {
  preactivation: { en: 'the pre-activation', zh: '预激活值' },
  activation: { en: 'the output', zh: '输出' },
  loss: { en: 'the loss', zh: '损失' },
  gradient: { en: 'the gradient of the output', zh: '输出的梯度' },
  weightGradient: { en: 'the gradient of a weight', zh: '权重的梯度' },
  weight: { en: 'an updated weight', zh: '更新后的权重' },
};
const SOME_TENSOR: Text = { en: 'a tensor', zh: '某个张量' };
const OF_NODE: Text = { en: ' of “{{name}}”', zh: '“{{name}}”的' };

/** The reason of a failed run and a cure, for use after a colon. */
export function describeFailure(failure: RunFailure, document: ProjectDocument): Text {
  const node = expand(document).document.network.nodes.find(({ id }) => id === failure.node);
  return fillText(REASONS[failure.kind], {
    message: failure.message,
    tensor: TENSORS[failure.tensor ?? ''] ?? SOME_TENSOR,
    where: node ? fillText(OF_NODE, { name: node.name }) : '',
  });
}
