import { nodeKind } from '../../../shared/catalogue/node-kinds';
import type { ReadyBlock } from '../../../shared/catalogue/ready-blocks';
import type { Picture } from '../picture';
import { round, svg, textAt } from '../svg';

const BOX = 104;
const STEP = BOX + 32;
const HEIGHT = 40;
const TOP = 70;

/** The layers of a block in its own order; a connection that skips some arches over them. */
export function blockPicture({ label, nodes }: ReadyBlock): Picture {
  const placeOf = new Map(nodes.map(({ id }, index) => [id, index]));
  const edges = nodes.flatMap(({ from }, target) =>
    from.map((id) => {
      const source = placeOf.get(id) ?? 0;
      const [start, end] = [12 + source * STEP + BOX, 12 + target * STEP];
      const isNext = target === source + 1;
      const path = isNext
        ? `M${start} ${TOP + HEIGHT / 2}H${end - 2}m-6 -4l6 4l-6 4`
        : `M${start - BOX / 2} ${TOP}C${start} ${round(TOP - 26 - 8 * (target - source))} ${end} ${round(TOP - 26 - 8 * (target - source))} ${end + BOX / 2} ${TOP - 2}m-4 -6l4 6l4 -6`;
      return `<path class="edge" fill="none" d="${path}"/>`;
    }),
  );
  const boxes = nodes.flatMap(({ kind }, index) => {
    const entry = nodeKind(kind);
    if (!entry) throw new Error(`${kind} is no kind of node`);
    const left = 12 + index * STEP;
    return [
      `<rect class="box edge" x="${left}" y="${TOP}" width="${BOX}" height="${HEIGHT}" rx="6"/>`,
      textAt(left + BOX / 2, TOP + 17, entry.label.en, 'middle'),
      textAt(left + BOX / 2, TOP + 32, entry.label.zh, 'middle'),
    ];
  });
  const width = 24 + (nodes.length - 1) * STEP + BOX;
  return {
    svg: svg(width, TOP + HEIGHT + 14, label.en, [...edges, ...boxes]),
    caption: { en: 'What is inside.', zh: '内部结构。' },
  };
}
