import { PanelFrame } from './panel-frame';

export function Fit() {
  return <PanelFrame ready={false}>{null}</PanelFrame>;
}
