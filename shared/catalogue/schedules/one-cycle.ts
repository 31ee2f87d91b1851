import { defineSchedule } from '../schedule';

/** From `start` to `end` along half a cosine, as `part` goes from 0 to 1. */
const anneal = (start: number, end: number, part: number): number =>
  end + ((start - end) * (1 + Math.cos(Math.PI * part))) / 2;

export const oneCycle = defineSchedule({
  kind: 'oneCycle',
  label: { en: 'One cycle', zh: '单周期（1cycle）' },
  summary: {
    en: 'Rises from a small rate to the learning rate, then falls far below it; momentum stays as it is.',
    zh: '由小学习率升至设定值，再降到远低于它的值；动量保持不变。',
  },
  formula: {
    en: 'η ÷ d → η over the first p of all steps, then η → η ÷ (d·f), along cosines',
    zh: '前 p 比例的步数内 η ÷ d → η，之后 η → η ÷ (d·f)，均沿余弦变化',
  },
  source: 'Smith & Topin (2018), Super-Convergence, section 3, in the form of PyTorch',
  parameters: {
    rise: {
      type: 'number',
      label: { en: 'Rising share p', zh: '上升阶段比例 p' },
      help: {
        en: 'Share of all steps in which the rate rises.',
        zh: '学习率上升阶段占全部步数的比例。',
      },
      default: 0.3,
      minimum: 0,
      maximum: 1,
    },
    start: {
      type: 'number',
      label: { en: 'Start divisor d', zh: '起始除数 d' },
      help: {
        en: 'The first rate is the learning rate ÷ d.',
        zh: '最初的学习率为设定值 ÷ d。',
      },
      default: 25,
      minimum: 1,
      maximum: 1e6,
      scale: 'log',
    },
    end: {
      type: 'number',
      label: { en: 'End divisor f', zh: '结束除数 f' },
      help: {
        en: 'The last rate is the first rate ÷ f.',
        zh: '最后的学习率为最初值 ÷ f。',
      },
      default: 10_000,
      minimum: 1,
      maximum: 1e9,
      scale: 'log',
    },
  },
  factor({ step, totalSteps }, { rise, start, end }) {
    const top = rise * totalSteps - 1;
    if (step < top) return anneal(1 / start, 1, step / top);
    const last = totalSteps - 1;
    return anneal(1, 1 / (start * end), last > top ? Math.min(1, (step - top) / (last - top)) : 0);
  },
});
