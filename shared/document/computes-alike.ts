import type { NetworkNode, ProjectDocument } from './schema';

const isAlike = (a: NetworkNode, b: NetworkNode): boolean =>
  a === b ||
  (a.id === b.id &&
    a.kind === b.kind &&
    a.parameters === b.parameters &&
    a.weightsOf === b.weightsOf &&
    a.block === b.block);

/**
 * Whether two documents of one history compute and train alike: places, names and comments on the canvas do not
 * count. Edits keep the identity of what they do not touch, so nothing is compared in depth.
 */
export function computesAlike(a: ProjectDocument, b: ProjectDocument): boolean {
  const before = a.network.nodes;
  const after = b.network.nodes;
  return (
    a.network.edges === b.network.edges &&
    a.blocks === b.blocks &&
    a.data === b.data &&
    a.training === b.training &&
    (before === after ||
      (before.length === after.length && before.every((node, at) => isAlike(node, after[at]))))
  );
}

/** The same for two documents that do not come from one another: by what they say. */
export function readsAlike(a: ProjectDocument, b: ProjectDocument): boolean {
  const computing = ({ network, blocks, data, training }: ProjectDocument): string =>
    JSON.stringify([
      network.nodes.map(({ id, kind, parameters, weightsOf, block }) => [
        id,
        kind,
        parameters,
        weightsOf,
        block,
      ]),
      network.edges,
      blocks,
      data,
      training,
    ]);
  return computing(a) === computing(b);
}
