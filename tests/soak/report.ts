import type { Sample, SoakReport } from './soak';

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The samples of each quarter of the time. */
const quartersOf = ({ samples, seconds }: SoakReport): readonly (readonly Sample[])[] =>
  [0, 1, 2, 3].map((quarter) =>
    samples.filter((sample) => Math.floor((4 * sample.seconds) / seconds) === quarter),
  );

/** Median of what was held in each quarter of the time. */
export const heldByQuarter = (report: SoakReport) =>
  quartersOf(report).map((samples) => ({
    memory: median(samples.map(({ memory }) => memory)),
    files: median(samples.map(({ files }) => files)),
    trainers: median(samples.map(({ children }) => children.length)),
  }));

const listed = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

/** The report in lines for a person. */
export function linesOf(report: SoakReport): readonly string[] {
  const { calls, seconds, unanswered, closedWindows, killedTrainers, killedHosts, verified, left } =
    report;
  return [
    `${calls} calls in ${Math.round(seconds)} s, ${unanswered} cut off by a closed window`,
    `calls: ${listed(report.made)}`,
    `refused: ${listed(report.failures)}`,
    `${closedWindows} windows closed and opened anew, ${killedTrainers} trainers and ${killedHosts} hosts killed, ${verified} writes looked for`,
    ...heldByQuarter(report).map(
      ({ memory, files, trainers }, quarter) =>
        `quarter ${quarter + 1}: ${memory.toFixed(0)} MiB, ${files} open files, ${trainers} trainers`,
    ),
    `left after everything was stopped: ${left.trainers} trainers, ${left.files} files more than at the start`,
    ...report.faults.map((fault) => `FAULT ${fault}`),
  ];
}
