import { valuesOfChoice } from '../../catalogue/catalogues';
import { inputColumns } from '../../catalogue/feature-columns';
import { LOSSES } from '../../catalogue/losses';
import { chosenMetrics } from '../../catalogue/metrics';
import { PRECISION_MEASURES } from '../../catalogue/run-measures';
import { summariseData } from '../../data/data-summary';
import type { PreparedData } from '../../data/prepared-data';
import type { ProjectDocument } from '../../document/schema';
import type { Analysis } from '../../graph/analysis';
import { describeRun } from '../../telemetry/describe-run';
import { capacityOf } from '../../telemetry/group-rows';
import {
  BOUNDARY_POINTS,
  CURVE_POINTS,
  DEAD_CHECKS,
  groupsOf,
  HISTOGRAM_BINS,
  HISTOGRAM_TENSORS,
  LAYER_QUANTITIES,
  type RunLayout,
} from '../../telemetry/layout';
import { NOT_FINITE_TEXTS } from '../../telemetry/not-finite-text';
import { RUN_FILE_VERSION } from '../../telemetry/run-file';
import type { NetworkPlan } from './plan';

const TEXTS = {
  notFinite: NOT_FINITE_TEXTS,
  error: {
    en: 'The script met an error: {{reason}}.',
    zh: '脚本出错：{{reason}}。',
  },
};

/** What the app would say of a run of this document before it begins: the layout of its telemetry. */
function layoutOfPlan(
  { training }: ProjectDocument,
  data: PreparedData,
  { nodes, weights }: NetworkPlan,
  analysis: Analysis,
): RunLayout {
  const positions = new Map(nodes.map(({ id }, position) => [id, position]));
  const trainable = new Set(weights.flatMap(({ node, spec }) => (spec.trainable ? [node] : [])));
  const inputs = nodes
    .filter(({ kind }) => kind === 'input')
    .map(({ id, kind }) => {
      const values = analysis.nodes.get(id)?.values ?? {};
      return { node: id, columns: inputColumns(kind, values, analysis.data.featureNames) };
    });
  const { batchSize, accumulation, epochs, metrics, precision, loss } = training;
  const stepsPerEpoch = Math.ceil(data.training.length / (batchSize * accumulation));
  return describeRun({
    nodes: nodes.map((node) => ({
      id: node.id,
      name: analysis.nodes.get(node.id)?.node.name ?? node.name,
      kind: node.kind,
      shape: node.shape,
      sources: node.inputs.map(({ id }) => positions.get(id) as number),
      isMeasured: node.isMeasured,
      directions: node.directions,
      canDie: node.canDie,
      hasWeights: trainable.has(analysis.nodes.get(node.id)?.weightsOf ?? node.id),
      saturatedBelow: node.saturation.below,
      saturatedAbove: node.saturation.above,
    })),
    data,
    summary: summariseData(data, inputs, loss),
    metrics: [
      ...chosenMetrics(metrics, data.shape.task).map(({ kind }) => kind),
      ...(precision === 'float32' ? [] : Object.keys(PRECISION_MEASURES)),
    ],
    stepsPerEpoch,
    plannedSteps: stepsPerEpoch * epochs,
  });
}

/** Where a weight of the app stands in the network's state; the recorder brings it back by this. */
const routesOf = ({ weights }: NetworkPlan) =>
  weights.map(({ node, spec, route, tensor }) => ({
    node,
    name: spec.name,
    shape: spec.shape,
    tensor,
    axes: route.axes ?? spec.shape.map((_, axis) => axis),
    gates: route.gates ?? null,
  }));

/** `run.json`: all that recorder.py must know of the app to write a run that it opens. */
export function writeRun(
  document: ProjectDocument,
  data: PreparedData,
  plan: NetworkPlan,
  analysis: Analysis,
): string {
  const layout = layoutOfPlan(document, data, plan, analysis);
  const { loss } = document.training;
  const { prediction, targets } = LOSSES.get(loss.kind);
  return `${JSON.stringify(
    {
      version: RUN_FILE_VERSION,
      document,
      layout,
      groups: groupsOf(layout).map((group) => ({ ...group, capacity: capacityOf(group) })),
      quantities: LAYER_QUANTITIES,
      histograms: { bins: HISTOGRAM_BINS, tensors: HISTOGRAM_TENSORS },
      picture: { side: BOUNDARY_POINTS, curve: CURVE_POINTS },
      deadChecks: DEAD_CHECKS,
      weights: routesOf(plan),
      outputs: {
        prediction: prediction(valuesOfChoice(LOSSES, loss) as never),
        targets,
      },
      texts: TEXTS,
    },
    null,
    1,
  )}\n`;
}
