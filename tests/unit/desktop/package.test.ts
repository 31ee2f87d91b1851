import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { decode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { icnsOf, icoOf } from '../../../assets/make/containers';
import { type PackagingFacts, packageNeeds } from '../../../main/launch/package-needs.mjs';
import { repository } from '../../support/host-process';
import { scratchFolder } from '../../support/scratch';

const SCRIPT = join(repository, 'main', 'launch', 'package.mjs');

/** Runs the real script where Electron's binary lies in this folder, or nowhere. */
const run = (electron: string, ...options: string[]) =>
  spawnSync(process.execPath, [SCRIPT, ...options], {
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: electron, PATH: '' },
  });

describe('DESK-8: npm run package', () => {
  test('says in sentences what is missing, and makes nothing', () => {
    const { status, stderr } = run(scratchFolder(), '--linux', '--win', '--check');
    expect(status).toBe(1);
    const [windows, electron, ...rest] = stderr.trim().split('\n');
    expect(windows).toMatch(/needs wine.*Install wine/);
    expect(electron).toMatch(/^Electron’s binary is missing.*node_modules\/electron\/install\.js/);
    expect(rest).toEqual([]);
  });

  test('finds nothing missing where the binary is', () => {
    const folder = scratchFolder();
    const named = join(repository, 'node_modules', 'electron', 'path.txt');
    const name = (() => {
      try {
        return readFileSync(named, 'utf8').trim();
      } catch {
        return 'electron';
      }
    })();
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), '');
    const { status, stderr } = run(folder, '--linux', '--check');
    expect(stderr).toBe('Nothing is missing: Linux (AppImage, deb).\n');
    expect(status).toBe(0);
  });

  test('refuses an option that it does not know', () => {
    const { status, stderr } = run(scratchFolder(), '--amiga');
    expect(status).toBe(1);
    expect(stderr).toContain('npm run package -- --linux');
  });

  const none = (): boolean => false;
  const all: Omit<PackagingFacts, 'targets'> = {
    platform: 'linux',
    node: '22.12.0',
    electron: true,
    hasTool: () => true,
  };

  test.each([
    ['linux', {}, []],
    ['linux', { electron: false }, [/install\.js/]],
    ['linux', { electron: false, node: '22.11.0' }, [/needs Node 22\.12 or newer.*Node 22\.11\.0/]],
    ['linux', { electron: false, node: '24.0.0' }, [/network connection/]],
    ['mac', {}, [/macOS only/]],
    ['mac', { platform: 'darwin' }, []],
    ['win', {}, []],
    ['win', { hasTool: none }, [/wine/]],
    ['win', { platform: 'win32', hasTool: none }, []],
  ] as const)('for %s with %j', (target, facts, expected) => {
    const needs = packageNeeds({ ...all, ...facts, targets: [target] });
    expect(needs).toHaveLength(expected.length);
    for (const [index, words] of expected.entries()) expect(needs[index]).toMatch(words);
  });
});

describe('DESK-9: the package', () => {
  const file = join(repository, 'electron-builder.yml');
  const require = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
  const config = require('js-yaml').load(readFileSync(file, 'utf8'));

  test('is described in words that electron-builder knows', async () => {
    const builder = require('app-builder-lib/out/util/config/config.js');
    const { DebugLogger } = require('builder-util');
    await builder.validateConfiguration(config, new DebugLogger(false));
    const wrong = { ...config, linux: { ...config.linux, colour: 'blue' } };
    await expect(builder.validateConfiguration(wrong, new DebugLogger(false))).rejects.toThrow(
      'configuration.linux',
    );
  });

  test('is made for three systems, opens projects, and has no address to publish to', () => {
    expect(config.linux.target).toEqual(['AppImage', 'deb']);
    expect(config.mac.target).toEqual(['dmg']);
    expect(config.win.target).toEqual(['nsis']);
    expect(config.fileAssociations.map(({ ext }: { ext: string }) => ext)).toEqual([
      'vpnet',
      'vprun',
    ]);
    expect(config.publish).toBeNull();
    expect(config.asar).toBe(true);
  });

  test('has the app’s icon in every size that the systems ask for', () => {
    const sizes = readdirSync(join(repository, config.linux.icon)).map((name) => {
      const { width, height } = decode(readFileSync(join(repository, config.linux.icon, name)));
      expect(name).toBe(`${width}x${height}.png`);
      return width;
    });
    expect(sizes.sort((a, b) => a - b)).toEqual([16, 24, 32, 48, 64, 128, 256, 512]);

    const ico = readFileSync(join(repository, config.win.icon));
    expect([ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([1, 7]);
    for (let entry = 0; entry < 7; entry += 1) {
      const at = 6 + entry * 16;
      const offset = ico.readUInt32LE(at + 12);
      const { width } = decode(ico.subarray(offset, offset + ico.readUInt32LE(at + 8)));
      expect(width % 256).toBe(ico[at]);
    }

    const icns = readFileSync(join(repository, config.mac.icon));
    expect(icns.toString('latin1', 0, 4)).toBe('icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    const widths: number[] = [];
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      widths.push(decode(icns.subarray(at + 8, at + icns.readUInt32BE(at + 4))).width);
    }
    expect(widths).toEqual([32, 64, 128, 256, 512]);
  });

  test('refuses icons that the containers have no place for', () => {
    expect(() => icoOf([{ pixels: 512, png: new Uint8Array() }])).toThrow('256');
    expect(() => icnsOf([{ pixels: 48, png: new Uint8Array() }])).toThrow('48');
  });
});
