import type { ProjectDocument } from '../../shared/document/schema';
import type { ExchangeFile } from '../../shared/interop/exchange';

/** What a thread that reads a file is started with. */
export interface ImportTask {
  /** Of the importer. */
  readonly kind: string;
  readonly files: readonly ExchangeFile[];
  readonly onto: ProjectDocument | undefined;
}
