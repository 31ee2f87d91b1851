import { describe, expect, it } from 'vitest';
import {
  addInputOf,
  chooseDataset,
  resetColumns,
  setAugmentation,
  setAugmentationParameter,
  setColumn,
  setDatasetParameter,
} from '../../../renderer/data/data-edits';
import { columnsOf, dataShapeOf } from '../../../shared/catalogue/data-shape';
import { DATASETS } from '../../../shared/catalogue/datasets';
import { LOSSES } from '../../../shared/catalogue/losses';
import { takeData } from '../../../shared/catalogue/take-data';
import { createDocument } from '../../../shared/document/new-document';
import { type ColumnSettings, documentSchema } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';

const column = (
  name: string,
  role: ColumnSettings['role'],
  encoding: ColumnSettings['encoding'] = 'number',
): ColumnSettings => ({ name, role, encoding, missing: 'drop', categories: ['a', 'b'] });

const withColumns = (...columns: ColumnSettings[]) =>
  takeData(
    createDocument('table'),
    { kind: 'csv', parameters: { file: 'a.csv', hash: '' } },
    columns,
  );

const rolesOf = (document: ReturnType<typeof withColumns>) =>
  Object.fromEntries(document.data.columns.map(({ name, role }) => [name, role]));

describe('choosing data', () => {
  it.each(DATASETS.kinds)('DATAPAGE-1: %s gets a loss that is meant for its task', (kind) => {
    const document = chooseDataset(createDocument('any'), kind);
    const { task } = dataShapeOf(document.data);
    expect(LOSSES.get(document.training.loss.kind).tasks).toContain(task);
    expect(document.data.dataset.kind).toBe(kind);
    expect(documentSchema.parse(document)).toEqual(document);
  });

  it('DATAPAGE-1: a loss that fits stays as it is', () => {
    const squared = chooseDataset(createDocument('any'), 'square');
    const huber = {
      ...squared,
      training: { ...squared.training, loss: { kind: 'huber', parameters: { delta: 2 } } },
    };
    expect(chooseDataset(huber, 'houses').training.loss).toBe(huber.training.loss);
  });

  it('DATAPAGE-2: prices are scaled from the start, curves of size 1 and pixels are not', () => {
    const start = createDocument('any');
    expect(chooseDataset(start, 'houses').data.standardizeTarget).toBe(true);
    expect(chooseDataset(start, 'sine').data.standardizeTarget).toBe(false);
    expect(chooseDataset(start, 'digits').data.standardizeFeatures).toBe(false);
    expect(chooseDataset(start, 'iris').data.standardizeFeatures).toBe(true);
  });

  it('DATAPAGE-3: choosing what is chosen already is no edit', () => {
    const document = createDocument('any');
    expect(chooseDataset(document, document.data.dataset.kind)).toBe(document);
    expect(setDatasetParameter(setDatasetParameter(document, 'noise', 0.1), 'noise', 0.1)).toEqual(
      setDatasetParameter(document, 'noise', 0.1),
    );
  });

  it('DATAPAGE-4: columns of another dataset do not stay behind', () => {
    const houses = setColumn(chooseDataset(createDocument('any'), 'houses'), 'b', {
      role: 'feature',
    });
    expect(houses.data.columns.length).toBeGreaterThan(0);
    expect(chooseDataset(houses, 'iris').data.columns).toEqual([]);
  });
});

describe('inputs', () => {
  it('DATAPAGE-9: some columns get an Input of their own, clear of the others and of the right shape', () => {
    const table = withColumns(
      column('x', 'feature'),
      column('colour', 'feature', 'category'),
      column('z', 'feature'),
      column('y', 'target'),
    );
    const one = addInputOf(table, ['x', 'z'], 'en');
    const two = addInputOf(one, ['colour'], 'zh');
    const [first, second] = two.network.nodes;
    expect(first).toMatchObject({ kind: 'input', parameters: { columns: ['x', 'z'] } });
    expect(second.position.y).toBeGreaterThan(first.position.y);
    expect(second.name).not.toBe(first.name);
    const shapes = analyse(two).nodes;
    expect(shapes.get(first.id)?.outputShape).toEqual([2]);
    expect(shapes.get(second.id)?.outputShape).toEqual([2]);
    expect(documentSchema.parse(two)).toEqual(two);
  });
});

describe('augmentations', () => {
  it('DATAPAGE-8: are switched on and off in the order in which they are applied', () => {
    const start = chooseDataset(createDocument('any'), 'digits');
    const one = setAugmentation(start, 'pixelNoise', true);
    const two = setAugmentation(one, 'randomCrop', true);
    expect(two.data.augmentations.map(({ kind }) => kind)).toEqual(['randomCrop', 'pixelNoise']);
    const strong = setAugmentationParameter(two, 'randomCrop', 'padding', 4);
    expect(strong.data.augmentations[0].parameters).toEqual({ padding: 4 });
    expect(documentSchema.parse(strong)).toEqual(strong);
    expect(setAugmentation(strong, 'randomCrop', false).data.augmentations).toEqual(
      one.data.augmentations,
    );
  });
});

describe('columns', () => {
  it('DATAPAGE-5: a built-in table takes columns of its own with the first change, and gives them back', () => {
    const houses = chooseDataset(createDocument('any'), 'houses');
    const changed = setColumn(houses, 'crim', { role: 'ignore' });
    expect(changed.data.columns).toHaveLength(columnsOf(houses.data).length);
    expect(dataShapeOf(changed.data).featureNames).not.toContain('crim');
    expect(resetColumns(changed).data.columns).toEqual([]);
  });

  it('DATAPAGE-6: a class to predict is the only target; the one before becomes a feature', () => {
    const table = withColumns(
      column('x', 'feature'),
      column('k', 'feature', 'category'),
      column('y', 'target'),
    );
    expect(rolesOf(setColumn(table, 'k', { role: 'target' }))).toEqual({
      x: 'feature',
      k: 'target',
      y: 'feature',
    });
  });

  it('DATAPAGE-6: a number that replaces a class as target leaves it as a feature', () => {
    const table = withColumns(column('x', 'feature'), column('k', 'target', 'category'));
    const changed = setColumn(table, 'x', { role: 'target' });
    expect(rolesOf(changed)).toEqual({ x: 'target', k: 'feature' });
    expect(changed.training.loss.kind).toBe('meanSquaredError');
  });

  it('DATAPAGE-6: several numbers may be targets together', () => {
    const table = withColumns(
      column('x', 'feature'),
      column('y', 'target'),
      column('z', 'feature'),
    );
    expect(rolesOf(setColumn(table, 'z', { role: 'target' }))).toEqual({
      x: 'feature',
      y: 'target',
      z: 'target',
    });
  });

  it('DATAPAGE-1: turning the target into a class changes the loss in the same edit', () => {
    const table = withColumns(column('x', 'feature'), column('y', 'target'));
    expect(table.training.loss.kind).toBe('meanSquaredError');
    const changed = setColumn(table, 'y', { encoding: 'category' });
    expect(changed.training.loss.kind).toBe('categoricalCrossEntropy');
  });
});
