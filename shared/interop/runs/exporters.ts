import { csv } from './csv';
import type { RunExporter } from './formats';
import { tensorboard } from './tensorboard';

/** Every format that runs are written in, in the order of `RUN_EXPORT_FORMATS`. */
export const RUN_EXPORTERS: readonly RunExporter[] = [tensorboard, csv];
