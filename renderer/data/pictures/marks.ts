/** Marks of classes: as many shapes as colours, so that no class is told by its colour alone. */
type Mark = (x: number, y: number) => string;

const circle: Mark = (x, y) => `M${x - 2.6},${y}a2.6,2.6 0 1,0 5.2,0a2.6,2.6 0 1,0 -5.2,0z`;
const square: Mark = (x, y) => `M${x - 2.3},${y - 2.3}h4.6v4.6h-4.6z`;
const triangle: Mark = (x, y) => `M${x},${y - 3}l2.8,5h-5.6z`;
const diamond: Mark = (x, y) => `M${x},${y - 3.2}l3.2,3.2l-3.2,3.2l-3.2,-3.2z`;
const cross: Mark = (x, y) =>
  `M${x - 0.8},${y - 3}h1.6v2.2h2.2v1.6h-2.2v2.2h-1.6v-2.2h-2.2v-1.6h2.2z`;
const bar: Mark = (x, y) => `M${x - 3},${y - 0.9}h6v1.8h-6z`;
const wedge: Mark = (x, y) => `M${x},${y + 3}l2.8,-5h-5.6z`;
const post: Mark = (x, y) => `M${x - 0.9},${y - 3}h1.8v6h-1.8z`;

const MARKS: readonly Mark[] = [circle, triangle, square, diamond, cross, wedge, bar, post];

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** One SVG path with a mark of class `index` at every point. */
export const marksPath = (
  index: number,
  points: readonly { readonly x: number; readonly y: number }[],
): string => {
  const mark = MARKS[index % MARKS.length];
  return points.map(({ x, y }) => mark(rounded(x), rounded(y))).join('');
};
