import type { RecentProject } from '../../../shared/host';
import styles from './start-page.module.css';

const WIDTH = 56;
const HEIGHT = 40;
const MARGIN = 6;
const RADIUS = 2.5;

const place = ({ x, y }: { readonly x: number; readonly y: number }) => ({
  x: MARGIN + x * (WIDTH - 2 * MARGIN),
  y: MARGIN + y * (HEIGHT - 2 * MARGIN),
});

/** The shape of a network at the size of a stamp; the name beside it says the rest. */
export function Thumbnail({ thumbnail }: { readonly thumbnail: RecentProject['thumbnail'] }) {
  const nodes = thumbnail.nodes.map(place);
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
