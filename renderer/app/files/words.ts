import { defineWords } from '../i18n/i18n';

export const fileWords = defineWords('files', {
  untitled: { en: 'Untitled', zh: '未命名' },
  unsaved: { en: 'Unsaved changes', zh: '有未保存的更改' },
  unsavedTitle: { en: 'Save changes to “{{name}}”?', zh: '要保存对“{{name}}”的更改吗？' },
  unsavedText: {
    en: 'Without saving, the changes since the last save are lost.',
    zh: '如果不保存，上次保存之后的更改将会丢失。',
  },
  save: { en: 'Save', zh: '保存' },
  discard: { en: 'Don’t save', zh: '不保存' },
  cancel: { en: 'Cancel', zh: '取消' },
  close: { en: 'Close', zh: '关闭' },
  saved: { en: 'Saved', zh: '已保存' },
  savedAs: { en: 'Saved in {{location}}', zh: '已保存到 {{location}}' },
  exportedWeights: {
    en: 'Exported to {{location}}, with the weights of the run',
    zh: '已导出到 {{location}}，包含本次训练的权重',
  },
  exportedDrawn: {
    en: 'Exported to {{location}}, without weights: no run of this network is shown',
    zh: '已导出到 {{location}}，不含权重：当前未显示该网络的训练记录',
  },
  readOnly: { en: 'Read-only', zh: '只读' },
  repairsTitle: { en: 'The file was damaged and has been mended', zh: '文件有损坏，已修复' },
  repairsText: {
    en: 'Everything that could be read is here. Look it over before saving; the file on disk is unchanged until then.',
    zh: '所有可读取的内容都已恢复。保存之前请检查一遍，磁盘上的文件在保存之前不会改变。',
  },
  repairsOk: { en: 'Continue', zh: '继续' },
  browserOpen: { en: 'Open a project', zh: '打开项目' },
  browserSave: { en: 'Save project', zh: '保存项目' },
  path: { en: 'Folder', zh: '文件夹' },
  fileName: { en: 'File name', zh: '文件名' },
  open: { en: 'Open', zh: '打开' },
  browserOpenRun: { en: 'Open a run', zh: '打开训练记录' },
  noRunsInFolder: { en: 'No runs in this folder.', zh: '此文件夹中没有训练记录。' },
  run: { en: 'run', zh: '训练记录' },
  emptyFolder: { en: 'No projects in this folder.', zh: '此文件夹中没有项目。' },
  folder: { en: 'folder', zh: '文件夹' },
  project: { en: 'project', zh: '项目' },
  entries: { en: 'Projects and folders', zh: '项目和文件夹' },
  replaceTitle: { en: 'Replace “{{name}}”?', zh: '要替换“{{name}}”吗？' },
  replaceText: {
    en: 'A project of this name is already in this folder. The version that is there now stays as a .bak file.',
    zh: '此文件夹中已有同名项目。现有版本会保留为 .bak 文件。',
  },
  replace: { en: 'Replace', zh: '替换' },
  nameNeeded: { en: 'Give the file a name.', zh: '请输入文件名。' },
  restoreTitle: { en: 'Unsaved work was found', zh: '发现未保存的工作' },
  restoreText: {
    en: 'The app ended before this was saved. Restore what you want to keep.',
    zh: '程序在保存之前结束了。请恢复需要保留的内容。',
  },
  restore: { en: 'Restore', zh: '恢复' },
  forgetDraft: { en: 'Discard', zh: '丢弃' },
  discardTitle: {
    en: 'Discard the unsaved work in “{{name}}”?',
    zh: '要丢弃“{{name}}”中未保存的工作吗？',
  },
  discardText: { en: 'It cannot be brought back.', zh: '丢弃后无法找回。' },
  autosaveFailed: {
    en: 'The automatic copy of your work could not be written. Save soon. {{reason}}',
    zh: '自动备份写入失败，请尽快手动保存。{{reason}}',
  },
  tooLarge: {
    en: 'This file is larger than 50 MB, the limit of a project.',
    zh: '文件超过 50 MB，已超出项目文件的上限。',
  },
  notAProject: {
    en: 'Projects (.vpnet), runs (.vprun) and networks of other tools ({{endings}}) can be dropped here. Tables are dropped on the Data panel.',
    zh: '这里可以拖入项目（.vpnet）、训练记录（.vprun）和其他工具的网络（{{endings}}）。表格请拖到“数据”面板。',
  },
  importTitle: { en: 'The network was imported', zh: '网络已导入' },
  importText: {
    en: 'Look these over before training:',
    zh: '训练之前请查看以下内容：',
  },
  importedWeights: {
    en: 'The network was imported, and its weights stand among the runs.',
    zh: '网络已导入，其权重列在训练记录中。',
  },
  importedDrawn: {
    en: 'The network was imported; the file holds no weights that fit.',
    zh: '网络已导入；文件中没有可用的权重。',
  },
  importTooLarge: {
    en: '“{{name}}” is larger than 256 MB, the limit of an import.',
    zh: '“{{name}}”超过 256 MB，已超出导入文件的上限。',
  },
  copySaved: { en: 'A copy was handed to the browser’s downloads.', zh: '副本已交给浏览器下载。' },
});
