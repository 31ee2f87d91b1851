import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseProject, serializeProject } from '../../../shared/document/file';
import type { JsonObject } from '../../../shared/document/json';
import { FIRST_VERSION, MIGRATIONS, migrate } from '../../../shared/document/migrations';
import type { Migration } from '../../../shared/document/migrations/migration';
import { CURRENT_VERSION } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';

const VERSIONS = Array.from(
  { length: CURRENT_VERSION - FIRST_VERSION + 1 },
  (_, index) => FIRST_VERSION + index,
);

const fixture = (version: number) =>
  fileURLToPath(new URL(`../../fixtures/projects/v${version}.vpnet`, import.meta.url));

describe.each(VERSIONS)('DOC-30: version %d', (version) => {
  test('has a kept project file', () => {
    expect(existsSync(fixture(version)), `tests/fixtures/projects/v${version}.vpnet`).toBe(true);
  });

  test('opens without repairs and can train', () => {
    const parsed = parseProject(readFileSync(fixture(version), 'utf8'));
    if (!parsed.ok) throw new Error(parsed.failure.text.en);
    expect(parsed.value.repairs).toEqual([]);
    expect(parsed.value.readOnly).toBeNull();
    expect(parsed.value.document.network.nodes.length).toBeGreaterThan(5);
    expect(analyse(parsed.value.document).trainable).toBe(true);
  });
});

test('DOC-31: there is exactly one migration from every old version, in order', () => {
  expect(MIGRATIONS.map(({ from }) => from)).toEqual(VERSIONS.slice(0, -1));
});

test('DOC-32: a project of the current version is written back byte for byte', () => {
  const text = readFileSync(fixture(CURRENT_VERSION), 'utf8');
  const parsed = parseProject(text);
  if (!parsed.ok) throw new Error(parsed.failure.text.en);
  expect(serializeProject(parsed.value.document)).toBe(text);
});

/** The mechanism, tried on a made-up history. */
const HISTORY: readonly Migration[] = [
  { from: 2, summary: 'b becomes c', migrate: ({ b, ...rest }) => ({ ...rest, c: b }) },
  { from: 1, summary: 'a becomes b', migrate: ({ a, ...rest }) => ({ ...rest, b: a }) },
];

const freeze = (file: JsonObject): JsonObject => Object.freeze({ ...file });

test('DOC-33: migrations run one after the other, whatever their order, and leave the file as it was', () => {
  const old = freeze({ version: 1, a: 5 });
  expect(migrate(old, 1, HISTORY, 3)).toEqual({ version: 3, c: 5 });
  expect(migrate({ version: 2, b: 6 }, 2, HISTORY, 3)).toEqual({ version: 3, c: 6 });
  expect(old).toEqual({ version: 1, a: 5 });
});

test('DOC-34: a gap in the history is a bug and throws', () => {
  expect(() => migrate({ version: 1 }, 1, [HISTORY[0]], 3)).toThrow('no migration from version 1');
});

test('DOC-35: initializers that version 1 left to their defaults start as they did', () => {
  const choice = (kind: string, parameters: JsonObject) => ({ kind, parameters });
  const old = {
    version: 1,
    network: {
      nodes: [
        {
          id: 'a',
          parameters: {
            units: 3,
            kernelInitializer: choice('normal', {}),
            biasInitializer: choice('uniform', { limit: 0.2 }),
            activation: choice('relu', {}),
          },
        },
        'damaged',
      ],
    },
  };
  const { network } = migrate(old, 1, MIGRATIONS.slice(0, 1), 2) as typeof old;
  expect(network.nodes).toEqual([
    {
      id: 'a',
      parameters: {
        units: 3,
        kernelInitializer: choice('normal', { deviation: 0.05 }),
        biasInitializer: choice('uniform', { limit: 0.2 }),
        activation: choice('relu', {}),
      },
    },
    'damaged',
  ]);
});
