import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const page = readFileSync('docs/security.md', 'utf8');
const promises = readFileSync('docs/promises.md', 'utf8');
const rows = [...page.matchAll(/^\| (?!Attack|---)(.+?) \| (.+?) \| (.+?) \|$/gm)];

/** Source that runs in the app; tests and build files are not shipped. */
const sources = ['main', 'shared', 'renderer'].flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:tsx?|mjs)$/.test(file))
    .map((file) => join(room, file)),
);

/** What turns text into code or markup, or asks an address; none of it is needed anywhere. */
const FORBIDDEN =
  /(?<![.\w])eval\(|new Function\(|innerHTML|outerHTML|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write\(|XMLHttpRequest|(?:await |return |window\.|globalThis\.|self\.)fetch\(|importScripts\(/;

describe('what a stranger must not do', () => {
  it('SECURITY-1: every attack of docs/security.md names promises that there are', () => {
    expect(rows.length).toBeGreaterThan(15);
    for (const [, attack, guard, tests] of rows) {
      expect(guard, attack).not.toBe('');
      for (const id of tests.split(', ')) {
        expect(promises, `${attack}: ${id}`).toContain(`- **${id}** `);
      }
    }
  });

  it('SECURITY-2: no source of the app turns text into code or markup, or asks an address', () => {
    expect(sources.length).toBeGreaterThan(500);
    const found = sources.filter((file) => FORBIDDEN.test(readFileSync(file, 'utf8')));
    expect(found).toEqual([]);
  });

  it('SECURITY-3: the package switches off what would turn its binary into something else', () => {
    const package_ = readFileSync('electron-builder.yml', 'utf8');
    const fuse = (name: string) => package_.match(new RegExp(`^ {2}${name}: (\\w+)$`, 'm'))?.[1];
    for (const name of [
      'runAsNode',
      'enableNodeOptionsEnvironmentVariable',
      'enableNodeCliInspectArguments',
      'grantFileProtocolExtraPrivileges',
    ]) {
      expect(`${name} ${fuse(name)}`).toBe(`${name} false`);
    }
    for (const name of ['enableEmbeddedAsarIntegrityValidation', 'onlyLoadAppFromAsar']) {
      expect(`${name} ${fuse(name)}`).toBe(`${name} true`);
    }
    // Off, every memory access of the training backend would be checked by hand.
    expect(fuse('wasmTrapHandlers')).not.toBe('false');
  });
});
