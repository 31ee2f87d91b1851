import { fillText, type Text } from '../text/text';
import { figure } from './cause';
import type { Facts } from './facts/facts';
import type { Consequence } from './finding';

/** What is seen of a fault whatever its cause is; listed below the cause as what follows from it. */
interface Symptom {
  readonly kind: string;
  see(facts: Facts): Text | null;
}

const said = (text: Text, values: Readonly<Record<string, string | number>>): Text =>
  fillText(text, values);

/** What is told at once, while there is still something to stop. */
export const MAY_OVERFLOW = 'mayOverflow';

const FAR = 1e-3;

const NONE_ARRIVES = {
  en: 'The gradient vanishes: nothing of it arrives at the first hidden layer.',
  zh: '梯度消失：没有任何梯度到达第一个隐藏层。',
};

/** Symptoms in the order in which a reader meets them: from the signal to the loss. */
const SYMPTOMS: readonly Symptom[] = [
  {
    kind: 'vanishingGradient',
    see: ({ now }) =>
      now && now.profile.gradientRatio < FAR
        ? said(
            now.profile.gradientRatio === 0
              ? NONE_ARRIVES
              : {
                  en: 'The gradient vanishes: at the first hidden layer it is {{ratio}} times that at the last.',
                  zh: '梯度消失：第一个隐藏层处的梯度只有最后一个隐藏层处的{{ratio}}倍。',
                },
            { ratio: figure(now.profile.gradientRatio) },
          )
        : null,
  },
  {
    kind: 'explodingGradient',
    see: ({ now }) =>
      now && now.profile.gradientRatio > 1 / FAR
        ? said(
            {
              en: 'The gradient explodes: at the first hidden layer it is {{ratio}} times that at the last.',
              zh: '梯度爆炸：第一个隐藏层处的梯度是最后一个隐藏层处的{{ratio}}倍。',
            },
            { ratio: figure(now.profile.gradientRatio) },
          )
        : null,
  },
  {
    kind: 'deadUnits',
    see: ({ now }) => {
      const dead = (now?.readings ?? []).filter(({ deadNow }) => deadNow > 0.5);
      return dead.length === 0
        ? null
        : said(
            {
              en: 'More than half of the units are dead in {{count|layer|layers}}.',
              zh: '有{{count}}个层超过一半的单元死亡。',
            },
            { count: dead.length },
          );
    },
  },
  {
    kind: 'saturatedUnits',
    see: ({ now }) => {
      const full = (now?.readings ?? []).filter(
        ({ entry, saturatedFraction }) => !entry.canDie && saturatedFraction > 0.5,
      );
      return full.length === 0
        ? null
        : said(
            {
              en: 'More than half of the activations are saturated in {{count|layer|layers}}.',
              zh: '有{{count}}个层超过一半的激活值处于饱和区。',
            },
            { count: full.length },
          );
    },
  },
  {
    kind: MAY_OVERFLOW,
    see: ({ harm, loss, subject }) =>
      harm === 'diverging' && !subject.state?.failure
        ? said(
            {
              en: 'The loss climbs, to {{worst}} at step {{step}}: it may end in NaN.',
              zh: '损失不断上升，第{{step}}步已达{{worst}}：可能以 NaN 告终。',
            },
            { worst: figure(loss.worst), step: Math.round(loss.worstStep) },
          )
        : null,
  },
  {
    kind: 'notFinite',
    see: ({ failure }) => (failure?.kind === 'not-finite' ? failure.message : null),
  },
  {
    kind: 'notLearning',
    see: ({ harm, loss }) =>
      harm === 'stuck'
        ? said(
            {
              en: 'It does not learn: after {{steps}} steps the loss is where ignoring the input would put it.',
              zh: '没有学习：经过{{steps}}步，损失仍停在忽略输入的水平。',
            },
            { steps: loss.steps },
          )
        : null,
  },
];

export const symptomsOf = (facts: Facts): Consequence[] =>
  SYMPTOMS.flatMap(({ kind, see }) => {
    const text = see(facts);
    return text ? [{ kind, text }] : [];
  });
