import { describe, expect, it } from 'vitest';
import { ACTIVATIONS } from '../../../shared/catalogue/activations';
import { INITIALIZERS } from '../../../shared/catalogue/initializers';
import { defaultsOf } from '../../../shared/catalogue/parameter';
import { PLAIN_OPS, plainRows } from '../../../shared/catalogue/plain-ops';
import type { Choice, NetworkNode, ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import { randomStream } from '../../../shared/random/random-stream';
import { throughActivation, varianceOf } from '../../../shared/theory/activation-moments';
import { type ExpectedSignal, expectSignals } from '../../../shared/theory/expected-signals';
import {
  criticalWeightVariance,
  fixedPoint,
  gradientFactor,
} from '../../../shared/theory/mean-field';
import { expectation, normalQuadrature } from '../../../shared/theory/quadrature';
import { dataset, documentWith } from '../data/document';

const choice = (kind: string, parameters: Choice['parameters'] = {}): Choice => ({
  kind,
  parameters,
});

const node = (id: string, kind: string, parameters: NetworkNode['parameters']): NetworkNode => ({
  id,
  kind,
  name: id,
  position: { x: 0, y: 0 },
  parameters,
});

/** Nodes in a row; `extra` adds edges beside those between neighbours. */
function network(
  nodes: readonly NetworkNode[],
  extra: readonly (readonly [string, string])[] = [],
): ProjectDocument {
  const pairs = [
    ...extra,
    ...nodes.slice(1).map((own, index): [string, string] => [nodes[index].id, own.id]),
  ];
  const edges = pairs.map(([source, target], index) => ({
    id: `e${index}`,
    source,
    target,
    targetPort: 'in',
  }));
  const document = documentWith({ dataset: dataset('spirals') });
  return { ...document, network: { nodes: [...nodes], edges, comments: [] } };
}

/** `depth` Dense layers of `width` units after an input that is widened without changing its mean square. */
function deep(
  depth: number,
  width: number,
  activation: Choice,
  initializer: Choice,
): NetworkNode[] {
  const layer = (id: string, own: Choice, kernel: Choice): NetworkNode =>
    node(id, 'dense', { units: width, activation: own, kernelInitializer: kernel });
  return [
    node('input', 'input', {}),
    layer('widen', choice('linear'), choice('lecunNormal')),
    ...Array.from({ length: depth }, (_, index) => layer(`d${index + 1}`, activation, initializer)),
  ];
}

function signals(
  nodes: readonly NetworkNode[],
  extra: readonly (readonly [string, string])[] = [],
) {
  const expected = expectSignals(analyse(network(nodes, extra)));
  return (id: string): ExpectedSignal => {
    const found = expected.get(id);
    if (!found) throw new Error(`no theory of ${id}`);
    return found;
  };
}

const rms = ({ output }: ExpectedSignal): number => Math.sqrt(output?.meanSquare ?? Number.NaN);

describe('normal expectations', () => {
  it.each([
    [0, 1],
    [0.7, 4],
    [-3, 1e-8],
    [0, 1e6],
  ])(
    'THEORY-1: are exact for polynomials, steps and kinks (mean %d, variance %d)',
    (mean, variance) => {
      const { points, weights } = normalQuadrature(mean, variance);
      const deviation = Math.sqrt(variance);
      const close = (actual: number, expected: number) =>
        expect(Math.abs(actual - expected)).toBeLessThan(1e-9 * Math.max(1, Math.abs(expected)));
      close(
        expectation(
          points.map(() => 1),
          weights,
        ),
        1,
      );
      close(expectation(points, weights), mean);
      close(
        expectation(
          points.map((z) => z * z),
          weights,
        ),
        mean ** 2 + variance,
      );
      const { output } = throughActivation(choice('relu'), { mean: 0, meanSquare: variance }, 8);
      close(output.meanSquare, variance / 2);
      close(output.mean / deviation, 1 / Math.sqrt(2 * Math.PI));
    },
  );
});

describe('mean field', () => {
  const tanh = choice('tanh');

  // By an independent quadrature (Gauss–Hermite, 200 points); to three digits as Schoenholz et al. (2017) draw it.
  it.each([
    [0, 1],
    [0.01, 1.42421],
    [0.05, 1.76095],
    [0.1, 1.98607],
    [0.2, 2.28515],
  ])(
    'THEORY-2: the critical line of tanh: bias variance %d → weight variance %d',
    (bias, weight) => {
      expect(Math.abs(criticalWeightVariance(tanh, bias) - weight)).toBeLessThan(1e-4);
    },
  );

  it.each([
    [1, 0.05, 0.75903],
    [2.5, 0.05, 1.13352],
  ])(
    'THEORY-3: gradients of tanh change by χ at (%d, %d) = %d',
    (weightVariance, biasVariance, expected) => {
      const depth = { weightVariance, biasVariance };
      const factor = gradientFactor(tanh, depth, fixedPoint(tanh, depth));
      expect(Math.abs(factor - expected)).toBeLessThan(1e-4);
    },
  );

  it.each([
    [1, 0.23605],
    [2, 0.31777],
  ])(
    'THEORY-4: gradients of a sigmoid shrink a layer, weight variance %d: × %d',
    (weightVariance, expected) => {
      const depth = { weightVariance, biasVariance: 0 };
      const sigmoid = choice('sigmoid');
      const factor = gradientFactor(sigmoid, depth, fixedPoint(sigmoid, depth));
      expect(Math.abs(Math.sqrt(factor) - expected)).toBeLessThan(1e-4);
    },
  );
});

describe('expectSignals', () => {
  const relu = choice('relu');

  it.each([
    [10, 4.4e-2],
    [30, 4.3e-5],
  ])(
    'THEORY-5: %d weight layers with variance 1/n through ReLU leave %d of the signal',
    (layers, left) => {
      const at = signals(deep(layers - 1, 256, relu, choice('lecunNormal')));
      expect(rms(at(`d${layers - 1}`)) / rms(at('widen'))).toBeCloseTo(
        left,
        -Math.floor(Math.log10(left)) + 1,
      );
    },
  );

  it('THEORY-6: He keeps the signal and the gradient of a ReLU network, whatever its depth', () => {
    const at = signals(deep(30, 256, relu, choice('heNormal')));
    expect(varianceOf(at('d30').preactivation ?? { mean: 0, meanSquare: 0 })).toBeCloseTo(2, 6);
    expect(rms(at('d30'))).toBeCloseTo(rms(at('d1')), 6);
    expect(at('d1').gradient).toBeCloseTo(1, 6);
  });

  it('THEORY-7: N(0, 0.01²) kills a ReLU network of 30 layers: about 3e-28 is left', () => {
    const at = signals(deep(30, 256, relu, choice('normal', { deviation: 0.01 })));
    const left = rms(at('d30')) / rms(at('widen'));
    expect(Math.log10(left)).toBeGreaterThan(-29);
    expect(Math.log10(left)).toBeLessThan(-27);
  });

  it('THEORY-8: eight sigmoid layers leave 1e-4 of the gradient, twenty 1e-10', () => {
    const left = (layers: number): number => {
      const at = signals(deep(layers + 1, 128, choice('sigmoid'), choice('lecunNormal')));
      return Math.sqrt((at('d1').gradient ?? 0) / (at(`d${layers + 1}`).gradient ?? 0));
    };
    expect(left(8)).toBeGreaterThan(0.7e-5);
    expect(left(8)).toBeLessThan(2e-4);
    expect(Math.abs(left(20) / left(8) / 0.236 ** 12 - 1)).toBeLessThan(0.05);
  });

  it('THEORY-9: SELU with LeCun weights draws a variance of 4 towards 1: 1.072 after 12 layers', () => {
    // Klambauer et al. (2017) follow the variance of each unit, whose mean their weights (of sum 0) take out.
    let variance = 4;
    for (let layer = 0; layer < 12; layer += 1) {
      const input = { mean: 0, meanSquare: variance };
      variance = varianceOf(throughActivation(choice('selu'), input, 8).output);
    }
    expect(variance).toBeCloseTo(1.072, 3);
  });

  it('THEORY-26: weights uniform within ±1/√n leave √⅓ of a linear signal a layer', () => {
    const limit = 1 / Math.sqrt(256);
    const at = signals(deep(10, 256, choice('linear'), choice('uniform', { limit })));
    expect(rms(at('d1')) / rms(at('widen'))).toBeCloseTo(Math.sqrt(1 / 3), 9);
    expect(rms(at('d10')) / rms(at('widen'))).toBeCloseTo(3 ** -5, 9);
  });

  it('THEORY-10: a chain of single units with weight 0.2 or 5 shrinks or grows by it every layer', () => {
    for (const [weight, depth, expected] of [
      [0.2, 30, 1e-21],
      [5, 30, 9e20],
      [1.5, 100, 4e17],
    ]) {
      const at = signals(deep(depth, 1, choice('linear'), choice('constant', { value: weight })));
      const left = rms(at(`d${depth}`)) / rms(at('widen'));
      expect(left / weight ** depth).toBeCloseTo(1, 9);
      expect(left / expected).toBeCloseTo(1, 0);
      expect(Math.sqrt(at('widen').gradient ?? 0) / weight ** depth).toBeCloseTo(1, 9);
    }
  });

  it('THEORY-11: a plain residual block doubles the variance', () => {
    const nodes = [
      ...deep(0, 64, relu, choice('heNormal')),
      node('block', 'dense', {
        units: 64,
        activation: choice('linear'),
        kernelInitializer: choice('lecunNormal'),
      }),
      node('sum', 'add', {}),
    ];
    const at = signals(nodes, [['widen', 'sum']]);
    expect(varianceOf(at('sum').output ?? { mean: 0, meanSquare: 0 })).toBeCloseTo(2, 9);
    expect(at('widen').gradient).toBeCloseTo(2, 9);
  });

  it('THEORY-12: normalization restores the variance, dropout raises the mean square, concatenation mixes', () => {
    const wide = {
      units: 64,
      activation: choice('linear'),
      kernelInitializer: choice('normal', { deviation: 1 }),
    };
    const at = signals(
      [
        node('input', 'input', {}),
        node('loud', 'dense', wide),
        node('norm', 'batchNormalization', {}),
        node('drop', 'dropout', { rate: 0.5 }),
        node('both', 'concatenate', {}),
      ],
      [['norm', 'both']],
    );
    expect(at('loud').output?.meanSquare).toBeCloseTo(2, 9);
    expect(at('norm').output?.meanSquare).toBeCloseTo(1, 4);
    expect(at('norm').gradient).not.toBeNull();
    expect(at('loud').gradient).toBeNull();
    expect(at('drop').output?.meanSquare).toBeCloseTo(2, 4);
    expect(at('both').output?.meanSquare).toBeCloseTo(1.5, 4);
  });

  it('THEORY-18: differences, means, noise, factors and maxout are followed as they are computed', () => {
    const wide = {
      units: 64,
      activation: choice('linear'),
      kernelInitializer: choice('normal', { deviation: 1 }),
    };
    const around = (kind: string, parameters: NetworkNode['parameters'] = {}) =>
      signals([
        node('input', 'input', {}),
        node('wide', 'dense', wide),
        node('it', kind, parameters),
        node('last', 'dense', wide),
      ]);
    const meanSquare = (at: ReturnType<typeof around>) => at('it').output?.meanSquare;
    const gain = (at: ReturnType<typeof around>) =>
      (at('wide').gradient ?? 0) / (at('it').gradient ?? 0);
    expect(meanSquare(around('gaussianNoise', { deviation: 0.5 }))).toBeCloseTo(2.25, 9);
    expect(meanSquare(around('scale', { factor: 3 }))).toBeCloseTo(18, 9);
    expect(gain(around('scale', { factor: 3 }))).toBeCloseTo(9, 9);
    expect(meanSquare(around('groupNormalization', { groups: 8 }))).toBeCloseTo(1, 4);
    expect(meanSquare(around('spatialDropout', { rate: 0.5 }))).toBeCloseTo(4, 9);
    expect(around('normClamp')('it').output).toBeNull();
    const side = { ...wide, kernelInitializer: choice('lecunNormal') };
    const merged = (kind: string) =>
      signals(
        [
          node('input', 'input', {}),
          node('wide', 'dense', wide),
          node('side', 'dense', side),
          node('it', kind, {}),
        ],
        [['wide', 'it']],
      );
    // Both have mean square 2 and are independent.
    expect(meanSquare(merged('subtract'))).toBeCloseTo(4, 9);
    expect(merged('subtract')('side').gradient).toBeCloseTo(1, 9);
    expect(meanSquare(merged('average'))).toBeCloseTo(1, 9);
    expect(merged('average')('side').gradient).toBeCloseTo(0.25, 9);
    // Two normal sums of variance v: their maximum has mean √(v ÷ π) and mean square v.
    const two = around('maxout', { units: 8, pieces: 2, kernelInitializer: choice('lecunNormal') });
    expect(two('it').output?.mean).toBeCloseTo(Math.sqrt(2 / Math.PI), 6);
    expect(meanSquare(two)).toBeCloseTo(2, 6);
    expect(gain(two)).toBeCloseTo(8 / 64, 9);
    // Three: 3 ÷ (2√π) of the deviation, and 1 + √3 ÷ 2π of the variance (David & Nagaraja, Order Statistics).
    const three = around('maxout', {
      units: 8,
      pieces: 3,
      kernelInitializer: choice('lecunNormal'),
    });
    expect(three('it').output?.mean).toBeCloseTo((3 / (2 * Math.sqrt(Math.PI))) * Math.SQRT2, 6);
    expect(meanSquare(three)).toBeCloseTo(2 * (1 + Math.sqrt(3) / (2 * Math.PI)), 6);
  });

  it('THEORY-13: zeros leave nothing, and say so instead of dividing by it', () => {
    const at = signals(deep(3, 16, relu, choice('zeros')));
    expect(at('d3').output).toMatchObject({ mean: 0, meanSquare: 0 });
    expect(at('d1').gradient).toBe(0);
  });

  it('THEORY-15: equal weights make equal units, which add up in step; their gradients may cancel, so none is told', () => {
    const at = signals(deep(3, 8, choice('linear'), choice('constant', { value: 0.5 })));
    expect(at('d1').output?.meanSquare).toBeCloseTo(8 * 0.25, 9);
    expect(at('d2').output?.meanSquare).toBeCloseTo(8 * 0.25 * (8 * 0.5) ** 2, 9);
    expect(at('d3').gradient).toBe(1);
    expect(at('d2').gradient).toBeNull();
    expect(at('d1').gradient).toBeNull();
  });

  it.each(INITIALIZERS.entries.filter(({ fromData }) => fromData))(
    'THEORY-17: of weights that start from data ($kind), and of what follows them, nothing is told',
    ({ kind }) => {
      const nodes = deep(3, 16, relu, choice('heNormal'));
      const asked = nodes.map((own) =>
        own.id === 'd2'
          ? { ...own, parameters: { ...own.parameters, kernelInitializer: choice(kind) } }
          : own,
      );
      const at = signals(asked);
      expect(at('d1').output).not.toBeNull();
      expect(at('d2').output).toBeNull();
      expect(at('d3').output).toBeNull();
      expect(at('d1').gradient).toBeNull();
    },
  );

  it.each(ACTIVATIONS.kinds)(
    'THEORY-14: predicts what %s makes of normal numbers (seed 20257)',
    (kind) => {
      const definition = ACTIVATIONS.get(kind);
      const parameters = defaultsOf(definition.parameters);
      const random = randomStream(20257, kind);
      const draw = (scale: number, mean: number) =>
        plainRows(
          Array.from({ length: 4_000 }, () =>
            Array.from({ length: 16 }, () => mean + scale * random.normal()),
          ),
        );
      const x = draw(1.2, 0.3);
      const y = definition.forward(PLAIN_OPS, x, parameters as never);
      const dy = draw(1, 0);
      const dx = definition.backward(PLAIN_OPS, { x, y, dy }, parameters as never);
      const average = (values: Float64Array) =>
        values.reduce((sum, value) => sum + value, 0) / values.length;
      const squares = (values: Float64Array) => average(values.map((value) => value * value));
      const input = { mean: 0.3, meanSquare: 1.44 + 0.09 };
      const { output, slopeSquare } = throughActivation({ kind, parameters }, input, 16);
      expect(Math.abs(output.mean - average(y.values))).toBeLessThan(0.02);
      expect(Math.abs(output.meanSquare / squares(y.values) - 1)).toBeLessThan(0.04);
      expect(Math.abs(slopeSquare / (squares(dx.values) / squares(dy.values)) - 1)).toBeLessThan(
        0.08,
      );
    },
  );
});
