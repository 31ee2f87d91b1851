import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addComment,
  addNode,
  connect,
  duplicateElements,
  moveElements,
  removeElements,
  renameNode,
  setNodeParameters,
  setTraining,
  shareWeights,
} from '../../shared/document/edits';
import { parseProject, serializeProject } from '../../shared/document/file';
import { createDocument } from '../../shared/document/new-document';
import { documentSchema, type ProjectDocument } from '../../shared/document/schema';
import { anyDocument, anyNewNode } from './arbitraries';

const SEED = 20_240_517;

test(`DOC-60: what is written is read back the same, and written again the same (seed ${SEED})`, () => {
  fc.assert(
    fc.property(anyDocument, (document) => {
      const text = serializeProject(document);
      const parsed = parseProject(text);
      if (!parsed.ok) throw new Error(parsed.failure.text.en);
      expect(parsed.value.document).toEqual(document);
      expect(parsed.value.repairs).toEqual([]);
      expect(serializeProject(parsed.value.document)).toBe(text);
    }),
    { seed: SEED, numRuns: 150 },
  );
});

/** One edit by numbers, so that a failing sequence shrinks. */
type Edit = (document: ProjectDocument, pick: (count: number) => number) => ProjectDocument;

const idAt = (elements: readonly { readonly id: string }[], index: number) =>
  elements[index]?.id ?? 'none';

const EDITS: readonly Edit[] = [
  (document, pick) => {
    const { nodes } = document.network;
    return connect(document, idAt(nodes, pick(nodes.length)), idAt(nodes, pick(nodes.length)));
  },
  (document, pick) => {
    const { nodes } = document.network;
    return removeElements(document, { nodes: [idAt(nodes, pick(nodes.length))] });
  },
  (document, pick) => {
    const { edges } = document.network;
    return removeElements(document, { edges: [idAt(edges, pick(edges.length))] });
  },
  (document, pick) => {
    const { nodes } = document.network;
    const ids = nodes.filter(() => pick(2) === 0).map(({ id }) => id);
    return duplicateElements(document, { nodes: ids }).document;
  },
  (document, pick) => {
    const id = idAt(document.network.nodes, pick(document.network.nodes.length));
    return moveElements(document, new Map([[id, { x: pick(500), y: -pick(500) }]]));
  },
  (document, pick) => {
    const id = idAt(document.network.nodes, pick(document.network.nodes.length));
    return setNodeParameters(document, id, { units: pick(3) });
  },
  (document, pick) => {
    const id = idAt(document.network.nodes, pick(document.network.nodes.length));
    return renameNode(document, id, ['Head', '头', ' ', 'Dense 1'][pick(4)]);
  },
  (document, pick) => {
    const { nodes } = document.network;
    const owner = pick(5) === 0 ? null : idAt(nodes, pick(nodes.length));
    return shareWeights(document, idAt(nodes, pick(nodes.length)), owner);
  },
  (document, pick) => setTraining(document, { epochs: 1 + pick(3) }),
  (document, pick) =>
    addComment(document, {
      position: { x: pick(9), y: 0 },
      size: { width: 10, height: 10 },
      text: 'note',
    }).document,
];

const anyEdit = fc.oneof(
  fc.record({ node: anyNewNode }),
  fc.record({
    edit: fc.nat(EDITS.length - 1),
    picks: fc.array(fc.nat(1000), { minLength: 1, maxLength: 8 }),
  }),
);

function apply(
  document: ProjectDocument,
  step: typeof anyEdit extends fc.Arbitrary<infer Value> ? Value : never,
) {
  if ('node' in step) return addNode(document, step.node).document;
  let used = 0;
  const pick = (count: number) => {
    used += 1;
    return count === 0 ? 0 : step.picks[used % step.picks.length] % count;
  };
  return EDITS[step.edit](document, pick);
}

const isUnique = (elements: readonly { readonly id: string }[]) =>
  new Set(elements.map(({ id }) => id)).size === elements.length;

test(`DOC-61: any sequence of edits keeps the schema, unique ids and edges with both ends (seed ${SEED})`, () => {
  fc.assert(
    fc.property(fc.array(anyEdit, { maxLength: 40 }), (steps) => {
      let document = createDocument('edits');
      for (const step of steps) {
        const before = JSON.stringify(document);
        const next = apply(document, step);
        expect(JSON.stringify(document), 'the document given was changed').toBe(before);
        // An edit that gives the same content gives the same object, so that undo has no empty steps.
        if (JSON.stringify(next) === before) expect(next).toBe(document);
        document = next;
      }
      expect(documentSchema.safeParse(document).error).toBeUndefined();
      const { nodes, edges, comments } = document.network;
      expect([nodes, edges, comments].map(isUnique)).toEqual([true, true, true]);
      const ids = new Set(nodes.map(({ id }) => id));
      for (const { source, target } of edges) expect(ids.has(source) && ids.has(target)).toBe(true);
    }),
    { seed: SEED, numRuns: 200 },
  );
});
