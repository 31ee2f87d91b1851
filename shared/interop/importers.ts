import type { Importer } from './exchange';
import { kerasArchive, kerasHdf5, kerasJson } from './keras/import';
import { onnxImporter } from './onnx';
import { tfjsImporter } from './tfjs/import';

/** Every format that networks are read from. */
export const IMPORTERS: readonly Importer[] = [
  kerasArchive,
  kerasHdf5,
  kerasJson,
  tfjsImporter,
  onnxImporter,
];
