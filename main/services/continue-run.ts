import type { ProjectDocument } from '../../shared/document/schema';
import type { Analysis, NodeAnalysis } from '../../shared/graph/analysis';
import { neededNodes } from '../../shared/graph/needed-nodes';
import type { Checkpoint } from '../../shared/telemetry/protocol';
import { formatShape } from '../../shared/text/text';
import { refuse } from './failures';

/**
 * What a run takes over of an ended one: `state`: all that was kept, so that it goes on where that one stopped;
 * `weights`: its last good weights alone, and everything else begins anew.
 */
export type Kept = 'state' | 'weights';

/**
 * Refuses weights that the network does not have in these shapes: it would begin with half of them drawn afresh. A run
 * has weights of those nodes only that the Output needs, each under the node that owns them.
 */
function requireShapes(analysis: Analysis, checkpoint: Pick<Checkpoint, 'weights'>): void {
  const kept = new Map(checkpoint.weights.map((one) => [`${one.node} ${one.name}`, one.shape]));
  const owners = neededNodes(analysis).map(({ node, weightsOf }) => weightsOf ?? node.id);
  for (const id of new Set(owners)) {
    const { node, weights } = analysis.nodes.get(id) as NodeAnalysis;
    for (const { name, shape } of weights) {
      const layer = node.name || id;
      const there = kept.get(`${id} ${name}`) ?? refuse('no-such-weights', { layer });
      if (there.join() !== shape.join()) {
        refuse('other-shapes', {
          layer,
          there: formatShape(there),
          here: formatShape(shape),
        });
      }
    }
  }
}

/** The checkpoint with which a run of a document begins; refuses where it cannot, in a sentence. */
export function checkpointFor(
  checkpoint: Checkpoint | null,
  keep: Kept,
  {
    document,
    analysis,
    samples,
  }: {
    readonly document: ProjectDocument;
    readonly analysis: Analysis;
    /** Rows that train. */
    readonly samples: number;
  },
): Checkpoint {
  if (!checkpoint) return refuse('no-weights');
  const { step, weights, progress, path, good } = checkpoint;
  const begun: Checkpoint =
    keep === 'weights'
      ? { step: 0, weights: good?.weights ?? weights }
      : { step, weights, path, ...(progress && { progress }) };
  requireShapes(analysis, begun);
  const { epochs, batchSize, accumulation } = document.training;
  const planned = epochs * Math.ceil(samples / (batchSize * accumulation));
  if (begun.step >= planned) refuse('nothing-to-continue', { step, planned });
  return begun;
}
