import type { Analysis, NodeAnalysis } from './analysis';

/** The nodes that the Output needs, from data to Output. */
export function neededNodes(analysis: Analysis): readonly NodeAnalysis[] {
  const used = new Set<string>();
  for (const id of [...analysis.order].reverse()) {
    const node = analysis.nodes.get(id) as NodeAnalysis;
    if (node.node.kind !== 'output' && !used.has(id)) continue;
    used.add(id);
    for (const source of node.sources) used.add(source);
  }
  return analysis.order
    .filter((id) => used.has(id))
    .map((id) => analysis.nodes.get(id) as NodeAnalysis);
}
