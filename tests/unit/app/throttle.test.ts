import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { throttle } from '../../../renderer/app/run/throttle';

describe('APP-7: a dragged slider tells a run its rate seldom, and its last value always', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('passes the first value at once, the last one of a burst, and nothing else', () => {
    const received: number[] = [];
    const send = throttle<number>((value) => received.push(value), 100);
    for (let value = 1; value <= 50; value += 1) send(value);
    expect(received).toEqual([1]);
    vi.advanceTimersByTime(1_000);
    expect(received).toEqual([1, 50]);
    send(51);
    expect(received).toEqual([1, 50, 51]);
  });
});
