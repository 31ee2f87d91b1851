import { type Locale, say, type Text, type TextValues } from './text';

export type Severity = 'error' | 'warning';

interface ProblemText {
  readonly severity: Severity;
  readonly text: Text;
}

const error = (en: string, zh: string): ProblemText => ({ severity: 'error', text: { en, zh } });
const warning = (en: string, zh: string): ProblemText => ({
  severity: 'warning',
  text: { en, zh },
});

/**
 * Every sentence that says what is wrong with a network, its data or its training, in one place and in both
 * languages: what is wrong, where, and what would be right. `{{node}}` is the name of the node concerned.
 * A warning does not keep a network from training.
 */
export const PROBLEM_TEXTS = {
  'unknown-kind': error(
    '{{node}}: this version does not know layers of kind “{{kind}}”. The node is kept and saved as it is; remove it to train.',
    '{{node}}：此版本不认识“{{kind}}”类型的层。该节点会原样保留并保存；要训练请先移除它。',
  ),
  'parameter-invalid': error(
    '{{node}}: {{parameter}} must be {{expected}}, not {{value}}.',
    '{{node}}：{{parameter}}应为{{expected}}，而不是{{value}}。',
  ),
  'choice-unknown': error(
    '{{node}}: {{parameter}} is “{{kind}}”, which this version does not know. Choose another one.',
    '{{node}}：{{parameter}}为“{{kind}}”，此版本不认识。请另选一个。',
  ),
  'input-missing': error(
    '{{node}} has no input. Connect a layer to its left side.',
    '{{node}}没有输入。请把一个层连接到它的左侧。',
  ),
  'inputs-too-few': error(
    '{{node}} merges layers and needs at least two inputs; it has {{count}}.',
    '{{node}}用于合并，至少需要两个输入，目前只有{{count}}个。',
  ),
  'inputs-too-many': error(
    '{{node}} takes one input but has {{count}}. Merge them first with Add, Multiply or Concatenate, or remove all but one.',
    '{{node}}只接受一个输入，现在却有{{count}}个。请先用相加、相乘或拼接将其合并，或只保留一个。',
  ),
  'input-unexpected': error(
    '{{node}} takes no input. Remove this connection from {{source}}.',
    '{{node}}不接受输入。请移除来自{{source}}的连接。',
  ),
  'output-unexpected': error(
    '{{source}} has no output. Remove its connection to {{node}}.',
    '{{source}}没有输出。请移除它到{{node}}的连接。',
  ),
  'edge-duplicate': error(
    '{{source}} is connected to {{node}} twice. Remove one of the two connections.',
    '{{source}}与{{node}}之间有重复的连接。请移除其中一条。',
  ),
  'edge-dangling': error(
    'A connection leads to a node that does not exist. Remove the connection.',
    '有一条连接指向不存在的节点。请移除该连接。',
  ),
  cycle: error(
    '{{node}} lies on a loop: its output comes back to its own input. Remove one connection of the loop.',
    '{{node}}处于环路中：它的输出又回到自己的输入。请移除环路中的一条连接。',
  ),
  'no-input': error(
    'The network has no Input, so no data can enter. Add an Input and connect it.',
    '网络没有输入节点，数据无法进入。请添加一个输入节点并连接。',
  ),
  'no-output': error(
    'The network has no Output, so there is nothing to compare with the targets. Add an Output and connect the last layer to it.',
    '网络没有输出节点，无法与目标比较。请添加一个输出节点，并把最后一层连接到它。',
  ),
  'several-outputs': error(
    '{{node}}: the network has {{count}} Outputs but the loss takes one. Remove all but one.',
    '{{node}}：网络有{{count}}个输出节点，而损失函数只接受一个。请只保留一个。',
  ),
  'no-path': error(
    'No Input leads to {{node}}, so its prediction does not depend on the data. Connect the layers from Input to Output.',
    '没有任何输入节点通向{{node}}，预测与数据无关。请把各层从输入连接到输出。',
  ),
  'node-unused': warning(
    '{{node}} does not lead to the Output and has no effect. Connect it or remove it.',
    '{{node}}不通向输出节点，不起任何作用。请连接或移除它。',
  ),
  'dense-needs-flat': error(
    '{{node}} takes a row of numbers but gets the shape {{shape}}. Put a Flatten before it.',
    '{{node}}需要一行数值，得到的形状却是{{shape}}。请在它前面加一个展平层。',
  ),
  'sequence-needed': error(
    '{{node}} takes a sequence, time steps × features, but gets the shape {{shape}}. Put a Reshape before it, for example to {{example}}.',
    '{{node}}需要一个序列（时间步数 × 特征数），得到的形状却是{{shape}}。请在它前面加一个变形层，例如变为{{example}}。',
  ),
  'sequence-too-long': error(
    '{{node}} gets {{steps|time step|time steps}}; at most {{limit}} can be unrolled. Shorten the sequence.',
    '{{node}}得到{{steps}}个时间步，最多可展开{{limit}}个。请缩短序列。',
  ),
  'picture-needed': error(
    '{{node}} takes pictures, height × width × channels, but gets the shape {{shape}}. Put a Reshape before it, for example to {{example}}.',
    '{{node}}需要“高 × 宽 × 通道数”形式的图像，得到的形状却是{{shape}}。请在它前面加一个变形层，例如变为{{example}}。',
  ),
  'places-needed': error(
    '{{node}} pools over all places of a picture or a sequence, but gets the row {{shape}}, which has none. Remove it, or put it before the Flatten.',
    '{{node}}在图像或序列的所有位置上汇聚，得到的却是没有位置之分的一行{{shape}}。请移除它，或放到展平层之前。',
  ),
  'window-too-large': error(
    '{{node}}: a window over {{window}} does not fit into the input of {{places}}. Take a smaller kernel, less dilation, or the padding “same”.',
    '{{node}}：窗口覆盖{{window}}，大于输入的{{places}}。请减小核或膨胀率，或改用等大填充。',
  ),
  'axis-too-long': error(
    '{{node}} would give the shape {{shape}}, but an axis has at most {{limit}} places. Take smaller numbers.',
    '{{node}}将得到形状{{shape}}，而一个轴最多有{{limit}}个位置。请减小数值。',
  ),
  'cropping-too-large': error(
    '{{node}} would crop all of the input {{shape}} away. Crop less.',
    '{{node}}会把输入{{shape}}全部裁掉。请减少裁剪量。',
  ),
  'inputs-over-limit': error(
    '{{node}} takes at most {{limit}} inputs but has {{count}}. Remove the others.',
    '{{node}}最多接受{{limit}}个输入，现在却有{{count}}个。请移除多余的连接。',
  ),
  'attention-steps-differ': error(
    '{{node}} needs a key for every value: the key has the shape {{key}}, the value {{value}}. Give both the same number of time steps.',
    '{{node}}的每个值都需要一个键：键的形状为{{key}}，值的形状为{{value}}。请使两者的时间步数相同。',
  ),
  'attention-features-differ': error(
    '{{node}} compares query and key feature by feature: the query has the shape {{query}}, the key {{key}}. Give both the same number of features, for example with a Time-distributed Dense.',
    '{{node}}逐个特征比较查询与键：查询的形状为{{query}}，键的形状为{{key}}。请使两者的特征数相同，例如加一个按时间步全连接层。',
  ),
  'dot-axis-missing': error(
    '{{node}}: {{inputName}} gives {{shape}}, which has no axis {{axis}} from the end. Choose another axis.',
    '{{node}}：{{inputName}}给出{{shape}}，没有倒数第{{axis}}个轴。请另选一个轴。',
  ),
  'dot-axes-differ': error(
    '{{node}} sums products over axes of one length: {{firstName}} has {{first}} there, but {{inputName}} has {{second}}.',
    '{{node}}沿长度相同的轴将乘积求和：{{firstName}}在该轴上有{{first}}个元素，而{{inputName}}有{{second}}个。',
  ),
  'reshape-size': error(
    '{{node}}: the shape {{shape}} has {{size|element|elements}}, but the input {{input}} has {{inputSize}}. Both must have the same number.',
    '{{node}}：形状{{shape}}有{{size}}个元素，而输入{{input}}有{{inputSize}}个。两者必须相等。',
  ),
  'permute-axes': error(
    '{{node}}: {{axes}} is no order of the {{count|axis|axes}} of its input. Name each of 1 … {{count}} once.',
    '{{node}}：{{axes}}不是输入的{{count}}个轴的一种次序。请把 1 … {{count}} 各写一次。',
  ),
  'groups-divide': error(
    '{{node}}: {{groups|group|groups}} do not divide the {{channels}} places of the last axis. Take a divisor of {{channels}}.',
    '{{node}}：组数{{groups}}不能整除最后一个轴的长度{{channels}}。请取{{channels}}的约数。',
  ),
  'merge-shapes-differ': error(
    '{{node}} needs inputs of one shape: {{firstName}} gives {{firstShape}}, but {{inputName}} gives {{shape}}. Make them equal, for example with a Dense layer.',
    '{{node}}要求各输入形状相同：{{firstName}}给出{{firstShape}}，而{{inputName}}给出{{shape}}。请使其一致，例如加一个全连接层。',
  ),
  'concatenate-shapes-differ': error(
    '{{node}} joins along the last axis, so all other axes must be equal: {{firstName}} gives {{firstShape}}, but {{inputName}} gives {{shape}}.',
    '{{node}}沿最后一个轴拼接，其余各轴必须相等：{{firstName}}给出{{firstShape}}，而{{inputName}}给出{{shape}}。',
  ),
  'shared-weights-missing': error(
    '{{node}} takes its weights from a layer that does not exist. Choose another one under “Share weights with”, or none.',
    '{{node}}共享的权重所属的层不存在。请在“共享权重”中另选一层，或选择不共享。',
  ),
  'shared-weights-kind': error(
    '{{node}} cannot take the weights of {{owner}}: both must be layers of one kind.',
    '{{node}}不能使用{{owner}}的权重：两者必须是同一类型的层。',
  ),
  'shared-weights-loop': error(
    '{{node}} takes its weights from a layer that takes them, in the end, from {{node}}. Let one of them have its own.',
    '{{node}}的权重来自另一层，而那一层的权重最终又来自{{node}}。请让其中一层使用自己的权重。',
  ),
  'shared-weights-differ': error(
    '{{node}} takes the weights of {{owner}}, but there {{weight}} is {{ownerShape}} and here it would have to be {{shape}}. Give both layers inputs and settings of one size, or let {{node}} have its own weights.',
    '{{node}}使用{{owner}}的权重，但那里的{{weight}}为{{ownerShape}}，而这里应为{{shape}}。请使两层的输入与设置大小一致，或让{{node}}使用自己的权重。',
  ),
  'block-unknown': error(
    '{{node}}: the project has no block “{{block}}” any more. Remove the node.',
    '{{node}}：项目中已没有模块“{{block}}”。请移除该节点。',
  ),
  'block-recursive': error(
    '{{node}}: the block “{{block}}” contains itself, so it would never end. Open it and remove the inner one.',
    '{{node}}：模块“{{block}}”包含自身，会无限展开。请打开它并移除内部的那一个。',
  ),
  'block-too-deep': error(
    '{{node}}: blocks lie inside of each other more than {{limit}} levels deep. Expand some of them in place.',
    '{{node}}：模块嵌套超过{{limit}}层。请将其中一些就地展开。',
  ),
  'blocks-too-large': error(
    'With all blocks expanded, the network has {{count}} {{what}}; at most {{limit}} can be computed.',
    '展开所有模块后，网络有{{count}}个{{what}}，最多可计算{{limit}}个。',
  ),
  'block-inputs': error(
    '{{node}} is connected to {{count|layer|layers}}, but the block “{{block}}” has {{inputs|input|inputs}}. Connect one layer to each input.',
    '{{node}}连接了{{count}}个层，而模块“{{block}}”有{{inputs}}个输入。请为每个输入连接一个层。',
  ),
  'block-outputs': error(
    '{{node}}: the block “{{block}}” must have one connected Block output, and has {{count}}. Open it and put that right.',
    '{{node}}：模块“{{block}}”应有且仅有一个已连接的模块输出，现有{{count}}个。请打开它并改正。',
  ),
  'block-weights': error(
    '{{node}} cannot take the weights of {{owner}}: both must be instances of the same block.',
    '{{node}}不能使用{{owner}}的权重：两者必须是同一模块的实例。',
  ),
  'block-port-outside': error(
    '{{node}} has a meaning only inside of a block. Remove it.',
    '{{node}}只在模块内部才有意义。请移除它。',
  ),
  'column-unknown': error(
    '{{node}}: the data have no feature column “{{column}}”. There are: {{columns}}.',
    '{{node}}：数据中没有特征列“{{column}}”。现有：{{columns}}。',
  ),
  'columns-of-images': error(
    '{{node}}: these data are pictures or sequences and have no columns. Empty the list of columns to take a sample as a whole.',
    '{{node}}：当前数据是图片或序列，没有列。请清空列的列表，以输入整个样本。',
  ),
  'output-not-flat': error(
    '{{node}} gets the shape {{shape}}, but predictions are a row of {{expected|number|numbers}}. Put a Flatten and a Dense layer with {{expected|unit|units}} before it.',
    '{{node}}得到的形状是{{shape}}，而预测值应是一行{{expected}}个数。请在它前面加展平层和一个{{expected}}单元的全连接层。',
  ),
  'output-classes': error(
    '{{node}} gets {{count|value|values}}, the data have {{classes|class|classes}}: give the last layer {{classes|unit|units}}.',
    '{{node}}得到{{count}}个值，而数据有{{classes}}个类别：请将最后一层设为{{classes}}个单元。',
  ),
  'output-one-value': error(
    '{{node}} gets {{count|value|values}}, but with the loss “{{loss}}” one value tells two classes apart: give the last layer 1 unit, or take categorical cross-entropy.',
    '{{node}}得到{{count}}个值，而使用“{{loss}}”时用一个值区分两个类别：请将最后一层设为 1 个单元，或改用多类交叉熵。',
  ),
  'output-targets': error(
    '{{node}} gets {{count|value|values}}, the data have {{targets|value|values}} to predict: give the last layer {{targets|unit|units}}.',
    '{{node}}得到{{count}}个值，而数据有{{targets}}个待预测的值：请将最后一层设为{{targets}}个单元。',
  ),
  'loss-unknown': error(
    'Training: this version does not know the loss “{{kind}}”. Choose another one.',
    '训练：此版本不认识损失函数“{{kind}}”。请另选一个。',
  ),
  'optimizer-unknown': error(
    'Training: this version does not know the optimizer “{{kind}}”. Choose another one.',
    '训练：此版本不认识优化器“{{kind}}”。请另选一个。',
  ),
  'schedule-unknown': error(
    'Training: this version does not know the learning-rate schedule “{{kind}}”. Choose another one.',
    '训练：此版本不认识学习率调度“{{kind}}”。请另选一个。',
  ),
  'dataset-unknown': error(
    'Data: this version does not know the dataset “{{kind}}”. Choose another one.',
    '数据：此版本不认识数据集“{{kind}}”。请另选一个。',
  ),
  'augmentation-unknown': error(
    'Data: this version does not know the augmentation “{{kind}}”. Take it out of the project.',
    '数据：此版本不认识数据增广“{{kind}}”。请将其从项目中移除。',
  ),
  'augmentation-without-pictures': warning(
    'Data: augmentation changes pictures, but these data are none, so it does nothing. Switch it off, or choose pictures.',
    '数据：数据增广只作用于图片，而当前数据不是图片，因此不起作用。请关闭它，或选择图片数据。',
  ),
  'setting-invalid': error(
    '{{owner}}: {{parameter}} must be {{expected}}, not {{value}}.',
    '{{owner}}：{{parameter}}应为{{expected}}，而不是{{value}}。',
  ),
  'loss-task': warning(
    '{{loss}} is meant for {{wanted}}, but the data are {{given}}. {{advice}}',
    '{{loss}}适用于{{wanted}}，而当前数据是{{given}}。{{advice}}',
  ),
  'monitor-not-measured': error(
    'Training: early stopping goes by “{{metric}}”, which this run does not measure. It measures {{measured}}. Choose one of them, or another one under Metrics.',
    '训练：早停依据“{{metric}}”，但本次训练不计算该指标。当前计算的是{{measured}}。请选用其中之一，或在“评价指标”中另选。',
  ),
  'label-smoothing-loss': warning(
    'Training: label smoothing has no effect on {{loss}}; it is for cross-entropies.',
    '训练：标签平滑对{{loss}}不起作用，仅适用于交叉熵。',
  ),
  'class-weights-numbers': warning(
    'Training: class weights have no effect, for the data are numbers and not classes.',
    '训练：数据是数值而不是类别，类别权重不起作用。',
  ),
  'class-weights-count': error(
    'Training: {{given|class weight is|class weights are}} given, but the data have {{count|class|classes}}. Give one number a class.',
    '训练：给出了{{given}}个类别权重，而数据有{{count}}个类别。请为每个类别给出一个数。',
  ),
  'class-weights-zero': error(
    'Training: every class weight is 0, so that no sample counts.',
    '训练：所有类别权重都为 0，没有样本起作用。',
  ),
  'softmax-twice': warning(
    '{{node}} ends in softmax and the loss takes logits, so softmax is applied twice: gradients get small and probabilities stay near equal. Take the softmax out or switch “from logits” off.',
    '{{node}}以 softmax 结尾，而损失函数接收 logits，softmax 会被应用两次：梯度变小，概率趋于相同。请去掉 softmax，或关闭“接收 logits”。',
  ),
  'sigmoid-twice': warning(
    '{{node}} ends in sigmoid and the loss takes logits, so a second squashing is applied: probabilities stay within 0.5 … 0.73. Take the sigmoid out or switch “from logits” off.',
    '{{node}}以 sigmoid 结尾，而损失函数接收 logits，数值会被再次压缩：概率只能落在 0.5 … 0.73 之间。请去掉 sigmoid，或关闭“接收 logits”。',
  ),
  'softmax-one-unit': warning(
    '{{node}} applies {{activation}} to a single unit, which always gives {{value}}. Take sigmoid, or one unit a class.',
    '{{node}}对单个单元使用 {{activation}}，结果恒为 {{value}}。请改用 sigmoid，或每个类别一个单元。',
  ),
  'probabilities-missing': warning(
    '{{loss}} takes probabilities, but {{node}} ends in {{activation}}. End in {{wanted}}, or switch “from logits” on.',
    '{{loss}}需要概率，而{{node}}以{{activation}}结尾。请以{{wanted}}结尾，或打开“接收 logits”。',
  ),
  'output-range': warning(
    '{{node}} ends in {{activation}}, which gives only {{range}}: targets outside of that cannot be reached. End in linear.',
    '{{node}}以{{activation}}结尾，只能给出{{range}}：超出该范围的目标无法达到。请以线性结尾。',
  ),
  'logits-range': warning(
    '{{node}} ends in {{activation}}, which gives only {{range}}: taken as logits, they keep probabilities away from 0 and 1. End in linear.',
    '{{node}}以{{activation}}结尾，只能给出{{range}}：作为 logits 时，概率无法接近 0 或 1。请以线性结尾。',
  ),
  'output-rectified': warning(
    '{{node}} ends in {{activation}} right before the loss: below 0 it passes no gradient, so outputs can get stuck. End in linear.',
    '{{node}}在损失函数之前以{{activation}}结尾：低于 0 时没有梯度，输出可能卡住。请以线性结尾。',
  ),
  'nothing-to-train': warning(
    'The network has no weights to train. Add a Dense layer.',
    '网络没有可训练的权重。请添加一个全连接层。',
  ),
  'learning-rate-zero': warning(
    'Training: the learning rate is 0, so no weight will change.',
    '训练：学习率为 0，权重不会有任何变化。',
  ),
  'parameters-too-many': error(
    'The network has {{count}} parameters; at most {{limit}} can be trained here. Give the largest layers fewer units.',
    '网络有{{count}}个参数，这里最多可训练{{limit}}个。请减少最大几层的单元数。',
  ),
  'memory-too-large': error(
    'Training would need about {{size}} of memory; the limit is {{limit}}. Take a smaller batch (now {{batch}}) or fewer units.',
    '训练大约需要{{size}}内存，上限为{{limit}}。请减小批量大小（当前{{batch}}）或减少单元数。',
  ),
  'data-no-file': error(
    'Data: no file is chosen. Import a CSV or JSON table, or choose a built-in dataset.',
    '数据：尚未选择文件。请导入 CSV 或 JSON 表格，或选用内置数据集。',
  ),
  'data-no-folder': error(
    'Data: no folder of pictures is chosen. Choose one on the data page.',
    '数据：尚未选择图片文件夹。请在数据页选择一个。',
  ),
  'data-few-classes': error(
    'Data: the folder “{{folder}}” has {{count|class|classes}}; at least 2 are needed, a sub-folder each.',
    '数据：文件夹“{{folder}}”有{{count}}个类别，至少需要 2 个，每类一个子文件夹。',
  ),
  'data-no-features': error(
    'Data: no column is a feature. Give at least one column the role “feature”.',
    '数据：没有特征列。请至少将一列设为“特征”。',
  ),
  'data-no-target': error(
    'Data: no column is the target. Give one column the role “target”.',
    '数据：没有目标列。请将一列设为“目标”。',
  ),
  'data-mixed-targets': error(
    'Data: “{{column}}” holds categories and is one of several targets. Take it as the only target, or take numbers only.',
    '数据：“{{column}}”是类别列，却是多个目标之一。请只用它作目标，或只用数值列作目标。',
  ),
  'data-few-categories': error(
    'Data: the column “{{column}}” holds {{count|category|categories}}; at least {{minimum|is|are}} needed.',
    '数据：“{{column}}”列有{{count}}个类别，至少需要{{minimum}}个。',
  ),
  'connection-self': error(
    '{{source}} cannot be connected to itself.',
    '{{source}}不能连接到自身。',
  ),
  'connection-cycle': error(
    '{{target}} already leads to {{source}}: the connection would close a loop, and a network must run one way.',
    '{{target}}已经通向{{source}}：这条连接会形成环路，而网络必须单向流动。',
  ),
  'connection-duplicate': error(
    '{{source}} is already connected to {{target}}.',
    '{{source}}已经连接到{{target}}。',
  ),
  'connection-no-input': error('{{target}} takes no input.', '{{target}}不接受输入。'),
  'connection-taken': error(
    '{{target}} takes one input and already has {{taken}}. Remove that connection first, or merge both with Add, Multiply or Concatenate.',
    '{{target}}只接受一个输入，已连接{{taken}}。请先移除该连接，或用相加、相乘或拼接将两者合并。',
  ),
  'connection-block-full': error(
    '{{target}} has {{inputs|input|inputs}}, and all are connected. Remove a connection first, or open the block and add an input.',
    '{{target}}有{{inputs}}个输入，均已连接。请先移除一条连接，或打开模块添加输入。',
  ),
  'connection-no-output': error('{{source}} has no output.', '{{source}}没有输出。'),
  'connection-unknown-node': error(
    'One end of the connection does not exist.',
    '连接的一端不存在。',
  ),
  'connections-full': error(
    'A project holds at most {{limit}} connections.',
    '一个项目最多容纳{{limit}}条连接。',
  ),
} as const satisfies Record<string, ProblemText>;

export type ProblemKind = keyof typeof PROBLEM_TEXTS;

/** What is wrong, before it is known where: a shape rule returns this. */
export interface ProblemSeed {
  readonly kind: ProblemKind;
  readonly values: TextValues;
}

/** Where a problem shows: on a node, on an edge, on one field of a node, or on a page of settings. */
export interface ProblemPlace {
  readonly node?: string;
  readonly edge?: string;
  readonly parameter?: string;
  readonly settings?: 'data' | 'training' | 'network';
}

export interface Problem extends ProblemSeed {
  readonly severity: Severity;
  readonly place: ProblemPlace;
}

/** A seed put in its place. */
export const problemAt = (seed: ProblemSeed, place: ProblemPlace): Problem => ({
  ...seed,
  severity: PROBLEM_TEXTS[seed.kind].severity,
  place,
});

/** The sentence of a problem in one language. */
export const describeProblem = ({ kind, values }: ProblemSeed, locale: Locale): string =>
  say(PROBLEM_TEXTS[kind].text, locale, values);
