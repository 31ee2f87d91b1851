import type { ExportFormat } from '../exchange';

export const tfjsFormat: ExportFormat = {
  kind: 'tfjs',
  label: { en: 'TensorFlow.js', zh: 'TensorFlow.js' },
  help: {
    en: 'A folder with model.json and weights.bin, which tf.loadLayersModel opens. How it is trained is not written.',
    zh: '一个文件夹，含 model.json 与 weights.bin，可用 tf.loadLayersModel 打开；不含训练设置。',
  },
  extension: '',
};
