import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import asc from 'assemblyscript/asc';
import type { Plugin } from 'vite';

const QUERY = '?wasm';
/** `stub` and no assertions: the kernels allocate nothing and import nothing but the memory that they work on. */
const OPTIONS = [
  '-O3',
  '--noAssert',
  '--runtime',
  'stub',
  '--importMemory',
  '--enable',
  'simd',
  '--outFile',
  'out.wasm',
];
const RELAXED = ['--enable', 'relaxed-simd'];

/** Compiles a module of AssemblyScript; the bytes as base64. Throws with the compiler's own words. */
async function compile(file: string, options: readonly string[]): Promise<string> {
  const folder = dirname(file);
  let binary = '';
  const { error, stderr } = await asc.main(
    [basename(file), '--baseDir', folder, ...OPTIONS, ...options],
    {
      readFile: (name) => {
        try {
          return readFileSync(join(folder, name), 'utf8');
        } catch {
          // The compiler tries several names for an import and takes null for "not there".
          return null;
        }
      },
      writeFile: (name, contents) => {
        if (name === 'out.wasm') binary = Buffer.from(contents).toString('base64');
      },
    },
  );
  if (error) throw new Error(`${file}: ${error.message}\n${stderr.toString()}`);
  return binary;
}

/**
 * `import kernels from './x.ts?wasm'` compiles `x.ts` as AssemblyScript, twice: for every machine with SIMD, and for
 * those that also know relaxed SIMD (a multiplication and an addition rounded once). So no binary lies in the tree.
 */
export function assemblyScript(): Plugin {
  return {
    name: 'assembly-script',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(QUERY)) return null;
      const file = id.slice(0, -QUERY.length);
      const plain = await compile(file, []);
      const relaxed = await compile(file, RELAXED);
      return `export default ${JSON.stringify({ plain, relaxed })};`;
    },
  };
}
