/** What a shell expects of a program that Ctrl-C ended: 128 + SIGINT. */
export const INTERRUPTED_STATUS = 130;

/** Ctrl-C asks for a clean stop first and ends at once the second time. Returns the way to stop listening. */
export function onInterrupt(stop: () => void): () => void {
  let interrupts = 0;
  const interrupt = (): void => {
    interrupts += 1;
    if (interrupts > 1) process.exit(INTERRUPTED_STATUS);
    stop();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return () => {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  };
}
