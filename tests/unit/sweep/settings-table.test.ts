import { expect, test } from 'vitest';
import { addNode, removeElements, setNodeParameters } from '../../../shared/document/edits';
import type { ProjectDocument } from '../../../shared/document/schema';
import { chiefSettings, tellChiefSettings } from '../../../shared/sweep/chief-settings';
import { type SettingRow, settingsTable } from '../../../shared/sweep/settings-table';
import { openedLab } from '../../support/labs';

const differing = (documents: readonly ProjectDocument[]): readonly SettingRow[] =>
  settingsTable(documents).filter(({ differs }) => differs);

const told = ({ section, label, values }: SettingRow) => [
  section.en,
  label.en,
  ...values.map((value) => value?.en ?? null),
];

const lab = openedLab('V1');
const hidden = lab.network.nodes.filter(({ name }) => name.startsWith('Hidden'));

/** V1 with other parameters in all of its hidden layers. */
const withHidden = (parameters: Parameters<typeof setNodeParameters>[2]): ProjectDocument =>
  hidden.reduce((document, { id }) => setNodeParameters(document, id, parameters), lab);

test('RUNS-6: settings that differ are told in words of the catalogue, layers that are set alike in one row', () => {
  const relu = withHidden({ activation: { kind: 'relu', parameters: {} } });
  const other: ProjectDocument = {
    ...relu,
    data: { ...relu.data, validationShare: 0.4 },
    training: {
      ...relu.training,
      learningRate: 0.003,
      optimizer: { kind: 'adam', parameters: {} },
    },
  };
  const rows = differing([lab, other, lab]);
  const share = String(lab.data.validationShare);
  const rate = String(lab.training.learningRate);
  const optimizer = tellChiefSettings(chiefSettings(lab))[0].en.split(' ').slice(0, -1).join(' ');
  expect(rows.map(told)).toEqual([
    ['Data', 'Validation share', share, '0.4', share],
    ['Training', 'Optimizer', optimizer, 'Adam', optimizer],
    ['Training', 'Learning rate', rate, '0.003', rate],
    [`${hidden.length} layers`, 'Activation', 'Sigmoid', 'ReLU', 'Sigmoid'],
  ]);
  expect(rows[3].layers).toEqual(hidden.map(({ name }) => name));
  expect(rows[3].section.zh).toBe(`${hidden.length} 层`);
  expect(rows.every(({ label, values }) => label.zh !== '' && values.every((one) => one?.zh))).toBe(
    true,
  );
});

test('RUNS-6: one entry with other parameters says which; what means the same does not differ', () => {
  const [first] = hidden;
  const wide = setNodeParameters(lab, first.id, {
    kernelInitializer: { kind: 'normal', parameters: { deviation: 0.5 } },
  });
  const [row] = differing([
    setNodeParameters(lab, first.id, {
      kernelInitializer: { kind: 'normal', parameters: { deviation: 0.1 } },
    }),
    wide,
  ]);
  expect(row.values.map((value) => value?.en)).toEqual([
    expect.stringContaining('0.1'),
    expect.stringContaining('0.5'),
  ]);
  // What is written out is what it would be unwritten.
  const { activation: _default, ...rest } = first.parameters;
  const written = lab.network.nodes.map((node) =>
    node.id === first.id ? { ...node, parameters: rest } : node,
  );
  const unwritten = { ...lab, network: { ...lab.network, nodes: written } };
  const explicit = setNodeParameters(unwritten, first.id, {
    activation: { kind: 'relu', parameters: {} },
  });
  expect(differing([unwritten, explicit])).toEqual([]);
});

test('RUNS-6: a layer that one document lacks has no value there; a setting without effect has none', () => {
  const { document: larger, id } = addNode(lab, {
    kind: 'dropout',
    label: 'Dropout',
    position: { x: 0, y: 0 },
    parameters: { rate: 0.3 },
  });
  const rows = differing([lab, larger]).map(told);
  expect(rows).toContainEqual([larger.network.nodes.at(-1)?.name, 'Kind', null, 'Dropout']);
  const removed = removeElements(larger, { nodes: [id ?? ''] });
  expect(differing([larger, removed]).length).toBe(rows.length);
  const clipped = (clippingLimit: number, clipping: 'none' | 'norm'): ProjectDocument => ({
    ...lab,
    training: { ...lab.training, clipping, clippingLimit },
  });
  expect(differing([clipped(1, 'none'), clipped(5, 'none')])).toEqual([]);
  expect(differing([clipped(1, 'none'), clipped(5, 'norm')]).map(told)).toEqual([
    ['Training', 'Clipping', 'None', 'By norm, each weight'],
    ['Training', 'Limit c', null, '5'],
  ]);
  // Of one document every setting is told, and nothing differs.
  const alone = settingsTable([lab]);
  expect(alone.length).toBeGreaterThan(20);
  expect(alone.some(({ differs }) => differs)).toBe(false);
});

test('RUNS-7: a run is known by its chief settings, in both languages; layers that differ have none in common', () => {
  const settings = chiefSettings(openedLab('V1', { learningRate: 0.05, epochs: 1, batchSize: 16 }));
  expect(settings).toMatchObject({ activation: 'sigmoid', learningRate: 0.05, epochs: 1 });
  const line = tellChiefSettings(settings);
  expect(line.map(({ en }) => en)).toEqual([
    expect.stringMatching(/ 0\.05$/),
    expect.any(String),
    'Sigmoid',
    '1 epoch',
    'batch 16',
    `seed ${settings.seed}`,
  ]);
  expect(line.map(({ zh }) => zh)).toContain('1 轮');
  const mixed = setNodeParameters(lab, hidden[0].id, {
    activation: { kind: 'relu', parameters: {} },
  });
  expect(chiefSettings(mixed).activation).toBeNull();
});
