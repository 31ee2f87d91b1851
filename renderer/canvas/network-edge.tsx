import { BaseEdge, type EdgeProps, getBezierPath, getSmoothStepPath } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { shownLayerAt } from '../../shared/graph/analyse-blocks';
import { useAnalysis } from '../app/state/analysis';
import { pathOf } from '../app/state/opened-store';
import { useView } from '../app/state/view-store';
import { useCanvas } from './canvas-store';
import { useSeenEdit } from './edit-marks';
import type { FlowEdge } from './flow-elements';
import { edgeShapeText } from './format';
import { NODE_HEIGHT, PORT_OFFSET, PORT_SIZE } from './geometry';
import classes from './network-edge.module.css';
import { useEdgeReading } from './node-readings-view';
import { useProblemSentence } from './problem-sentence';

const BEND_RADIUS = 8;
const ROW_GAP = 16;
/** At 11 pixels. */
const CHARACTER_WIDTH = 6;
const HIT_WIDTH = 24;
/** The label stands above its line: on a short edge it would hide it. */
const LABEL_RISE = 8;
const LABEL_DROP = 16;
const LABEL_MIDDLE = 5;
/** Between a label and the upper edges of the nodes below it. */
const LABEL_CLEARANCE = 6;

/**
 * A curve to the right; back to the left, as from one row of layers to the next, a line along the gap above the
 * target, where it crosses no node.
 */
export function lineOf(
  props: EdgeProps<FlowEdge>,
): readonly [path: string, x: number, y: number, ...rest: number[]] {
  const { sourceX, sourceY, targetX, targetY } = props;
  if (targetX >= sourceX) return getBezierPath(props);
  const isBelow = targetY - sourceY > NODE_HEIGHT;
  const centerY = isBelow ? targetY - PORT_OFFSET - ROW_GAP : undefined;
  return getSmoothStepPath({ ...props, borderRadius: BEND_RADIUS, centerY });
}

interface LineProps {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly path: string;
  readonly label: readonly [x: number, y: number];
  /** Room along the line, in pixels; negative for a line that runs back. */
  readonly gap: number;
  /** Where a text stands clear of both nodes. */
  readonly above: number;
  readonly isEmphasized: boolean;
}

/** The line and its text: what a run's numbers change, apart from the rest so that only this is drawn again. */
const Line = memo(function Line(props: LineProps) {
  const { id, source, target, path, label, gap, above, isEmphasized } = props;
  const isFar = useCanvas((state) => state.isFar);
  const shape = useAnalysis((analysis) => analysis.edges.get(pathOf(id))?.shape ?? null);
  const from = useAnalysis((analysis) => shownLayerAt(analysis, pathOf(source)));
  const reading = useEdgeReading(from, pathOf(target));
  const text = reading?.text ?? (shape ? edgeShapeText(shape) : '?');
  const overlay = useView((state) => state.overlay);
  // A text that the gap is too short for would be cut off by the nodes. A shape goes above them; with marks of an
  // overlay there, it gives way, as numbers do: both stand on the nodes that they belong to as well.
  const room = reading === null ? gap : gap - PORT_SIZE;
  const isCut = gap > 0 && text.length * CHARACTER_WIDTH > room;
  const isLeftOut = isCut && (reading !== null || overlay !== 'shapes');
  return (
    <g style={isEmphasized ? undefined : reading?.style}>
      <BaseEdge path={path} interactionWidth={HIT_WIDTH} className={classes.path} />
      {!isFar && !isLeftOut && (
        <text className={classes.label} x={label[0]} y={isCut ? above : label[1] - LABEL_RISE}>
          {text}
        </text>
      )}
    </g>
  );
});

/** A connection with the shape that flows through it, or with the gradient that comes back along it. */
export const NetworkEdgeView = memo(function NetworkEdgeView(props: EdgeProps<FlowEdge>) {
  const { sourceX, sourceY, targetX, targetY } = props;
  const [path, labelX, labelY] = lineOf(props);
  const label = useMemo(() => [labelX, labelY] as const, [labelX, labelY]);
  const sentence = useProblemSentence();
  const problem = useAnalysis(
    (analysis) => analysis.edges.get(pathOf(props.id))?.problems[0] ?? null,
  );
  const isGoing = useSeenEdit(({ removedEdges }) => removedEdges.has(props.id)) === true;
  return (
    <g
      className={classes.edge}
      data-selected={props.selected || undefined}
      data-change={isGoing ? 'removed' : undefined}
      data-severity={problem?.severity}
    >
      {problem && <title>{sentence(problem)}</title>}
      <Line
        id={props.id}
        source={props.source}
        target={props.target}
        path={path}
        label={label}
        gap={Math.abs(targetY - sourceY) > NODE_HEIGHT ? -1 : targetX - sourceX}
        above={Math.min(sourceY, targetY) - PORT_OFFSET - LABEL_CLEARANCE}
        isEmphasized={problem !== null || isGoing || props.selected === true}
      />
      {problem && (
        <text className={classes.label} x={labelX} y={labelY + LABEL_DROP}>
          ⚠
        </text>
      )}
      {isGoing && (
        <text className={classes.going} x={labelX} y={labelY + LABEL_MIDDLE}>
          ✕
        </text>
      )}
    </g>
  );
});
