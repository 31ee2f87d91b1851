import { cpSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, preview } from 'vite';
import { assemblyScript } from '../../vite.assembly-script.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const wasmFiles = (): string => {
  const { resolve } = createRequire(import.meta.url);
  return join(dirname(resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist');
};

/** What the engine's tests take from Node, by the name they import it by, and the page's file in its place. */
const IN_PAGE: Readonly<Record<string, string>> = {
  vitest: here('page/vitest.ts'),
  './environment': here('page/environment.ts'),
  './oracle': here('page/oracle.ts'),
};

const inPage: Plugin = {
  name: 'in-page',
  enforce: 'pre',
  resolveId: (name, importer) =>
    importer?.includes('/tests/') && Object.hasOwn(IN_PAGE, name) ? IN_PAGE[name] : null,
};

export interface TestPage {
  readonly address: string;
  close(): Promise<void>;
}

/** Bundles the test page, with the engine and the oracle's own tests in it, and serves it on loopback. */
export async function serveTestPage(): Promise<TestPage> {
  const outDir = mkdtempSync(join(tmpdir(), 'vanishing-point-gpu-'));
  const shared = { configFile: false, root: here('page'), logLevel: 'error' } as const;
  await build({
    ...shared,
    plugins: [inPage, assemblyScript()],
    build: { outDir, emptyOutDir: true, target: 'chrome120', minify: false },
  });
  cpSync(wasmFiles(), join(outDir, 'wasm'), {
    recursive: true,
    filter: (path) => !/\.(js|map|ts)$/.test(path),
  });
  const server = await preview({
    ...shared,
    build: { outDir },
    preview: { port: 0, strictPort: false, host: '127.0.0.1' },
  });
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error('the test page has no address');
  return { address, close: () => server.close() };
}
