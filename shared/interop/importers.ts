import type { Importer } from './exchange';

/** Every format that networks are read from. */
export const IMPORTERS: readonly Importer[] = [];
