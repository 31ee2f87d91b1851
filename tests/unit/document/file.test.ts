import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseProject, serializeProject } from '../../../shared/document/file';
import { createDocument, defaultTraining } from '../../../shared/document/new-document';
import {
  CURRENT_VERSION,
  documentSchema,
  type ProjectDocument,
} from '../../../shared/document/schema';

const text = readFileSync(
  fileURLToPath(new URL('../../fixtures/projects/v2.vpnet', import.meta.url)),
  'utf8',
);

type Loose = { [key: string]: Loose } & Loose[] & string;

/** The fixture with something done to its JSON. */
function damaged(damage: (file: Loose) => void): string {
  const file = JSON.parse(text);
  damage(file);
  return JSON.stringify(file);
}

function opened(content: string) {
  const parsed = parseProject(content);
  if (!parsed.ok) throw new Error(parsed.failure.text.en);
  expect(documentSchema.safeParse(parsed.value.document).success).toBe(true);
  return parsed.value;
}

const repairsOf = (content: string) => opened(content).repairs.map(({ en }) => en);

function refusal(content: string) {
  const parsed = parseProject(content);
  if (parsed.ok) throw new Error('was opened');
  return parsed.failure;
}

const set = (target: unknown, key: string, value: unknown) => {
  (target as Record<string, unknown>)[key] = value;
};

describe('writing', () => {
  test('DOC-40: keys stand in the order of the schema, those of parameters in the alphabet’s', () => {
    const document = createDocument('order');
    const shuffled = Object.fromEntries(Object.entries(document).reverse()) as ProjectDocument;
    expect(serializeProject(shuffled)).toBe(serializeProject(document));
    expect(Object.keys(JSON.parse(serializeProject(shuffled)))).toEqual([
      'format',
      'version',
      'name',
      'lab',
      'network',
      'blocks',
      'data',
      'training',
    ]);
    const choice = { kind: 'adam', parameters: { epsilon: 1, beta2: 0.9, beta1: 0.5 } };
    const written = serializeProject({
      ...document,
      training: { ...document.training, optimizer: choice },
    });
    expect(written.indexOf('beta1')).toBeLessThan(written.indexOf('beta2'));
    expect(written.indexOf('beta2')).toBeLessThan(written.indexOf('epsilon'));
  });

  test('DOC-41: two spaces indent, a newline ends the file', () => {
    const written = serializeProject(createDocument('indent'));
    const start = `{\n  "format": "vanishing-point",\n  "version": ${CURRENT_VERSION},\n`;
    expect(written.startsWith(start)).toBe(true);
    expect(written.endsWith('\n}\n')).toBe(true);
  });

  test('DOC-42: a number that is not finite is never written', () => {
    const document = createDocument('nan');
    const broken = { ...document, training: { ...document.training, learningRate: Number.NaN } };
    expect(() => serializeProject(broken)).toThrow();
  });
});

describe('refusing, in words', () => {
  const REFUSED: readonly [string, string, string][] = [
    [
      'empty',
      '  \n',
      'The file is empty. If saving was interrupted, look for the .bak file beside it.',
    ],
    [
      'not-a-project',
      '{"format":"other","version":1}',
      'This is not a Vanishing Point project: it does not say "format": "vanishing-point".',
    ],
    ['not-a-project', '[1, 2]', 'This is not a Vanishing Point project'],
    ['not-a-project', 'null', 'This is not a Vanishing Point project'],
    ['not-json', text.slice(0, 500), 'The file is damaged: it is not valid JSON'],
    ['not-json', 'hello', 'The file is damaged: it is not valid JSON'],
    ['too-deep', '['.repeat(100_000), 'The file nests more than 64 levels deep'],
    [
      'bad-version',
      damaged((file) => set(file, 'version', 0)),
      'The file does not say which version',
    ],
    [
      'bad-version',
      damaged((file) => set(file, 'version', '1')),
      'The file does not say which version',
    ],
    [
      'reserved-key',
      text.replace('"rate"', '"__proto__"'),
      'The file uses the reserved name “__proto__” and is refused for safety.',
    ],
    [
      'reserved-key',
      text.replace('"rate"', '"constructor"'),
      'The file uses the reserved name “constructor” and is refused for safety.',
    ],
    [
      'too-many',
      damaged((file) => set(file.network, 'nodes', new Array(2001).fill({}))),
      'The file holds 2,001 nodes; a project holds at most 2,000.',
    ],
    ['too-large', ' '.repeat(51 * 1024 * 1024), 'The file has 51 MB; a project has at most 50 MB.'],
  ];

  test.each(REFUSED)('DOC-43: %s', (kind, content, sentence) => {
    const failure = refusal(content);
    expect(failure.kind).toBe(kind);
    expect(failure.text.en).toContain(sentence);
    expect(failure.text.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(`${failure.text.en}${failure.text.zh}`).not.toMatch(/\{\{|undefined/);
  });

  test('DOC-44: brackets inside of strings are not depth', () => {
    const deep = damaged((file) => set(file, 'name', `${'['.repeat(150)}"\\`));
    expect(opened(deep).document.name).toBe(`${'['.repeat(150)}"\\`);
  });

  test('DOC-45: −0 is read as the 0 that is written for it', () => {
    const zero = text.replace(/"x": -?[\d.]+/, '"x": -0');
    expect(Object.is(opened(zero).document.network.nodes[0].position.x, 0)).toBe(true);
  });

  test('DOC-45: a byte-order mark in front does no harm', () => {
    expect(opened(`\uFEFF${text}`).repairs).toEqual([]);
  });
});

describe('a newer version', () => {
  test('DOC-46: opens for reading only where all of it is understood', () => {
    const { document, repairs, readOnly } = opened(
      damaged((file) => set(file, 'version', CURRENT_VERSION + 1)),
    );
    expect(document.network.nodes).toHaveLength(8);
    expect(repairs).toEqual([]);
    expect(readOnly?.en).toBe(
      `Made by a newer version of the app (format ${CURRENT_VERSION + 1}). It opens for reading only; save it under another name to change it.`,
    );
  });

  test('DOC-47: is refused in words where something in it is unknown', () => {
    const content = damaged((file) => {
      set(file, 'version', CURRENT_VERSION + 2);
      set(file, 'inventions', []);
    });
    expect(refusal(content).text.en).toBe(
      `The file was made by a newer version of the app (format ${CURRENT_VERSION + 2}; this app reads up to ${CURRENT_VERSION}). Update the app to open it.`,
    );
  });
});

describe('DOC-48: repairing element by element, and saying so', () => {
  test('a bad node is left out with its connections, and both are counted', () => {
    const content = damaged((file) => set(file.network.nodes[3], 'id', 7));
    expect(repairsOf(content)).toEqual([
      '1 node could not be restored.',
      '2 connections could not be restored.',
    ]);
    expect(opened(content).document.network.nodes).toHaveLength(7);
  });

  test('three connections to nowhere', () => {
    const content = damaged((file) => {
      for (const index of [0, 1, 2]) set(file.network.edges[index], 'target', 'gone');
    });
    expect(repairsOf(content)).toEqual(['3 connections could not be restored.']);
    expect(opened(content).repairs[0].zh).toBe('有 3 条连接无法恢复。');
  });

  test('what can be put right of a node is put right, and the rest is kept', () => {
    const content = damaged((file) => {
      set(file.network.nodes[1], 'position', 'left');
      set(file.network.nodes[1].parameters, 'units', Array(70).fill([{ x: null }]));
    });
    expect(repairsOf(content)).toEqual(['The node “Dense 1” was repaired (position).']);
    expect(opened(content).document.network.nodes[1].position).toEqual({ x: 0, y: 0 });
  });

  test('a number too large for JSON is not kept', () => {
    const content = text.replace('"rate": 0.25', '"rate": 1e999');
    const { document, repairs } = opened(content);
    expect(repairs.map(({ en }) => en)).toEqual([
      'The node “Dropout 1” was repaired (parameters).',
    ]);
    const dropout = document.network.nodes.find(({ kind }) => kind === 'dropout');
    expect(dropout?.parameters).toEqual({});
  });

  test('two nodes of one id both stay', () => {
    const content = damaged((file) => set(file.network.nodes[4], 'id', 'dense-1'));
    const { document } = opened(content);
    const ids = document.network.nodes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(8);
    expect(repairsOf(content)[0]).toBe('The node “Add 1” was repaired (id).');
  });

  test('a node of an unknown kind is kept as it is and written back', () => {
    const content = damaged((file) => {
      set(file.network.nodes[2], 'kind', 'attention');
      set(file.network.nodes[2], 'parameters', { heads: 8, mask: { causal: true } });
    });
    const { document, repairs } = opened(content);
    expect(repairs).toEqual([]);
    expect(JSON.parse(serializeProject(document)).network.nodes[2]).toMatchObject({
      kind: 'attention',
      parameters: { heads: 8, mask: { causal: true } },
    });
  });

  test('settings that cannot be read take their default, by name', () => {
    const content = damaged((file) => {
      set(file.training, 'epochs', -3);
      set(file.training, 'optimizer', 'adam');
      set(file.data, 'validationShare', 'a fifth');
    });
    expect(repairsOf(content)).toEqual([
      'Data: the validation share could not be read and was set to its default, 0.2.',
      'Training: the optimizer could not be read and was set to its default, adam.',
      'Training: the number of epochs could not be read and was set to its default, 100.',
    ]);
    expect(opened(content).document.training.batchSize).toBe(defaultTraining().batchSize);
  });

  test('whole sections that are missing take their defaults', () => {
    const content = damaged((file) => {
      for (const key of ['network', 'data', 'training', 'name', 'lab']) delete file[key];
    });
    expect(repairsOf(content)).toEqual([
      'The name of the project could not be read; it is now “Untitled”.',
      'The lab that the project came from could not be read.',
      'The network could not be read and was set to its defaults.',
      'Data could not be read and was set to its defaults.',
      'Training could not be read and was set to its defaults.',
    ]);
  });

  test('a column of unknown role is ignored rather than fed to the network', () => {
    const content = damaged((file) => set(file.data.columns[4], 'role', 'tarte'));
    expect(opened(content).document.data.columns[4]).toMatchObject({
      name: 'species',
      role: 'ignore',
    });
    expect(repairsOf(content)).toEqual([
      'Data: 1 column was repaired; check the roles of all columns.',
    ]);
  });

  test('comments keep their words', () => {
    const content = damaged((file) => set(file.network.comments[0], 'size', { width: -1 }));
    const { document, repairs } = opened(content);
    expect(document.network.comments[0].text).toContain('捷径传递梯度');
    expect(repairs.map(({ en }) => en)).toEqual(['1 comment was repaired.']);
  });

  test('fields that this version does not know are named', () => {
    const content = damaged((file) => {
      set(file, 'author', 'me');
      set(file.training, 'tide', 'high');
    });
    expect(repairsOf(content)).toEqual([
      '2 fields that this version does not know were left out: author, tide.',
    ]);
  });
});
