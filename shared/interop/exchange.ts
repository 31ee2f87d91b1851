import type { PreparedData } from '../data/prepared-data';
import type { ProjectDocument } from '../document/schema';
import type { Result } from '../result';
import type { WeightRecord } from '../telemetry/protocol';
import type { Text } from '../text/text';

/**
 * How networks leave for other tools and come from them. A format is one file behind one registry line; menus, command
 * line, help and the tests derive from the registries.
 */

/** One file of an export, or of what is imported. `path` is relative, with `/`. */
export interface ExchangeFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/** What goes out: a project that can be trained, and the weights of one of its runs. */
export interface Outgoing {
  readonly document: ProjectDocument;
  /** By node of the expanded network; null writes the network as it is drawn. */
  readonly weights: readonly WeightRecord[] | null;
  /** What the project is trained on, for formats that bring it along; null where nobody has read it. */
  readonly data: PreparedData | null;
}

/** What came in. */
export interface Incoming {
  readonly document: ProjectDocument;
  /** Empty where the file has none. */
  readonly weights: readonly WeightRecord[];
  /** What could not be taken over as it was, one sentence each: unknown layers, settings left out. */
  readonly notes: readonly Text[];
}

/** Why a file could not be read or written: what, where, and what would be right. */
export interface ExchangeFailure {
  readonly kind: string;
  readonly text: Text;
}

/** What a format is called, without the code that writes it: all that menus and help need. */
export interface ExportFormat {
  /** Names it on the command line. */
  readonly kind: string;
  readonly label: Text;
  /** What the files are, and what opens them. */
  readonly help: Text;
  /** Ending of the one file that is written, with its dot; empty where it is a folder of files. */
  readonly extension: string;
}

/** A format that networks are written in. */
export interface Exporter extends ExportFormat {
  write(outgoing: Outgoing): Result<readonly ExchangeFile[], ExchangeFailure>;
}

/** A format that networks are read from. */
export interface Importer {
  readonly kind: string;
  readonly label: Text;
  /** Endings of names that it is tried for. */
  readonly extensions: readonly string[];
  /** True where these files may be this format, by their first bytes or keys; cheap. */
  recognises(files: readonly ExchangeFile[]): boolean;
  read(files: readonly ExchangeFile[]): Promise<Result<Incoming, ExchangeFailure>>;
}
