import { readFile } from 'node:fs/promises';
import type { Protocol } from 'electron';
import { contentTypeOf, findPageFile } from '../services/page-files';
import { SECURITY_HEADERS } from '../services/page-security';
import { PAGE_ORIGIN, PAGE_SCHEME } from './channels';

/** Must be called before the app is ready. `secure` gives the page workers and WebAssembly streaming. */
export function registerPageScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: PAGE_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Answers for the page's build and for nothing else on the disk. */
export async function answerPageRequest(folder: string, request: Request): Promise<Response> {
  const refuse = (status: number) => new Response(null, { status, headers: SECURITY_HEADERS });
  const url = new URL(request.url);
  if (`${url.protocol}//${url.host}` !== PAGE_ORIGIN) return refuse(403);
  if (request.method !== 'GET') return refuse(405);
  const file = await findPageFile(folder, url.pathname);
  if (!file) return refuse(404);
  const content = await readFile(file);
  return new Response(new Uint8Array(content), {
    headers: { ...SECURITY_HEADERS, 'Content-Type': contentTypeOf(file) },
  });
}
