import { env, InferenceSession, Tensor } from 'onnxruntime-web';
import { drawWeight } from '../../../../shared/catalogue/draw-weight';
import { type Shape, sizeOf } from '../../../../shared/catalogue/layer';
import type { ProjectDocument } from '../../../../shared/document/schema';
import { Model } from '../../../../shared/engine/model';
import type { EngineOps } from '../../../../shared/engine/tensor-ops';
import { analyse } from '../../../../shared/graph/analyse';
import type { Analysis } from '../../../../shared/graph/analysis';
import { neededNodes } from '../../../../shared/graph/needed-nodes';
import { onnx } from '../../../../shared/interop/onnx';
import { DATA_TYPES, type Draft } from '../../../../shared/interop/onnx/messages';
import type { WeightRecord } from '../../../../shared/telemetry/protocol';
import { modelOf, normals } from '../../engine/support';

env.wasm.numThreads = 1;
env.logLevel = 'error';

export const ROWS = 3;
export const SEED = 11;

/** Numbers for every trained weight, none of them where it starts; variances are positive, and constants stay. */
export function weightsFor(analysis: Analysis, seed = SEED): readonly WeightRecord[] {
  const owners = new Set(neededNodes(analysis).map(({ node, weightsOf }) => weightsOf ?? node.id));
  return [...owners].flatMap((id) =>
    (analysis.nodes.get(id)?.weights ?? []).map((spec) => {
      const { name, shape } = spec;
      if (name === 'value') return { node: id, name, shape, values: drawWeight(id, spec, seed) };
      const drawn = normals(sizeOf(shape), seed, `${id}/${name}`);
      const values = drawn.map((value) =>
        name === 'movingVariance' ? 1 + value * value : value * 0.4,
      );
      return { node: id, name, shape, values };
    }),
  );
}

export function exported(
  document: ProjectDocument,
  weights: readonly WeightRecord[] | null,
): Uint8Array {
  const written = onnx.write({ document, weights, data: null });
  if (!written.ok) throw new Error(written.failure.text.en);
  return written.value[0].content;
}

/** Features for a network: whole numbers of the vocabulary where it takes such. */
export function featuresFor(
  { data }: Analysis,
  rows = ROWS,
): { shape: Shape; values: Float32Array } {
  const shape = [rows, ...data.featureShape];
  const drawn = normals(sizeOf(shape), SEED, 'features');
  const { vocabulary } = data;
  const values =
    vocabulary === undefined
      ? drawn
      : drawn.map((value) => Math.floor(Math.abs(value) * 1000) % vocabulary);
  return { shape, values };
}

/** What the app computes. */
export function computed(
  ops: EngineOps,
  document: ProjectDocument,
  weights: readonly WeightRecord[] | null,
): Float32Array {
  const model = modelOf(document, ops);
  if (weights) model.weights.load(weights);
  const { shape, values } = featuresFor(analyse(document));
  const found = ops.arena.scope(() => ops.read(model.predict(ops.tensor(values, [...shape]))));
  model.dispose();
  return found;
}

/** What the runtime computes from a file, by the name of the output. */
export async function run(
  file: Uint8Array,
  { shape, values }: { shape: Shape; values: Float32Array },
): Promise<ReadonlyMap<string, Float32Array>> {
  const session = await InferenceSession.create(file);
  const results = await session.run({
    [session.inputNames[0]]: new Tensor('float32', values, [...shape]),
  });
  const found = new Map(
    Object.entries(results).map(([name, { data }]) => [
      name,
      Float32Array.from(data as Float32Array),
    ]),
  );
  await session.release();
  return found;
}

/** The model of a network whose data are still to be chosen. */
export function modelWithoutData(document: ProjectDocument, ops: EngineOps): Model {
  const built = Model.build({ ...analyse(document), problems: [] }, 1, ops);
  if (!built.ok) throw new Error(built.failure.message.en);
  return built.value;
}

/** [channels, places …] → [places …, channels], sample by sample. */
export function channelsLast([channels, ...axes]: Shape, values: ArrayLike<number>): Float32Array {
  const places = sizeOf(axes);
  const size = channels * places;
  return Float32Array.from(values, (_, index) => {
    const at = index % size;
    const channel = at % channels;
    return values[index - at + channel * places + (at - channel) / channels];
  });
}

/** An input or output of a graph that takes batches of any size. */
export const info = (name: string, shape: readonly number[]): Draft<'ValueInfo'> => ({
  name,
  type: {
    tensor: {
      elementType: DATA_TYPES.float32,
      shape: { dimensions: [{ parameter: 'batch' }, ...shape.map((value) => ({ value }))] },
    },
  },
});
