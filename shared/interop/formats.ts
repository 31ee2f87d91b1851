import type { ExportFormat, ImportFormat } from './exchange';
import { kerasFormat } from './keras/format';
import { kerasArchiveFormat, kerasHdf5Format, kerasJsonFormat } from './keras/import-formats';
import { onnxFormat, onnxImportFormat } from './onnx/format';
import { pytorchFormat, safetensorsFormat } from './pytorch/format';
import { tfjsFormat, tfjsImportFormat } from './tfjs/format';

/** The names of all formats that networks are written in: for menus and help, which need not load what writes them. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [
  pytorchFormat,
  kerasFormat,
  tfjsFormat,
  onnxFormat,
];

/** The names of all formats that networks are read from, in the order of `IMPORTERS`. */
export const IMPORT_FORMATS: readonly ImportFormat[] = [
  kerasArchiveFormat,
  kerasHdf5Format,
  kerasJsonFormat,
  tfjsImportFormat,
  safetensorsFormat,
  onnxImportFormat,
];
