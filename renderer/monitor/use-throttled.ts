import { startTransition, useEffect, useRef, useState } from 'react';

/** Two slow redraws keep this distance: charts that throttle alike would otherwise fall into one long task. */
const SPACING_MS = 40;
let latestRedraw = Number.NEGATIVE_INFINITY;

/**
 * A value that changes at most once per interval: at once after a rest, else when the interval is over. For what
 * is slow to draw.
 */
export function useThrottled<Value>(value: Value, intervalMs: number): Value {
  const [shown, setShown] = useState(value);
  const last = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (value === shown) return;
    let timer: ReturnType<typeof setTimeout>;
    const attempt = (): void => {
      const now = performance.now();
      const wait = Math.max(last.current + intervalMs, latestRedraw + SPACING_MS) - now;
      if (wait > 0) {
        timer = setTimeout(attempt, wait);
        return;
      }
      last.current = now;
      latestRedraw = now;
      // In slices of a few milliseconds: a large chart must not keep a key or a click waiting.
      startTransition(() => setShown(value));
    };
    timer = setTimeout(attempt);
    return () => clearTimeout(timer);
  }, [value, shown, intervalMs]);
  return shown;
}
