import { sizeOf } from '../../catalogue/layer';
import { analyse } from '../../graph/analyse';
import { obstacleOf } from '../../graph/obstacle';
import { type Result, succeed } from '../../result';
import { type WeightRecord, weightKey } from '../../telemetry/checkpoint';
import type { ExchangeFailure, ExchangeFile, Exporter, Outgoing, Written } from '../exchange';
import { routed, routedShape } from '../route';
import { encodeSafetensors, type NamedTensor } from '../safetensors';
import { pythonFile } from './definitions';
import { refuse } from './failures';
import { pytorchFormat } from './format';
import { type NetworkPlan, planNetwork } from './plan';
import { dataFile, writeDataSource } from './write-data';
import { roundingOf, writeModel } from './write-model';
import { writeReadme } from './write-readme';
import { writeRecorder } from './write-recorder';
import { writeRun } from './write-run';
import { writeTrain } from './write-train';

/** The weights of a run as the network's state, or which is missing. */
function weightsFile(
  { weights, zeros }: NetworkPlan,
  records: readonly WeightRecord[],
): Result<Uint8Array, ExchangeFailure> {
  const byPlace = new Map(records.map((record) => [weightKey(record.node, record.name), record]));
  const tensors: NamedTensor[] = [];
  for (const { node, nodeName, spec, route, tensor } of weights) {
    const record = byPlace.get(weightKey(node, spec.name));
    const count = sizeOf(spec.shape);
    if (record?.values.length !== count) {
      return refuse('weights', { node: nodeName, weight: spec.name, count });
    }
    const values = routed(route, spec.shape, record.values);
    tensors.push({ name: tensor, shape: routedShape(route, spec.shape), values });
  }
  for (const { tensor, shape } of zeros) {
    tensors.push({ name: tensor, shape, values: new Float32Array(sizeOf(shape)) });
  }
  return succeed(encodeSafetensors({ tensors, metadata: { format: 'pt' } }));
}

const textFile = (path: string, text: string): ExchangeFile => ({
  path,
  content: new TextEncoder().encode(text),
});

function write({ document, weights, data }: Outgoing): Written {
  const analysis = analyse(document);
  const problem = obstacleOf(analysis);
  if (problem) return refuse('faulty', { problem });
  if (!data) return refuse('data');
  const planned = planNetwork(analysis);
  if (!planned.ok) return planned;
  const plan = planned.value;
  const kept = weights && weightsFile(plan, weights);
  if (kept && !kept.ok) return kept;
  const { training } = document;
  return succeed([
    textFile('README.md', writeReadme({ document, plan, hasWeights: kept !== null })),
    textFile('model.py', writeModel(plan, roundingOf(training), training.seed)),
    textFile('train.py', writeTrain(document, data, plan)),
    textFile('data.py', writeDataSource(data)),
    textFile('recorder.py', writeRecorder()),
    textFile('run.json', writeRun(document, data, plan, analysis)),
    textFile('tensor_file.py', pythonFile('tensor_file')),
    { path: 'data.safetensors', content: dataFile(data) },
    ...(kept ? [{ path: 'weights.safetensors', content: kept.value }] : []),
  ]);
}

export const pytorch = { ...pytorchFormat, bringsData: true, write } satisfies Exporter;
