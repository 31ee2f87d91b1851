import { diagnoseFacts } from '../diagnosis/diagnose';
import { factsOf } from '../diagnosis/facts/facts';
import { scoreOf } from '../diagnosis/score';
import type { Subject } from '../diagnosis/subject';
import type { RunState } from '../telemetry/protocol';
import { figuresOf, finiteOrNull } from '../telemetry/run-figures';
import { type Outcome, outcomeOfState } from './outcome';

function metricOf({ layout, telemetry }: Subject): Outcome['metric'] {
  const { metrics, validationMetrics } = figuresOf({ layout, telemetry });
  const [name] = layout.metrics;
  const value = name === undefined ? null : (validationMetrics[name] ?? metrics[name] ?? null);
  return value === null ? null : { name, value };
}

/** What a run that is over came to, with what a diagnosis says of it. */
export function judge(run: string | null, subject: Subject, state: RunState): Outcome {
  const facts = factsOf(subject);
  const { loss, validation } = facts;
  const trained = validation.filter(({ step }) => step > 0).map((point) => point.loss);
  const endsFinite = state.failure?.kind !== 'not-finite';
  return {
    ...outcomeOfState(run, state),
    loss: endsFinite ? finiteOrNull(loss.recent) : null,
    bestLoss: finiteOrNull(loss.best?.mean),
    validationLoss: endsFinite ? finiteOrNull(trained.at(-1)) : null,
    bestValidationLoss: finiteOrNull(Math.min(...trained.filter(Number.isFinite))),
    metric: endsFinite ? metricOf(subject) : null,
    score: finiteOrNull(scoreOf(subject).value),
    cause: diagnoseFacts(facts)[0]?.cause ?? null,
  };
}
