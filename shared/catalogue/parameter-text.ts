import { MAX_AXIS, MAX_DIMENSIONS } from '../document/limits';
import type { JsonValue } from '../document/schema';
import { formatExactly, type Text, untranslated } from '../text/text';
import type { ChoiceParameter, Parameter } from './parameter';

const ENTRIES: Readonly<Record<ChoiceParameter['catalogue'], Text>> = {
  initializer: { en: 'an initializer', zh: '一种初始化方法' },
  activation: { en: 'an activation function', zh: '一种激活函数' },
  schedule: { en: 'a learning-rate schedule', zh: '一种学习率调度' },
  metric: { en: 'a metric', zh: '一种评价指标' },
};

type Descriptions = {
  readonly [Type in Parameter['type']]: (parameter: Extract<Parameter, { type: Type }>) => Text;
};

const DESCRIPTIONS: Descriptions = {
  integer: ({ minimum, maximum }) => ({
    en: `a whole number from ${formatExactly(minimum)} to ${formatExactly(maximum)}`,
    zh: `${formatExactly(minimum)} 到 ${formatExactly(maximum)} 之间的整数`,
  }),
  number: ({ minimum, maximum }) => ({
    en: `a number from ${formatExactly(minimum)} to ${formatExactly(maximum)}`,
    zh: `${formatExactly(minimum)} 到 ${formatExactly(maximum)} 之间的数`,
  }),
  boolean: () => ({ en: 'true or false', zh: 'true 或 false' }),
  option: ({ options }) => ({
    en: `one of ${options.map(({ value }) => `“${value}”`).join(', ')}`,
    zh: `${options.map(({ value }) => `“${value}”`).join('、')}之一`,
  }),
  shape: ({ axes, maximum = MAX_AXIS }) => {
    const range = `1 到 ${formatExactly(maximum)} 之间`;
    if (axes === 1) {
      return { en: `a whole number from 1 to ${formatExactly(maximum)}`, zh: `${range}的整数` };
    }
    const count = axes ?? MAX_DIMENSIONS;
    return {
      en: `a list of ${axes ? '' : '1 to '}${count} whole numbers from 1 to ${formatExactly(maximum)}`,
      zh: `${axes ? '' : '1 到 '}${count} 个整数的列表，每个在 ${range}`,
    };
  },
  kinds: () => ({ en: 'a list of metrics', zh: '评价指标的列表' }),
  numbers: ({ minimum, maximum }) => ({
    en: `a list of numbers from ${formatExactly(minimum)} to ${formatExactly(maximum)}`,
    zh: `${formatExactly(minimum)} 到 ${formatExactly(maximum)} 之间的数的列表`,
  }),
  names: () => ({ en: 'a list of names', zh: '名称列表' }),
  text: ({ maximumCharacters }) => ({
    en: `a text of at most ${formatExactly(maximumCharacters)} characters`,
    zh: `最多 ${formatExactly(maximumCharacters)} 个字符的文本`,
  }),
  choice: ({ catalogue }) => ENTRIES[catalogue],
};

/** What a parameter allows, to go into “must be …”: `a whole number from 1 to 65,536`. */
export function expectedText(parameter: Parameter): Text {
  const explain = DESCRIPTIONS[parameter.type] as (parameter: Parameter) => Text;
  return explain(parameter);
}

const MAX_SHOWN_CHARACTERS = 40;

/** A faulty value as it can stand in a sentence: numbers plain, all else as JSON, cut where long. */
export function valueText(value: JsonValue | undefined): Text {
  if (typeof value === 'number') return untranslated(formatExactly(value));
  if (value === undefined) return { en: 'nothing', zh: '空' };
  const json = typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
  return untranslated(
    json.length > MAX_SHOWN_CHARACTERS ? `${json.slice(0, MAX_SHOWN_CHARACTERS)}…` : json,
  );
}

/** A first word that is capitalised only because it stands first: `Units`, but not `ReLU` or `SGD`. */
const PLAIN_FIRST_WORD = /^[A-Z][a-z]+(?![A-Za-z0-9])/;

/** A label inside a sentence, where English labels begin in lower case. */
export const labelInSentence = ({ en, zh }: Text): Text => ({
  en: PLAIN_FIRST_WORD.test(en) ? en.charAt(0).toLowerCase() + en.slice(1) : en,
  zh,
});
