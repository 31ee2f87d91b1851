import { defineDataset } from '../dataset';

export const json = defineDataset({
  kind: 'json',
  label: { en: 'JSON table', zh: 'JSON 表格' },
  summary: {
    en: 'A table of your own as JSON: a list of objects, or an object of equally long lists.',
    zh: '你自己的 JSON 表格：对象的列表，或由等长列表组成的对象。',
  },
  formula: {
    en: '[{"x": 1, "y": 2}, …] or {"x": [1, …], "y": [2, …]}',
    zh: '[{"x": 1, "y": 2}, …] 或 {"x": [1, …], "y": [2, …]}',
  },
  source: 'RFC 8259, The JavaScript Object Notation (JSON) Data Interchange Format',
  // What the target column makes of it; see data-shape.ts.
  task: 'regression',
  picture: 'table',
  origin: 'file',
  imported: ['file', 'hash'],
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
  },
  samples: null,
});
