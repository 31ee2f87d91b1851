import type { RecentProject } from '../../../shared/host-data';
import styles from './start-page.module.css';

const WIDTH = 56;
const HEIGHT = 40;
const MARGIN = 6;
const RADIUS = 2.5;

type Point = RecentProject['thumbnail']['nodes'][number];

/** Where the nodes stand in the stamp; a network in one row or column is centred. */
function place(nodes: readonly Point[]) {
  const along = (axis: 'x' | 'y', size: number) => {
    const values = nodes.map((node) => node[axis]);
    const flat = Math.max(...values) === Math.min(...values);
    return (node: Point): number => (flat ? size / 2 : MARGIN + node[axis] * (size - 2 * MARGIN));
  };
  const x = along('x', WIDTH);
  const y = along('y', HEIGHT);
  return nodes.map((node) => ({ x: x(node), y: y(node) }));
}

/** The shape of a network at the size of a stamp; the name beside it says the rest. */
export function Thumbnail({ thumbnail }: { readonly thumbnail: RecentProject['thumbnail'] }) {
  const nodes = place(thumbnail.nodes);
  return (
    <svg
      className={styles.thumbnail}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
    >
      {thumbnail.edges.map(([source, target]) => {
        const from = nodes[source];
        const to = nodes[target];
        if (!from || !to) return null;
        return <line key={`${source}-${target}`} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />;
      })}
      {nodes.map((node, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nodes of a thumbnail have no other name and never move
        <circle key={index} cx={node.x} cy={node.y} r={RADIUS} />
      ))}
    </svg>
  );
}
