import type { ProjectDocument } from '../../shared/document/schema';
import type { ExchangeFailure, ExchangeFile, Incoming } from '../../shared/interop/exchange';
import { importerOf } from '../../shared/interop/importers';
import type { Result } from '../../shared/result';

/** What a thread that reads a file is started with. */
export interface ImportTask {
  /** The chosen file first, then what lies beside it. */
  readonly files: readonly ExchangeFile[];
  readonly onto?: ProjectDocument | undefined;
}

/** What it came to; null where nobody recognises the file. */
export type ImportAnswer = Result<Incoming, ExchangeFailure> | null;

/** Reads a file as whoever recognises its content. */
export const readIncoming = async ({ files, onto }: ImportTask): Promise<ImportAnswer> =>
  (await importerOf(files[0].content)?.read(files, onto)) ?? null;
