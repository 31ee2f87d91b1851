import type { LossStage } from './loss-stage';

/** Reads a network's outputs: rows of numbers, row-major, as classes, probabilities or values. */
export interface OutputReader {
  readonly columns: number;
  /** False for a loss that tells classes apart by a sign or a margin alone. */
  readonly hasProbabilities: boolean;
  /** The class that a row of outputs stands for. */
  classOf(outputs: Float32Array, row: number): number;
  /** The probability that the outputs give to that class; 1 where the loss knows no probabilities. */
  confidenceOf(outputs: Float32Array, row: number): number;
  /** The probability of any class; where the loss knows none, 1 for the class that is predicted and 0 for others. */
  probabilityOf(outputs: Float32Array, row: number, index: number): number;
  /** The class that a row of targets stands for. */
  targetOf(targets: Float32Array, row: number): number;
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

function argmax(values: Float32Array, start: number, count: number): number {
  let best = 0;
  for (let index = 1; index < count; index += 1) {
    if (values[start + index] > values[start + best]) best = index;
  }
  return best;
}

function softmaxOf(values: Float32Array, start: number, count: number, chosen: number): number {
  let sum = 0;
  for (let index = 0; index < count; index += 1) {
    sum += Math.exp(values[start + index] - values[start + chosen]);
  }
  return 1 / sum;
}

/** One output per sample: two classes on either side of a threshold. */
function twoClassReader(loss: LossStage): OutputReader {
  const { prediction } = loss;
  const threshold = prediction === 'as-is' ? 0.5 : 0;
  const targetThreshold = loss.definition.targets === 'signs' ? 0 : 0.5;
  const probability = (output: number) => {
    if (prediction === 'sigmoid') return logistic(output);
    return prediction === 'as-is' ? Math.min(1, Math.max(0, output)) : Number(output > 0);
  };
  const classOf = (outputs: Float32Array, row: number) => Number(outputs[row] > threshold);
  const probabilityOf = (outputs: Float32Array, row: number, index: number) => {
    const one = probability(outputs[row]);
    return index === 1 ? one : 1 - one;
  };
  return {
    columns: 1,
    hasProbabilities: prediction !== 'sign',
    classOf,
    confidenceOf: (outputs, row) => probabilityOf(outputs, row, classOf(outputs, row)),
    probabilityOf,
    targetOf: (targets, row) => Number(targets[row] > targetThreshold),
  };
}

/** One output per class: the largest wins. */
function manyClassReader(loss: LossStage, columns: number): OutputReader {
  const { prediction } = loss;
  const classOf = (outputs: Float32Array, row: number) => argmax(outputs, row * columns, columns);
  const probabilityOf = (outputs: Float32Array, row: number, index: number) => {
    if (prediction === 'softmax') return softmaxOf(outputs, row * columns, columns, index);
    const output = outputs[row * columns + index];
    if (prediction === 'sigmoid') return logistic(output);
    if (prediction === 'as-is') return Math.min(1, Math.max(0, output));
    return Number(index === classOf(outputs, row));
  };
  return {
    columns,
    hasProbabilities: prediction !== 'sign',
    classOf,
    confidenceOf: (outputs, row) => probabilityOf(outputs, row, classOf(outputs, row)),
    probabilityOf,
    targetOf: classOf,
  };
}

export const outputReader = (loss: LossStage, columns: number): OutputReader =>
  columns === 1 ? twoClassReader(loss) : manyClassReader(loss, columns);
