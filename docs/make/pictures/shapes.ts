import { type Shape, sizeOf } from '../../../shared/catalogue/layer';
import { formatShape } from '../../../shared/text/text';
import { round, svg, textAt } from '../svg';

/** Cells that are drawn of an axis; a longer one is cut and its length stands below. */
const MAX_CELLS = 8;
const MAX_DEPTH = 4;
const CELL = 7;
const SLOT_HEIGHT = 104;
const SIDE = 96;
const GAP = 28;
const LINE = 14;
const CHARACTER = 6.3;
const MARGIN = 12;

export interface Named {
  readonly name: string;
  readonly shape: Shape;
}

export interface ShapeDiagram {
  readonly title: string;
  /** Lines in the box: what it is called. */
  readonly lines: readonly string[];
  readonly inputs: readonly Named[];
  readonly weights: readonly Named[];
  readonly outputs: readonly Named[];
}

/** A shape as cells: one axis is a column, two a table, three a pile of tables. */
function cellsOf(shape: Shape, middleX: number, middleY: number, tone: string): readonly string[] {
  const [rows, columns, depth] = [shape[0] ?? 1, shape[1] ?? 1, sizeOf(shape.slice(2))].map(
    (count, axis) => Math.min(count, axis === 2 ? MAX_DEPTH : MAX_CELLS),
  );
  const shift = 4;
  const left = middleX - (columns * CELL + (depth - 1) * shift) / 2;
  const top = middleY - (rows * CELL - (depth - 1) * shift) / 2;
  const sheets = Array.from({ length: depth }, (_, back) => {
    const offset = (depth - 1 - back) * shift;
    const [x, y] = [left + offset, top - offset];
    const lines = [
      ...Array.from(
        { length: rows - 1 },
        (_, row) => `M${round(x)} ${round(y + (row + 1) * CELL)}h${columns * CELL}`,
      ),
      ...Array.from(
        { length: columns - 1 },
        (_, column) => `M${round(x + (column + 1) * CELL)} ${round(y)}v${rows * CELL}`,
      ),
    ];
    const frame = `x="${round(x)}" y="${round(y)}" width="${columns * CELL}" height="${rows * CELL}"`;
    return [
      `<rect class="paper" ${frame}/><rect class="cell ${tone}" ${frame}/>`,
      lines.length > 0 ? `<path class="${tone} cell" d="${lines.join('')}"/>` : '',
    ].join('');
  });
  return sheets;
}

function columnOf(named: readonly Named[], middleX: number, height: number, tone: string) {
  return named.flatMap(({ name, shape }, index) => {
    const middleY = ((index + 0.5) * height) / named.length;
    return [
      ...cellsOf(shape, middleX, middleY, tone),
      textAt(
        middleX,
        middleY + SLOT_HEIGHT / 2 - 6,
        `${name} ${formatShape(shape)}`.trim(),
        'middle',
      ),
    ];
  });
}

const arrow = (from: readonly [number, number], to: readonly [number, number]): string =>
  `<path class="edge" fill="none" d="M${round(from[0])} ${round(from[1])}L${round(to[0])} ${round(to[1])}m-6 -4l6 4l-6 4"/>`;

/** Shapes that go in on the left, the box with its weights, shapes that come out on the right. */
export function shapeDiagram({ title, lines, inputs, weights, outputs }: ShapeDiagram): string {
  const owned = weights.map(({ name, shape }) => `${name} ${formatShape(shape)}`);
  const widest = Math.max(...[...lines, ...owned].map((line) => widthOf(line)));
  const box = Math.max(120, widest + 24);
  const boxHeight = (lines.length + owned.length) * LINE + 22;
  const height = Math.max(
    SLOT_HEIGHT * Math.max(inputs.length, outputs.length, 1),
    boxHeight + 2 * MARGIN,
  );
  const boxLeft = MARGIN + (inputs.length > 0 ? SIDE + GAP : 0);
  const boxRight = boxLeft + box;
  const width = boxRight + MARGIN + (outputs.length > 0 ? GAP + SIDE : 0);
  const middle = height / 2;
  const top = middle - boxHeight / 2;
  const inside = [...lines, ...owned].map((line, index) => {
    const below = index >= lines.length ? 8 : 0;
    return textAt(boxLeft + box / 2, top + 16 + index * LINE + below, line, 'middle');
  });
  return svg(Math.ceil(width), height, title, [
    ...columnOf(inputs, MARGIN + SIDE / 2, height, 't0'),
    ...inputs.map((_, index) =>
      arrow([MARGIN + SIDE, ((index + 0.5) * height) / inputs.length], [boxLeft - 2, middle]),
    ),
    `<rect class="box edge" x="${round(boxLeft)}" y="${round(top)}" width="${round(box)}" height="${boxHeight}" rx="6"/>`,
    ...inside,
    ...outputs.map((_, index) =>
      arrow([boxRight, middle], [boxRight + GAP - 2, ((index + 0.5) * height) / outputs.length]),
    ),
    ...columnOf(outputs, boxRight + GAP + SIDE / 2, height, 't1'),
  ]);
}

/** About the width of a line: a Chinese character takes two of a Latin one. */
const widthOf = (line: string): number =>
  [...line].reduce((sum, character) => sum + (character > '\u2e80' ? 2 : 1) * CHARACTER, 0);
