/** Tells how much of something is done, in any unit. */
export type Progress = (done: number, total: number) => void;

export const noProgress: Progress = () => undefined;

/** Time between two reports, in ms: a person sees no more, and a million rows need not be a million messages. */
const REPORT_INTERVAL_MS = 100;

/** Passes on a report now and then, and the last one always. */
export function seldom(progress: Progress, clock: () => number = Date.now): Progress {
  let next = -Infinity;
  return (done, total) => {
    const now = clock();
    if (done < total && now < next) return;
    next = now + REPORT_INTERVAL_MS;
    progress(done, total);
  };
}
