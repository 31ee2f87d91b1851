import { describe, expect, test } from 'vitest';
import type { CatalogueEntry } from '../../../shared/catalogue/registry';
import { parseProject, serializeProject } from '../../../shared/document/file';
import { createDocument } from '../../../shared/document/new-document';
import type { Choice, Parameters, ProjectDocument } from '../../../shared/document/schema';
import { extremeSets, SEED } from './extremes';
import { REGISTRIES } from './registries';

const empty = createDocument('round trip');

const withNode = (kind: string, parameters: Parameters): ProjectDocument => ({
  ...empty,
  network: {
    ...empty.network,
    nodes: [
      ...empty.network.nodes,
      { id: 'it', kind, name: 'it', position: { x: 0, y: 0 }, parameters },
    ],
  },
});

const withTraining = (training: Partial<ProjectDocument['training']>): ProjectDocument => ({
  ...empty,
  training: { ...empty.training, ...training },
});

/** Where a project keeps a choice from each registry. */
const PLACES: Readonly<Record<string, (choice: Choice) => ProjectDocument>> = {
  layers: ({ kind, parameters }) => withNode(kind, parameters),
  initializers: (kernelInitializer) => withNode('dense', { kernelInitializer }),
  activations: (activation) => withNode('dense', { activation }),
  losses: (loss) => withTraining({ loss }),
  optimizers: (optimizer) => withTraining({ optimizer }),
  schedules: (schedule) => withTraining({ schedule }),
  metrics: ({ kind }) => withTraining({ metrics: [kind] }),
  datasets: (dataset) => ({ ...empty, data: { ...empty.data, dataset } }),
  augmentations: (augmentation) => ({
    ...empty,
    data: { ...empty.data, augmentations: [augmentation] },
  }),
};

test('CAT-213: a project has a place for an entry of every registry', () => {
  expect(Object.keys(PLACES).sort()).toEqual(Object.keys(REGISTRIES).sort());
});

const entries = Object.entries(REGISTRIES).flatMap(([catalogue, registry]) =>
  registry.entries.map((entry: CatalogueEntry) => ({ catalogue, kind: entry.kind, entry })),
);

describe(`CAT-213: through the file and back (seed ${SEED})`, () => {
  test.each(entries)(
    '$catalogue/$kind with default and extreme parameters',
    ({ catalogue, kind, entry }) => {
      for (const parameters of extremeSets(entry.parameters)) {
        const document = PLACES[catalogue]({ kind, parameters });
        const text = serializeProject(document);
        const parsed = parseProject(text);
        if (!parsed.ok) throw new Error(parsed.failure.text.en);
        expect(parsed.value.repairs).toEqual([]);
        expect(parsed.value.document).toEqual(document);
        expect(serializeProject(parsed.value.document)).toBe(text);
      }
    },
  );
});
