import { PanelFrame } from './panel-frame';

export function DeadUnits() {
  return <PanelFrame ready={false}>{null}</PanelFrame>;
}
