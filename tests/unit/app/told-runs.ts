import { createDocument } from '../../../shared/document/new-document';
import type { HostOutput } from '../../../shared/host';
import type { RunState } from '../../../shared/telemetry/protocol';

/** A run's state as a host tells it. */
export const runState = (phase: RunState['phase'], step = 0): RunState => ({
  phase,
  step,
  epoch: 0,
  plannedSteps: 100,
  plannedEpochs: 10,
  seconds: 0,
  secondsLeft: null,
  learningRate: 0.01,
  backend: 'wasm',
  failure: null,
});

/** A run of a project as a host reads it, before any telemetry. */
export const readRun = (
  run: string,
  state: RunState,
  project: string | null = null,
): HostOutput<'runs.read'> => ({
  summary: {
    run,
    project,
    name: 'net',
    started: 0,
    state,
    loss: null,
    validationLoss: null,
    metric: null,
    validationMetrics: {},
    draft: null,
    purpose: { kind: 'training' as const },
  },
  document: createDocument('net'),
  layout: null,
  groups: [],
});
