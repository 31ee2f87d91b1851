import { addNode, connect } from '../document/edits';
import type { Parameters, ProjectDocument } from '../document/schema';
import type { Locale } from '../text/text';
import { dataShapeOf, targetShapeOf } from './data-shape';
import { newNode } from './new-node';

interface StarterLayer {
  readonly kind: string;
  readonly parameters: Parameters;
}

const HIDDEN: StarterLayer = {
  kind: 'dense',
  parameters: {
    units: 16,
    activation: { kind: 'tanh', parameters: {} },
    kernelInitializer: { kind: 'glorotUniform', parameters: {} },
  },
};

/** A chain that fits the document's data: input, two hidden layers, one output a class or target. */
function layersFor(document: ProjectDocument): readonly StarterLayer[] {
  const data = dataShapeOf(document.data);
  const [units = 1] = targetShapeOf(data, document.training.loss);
  const isFlat = data.featureShape.length === 1;
  return [
    { kind: 'input', parameters: {} },
    ...(isFlat ? [] : [{ kind: 'flatten', parameters: {} }]),
    HIDDEN,
    HIDDEN,
    {
      kind: 'dense',
      parameters: {
        units,
        activation: { kind: 'linear', parameters: {} },
        kernelInitializer: { kind: 'glorotUniform', parameters: {} },
      },
    },
    { kind: 'output', parameters: {} },
  ];
}

/** The document with a small network for its data, `step` pixels from node to node; the very document where it is full. */
export function addStarterNetwork(
  document: ProjectDocument,
  locale: Locale,
  step: number,
): ProjectDocument {
  let next = document;
  let previous: string | null = null;
  for (const [index, { kind, parameters }] of layersFor(document).entries()) {
    const node = newNode(kind, locale);
    const position = { x: index * step, y: 0 };
    const added = addNode(next, {
      ...node,
      position,
      parameters: { ...node.parameters, ...parameters },
    });
    if (added.id === null) return document;
    next = previous === null ? added.document : connect(added.document, previous, added.id);
    previous = added.id;
  }
  return next;
}
