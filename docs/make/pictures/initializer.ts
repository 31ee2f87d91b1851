import type { InitializerDefinition } from '../../../shared/catalogue/initializer';
import { fansOf } from '../../../shared/catalogue/layers/common';
import { defaultsOf } from '../../../shared/catalogue/parameter';
import { randomStream } from '../../../shared/random/random-stream';
import { fillText, formatNumber } from '../../../shared/text/text';
import type { Picture } from '../picture';
import { plot, spaced } from '../plot';

const UNITS = 64;
const BINS = 41;
const SEED = 1;

/** Shares of the drawn numbers in equal bins about 0. */
function histogramOf(numbers: Float32Array) {
  const reach = 1.05 * numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const shares = Array.from({ length: BINS }, () => 0);
  for (const value of numbers) {
    shares[Math.floor(((value + reach) / (2 * reach)) * BINS)] += 1 / numbers.length;
  }
  return { edges: spaced(-reach, reach, BINS + 1), shares };
}

/** Histogram of a whole kernel as a run draws it. */
export function initializerPicture(definition: InitializerDefinition): Picture {
  const values = defaultsOf(definition.parameters) as never;
  const shape = [UNITS, UNITS];
  const numbers = definition.draw(shape, fansOf(shape), randomStream(SEED, 'docs'), values);
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const square = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length;
  const { edges, shares } = histogramOf(numbers);
  const said = {
    en: 'Shares of the numbers of one kernel [{{units}}, {{units}}], seed {{seed}}: deviation {{deviation}}.',
    zh: '一个 [{{units}}, {{units}}] 权重矩阵中各数值所占比例（种子 {{seed}}）：标准差为{{deviation}}。',
  };
  const before = {
    en: `${said.en} Drawn before the data are looked at.`,
    zh: `${said.zh}图为依据数据调整之前的抽样。`,
  };
  return {
    svg: plot({
      title: definition.label.en,
      xLabel: 'w',
      xRange: [edges[0], edges[BINS]],
      yRange: [0, 1.08 * Math.max(...shares)],
      bars: true,
      series: [{ x: edges, y: shares }],
    }),
    caption: fillText(definition.fromData ? before : said, {
      units: UNITS,
      seed: SEED,
      deviation: formatNumber(Math.sqrt(square)),
    }),
  };
}
