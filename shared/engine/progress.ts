import type { ResumableStream } from '../random/random-stream';
import type { Progress } from '../telemetry/checkpoint';
import type { Reading } from './reading';
import type { TrainingCore } from './training-core';

/** The streams that a run draws from while it trains. */
function* streamsOf({
  dealer,
  augmentStream,
  model,
}: TrainingCore): Iterable<readonly [name: string, stream: ResumableStream]> {
  yield ['shuffle', dealer.random];
  yield ['augment', augmentStream];
  for (const [node, stream] of model.streams) yield [`dropout/${node}`, stream];
}

/** All that the steps to come depend on beside the weights and the epoch under way. */
export function* saveProgress(core: TrainingCore): Reading<Omit<Progress, 'epoch' | 'best'>> {
  const { dealer, model, history, optimizer } = core;
  return {
    optimizer: yield* optimizer.saving(),
    ...dealer.progress,
    streams: Object.fromEntries(
      [...streamsOf(core)].map(([name, stream]) => [name, stream.position()]),
    ),
    history: [...history],
    lossScale: model.precision?.progress ?? null,
  };
}

/** Lets a run go on where another one was; tells what begins anew, because settings or data are others. */
export function resumeProgress(
  core: TrainingCore,
  progress: Progress,
): readonly ('optimizer' | 'rows')[] {
  const { dealer, model, history, optimizer } = core;
  const hasOptimizer = optimizer.resume(progress.optimizer);
  const hasRows = dealer.resume(progress);
  for (const [name, stream] of streamsOf(core)) {
    const position = progress.streams[name];
    if (position && (hasRows || stream !== dealer.random)) stream.moveTo(position);
  }
  history.push(...progress.history);
  if (progress.lossScale) model.precision?.resume(progress.lossScale);
  return [...(hasOptimizer ? [] : ['optimizer' as const]), ...(hasRows ? [] : ['rows' as const])];
}
