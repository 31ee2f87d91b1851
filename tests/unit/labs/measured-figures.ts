import type { NUMBERS } from '../../../shared/labs/figure-numbers';
import type { LabChapter } from '../../../shared/labs/lab';
import { run } from './runs';
import type { TrainedRun } from './train';

const round = (value: number, digits = 2): number => Number(value.toFixed(digits));
const significant = (value: number): number => Number(value.toPrecision(2));
const logs = (values: readonly number[]): number[] =>
  values.map((value) => round(Math.log10(value)));

/** Neighbouring bins joined: a card has room for half of them. */
const joined = (shares: readonly number[]): number[] =>
  shares.flatMap((share, bin) => (bin % 2 === 0 ? [round(share + shares[bin + 1])] : []));

/** Signed weights as parts of the largest. */
function parts(rows: readonly (readonly number[])[]): number[][] {
  const largest = Math.max(...rows.flat().map(Math.abs));
  return rows.map((row) => row.map((weight) => round(weight / largest)));
}

const byEpoch = (trained: TrainedRun): number[] => trained.validationLosses().map(significant);

/** Mean loss of every ten steps: single batches are noisy, and epochs too few for a curve. */
function byTenSteps(run: TrainedRun): number[] {
  const losses = run.losses();
  return Array.from({ length: Math.floor(losses.length / 10) }, (_, index) => {
    const some = losses.slice(10 * index, 10 * index + 10);
    return significant(some.reduce((sum, loss) => sum + loss, 0) / some.length);
  });
}

const gradients = (trained: TrainedRun): number[] => logs(trained.profileAtStart('gradientRms'));
const signals = (trained: TrainedRun): number[] => logs(trained.profileAtStart('signalRms'));
const hidden = (trained: TrainedRun): string[] =>
  trained.layers.filter((node) => node.startsWith('hidden-'));

/** The same of a lab as it opens and of the step that cures it. */
async function pair(failing: string, cured: string, measure: (trained: TrainedRun) => unknown) {
  return { failing: measure(await run(failing)), cured: measure(await run(cured)) };
}

/** How the numbers of each card's picture are measured, by the chapter of its lab. */
export const MEASURES = {
  signal: {
    vanishing: () => pair('V1', 'V1.1', gradients),
    exploding: () => pair('X1', 'X1.1', gradients),
  },
  initialization: {
    histograms: async () => {
      const trained = await run('I1');
      return hidden(trained).map((node) => joined(trained.histogramAtStart(node)));
    },
    smallNormal: () => pair('I2', 'I2.3', signals),
    thirtyRelu: () => pair('I3', 'I3.1', gradients),
    equalWeights: () => pair('I4', 'I4.1', (trained) => parts(trained.kernel('hidden-1'))),
    allZeros: () => pair('I5', 'I5.1', byEpoch),
    xavierByHand: async () =>
      (await Promise.all([run('I6.3'), run('I6')])).map((trained) =>
        joined(trained.histogramAtStart('hidden-1')),
      ),
    uniformDefault: () => pair('I7', 'I7.1', signals),
  },
  activations: {
    deadUnits: async () => {
      const trained = await run('D1');
      return hidden(trained).map((node) => trained.firing(node).map((share) => round(share)));
    },
    bornDead: () => pair('D2', 'D2.1', byEpoch),
    scaledSigmoid: () => pair('S1', 'S1.1', gradients),
    zigZag: () => pair('S2', 'S2.1', byEpoch),
  },
  rates: {
    rateTooHigh: async () => [...(await run('N1')).losses().map(significant), null],
    rateTooLow: () => pair('L1', 'L1.1', byEpoch),
    suddenCollapse: () => pair('L2', 'L2.1', byEpoch),
    batchOfOne: () => pair('L3', 'L3.1', byEpoch),
    accumulation: () => pair('G1', 'G1.1', byEpoch),
  },
  data: {
    twoScales: () => pair('U1', 'U1.1', byEpoch),
    largeTarget: () => pair('U2.2', 'U2.1', byEpoch),
    housePrices: () =>
      pair('H1', 'H1.2', (trained) =>
        trained.validationMetrics('logRmse').slice(1).map(significant),
      ),
    // The first epochs, from a loss of 3, would leave no height for what happens later.
    overfitting: () => pair('O1', 'O1.1', (trained) => byEpoch(trained).slice(2)),
  },
  structure: {
    normClamp: () => pair('M1', 'M1.1', byEpoch),
    convolution: () => pair('C1', 'C1.1', byTenSteps),
    fitSquare: () => pair('F1', 'F1.1', byEpoch),
    fitCube: () => pair('F2', 'F2.2', byEpoch),
  },
  depth: {
    residual: () => pair('R1', 'R1.1', byEpoch),
    batchNormalization: () => pair('B1', 'B1.1', byEpoch),
  },
  time: {
    identityRecurrence: () => pair('Q1', 'Q1.1', byEpoch),
    longMemory: () => pair('Q2', 'Q2.1', (trained) => logs(trained.timeSteps())),
    explodingRecurrence: () => pair('X2', 'X2.1', byEpoch),
  },
  numbers: {
    logOfZero: () => pair('N2', 'N2.1', byEpoch),
    sixteenBits: () => pair('N3', 'N3.1', byEpoch),
  },
} as const satisfies Record<LabChapter, Record<string, () => Promise<unknown>>>;

type MeasuresOf<Group> = Group extends Record<string, unknown> ? keyof Group : never;
type Measured = MeasuresOf<(typeof MEASURES)[keyof typeof MEASURES]>;

/** Fails to compile where a figure is drawn and not measured. */
export const ALL_MEASURED: Record<Exclude<keyof typeof NUMBERS, Measured>, never> = {};
