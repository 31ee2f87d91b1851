import { fail, type Result, succeed } from '../../../result';
import type { ExchangeFailure } from '../../exchange';
import { failure } from '../failures';
import type { Message } from '../messages';
import { decodeMessage } from '../protobuf';
import { type FixedTensor, readTensor } from '../tensors';

/** An operator of a file. */
export interface FileOp {
  readonly index: number;
  readonly operator: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, Message<'Attribute'>>;
  readonly docString: string | undefined;
}

/** Figures of a value as a file declares them; null where an axis has no number. */
type DeclaredShape = readonly (number | null)[];

export interface FileValue {
  readonly name: string;
  readonly shape: DeclaredShape;
  readonly docString: string | undefined;
}

/** The graph of a file: operators so that each stands behind those that it needs. */
export interface FileGraph {
  readonly name: string;
  readonly opset: number;
  readonly ops: readonly FileOp[];
  readonly inputs: readonly FileValue[];
  readonly outputs: readonly FileValue[];
  readonly declared: ReadonlyMap<string, DeclaredShape>;
  readonly fixed: ReadonlyMap<string, FixedTensor>;
  readonly metadata: ReadonlyMap<string, string>;
  /** By name of a value: the operators that take it. */
  readonly consumers: ReadonlyMap<string, readonly FileOp[]>;
}

const NO_CONSUMERS: readonly FileOp[] = [];

export const consumersOf = ({ consumers }: FileGraph, name: string): readonly FileOp[] =>
  consumers.get(name) ?? NO_CONSUMERS;

export const integerOf = ({ attributes }: FileOp, name: string, usual: number): number =>
  attributes.get(name)?.integer ?? usual;

export const floatOf = ({ attributes }: FileOp, name: string, usual: number): number =>
  attributes.get(name)?.float ?? usual;

export const wordOf = ({ attributes }: FileOp, name: string, usual: string): string =>
  attributes.get(name)?.text ?? usual;

export const integersOf = ({ attributes }: FileOp, name: string): readonly number[] | null =>
  attributes.get(name)?.integers ?? null;

const declaredShape = ({ type }: Message<'ValueInfo'>): DeclaredShape | null =>
  type?.tensor?.shape?.dimensions.map(({ value }) => value ?? null) ?? null;

const declaredValue = (info: Message<'ValueInfo'>): FileValue => ({
  name: info.name ?? '',
  shape: declaredShape(info) ?? [],
  docString: info.docString,
});

const STANDARD_DOMAINS: ReadonlySet<string> = new Set(['', 'ai.onnx']);

/** Operators of other domains keep their domain in their name, so that none is taken for the standard's. */
const operatorOf = ({ operator = '', domain = '' }: Message<'Node'>): string =>
  STANDARD_DOMAINS.has(domain) ? operator : `${domain}.${operator}`;

function opOf(node: Message<'Node'>, index: number): FileOp {
  return {
    index,
    operator: operatorOf(node),
    name: node.name ?? '',
    inputs: node.inputs,
    outputs: node.outputs,
    attributes: new Map(node.attributes.map((one) => [one.name ?? '', one])),
    docString: node.docString,
  };
}

/** Each behind those whose outputs it takes (Kahn 1962); operators on a cycle are missing. */
function inOrder(ops: readonly FileOp[]): readonly FileOp[] {
  const makers = new Map(ops.flatMap((op) => op.outputs.map((name) => [name, op] as const)));
  const waiting = new Map<FileOp, number>();
  const followers = new Map<FileOp, FileOp[]>();
  for (const op of ops) {
    const needed = new Set(op.inputs.flatMap((name) => (name && makers.get(name)) || []));
    waiting.set(op, needed.size);
    for (const maker of needed) {
      const known = followers.get(maker);
      if (known) known.push(op);
      else followers.set(maker, [op]);
    }
  }
  const ready = ops.filter((op) => waiting.get(op) === 0);
  for (let at = 0; at < ready.length; at += 1) {
    for (const follower of followers.get(ready[at]) ?? []) {
      const left = (waiting.get(follower) as number) - 1;
      waiting.set(follower, left);
      if (left === 0) ready.push(follower);
    }
  }
  // In the file's own order where that is one already.
  return ready.length === ops.length && ops.every((op) => isBehind(op, makers)) ? ops : ready;
}

const isBehind = (op: FileOp, makers: ReadonlyMap<string, FileOp>): boolean =>
  op.inputs.every((name) => (makers.get(name)?.index ?? -1) < op.index);

/** Reads the graph of a file. Never throws. */
export function readGraph(bytes: Uint8Array): Result<FileGraph, ExchangeFailure> {
  const read = decodeMessage('Model', bytes);
  if (!read.ok) return read;
  const { graph, opsetImport, metadata } = read.value;
  if (!graph) return fail(failure('no-graph'));
  const fixed = new Map<string, FixedTensor>();
  for (const tensor of graph.initializers) {
    const value = readTensor(tensor);
    if (!value.ok) return value;
    fixed.set(tensor.name ?? '', value.value);
  }
  const ops = inOrder(graph.nodes.map(opOf));
  const consumers = new Map<string, FileOp[]>();
  for (const op of ops) {
    for (const name of op.inputs) {
      const known = consumers.get(name);
      if (known) known.push(op);
      else consumers.set(name, [op]);
    }
  }
  const inputs = graph.inputs.map(declaredValue).filter(({ name }) => !fixed.has(name));
  const outputs = graph.outputs.map(declaredValue);
  if (inputs.length === 0 || outputs.length === 0) return fail(failure('no-graph'));
  const standard = opsetImport.find(({ domain = '' }) => STANDARD_DOMAINS.has(domain));
  const declared = [...graph.valueInfos, ...graph.outputs].flatMap((info) => {
    const shape = declaredShape(info);
    return shape ? [[info.name ?? '', shape] as const] : [];
  });
  return succeed({
    name: graph.name ?? '',
    opset: standard?.version ?? 1,
    ops,
    inputs,
    outputs,
    declared: new Map(declared),
    fixed,
    metadata: new Map(metadata.map(({ key = '', value = '' }) => [key, value])),
    consumers,
  });
}
