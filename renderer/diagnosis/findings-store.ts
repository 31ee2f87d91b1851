import { create } from 'zustand';
import { diagnoseFacts } from '../../shared/diagnosis/diagnose';
import { factsOf } from '../../shared/diagnosis/facts/facts';
import type { Finding } from '../../shared/diagnosis/finding';
import { readStart, type StartReading } from '../../shared/diagnosis/start-reading';
import { type Subject, subjectOf } from '../../shared/diagnosis/subject';
import { sameJson } from '../../shared/document/json';
import type { ProjectDocument } from '../../shared/document/schema';
import { analyse } from '../../shared/graph/analyse';
import type { Analysis } from '../../shared/graph/analysis';
import { useAnalysis } from '../app/state/analysis';
import { useProject } from '../app/state/project-store';
import { isRateTestShown } from '../app/state/rate-test-store';
import { isRunOutdated, useRunDocument } from '../app/state/run-document-store';
import { subscribeTelemetry, useRun } from '../app/state/run-store';
import { useStart } from '../app/state/start-store';

/** What is wrong with what the window shows, the root cause first. */
export interface Diagnosis {
  readonly findings: readonly Finding[];
  /** What the start tells by itself; empty where a run was looked at. */
  readonly readings: readonly StartReading[];
  /** What was looked at: a run, the network before its first step, or nothing yet. */
  readonly of: 'run' | 'start' | 'nothing';
}

const NOTHING: Diagnosis = { findings: [], readings: [], of: 'nothing' };

export const useDiagnosis = create<Diagnosis>(() => NOTHING);

/** A cause that comes and goes ten times a second could not be read. */
const INTERVAL_MS = 1_000;

let analysed: { readonly document: ProjectDocument; readonly analysis: Analysis } | null = null;

/** The analysis of the document that a run trains, which may be older than the one in the window. */
function analysisOf(document: ProjectDocument): Analysis {
  if (document === useProject.getState().document) return useAnalysis.getState();
  if (analysed?.document !== document) analysed = { document, analysis: analyse(document) };
  return analysed.analysis;
}

function subjectOfRun(): Subject | null {
  const { layout, telemetry, state, run } = useRun.getState();
  const { document } = useRunDocument.getState();
  // A test of rates is meant to diverge.
  if (!run || !document || isRateTestShown()) return null;
  return subjectOf({ document, layout, telemetry, state }, analysisOf(document));
}

function subjectOfStart(): Subject | null {
  const { measured } = useStart.getState();
  if (!measured) return null;
  return subjectOf({ ...measured, state: null }, analysisOf(measured.document));
}

/**
 * While a network trains, findings are made anew every second and mostly say the same but for their figures: the
 * lists that remedies are made from stay the same objects, so that these are not made anew as well.
 */
const steady = (findings: readonly Finding[], before: readonly Finding[]): readonly Finding[] =>
  findings.map((finding) => {
    const was = before.find(({ cause }) => cause === finding.cause);
    if (!was) return finding;
    const nodes = sameJson(was.nodes, finding.nodes) ? was.nodes : finding.nodes;
    const remedies = sameJson(was.remedies, finding.remedies) ? was.remedies : finding.remedies;
    return { ...finding, nodes, remedies };
  });

function look(): void {
  const run = isRunOutdated() ? null : subjectOfRun();
  const subject = run ?? subjectOfStart();
  if (!subject) {
    if (useDiagnosis.getState() !== NOTHING) useDiagnosis.setState(NOTHING);
    return;
  }
  const facts = factsOf(subject);
  useDiagnosis.setState(({ findings }) => ({
    findings: steady(diagnoseFacts(facts), findings),
    readings: run ? [] : readStart(facts),
    of: run ? 'run' : 'start',
  }));
}

/** Looks again when there is something new; returns the way to stop. */
export function watchDiagnosis(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lookedAt = -Infinity;
  const lookNow = (): void => {
    clearTimeout(timer);
    timer = undefined;
    lookedAt = performance.now();
    look();
  };
  const lookSoon = (): void => {
    timer ??= setTimeout(lookNow, Math.max(0, lookedAt + INTERVAL_MS - performance.now()));
  };
  lookNow();
  const stops = [
    subscribeTelemetry(lookSoon),
    useStart.subscribe(lookNow),
    useRun.subscribe((state, before) => {
      if (state.run !== before.run || state.state?.phase !== before.state?.phase) lookSoon();
    }),
    useProject.subscribe((state, before) => {
      if (state.document !== before.document) lookSoon();
    }),
  ];
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}
