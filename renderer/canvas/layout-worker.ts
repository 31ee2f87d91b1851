import { type LayoutRequest, layOut } from './layout';

self.addEventListener('message', (event: MessageEvent<LayoutRequest>) => {
  self.postMessage(layOut(event.data));
});
