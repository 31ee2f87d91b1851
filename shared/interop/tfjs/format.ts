import type { ExportFormat, ImportFormat } from '../exchange';

export const tfjsFormat: ExportFormat = {
  kind: 'tfjs',
  label: { en: 'TensorFlow.js', zh: 'TensorFlow.js' },
  help: {
    en: 'A folder with model.json and weights.bin, which tf.loadLayersModel opens. How it is trained is not written.',
    zh: '一个文件夹，含 model.json 与 weights.bin，可用 tf.loadLayersModel 打开；不含训练设置。',
  },
  extension: '',
};

export const tfjsImportFormat: ImportFormat = {
  kind: 'tfjs',
  label: { en: 'TensorFlow.js', zh: 'TensorFlow.js' },
  help: {
    en: 'model.json of the layers API, with the weights files beside it.',
    zh: '层接口的 model.json，连同旁边的权重文件。',
  },
  extensions: ['.json'],
};
