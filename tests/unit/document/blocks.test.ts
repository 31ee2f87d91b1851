import { describe, expect, test } from 'vitest';
import { addInstance, removeBlock, renameBlock } from '../../../shared/document/block-edits';
import {
  exposeSetting,
  hideSetting,
  mergeSettings,
  removeSetting,
  renameSetting,
} from '../../../shared/document/block-settings';
import {
  editInside,
  inputsOf,
  isRecursive,
  seenInside,
  usesOf,
} from '../../../shared/document/blocks';
import {
  copyFragment,
  duplicateElements,
  pasteFragment,
  removeElements,
  setNodeParameters,
  shareWeights,
} from '../../../shared/document/edits';
import { dissolveBlock, expandBlock } from '../../../shared/document/expand-block';
import { parseProject, serializeProject } from '../../../shared/document/file';
import { MAX_BLOCKS } from '../../../shared/document/limits';
import { makeBlock } from '../../../shared/document/make-block';
import { createDocument } from '../../../shared/document/new-document';
import type { ProjectDocument } from '../../../shared/document/schema';
import { documentOf, linear } from '../graph/networks';
import { flattened, inBlock, instanceAfter, WORDS } from './blocks';

const dense = (id: string, from: string, units = 4) => ({
  id,
  kind: 'dense',
  from: [from],
  parameters: { units, ...linear },
});

/** in → a → b → sum(b, a) → last → out. */
const chain = (): ProjectDocument =>
  documentOf([
    { id: 'in', kind: 'input' },
    dense('a', 'in'),
    dense('b', 'a'),
    { id: 'sum', kind: 'add', from: ['b', 'a'] },
    dense('last', 'sum', 2),
    { id: 'out', kind: 'output', from: ['last'] },
  ]);

const links = ({ network }: ProjectDocument) =>
  network.edges.map(({ source, target }) => `${source} → ${target}`);

const refusal = (document: ProjectDocument, ...ids: string[]) => {
  const made = makeBlock(document, ids, WORDS);
  return made.ok ? null : made.failure.text.en;
};

describe('BLOCK-1: a selected part becomes a block with one instance in its place', () => {
  test('connections lead to and from the instance, in their order', () => {
    const document = inBlock(chain(), 'b', 'sum');
    expect(document.network.nodes.map(({ id }) => id)).toEqual([
      'in',
      'a',
      'block-1',
      'last',
      'out',
    ]);
    expect(links(document)).toEqual(['in → a', 'a → block-1', 'block-1 → last', 'last → out']);
    const [block] = document.blocks;
    expect(block).toMatchObject({ id: 'definition-1', name: 'Block 1', settings: [] });
    expect(block.network.edges.map(({ source, target }) => `${source} → ${target}`)).toEqual([
      'blockInput-1 → b',
      'b → sum',
      'blockInput-1 → sum',
      'sum → blockOutput-1',
    ]);
  });

  test('each source outside is an input, in the order of the connections', () => {
    const document = inBlock(chain(), 'sum');
    expect(links(document)).toEqual([
      'in → a',
      'a → b',
      'b → block-1',
      'a → block-1',
      'block-1 → last',
      'last → out',
    ]);
    expect(inputsOf(document.blocks[0].network)).toHaveLength(2);
  });

  test('a part that has no single output, or a detour, is refused in words', () => {
    expect(refusal(chain())).toMatch(/Select the layers/);
    expect(refusal(chain(), 'in', 'a')).toMatch(/stay outside/);
    expect(refusal(chain(), 'b', 'a')).toMatch(/one output/);
    expect(refusal(chain(), 'a', 'sum')).toMatch(/back into them/);
    const torn = shareWeights(chain(), 'last', 'b');
    expect(refusal(torn, 'b')).toMatch(/shares its weights/);
    expect(refusal(torn, 'b', 'sum', 'last')).toBeNull();
  });
});

describe('BLOCK-2: expanding in place undoes making', () => {
  test('the connections are those of before, under path ids', () => {
    const document = flattened(inBlock(chain(), 'b', 'sum'));
    expect(document.network.nodes.map(({ id, name }) => [id, name])).toEqual([
      ['in', 'in'],
      ['a', 'a'],
      ['block-1/b', 'b'],
      ['block-1/sum', 'sum'],
      ['last', 'last'],
      ['out', 'out'],
    ]);
    expect(links(document).sort()).toEqual(
      [
        'in → a',
        'a → block-1/b',
        'a → block-1/sum',
        'block-1/b → block-1/sum',
        'block-1/sum → last',
        'last → out',
      ].sort(),
    );
  });

  test('an instance that shares its weights is not torn from the others', () => {
    const twice = instanceAfter(inBlock(chain(), 'b', 'sum'), 'block-1');
    const sharing = shareWeights(twice, 'block-2', 'block-1');
    for (const id of ['block-1', 'block-2']) expect(expandBlock(sharing, id).ok).toBe(false);
  });

  test('the id of an expanded instance is not given to another block', () => {
    const flat = flattened(inBlock(chain(), 'b', 'sum'));
    expect(addInstance(flat, flat.blocks[0], { x: 0, y: 0 }).id).toBe('block-2');
  });
});

describe('BLOCK-3: edits work inside of a block as outside', () => {
  const document = inBlock(chain(), 'b', 'sum');
  const block = document.blocks[0].id;

  test('and change it for all instances', () => {
    const edited = editInside(document, block, (seen) =>
      setNodeParameters(seen, 'b', { units: 9 }),
    );
    expect(seenInside(edited, block).network.nodes[1].parameters.units).toBe(9);
    expect(edited.network).toBe(document.network);
    expect(editInside(document, block, (seen) => setNodeParameters(seen, 'b', {}))).toBe(document);
    expect(editInside(document, 'nothing', () => createDocument('other'))).toBe(document);
  });

  test('a block inside of it is made like any other', () => {
    const edited = editInside(document, block, (seen) => inBlock(seen, 'b'));
    expect(edited.blocks.map(({ id }) => id)).toEqual(['definition-1', 'definition-2']);
    expect(edited.blocks[0].network.nodes.map(({ kind }) => kind)).toContain('block');
    expect(edited.network).toBe(document.network);
  });
});

describe('BLOCK-4: a block exposes settings that its instances set', () => {
  const document = inBlock(chain(), 'b', 'sum');
  const { id } = document.blocks[0];
  const target = { node: 'b', parameter: 'useBias' };

  test('several parameters under one name, hidden again one by one', () => {
    const other = { node: 'b', parameter: 'units' };
    const exposed = exposeSetting(exposeSetting(document, id, 'bias', target), id, 'bias', other);
    expect(exposed.blocks[0].settings).toEqual([{ name: 'bias', targets: [target, other] }]);
    expect(exposeSetting(exposed, id, 'bias', other)).toBe(exposed);
    expect(hideSetting(hideSetting(exposed, id, other), id, target).blocks[0].settings).toEqual([]);
    expect(exposeSetting(document, id, '__proto__', target)).toBe(document);
  });

  test('and forgets them with the node that they belong to', () => {
    const exposed = exposeSetting(document, id, 'bias', target);
    const edited = editInside(exposed, id, (seen) => removeElements(seen, { nodes: ['b'] }));
    expect(edited.blocks[0].settings).toEqual([]);
  });
});

describe('BLOCK-20: settings are renamed, merged and hidden for all instances', () => {
  const made = inBlock(chain(), 'a', 'b', 'sum');
  const { id } = made.blocks[0];
  const expose = (document: ProjectDocument, name: string, node: string) =>
    exposeSetting(document, id, name, { node, parameter: 'units' });
  const set = (document: ProjectDocument, node: string, parameters: Record<string, number>) =>
    setNodeParameters(document, node, parameters);
  const exposed = set(
    expose(expose(instanceAfter(made, 'block-1'), 'A', 'a'), 'B', 'b'),
    'block-1',
    { A: 7, B: 9 },
  );
  const node = (document: ProjectDocument, which: string) =>
    document.network.nodes.find((each) => each.id === which);

  test('under a new name instances keep what they set', () => {
    const renamed = renameSetting(exposed, id, 'A', ' Width ');
    expect(renamed.blocks[0].settings.map(({ name }) => name)).toEqual(['Width', 'B']);
    expect(node(renamed, 'block-1')?.parameters).toEqual({ Width: 7, B: 9 });
    expect(node(renamed, 'block-2')).toBe(node(exposed, 'block-2'));
    const meaning = ({ network }: ProjectDocument) =>
      network.nodes.map(({ id: each, parameters }) => [each, parameters]);
    expect(meaning(flattened(renamed))).toEqual(meaning(flattened(exposed)));
  });

  test.each(['B', '', ' ', '__proto__', 'A'])('“%s” is no new name for A', (name) => {
    expect(renameSetting(exposed, id, 'A', name)).toBe(exposed);
  });

  test('merged, all that the two set has the value of the second, on each instance and inside', () => {
    const merged = mergeSettings(exposed, id, { from: 'A', into: 'B', value: 4 });
    expect(merged.blocks[0].settings).toEqual([
      {
        name: 'B',
        targets: [
          { node: 'b', parameter: 'units' },
          { node: 'a', parameter: 'units' },
        ],
      },
    ]);
    expect(node(merged, 'block-1')?.parameters).toEqual({ B: 9 });
    const units = (path: string) => node(flattened(merged), path)?.parameters.units;
    expect(['block-1/a', 'block-1/b', 'block-2/a', 'block-2/b'].map(units)).toEqual([9, 9, 4, 4]);
    expect(mergeSettings(exposed, id, { from: 'A', into: 'A', value: 1 })).toBe(exposed);
    expect(mergeSettings(exposed, id, { from: 'A', into: 'gone', value: 1 })).toBe(exposed);
  });

  test('blocks around that expose them follow, and hidden they set nothing any more', () => {
    const outer = inBlock(exposed, 'block-1');
    const around = outer.blocks[1].id;
    const through = ['A', 'B'].reduce(
      (document, parameter) =>
        exposeSetting(document, around, 'Outer', { node: 'block-1', parameter }),
      outer,
    );
    const targetsOf = (document: ProjectDocument) =>
      document.blocks[1].settings.flatMap(({ targets }) => targets.map((each) => each.parameter));
    expect(targetsOf(renameSetting(through, id, 'A', 'Width'))).toEqual(['Width', 'B']);
    expect(targetsOf(mergeSettings(through, id, { from: 'A', into: 'B', value: 4 }))).toEqual([
      'B',
    ]);
    const inner = through.blocks[1].network.nodes.find((each) => each.id === 'block-1');
    expect(inner?.parameters).toEqual({ A: 7, B: 9 });
    const renamed = renameSetting(through, id, 'A', 'Width');
    expect(
      renamed.blocks[1].network.nodes.find((each) => each.id === 'block-1')?.parameters,
    ).toEqual({
      Width: 7,
      B: 9,
    });
    expect(removeSetting(exposed, id, 'A').blocks[0].settings.map(({ name }) => name)).toEqual([
      'B',
    ]);
  });
});

describe('BLOCK-21: a definition is deleted, its uses becoming the layers that they stand for', () => {
  const made = inBlock(chain(), 'b', 'sum');
  const { id } = made.blocks[0];
  const exposed = exposeSetting(made, id, 'Width', { node: 'b', parameter: 'units' });
  const twice = setNodeParameters(instanceAfter(exposed, 'block-1'), 'block-1', { Width: 6 });

  test('everywhere, blocks around setting what they set', () => {
    const nested = inBlock(twice, 'block-2', 'last');
    const around = nested.blocks[1].id;
    const through = exposeSetting(nested, around, 'Outer', { node: 'block-2', parameter: 'Width' });
    const set = setNodeParameters(through, 'block-2', { Outer: 5 });
    expect(usesOf(set, id)).toBe(2);
    const dissolved = dissolveBlock(set, id);
    if (!dissolved.ok) throw new Error(dissolved.failure.text.en);
    expect(dissolved.value.blocks.map((block) => block.id)).toEqual([around]);
    expect(dissolved.value.blocks[0].settings[0].targets).toEqual([
      { node: 'block-2/b', parameter: 'units' },
    ]);
    const plain = (document: ProjectDocument) =>
      flattened(document).network.nodes.map(({ id: path, parameters }) => [path, parameters]);
    expect(new Map(plain(dissolved.value) as [string, unknown][])).toEqual(
      new Map(plain(set) as [string, unknown][]),
    );
  });

  test('or says in words why not', () => {
    const shared = dissolveBlock(shareWeights(twice, 'block-2', 'block-1'), id);
    expect(shared.ok ? '' : shared.failure.text.en).toMatch(/shares its weights/);
    const itself = editInside(
      made,
      id,
      (seen) => addInstance(seen, made.blocks[0], { x: 0, y: 0 }).document,
    );
    const refused = dissolveBlock(itself, id);
    expect(refused.ok ? '' : refused.failure.text.en).toMatch(/contains itself/);
  });
});

describe('BLOCK-5: definitions', () => {
  const document = inBlock(chain(), 'b', 'sum');
  const { id } = document.blocks[0];

  test('are renamed, and removed only while no instance needs them', () => {
    expect(renameBlock(document, id, ' Residual ').blocks[0].name).toBe('Residual');
    expect(renameBlock(document, id, ' ')).toBe(document);
    expect(removeBlock(document, id)).toBe(document);
    const without = removeElements(document, { nodes: ['block-1'] });
    expect(removeBlock(without, id).blocks).toEqual([]);
  });

  test('come along into another project, under an id of their own where that means another block', () => {
    const fragment = copyFragment(document, { nodes: ['block-1'] });
    const pasted = pasteFragment(createDocument('other'), fragment);
    expect(pasted.document.blocks).toHaveLength(1);
    const changed = editInside(document, id, (seen) => removeElements(seen, { nodes: ['b'] }));
    const both = pasteFragment(changed, fragment).document;
    expect(both.blocks.map((block) => block.name)).toEqual(['Block 1', 'Block 1 1']);
    expect(both.network.nodes.at(-1)?.block).toBe('definition-2');
  });

  test('are shared by copies in the same project', () => {
    const copy = duplicateElements(document, { nodes: ['block-1'] });
    expect(copy.document.blocks).toBe(document.blocks);
    expect(copy.document.network.nodes.at(-1)).toMatchObject({ id: 'block-2', block: id });
  });

  test('that contain each other are known', () => {
    const inner = addInstance(seenInside(document, id), document.blocks[0], { x: 0, y: 0 });
    const recursive = editInside(document, id, () => inner.document);
    expect(isRecursive(recursive.blocks, id)).toBe(true);
    expect(isRecursive(document.blocks, id)).toBe(false);
  });
});

describe('BLOCK-6: blocks in a file', () => {
  const document = exposeSetting(inBlock(chain(), 'b', 'sum'), 'definition-1', 'bias', {
    node: 'b',
    parameter: 'useBias',
  });
  const damaged = (change: (blocks: unknown[]) => unknown) => {
    const file = JSON.parse(serializeProject(document));
    const parsed = parseProject(JSON.stringify({ ...file, blocks: change(file.blocks) }));
    if (!parsed.ok) throw new Error(parsed.failure.text.en);
    return parsed.value;
  };

  test('come back as they were', () => {
    const parsed = parseProject(serializeProject(document));
    expect(parsed.ok && parsed.value).toMatchObject({ document, repairs: [] });
  });

  test('are mended piece by piece, or left out and counted', () => {
    const dropped = damaged(([block]) => [block, block, { id: 'x' }, 7]);
    expect(dropped.document.blocks).toEqual(document.blocks);
    expect(dropped.repairs.map(({ en }) => en)).toEqual(['3 blocks could not be restored.']);
    const mended = damaged(([block]) => [
      { ...(block as object), name: 5, settings: [{ name: '' }] },
    ]);
    expect(mended.document.blocks[0]).toMatchObject({ name: 'definition-1', settings: [] });
    expect(mended.document.blocks[0].network).toEqual(document.blocks[0].network);
    expect(mended.repairs.map(({ en }) => en)).toEqual([
      '1 block was repaired; check the settings that they expose.',
    ]);
    expect(damaged(() => 'none').document.blocks).toEqual([]);
  });

  test('too many are refused with the figure', () => {
    const file = JSON.parse(serializeProject(document));
    const many = Array.from({ length: MAX_BLOCKS + 1 }, () => file.blocks[0]);
    const parsed = parseProject(JSON.stringify({ ...file, blocks: many }));
    expect(parsed.ok ? null : parsed.failure.text.en).toBe(
      `The file holds ${MAX_BLOCKS + 1} blocks; a project holds at most ${MAX_BLOCKS}.`,
    );
  });
});
