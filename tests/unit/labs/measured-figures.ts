import type { NUMBERS } from '../../../shared/labs/figure-numbers';
import type { TrainedRun } from './train';

type Numbers = { readonly [Figure in keyof typeof NUMBERS]: unknown };

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

const byEpoch = ({ failing, cured }: FigureRuns['residual']) => ({
  failing: failing.validationLosses().map(significant),
  cured: cured.validationLosses().map(significant),
});

/** Mean loss of every ten steps: single batches are noisy, and epochs too few for a curve. */
function byTenSteps(run: TrainedRun): number[] {
  const losses = run.losses();
  return Array.from({ length: Math.floor(losses.length / 10) }, (_, index) => {
    const some = losses.slice(10 * index, 10 * index + 10);
    return significant(some.reduce((sum, loss) => sum + loss, 0) / some.length);
  });
}

export interface FigureRuns {
  readonly vanishing: { readonly failing: TrainedRun; readonly cured: TrainedRun };
  readonly exploding: { readonly failing: TrainedRun; readonly cured: TrainedRun };
  readonly histograms: TrainedRun;
  readonly equalWeights: { readonly failing: TrainedRun; readonly cured: TrainedRun };
  readonly deadUnits: TrainedRun;
  readonly rateTooHigh: TrainedRun;
  readonly twoScales: { readonly failing: TrainedRun; readonly cured: TrainedRun };
  readonly normClamp: { readonly failing: TrainedRun; readonly cured: TrainedRun };
  readonly convolution: { readonly failing: TrainedRun; readonly cured: TrainedRun };
  readonly residual: { readonly failing: TrainedRun; readonly cured: TrainedRun };
  readonly identityRecurrence: { readonly failing: TrainedRun; readonly cured: TrainedRun };
  readonly longMemory: { readonly failing: TrainedRun; readonly cured: TrainedRun };
}

/** The numbers of the cards' pictures, from runs of the labs. */
export function measureFigures(runs: FigureRuns): Numbers {
  const gradients = (run: TrainedRun) => logs(run.profileAtStart('gradientRms'));
  const hidden = (run: TrainedRun) => run.layers.filter((node) => node.startsWith('hidden-'));
  return {
    vanishing: {
      failing: gradients(runs.vanishing.failing),
      cured: gradients(runs.vanishing.cured),
    },
    exploding: {
      failing: gradients(runs.exploding.failing),
      cured: gradients(runs.exploding.cured),
    },
    histograms: hidden(runs.histograms).map((node) =>
      joined(runs.histograms.histogramAtStart(node)),
    ),
    equalWeights: {
      failing: parts(runs.equalWeights.failing.kernel('hidden-1')),
      cured: parts(runs.equalWeights.cured.kernel('hidden-1')),
    },
    deadUnits: hidden(runs.deadUnits).map((node) =>
      runs.deadUnits.firing(node).map((share) => round(share)),
    ),
    rateTooHigh: [...runs.rateTooHigh.losses().map(significant), null],
    twoScales: byEpoch(runs.twoScales),
    normClamp: byEpoch(runs.normClamp),
    convolution: {
      failing: byTenSteps(runs.convolution.failing),
      cured: byTenSteps(runs.convolution.cured),
    },
    residual: byEpoch(runs.residual),
    identityRecurrence: byEpoch(runs.identityRecurrence),
    longMemory: {
      failing: logs(runs.longMemory.failing.timeSteps()),
      cured: logs(runs.longMemory.cured.timeSteps()),
    },
  };
}
