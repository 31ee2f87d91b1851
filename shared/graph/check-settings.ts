import { AUGMENTATIONS } from '../catalogue/augmentations';
import { columnsOf } from '../catalogue/data-shape';
import type { DataShape } from '../catalogue/dataset';
import { DATASETS } from '../catalogue/datasets';
import { LOSSES } from '../catalogue/losses';
import { chosenMetrics, METRICS } from '../catalogue/metrics';
import { OPTIMIZERS } from '../catalogue/optimizers';
import type { CatalogueEntry, Registry } from '../catalogue/registry';
import { SCHEDULES } from '../catalogue/schedules';
import type { Choice, DataSettings, ProjectDocument } from '../document/schema';
import { type Problem, type ProblemPlace, type ProblemSeed, problemAt } from '../text/problems';
import type { Text } from '../text/text';
import { checkValues } from './check-node';

function checkEntry(
  registry: Registry<CatalogueEntry>,
  choice: Choice,
  unknown: ProblemSeed['kind'],
  place: ProblemPlace,
): Problem[] {
  const entry = registry.find(choice.kind);
  if (!entry) return [problemAt({ kind: unknown, values: { kind: choice.kind } }, place)];
  return checkValues(entry.parameters, choice.parameters).faults.map(({ parameter, values }) =>
    problemAt(
      { kind: 'setting-invalid', values: { owner: entry.label, ...values } },
      { ...place, parameter },
    ),
  );
}

/** A folder of pictures that is not chosen yet, or tells no two classes apart. */
function checkPictures({ dataset }: DataSettings): ProblemSeed[] {
  const definition = DATASETS.find(dataset.kind);
  if (definition?.origin !== 'file' || definition.picture !== 'images') return [];
  const { folder = '', classes = [] } = dataset.parameters;
  if (!folder) return [{ kind: 'data-no-folder', values: {} }];
  const count = Array.isArray(classes) ? classes.length : 0;
  if (count >= 2) return [];
  return [{ kind: 'data-few-classes', values: { folder: String(folder), count } }];
}

function checkColumns(data: DataSettings): ProblemSeed[] {
  const definition = DATASETS.find(data.dataset.kind);
  if (!definition || definition.samples) return [];
  if (definition.origin === 'file' && !data.dataset.parameters.file) {
    return [{ kind: 'data-no-file', values: {} }];
  }
  const columns = columnsOf(data);
  const targets = columns.filter(({ role }) => role === 'target');
  const seeds: ProblemSeed[] = [];
  if (!columns.some(({ role }) => role === 'feature')) {
    seeds.push({ kind: 'data-no-features', values: {} });
  }
  if (targets.length === 0) seeds.push({ kind: 'data-no-target', values: {} });
  const mixed = targets.length > 1 && targets.find(({ encoding }) => encoding === 'category');
  if (mixed) seeds.push({ kind: 'data-mixed-targets', values: { column: mixed.name } });
  for (const { name, role, encoding, categories } of columns) {
    // One category is a constant feature, but no class can be told from another.
    const minimum = role === 'target' ? 2 : 1;
    if (role === 'ignore' || encoding !== 'category' || categories.length >= minimum) continue;
    const values = { column: name, count: categories.length, minimum };
    seeds.push({ kind: 'data-few-categories', values });
  }
  return seeds;
}

function checkAugmentations({ augmentations }: DataSettings, { picture }: DataShape): Problem[] {
  const place: ProblemPlace = { settings: 'data' };
  const faults = augmentations.flatMap((choice) =>
    checkEntry(AUGMENTATIONS, choice, 'augmentation-unknown', place),
  );
  const isIdle = augmentations.length > 0 && picture !== 'images';
  const idle = { kind: 'augmentation-without-pictures', values: {} } as const;
  return isIdle ? [...faults, problemAt(idle, place)] : faults;
}

const CLASSES: Text = { en: 'classes', zh: '分类' };
const NUMBERS: Text = { en: 'numbers', zh: '数值' };
const ADVICE = {
  classification: {
    en: 'Take categorical or binary cross-entropy.',
    zh: '请改用多类交叉熵或二元交叉熵。',
  },
  regression: {
    en: 'Take mean squared error.',
    zh: '请改用均方误差。',
  },
} as const satisfies Record<DataShape['task'], Text>;

function checkLossTask({ loss }: ProjectDocument['training'], data: DataShape): ProblemSeed[] {
  const definition = LOSSES.find(loss.kind);
  if (!definition || definition.tasks.includes(data.task)) return [];
  const isClasses = data.task === 'classification';
  const values = {
    loss: definition.label,
    wanted: isClasses ? NUMBERS : CLASSES,
    given: isClasses ? CLASSES : NUMBERS,
    advice: ADVICE[data.task],
  };
  return [{ kind: 'loss-task', values }];
}

function checkClassWeights(
  { classWeighting, classWeights }: ProjectDocument['training'],
  data: DataShape,
): ProblemSeed[] {
  if (classWeighting === 'none') return [];
  if (data.task === 'regression') return [{ kind: 'class-weights-numbers', values: {} }];
  if (classWeighting !== 'given') return [];
  const values = { given: classWeights.length, count: data.classNames.length };
  if (values.given !== values.count) return [{ kind: 'class-weights-count', values }];
  const isNothing = classWeights.every((weight) => weight === 0);
  return isNothing ? [{ kind: 'class-weights-zero', values: {} }] : [];
}

function checkLabelSmoothing({ labelSmoothing, loss }: ProjectDocument['training']): ProblemSeed[] {
  const definition = LOSSES.find(loss.kind);
  const targets = definition?.targets;
  if (labelSmoothing === 0 || !definition || targets === 'one-hot' || targets === 'binary') {
    return [];
  }
  return [{ kind: 'label-smoothing-loss', values: { loss: definition.label } }];
}

/** Early stopping by a metric needs one that the run measures. */
function checkMonitor(
  { earlyStopping, monitor, monitorMetric, metrics }: ProjectDocument['training'],
  { task }: DataShape,
): ProblemSeed[] {
  if (!earlyStopping || monitor !== 'metric') return [];
  const measured = chosenMetrics(metrics, task);
  if (measured.some(({ kind }) => kind === monitorMetric.kind)) return [];
  const values = {
    metric: METRICS.find(monitorMetric.kind)?.label ?? monitorMetric.kind,
    measured: {
      en: measured.map(({ label }) => label.en).join(', '),
      zh: measured.map(({ label }) => label.zh).join('、'),
    },
  };
  return [{ kind: 'monitor-not-measured', values }];
}

/** What is wrong with the choice of data, loss and optimizer. */
export function checkSettings(document: ProjectDocument, data: DataShape): Problem[] {
  const { training } = document;
  const ofData: ProblemPlace = { settings: 'data' };
  const ofTraining: ProblemPlace = { settings: 'training' };
  return [
    ...checkEntry(DATASETS, document.data.dataset, 'dataset-unknown', ofData),
    ...checkColumns(document.data).map((seed) => problemAt(seed, ofData)),
    ...checkPictures(document.data).map((seed) => problemAt(seed, ofData)),
    ...checkAugmentations(document.data, data),
    ...checkEntry(LOSSES, training.loss, 'loss-unknown', ofTraining),
    ...checkEntry(OPTIMIZERS, training.optimizer, 'optimizer-unknown', ofTraining),
    ...checkEntry(SCHEDULES, training.schedule, 'schedule-unknown', ofTraining),
    ...[
      ...checkLossTask(training, data),
      ...checkLabelSmoothing(training),
      ...checkClassWeights(training, data),
      ...checkMonitor(training, data),
    ].map((seed) => problemAt(seed, ofTraining)),
    ...(training.learningRate === 0
      ? [problemAt({ kind: 'learning-rate-zero', values: {} }, ofTraining)]
      : []),
  ];
}
