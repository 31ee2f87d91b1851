import type { Exporter } from '../exchange';
import { writeOnnx } from './export';
import { onnxFormat } from './format';

export const onnx = { ...onnxFormat, bringsData: false, write: writeOnnx } satisfies Exporter;
