import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CURRENT_VERSION } from '../../../shared/document/schema';
import { randomStream } from '../../../shared/random/random-stream';
import type { RunLayout } from '../../../shared/telemetry/layout';
import type { RunState } from '../../../shared/telemetry/protocol';
import {
  decodeRunFile,
  decodeRunSummary,
  encodeRunFile,
  RUN_SUMMARY_BYTES,
  type RunFile,
} from '../../../shared/telemetry/run-file';
import { TelemetryStore } from '../../../shared/telemetry/store';
import { dataset, documentWith } from '../data/document';

const layout: RunLayout = {
  layers: [],
  branches: [],
  recurrences: [],
  metrics: ['accuracy'],
  classNames: ['a', 'b'],
  picture: 'none',
  pictureBounds: [-1, 1, -1, 1],
  stepsPerEpoch: 4,
  plannedSteps: 8,
};

function someRun(): RunFile {
  const store = new TelemetryStore(layout);
  for (let step = 1; step <= 8; step += 1) {
    const rows = Float32Array.of(step, 0, 0.1, 0.01, 1 / step, Number.NaN, Infinity);
    store.append([{ group: 'steps', rows }]);
  }
  return {
    run: {
      summary: {
        run: 'run-1',
        project: null,
        draft: 'draft-1',
        name: '螺旋 spirals',
        started: 1_700_000_000_000,
        state: {
          phase: 'finished',
          step: 8,
          epoch: 2,
          plannedSteps: 8,
          plannedEpochs: 2,
          seconds: 0.8,
          secondsLeft: null,
          learningRate: 0.01,
          backend: 'wasm',
          failure: null,
        },
        loss: 0.125,
        validationLoss: null,
        metric: { name: 'accuracy', value: 0.9 },
        validationMetrics: { accuracy: 0.9, top2: null },
        purpose: { kind: 'fold', crossValidation: 'cv', index: 1, count: 3 },
      },
      document: documentWith({ dataset: dataset('spirals') }),
      layout,
      groups: store.toStored(),
    },
    checkpoint: {
      step: 8,
      weights: [
        { node: 'd', name: 'kernel', shape: [2, 2], values: Float32Array.of(1, -2, 3e-30, 4) },
      ],
    },
    encoding: {
      features: Float64Array.of(0.1, 1 / 3),
      fillers: Float32Array.of(-0.5),
      targets: new Float64Array(0),
    },
  };
}

let bytes: Uint8Array;
beforeAll(async () => {
  bytes = await encodeRunFile(someRun());
});

async function fault(damaged: Uint8Array): Promise<string> {
  const result = await decodeRunFile(damaged);
  return result.ok ? 'none' : result.failure.kind;
}

describe('run files', () => {
  it('RUNFILE-1: a run comes back as it was written, numbers to the bit', async () => {
    const read = await decodeRunFile(bytes);
    expect(read).toEqual({ ok: true, value: someRun() });
    // As Node reads a file: a Buffer, whose bytes may stand anywhere in a larger pool.
    const pool = Buffer.concat([Buffer.alloc(13), bytes]).subarray(13);
    expect(await decodeRunFile(pool)).toEqual({ ok: true, value: someRun() });
    const without = { ...someRun(), checkpoint: null };
    expect(await decodeRunFile(await encodeRunFile(without))).toEqual({ ok: true, value: without });
  });

  it('RUNFILE-2: the summary is read from the beginning of the file alone', async () => {
    const { summary } = someRun().run;
    const start = bytes.subarray(0, Math.min(RUN_SUMMARY_BYTES, 1_200));
    expect(start.length).toBeLessThan(bytes.length);
    expect(await decodeRunSummary(start)).toEqual({ ok: true, value: summary });
  });

  it('RUNFILE-3: every truncation is named and never throws', async () => {
    for (let length = 0; length < bytes.length; length += 1) {
      expect(['truncated', 'not-a-run']).toContain(await fault(bytes.subarray(0, length)));
    }
  });

  it('RUNFILE-4: no flipped byte goes unnoticed (seed 20258)', async () => {
    const random = randomStream(20258, 'flips');
    const named = new Set<string>();
    for (let position = 0; position < bytes.length; position += 1) {
      const flipped = bytes.slice();
      flipped[position] ^= 1 + random.below(255);
      const kind = await fault(flipped);
      expect(kind, `byte ${position}`).not.toBe('none');
      named.add(kind);
    }
    expect([...named].sort()).toEqual(['damaged', 'newer-version', 'not-a-run', 'truncated']);
  });

  it('RUNFILE-5: bytes after the end, other files and files of a newer version are refused by name', async () => {
    expect(await fault(Uint8Array.from([...bytes, 0]))).toBe('damaged');
    expect(await fault(new TextEncoder().encode('{"format":"vanishing-point"}'))).toBe('not-a-run');
    const newer = bytes.slice();
    newer[8] = 2;
    expect(await fault(newer)).toBe('newer-version');
  });

  it('RUNFILE-5: a failure comes back in both languages; one that is told in another form is refused by name', async () => {
    const failed = (message: unknown): RunFile => {
      const file = someRun();
      const failure = { kind: 'crashed', message, step: 3, node: null, tensor: null };
      const state = { ...file.run.summary.state, phase: 'failed', failure } as RunState;
      return { ...file, run: { ...file.run, summary: { ...file.run.summary, state } } };
    };
    const known = failed({ en: 'It ended.', zh: '训练已结束。' });
    expect(await decodeRunFile(await encodeRunFile(known))).toEqual({ ok: true, value: known });
    const old = await encodeRunFile(failed('It ended.'));
    expect(await fault(old)).toBe('unknown-content');
    const summary = await decodeRunSummary(old);
    expect(summary).toMatchObject({ ok: false, failure: { kind: 'unknown-content' } });
  });
});

describe('RUNFILE-6: a run that an older version kept is still opened', () => {
  it('with its project brought up to this version, and a layout that knew less', async () => {
    const place = join('tests', 'fixtures', 'projects', 'v1.vpnet');
    const old = JSON.parse(readFileSync(place, 'utf8'));
    const { branches: _branches, recurrences: _recurrences, ...layoutThen } = layout;
    const { run, checkpoint } = someRun();
    const kept = { run: { ...run, document: old, layout: layoutThen }, checkpoint };
    const result = await decodeRunFile(await encodeRunFile(kept as unknown as RunFile));
    if (!result.ok) throw new Error(result.failure.text.en);
    expect(result.value.run.document.version).toBe(CURRENT_VERSION);
    expect(result.value.run.document.network.nodes).toHaveLength(old.network.nodes.length);
    expect(result.value.run.layout).toEqual(layout);
  });
});
