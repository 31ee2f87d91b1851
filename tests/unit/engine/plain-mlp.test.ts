import { describe, test } from 'vitest';
import type { WeightRecord } from '../../../shared/telemetry/protocol';
import { BACKENDS, choiceOf, coreOf, documentOf, expectClose, head, layer, opsOf } from './support';

/** A Dense layer in plain numbers: rows of float64, one loop per sum, tanh or no activation. */
class PlainDense {
  input: number[][] = [];
  output: number[][] = [];
  kernelGradient: number[][] = [];
  biasGradient: number[] = [];

  constructor(
    readonly kernel: number[][],
    readonly bias: number[],
    readonly isTanh: boolean,
  ) {}

  forward(input: number[][]): number[][] {
    this.input = input;
    this.output = input.map((row) =>
      this.bias.map((bias, unit) => {
        let sum = bias;
        for (let index = 0; index < row.length; index += 1)
          sum += row[index] * this.kernel[index][unit];
        return this.isTanh ? Math.tanh(sum) : sum;
      }),
    );
    return this.output;
  }

  backward(gradient: number[][]): number[][] {
    const inner = gradient.map((row, sample) =>
      row.map((dy, unit) => (this.isTanh ? dy * (1 - this.output[sample][unit] ** 2) : dy)),
    );
    this.kernelGradient = this.kernel.map((row, index) =>
      row.map((_, unit) =>
        inner.reduce((sum, dy, sample) => sum + this.input[sample][index] * dy[unit], 0),
      ),
    );
    this.biasGradient = this.bias.map((_, unit) => inner.reduce((sum, dy) => sum + dy[unit], 0));
    return inner.map((dy) =>
      this.kernel.map((row) => row.reduce((sum, weight, unit) => sum + weight * dy[unit], 0)),
    );
  }

  descend(rate: number): void {
    this.kernel.forEach((row, index) => {
      row.forEach((_, unit) => {
        row[unit] -= rate * this.kernelGradient[index][unit];
      });
    });
    this.bias.forEach((_, unit) => {
      this.bias[unit] -= rate * this.biasGradient[unit];
    });
  }
}

function softmaxLoss(outputs: number[][], targets: number[][]) {
  let loss = 0;
  const gradient = outputs.map((row, sample) => {
    const largest = Math.max(...row);
    const exponentials = row.map((output) => Math.exp(output - largest));
    const sum = exponentials.reduce((total, value) => total + value, 0);
    return exponentials.map((value, column) => {
      const target = targets[sample][column];
      if (target === 1) loss -= Math.log(value / sum) / outputs.length;
      return (value / sum - target) / outputs.length;
    });
  });
  return { loss, gradient };
}

const rowsOf = (values: ArrayLike<number>, width: number, rows: Iterable<number>): number[][] =>
  Array.from(rows, (row) =>
    Array.from({ length: width }, (_, column) => values[row * width + column]),
  );

function plainLayer(records: readonly WeightRecord[], node: string, isTanh: boolean): PlainDense {
  const of = (name: string) =>
    records.find((record) => record.node === node && record.name === name) as WeightRecord;
  const kernel = of('kernel');
  const rows = Array.from({ length: kernel.shape[0] }, (_, row) => row);
  return new PlainDense(
    rowsOf(kernel.values, kernel.shape[1], rows),
    [...of('bias').values],
    isTanh,
  );
}

describe.each(BACKENDS)('ENGINE-8: on %s,', (backend) => {
  test('ten steps of a small network are those of loops over plain numbers', async () => {
    const tanh = { units: 5, activation: choiceOf('tanh') };
    const document = documentOf(
      [
        layer('one', 'dense', { parameters: tanh }),
        layer('two', 'dense', { parameters: tanh }),
        head(2),
      ],
      { optimizer: choiceOf('sgd'), learningRate: 0.3, batchSize: 20, shuffle: false },
    );
    const ops = await opsOf(backend);
    const core = coreOf(document, ops);
    const { data } = core;
    const records = core.model.weights.toRecords();
    const layers = [
      plainLayer(records, 'one', true),
      plainLayer(records, 'two', true),
      plainLayer(records, 'head', false),
    ];
    for (let step = 0; step < 10; step += 1) {
      const rows = data.training.subarray(step * 20, step * 20 + 20);
      const outputs = layers.reduce(
        (input, plain) => plain.forward(input),
        rowsOf(data.features, 2, rows),
      );
      const { loss, gradient } = softmaxLoss(outputs, rowsOf(data.targets, 2, rows));
      [...layers].reverse().reduce((dy, plain) => plain.backward(dy), gradient);
      for (const plain of layers) plain.descend(0.3);
      expectClose([core.train().loss], [loss], 1e-5);
    }
    const after = core.model.weights.toRecords();
    ['one', 'two', 'head'].forEach((node, index) => {
      const expected = layers[index].kernel.flat();
      const found = after.find((record) => record.node === node && record.name === 'kernel');
      expectClose(found?.values ?? [], expected, 1e-4, 1e-5);
    });
    core.dispose();
  });
});
