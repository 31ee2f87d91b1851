import { MAX_EPOCHS } from '../document/limits';
import type { Text } from '../text/text';
import type { ParameterTable } from './parameter';

/** Settings of the training that belong together: a part of the form that opens and closes. */
export interface SettingsGroup {
  readonly key: string;
  readonly label: Text;
  /** By the name of the field in the document's section `training`. */
  readonly fields: ParameterTable;
}

const rate: SettingsGroup = {
  key: 'rate',
  label: { en: 'Learning-rate schedule', zh: '学习率调度' },
  fields: {
    schedule: {
      type: 'choice',
      catalogue: 'schedule',
      label: { en: 'Schedule', zh: '调度' },
      help: {
        en: 'How the learning rate changes while training. It scales the learning rate, also one that is changed meanwhile.',
        zh: '训练过程中学习率如何变化。它按比例缩放学习率，训练中途修改学习率同样有效。',
      },
      default: { kind: 'constant', parameters: {} },
    },
    warmupEpochs: {
      type: 'number',
      label: { en: 'Warm-up epochs', zh: '预热轮次' },
      help: {
        en: 'Before the schedule, the i-th of these n steps takes the share i ÷ n of the learning rate (Goyal et al. 2017). 0: none.',
        zh: '在调度开始之前，n 个预热步中的第 i 步使用学习率的 i ÷ n（Goyal 等，2017）。0 表示不预热。',
      },
      default: 0,
      minimum: 0,
      maximum: MAX_EPOCHS,
    },
  },
};

/** All that can be set beside loss, optimizer, rate, epochs and batch, in the order of the form. */
export const TRAINING_GROUPS: readonly SettingsGroup[] = [rate];
