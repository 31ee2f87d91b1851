import { BaseEdge, type EdgeProps, getBezierPath } from '@xyflow/react';
import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useAnalysis } from '../app/state/analysis';
import { useCanvas } from './canvas-store';
import type { FlowEdge } from './flow-elements';
import { shapeText } from './format';
import classes from './network-edge.module.css';
import { useEdgeReading } from './node-readings-view';
import { useProblemSentence } from './problem-sentence';

const HIT_WIDTH = 24;
/** The label stands above its line: on a short edge it would hide it. */
const LABEL_RISE = 8;

/** A connection with the shape that flows through it, or with the gradient that comes back along it. */
export const NetworkEdgeView = memo(function NetworkEdgeView(props: EdgeProps<FlowEdge>) {
  const [path, labelX, labelY] = getBezierPath(props);
  const sentence = useProblemSentence();
  const isFar = useCanvas((state) => state.isFar);
  const { shape, problem } = useAnalysis(
    useShallow((analysis) => {
      const known = analysis.edges.get(props.id);
      return {
        shape: known?.shape ? shapeText(known.shape) : '?',
        problem: known?.problems[0] ?? null,
      };
    }),
  );
  const reading = useEdgeReading(props.source);
  const text = reading?.text ?? shape;
  return (
    <g
      className={classes.edge}
      data-selected={props.selected || undefined}
      data-severity={problem?.severity}
      style={problem || props.selected ? undefined : reading?.style}
    >
      {problem && <title>{sentence(problem)}</title>}
      <BaseEdge path={path} interactionWidth={HIT_WIDTH} className={classes.path} />
      {!isFar && (
        <text className={classes.label} x={labelX} y={labelY - LABEL_RISE}>
          {problem ? `⚠ ${text}` : text}
        </text>
      )}
    </g>
  );
});
