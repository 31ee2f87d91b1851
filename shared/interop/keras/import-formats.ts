import type { ImportFormat } from '../exchange';

export const kerasArchiveFormat: ImportFormat = {
  kind: 'keras',
  label: { en: 'Keras archive', zh: 'Keras 压缩包' },
  help: {
    en: 'A .keras file: network, weights and how it is trained.',
    zh: '.keras 文件：网络、权重与训练设置。',
  },
  extensions: ['.keras'],
};

export const kerasHdf5Format: ImportFormat = {
  kind: 'keras-hdf5',
  label: { en: 'Keras HDF5', zh: 'Keras HDF5' },
  help: {
    en: 'An .h5 file of Keras 2, or of Keras 3 in that format: network, weights and how it is trained.',
    zh: 'Keras 2（或 Keras 3 以同样格式保存）的 .h5 文件：网络、权重与训练设置。',
  },
  extensions: ['.h5', '.hdf5'],
};

export const kerasJsonFormat: ImportFormat = {
  kind: 'keras-json',
  label: { en: 'Keras JSON', zh: 'Keras JSON' },
  help: {
    en: 'What model.to_json() gives, of Keras 2 or 3: the network without weights.',
    zh: 'Keras 2 或 3 的 model.to_json() 的结果：不含权重的网络。',
  },
  extensions: ['.json'],
};
