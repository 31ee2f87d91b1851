import { shuffleInPlace } from '../../random/random-stream';
import { defineDataset } from '../dataset';
import { stepsParameter } from './sequences';
import { ALPHABETS, TEXTS, type TextName } from './texts';

const MAX_WINDOW = 60;

/** A space is a class like any other, and must be seen in a list of them. */
const shownName = (character: string): string => (character === ' ' ? '␣' : character);

const alphabet = (name: string): readonly string[] => ALPHABETS[name as TextName];

export const characters = defineDataset({
  kind: 'characters',
  label: { en: 'Characters of a text', zh: '文本字符' },
  summary: {
    en: 'A window of a short story, character by character: predict the next one.',
    zh: '一则短故事中的一段，逐个字符给出：预测下一个字符。',
  },
  formula: {
    en: 'x: [window] of whole numbers, or [window, alphabet] one-hot; class = next character',
    zh: 'x：[window] 个整数，或 [window, alphabet] 的独热编码；类别 = 下一个字符',
  },
  source: 'Elman (1990), Finding Structure in Time; the texts were written for this app',
  task: 'classification',
  picture: 'sequence',
  origin: 'generated',
  parameters: {
    text: {
      type: 'option',
      label: { en: 'Text', zh: '文本' },
      help: {
        en: 'The same small story; Chinese has a far larger alphabet.',
        zh: '同一则小故事；中文的字符种数多得多。',
      },
      default: 'english',
      options: [
        { value: 'english', label: { en: 'English', zh: '英文' } },
        { value: 'chinese', label: { en: 'Chinese', zh: '中文' } },
      ],
    },
    encoding: {
      type: 'option',
      label: { en: 'Characters as', zh: '字符表示' },
      help: {
        en: 'One-hot feeds any layer; whole numbers are for an Embedding.',
        zh: '独热向量可输入任何层；整数编号用于嵌入层。',
      },
      default: 'one-hot',
      options: [
        { value: 'one-hot', label: { en: 'One-hot', zh: '独热向量' } },
        { value: 'index', label: { en: 'Whole numbers', zh: '整数编号' } },
      ],
    },
    window: {
      ...stepsParameter(12, 1),
      label: { en: 'Window', zh: '窗口长度' },
      help: {
        en: 'Characters that the network sees before it answers.',
        zh: '网络作答前看到的字符数。',
      },
      maximum: MAX_WINDOW,
    },
    samples: {
      type: 'integer',
      label: { en: 'Samples', zh: '样本数' },
      help: {
        en: 'Windows to take, at different places; at most all that the text has.',
        zh: '取多少个窗口，位置各不相同；最多为文本中的全部窗口。',
      },
      default: 800,
      minimum: 10,
      maximum: 1000,
    },
  },
  samples: {
    featureShape: ({ text, encoding, window }) =>
      encoding === 'index' ? [window] : [window, alphabet(text).length],
    featureNames: [],
    targetNames: () => ['next character'],
    classNames: ({ text }) => alphabet(text).map(shownName),
    vocabulary: ({ text, encoding }) => (encoding === 'index' ? alphabet(text).length : undefined),
  },
  generate(random, { text, encoding, window, samples }) {
    const letters = alphabet(text);
    const indices = new Map(letters.map((letter, index) => [letter, index]));
    const codes = Uint16Array.from(TEXTS[text as TextName], (letter) => indices.get(letter) ?? 0);
    const places = Uint32Array.from({ length: codes.length - window }, (_, place) => place);
    const starts = shuffleInPlace(places, random).subarray(0, samples);
    const isIndex = encoding === 'index';
    const width = isIndex ? 1 : letters.length;
    const features = new Float32Array(starts.length * window * width);
    const targets = Float32Array.from(starts, (start) => codes[start + window]);
    starts.forEach((start, sample) => {
      for (let step = 0; step < window; step += 1) {
        const at = (sample * window + step) * width;
        const code = codes[start + step];
        if (isIndex) features[at] = code;
        else features[at + code] = 1;
      }
    });
    return { type: 'samples', count: starts.length, features, targets };
  },
  note: {
    en: 'Windows overlap: much of what validates has been seen in training beside it. The validation loss says how well the story is known by heart, not how well English or Chinese is.',
    zh: '窗口互相重叠：验证集中的许多字符在训练中已经出现过。验证损失反映的是对这则故事背得多熟，而不是对语言掌握得多好。',
  },
});
