import type { ExportFormat, ImportFormat } from '../exchange';

/** A folder of readable source that trains the same network on the same numbers. */
export const pytorchFormat: ExportFormat = {
  kind: 'pytorch',
  label: { en: 'PyTorch source', zh: 'PyTorch 源代码' },
  help: {
    en: 'A folder with the network, its training and its data as Python; runs with PyTorch alone.',
    zh: '一个文件夹，包含网络、训练过程与数据的 Python 源代码；只需 PyTorch 即可运行。',
  },
  extension: '',
};

export const safetensorsFormat: ImportFormat = {
  kind: 'safetensors',
  label: { en: 'safetensors weights', zh: 'safetensors 权重' },
  help: {
    en: 'Weights that exported PyTorch source has saved, for the network of a project.',
    zh: '由导出的 PyTorch 源代码保存的权重，用于某个项目的网络。',
  },
  extensions: ['.safetensors'],
  needsProject: true,
};
