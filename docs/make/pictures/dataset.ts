import type {
  DatasetDefinition,
  RawData,
  Samples,
  Table,
  TableColumn,
} from '../../../shared/catalogue/dataset';
import { sizeOf } from '../../../shared/catalogue/layer';
import { defaultsOf } from '../../../shared/catalogue/parameter';
import type { Text } from '../../../shared/text/text';
import { namesOf } from '../names';
import type { Picture } from '../picture';
import { plot, type Series } from '../plot';
import { svg, textAt } from '../svg';
import { greyAt } from './grey';
import { shapeDiagram } from './shapes';

const POINTS = 300;

interface Shown {
  readonly definition: DatasetDefinition;
  readonly samples: Samples;
  readonly featureShape: readonly number[];
}

const indices = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

/** Points of each class in a colour of its own; the classes of more than there are colours share some. */
function scatter(
  x: readonly number[],
  y: readonly number[],
  classes: readonly number[] | null,
): readonly Series[] {
  if (!classes) return [{ x, y, draw: 'dots' }];
  return [...new Set(classes)].sort().map((tone) => {
    const own = indices(x.length).filter((at) => classes[at] === tone);
    return { x: own.map((at) => x[at]), y: own.map((at) => y[at]), draw: 'dots', tone };
  });
}

function planePicture({ definition, samples }: Shown): Picture {
  const shown = indices(Math.min(POINTS, samples.count));
  const classes =
    definition.task === 'classification' ? shown.map((at) => samples.targets[at]) : null;
  const [x, y] = [0, 1].map((axis) => shown.map((at) => samples.features[2 * at + axis]));
  return {
    svg: plot({ title: definition.label.en, xLabel: 'x', series: scatter(x, y, classes) }),
    caption: {
      en: `${shown.length} samples by class.`,
      zh: `${shown.length} 个样本，按类别着色。`,
    },
  };
}

function curvePicture({ definition, samples }: Shown): Picture {
  const shown = indices(Math.min(POINTS, samples.count));
  const x = shown.map((at) => samples.features[at]);
  const y = shown.map((at) => samples.targets[at]);
  return {
    svg: plot({ title: definition.label.en, xLabel: 'x', series: scatter(x, y, null) }),
    caption: { en: `${shown.length} samples.`, zh: `${shown.length} 个样本。` },
  };
}

const PIXEL = 1.5;

function imagesPicture({ definition, samples, featureShape: [height, width] }: Shown): Picture {
  const shown = indices(Math.min(10, samples.count));
  const step = width * PIXEL + 6;
  const size = height * width;
  return {
    svg: svg(
      Math.ceil(shown.length * step + 14),
      Math.ceil(height * PIXEL + 20),
      definition.label.en,
      [
        ...shown.map((at) =>
          greyAt(samples.features.subarray(at * size, (at + 1) * size), [height, width], {
            x: 10 + at * step,
            y: 10,
            pixel: PIXEL,
          }),
        ),
      ],
    ),
    caption: { en: 'The first picture of each class.', zh: '每一类的第一张图片。' },
  };
}

/** More features than that at a time step are shown as cells, not as lines. */
const MAX_LINES = 3;

function sequencePicture(shown: Shown): Picture {
  const [steps, width] = shown.featureShape;
  return width <= MAX_LINES ? linesPicture(shown, steps, width) : cellsPicture(shown, steps, width);
}

function linesPicture({ definition, samples }: Shown, steps: number, width: number): Picture {
  const series = indices(width).map((feature) => ({
    x: indices(steps),
    y: indices(steps).map((step) => samples.features[step * width + feature]),
    label: `x[t, ${feature}]`,
  }));
  return {
    svg: plot({ title: definition.label.en, xLabel: 't', series }),
    caption: { en: 'One sample over its time steps.', zh: '一个样本随时间步的变化。' },
  };
}

const CELL = 9;

/** One-hot steps as a table: a filled cell is a 1. */
function cellsPicture({ definition, samples }: Shown, steps: number, width: number): Picture {
  const cells = indices(steps * width).flatMap((at) => {
    if (samples.features[at] === 0) return [];
    const [step, feature] = [Math.floor(at / width), at % width];
    return [`M${10 + step * CELL} ${10 + feature * CELL}h${CELL - 1}v${CELL - 1}h${1 - CELL}z`];
  });
  const [right, bottom] = [20 + steps * CELL, 28 + width * CELL];
  return {
    svg: svg(Math.max(right, 160), bottom, definition.label.en, [
      `<rect class="box" x="10" y="10" width="${steps * CELL}" height="${width * CELL}"/>`,
      `<path class="t0 fill" d="${cells.join('')}"/>`,
      textAt(10, bottom - 5, `t → ${steps}`),
    ]),
    caption: {
      en: `One sample: ${steps} time steps from left to right, ${width} features from top to bottom; filled is 1.`,
      zh: `一个样本：从左到右为 ${steps} 个时间步，从上到下为 ${width} 个特征；填色表示 1。`,
    },
  };
}

const PICTURES = {
  plane: planePicture,
  curve: curvePicture,
  images: imagesPicture,
  sequence: sequencePicture,
} as const;

type Numbers = Extract<TableColumn, { readonly type: 'number' }>;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Share of the variance of `values` that the group means (or a straight line through `by`) explain. */
function explainedByClass(values: readonly number[], classes: readonly number[]): number {
  const middle = mean(values);
  const groups = [...new Set(classes)].map((one) => values.filter((_, at) => classes[at] === one));
  const between = groups.reduce(
    (sum, group) => sum + group.length * (mean(group) - middle) ** 2,
    0,
  );
  return between / values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
}

function explainedByLine(values: readonly number[], by: readonly number[]): number {
  const [a, b] = [mean(values), mean(by)];
  const product = values.reduce((sum, value, at) => sum + (value - a) * (by[at] - b), 0);
  const squares = (list: readonly number[], middle: number) =>
    list.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return product ** 2 / (squares(values, a) * squares(by, b));
}

/** A table by the columns that tell most: two against each other for classes, one against the target for numbers. */
function tablePicture(definition: DatasetDefinition, table: Table): Picture {
  const roles = new Map(definition.columns?.map(({ name, role }) => [name, role]));
  const target = table.columns.find(({ name }) => roles.get(name) === 'target');
  if (!target) throw new Error(`${definition.kind} has no target`);
  const features = table.columns.filter(
    (column): column is Numbers => column.type === 'number' && roles.get(column.name) === 'feature',
  );
  const words = target.type === 'word' ? [...new Set(target.values)] : null;
  const answers =
    target.type === 'word'
      ? target.values.map((word) => words?.indexOf(word) ?? 0)
      : [...target.values];
  const explained = words ? explainedByClass : explainedByLine;
  const [first, second] = features
    .map((column) => ({ name: column.name, values: [...column.values] }))
    .sort((a, b) => explained(b.values, answers) - explained(a.values, answers));
  const series = words
    ? scatter(second.values, first.values, answers).map((one, at) => ({ ...one, label: words[at] }))
    : scatter(first.values, answers, null);
  const [x, y] = words ? [second.name, first.name] : [first.name, target.name];
  return {
    svg: plot({ title: definition.label.en, xLabel: `${x} → ${y} ↑`, series }),
    caption: words
      ? { en: 'The two columns that tell the classes apart best.', zh: '最能区分各类别的两列。' }
      : {
          en: 'The target against the column that explains it best.',
          zh: '目标与最能解释它的一列。',
        },
  };
}

/** A file of the person's own has no picture before it is there; what becomes of it has. */
const FILE_CAPTION: Text = {
  en: 'What becomes of a file: features x and target y of one sample, here for two number columns and a number to predict, or for pictures of two classes.',
  zh: '文件变成什么：一个样本的特征 x 与目标 y。此处以两个数值列加一个待预测数值，或两类图片为例。',
};

function filePicture(definition: DatasetDefinition): Picture {
  const values = { ...defaultsOf(definition.parameters), classes: ['A', 'B'] } as never;
  const features = definition.samples?.featureShape(values) ?? [2];
  const targets = definition.samples?.classNames(values).length ?? 1;
  return {
    svg: shapeDiagram({
      title: definition.label.en,
      lines: namesOf(definition.label),
      inputs: [],
      weights: [],
      outputs: [
        { name: 'x', shape: features },
        { name: 'y', shape: [targets] },
      ],
    }),
    caption: FILE_CAPTION,
  };
}

/** What the data look like: `data` as the host loads them, null where they come from a file of the person's. */
export function datasetPicture(definition: DatasetDefinition, data: RawData | null): Picture {
  if (!data) return filePicture(definition);
  if (data.type === 'table') return tablePicture(definition, data);
  if (definition.picture === 'table' || !definition.samples) {
    throw new Error(`${definition.kind} says that it is a table and is none`);
  }
  const featureShape = definition.samples.featureShape(defaultsOf(definition.parameters) as never);
  if (sizeOf(featureShape) * data.count !== data.features.length) {
    throw new Error(`${definition.kind} is not of the shape that it says`);
  }
  return PICTURES[definition.picture]({ definition, samples: data, featureShape });
}
