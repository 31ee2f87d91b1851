/**
 * Calls back after pending messages were heard. A timer would idle for a millisecond at least; a message to
 * oneself is answered in the same turn in Node, up to a thousand times, and would keep commands waiting.
 */
export function createScheduler(): { defer(work: () => void): void } {
  if (typeof globalThis.setImmediate === 'function') {
    return { defer: (work) => void globalThis.setImmediate(work) };
  }
  const { port1, port2 } = new MessageChannel();
  let waiting: (() => void) | null = null;
  port1.onmessage = () => {
    const work = waiting;
    waiting = null;
    work?.();
  };
  return {
    defer(work) {
      waiting = work;
      port2.postMessage(null);
    },
  };
}
