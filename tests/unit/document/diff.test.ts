import { describe, expect, it } from 'vitest';
import { newNode } from '../../../shared/catalogue/new-node';
import { describeEdit, tellNode } from '../../../shared/diagnosis/describe-edit';
import { blocksById, editInside } from '../../../shared/document/blocks';
import { diffDocuments, diffOf, diffsInside } from '../../../shared/document/diff';
import {
  addNode,
  connect,
  moveElements,
  removeElements,
  renameNode,
  setNodeParameters,
  setTraining,
} from '../../../shared/document/edits';
import { createDocument } from '../../../shared/document/new-document';
import type { ProjectDocument } from '../../../shared/document/schema';
import { inBlock, instanceAfter } from './blocks';

function chain(...kinds: readonly string[]): ProjectDocument {
  let document = createDocument('Chain');
  let before: string | null = null;
  for (const [index, kind] of kinds.entries()) {
    const node = { ...newNode(kind, 'en'), position: { x: 240 * index, y: 0 } };
    const added = addNode(document, node);
    const id = added.id as string;
    document = before === null ? added.document : connect(added.document, before, id);
    before = id;
  }
  return document;
}

const nodeOf = ({ network }: ProjectDocument, id: string) => {
  const found = network.nodes.find((node) => node.id === id);
  if (!found) throw new Error(`no node ${id}`);
  return found;
};

const english = (texts: readonly { readonly en: string }[]): string[] => texts.map(({ en }) => en);

const plain = chain('input', 'dense', 'dense', 'output');
const tanh = { kind: 'tanh', parameters: {} };

describe('diffs', () => {
  it('TRIAL-1: a parameter is told as old and new, and nothing else is', () => {
    const edited = setNodeParameters(plain, 'dense-1', { activation: tanh, units: 7 });
    const { network, blocks, data, training } = diffDocuments(plain, edited);
    expect([...network.nodes.keys()]).toEqual(['dense-1']);
    expect(network.nodes.get('dense-1')).toMatchObject({
      type: 'changed',
      parameters: [
        { name: 'units', after: 7 },
        { name: 'activation', after: tanh },
      ],
    });
    expect([network.addedEdges, network.removedEdges, data, training]).toEqual([[], [], [], []]);
    expect(blocks.size).toBe(0);
  });

  it('TRIAL-1: nodes that came and went, and connections that lead elsewhere', () => {
    const added = addNode(plain, { ...newNode('dropout', 'en'), position: { x: 0, y: 99 } });
    const id = added.id as string;
    const edges = added.document.network.edges.map((edge) =>
      edge.source === 'dense-1' ? { ...edge, source: id } : edge,
    );
    const rewired = connect(
      { ...added.document, network: { ...added.document.network, edges } },
      'dense-1',
      id,
    );
    const { network } = diffDocuments(plain, rewired);
    expect([...network.nodes].map(([node, { type }]) => [node, type])).toEqual([[id, 'added']]);
    expect(network.addedEdges.map(({ source, target }) => [source, target])).toEqual([
      [id, 'dense-2'],
      ['dense-1', id],
    ]);
    expect(network.removedEdges.map(({ source, target }) => [source, target])).toEqual([
      ['dense-1', 'dense-2'],
    ]);
    const back = diffDocuments(rewired, plain).network;
    expect(back.nodes.get(id)?.type).toBe('removed');
    expect(back.removedEdges.length).toBe(network.addedEdges.length);
  });

  it('TRIAL-1: places, names and comments are no difference; settings are', () => {
    const moved = moveElements(plain, new Map([['dense-1', { x: 5, y: 5 }]]));
    const renamed = renameNode(moved, 'dense-2', 'Other');
    const { network, training } = diffDocuments(plain, setTraining(renamed, { epochs: 77 }));
    expect(network.nodes.size).toBe(0);
    expect(training).toEqual([{ name: 'epochs', before: plain.training.epochs, after: 77 }]);
  });

  it('TRIAL-1: what changes inside of a block is seen inside, and on every instance outside', () => {
    const once = inBlock(chain('input', 'dense', 'dense', 'dense', 'output'), 'dense-1', 'dense-2');
    const instance = once.network.nodes.find(({ kind }) => kind === 'block');
    const before = instanceAfter(once, instance?.id ?? '');
    const [block] = before.blocks;
    const edited = editInside(before, block.id, (seen) =>
      setNodeParameters(seen, seen.network.nodes.find(({ kind }) => kind === 'dense')?.id ?? '', {
        activation: tanh,
      }),
    );
    const diff = diffDocuments(before, edited);
    expect(diff.network.nodes.size).toBe(0);
    expect([...diff.blocks.keys()]).toEqual([block.id]);
    expect(diffOf(diff, block.id)?.nodes.size).toBe(1);
    expect(blocksById(edited.blocks).size).toBe(1);
    const marked = edited.network.nodes.filter(
      (node) => diffsInside(diff, edited, node).length > 0,
    );
    expect(marked.map(({ kind }) => kind)).toEqual(['block', 'block']);
  });

  it('TRIAL-2: an edit is told in lines, layers that change alike in one', () => {
    const both = setNodeParameters(
      setNodeParameters(plain, 'dense-1', { activation: tanh }),
      'dense-2',
      { activation: tanh },
    );
    const [first] = english(describeEdit(plain, both));
    expect(first).toBe('Activation: ReLU → Tanh, in 2 layers');
  });

  it('TRIAL-2: the same initializer with another parameter says which, and a node says it briefly', () => {
    const normal = (deviation: number) => ({
      kernelInitializer: { kind: 'normal', parameters: { mean: 0, deviation } },
    });
    const before = setNodeParameters(plain, 'dense-1', normal(0.01));
    const after = setNodeParameters(before, 'dense-1', normal(1));
    const difference = diffDocuments(before, after).network.nodes.get('dense-1');
    if (!difference) throw new Error('no difference');
    const lines = tellNode(difference);
    const [line] = english(lines.map(({ full }) => full));
    expect(line).toMatch(/^Weight initializer: .*0\.01\) → .* 1\)$/);
    const [brief] = english(lines.map((own) => own.brief));
    expect(`Weight initializer: ${brief}`).toBe(line);
  });

  it('TRIAL-2: a connection that goes alone is told', () => {
    const [edge] = plain.network.edges;
    const cut = removeElements(plain, { nodes: [], edges: [edge.id], comments: [] });
    expect(english(describeEdit(plain, cut))).toEqual(['1 connection removed']);
    expect(nodeOf(cut, 'dense-1')).toBe(nodeOf(plain, 'dense-1'));
  });
});
