import { nodeKind } from '../catalogue/node-kinds';
import type { Problem } from '../text/problems';
import type { Analysis, BlockAnalysis, EdgeAnalysis, NodeAnalysis } from './analysis';
import type { ExpandedBlock, ExpandedPort, Expansion } from './expand';
import { NO_PROBLEMS } from './links';

const sumOf = (nodes: readonly NodeAnalysis[], value: (node: NodeAnalysis) => number): number =>
  nodes.reduce((sum, node) => sum + value(node), 0);

interface Kept {
  readonly parts: readonly unknown[];
  readonly analysis: BlockAnalysis;
}

/** By the definition's network and path: while nothing inside changes, the very object stays. */
const keptBlocks = new WeakMap<object, Map<string, Kept>>();

/** What an instance and the ends of blocks have in common: they compute nothing. */
const drawnOnly = (
  node: NodeAnalysis['node'],
  sources: readonly string[],
  { nodes }: Analysis,
): Omit<NodeAnalysis, 'outputShape' | 'problems'> => ({
  node,
  definition: nodeKind(node.kind),
  values: node.parameters,
  sources,
  inputShapes: sources.map((source) => nodes.get(source)?.outputShape ?? null),
  weights: [],
  weightsOf: null,
  activation: null,
  parameterCount: 0,
  trainableCount: 0,
  workspace: 0,
  flops: 0,
});

function analyseBlock(
  { node, definition, sources, output, inside }: ExpandedBlock,
  analysis: Analysis,
  problems: readonly Problem[],
): BlockAnalysis {
  const layers = inside.flatMap((id) => analysis.nodes.get(id) ?? []);
  const around = [...sources, output ?? ''].map((id) => analysis.nodes.get(id)?.outputShape);
  // Problems are made anew on every edit; what they say is compared.
  const said = problems.length > 0 ? JSON.stringify(problems) : '';
  const parts = [node.name, output, node.parameters, said, ...layers, ...around];
  const byPath = keptBlocks.get(definition) ?? new Map<string, Kept>();
  keptBlocks.set(definition, byPath);
  const kept = byPath.get(node.id);
  const holds =
    kept?.parts.length === parts.length && parts.every((part, index) => part === kept.parts[index]);
  if (kept && holds) return kept.analysis;
  const made: BlockAnalysis = {
    ...drawnOnly(node, sources, analysis),
    outputShape: analysis.nodes.get(output ?? '')?.outputShape ?? null,
    parameterCount: sumOf(layers, ({ parameterCount }) => parameterCount),
    trainableCount: sumOf(layers, ({ trainableCount }) => trainableCount),
    workspace: sumOf(layers, ({ workspace }) => workspace),
    flops: sumOf(layers, ({ flops }) => flops),
    problems,
    block: definition,
    output,
    inside,
    problemsInside: layers.flatMap((layer) => layer.problems),
  };
  byPath.set(node.id, { parts, analysis: made });
  return made;
}

const analysePort = (
  { node, source }: ExpandedPort,
  analysis: Analysis,
  problems: readonly Problem[],
): NodeAnalysis => ({
  ...drawnOnly(node, source === null ? [] : [source], analysis),
  outputShape: analysis.nodes.get(source ?? '')?.outputShape ?? null,
  problems,
});

/** Adds to the analysis of the plain network what was drawn in its place: instances, their ends, their connections. */
export function withBlocks(plain: Analysis, expansion: Expansion): Analysis {
  const own = (path: string) => {
    const problems = plain.problems.filter(({ place }) => place.node === path);
    return problems.length > 0 ? problems : NO_PROBLEMS;
  };
  const blocks = new Map<string, BlockAnalysis>();
  for (const [path, block] of expansion.blocks) {
    blocks.set(path, analyseBlock(block, plain, own(path)));
  }
  const ports = new Map<string, NodeAnalysis>();
  for (const [path, port] of expansion.ports) ports.set(path, analysePort(port, plain, own(path)));
  const edges = new Map<string, EdgeAnalysis>(plain.edges);
  for (const [path, source] of expansion.edges) {
    const shape = plain.nodes.get(source ?? '')?.outputShape ?? null;
    edges.set(path, { shape, problems: NO_PROBLEMS });
  }
  return { ...plain, blocks, ports, edges };
}

/** What is known of a drawn node by its path, be it a layer, an instance of a block or an end of one. */
export const analysedAt = (
  { nodes, blocks, ports }: Analysis,
  path: string,
): NodeAnalysis | undefined => blocks.get(path) ?? ports.get(path) ?? nodes.get(path);

/** The layer whose numbers a drawn node shows: of a block that of its output, of an end of one what comes in there. */
export const shownLayerAt = ({ blocks, ports }: Analysis, path: string): string =>
  blocks.get(path)?.output ?? ports.get(path)?.sources[0] ?? path;
