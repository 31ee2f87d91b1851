import type { Shape } from '../catalogue/layer';
import { fillText, formatShape, type Text, type TextValues } from '../text/text';

/** Every sentence with which the trainer says why a run ended, or what does not work while it goes on. */
const TEXTS = {
  'no-rows': { en: 'There are no rows to train on.', zh: '没有可用于训练的样本。' },
  'data-size': {
    en: 'The data of “{{document}}” do not have the size they claim.',
    zh: '“{{document}}”的数据与其声明的大小不符。',
  },
  'too-many-parameters': {
    en: 'The network has {{count}} parameters; at most {{limit}} are trained.',
    zh: '网络有 {{count}} 个参数，最多可训练 {{limit}} 个。',
  },
  'too-much-memory': {
    en: 'Training needs about {{size}} of memory; the limit is {{limit}}.',
    zh: '训练约需 {{size}} 内存，上限为 {{limit}}。',
  },
  'backend-refused': {
    en: 'The backend {{backend}} did not start.',
    zh: '后端 {{backend}} 未能启动。',
  },
  'backend-failed': {
    en: 'The backend {{backend}} did not start: {{reason}}.',
    zh: '后端 {{backend}} 未能启动：{{reason}}。',
  },
  'backend-cannot': {
    en: 'The backend {{backend}} cannot train this network: {{what}} failed before the first step ({{reason}}).',
    zh: '后端 {{backend}} 无法训练该网络：在第一步之前，{{what}}出错（{{reason}}）。',
  },
  'the-layer': { en: 'the layer “{{node}}”', zh: '层“{{node}}”' },
  'loss-or-update': { en: 'the loss or the update of the weights', zh: '损失或权重更新' },
  'no-kernel': {
    en: 'the backend {{backend}} has no operation “{{kernel}}”',
    zh: '后端 {{backend}} 没有运算“{{kernel}}”',
  },
  'half-floats': {
    en: 'this graphics device rounds every number to 16 bits',
    zh: '该图形设备会把所有数值舍入为 16 位',
  },
  'device-lost': {
    en: 'The graphics device of the backend {{backend}} was lost, and with it the numbers it held.',
    zh: '后端 {{backend}} 所用的图形设备已丢失，其中的数值也随之丢失。',
  },
  'no-memory': {
    en: 'No memory for a tensor of shape {{shape}}.',
    zh: '内存不足，无法分配形状为 {{shape}} 的张量。',
  },
  error: {
    en: 'The trainer met an error: {{reason}}.',
    zh: '训练进程出错：{{reason}}。',
  },
  leak: {
    en: 'Memory grew in {{rises}} epochs in a row, to {{tensors}} tensors and {{bytes}} bytes.',
    zh: '内存占用已连续 {{rises}} 轮增长，达到 {{tensors}} 个张量、{{bytes}} 字节。',
  },
  'embedding-number': {
    en: '“{{node}}” takes whole numbers from 0 to {{last}} but got {{value}}. Choose data that hold the numbers of words, switch the standardization of features off, or make the vocabulary larger.',
    zh: '“{{node}}”需要 0 到 {{last}} 的整数，得到的却是 {{value}}。请选用由词编号组成的数据、关闭特征标准化，或增大词表。',
  },
  'unknown-command': {
    en: 'The trainer does not know the command “{{command}}”.',
    zh: '训练进程不认识命令“{{command}}”。',
  },
  'run-under-way': {
    en: 'A run is under way; stop it before starting another.',
    zh: '已有训练正在进行，请先停止再开始新的训练。',
  },
  'bad-learning-rate': {
    en: 'A learning rate must be a number from 0 up, not {{value}}.',
    zh: '学习率应为不小于 0 的数，而不是 {{value}}。',
  },
  'weights-unread': {
    en: 'The last weights could not be read: {{reason}}.',
    zh: '无法读取最后的权重：{{reason}}。',
  },
  'new-optimizer': {
    en: 'The optimizer begins anew: it is another one than the run had that goes on, or has other weights.',
    zh: '优化器从头开始：它与所接续的训练不同，或权重不同。',
  },
  'new-rows': {
    en: 'The order of the samples begins anew: they are others than the run had that goes on.',
    zh: '样本顺序从头开始：样本与所接续的训练不同。',
  },
  'best-restored': {
    en: '{{measure}}: best after epoch {{epoch}} of {{last}} ({{value}}); the weights of that epoch are kept.',
    zh: '{{measure}}：共 {{last}} 个轮次，第 {{epoch}} 个轮次后最佳（{{value}}）；保留该轮次的权重。',
  },
  'jacobian-none': {
    en: 'There is no Jacobian here: this output does not depend on data.',
    zh: '此处没有雅可比矩阵：该输出不依赖于数据。',
  },
  'jacobian-no-sample': {
    en: 'There is no sample {{sample}}: the data have {{count}}.',
    zh: '没有第 {{sample}} 个样本：数据共有 {{count}} 个样本。',
  },
  'jacobian-too-large': {
    en: 'A Jacobian of {{outputs}} × {{inputs}} is too large; the limit is {{short}} on its shorter side and {{long}} on its longer one.',
    zh: '{{outputs}} × {{inputs}} 的雅可比矩阵过大；短边上限为 {{short}}，长边上限为 {{long}}。',
  },
  'jacobian-not-finite': {
    en: 'The Jacobian has numbers that are NaN or infinite.',
    zh: '雅可比矩阵中含有 NaN 或无穷大。',
  },
  'jacobian-failed': {
    en: 'The Jacobian could not be measured: {{reason}}.',
    zh: '无法计算雅可比矩阵：{{reason}}。',
  },
  'landscape-no-rows': {
    en: 'There are no samples in this share of the data. Choose the training samples.',
    zh: '这部分数据中没有样本。请选择训练样本。',
  },
  'landscape-path-large': {
    en: 'The path of {{count}} weights is too large to be kept, so there is no plane of it. Choose random directions.',
    zh: '共有 {{count}} 个权重，其轨迹过大而未保存，因此没有轨迹平面。请选择随机方向。',
  },
  'landscape-no-path': {
    en: 'No path of the weights was kept with this run. Train it again to see the plane of its path, or choose random directions.',
    zh: '该训练记录没有保存权重轨迹。请重新训练以查看轨迹平面，或选择随机方向。',
  },
  'landscape-path-short': {
    en: 'The path has too few steps for a plane. Train at least two steps.',
    zh: '轨迹的步数太少，不足以确定平面。请至少训练两步。',
  },
  'landscape-path-still': {
    en: 'The weights have not moved, so there is no plane of their path. Check the learning rate, or choose random directions.',
    zh: '权重没有移动，因此没有轨迹平面。请检查学习率，或选择随机方向。',
  },
  'landscape-replaced': {
    en: 'Another measurement took its place.',
    zh: '已开始新的测量。',
  },
  'landscape-failed': {
    en: 'The loss landscape could not be measured: {{reason}}.',
    zh: '无法测量损失地形：{{reason}}。',
  },
  'probe-off': {
    en: 'Measuring “{{group}}” failed at step {{step}} and is off now: {{reason}}.',
    zh: '测量“{{group}}”在第 {{step}} 步失败，现已关闭：{{reason}}。',
  },
} as const satisfies Record<string, Text>;

/** A sentence of the trainer in both languages, its slots filled. */
export const engineText = (kind: keyof typeof TEXTS, values: TextValues = {}): Text =>
  fillText(TEXTS[kind], values);

export const noMemoryText = (shape: Shape): Text =>
  engineText('no-memory', { shape: formatShape(shape) });
