import { expect } from 'vitest';
import { valuesOfChoice } from '../../../shared/catalogue/catalogues';
import { DATASETS } from '../../../shared/catalogue/datasets';
import { type Shape, sizeOf } from '../../../shared/catalogue/layer';
import { prepareData } from '../../../shared/data/prepare';
import type { PreparedData } from '../../../shared/data/prepared-data';
import type { Backend, Parameters, ProjectDocument } from '../../../shared/document/schema';
import { openBackend } from '../../../shared/engine/backend';
import { Model } from '../../../shared/engine/model';
import { type Reading, readLater } from '../../../shared/engine/reading';
import type { EngineOps, Tensor } from '../../../shared/engine/tensor-ops';
import { TrainingCore } from '../../../shared/engine/training-core';
import { analyse } from '../../../shared/graph/analyse';
import {
  dataset,
  headLayer,
  inputLayer,
  type LabLayer,
  labDocument,
  outputLayer,
} from '../../../shared/labs/builder';
import { randomStream } from '../../../shared/random/random-stream';
import { BACKENDS, TOLERANCE, WASM_PATH } from './environment';

export { BACKENDS, WASM_PATH };

/** The operations of a backend that is known to start here. */
export async function opsOf(backend: Backend): Promise<EngineOps> {
  const opened = await openBackend(backend, WASM_PATH);
  if (!opened.ok) throw new Error(opened.failure.en);
  return opened.value;
}

/** Runs work in a scope of its own, and waits where the backend must be waited for. */
export const inScope = <Value>(ops: EngineOps, work: () => Reading<Value>): Promise<Value> =>
  readLater(ops, ops.arena.readingScope(work));

/** A document of these layers between an Input and an Output. */
export function documentOf(
  layers: readonly LabLayer[],
  training: Partial<ProjectDocument['training']> = {},
  data: ReturnType<typeof dataset> = dataset('spirals'),
): ProjectDocument {
  const title = { en: 'test', zh: '测试' };
  const all = [inputLayer, ...layers, outputLayer];
  return labDocument({ lab: 'test', title, layers: all, dataset: data, training }, 'en');
}

export const layer = (id: string, kind: string, rest: Partial<LabLayer> = {}): LabLayer => ({
  id,
  kind,
  name: { en: id, zh: id },
  ...rest,
});

/** A dense layer of so many units, with other parameters where they are not the usual ones. */
export const dense = (
  id: string,
  units: number,
  activation: string,
  parameters: Parameters = {},
): LabLayer =>
  layer(id, 'dense', { parameters: { units, activation: choiceOf(activation), ...parameters } });

export const head = headLayer;

export const choiceOf = (kind: string, parameters = {}) => ({ kind, parameters });

/** Data of a generated dataset, prepared as the document says. */
export function dataOf(document: ProjectDocument): PreparedData {
  const { dataset: chosen } = document.data;
  const definition = DATASETS.get(chosen.kind);
  if (!definition.generate) throw new Error(`${chosen.kind} is not generated`);
  const random = randomStream(document.data.splitSeed, 'data');
  const raw = definition.generate(random, valuesOfChoice(DATASETS, chosen) as never);
  const prepared = prepareData(raw, document);
  if (!prepared.ok) throw new Error(prepared.failure.text.en);
  return prepared.value;
}

export function modelOf(document: ProjectDocument, ops: EngineOps): Model {
  const built = Model.build(analyse(document), document.training.seed, ops);
  if (!built.ok) throw new Error(built.failure.message.en);
  return built.value;
}

export const coreOf = (document: ProjectDocument, ops: EngineOps): TrainingCore =>
  new TrainingCore(modelOf(document, ops), dataOf(document), document.training);

/** A tensor as the oracle's files write it. */
export interface Written {
  readonly shape: Shape;
  readonly values: readonly number[];
}

/** Seeded normal numbers. */
export function normals(count: number, seed: number, name = 'test'): Float32Array {
  const random = randomStream(seed, name);
  return Float32Array.from({ length: count }, () => random.normal());
}

export const normalTensor = (ops: EngineOps, shape: Shape, seed: number): Tensor =>
  ops.tensor(normals(sizeOf(shape), seed), shape);

/** Every number within `relative` of what is expected, but for an absolute floor where values cancel. */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  relative = TOLERANCE.relative,
  floor = TOLERANCE.floor,
): void {
  expect(actual.length).toBe(expected.length);
  for (let index = 0; index < expected.length; index += 1) {
    const distance = Math.abs(actual[index] - expected[index]);
    const allowed = relative * Math.abs(expected[index]) + floor;
    if (!(distance <= allowed)) {
      expect.fail(`element ${index}: ${actual[index]}, expected ${expected[index]}`);
    }
  }
}
