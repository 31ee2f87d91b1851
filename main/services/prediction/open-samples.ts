import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { HostFailure } from '../../../shared/host-data';
import { type Result, succeed } from '../../../shared/result';
import type { Text } from '../../../shared/text/text';
import { openByteFile } from '../data/byte-source';
import { openCsv } from '../data/csv-table';
import { decodeText, encodingNotes } from '../data/csv-text';
import { failRead, reasonOf } from '../data/failures';
import { openJsonTable } from '../data/json-table';
import { isPictureName } from '../data/pictures/files';
import { visitPictures } from './picture-samples';
import type { SampleSource, Trained } from './samples';
import { visitSamples } from './table-samples';

/**
 * The samples in a person's file, to be predicted by a network that was trained so: a CSV (read a piece at a time,
 * however large), a JSON table, a picture, or a folder of pictures. Fails where the file cannot be opened; what is
 * wrong inside is found while it is visited.
 */
export async function openSamples(
  given: string,
  trained: Trained,
): Promise<Result<SampleSource, HostFailure>> {
  const file = basename(given);
  try {
    const place = await realpath(given);
    const facts = await stat(place);
    if (facts.isDirectory() || isPictureName(file)) return succeed(pictures(file, place, trained));
    if (extname(file).toLowerCase() === '.json') {
      return succeed(json(file, await readFile(place), trained));
    }
    return succeed(csv(file, place, facts.size, trained));
  } catch (error) {
    return failRead('file-unreadable', { file, reason: reasonOf(error) });
  }
}

const nothing = (): void => undefined;

function pictures(file: string, place: string, trained: Trained): SampleSource {
  const leftOut: Text[] = [];
  return {
    unit: 'file',
    notes: [],
    leftOut,
    visit: (take, pace) => visitPictures({ file, place }, trained, take, pace, leftOut),
    close: nothing,
  };
}

function json(file: string, bytes: Uint8Array, trained: Trained): SampleSource {
  return {
    unit: 'entry',
    notes: [],
    leftOut: [],
    visit: (take, pace) =>
      visitSamples((tick) => openJsonTable(file, bytes, tick), trained, take, pace),
    close: nothing,
  };
}

function csv(file: string, place: string, size: number, trained: Trained): SampleSource {
  const source = openByteFile(place, size);
  // A project's own way of writing numbers need not be that of this file: both are found out.
  const options = { delimiter: 'auto', header: null } as const;
  const notes: Text[] = [];
  return {
    unit: 'line',
    notes,
    leftOut: [],
    async visit(take, pace) {
      const text = decodeText(file, source);
      if (!text.ok) return text;
      const { count, encoding } = text.value;
      notes.push(...encodingNotes(file, encoding));
      return visitSamples(
        (tick) => {
          let done = 0;
          return openCsv(file, text.value, options, () => {
            done = Math.min(done + 1, count);
            return tick(done, count);
          });
        },
        trained,
        take,
        pace,
      );
    },
    close: source.close,
  };
}
