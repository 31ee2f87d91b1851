import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sizeOf } from '../../shared/catalogue/layer';
import {
  connect,
  removeElements,
  renameNode,
  setData,
  setNodeParameters,
  setTraining,
  shareWeights,
} from '../../shared/document/edits';
import { analyse } from '../../shared/graph/analyse';
import { analysedAt } from '../../shared/graph/analyse-blocks';
import { checkConnection } from '../../shared/graph/connection';
import { expand } from '../../shared/graph/expand';
import { kindsThatFit } from '../../shared/graph/kinds-that-fit';
import { nodesOnCycles, topologicalOrder } from '../../shared/graph/order';
import { describeProblem, PROBLEM_TEXTS } from '../../shared/text/problems';
import { LOCALES } from '../../shared/text/text';
import { anyDocument } from './arbitraries';

const SEED = 77;

test(`GRAPH-60: the analysis of any document is complete and never throws (seed ${SEED})`, () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyDocument, (document) => {
      const analysis = analyse(document);
      const { nodes, edges } = expand(document).document.network;
      expect([...analysis.nodes.keys()].sort()).toEqual(nodes.map(({ id }) => id).sort());
      for (const { id } of [...edges, ...document.network.edges]) {
        expect(analysis.edges.has(id)).toBe(true);
      }
      for (const { id } of document.network.nodes) expect(analysedAt(analysis, id)).toBeDefined();
      expect(analysis.trainable).toBe(
        analysis.problems.every(({ severity }) => severity === 'warning'),
      );
      for (const problem of analysis.problems) {
        seen.add(problem.kind);
        for (const locale of LOCALES) {
          expect(describeProblem(problem, locale)).not.toMatch(/undefined|\[object/);
        }
      }
      const sum = (value: (node: (typeof listed)[number]) => number) =>
        listed.reduce((total, node) => total + value(node), 0);
      const listed = [...analysis.nodes.values()];
      expect(analysis.totals.parameters).toBe(sum((node) => node.parameterCount));
      expect(analysis.totals.flops).toBe(sum((node) => node.flops));
    }),
    { seed: SEED, numRuns: 600 },
  );
  // The documents must be wild enough to meet most of the problems there are.
  const possible = Object.keys(PROBLEM_TEXTS).filter((kind) => !kind.startsWith('connection'));
  expect(seen.size).toBeGreaterThan(possible.length * 0.6);
});

test(`GRAPH-61: sources stand before targets, and what is missing from the order depends on a loop (seed ${SEED})`, () => {
  fc.assert(
    fc.property(anyDocument, (document) => {
      const analysis = analyse(document);
      const place = new Map(analysis.order.map((id, index) => [id, index]));
      for (const [id, { sources }] of analysis.nodes) {
        const own = place.get(id);
        const before = sources.map((source) => place.get(source));
        if (own === undefined) {
          const onLoop = analysis.nodes.get(id)?.problems.some(({ kind }) => kind === 'cycle');
          expect(onLoop || before.includes(undefined)).toBe(true);
        } else {
          expect(before.every((source) => source !== undefined && source < own)).toBe(true);
        }
      }
    }),
    { seed: SEED, numRuns: 200 },
  );
});

test(`GRAPH-62: shapes and weights of known nodes are positive whole numbers (seed ${SEED})`, () => {
  fc.assert(
    fc.property(anyDocument, (document) => {
      for (const analysed of analyse(document).nodes.values()) {
        const { outputShape, weights, weightsOf, parameterCount } = analysed;
        for (const { shape, fanIn, fanOut } of weights) {
          expect([...shape, fanIn, fanOut].every((axis) => Number.isInteger(axis))).toBe(true);
        }
        if (outputShape) expect(outputShape.every(Number.isInteger)).toBe(true);
        const size = weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
        expect(parameterCount).toBe(weightsOf === null ? size : 0);
      }
    }),
    { seed: SEED, numRuns: 200 },
  );
});

test(`GRAPH-63: the same document gives the same analysis, and looking changes nothing (seed ${SEED})`, () => {
  fc.assert(
    fc.property(anyDocument, (document) => {
      const before = structuredClone(document);
      const first = analyse(document);
      expect(analyse(document)).toEqual(first);
      // A copy has none of the kept results of the original.
      expect(analyse(structuredClone(document))).toEqual(first);
      expect(document).toEqual(before);
    }),
    { seed: SEED, numRuns: 150 },
  );
});

test(`GRAPH-64: a connection that is allowed never makes a loop or a faulty edge (seed ${SEED})`, () => {
  fc.assert(
    fc.property(anyDocument, fc.nat(), fc.nat(), (document, a, b) => {
      const { nodes, edges } = document.network;
      if (nodes.length < 2) return;
      const source = nodes[a % nodes.length].id;
      const target = nodes[b % nodes.length].id;
      kindsThatFit(document, source);
      if (!checkConnection(document, source, target).ok) return;
      const count = (kind: string, of: typeof document) =>
        analyse(of).problems.filter((problem) => problem.kind === kind).length;
      const connected = connect(document, source, target);
      expect(connected.network.edges).toHaveLength(edges.length + 1);
      for (const kind of ['cycle', 'edge-duplicate', 'inputs-too-many', 'input-unexpected']) {
        expect(count(kind, connected), kind).toBeLessThanOrEqual(count(kind, document));
      }
    }),
    { seed: SEED, numRuns: 250 },
  );
});

/** Reaching oneself by brute force, the definition of a cycle. */
function reachesItself(targets: readonly number[][], node: number): boolean {
  const seen = new Set<number>();
  const stack = [...targets[node]];
  while (stack.length > 0) {
    const next = stack.pop() as number;
    if (next === node) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    stack.push(...targets[next]);
  }
  return false;
}

test(`GRAPH-65: the nodes on loops are those that reach themselves (seed ${SEED})`, () => {
  const pairs = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 25 });
  fc.assert(
    fc.property(pairs, (links) => {
      const targets: number[][] = Array.from({ length: 10 }, () => []);
      const sources: number[][] = Array.from({ length: 10 }, () => []);
      for (const [from, to] of links) {
        targets[from].push(to);
        sources[to].push(from);
      }
      const found = nodesOnCycles({ sources, targets });
      expect(found).toEqual(targets.map((_list, node) => reachesItself(targets, node)));
      const order = topologicalOrder({ sources, targets });
      if (!found.includes(true)) expect(order).toHaveLength(10);
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test(`GRAPH-66: what is kept from edit to edit is what a fresh look would say (seed ${SEED})`, () => {
  const change = fc.record({ edit: fc.nat(7), a: fc.nat(), b: fc.nat(), other: anyDocument });
  fc.assert(
    fc.property(anyDocument, fc.array(change, { maxLength: 6 }), (start, changes) => {
      let document = start;
      analyse(document);
      for (const { edit, a, b, other } of changes) {
        const { nodes } = document.network;
        const first = nodes[a % Math.max(1, nodes.length)]?.id ?? '';
        const second = nodes[b % Math.max(1, nodes.length)]?.id ?? '';
        const edits = [
          () => connect(document, first, second),
          () => removeElements(document, { nodes: [first] }),
          () => renameNode(document, first, `renamed ${b}`),
          () => shareWeights(document, first, second),
          () => setNodeParameters(document, first, { units: b % 4, shape: [b % 3] }),
          () => setData(document, other.data),
          () => setTraining(document, other.training),
          () => ({ ...document, network: other.network }),
        ];
        document = edits[edit]();
        expect(analyse(document)).toEqual(analyse(structuredClone(document)));
      }
    }),
    { seed: SEED, numRuns: 150 },
  );
});
