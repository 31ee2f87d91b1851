import { accumulationLab } from './accumulation';
import { activationHistograms } from './activation-histograms';
import { allZeros } from './all-zeros';
import { bareProduct } from './bare-product';
import { batchNormalizationLab } from './batch-normalization';
import { batchOfOne } from './batch-of-one';
import { bornDead } from './born-dead';
import { convolutionLab } from './convolution';
import { deadRelu } from './dead-relu';
import { equalWeights } from './equal-weights';
import { explodingRecurrence } from './exploding-recurrence';
import { explodingRelu } from './exploding-relu';
import { fitCube } from './fit-cube';
import { fitSquare } from './fit-square';
import { housePrices } from './house-prices';
import { identityRecurrence } from './identity-recurrence';
import { LAB_CHAPTERS, type Lab } from './lab';
import { largeTarget } from './large-target';
import { logOfZero } from './log-of-zero';
import { longMemory } from './long-memory';
import { normClampLab } from './norm-clamp';
import { overfitting } from './overfitting';
import { rateTooHigh } from './rate-too-high';
import { rateTooLow } from './rate-too-low';
import { residual } from './residual';
import { scaledSigmoidLab } from './scaled-sigmoid';
import { sixteenBits } from './sixteen-bits';
import { smallNormal } from './small-normal';
import { suddenCollapse } from './sudden-collapse';
import { thirtyRelu } from './thirty-relu';
import { twoScales } from './two-scales';
import { uniformDefault } from './uniform-default';
import { vanishingSigmoid } from './vanishing-sigmoid';
import { xavierByHand } from './xavier-by-hand';
import { zigZag } from './zig-zag';

/** The lab that a first-time visitor is shown. */
export const FIRST_LAB = vanishingSigmoid;

const chapterRank = (lab: Lab): number =>
  LAB_CHAPTERS.findIndex((chapter) => chapter.id === lab.chapter);

/** All labs in the order of the course. */
export const LABS: readonly Lab[] = [
  vanishingSigmoid,
  bareProduct,
  explodingRelu,
  activationHistograms,
  equalWeights,
  deadRelu,
  rateTooHigh,
  twoScales,
  normClampLab,
  convolutionLab,
  residual,
  identityRecurrence,
  longMemory,
  thirtyRelu,
  allZeros,
  smallNormal,
  bornDead,
  rateTooLow,
  suddenCollapse,
  batchOfOne,
  largeTarget,
  explodingRecurrence,
  logOfZero,
  sixteenBits,
  scaledSigmoidLab,
  zigZag,
  batchNormalizationLab,
  accumulationLab,
  overfitting,
  fitSquare,
  fitCube,
  xavierByHand,
  uniformDefault,
  housePrices,
].toSorted((a, b) => chapterRank(a) - chapterRank(b) || a.order - b.order);

/** Labs that show a cause: that end with it as they open or, where none does, at one of their steps. */
export function labsShowing(cause: string): readonly Lab[] {
  const opening = LABS.filter(({ finding }) => finding.end === cause);
  if (opening.length > 0) return opening;
  return LABS.filter(({ steps }) => steps.some(({ finding }) => finding?.end === cause));
}

/** By id (`V1`), whatever the case. */
export const findLab = (id: string): Lab | undefined =>
  LABS.find((lab) => lab.id.toLowerCase() === id.toLowerCase());
