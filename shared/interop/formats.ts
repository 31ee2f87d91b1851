import type { ExportFormat } from './exchange';
import { onnxFormat } from './onnx/format';
import { pytorchFormat } from './pytorch/format';

/** The names of all formats that networks are written in: for menus and help, which need not load what writes them. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [pytorchFormat, onnxFormat];
