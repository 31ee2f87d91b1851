import { LAYERS } from '../../../shared/catalogue/layers';
import { defaultsOf } from '../../../shared/catalogue/parameter';
import { createDocument } from '../../../shared/document/new-document';
import type {
  DataSettings,
  Parameters,
  ProjectDocument,
  TrainingSettings,
} from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import type { Problem, ProblemKind } from '../../../shared/text/problems';

/** A layer to put into a test's network: its id, what it is, and where its inputs come from. */
export interface TestLayer {
  readonly id: string;
  readonly kind: string;
  readonly from?: readonly string[];
  readonly parameters?: Parameters;
  readonly name?: string;
}

export const linear = { activation: { kind: 'linear', parameters: {} } };

/** A document with these layers, named by their ids, and these settings over those of a new project. */
export function documentOf(
  layers: readonly TestLayer[],
  settings: { data?: Partial<DataSettings>; training?: Partial<TrainingSettings> } = {},
): ProjectDocument {
  const empty = createDocument('test');
  return {
    ...empty,
    data: { ...empty.data, ...settings.data },
    training: { ...empty.training, ...settings.training },
    network: {
      nodes: layers.map(({ id, kind, name = id, parameters = {} }, index) => ({
        id,
        kind,
        name,
        position: { x: 200 * index, y: 0 },
        parameters: { ...defaultsOf(LAYERS.find(kind)?.parameters ?? {}), ...parameters },
      })),
      edges: layers.flatMap(({ id, from = [] }) =>
        from.map((source, index) => ({
          id: `${source}→${id}#${index}`,
          source,
          target: id,
          targetPort: 'in',
        })),
      ),
      comments: [],
    },
  };
}

/** Input, one Dense layer of `units` linear units, Output: healthy on two classes with 2 units. */
export const smallNetwork = (units = 2, parameters: Parameters = {}): TestLayer[] => [
  { id: 'Input 1', kind: 'input' },
  {
    id: 'Dense 1',
    kind: 'dense',
    from: ['Input 1'],
    parameters: { units, ...linear, ...parameters },
  },
  { id: 'Output 1', kind: 'output', from: ['Dense 1'] },
];

export const kindsOf = (document: ProjectDocument): ProblemKind[] =>
  analyse(document).problems.map(({ kind }) => kind);

/** The only problem of a kind; fails where there is none or more than one. */
export function theProblem(document: ProjectDocument, kind: ProblemKind): Problem {
  const found = analyse(document).problems.filter((problem) => problem.kind === kind);
  if (found.length !== 1) {
    throw new Error(`${found.length} problems of kind ${kind}; all: ${kindsOf(document)}`);
  }
  return found[0];
}
