import type { Exporter, Importer } from '../exchange';
import { writeOnnx } from './export';
import { onnxFormat, onnxImportFormat } from './format';
import { readOnnx } from './import/read';
import { isModel } from './protobuf';

export const onnx = { ...onnxFormat, bringsData: false, write: writeOnnx } satisfies Exporter;

export const onnxImporter: Importer = {
  ...onnxImportFormat,
  recognises: isModel,
  read: readOnnx,
};
