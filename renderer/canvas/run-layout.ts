import type { LayoutReply, LayoutRequest } from './layout';

/** Above this many nodes a layout takes longer than a frame or two, so it leaves the page's thread. */
const WORKER_FROM_NODES = 300;

/** On this page's thread; the library comes when it is first wanted, not with the start page. */
const layOutHere = async (request: LayoutRequest): Promise<LayoutReply> =>
  (await import('./layout')).layOut(request);

/** Lays out at once, or in a worker for large networks; where no worker can start, at once all the same. */
export function runLayout(request: LayoutRequest): Promise<LayoutReply> {
  if (request.boxes.length < WORKER_FROM_NODES) return layOutHere(request);
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
    const finish = (reply: LayoutReply) => {
      worker.terminate();
      resolve(reply);
    };
    worker.addEventListener('message', (event: MessageEvent<LayoutReply>) => finish(event.data));
    worker.addEventListener('error', () => void layOutHere(request).then(finish));
    worker.postMessage(request);
  });
}
