import type { ExportFormat } from '../exchange';

export const kerasFormat: ExportFormat = {
  kind: 'keras',
  label: { en: 'Keras 3', zh: 'Keras 3' },
  help: {
    en: 'A folder with readable Python and, with the weights of a run, a .keras file that keras.models.load_model opens; without them the network as JSON.',
    zh: '一个文件夹，含可读的 Python 源代码；带训练权重时另有可用 keras.models.load_model 打开的 .keras 文件，不带权重时为 JSON 形式的网络。',
  },
  extension: '',
};
