import { defineDataset } from '../dataset';

export const csv = defineDataset({
  kind: 'csv',
  label: { en: 'CSV file', zh: 'CSV 文件' },
  summary: {
    en: 'A table of your own; you choose which columns are features and which is the target.',
    zh: '你自己的表格；由你选择哪些列是特征、哪一列是目标。',
  },
  formula: {
    en: 'one row a sample, one column a feature or target',
    zh: '每行一个样本，每列一个特征或目标',
  },
  source: 'RFC 4180, Common Format and MIME Type for Comma-Separated Values',
  // What the target column makes of it; see data-shape.ts.
  task: 'regression',
  picture: 'table',
  origin: 'file',
  imported: ['file', 'hash', 'delimiter', 'header'],
  parameters: {
    file: {
      type: 'text',
      label: { en: 'File', zh: '文件' },
      help: {
        en: 'Name of the file, beside the project or imported.',
        zh: '文件名，位于项目旁或已导入。',
      },
      default: '',
      maximumCharacters: 1000,
    },
    hash: {
      type: 'text',
      label: { en: 'Hash', zh: '哈希值' },
      help: {
        en: 'SHA-256 of the content, by which an imported file is found again.',
        zh: '文件内容的 SHA-256，用于找回已导入的文件。',
      },
      default: '',
      maximumCharacters: 200,
    },
    delimiter: {
      type: 'option',
      label: { en: 'Delimiter', zh: '分隔符' },
      help: { en: 'What stands between two fields.', zh: '字段之间的符号。' },
      default: 'auto',
      options: [
        { value: 'auto', label: { en: 'Found by itself', zh: '自动识别' } },
        { value: 'comma', label: { en: 'Comma', zh: '逗号' } },
        { value: 'semicolon', label: { en: 'Semicolon', zh: '分号' } },
        { value: 'tab', label: { en: 'Tab', zh: '制表符' } },
      ],
    },
    header: {
      type: 'boolean',
      label: { en: 'First row names the columns', zh: '首行为列名' },
      help: {
        en: 'Off: columns are named column 1, column 2 …',
        zh: '关闭时，各列命名为 column 1、column 2 ……',
      },
      default: true,
    },
  },
  samples: null,
});
