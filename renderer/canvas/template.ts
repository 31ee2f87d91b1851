import { dataShapeOf, targetShapeOf } from '../../shared/catalogue/data-shape';
import { newNode } from '../../shared/catalogue/new-node';
import { addNode, connect } from '../../shared/document/edits';
import type { Parameters, ProjectDocument } from '../../shared/document/schema';
import { currentLocale } from '../app/i18n/i18n';
import { editDocument } from '../app/state/project-store';
import { COLUMN_STEP } from './geometry';
import { fitAll } from './view-actions';

interface TemplateLayer {
  readonly kind: string;
  readonly parameters: Parameters;
}

const HIDDEN: TemplateLayer = {
  kind: 'dense',
  parameters: {
    units: 16,
    activation: { kind: 'tanh', parameters: {} },
    kernelInitializer: { kind: 'glorotUniform', parameters: {} },
  },
};

/** A chain that fits the document's data: input, two hidden layers, one output a class or target. */
function templateFor(document: ProjectDocument): readonly TemplateLayer[] {
  const data = dataShapeOf(document.data);
  const [units = 1] = targetShapeOf(data, document.training.loss);
  const isPicture = data.featureShape.length > 1;
  return [
    { kind: 'input', parameters: {} },
    ...(isPicture ? [{ kind: 'flatten', parameters: {} }] : []),
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

/** Puts a small network for the current data on the canvas, in one step. */
export function addTemplate(): void {
  const locale = currentLocale();
  editDocument((document) => {
    let next = document;
    let previous: string | null = null;
    for (const [index, { kind, parameters }] of templateFor(document).entries()) {
      const node = newNode(kind, locale);
      const position = { x: index * COLUMN_STEP, y: 0 };
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
  });
  requestAnimationFrame(fitAll);
}
