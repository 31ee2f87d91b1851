import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The rows of the first table of docs/architecture.md: room → rooms that it may import. */
function readArrows(): Map<string, readonly string[]> {
  const page = readFileSync('docs/architecture.md', 'utf8');
  const rows = page.matchAll(/^\| `shared\/(\w+)\/` +\| .* \| (\S.*?) +\|$/gm);
  return new Map(
    [...rows].map(([, room, allowed]) => [room, allowed === '–' ? [] : allowed.split(', ')]),
  );
}

interface Report {
  readonly diagnostics: readonly {
    readonly category: string;
    readonly location: { readonly path: string };
  }[];
}

const arrows = readArrows();
const folder = mkdtempSync(join(tmpdir(), 'arrows-'));
const refused = new Set<string>();

/** Files to lint: one import each, so that a report names exactly the arrow it refuses. */
const probes = new Map<string, string>();
const probe = (file: string, specifier: string) => probes.set(file, specifier);

for (const from of arrows.keys()) {
  for (const to of arrows.keys()) {
    if (from !== to) probe(`shared/${from}/to-${to}.ts`, `../${to}/thing`);
  }
  probe(`shared/${from}/to-main.ts`, '../../main/services/thing');
  probe(`shared/${from}/to-renderer.ts`, '../../renderer/app/thing');
  probe(`shared/${from}/to-tfjs.ts`, '@tensorflow/tfjs-core');
  probe(`shared/${from}/to-node.ts`, 'node:fs');
  probe(`shared/${from}/to-electron.ts`, 'electron');
}
const RENDERER = [
  'app',
  'canvas',
  'diagnosis',
  'explore',
  'inspector',
  'data',
  'monitor',
  'runs',
  'labs',
];
for (const room of RENDERER) {
  probe(`renderer/${room}/to-main.ts`, '../../main/services/thing');
  probe(`renderer/${room}/to-engine.ts`, '../../shared/engine/thing');
  probe(`renderer/${room}/to-react-flow.ts`, '@xyflow/react');
  probe(`renderer/${room}/to-graph.ts`, '../../shared/graph/thing');
}
probe('renderer/trainer/to-main.ts', '../../main/services/thing');
probe('renderer/trainer/to-engine.ts', '../../shared/engine/thing');
probe('renderer/trainer/to-tfjs.ts', '@tensorflow/tfjs-core');
const MAIN = ['services', 'training', 'server', 'desktop', 'cli'];
for (const room of MAIN) {
  probe(`main/${room}/to-renderer.ts`, '../../renderer/app/thing');
  probe(`main/${room}/to-electron.ts`, 'electron');
}

beforeAll(() => {
  cpSync('biome.json', join(folder, 'biome.json'));
  for (const [file, specifier] of probes) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), `import { thing } from '${specifier}';\nthing();\n`);
  }
  const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
  const arguments_ = ['lint', '--reporter=json', '--max-diagnostics=none', '--vcs-enabled=false'];
  let output: string;
  try {
    output = execFileSync(process.execPath, [biome, ...arguments_, folder], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    // The linter exits non-zero when it refuses something, which is what is wanted here.
    output = (error as { stdout: string }).stdout;
  }
  const report = JSON.parse(output) as Report;
  for (const { category, location } of report.diagnostics) {
    if (category !== 'lint/style/noRestrictedImports') continue;
    const found = [...probes.keys()].find((file) => location.path.endsWith(file));
    if (found) refused.add(found);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('ARROW-1: the linter refuses every import that docs/architecture.md does not allow', () => {
  it('reads the table', () => expect(arrows.size).toBeGreaterThanOrEqual(10));

  for (const [from, allowed] of arrows) {
    for (const to of arrows.keys()) {
      if (from === to) continue;
      const fine = allowed.includes(to);
      it(`${from} ${fine ? 'may' : 'may not'} import ${to}`, () => {
        expect(refused.has(`shared/${from}/to-${to}.ts`)).toBe(!fine);
      });
    }
    it(`${from} imports neither main, renderer, Node nor Electron`, () => {
      for (const target of ['main', 'renderer', 'node', 'electron']) {
        expect(refused, target).toContain(`shared/${from}/to-${target}.ts`);
      }
    });
    it(`${from} ${from === 'engine' ? 'may' : 'may not'} import tfjs`, () => {
      expect(refused.has(`shared/${from}/to-tfjs.ts`)).toBe(from !== 'engine');
    });
  }

  for (const room of RENDERER) {
    it(`renderer/${room} imports the host contract, not main and not the engine`, () => {
      expect(refused).toContain(`renderer/${room}/to-main.ts`);
      expect(refused).toContain(`renderer/${room}/to-engine.ts`);
      expect(refused).not.toContain(`renderer/${room}/to-graph.ts`);
      expect(refused.has(`renderer/${room}/to-react-flow.ts`)).toBe(room !== 'canvas');
    });
  }

  it('renderer/trainer imports the engine, and neither main nor tfjs', () => {
    expect(refused).not.toContain('renderer/trainer/to-engine.ts');
    expect(refused).toContain('renderer/trainer/to-main.ts');
    expect(refused).toContain('renderer/trainer/to-tfjs.ts');
  });

  for (const room of MAIN) {
    it(`main/${room} never imports the page, and Electron only on the desktop`, () => {
      expect(refused).toContain(`main/${room}/to-renderer.ts`);
      expect(refused.has(`main/${room}/to-electron.ts`)).toBe(room !== 'desktop');
    });
  }
});
