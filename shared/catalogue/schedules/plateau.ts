import { defineSchedule } from '../schedule';
import { dropParameter, floorParameter } from './parameters';

export const plateau = defineSchedule({
  kind: 'plateau',
  label: { en: 'Reduce on plateau', zh: '停滞时衰减' },
  summary: {
    en: 'Drops the rate when the validation loss (without one, the training loss) has stopped falling.',
    zh: '当验证损失（没有验证集时为训练损失）不再下降时降低学习率。',
  },
  formula: {
    en: 'η ← max(γ·η, m) after more than n epochs without loss < best·(1 − θ)',
    zh: '若超过 n 个轮次没有 loss < best·(1 − θ)，则 η ← max(γ·η, m)',
  },
  source: 'PyTorch, torch.optim.lr_scheduler.ReduceLROnPlateau, with a relative threshold',
  parameters: {
    drop: dropParameter,
    patience: {
      type: 'integer',
      label: { en: 'Patience n', zh: '耐心轮次 n' },
      help: {
        en: 'Epochs without improvement that are put up with.',
        zh: '允许连续没有改进的轮次数。',
      },
      default: 10,
      minimum: 0,
      maximum: 100_000,
    },
    threshold: {
      type: 'number',
      label: { en: 'Threshold θ', zh: '阈值 θ' },
      help: {
        en: 'An improvement is a loss below best·(1 − θ).',
        zh: '损失低于 最佳值·(1 − θ) 才算改进。',
      },
      default: 1e-4,
      minimum: 0,
      maximum: 1,
    },
    cooldown: {
      type: 'integer',
      label: { en: 'Cool-down', zh: '冷却轮次' },
      help: {
        en: 'Epochs after a drop in which none counts as without improvement.',
        zh: '每次衰减后不计入停滞的轮次数。',
      },
      default: 0,
      minimum: 0,
      maximum: 100_000,
    },
    floor: floorParameter,
  },
  watchesLoss: true,
  factor({ history }, { drop, patience, threshold, cooldown, floor }) {
    let factor = 1;
    let best = Infinity;
    let bad = 0;
    let cooling = 0;
    for (const loss of history) {
      const improves = loss < best * (1 - threshold);
      if (improves) best = loss;
      bad = improves || cooling > 0 ? 0 : bad + 1;
      cooling = Math.max(0, cooling - 1);
      if (bad <= patience) continue;
      factor = Math.max(factor * drop, floor);
      cooling = cooldown;
      bad = 0;
    }
    return factor;
  },
});
