import { type Shape, sizeOf } from '../catalogue/layer';
import type { PreparedData } from '../data/prepared-data';
import type { Backend, ProjectDocument } from '../document/schema';
import { analyse } from '../graph/analyse';
import type { Analysis } from '../graph/analysis';
import { fail, type Result, succeed } from '../result';
import type { WeightRecord } from '../telemetry/checkpoint';
import type { Text } from '../text/text';
import { openBackend } from './backend';
import { unlessRefused } from './input-fault';
import { LossStage } from './loss-stage';
import { Model } from './model';
import { PrecisionStage } from './precision-stage';
import { type OutputReader, outputReader } from './predictions';
import type { EngineOps } from './tensor-ops';

/** Samples that go through the network at a time: as many as keep a wide layer's activations small. */
const PIECE = 256;

interface PredictorRequest {
  readonly document: ProjectDocument;
  /** All that the network computes with; what is missing would stay as it was drawn. */
  readonly weights: readonly WeightRecord[];
  readonly backend: Extract<Backend, 'wasm' | 'cpu'>;
  /** Where tfjs's WebAssembly files are. */
  readonly wasmPath: string;
}

/** What is wrong with the data is no obstacle to an answer: an imported network has none, and answers all the same. */
const withoutData = (analysis: Analysis): Analysis => ({
  ...analysis,
  problems: analysis.problems.filter(({ place }) => place.settings !== 'data'),
});

/** A trained network that only answers: no optimizer, no gradients, nothing of the data. */
export class Predictor {
  /** Numbers of one sample that go in, and that come out. */
  readonly inputSize: number;
  readonly outputSize: number;
  /** Reads the outputs as classes and probabilities. */
  readonly reader: OutputReader;

  private constructor(
    private readonly ops: EngineOps,
    private readonly model: Model,
    private readonly featureShape: Shape,
    loss: LossStage,
  ) {
    this.inputSize = sizeOf(featureShape);
    this.outputSize = sizeOf(model.nodes[model.nodes.length - 1].outputShape);
    this.reader = outputReader(loss, this.outputSize);
  }

  /** Builds the network with its weights; fails with a sentence where the backend or the network cannot be built. */
  static async open(request: PredictorRequest): Promise<Result<Predictor, Text>> {
    const { document, weights, backend, wasmPath } = request;
    const opened = await openBackend(backend, wasmPath);
    if (!opened.ok) return opened;
    const ops = opened.value;
    const analysis = analyse(document);
    const built = Model.build(withoutData(analysis), document.training.seed, ops);
    if (!built.ok) return fail(built.failure.message);
    const model = built.value;
    model.weights.load(weights);
    // As the evaluation of its run: where activations were rounded to 16 bits, they are here.
    model.precision = PrecisionStage.of(ops, document.training);
    const loss = new LossStage(ops, document.training.loss);
    return succeed(new Predictor(ops, model, analysis.data.featureShape, loss));
  }

  /**
   * The network's outputs, outside of training.
   * @param features encoded and scaled (`PreparedData.features`), row-major, samples × `inputSize`
   * @returns row-major, samples × `outputSize`; or the sentence of a layer that refuses the numbers
   */
  predict(features: PreparedData['features']): Result<Float32Array, Text> {
    const count = features.length / this.inputSize;
    const outputs = new Float32Array(count * this.outputSize);
    for (let start = 0; start < count; start += PIECE) {
      const end = Math.min(count, start + PIECE);
      const piece = features.subarray(start * this.inputSize, end * this.inputSize);
      const computed = unlessRefused(() => this.outputsOf(piece, end - start));
      if (!computed.ok) return computed;
      outputs.set(computed.value, start * this.outputSize);
    }
    return succeed(outputs);
  }

  dispose(): void {
    this.model.dispose();
  }

  private outputsOf(features: Float32Array, count: number): Float32Array {
    const { ops, model } = this;
    const { arena } = ops;
    const outputs = arena.scope(() => {
      const batch = ops.tensor(features, [count, ...this.featureShape]);
      return ops.read(model.predict(batch));
    });
    ops.forgetScalars();
    return outputs;
  }
}
