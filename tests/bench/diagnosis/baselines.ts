import { type Facts, factsOf } from '../../../shared/diagnosis/facts/facts';
import type { Subject } from '../../../shared/diagnosis/subject';
import { STEP_COLUMNS } from '../../../shared/telemetry/layout';

/**
 * What others would say of the same telemetry. Each is a list of rules; a rule that fires is an alarm. Our own
 * implementations, from the published formulas and thresholds; where our telemetry has another quantity than theirs it
 * is said beside the rule.
 */
export interface Baseline {
  readonly name: string;
  readonly source: string;
  /** Names of the rules that fire on a whole run. */
  alarms(subject: Subject): readonly string[];
  /** Causes of ours that a rule stands for, where it may be said to have named them. */
  readonly names: Readonly<Record<string, readonly string[]>>;
}

const accuracies = ({ validation }: Facts): readonly number[] =>
  validation.filter(({ step }) => step > 0).map(({ metric }) => metric);

const changes = (values: readonly number[]): readonly number[] =>
  values.slice(1).map((value, index) => value - values[index]);

const isAccuracy = ({ layout }: Subject): boolean => layout.metrics[0] === 'accuracy';

const weightGradients = ({ now }: Facts): readonly number[] =>
  (now?.profile.hidden ?? [])
    .concat(now?.profile.head ?? [])
    .map(({ weightGradientNorm }) => weightGradientNorm)
    .filter((norm) => !Number.isNaN(norm));

/** Zhang et al. (2021), AutoTRAINER, section 3.2, formulas 1 to 5 with the thresholds given there. */
const autoTrainer: Baseline = {
  name: 'AutoTrainer',
  source:
    'Zhang, Zhai, Ma, Shen (2021), AUTOTRAINER: An Automatic DNN Training Problem Detection and Repair System',
  alarms(subject) {
    const facts = factsOf(subject);
    const alarms: string[] = [];
    const gradients = weightGradients(facts);
    const first = gradients[0] ?? Number.NaN;
    const last = gradients.at(-1) ?? Number.NaN;
    if (first / last <= 1e-3 && first <= 1e-4) alarms.push('vanishing gradient');
    if (first / last >= 70 || facts.harm === 'notFinite') alarms.push('exploding gradient');
    // Theirs: share of zero gradients of a layer; ours: share of units that give 0 for a whole batch.
    const dead = (facts.now?.readings ?? []).some(({ deadNow }) => deadNow >= 0.7);
    if (dead) alarms.push('dying ReLU');
    if (isAccuracy(subject)) {
      const steps = changes(accuracies(facts));
      const swings = steps.filter(
        (step, index) => index > 0 && step * steps[index - 1] < 0 && Math.abs(step) >= 0.03,
      );
      if (steps.length > 4 && swings.length / steps.length >= 0.2) alarms.push('oscillating loss');
      if (steps.length > 4 && steps.every((step) => Math.abs(step) <= 0.01))
        alarms.push('slow convergence');
    }
    return alarms;
  },
  names: {
    'vanishing gradient': ['saturatingActivation', 'initializerTooSmall', 'vanishingThroughTime'],
    'exploding gradient': ['initializerTooLarge', 'rateTooHigh', 'explodingThroughTime'],
    'dying ReLU': ['deadBorn', 'deadKilled'],
    'oscillating loss': ['noisyStep', 'rateTooHigh'],
    'slow convergence': ['rateTooLow'],
  },
};

/** Rules of the debugger of Amazon SageMaker at their default thresholds, as its documentation gives them. */
const debuggerRules: Baseline = {
  name: 'SageMaker Debugger',
  source: 'Amazon SageMaker Debugger, list of built-in rules, default thresholds',
  alarms(subject) {
    const facts = factsOf(subject);
    const alarms: string[] = [];
    const readings = facts.now?.readings ?? [];
    const start = facts.start?.readings ?? [];
    if (readings.some(({ weightGradientRms }) => weightGradientRms < 1e-7))
      alarms.push('VanishingGradient');
    if (facts.harm === 'notFinite') alarms.push('ExplodingTensor');
    if (readings.some(({ deadNow }) => deadNow > 0.5)) alarms.push('DeadRelu');
    if (readings.some(({ entry, saturatedFraction }) => !entry.canDie && saturatedFraction > 0.5))
      alarms.push('Saturation');
    const deviations = start
      .map(({ signalDeviation }) => signalDeviation ** 2)
      .filter((value) => value > 0);
    if (deviations.length > 1 && Math.max(...deviations) / Math.min(...deviations) > 10)
      alarms.push('PoorWeightInitialization');
    if (readings.some(({ updateRatio }) => updateRatio > 0.1 || updateRatio < 1e-9))
      alarms.push('WeightUpdateRatio');
    const counts = facts.data?.classCounts ?? [];
    if (counts.length > 1 && Math.max(...counts) / Math.max(1, Math.min(...counts)) > 10)
      alarms.push('ClassImbalance');
    // LossNotDecreasing: by less than 0.1 % between checks of the newest steps.
    const { count, width, mean } = subject.telemetry.series('steps');
    const column = STEP_COLUMNS.indexOf('loss');
    const losses = Array.from({ length: count }, (_, row) => mean[row * width + column]).slice(-11);
    if (losses.length > 10 && losses[0] - losses[10] < 0.001 * losses[0])
      alarms.push('LossNotDecreasing');
    const validation = facts.validation.at(-1)?.loss ?? Number.NaN;
    if (validation > 1.1 * facts.loss.recent) alarms.push('Overfit');
    return alarms;
  },
  names: {
    VanishingGradient: ['saturatingActivation', 'initializerTooSmall', 'vanishingThroughTime'],
    ExplodingTensor: ['initializerTooLarge', 'rateTooHigh', 'explodingThroughTime', 'overflow16'],
    DeadRelu: ['deadBorn', 'deadKilled'],
    Saturation: ['initializerTooLarge', 'saturatingActivation', 'unscaledInputs'],
    PoorWeightInitialization: ['initializerTooSmall', 'initializerTooLarge', 'symmetry'],
    WeightUpdateRatio: ['rateTooHigh', 'rateTooLow'],
    ClassImbalance: ['classImbalance'],
    LossNotDecreasing: ['rateTooLow'],
    Overfit: ['overfitting'],
  },
};

export const BASELINES: readonly Baseline[] = [autoTrainer, debuggerRules];
