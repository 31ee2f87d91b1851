import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Samples, Table, TableColumn } from '../../../shared/catalogue/dataset';
import {
  type DataEncoding,
  encodeRows,
  encodeSamples,
  encodingOf,
  targetUnits,
} from '../../../shared/data/encoding';
import { prepareData } from '../../../shared/data/prepare';
import type { PreparedData } from '../../../shared/data/prepared-data';
import type { ColumnSettings, ProjectDocument } from '../../../shared/document/schema';
import { dataset, documentWith, feature } from './document';

const COLOURS = ['red', 'green', 'blue'];
function prepared(raw: Table | Samples, document: ProjectDocument): PreparedData {
  const result = prepareData(raw, document);
  if (!result.ok) throw new Error(result.failure.text.en);
  return result.value;
}

const row = fc.record({
  size: fc.oneof(
    { weight: 4, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
    fc.constant(Number.NaN),
  ),
  colour: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...COLOURS) }, fc.constant('')),
  price: fc.double({ min: 1, max: 1e5, noNaN: true }),
});

describe('rows that were never seen', () => {
  it('DATA-42: rows become the numbers that training made of them, bit for bit, and outputs come back in the unit of the target (seed 20271)', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 4, maxLength: 40 }),
        fc.boolean(),
        fc.boolean(),
        (rows, standardizeFeatures, standardizeTarget) => {
          const columns = [
            feature('size'),
            feature('colour', { encoding: 'category', categories: COLOURS }),
            feature('price', { role: 'target' }),
          ];
          const settings = {
            columns,
            standardizeFeatures,
            standardizeTarget,
            validationShare: 0.3,
          };
          const document = documentWith(
            { dataset: dataset('csv'), ...settings },
            'meanSquaredError',
          );
          const own: TableColumn[] = [
            { name: 'size', type: 'number', values: Float64Array.from(rows, ({ size }) => size) },
            { name: 'colour', type: 'word', values: rows.map(({ colour }) => colour) },
          ];
          const prices = Float64Array.from(rows, ({ price }) => price);
          const answers: TableColumn = { name: 'price', type: 'number', values: prices };
          const all: Table = { type: 'table', count: rows.length, columns: [...own, answers] };
          const data = prepared(all, document);
          const encoding = encodingOf(data);
          // In another order, with a column that nobody asked for and without the target.
          const other: TableColumn = { name: 'note', type: 'word', values: rows.map(() => 'x') };
          const unseen: Table = {
            type: 'table',
            count: rows.length,
            columns: [other, own[1], own[0]],
          };
          const encoded = encodeRows(unseen, document.data, encoding);
          if (!encoded.ok) throw new Error(encoded.failure.text.en);
          expect(encoded.value.features).toEqual(data.features);
          for (const [at, target] of data.targets.entries()) {
            const error = Math.abs(targetUnits(encoding, 0, target) - prices[at]);
            expect(error).toBeLessThan(1e-5 * 1e5);
          }
        },
      ),
      { seed: 20271, numRuns: 80 },
    );
  });

  it('DATA-42: a row that lacks a value is refused, dropped or filled as its column says', () => {
    const documentFor = (missing: ColumnSettings['missing']) =>
      documentWith(
        {
          dataset: dataset('csv'),
          columns: [feature('size', { missing }), feature('price', { role: 'target' })],
          validationShare: 0,
        },
        'meanSquaredError',
      );
    const column = (name: string, values: readonly number[]): TableColumn => ({
      name,
      type: 'number',
      values: Float64Array.from(values),
    });
    const columns = [column('size', [1, 3]), column('price', [5, 6])];
    const seen: Table = { type: 'table', count: 2, columns };
    const lines = Uint32Array.of(2, 3);
    const size = [column('size', [Number.NaN, 7])];
    const unseen: Table = { type: 'table', count: 2, columns: size, lines };
    const encode = (missing: ColumnSettings['missing']) => {
      const document = documentFor(missing);
      return encodeRows(unseen, document.data, encodingOf(prepared(seen, document)));
    };
    expect(encode('mean')).toMatchObject({ value: { features: Float32Array.of(2, 7) } });
    expect(encode('drop')).toMatchObject({
      value: { rows: Uint32Array.of(1), features: Float32Array.of(7) },
    });
    expect(encode('refuse')).toMatchObject({
      failure: {
        kind: 'missing-value',
        text: { en: expect.stringMatching(/^Line 2, column “size”/) },
      },
    });
  });

  it.each(['channel', 'feature', 'sample'] as const)(
    'DATA-42: pictures scaled by %s are scaled alike, and by channel keep two numbers a channel',
    (standardizeBy) => {
      const parameters = { classes: ['a', 'b'], height: 4, width: 4, colour: 'colour' };
      const document = documentWith({
        dataset: { kind: 'imageFolder', parameters },
        standardizeFeatures: true,
        standardizeBy,
      });
      const features = Float32Array.from({ length: 20 * 48 }, (_, at) => Math.sin(at * at));
      const targets = Float32Array.from({ length: 20 }, (_, at) => at % 2);
      const data = prepared({ type: 'samples', count: 20, features, targets }, document);
      const encoding: DataEncoding = encodingOf(data);
      expect(encodeSamples(features, document.data, encoding)).toEqual(data.features);
      expect(encoding.features.length).toBe({ channel: 6, feature: 96, sample: 0 }[standardizeBy]);
    },
  );
});
