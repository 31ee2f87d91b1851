import { BaseEdge, type EdgeProps, getBezierPath, getSmoothStepPath } from '@xyflow/react';
import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useAnalysis } from '../app/state/analysis';
import { useCanvas } from './canvas-store';
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

/**
 * A curve to the right; back to the left, as from one row of layers to the next, a line along the gap above the
 * target, where it crosses no node.
 */
function pathOf(
  props: EdgeProps<FlowEdge>,
): readonly [path: string, x: number, y: number, ...rest: number[]] {
  const { sourceX, sourceY, targetX, targetY } = props;
  if (targetX >= sourceX) return getBezierPath(props);
  const isBelow = targetY - sourceY > NODE_HEIGHT;
  const centerY = isBelow ? targetY - PORT_OFFSET - ROW_GAP : undefined;
  return getSmoothStepPath({ ...props, borderRadius: BEND_RADIUS, centerY });
}

/** A connection with the shape that flows through it, or with the gradient that comes back along it. */
export const NetworkEdgeView = memo(function NetworkEdgeView(props: EdgeProps<FlowEdge>) {
  const [path, labelX, labelY] = pathOf(props);
  const sentence = useProblemSentence();
  const isFar = useCanvas((state) => state.isFar);
  const { shape, problem } = useAnalysis(
    useShallow((analysis) => {
      const known = analysis.edges.get(props.id);
      return {
        shape: known?.shape ? edgeShapeText(known.shape) : '?',
        problem: known?.problems[0] ?? null,
      };
    }),
  );
  const reading = useEdgeReading(props.source);
  const text = reading?.text ?? shape;
  // A number that the gap is too short for stands on the node that it belongs to as well.
  const gap = props.targetX - props.sourceX;
  const isCut = reading !== null && gap > 0 && text.length * CHARACTER_WIDTH > gap - PORT_SIZE;
  return (
    <g
      className={classes.edge}
      data-selected={props.selected || undefined}
      data-severity={problem?.severity}
      style={problem || props.selected ? undefined : reading?.style}
    >
      {problem && <title>{sentence(problem)}</title>}
      <BaseEdge path={path} interactionWidth={HIT_WIDTH} className={classes.path} />
      {!isFar && !isCut && (
        <text className={classes.label} x={labelX} y={labelY - LABEL_RISE}>
          {problem ? `⚠ ${text}` : text}
        </text>
      )}
    </g>
  );
});
