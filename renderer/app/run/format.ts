const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = 3_600;

/** `0:41`, `12:05`, `1:02:09`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const hours = Math.floor(whole / SECONDS_PER_HOUR);
  const minutes = Math.floor((whole % SECONDS_PER_HOUR) / SECONDS_PER_MINUTE);
  const rest = String(whole % SECONDS_PER_MINUTE).padStart(2, '0');
  if (hours === 0) return `${minutes}:${rest}`;
  return `${hours}:${String(minutes).padStart(2, '0')}:${rest}`;
}

/** A learning rate in few signs: `0.01`, `3e-4`. */
export function formatRate(rate: number): string {
  if (rate === 0) return '0';
  if (rate >= 0.001 && rate < 1_000) return String(Number(rate.toPrecision(2)));
  return rate.toExponential(1).replace('.0e', 'e').replace('e+', 'e');
}

/** `22,127`: grouped alike in both languages, as the charts write it. */
export const formatCount = (count: number): string => count.toLocaleString('en-US');
