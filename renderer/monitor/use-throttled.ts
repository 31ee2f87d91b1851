import { startTransition, useEffect, useRef, useState } from 'react';

/**
 * A value that changes at most once per interval: at once after a rest, else when the interval is over. For what
 * is slow to draw.
 */
export function useThrottled<Value>(value: Value, intervalMs: number): Value {
  const [shown, setShown] = useState(value);
  const last = useRef(0);
  useEffect(() => {
    if (value === shown) return;
    const wait = Math.max(0, last.current + intervalMs - performance.now());
    const timer = setTimeout(() => {
      last.current = performance.now();
      // In slices of a few milliseconds: a large chart must not keep a key or a click waiting.
      startTransition(() => setShown(value));
    }, wait);
    return () => clearTimeout(timer);
  }, [value, shown, intervalMs]);
  return shown;
}
