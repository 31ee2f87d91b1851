import type { JsonValue, ProjectDocument } from '../document/schema';
import { analyse } from '../graph/analyse';
import { obstacleOf } from '../graph/obstacle';
import { randomStream } from '../random/random-stream';
import { fail, type Result, succeed } from '../result';
import { fillText, type Text, untranslated } from '../text/text';
import { findAxis } from './axes';
import { type AxisContext, inRank, type SweepAxis } from './axis';
import { drawValue, gridValues } from './range';
import { type AxisSpec, isRange, MAX_POINTS, type SweepSpec } from './spec';

/** One run of a sweep: the value of each axis, in the order of the plan's axes. */
export interface SweepPoint {
  readonly index: number;
  readonly values: readonly JsonValue[];
}

export interface SweepPlan {
  readonly spec: SweepSpec;
  readonly axes: readonly SweepAxis[];
  /** The values that each axis takes, in order; of a range that is drawn from, those that were drawn. */
  readonly values: readonly (readonly JsonValue[])[];
  readonly points: readonly SweepPoint[];
}

/** What is wrong with a sweep: where, and in a sentence what would be right. */
export interface SweepFault {
  /** The axis; null where it is the sweep as a whole. */
  readonly path: string | null;
  readonly text: Text;
}

const TEXTS = {
  twice: {
    en: '“{{path}}” is varied twice. Put all of its values into one list.',
    zh: '“{{path}}”出现了两次，请把它的取值合并成一个列表。',
  },
  value: {
    en: '{{value}} is no value of “{{path}}”: it must be {{expected}}.',
    zh: '{{value}} 不是“{{path}}”的有效取值，应为{{expected}}。',
  },
  noRange: {
    en: '“{{path}}” has no range: its values have no order. Name them one by one.',
    zh: '“{{path}}”的取值没有大小顺序，不能用区间表示，请逐个列出。',
  },
  order: {
    en: 'The range of “{{path}}” must run from the lower to the higher value, {{expected}} both.',
    zh: '“{{path}}”的区间应从小到大，两端均为{{expected}}。',
  },
  many: {
    en: 'This would be {{count}} runs; a sweep has {{limit}} at most. Leave out values, or draw at random.',
    zh: '这将产生 {{count}} 次训练，一次扫描最多 {{limit}} 次。请减少取值，或改用随机抽取。',
  },
  untrainable: {
    en: 'With {{label}} = {{value}} the network cannot be trained: {{reason}}',
    zh: '当{{label}} = {{value}} 时网络无法训练：{{reason}}',
  },
} as const satisfies Record<string, Text>;

type Failure = { readonly ok: false; readonly failure: SweepFault };
const faultOf = (path: string | null, text: Text): Failure => fail({ path, text }) as Failure;

/** What an axis of the specification may be; null where all is well. */
function faultInValues(axis: SweepAxis, spec: AxisSpec): Text | null {
  const { path, domain } = axis;
  const { expected, interval } = domain;
  if (!isRange(spec)) {
    const wrong = spec.values.find((value) => !domain.accepts(value));
    if (wrong === undefined) return null;
    const value = untranslated(typeof wrong === 'string' ? `“${wrong}”` : JSON.stringify(wrong));
    return fillText(TEXTS.value, { value, path, expected });
  }
  if (!interval) return fillText(TEXTS.noRange, { path });
  const isFine = domain.accepts(spec.from) && domain.accepts(spec.to) && spec.from < spec.to;
  return isFine ? null : fillText(TEXTS.order, { path, expected });
}

const distinct = ({ domain }: SweepAxis, values: readonly JsonValue[]): readonly JsonValue[] =>
  values.filter((value, index) => values.findIndex((other) => domain.same(value, other)) === index);

const valuesOf = (axis: SweepAxis, spec: AxisSpec): readonly JsonValue[] =>
  isRange(spec) && axis.domain.interval
    ? gridValues(axis.domain.interval, spec)
    : isRange(spec)
      ? []
      : distinct(axis, spec.values);

/** Every combination, the last axis running fastest. */
function gridOf(values: readonly (readonly JsonValue[])[]): readonly SweepPoint[] {
  const combinations = values.reduce<readonly (readonly JsonValue[])[]>(
    (before, own) => before.flatMap((start) => own.map((value) => [...start, value])),
    [[]],
  );
  return combinations.map((combination, index) => ({ index, values: combination }));
}

/** A draw that came before is drawn again, so often; short lists have no more points than they have. */
const TRIES_A_POINT = 20;

/**
 * Each axis draws from a stream of its own, so that another axis in the sweep leaves its values as they are. Points are
 * distinct; where the lists have fewer combinations than were asked for, there are fewer.
 */
function drawn(
  axes: readonly SweepAxis[],
  specs: readonly AxisSpec[],
  draw: Extract<SweepSpec['draw'], { kind: 'random' }>,
): readonly SweepPoint[] {
  const draws = axes.map((axis, index): (() => JsonValue) => {
    const spec = specs[index];
    const { interval } = axis.domain;
    const stream = randomStream(draw.seed, `sweep ${axis.path}`);
    if (isRange(spec) && interval) return () => drawValue(interval, spec, stream);
    const listed = valuesOf(axis, spec);
    return () => listed[stream.below(listed.length)];
  });
  const found = new Map<string, readonly JsonValue[]>();
  for (let tried = 0; tried < draw.count * TRIES_A_POINT && found.size < draw.count; tried += 1) {
    const values = draws.map((drawOne) => drawOne());
    found.set(JSON.stringify(values), values);
  }
  return [...found.values()].map((values, index) => ({ index, values }));
}

const inOrder = (values: readonly JsonValue[]): readonly JsonValue[] =>
  values.every((value) => typeof value === 'number')
    ? values.toSorted((a, b) => (a as number) - (b as number))
    : values;

/** Works out the runs of a sweep, or says what is wrong with it. Cheap: no point's network is built. */
export function planSweep(context: AxisContext, spec: SweepSpec): Result<SweepPlan, SweepFault> {
  const axes: SweepAxis[] = [];
  for (const own of spec.axes) {
    const axis = findAxis(context, own.path);
    if (!axis.ok) return faultOf(own.path, axis.failure);
    if (axes.some(({ path }) => path === axis.value.path)) {
      return faultOf(own.path, fillText(TEXTS.twice, { path: own.path }));
    }
    const fault = faultInValues(axis.value, own);
    if (fault) return faultOf(own.path, fault);
    axes.push(axis.value);
  }
  const { draw } = spec;
  if (draw.kind === 'random') {
    const points = drawn(axes, spec.axes, draw);
    const values = axes.map((axis, index) =>
      inOrder(
        distinct(
          axis,
          points.map((point) => point.values[index]),
        ),
      ),
    );
    return succeed({ spec, axes, values, points });
  }
  const values = axes.map((axis, index) => valuesOf(axis, spec.axes[index]));
  const count = values.reduce((product, own) => product * own.length, 1);
  if (count > MAX_POINTS) return faultOf(null, fillText(TEXTS.many, { count, limit: MAX_POINTS }));
  return succeed({ spec, axes, values, points: gridOf(values) });
}

/** The document of a point: all edits applied, what adds or removes layers first. */
export function documentAt(
  document: ProjectDocument,
  axes: readonly SweepAxis[],
  { values }: Pick<SweepPoint, 'values'>,
): ProjectDocument {
  return inRank(axes, values).reduce(
    (edited, { axis, value }) => axis.apply(edited, value),
    document,
  );
}

/**
 * The first value that leaves a network that cannot be trained, whatever the other axes are: told before a sweep begins.
 * What only goes wrong together with another axis is told of its run.
 */
export function faultOfValues(
  { document }: AxisContext,
  { axes, values, spec }: SweepPlan,
): SweepFault | null {
  for (const [index, axis] of axes.entries()) {
    const own = values[index];
    // Between the ends of a range nothing fails that does not fail at one of them.
    for (const value of isRange(spec.axes[index]) ? [own[0], own[own.length - 1]] : own) {
      const reason = obstacleOf(analyse(documentAt(document, [axis], { values: [value] })));
      if (!reason) continue;
      const named = { label: axis.label, value: axis.domain.label(value), reason };
      return { path: axis.path, text: fillText(TEXTS.untrainable, named) };
    }
  }
  return null;
}
