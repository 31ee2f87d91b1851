import { createReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { contentTypeOf } from '../services/page-files';

/** Answers with a file of the page's build. */
export function sendFile(response: ServerResponse, file: string): void {
  response.setHeader('Content-Type', contentTypeOf(file));
  // Names of built assets carry a hash of their content; the page itself does not.
  response.setHeader(
    'Cache-Control',
    file.endsWith('.html') ? 'no-store' : 'private, max-age=31536000, immutable',
  );
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}
