import type { LayerDefinition } from '../catalogue/layer';
import { LAYERS } from '../catalogue/layers';
import { defaultsOf } from '../catalogue/parameter';
import type { ProjectDocument } from '../document/schema';
import { analyse } from './analyse';

/**
 * Kinds of layers that can follow `source`, for a connection that is dropped on empty space: those whose shape rule
 * accepts what the source gives first, the others (and a second Output) behind, both in the order of the palette. Merging layers fit as
 * well: their second input can come later.
 */
export function kindsThatFit(document: ProjectDocument, source: string): readonly string[] {
  const analysis = analyse(document);
  const analysed = analysis.nodes.get(source);
  if (!analysed || analysed.definition?.hasOutput === false) return [];
  const { outputShape } = analysed;
  const takers = LAYERS.entries.filter(({ inputs }) => inputs !== 'none');
  const hasOutput = document.network.nodes.some(({ kind }) => kind === 'output');
  const accepts = (layer: LayerDefinition) => {
    if (layer.kind === 'output' && hasOutput) return false;
    if (!outputShape || layer.inputs === 'many') return true;
    const values = defaultsOf(layer.parameters) as never;
    return layer.shape([outputShape], values, { data: analysis.data }).ok;
  };
  const fitting = takers.filter(accepts);
  return [...fitting, ...takers.filter((layer) => !fitting.includes(layer))].map(
    ({ kind }) => kind,
  );
}
