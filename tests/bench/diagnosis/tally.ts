import type { Case } from './project';

/** What one network came to, for one seed. */
export interface Outcome {
  readonly one: Case;
  readonly half: 'tuned on' | 'held out';
  /** Causes named at the end, the first one first. */
  readonly named: readonly string[];
  readonly namedBefore: readonly string[];
  /** Step at which the built-in cause was first named first; null where it never was. */
  readonly step: number | null;
  readonly share: number;
  readonly cost: number;
  readonly alarms: Readonly<Record<string, { readonly any: boolean; readonly right: boolean }>>;
  readonly repair?: {
    readonly isHealthy: boolean;
    readonly isBetter: boolean;
    readonly isWorse: boolean;
    readonly kept: readonly string[];
  };
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;

const count = <Item>(items: readonly Item[], test: (item: Item) => boolean): number =>
  items.filter(test).length;

const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

type Row = readonly [label: string, figure: (outcomes: readonly Outcome[]) => string];

const isFaulty = ({ one }: Outcome): boolean => one.fault !== null;
const isRight = ({ one, named }: Outcome): boolean => named[0] === one.fault;

const faultyShare =
  (test: (outcome: Outcome) => boolean) =>
  (outcomes: readonly Outcome[]): string => {
    const faulty = outcomes.filter(isFaulty);
    return percent(count(faulty, test), faulty.length);
  };
const healthyShare =
  (test: (outcome: Outcome) => boolean) =>
  (outcomes: readonly Outcome[]): string => {
    const sound = outcomes.filter((outcome) => !isFaulty(outcome));
    return percent(count(sound, test), sound.length);
  };

const ROWS: readonly Row[] = [
  ['runs of faulty networks', (all) => String(count(all, isFaulty))],
  ['the built-in cause is named first', faultyShare(isRight)],
  ['it is named at all', faultyShare(({ one, named }) => named.includes(one.fault ?? ''))],
  ['anything is found', faultyShare(({ named }) => named.length > 0)],
  [
    'named before the first step',
    faultyShare(({ one, namedBefore }) => namedBefore[0] === one.fault),
  ],
  [
    'share of the run until it is named (median of those not named before)',
    (all) => {
      const shares = all.filter(
        (one) => isFaulty(one) && one.step !== null && one.namedBefore[0] !== one.one.fault,
      );
      return shares.length === 0
        ? '–'
        : `${(100 * medianOf(shares.map(({ share }) => share))).toFixed(0)} %`;
    },
  ],
  ['runs of sound networks', (all) => String(count(all, (one) => !isFaulty(one)))],
  ['a finding that lasts to the end of a sound run', healthyShare(({ named }) => named.length > 0)],
  [
    'time of the diagnosis, of the run’s (median)',
    (all) => `${(100 * medianOf(all.map(({ cost }) => cost))).toFixed(1)} %`,
  ],
];

const baselineRows = (name: string): readonly Row[] => [
  [`${name}: any rule fires on a faulty run`, faultyShare(({ alarms }) => alarms[name].any)],
  [
    `${name}: a rule that stands for the cause fires`,
    faultyShare(({ alarms }) => alarms[name].right),
  ],
  [
    `${name}: any rule fires at the end of a sound run`,
    healthyShare(({ alarms }) => alarms[name].any),
  ],
];

const repaired = (all: readonly Outcome[]) => all.filter(({ repair }) => repair !== undefined);

const REPAIR_ROWS: readonly Row[] = [
  ['faulty runs that were repaired or tried to be', (all) => String(repaired(all).length)],
  [
    'repaired: nothing found any more',
    (all) =>
      percent(
        count(repaired(all), ({ repair }) => repair?.isHealthy === true),
        repaired(all).length,
      ),
  ],
  [
    'better than before',
    (all) =>
      percent(
        count(repaired(all), ({ repair }) => repair?.isBetter === true),
        repaired(all).length,
      ),
  ],
  [
    'made worse',
    (all) =>
      percent(
        count(repaired(all), ({ repair }) => repair?.isWorse === true),
        repaired(all).length,
      ),
  ],
];

const HALVES = ['tuned on', 'held out'] as const;

function table(rows: readonly Row[], outcomes: readonly Outcome[]): string[] {
  return [
    `| | ${HALVES.join(' | ')} |`,
    `| --- |${HALVES.map(() => ' --- |').join('')}`,
    ...rows.map(
      ([label, figure]) =>
        `| ${label} | ${HALVES.map((half) => figure(outcomes.filter((one) => one.half === half))).join(' | ')} |`,
    ),
  ];
}

/** The benchmark's tables, in Markdown. */
export function report(outcomes: readonly Outcome[], baselines: readonly string[]): string[] {
  const misses = outcomes.filter((one) => (isFaulty(one) ? !isRight(one) : one.named.length > 0));
  const byCause = [...new Set(outcomes.filter(isFaulty).map(({ one }) => one.fault as string))];
  return [
    ...table([...ROWS, ...baselines.flatMap(baselineRows)], outcomes),
    '',
    ...(repaired(outcomes).length > 0 ? [...table(REPAIR_ROWS, outcomes), ''] : []),
    '| Cause | runs | named first | before the first step | repaired by |',
    '| --- | --- | --- | --- | --- |',
    ...byCause.map((cause) => {
      const own = outcomes.filter(({ one }) => one.fault === cause);
      const kept = [...new Set(own.flatMap(({ repair }) => repair?.kept ?? []))];
      return `| ${cause} | ${own.length} | ${percent(count(own, isRight), own.length)} | ${percent(
        count(own, ({ namedBefore }) => namedBefore[0] === cause),
        own.length,
      )} | ${kept.join(', ') || '–'} |`;
    }),
    '',
    'Missed:',
    ...misses.map(
      ({ one, named, half }) => `- ${one.name} (${half}): ${named.join(', ') || 'nothing'}`,
    ),
  ];
}
