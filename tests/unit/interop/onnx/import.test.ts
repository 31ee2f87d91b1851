import { beforeAll, describe, expect, it } from 'vitest';
import type { ProjectDocument } from '../../../../shared/document/schema';
import type { EngineOps } from '../../../../shared/engine/tensor-ops';
import { analyse } from '../../../../shared/graph/analyse';
import { neededNodes } from '../../../../shared/graph/needed-nodes';
import type { Incoming } from '../../../../shared/interop/exchange';
import { onnxImporter } from '../../../../shared/interop/onnx';
import { decodeMessage, encodeMessage } from '../../../../shared/interop/onnx/protobuf';
import { LABS } from '../../../../shared/labs';
import {
  activationCases,
  layerCases,
  structureCases,
  variants,
} from '../../../oracle/pytorch/layer-cases';
import { expectClose, opsOf } from '../../engine/support';
import { computed, exported, weightsFor } from './runtime';

let ops: EngineOps;
beforeAll(async () => {
  ops = await opsOf('wasm');
});

const TOLERANCE = 1e-5;

async function imported(content: Uint8Array): Promise<Incoming> {
  expect(onnxImporter.recognises(content)).toBe(true);
  const read = await onnxImporter.read([{ path: 'model.onnx', content }]);
  if (!read.ok) throw new Error(read.failure.text.en);
  return read.value;
}

/** The file as another tool would have written it: without the app's own words, but for its data, which it needs to run. */
function stripped(file: Uint8Array): Uint8Array {
  const read = decodeMessage('Model', file);
  if (!read.ok || !read.value.graph) throw new Error('the test’s file cannot be read');
  const { graph } = read.value;
  const bare = <One extends object>(one: One): One => ({ ...one, docString: '' });
  return encodeMessage('Model', {
    ...read.value,
    graph: { ...graph, nodes: graph.nodes.map(bare), inputs: graph.inputs.map(bare) },
  });
}

/** What a format of networks holds: ids, kinds, names, parameters and connections, blocks written out. */
function networkOf(document: ProjectDocument) {
  const ids = (id: string) => id.replaceAll('/', '-');
  return neededNodes(analyse(document)).map(({ node, sources, weightsOf }) => ({
    id: ids(node.id),
    kind: node.kind,
    name: node.name,
    parameters: node.parameters,
    sources: sources.map(ids),
    weightsOf: weightsOf && ids(weightsOf),
  }));
}

const CASES = [
  ...layerCases,
  ...variants,
  ...structureCases,
  ...activationCases.map((one) => ({ ...one, name: `activation ${one.name}` })),
].map(({ name, document }) => [name, document] as const);

const LAB_CASES = LABS.map((lab) => [lab.id, lab.document('en')] as const);

describe('EXCHANGE-35: what the app has written comes back as it was', () => {
  it.each([...CASES, ...LAB_CASES])('EXCHANGE-35: %s', async (_name, document) => {
    const analysis = analyse(document);
    const weights = weightsFor(analysis);
    const { document: back, weights: found, notes } = await imported(exported(document, weights));
    expect(networkOf(back)).toEqual(networkOf(document));
    const named = (records: typeof weights) =>
      new Map(
        records.map(({ node, name, values }) => [
          `${node.replaceAll('/', '-')} ${name}`,
          [...values],
        ]),
      );
    expect(named(found ?? [])).toEqual(named(weights));
    expect(back.data).toEqual(document.data);
    expect(back.training.loss).toEqual(document.training.loss);
    expect(notes).toEqual([]);
  });
});

/** Layers of several operators that only their hint tells from others. */
const UNKNOWN_WITHOUT_HINT: ReadonlySet<string> = new Set([
  'attention',
  'dot',
  'maxout',
  'normClamp',
]);

const isKnown = (document: ProjectDocument): boolean =>
  document.network.nodes.every(({ kind }) => !UNKNOWN_WITHOUT_HINT.has(kind));

describe('EXCHANGE-36: without the app’s own words a network is read from its structure', () => {
  it.each([...CASES, ...LAB_CASES].filter(([, document]) => isKnown(document)))(
    'EXCHANGE-36: %s',
    async (_name, document) => {
      const weights = weightsFor(analyse(document));
      const { document: back, weights: found } = await imported(
        stripped(exported(document, weights)),
      );
      expectClose(
        computed(ops, back, found),
        computed(ops, document, weights),
        TOLERANCE,
        TOLERANCE,
      );
    },
  );
});
