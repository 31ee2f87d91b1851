import type { ExportFormat } from './exchange';
import { kerasFormat } from './keras/format';
import { onnxFormat } from './onnx/format';
import { pytorchFormat } from './pytorch/format';
import { tfjsFormat } from './tfjs/format';

/** The names of all formats that networks are written in: for menus and help, which need not load what writes them. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [
  pytorchFormat,
  kerasFormat,
  tfjsFormat,
  onnxFormat,
];
