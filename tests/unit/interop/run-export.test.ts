import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { StoredRun } from '../../../shared/host-data';
import { crc32c } from '../../../shared/interop/runs/crc32c';
import { RUN_EXPORTERS } from '../../../shared/interop/runs/exporters';
import { RUN_EXPORT_FORMATS } from '../../../shared/interop/runs/formats';
import { columnNames } from '../../../shared/telemetry/column-names';
import { GROUP_NAMES, groupsOf } from '../../../shared/telemetry/layout';
import { decodeRunFile } from '../../../shared/telemetry/run-file';
import { TelemetryStore } from '../../../shared/telemetry/store';
import { layoutOf as layoutOfRun } from '../monitor/run-fixture';
import { type ReadEvent, readEvents } from './read-events';

async function fixture(): Promise<StoredRun> {
  const bytes = readFileSync(join('tests', 'fixtures', 'runs', 'elsewhere.vprun'));
  const read = await decodeRunFile(new Uint8Array(bytes));
  if (!read.ok) throw new Error(read.failure.text.en);
  return read.value.run;
}

const filesOf = (kind: string, run: StoredRun) => {
  const exporter = RUN_EXPORTERS.find((one) => one.kind === kind);
  return new Map(exporter?.write(run).map(({ path, content }) => [path, content]));
};

function eventsOf(run: StoredRun): readonly ReadEvent[] {
  const [[path, content]] = filesOf('tensorboard', run);
  expect(path).toMatch(/^events\.out\.tfevents\.\d+\./);
  return readEvents(content);
}

const scalarsOf = (events: readonly ReadEvent[], tag: string) =>
  events.flatMap(({ step, values }) =>
    values.flatMap((value) => (value.tag === tag ? [[step, value.scalar]] : [])),
  );

test('ELSEWHERE-11: every format is in the menu’s list', () => {
  expect(RUN_EXPORTERS.map(({ kind }) => kind)).toEqual(RUN_EXPORT_FORMATS.map(({ kind }) => kind));
});

test('ELSEWHERE-11: checksums are those of RFC 3720', () => {
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
  expect(crc32c(Uint8Array.from({ length: 32 }, (_, at) => at))).toBe(0x46dd794e);
  expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283);
});

test('ELSEWHERE-11: a run goes to TensorBoard: losses, metrics and every layer’s measures by step', async () => {
  const run = await fixture();
  const events = eventsOf(run);
  const telemetry = TelemetryStore.fromStored(run.layout, run.groups);
  const { count, width, mean } = telemetry.series('steps');
  const column = (name: string) => columnNames(run.layout, 'steps').indexOf(name);
  const expected = (name: string) =>
    Array.from({ length: count }, (_, row) => [
      mean[row * width],
      mean[row * width + column(name)],
    ]);
  expect(scalarsOf(events, 'loss/train')).toEqual(expected('loss'));
  expect(scalarsOf(events, 'accuracy/train')).toEqual(expected('accuracy'));
  expect(scalarsOf(events, 'learning_rate')).toEqual(expected('learningRate'));
  expect(scalarsOf(events, 'loss/validation').map(([step]) => step)).toEqual([0, 3, 6]);
  expect(scalarsOf(events, 'layers/hidden/gradient_rms')).toHaveLength(count);
  expect(scalarsOf(events, 'noise/variance').length).toBeGreaterThan(0);
  // At the start there is no update: nothing is measured, and nothing is written.
  expect(scalarsOf(events, 'layers/hidden/update_ratio').map(([step]) => step)).not.toContain(0);
  const times = events.map(({ time }) => time);
  expect(times[0]).toBeCloseTo(run.summary.started / 1_000 + mean[column('seconds')], 3);
  expect(times.toSorted((a, b) => a - b)).toEqual(times);
  expect(events.every(({ values }) => values.every(({ scalar }) => !Number.isNaN(scalar)))).toBe(
    true,
  );
});

test('ELSEWHERE-11: histograms keep their bins', async () => {
  const run = await fixture();
  const found = eventsOf(run).flatMap(({ step, values }) =>
    values.flatMap(({ tag, histogram }) =>
      step === 0 && histogram && tag === 'layers/hidden/weight' ? [histogram] : [],
    ),
  );
  expect(found).toHaveLength(1);
  const [{ least, greatest, count, sum, limits, counts }] = found;
  // The kernel: 4 features × 8 units.
  expect(count).toBe(32);
  expect(counts.reduce((all, one) => all + one, 0)).toBe(32);
  expect(limits).toHaveLength(counts.length);
  expect(limits.toSorted((a, b) => a - b)).toEqual(limits);
  expect(limits.at(-1)).toBe(greatest);
  expect(least).toBeLessThan(greatest);
  expect(Math.abs(sum)).toBeLessThanOrEqual(32 * Math.max(Math.abs(least), Math.abs(greatest)));
});

test('ELSEWHERE-12: a run goes to tables, a named column for every number', async () => {
  const run = await fixture();
  const files = filesOf('csv', run);
  expect([...files.keys()].toSorted()).toEqual(
    run.groups.map(({ group }) => `${group}.csv`).toSorted(),
  );
  const lines = new TextDecoder().decode(files.get('steps.csv')).trimEnd().split('\r\n');
  expect(lines[0]).toBe('step,epoch,seconds,learningRate,loss,gradientNorm,accuracy');
  expect(lines).toHaveLength(1 + run.layout.plannedSteps + 1);
  const [step, , , rate, loss] = lines[1].split(',').map(Number);
  const steps = run.groups.find(({ group }) => group === 'steps');
  expect([step, rate, loss]).toEqual([0, steps?.mean[3], steps?.mean[4]]);
});

test('ELSEWHERE-12: of merged rows the least and the greatest stand beside the mean', async () => {
  const run = await fixture();
  const store = new TelemetryStore(run.layout);
  for (let at = 0; at < 8_193; at += 1) {
    store.append([{ group: 'steps', rows: Float32Array.of(at, 1, at, 0.1, at, 1, 0.5) }]);
  }
  const files = filesOf('csv', { ...run, groups: store.toStored() });
  const lines = new TextDecoder().decode(files.get('steps.csv')).trimEnd().split('\r\n');
  expect(lines[0]).toContain('step,rows,epoch,epoch (least),epoch (greatest)');
  const fields = lines[1].split(',');
  const loss = lines[0].split(',').indexOf('loss');
  expect(fields.slice(0, 2)).toEqual(['1', '2']);
  expect(fields.slice(loss, loss + 3)).toEqual(['0.5', '0', '1']);
});

test('ELSEWHERE-12: names are as many as columns, and each is one alone', () => {
  const layout = {
    ...layoutOfRun(3),
    branches: [{ source: 'a', target: 'b' }],
    recurrences: [{ node: 'r', name: 'r', direction: 'forward' as const, steps: 5 }],
    metrics: ['accuracy'],
    classNames: ['cat', 'dog'],
    picture: 'plane' as const,
  };
  const twice = { ...layout, layers: layout.layers.map((layer) => ({ ...layer, name: 'Dense' })) };
  for (const one of [layout, twice]) {
    for (const { name, width } of groupsOf(one)) {
      const names = columnNames(one, name);
      expect(names, name).toHaveLength(width);
      expect(new Set(names).size, name).toBe(width);
    }
  }
  expect(GROUP_NAMES.length).toBe(groupsOf(layout).length);
});
