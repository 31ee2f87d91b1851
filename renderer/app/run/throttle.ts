/** Calls at most once per interval; the last value of a burst is always delivered. */
export function throttle<Value>(
  receive: (value: Value) => void,
  intervalMs: number,
): (value: Value) => void {
  let waiting: { readonly value: Value } | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const pass = (): void => {
    timer = null;
    if (!waiting) return;
    const { value } = waiting;
    waiting = null;
    timer = setTimeout(pass, intervalMs);
    receive(value);
  };
  return (value) => {
    waiting = { value };
    if (timer === null) pass();
  };
}
