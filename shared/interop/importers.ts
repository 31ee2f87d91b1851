import type { Importer } from './exchange';
import { kerasArchive, kerasHdf5, kerasJson } from './keras/import';
import { onnxImporter } from './onnx';
import { safetensorsImporter } from './pytorch/import';
import { tfjsImporter } from './tfjs/import';

/** Every format that networks are read from, in the order of `IMPORT_FORMATS`. */
export const IMPORTERS: readonly Importer[] = [
  kerasArchive,
  kerasHdf5,
  kerasJson,
  tfjsImporter,
  safetensorsImporter,
  onnxImporter,
];

/** Who reads a file of this content; undefined where nobody does. JSON is parsed for it, all of it. */
export const importerOf = (content: Uint8Array): Importer | undefined =>
  IMPORTERS.find(({ recognises }) => recognises(content));
