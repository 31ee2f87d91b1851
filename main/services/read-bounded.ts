import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fillText, type Text } from '../../shared/text/text';
import { reasonOf } from './data/failures';
import { refuse, ServiceError } from './failures';

const TOO_LARGE: Text = {
  en: 'it has {{bytes}} bytes, more than the {{limit}} allowed',
  zh: '文件有 {{bytes}} 字节，超过允许的 {{limit}} 字节',
};

/** The content of a file that the person opened; refused before it is read where it is none, or larger than `limit` bytes. */
export async function readBounded(path: string, limit: number): Promise<Buffer> {
  const name = basename(path);
  try {
    const facts = await stat(path);
    // A pipe or a device would be read for ever.
    if (!facts.isFile()) {
      refuse('read-failed', { name, reason: { en: 'it is no file', zh: '它不是文件' } });
    }
    if (facts.size > limit) {
      refuse('read-failed', { name, reason: fillText(TOO_LARGE, { bytes: facts.size, limit }) });
    }
    return await readFile(path);
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    return refuse('read-failed', { name, reason: reasonOf(error) });
  }
}
