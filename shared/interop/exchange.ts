import type { PreparedData } from '../data/prepared-data';
import type { ProjectDocument } from '../document/schema';
import type { Result } from '../result';
import type { WeightRecord } from '../telemetry/protocol';
import type { Text } from '../text/text';

/**
 * How networks leave for other tools and come from them. A format is one file behind one registry line; menus,
 * command line, help and the tests derive from the registries.
 */

/** One file of an export or an import. `path` is relative, with `/`. */
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

export type Written = Result<readonly ExchangeFile[], ExchangeFailure>;

/** A format that networks are written in. */
export interface Exporter extends ExportFormat {
  /** Whether the prepared data go along: only then are they read, and must the project be fit to be trained. */
  readonly bringsData: boolean;
  /** At once, or later where a library has to be loaded first. */
  write(outgoing: Outgoing): Written | Promise<Written>;
}

/** What came in: a project that can be drawn, with what could not be taken over said aloud. */
export interface Incoming {
  readonly document: ProjectDocument;
  /** By node of the document; null where the file holds none. They become a run that others can go on from. */
  readonly weights: readonly WeightRecord[] | null;
  /** What was kept as an opaque node, left out or set to the app's own default, one sentence each. */
  readonly notes: readonly Text[];
}

/** What a format is called that networks are read from: all that menus, file pickers and help need. */
export interface ImportFormat {
  readonly kind: string;
  readonly label: Text;
  readonly help: Text;
  /** Endings of the file that a person chooses, each with its dot: `.keras`. Several formats may share one. */
  readonly extensions: readonly string[];
  /** It holds weights alone, which go onto the network of a project. */
  readonly needsProject?: boolean;
}

/** A format that networks are read from. */
export interface Importer extends ImportFormat {
  /** Whether the content of the chosen file is of this format, from its first bytes or its outermost keys alone. */
  recognises(content: Uint8Array): boolean;
  /** Names of the files beside it that it needs too; whoever reads files looks for no others. */
  beside?(content: Uint8Array): readonly string[];
  /**
   * `files`: the chosen file first, then what lies beside it where the format has several (weights of `model.json`).
   * `onto`: a project whose data and settings it shall have, where these fit; without it, settings of the file's own.
   * Never throws, whatever the bytes.
   */
  read(
    files: readonly ExchangeFile[],
    onto?: ProjectDocument,
  ): Promise<Result<Incoming, ExchangeFailure>>;
}
