import { BASELINES } from './baselines';
import { HALVES, isCurable, isHarmed, type Outcome } from './outcome';

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;

const count = <Item>(items: readonly Item[], test: (item: Item) => boolean): number =>
  items.filter(test).length;

const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const isFaulty = ({ one }: Outcome): boolean => one.fault !== null;
const isRight = ({ one, named }: Outcome): boolean => named[0] === one.fault;
const isRightBefore = ({ one, namedBefore }: Outcome): boolean => namedBefore[0] === one.fault;
const isFound = ({ named }: Outcome): boolean => named.length > 0;

type Row = readonly [label: string, figure: (outcomes: readonly Outcome[]) => string];
type Test = (outcome: Outcome) => boolean;

/** The share of some outcomes that pass a test. */
const shareOf =
  (of: (outcomes: readonly Outcome[]) => readonly Outcome[]) =>
  (test: Test) =>
  (outcomes: readonly Outcome[]): string => {
    const chosen = of(outcomes);
    return percent(count(chosen, test), chosen.length);
  };

const ofHarmed = shareOf((all) => all.filter(isHarmed));
const ofUnharmed = shareOf((all) => all.filter((one) => isFaulty(one) && !isHarmed(one)));
const ofSound = shareOf((all) => all.filter((one) => !isFaulty(one)));
const repairs = (all: readonly Outcome[]): readonly Outcome[] =>
  all.filter(({ repaired }) => repaired !== null);
const ofRepairs = shareOf(repairs);

const namesOf = (all: readonly Outcome[], test: Test): number =>
  new Set(all.filter(test).map(({ one }) => one.name)).size;

/** Median of a figure of the runs whose cause was named on their way. */
const medianOfNamed =
  (figure: (step: number, outcome: Outcome) => number, words: (median: number) => string) =>
  (all: readonly Outcome[]): string => {
    const figures = all.flatMap((one) =>
      isHarmed(one) && !isRightBefore(one) && one.step !== null ? [figure(one.step, one)] : [],
    );
    return figures.length === 0 ? '–' : words(medianOf(figures));
  };

const ROWS: readonly Row[] = [
  ['networks with a fault', (all) => String(namesOf(all, isFaulty))],
  ['runs of them', (all) => String(count(all, isFaulty))],
  ['of these the fault did harm, and counts', (all) => String(count(all, isHarmed))],
  ['**the built-in cause is named first**', ofHarmed(isRight)],
  ['it is named at all', ofHarmed(({ one, named }) => named.includes(one.fault ?? ''))],
  ['**anything is found**', ofHarmed(isFound)],
  ['named before the first step', ofHarmed(isRightBefore)],
  [
    'steps until it is named (median of those not named before)',
    medianOfNamed((step) => step, String),
  ],
  [
    'share of the run until it is named (the same)',
    medianOfNamed(
      (step, { plannedSteps }) => step / plannedSteps,
      (share) => `${(100 * share).toFixed(0)} %`,
    ),
  ],
  ['anything is found in a run that the fault did not harm', ofUnharmed(isFound)],
  ['sound networks', (all) => String(namesOf(all, (one) => !isFaulty(one)))],
  ['runs of them', (all) => String(count(all, (one) => !isFaulty(one)))],
  ['**a finding lasts to the end of a sound run**', ofSound(isFound)],
  [
    '**time of the diagnosis, of the run’s (median)**',
    (all) => `${(100 * medianOf(all.map(({ cost }) => cost))).toFixed(1)} %`,
  ],
  [
    'the same (greatest)',
    (all) => `${(100 * Math.max(...all.map(({ cost }) => cost))).toFixed(1)} %`,
  ],
];

const REPAIR_ROWS: readonly Row[] = [
  ['runs that count for repair', (all) => String(repairs(all).length)],
  ['**repaired**', ofRepairs(({ repaired }) => repaired?.isRepaired === true)],
  ['better than before', ofRepairs(({ repaired }) => repaired?.isBetter === true)],
  [
    'nothing had been found, so that nothing was tried',
    ofRepairs(({ named }) => named.length === 0),
  ],
  ['**made worse**', ofRepairs(({ repaired }) => repaired?.isWorse === true)],
  [
    'twins trained for one repair (mean)',
    (all) => {
      const attempts = repairs(all).map(({ repaired }) => repaired?.attempts ?? 0);
      return (attempts.reduce((sum, one) => sum + one, 0) / attempts.length).toFixed(1);
    },
  ],
];

const BASELINE_ROWS: readonly Row[] = BASELINES.flatMap(({ name }): readonly Row[] => [
  [`${name}: any rule fires on a faulty run`, ofHarmed(({ alarms }) => alarms[name].any)],
  [`${name}: a rule that stands for the cause fires`, ofHarmed(({ alarms }) => alarms[name].right)],
  [`${name}: any rule fires at the end of a sound run`, ofSound(({ alarms }) => alarms[name].any)],
]);

function table(rows: readonly Row[], outcomes: readonly Outcome[]): string[] {
  const shown = HALVES.filter((half) => outcomes.some((one) => one.half === half));
  return [
    `| | ${shown.join(' | ')} |`,
    `| --- |${shown.map(() => ' --- |').join('')}`,
    ...rows.map(
      ([label, figure]) =>
        `| ${label} | ${shown.map((half) => figure(outcomes.filter((one) => one.half === half))).join(' | ')} |`,
    ),
    '',
  ];
}

/** How often each remedy was kept, the most frequent first. */
function remediesKept(outcomes: readonly Outcome[]): string {
  const kept = outcomes.flatMap(({ repaired }) => repaired?.kept ?? []);
  const times = (remedy: string): number => count(kept, (one) => one === remedy);
  return [...new Set(kept)]
    .toSorted((a, b) => times(b) - times(a))
    .map((remedy) => `${remedy} ${times(remedy)}`)
    .join(', ');
}

function byCause(outcomes: readonly Outcome[]): string[] {
  const causes = [...new Set(outcomes.flatMap(({ one }) => one.fault ?? []))];
  return [
    '| Cause | networks | runs that count | named first | before the first step | repaired | remedies kept |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...causes.map((cause) => {
      const all = outcomes.filter(({ one }) => one.fault === cause);
      const own = all.filter(isHarmed);
      const share = (test: Test): string => percent(count(own, test), own.length);
      const isCured = isCurable(all[0].one)
        ? ofRepairs(({ repaired }) => repaired?.isRepaired === true)(all)
        : 'no edit can';
      const cells = [
        cause,
        namesOf(all, isFaulty),
        `${own.length} of ${all.length}`,
        share(isRight),
        share(isRightBefore),
        isCured,
        remediesKept(own) || '–',
      ];
      return `| ${cells.join(' | ')} |`;
    }),
    '',
  ];
}

const nameOf = ({ one, half, seed }: Outcome): string => `${one.name}, seed ${seed} (${half})`;
const listed = (names: readonly string[]): string => names.join(', ') || 'nothing';

function list(title: string, outcomes: readonly Outcome[], says: (outcome: Outcome) => string) {
  if (outcomes.length === 0) return [];
  return [title, '', ...outcomes.map((one) => `- ${nameOf(one)}: ${says(one)}`), ''];
}

/** The benchmark's tables and what it missed, in Markdown. */
export function report(outcomes: readonly Outcome[]): string[] {
  return [
    ...table(ROWS, outcomes),
    ...(repairs(outcomes).length > 0 ? table(REPAIR_ROWS, outcomes) : []),
    ...table(BASELINE_ROWS, outcomes),
    ...byCause(outcomes),
    ...list(
      'Named otherwise, or not at all:',
      outcomes.filter((one) => isHarmed(one) && !isRight(one)),
      ({ named }) => listed(named),
    ),
    ...list(
      'Found in sound runs:',
      outcomes.filter((one) => !isFaulty(one) && isFound(one)),
      ({ named }) => listed(named),
    ),
    ...list(
      'Not counted, because they ended as well as without the fault (gain without it; found):',
      outcomes.filter((one) => isFaulty(one) && !isHarmed(one)),
      ({ harm, named }) => `${harm?.toFixed(2)}; ${listed(named)}`,
    ),
    ...list(
      'Not repaired, or made worse:',
      repairs(outcomes).filter(({ repaired }) => !repaired?.isRepaired || repaired.isWorse),
      ({ repaired }) =>
        `${repaired?.isWorse ? 'worse; ' : ''}kept ${listed(repaired?.kept ?? [])}; left ${listed(repaired?.left ?? [])}`,
    ),
  ];
}
