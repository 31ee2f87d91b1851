import type { HostFailure } from '../../../shared/host-data';
import { fail, type Result } from '../../../shared/result';
import { fillText, type Text, type TextValues } from '../../../shared/text/text';

/** Why data cannot be read, in both languages: what is wrong, where, and what would be right. */
const READ_TEXTS = {
  'unknown-dataset': {
    en: 'This version does not know the dataset “{{kind}}”. Choose another one on the data page.',
    zh: '此版本不认识数据集“{{kind}}”。请在数据页中选择其他数据集。',
  },
  'dataset-parameter': {
    en: '{{dataset}}: {{parameter}} must be within its range, not {{value}}.',
    zh: '{{dataset}}：{{parameter}}的取值 {{value}} 超出允许范围。',
  },
  'package-missing': {
    en: 'The files of the dataset {{dataset}} cannot be read from the package {{package}}. Install the app again.',
    zh: '无法从软件包 {{package}} 读取数据集{{dataset}}的文件。请重新安装应用。',
  },
  'no-file': {
    en: 'No file is chosen. Import a CSV or JSON table on the data page.',
    zh: '尚未选择文件。请在数据页导入 CSV 或 JSON 表格。',
  },
  'no-folder': {
    en: 'No folder of pictures is chosen. Import one on the data page.',
    zh: '尚未选择图片文件夹。请在数据页导入一个。',
  },
  'folder-not-found': {
    en: 'The folder “{{folder}}” is neither beside the project nor among the imported ones. Put it beside the project, or import it again.',
    zh: '文件夹“{{folder}}”既不在项目旁，也不在已导入的文件夹中。请把它放到项目旁，或重新导入。',
  },
  'folder-changed': {
    en: 'The folder “{{folder}}” beside the project is not the one that was imported: its pictures have changed. Import it again to use the new ones.',
    zh: '项目旁的文件夹“{{folder}}”与导入时不同：其中的图片已改变。要使用新图片，请重新导入。',
  },
  'folder-too-large': {
    en: '“{{folder}}” has {{size}} MB of pictures; at most {{limit}} MB can be used. Make the pictures smaller, or take fewer.',
    zh: '“{{folder}}”中的图片共 {{size}} MB，最多可使用 {{limit}} MB。请缩小图片或减少数量。',
  },
  'too-many-pictures': {
    en: '“{{folder}}” has {{count}} pictures; at most {{limit}} can be used. Take fewer.',
    zh: '“{{folder}}”中有 {{count}} 张图片，最多可使用 {{limit}} 张。请减少数量。',
  },
  'pictures-too-large': {
    en: 'The pictures of “{{folder}}” would take {{size}} MB in memory; at most {{limit}} MB are allowed. Make height and width smaller, or take grey.',
    zh: '“{{folder}}”的图片将占用 {{size}} MB 内存，上限为 {{limit}} MB。请减小高度与宽度，或使用灰度。',
  },
  'no-pictures': {
    en: '“{{folder}}” holds no picture that can be read. It needs one sub-folder for each class, with PNG or JPEG files in it.',
    zh: '“{{folder}}”中没有可读取的图片。每个类别应有一个子文件夹，其中放置 PNG 或 JPEG 文件。',
  },
  'one-class': {
    en: '“{{folder}}” has pictures of one class only, “{{name}}”. Put those of each class into a sub-folder of its own.',
    zh: '“{{folder}}”中只有一个类别“{{name}}”的图片。请将各类别的图片分别放入各自的子文件夹。',
  },
  'class-unknown': {
    en: 'The folder “{{folder}}” has pictures of the class “{{name}}”, which the project does not list ({{classes}}). Import the folder again.',
    zh: '文件夹“{{folder}}”中有类别“{{name}}”的图片，但项目未列出该类别（{{classes}}）。请重新导入该文件夹。',
  },
  'file-not-found': {
    en: 'The data file “{{file}}” is neither beside the project nor among the imported files. Put it beside the project, or import it again.',
    zh: '数据文件“{{file}}”既不在项目旁，也不在已导入的文件中。请把它放到项目旁，或重新导入。',
  },
  'file-changed': {
    en: 'The data file “{{file}}” beside the project is not the one that was imported: its content has changed. Import it again to use the new content.',
    zh: '项目旁的数据文件“{{file}}”与导入时的内容不同。要使用新内容，请重新导入。',
  },
  'import-damaged': {
    en: 'The app’s copy of “{{file}}” is damaged: its content does not match its checksum. Import the file again.',
    zh: '应用保存的“{{file}}”副本已损坏：内容与校验和不符。请重新导入该文件。',
  },
  'file-unreadable': {
    en: 'The file “{{file}}” cannot be read: {{reason}}.',
    zh: '无法读取文件“{{file}}”：{{reason}}。',
  },
  'import-not-stored': {
    en: 'The app cannot keep a copy of “{{file}}”: {{reason}}. Free some space, or check the rights of the app’s folder.',
    zh: '应用无法保存“{{file}}”的副本：{{reason}}。请释放磁盘空间，或检查应用文件夹的权限。',
  },
  'file-too-large': {
    en: '“{{file}}” has {{size}} MB; at most {{limit}} MB can be imported. Split it, or leave out columns.',
    zh: '“{{file}}”有 {{size}} MB，最多可导入 {{limit}} MB。请拆分文件或去掉部分列。',
  },
  empty: {
    en: '“{{file}}” holds no rows of data. The first line may name the columns; at least one row must follow.',
    zh: '“{{file}}”中没有数据行。首行可以是列名，其后至少要有一行数据。',
  },
  'not-text': {
    en: '“{{file}}” is not a text file{{guess}}. Export it as CSV (UTF-8) and import that.',
    zh: '“{{file}}”不是文本文件{{guess}}。请先导出为 CSV（UTF-8）再导入。',
  },
  'not-utf8': {
    en: 'Line {{line}} of “{{file}}” is not UTF-8 text. Save the file as UTF-8 (in a spreadsheet: “CSV UTF-8”) and import it again.',
    zh: '“{{file}}”第 {{line}} 行不是 UTF-8 文本。请将文件另存为 UTF-8（电子表格中选“CSV UTF-8”）后重新导入。',
  },
  'not-json': {
    en: '“{{file}}” is not valid JSON ({{reason}}). Correct it, or export it again.',
    zh: '“{{file}}”不是有效的 JSON（{{reason}}）。请改正，或重新导出。',
  },
  'not-a-table': {
    en: '“{{file}}” is JSON, but no table. It must be a list of objects, [{"x": 1, "y": 2}, …], or an object of lists, {"x": [1, …], "y": [2, …]}.',
    zh: '“{{file}}”是 JSON，但不是表格。应为对象的列表 [{"x": 1, "y": 2}, …]，或由列表组成的对象 {"x": [1, …], "y": [2, …]}。',
  },
  'columns-differ': {
    en: '“{{file}}”: the list “{{column}}” has {{found|value|values}}, but “{{first}}” has {{expected}}. Every column needs as many.',
    zh: '“{{file}}”：列表“{{column}}”有 {{found}} 个值，而“{{first}}”有 {{expected}} 个。各列的个数必须相同。',
  },
  'quote-unclosed': {
    en: 'Line {{line}} of “{{file}}”: the quoted field that begins here is never closed. Add the missing quotation mark.',
    zh: '“{{file}}”第 {{line}} 行：此处开始的带引号字段没有结束。请补上缺少的引号。',
  },
  'too-many-columns': {
    en: '“{{file}}” has {{count}} columns; at most {{limit}} are allowed.',
    zh: '“{{file}}”有 {{count}} 列，最多允许 {{limit}} 列。',
  },
  'mostly-ragged': {
    en: '“{{file}}”: {{bad}} of {{rows}} rows do not have {{expected}} fields as the first one does, for example line {{line}}. Check the delimiter.',
    zh: '“{{file}}”：{{rows}} 行中有 {{bad}} 行的字段数与首行的 {{expected}} 个不符，例如第 {{line}} 行。请检查分隔符。',
  },
  'row-length': {
    en: '{{place}} of “{{file}}” has {{found|field|fields}} where {{expected}} are expected. Correct the row.',
    zh: '“{{file}}”{{place}}有 {{found}} 个字段，应为 {{expected}} 个。请改正该行。',
  },
  'row-quotes': {
    en: '{{place}} of “{{file}}”: a quotation mark stands inside a quoted field. Write it twice ("").',
    zh: '“{{file}}”{{place}}：带引号的字段中出现了引号。字段内的引号应写两次（""）。',
  },
  'row-kind': {
    en: '{{place}} of “{{file}}” is no object with a single value for each column. Correct the entry.',
    zh: '“{{file}}”{{place}}不是由各列的单个值组成的对象。请改正该项。',
  },
  'sample-width': {
    en: '“{{file}}” has {{found}} columns, but a sample of this network has {{expected}} numbers ({{shape}}): give each a column, in their order{{named}}.',
    zh: '“{{file}}”有 {{found}} 列，而该网络的一个样本有 {{expected}} 个数（{{shape}}）：请按顺序为每个数提供一列{{named}}。',
  },
  'not-pictures': {
    en: '“{{file}}” is a picture or a folder, but this network takes no pictures: {{shape}}. Give a CSV or JSON table.',
    zh: '“{{file}}”是图片或文件夹，但该网络的输入不是图片：{{shape}}。请提供 CSV 或 JSON 表格。',
  },
  'no-pictures-inside': {
    en: '“{{folder}}” holds no PNG or JPEG file that can be read, in itself or in its sub-folders.',
    zh: '“{{folder}}”及其子文件夹中没有可读取的 PNG 或 JPEG 文件。',
  },
  'bad-cell': {
    en: '{{place}}, column “{{column}}”: “{{value}}” is not a number. Correct it, or let missing values of this column be replaced or dropped.',
    zh: '{{place}}，“{{column}}”列：“{{value}}”不是数字。请改正该值，或将该列的缺失值设为填充或丢弃。',
  },
} as const satisfies Record<string, Text>;

export type ReadFailureKind = keyof typeof READ_TEXTS;

/** A failure to read data, with its sentence filled. */
export function readFailure(kind: ReadFailureKind, values: TextValues = {}): HostFailure {
  return { kind, text: fillText(READ_TEXTS[kind], values) };
}

export const failRead = (
  kind: ReadFailureKind,
  values: TextValues = {},
): Result<never, HostFailure> => fail(readFailure(kind, values));

/** Reasons that people can act on; anything else is named by its code. */
const REASONS: Readonly<Record<string, Text>> = {
  ENOENT: { en: 'it does not exist', zh: '文件不存在' },
  EACCES: { en: 'its permissions do not allow it', zh: '没有访问权限' },
  EPERM: { en: 'its permissions do not allow it', zh: '没有访问权限' },
  EROFS: { en: 'the disk is read-only', zh: '磁盘为只读' },
  ENOSPC: { en: 'the disk is full', zh: '磁盘已满' },
  EDQUOT: { en: 'your share of the disk is full', zh: '磁盘配额已满' },
  EFBIG: { en: 'the disk takes no file of that size', zh: '磁盘不接受这么大的文件' },
  EBUSY: { en: 'another program holds it', zh: '文件正被其他程序占用' },
  ETXTBSY: { en: 'another program holds it', zh: '文件正被其他程序占用' },
  EMFILE: { en: 'too many files are open', zh: '打开的文件过多' },
  ERR_FS_EISDIR: { en: 'it is a folder', zh: '这是一个文件夹' },
  EISDIR: { en: 'it is a folder', zh: '这是一个文件夹' },
};

/** Whether an error is the file system's, and not a mistake of the program. */
export const isSystemError = (error: unknown): error is Error & { readonly code: unknown } =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  // Node's own complaints, of an argument for example, begin so; those of files are the file system's all the same.
  (!error.code.startsWith('ERR_') || error.code.startsWith('ERR_FS_'));

/** Why a file operation failed, in words. Rethrows what is no file-system error: that would be a bug. */
export function reasonOf(error: unknown): Text {
  if (!isSystemError(error)) throw error;
  const code = String(error.code);
  return REASONS[code] ?? { en: `the system says ${code}`, zh: `系统返回 ${code}` };
}
