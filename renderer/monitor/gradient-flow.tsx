import { PanelFrame } from './panel-frame';

export function GradientFlow() {
  return <PanelFrame ready={false}>{null}</PanelFrame>;
}
