import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
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

/** Compiling takes seconds, and every run of the tests asks for it. */
const CACHE = join(import.meta.dirname, 'node_modules', '.cache', 'assembly-script');

/** Changes whenever a module beside `file`, an option or the compiler does. */
function keyOf(file: string): string {
  const folder = dirname(file);
  const hash = createHash('sha256').update(
    JSON.stringify([asc.version, basename(file), OPTIONS, RELAXED]),
  );
  for (const name of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

/** Both variants as the text of a module. */
async function moduleOf(file: string): Promise<string> {
  const cached = join(CACHE, `${keyOf(file)}.js`);
  try {
    return readFileSync(cached, 'utf8');
  } catch {
    const [plain, relaxed] = [await compile(file, []), await compile(file, RELAXED)];
    const text = `export default ${JSON.stringify({ plain, relaxed })};`;
    mkdirSync(CACHE, { recursive: true });
    // Renamed when whole: several runs may compile at once, and none may read half a file.
    const draft = `${cached}.${process.pid}`;
    writeFileSync(draft, text);
    renameSync(draft, cached);
    return text;
  }
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
      return moduleOf(id.slice(0, -QUERY.length));
    },
  };
}
