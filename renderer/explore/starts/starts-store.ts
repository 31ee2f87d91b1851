import { create } from 'zustand';
import { diagnoseFacts } from '../../../shared/diagnosis/diagnose';
import { factsOf } from '../../../shared/diagnosis/facts/facts';
import type { Finding } from '../../../shared/diagnosis/finding';
import { readStart, type StartReading } from '../../../shared/diagnosis/start-reading';
import { computesAlike } from '../../../shared/document/computes-alike';
import type { JsonValue } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import type { Analysis } from '../../../shared/graph/analysis';
import { HostCallError } from '../../../shared/host';
import type { HostFailure } from '../../../shared/host-data';
import { vary } from '../../../shared/sweep/vary';
import { useAnalysis } from '../../app/state/analysis';
import { useProject } from '../../app/state/project-store';
import { type MeasuredStart, useStart } from '../../app/state/start-store';
import { measureStart } from '../../diagnosis/measure-start';
import { type DepthLines, depthLines } from './depth-lines';

/** A network before its first step, measured on a batch of its data, beside what theory needs to know of it. */
export interface ComparedStart extends MeasuredStart {
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
  readonly readings: readonly StartReading[];
  readonly lines: DepthLines;
}

/** The axes on which a side may differ from what is drawn. */
export type StartChange = Readonly<Record<'initializer' | 'activation' | 'seed', JsonValue | null>>;

const NO_CHANGE: StartChange = { initializer: null, activation: null, seed: null };

export interface StartSide {
  readonly change: StartChange;
  /** The last one that was measured: it stays on the screen until the next is here. */
  readonly start: ComparedStart | null;
  readonly failure: HostFailure['text'] | null;
}

export const SIDES = ['a', 'b'] as const;
export type Side = (typeof SIDES)[number];

interface Starts {
  readonly a: StartSide;
  readonly b: StartSide;
  readonly isMeasuring: boolean;
}

const untouched: StartSide = { change: NO_CHANGE, start: null, failure: null };

export const useStarts = create<Starts>(() => ({
  a: untouched,
  b: untouched,
  isMeasuring: false,
}));

const patch = (side: Side, part: Partial<StartSide>): void =>
  useStarts.setState((state) => ({ [side]: { ...state[side], ...part } }));

function comparedOf(measured: MeasuredStart, analysis: Analysis): ComparedStart {
  const subject = { ...measured, analysis, state: null };
  const facts = factsOf(subject);
  return {
    ...measured,
    analysis,
    findings: diagnoseFacts(facts),
    readings: readStart(facts),
    lines: depthLines(subject),
  };
}

/** Grows with every question; answers to older ones are dropped. */
let asked = 0;

async function measureSide(side: Side, question: number): Promise<void> {
  const { document, handle } = useProject.getState();
  const context = { document, analysis: useAnalysis.getState() };
  const sides = useStarts.getState();
  const altered = vary(context, sides[side].change);
  // A layer that only moved starts as before, and two sides that change nothing start alike.
  const isAlike = (known: MeasuredStart): boolean => computesAlike(known.document, altered);
  const known = SIDES.flatMap((each) => sides[each].start ?? []).find(isAlike);
  if (known) return patch(side, { start: { ...known, document: altered }, failure: null });
  const analysis = altered === document ? useAnalysis.getState() : analyse(altered);
  if (!analysis.trainable) return patch(side, { start: null, failure: null });
  const { measured: drawn } = useStart.getState();
  const measured =
    drawn && isAlike(drawn) ? { ...drawn, document: altered } : await measureStart(altered, handle);
  if (!measured || question !== asked) return;
  patch(side, { start: comparedOf(measured, analysis), failure: null });
}

/** Measures what is not measured yet, one after the other: of questions that wait, the host answers the newest alone. */
async function measure(): Promise<void> {
  asked += 1;
  const question = asked;
  useStarts.setState({ isMeasuring: true });
  for (const side of SIDES) {
    if (question !== asked) return;
    try {
      await measureSide(side, question);
    } catch (error) {
      if (!(error instanceof HostCallError)) throw error;
      patch(side, { start: null, failure: error.failure.text });
    }
  }
  if (question === asked) useStarts.setState({ isMeasuring: false });
}

/** Changes how a side starts, and measures it. Rejects where the host is gone. */
export function changeStart(side: Side, part: Partial<StartChange>): Promise<void> {
  const { change } = useStarts.getState()[side];
  patch(side, { change: { ...change, ...part } });
  return measure();
}

/** Keeps both sides up to date with the document; returns the way to stop. */
export function watchStarts(onError: (error: unknown) => void): () => void {
  const again = (): void => void measure().catch(onError);
  again();
  return useProject.subscribe((state, before) => {
    if (state.document !== before.document) again();
  });
}
