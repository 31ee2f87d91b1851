import { valuesOfChoice } from '../../catalogue/catalogues';
import { SCHEDULES } from '../../catalogue/schedules';
import type { Choice } from '../../document/schema';

type Values = Readonly<Record<string, number>>;

/** The body of a function of `step`, `steps_per_epoch`, `total_steps` and `history` that returns a factor of the rate. */
export const SCHEDULE_WRITERS: Readonly<Record<string, (values: Values) => readonly string[]>> = {
  constant: () => ['return 1.0'],
  step: ({ every, drop }) => [`return ${drop} ** (step // steps_per_epoch // ${every})`],
  exponential: ({ drop }) => [`return ${drop} ** (step // steps_per_epoch)`],
  cosine: ({ cycle, growth, floor }) => [
    ...(cycle === 0
      ? ['part = min(1, step / total_steps)']
      : [
          `epoch, start, length = step / steps_per_epoch, 0, ${cycle}`,
          'while epoch >= start + length:',
          `    start, length = start + length, length * ${growth}`,
          'part = (epoch - start) / length',
        ]),
    `return ${floor} + (1 - ${floor}) * (1 + math.cos(math.pi * part)) / 2`,
  ],
  oneCycle: ({ rise, start, end }) => [
    'def anneal(first, last, part):',
    '    return last + (first - last) * (1 + math.cos(math.pi * part)) / 2',
    '',
    `top, last = ${rise} * total_steps - 1, total_steps - 1`,
    'if step < top:',
    `    return anneal(1 / ${start}, 1, step / top)`,
    `return anneal(1, 1 / (${start} * ${end}), min(1, (step - top) / (last - top)) if last > top else 0)`,
  ],
  plateau: ({ drop, patience, threshold, cooldown, floor }) => [
    'factor, best, bad, cooling = 1.0, math.inf, 0, 0',
    'for loss in history:',
    `    improves = loss < best * (1 - ${threshold})`,
    '    best = loss if improves else best',
    '    bad = 0 if improves or cooling > 0 else bad + 1',
    '    cooling = max(0, cooling - 1)',
    `    if bad > ${patience}:`,
    `        factor, cooling, bad = max(factor * ${drop}, ${floor}), ${cooldown}, 0`,
    'return factor',
  ],
  rangeTest: ({ low, steps }) => [`return ${low} ** (1 - min(1, step / ${steps - 1}))`],
};

/** The same with the steps of a warm-up before it, whose time the schedule does not see. */
export const scheduleLines = (choice: Choice, warmupEpochs: number): readonly string[] => [
  ...(warmupEpochs > 0
    ? [
        `rising = math.floor(${warmupEpochs} * steps_per_epoch + 0.5)`,
        'if step < rising:',
        '    return (step + 1) / rising',
        'step, total_steps = step - rising, total_steps - rising',
      ]
    : []),
  ...SCHEDULE_WRITERS[choice.kind](valuesOfChoice(SCHEDULES, choice) as Values),
];
