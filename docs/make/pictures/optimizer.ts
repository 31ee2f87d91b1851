import type { OptimizerDefinition } from '../../../shared/catalogue/optimizer';
import { defaultsOf } from '../../../shared/catalogue/parameter';
import { PLAIN_OPS, plainColumn } from '../../../shared/catalogue/plain-ops';
import { fillText, formatNumber } from '../../../shared/text/text';
import type { Picture } from '../picture';
import { plot, type Series } from '../plot';

/** f(w) = ½(w₁² + 12·w₂²): twelve times as steep across the valley as along it. */
const STEEPNESS = 12;
/** The picture's reach along and across. */
const [WIDE, HIGH] = [5, 1.6];
const START = [-4, 1.2];
const STEPS = 60;
/** A third of a decade apart, from 10⁻³ to 10³: what suits one optimizer is a thousandfold of what suits another. */
const RATES = Array.from({ length: 19 }, (_, index) => 10 ** (index / 3 - 3));

type Path = readonly (readonly [number, number])[];

const heightOf = ([along, across]: readonly [number, number]): number =>
  (along ** 2 + STEEPNESS * across ** 2) / 2;

function pathOf(definition: OptimizerDefinition, learningRate: number): Path {
  const values = defaultsOf(definition.parameters) as never;
  let weight = plainColumn(START);
  let slots: Readonly<Record<string, typeof weight>> = Object.fromEntries(
    definition.slots(values).map((slot) => [slot, plainColumn([0, 0])]),
  );
  const path: [number, number][] = [[START[0], START[1]]];
  for (let step = 1; step <= STEPS; step += 1) {
    const gradient = PLAIN_OPS.multiply(weight, plainColumn([1, STEEPNESS]));
    const known = { weight, gradient, slots, learningRate, step };
    ({ weight, slots } = definition.update(PLAIN_OPS, known, values));
    path.push([weight.values[0], weight.values[1]]);
  }
  return path;
}

/** Height of the end; paths that leave the picture, by far or for ever, compare as worst. */
function endOf(path: Path): number {
  const stays = path.every(
    ([along, across]) => Math.abs(along) <= WIDE && Math.abs(across) <= HIGH,
  );
  return stays ? heightOf(path[STEPS]) : Number.POSITIVE_INFINITY;
}

const contour = (height: number): Series => {
  const angles = Array.from({ length: 49 }, (_, index) => (index * Math.PI) / 24);
  return {
    x: angles.map((angle) => Math.sqrt(2 * height) * Math.cos(angle)),
    y: angles.map((angle) => Math.sqrt((2 * height) / STEEPNESS) * Math.sin(angle)),
    draw: 'contour',
  };
};

/** The path down a small valley, at the rate that ends lowest: each optimizer is shown at its best. */
export function optimizerPicture(definition: OptimizerDefinition): Picture {
  const tried = RATES.map((rate) => ({ rate, path: pathOf(definition, rate) }));
  const best = tried.reduce((one, other) => (endOf(other.path) < endOf(one.path) ? other : one));
  const path = { x: best.path.map(([x]) => x), y: best.path.map(([, y]) => y), tone: 0 };
  return {
    svg: plot({
      title: definition.label.en,
      xLabel: 'w₁ → w₂ ↑',
      xRange: [-WIDE, WIDE],
      yRange: [-HIGH, HIGH],
      series: [...[0.5, 3, 8].map(contour), path, { ...path, draw: 'dots' }],
    }),
    caption: fillText(
      {
        en: '{{steps}} steps down the valley ½(w₁² + {{steepness}}·w₂²), rate {{rate}}: of 0.001 … 1,000 the one that stays in the picture and ends lowest, at {{end}}.',
        zh: '在峡谷 ½(w₁² + {{steepness}}·w₂²) 中下降 {{steps}} 步，学习率为{{rate}}：即 0.001 … 1,000 中不离开图面且终点最低的一个，终值为{{end}}。',
      },
      {
        steps: STEPS,
        steepness: STEEPNESS,
        rate: formatNumber(Number(best.rate.toPrecision(2))),
        end: formatNumber(Number(endOf(best.path).toPrecision(2))),
      },
    ),
  };
}
