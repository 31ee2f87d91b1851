import { PanelFrame } from './panel-frame';

export function RunsPanel() {
  return <PanelFrame ready={false}>{null}</PanelFrame>;
}
