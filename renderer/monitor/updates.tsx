import { PanelFrame } from './panel-frame';

export function Updates() {
  return <PanelFrame ready={false}>{null}</PanelFrame>;
}
