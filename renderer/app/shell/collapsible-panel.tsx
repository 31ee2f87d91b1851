import { type ReactNode, useCallback } from 'react';
import { Panel, type PanelImperativeHandle } from 'react-resizable-panels';
import {
  PANEL_SIZES,
  type PanelName,
  registerPanel,
  rememberPanelSize,
  startSize,
  useCollapsed,
} from './panels';

/** A panel that shrinks to a rail and keeps its size in pixels when the window changes. */
export function CollapsiblePanel({
  name,
  children,
}: {
  readonly name: PanelName;
  readonly children: ReactNode;
}) {
  const sizes = PANEL_SIZES[name];
  const register = useCallback(
    (handle: PanelImperativeHandle | null) => registerPanel(name, handle),
    [name],
  );
  return (
    <Panel
      id={name}
      panelRef={register}
      collapsible
      collapsedSize={sizes.rail}
      minSize={sizes.minimum}
      defaultSize={startSize(name)}
      groupResizeBehavior="preserve-pixel-size"
      onResize={({ inPixels }, _id, previous) => {
        const collapsed = inPixels < sizes.minimum - 1;
        if (useCollapsed.getState()[name] !== collapsed) {
          useCollapsed.setState({ [name]: collapsed });
        }
        // The first report is the size that was remembered.
        if (previous) rememberPanelSize(name, inPixels, collapsed);
      }}
    >
      {children}
    </Panel>
  );
}
