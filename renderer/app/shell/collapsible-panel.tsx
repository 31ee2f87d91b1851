import { type ReactNode, useCallback } from 'react';
import { Panel, type PanelImperativeHandle } from 'react-resizable-panels';
import { create } from 'zustand';
import {
  PANEL_SIZES,
  type PanelName,
  registerPanel,
  rememberPanelSize,
  startSize,
  wasCollapsed,
} from './panels';

/** Which panels are collapsed now; their contents draw a rail instead. */
const useCollapsed = create<Readonly<Record<PanelName, boolean>>>(() => ({
  left: wasCollapsed('left'),
  right: wasCollapsed('right'),
  monitor: wasCollapsed('monitor'),
}));

export const useIsCollapsed = (name: PanelName): boolean => useCollapsed((state) => state[name]);

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
