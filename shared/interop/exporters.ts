import type { Exporter } from './exchange';
import { onnx } from './onnx';
import { pytorch } from './pytorch';

/** Every format that networks are written in, in the order of `EXPORT_FORMATS`. */
export const EXPORTERS: readonly Exporter[] = [pytorch, onnx];
