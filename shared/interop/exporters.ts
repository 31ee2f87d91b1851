import type { Exporter } from './exchange';
import { keras } from './keras';
import { onnx } from './onnx';
import { pytorch } from './pytorch';
import { tfjs } from './tfjs';

/** Every format that networks are written in, in the order of `EXPORT_FORMATS`. */
export const EXPORTERS: readonly Exporter[] = [pytorch, keras, tfjs, onnx];
