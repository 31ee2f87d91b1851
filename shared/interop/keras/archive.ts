import { unzipSync } from 'fflate';
import { MAX_PARAMETERS, MAX_PROJECT_BYTES } from '../../document/limits';
import { type Result, succeed } from '../../result';
import { messageOf } from '../../text/quote';
import type { ExchangeFailure } from '../exchange';
import { refuse } from './failures';

/** What a `.keras` file holds: a zip of these. Source: Keras, `saving/saving_lib.py`. */
export const METADATA_FILE = 'metadata.json';
export const CONFIG_FILE = 'config.json';
export const WEIGHTS_FILE = 'model.weights.h5';

/** Bytes that each may inflate to. Optimizers keep two numbers or three beside each weight in the same file. */
const LIMITS: Readonly<Record<string, number>> = {
  [METADATA_FILE]: 64 * 1024,
  [CONFIG_FILE]: MAX_PROJECT_BYTES,
  [WEIGHTS_FILE]: 4 * 4 * MAX_PARAMETERS,
};
const MAX_ENTRIES = 1_000;

/** A name that leads out of its archive, or says one thing and means another. */
const isUnsafe = (name: string): boolean =>
  name.includes('\\') ||
  name.startsWith('/') ||
  /^[a-z]:/i.test(name) ||
  name.split('/').some((part) => part === '..' || part === '.');

/** Thrown out of the library's walk over an archive, and caught below. */
class RefusedArchive extends Error {}

export const isZip = (content: Uint8Array): boolean =>
  [0x50, 0x4b, 0x03, 0x04].every((byte, at) => content[at] === byte);

/**
 * The files of a `.keras` archive that say the network. Names, number and sizes are looked at before anything is
 * inflated, and nothing inflates beyond the size that the archive itself says.
 */
export function openArchive(
  content: Uint8Array,
): Result<ReadonlyMap<string, Uint8Array>, ExchangeFailure> {
  const seen = new Set<string>();
  try {
    const files = unzipSync(content, {
      filter({ name, originalSize }) {
        if (seen.size >= MAX_ENTRIES) throw new RefusedArchive(`more than ${MAX_ENTRIES} files`);
        if (isUnsafe(name) || seen.has(name)) throw new RefusedArchive(`“${name}”`);
        seen.add(name);
        if (!Object.hasOwn(LIMITS, name)) return false;
        const limit = LIMITS[name];
        if (originalSize > limit) throw new RefusedArchive(`${name}: ${originalSize} > ${limit}`);
        return true;
      },
    });
    return succeed(new Map(Object.entries(files)));
  } catch (error) {
    return refuse('archive', { reason: messageOf(error) });
  }
}
