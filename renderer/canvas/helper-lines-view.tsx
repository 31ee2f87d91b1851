import { ViewportPortal } from '@xyflow/react';
import { useCanvas } from './canvas-store';
import classes from './helper-lines-view.module.css';

/** Long enough to leave the view whatever is looked at. */
const REACH = 100_000;

/** The lines along which what is dragged is level with its neighbours. */
export function HelperLinesView() {
  const { vertical, horizontal } = useCanvas((state) => state.lines);
  if (vertical === null && horizontal === null) return null;
  return (
    <ViewportPortal>
      {vertical !== null && (
        <div
          className={classes.vertical}
          style={{ left: vertical, top: -REACH, height: 2 * REACH }}
        />
      )}
      {horizontal !== null && (
        <div
          className={classes.horizontal}
          style={{ top: horizontal, left: -REACH, width: 2 * REACH }}
        />
      )}
    </ViewportPortal>
  );
}
