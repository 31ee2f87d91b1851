import { realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { isBelow } from './handles';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** The file of the page's build that an address names, or null where there is none or it would leave the folder. */
export async function findPageFile(folder: string, path: string): Promise<string | null> {
  let name: string;
  try {
    name = decodeURIComponent(path);
  } catch {
    return null;
  }
  if (name.includes('\0')) return null;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, name === '/' ? 'index.html' : name));
    if (!isBelow(root, file) || !(await stat(file)).isFile()) return null;
    // Source maps tell where the code was built; the page works without.
    return extname(file) in CONTENT_TYPES ? file : null;
  } catch {
    return null;
  }
}

/** Of a file that `findPageFile` found. */
export const contentTypeOf = (file: string): string => CONTENT_TYPES[extname(file)];
