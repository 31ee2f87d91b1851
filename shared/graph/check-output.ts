import type { ActivationDefinition } from '../catalogue/activation';
import { ACTIVATIONS } from '../catalogue/activations';
import { valuesOfChoice } from '../catalogue/catalogues';
import { targetShapeOf } from '../catalogue/data-shape';
import type { DataShape } from '../catalogue/dataset';
import { type Shape, sizeOf } from '../catalogue/layer';
import type { LossDefinition } from '../catalogue/loss';
import { LOSSES } from '../catalogue/losses';
import { labelInSentence } from '../catalogue/parameter-text';
import type { ProjectDocument } from '../document/schema';
import { type Problem, type ProblemPlace, type ProblemSeed, problemAt } from '../text/problems';
import { formatNumber, formatShape, type Text } from '../text/text';
import type { NodeAnalysis } from './analysis';
import { nameOfNode } from './name-of-node';
import { type Links, reach } from './order';

const NETWORK: ProblemPlace = { settings: 'network' };

/** Layers that pass values on as they are, so that an activation before them still ends the network. */
const TRANSPARENT_KINDS = new Set([
  'output',
  'flatten',
  'reshape',
  'permute',
  'dropout',
  'spatialDropout',
  'gaussianNoise',
]);

/** The last node before the Output that changes values. */
function lastLayer(
  output: number,
  nodes: readonly NodeAnalysis[],
  sources: Links['sources'],
): NodeAnalysis | null {
  let position = output;
  // At most one step a node: a cycle of transparent layers would go round for ever.
  for (let steps = 0; steps < nodes.length; steps += 1) {
    if (!TRANSPARENT_KINDS.has(nodes[position].node.kind)) return nodes[position];
    if (sources[position].length !== 1) return null;
    position = sources[position][0];
  }
  return null;
}

function faultOfShape(
  name: string,
  shape: Shape,
  target: Shape,
  data: DataShape,
  loss: LossDefinition | undefined,
): ProblemSeed | null {
  const expected = sizeOf(target);
  if (shape.length !== 1) {
    const values = { node: name, shape: formatShape(shape), expected };
    return { kind: 'output-not-flat', values };
  }
  const count = shape[0];
  // Data without a target say so themselves; every number of outputs would be wrong.
  if (count === expected || expected === 0) return null;
  if (data.task === 'regression') {
    return { kind: 'output-targets', values: { node: name, count, targets: expected } };
  }
  if (expected === 1) {
    return { kind: 'output-one-value', values: { node: name, count, loss: loss?.label ?? '' } };
  }
  return { kind: 'output-classes', values: { node: name, count, classes: expected } };
}

const rangeText = ([low, high]: readonly [number, number]): Text => {
  if (high === Infinity) {
    const floor = formatNumber(low);
    return { en: `values from ${floor} up`, zh: `不小于 ${floor} 的值` };
  }
  return {
    en: `values between ${formatNumber(low)} and ${formatNumber(high)}`,
    zh: `${formatNumber(low)} 到 ${formatNumber(high)} 之间的值`,
  };
};

interface Ending {
  readonly kind: string;
  readonly activation: ActivationDefinition;
  readonly loss: LossDefinition;
  readonly values: ProblemSeed['values'];
}

/** A loss that applies sigmoid or softmax itself wants any number, not one squashed before. */
function faultOfLogits({ kind, activation, loss, values }: Ending): ProblemSeed | null {
  // Softmax of log-probabilities gives the probabilities back: nothing is lost by applying it again.
  if (kind === 'logSoftmax' && loss.targets === 'one-hot') return null;
  if (kind === 'softmax') return { kind: 'softmax-twice', values };
  if (kind === 'sigmoid') return { kind: 'sigmoid-twice', values };
  if (activation.canDie) return { kind: 'output-rectified', values };
  const [low, high] = activation.range;
  return low >= 0 || high < Infinity ? { kind: 'logits-range', values } : null;
}

function faultOfProbabilities({ kind, loss, values }: Ending): ProblemSeed | null {
  if (kind === 'softmax' || kind === 'sigmoid') return null;
  const wanted = loss.targets === 'one-hot' ? 'softmax' : 'sigmoid';
  return { kind: 'probabilities-missing', values: { ...values, wanted } };
}

function faultOfRange({ activation, loss, values }: Ending, data: DataShape): ProblemSeed | null {
  const [low, high] = activation.range;
  const misses =
    data.task === 'regression'
      ? low > -Infinity || high < Infinity
      : loss.targets === 'signs' && (low > -1 || high < 1);
  return misses ? { kind: 'output-range', values } : null;
}

/** Whether what the last layer gives is what the loss takes: logits, probabilities or any number. */
function faultOfEnding(
  last: NodeAnalysis,
  data: DataShape,
  loss: LossDefinition,
  fromLogits: unknown,
): ProblemSeed | null {
  const kind = last.activation?.kind ?? 'linear';
  const activation = ACTIVATIONS.find(kind);
  // Softmax over one unit is said of the layer itself; more about it would hide that.
  if (!activation || last.problems.some((problem) => problem.kind === 'softmax-one-unit')) {
    return null;
  }
  const values = {
    node: nameOfNode(last.node),
    loss: loss.label,
    activation: labelInSentence(activation.label),
    range: rangeText(activation.range),
  };
  const ending: Ending = { kind, activation, loss, values };
  if (fromLogits === true) return faultOfLogits(ending);
  if (fromLogits === false) return faultOfProbabilities(ending);
  return faultOfRange(ending, data);
}

/** What is wrong where the network meets its data and its loss. */
export function checkOutput(
  document: ProjectDocument,
  data: DataShape,
  nodes: readonly NodeAnalysis[],
  { sources, targets }: Links,
): Problem[] {
  const ofKind = (kind: string) =>
    nodes.flatMap(({ node }, position) => (node.kind === kind ? [position] : []));
  const inputs = ofKind('input');
  const outputs = ofKind('output');
  const problems: Problem[] = [];
  if (inputs.length === 0) problems.push(problemAt({ kind: 'no-input', values: {} }, NETWORK));
  if (outputs.length === 0) problems.push(problemAt({ kind: 'no-output', values: {} }, NETWORK));
  const fromInput = reach(inputs, targets);
  for (const position of outputs) {
    const { node, outputShape } = nodes[position];
    const place = { node: node.id };
    if (outputs.length > 1) {
      const values = { node: nameOfNode(node), count: outputs.length };
      problems.push(problemAt({ kind: 'several-outputs', values }, place));
    }
    if (inputs.length > 0 && sources[position].length > 0 && !fromInput[position]) {
      problems.push(problemAt({ kind: 'no-path', values: { node: nameOfNode(node) } }, place));
    }
    if (!outputShape) continue;
    const { loss: choice } = document.training;
    const loss = LOSSES.find(choice.kind);
    const target = targetShapeOf(data, choice);
    const fault = faultOfShape(nameOfNode(node), outputShape, target, data, loss);
    if (fault) problems.push(problemAt(fault, place));
    const last = lastLayer(position, nodes, sources);
    if (!loss || !last) continue;
    const { fromLogits } = valuesOfChoice(LOSSES, choice);
    const ending = faultOfEnding(last, data, loss, fromLogits);
    if (ending) problems.push(problemAt(ending, { node: last.node.id }));
  }
  return problems;
}
