import type { ExportFormat, ImportFormat } from '../exchange';

/** One file with the network and its weights, for any runtime that computes ONNX. */
export const onnxFormat: ExportFormat = {
  kind: 'onnx',
  label: { en: 'ONNX model', zh: 'ONNX 模型' },
  help: {
    en: 'One file with the network and its weights, for ONNX Runtime, browsers and phones; takes prepared features, not raw data.',
    zh: '一个包含网络与权重的文件，可用于 ONNX Runtime、浏览器与手机；输入为处理后的特征，而非原始数据。',
  },
  extension: '.onnx',
};

export const onnxImportFormat: ImportFormat = {
  kind: 'onnx',
  label: { en: 'ONNX', zh: 'ONNX' },
  help: {
    en: 'A model of any tool that writes ONNX, PyTorch and TensorFlow among them; numbers that lie in other files are not read.',
    zh: '任何可写出 ONNX 的工具（如 PyTorch、TensorFlow）保存的模型；不读取存放在其他文件中的数值。',
  },
  extensions: ['.onnx'],
};
