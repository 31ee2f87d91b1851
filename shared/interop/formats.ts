import type { Exporter } from './exchange';
import { pytorch } from './pytorch';

/** Every format that networks are written in. The command line, its help and the tests derive from this list. */
export const EXPORTERS: readonly Exporter[] = [pytorch];
