import { LOSSES } from '../../catalogue/losses';
import { OPTIMIZERS } from '../../catalogue/optimizers';
import type { IntegerParameter, NumberParameter } from '../../catalogue/parameter';
import { expectedText } from '../../catalogue/parameter-text';
import { BATCH_SIZE, EPOCHS, learningRateOf, SEED } from '../../catalogue/training-settings';
import { setTraining } from '../../document/edits';
import { MAX_SEED } from '../../document/limits';
import type { JsonValue, TrainingSettings } from '../../document/schema';
import { succeed } from '../../result';
import type { Text } from '../../text/text';
import type { AxisDefinition, OpenedAxis } from '../axis';
import { type Domain, entryDomain, kept, numberDomain, numbersOf } from '../domain';

const settingOf = (training: TrainingSettings, field: string): JsonValue =>
  (training as Readonly<Record<string, JsonValue>>)[field];

/** What one setting of the training is now, what it may be, and the edit that sets it. */
export const settingAxis = (
  training: TrainingSettings,
  field: string,
  domain: Domain,
): OpenedAxis => ({
  domain,
  current: settingOf(training, field),
  apply: (document, value) =>
    setTraining(document, { [field]: kept(domain, settingOf(document.training, field), value) }),
});

/** Axes that change one setting of the training. */
function setting(
  path: string,
  field: keyof TrainingSettings,
  { label, help }: { readonly label: Text; readonly help: Text },
  domainIn: (training: TrainingSettings) => Domain,
): AxisDefinition {
  return {
    path,
    label,
    help,
    open({ document: { training } }) {
      return succeed(settingAxis(training, field, domainIn(training)));
    },
  };
}

const number = (
  path: string,
  field: keyof TrainingSettings,
  parameter: IntegerParameter | NumberParameter,
): AxisDefinition => setting(path, field, parameter, () => numbersOf(parameter));

export const rate = setting('rate', 'learningRate', learningRateOf(''), ({ optimizer }) =>
  numbersOf(learningRateOf(optimizer.kind)),
);
export const batch = number('batch', 'batchSize', BATCH_SIZE);
export const epochs = number('epochs', 'epochs', EPOCHS);

const OPTIMIZER = {
  label: { en: 'Optimizer', zh: '优化器' },
  help: {
    en: 'The learning rate stays as it is: vary it too where optimizers want different ones.',
    zh: '学习率保持不变：不同优化器需要不同学习率时，请同时改变学习率。',
  },
};
export const optimizer = setting('optimizer', 'optimizer', OPTIMIZER, () =>
  entryDomain(OPTIMIZERS.entries, ['sgd', 'momentum', 'adam']),
);

const LOSS = {
  label: { en: 'Loss', zh: '损失函数' },
  help: {
    en: 'Losses have scales of their own: compare their runs by score or metric.',
    zh: '不同损失函数的尺度不同，请用得分或评价指标比较。',
  },
};
export const loss = setting('loss', 'loss', LOSS, () => entryDomain(LOSSES.entries, []));

/** Seeds beside the document's own: neighbours are as good as any, for streams spread them. */
const SEEDS = 3;

/** Seeds are names, not sizes: a range of them is walked one by one. */
const oneSeed = setting('seed', 'seed', SEED, () =>
  numberDomain({ minimum: 0, maximum: MAX_SEED, whole: true, isLog: false }, expectedText(SEED)),
);

export const seed: AxisDefinition = {
  ...oneSeed,
  open(context) {
    const opened = oneSeed.open(context);
    if (!opened.ok) return opened;
    const { seed: first } = context.document.training;
    const proposals = Array.from({ length: SEEDS }, (_, index) => (first + index) % 2 ** 32);
    return succeed({ ...opened.value, proposals });
  },
};
