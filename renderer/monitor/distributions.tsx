import { PanelFrame } from './panel-frame';

export function Distributions() {
  return <PanelFrame ready={false}>{null}</PanelFrame>;
}
