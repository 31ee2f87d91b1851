import { dataShapeOf } from '../../../shared/catalogue/data-shape';
import { targetUnits } from '../../../shared/data/encoding';
import type { Predictor } from '../../../shared/engine/predictor';
import type { HostFailure } from '../../../shared/host-data';
import { fail, type Result, succeed } from '../../../shared/result';
import type { SampleBatch, Trained } from './samples';

/** What the network says of one sample. */
export interface Answer {
  readonly place: number | string;
  /** A class, or the target's value in its own unit by name; null where a value that it needs is missing. */
  readonly predicted: string | Readonly<Record<string, number>> | null;
  /** By class, where the loss knows probabilities. */
  readonly probabilities?: Readonly<Record<string, number>>;
}

/** What answers of a network have, in order. */
export interface AnswerShape {
  /** Empty for a regression. */
  readonly classes: readonly string[];
  readonly hasProbabilities: boolean;
  /** Names of the values to predict; empty for a classification. */
  readonly targets: readonly string[];
}

/** Digits that tell any two 32-bit numbers apart, and no more. */
const FLOAT32_DIGITS = 9;
const shortest = (value: number): number => Number(value.toPrecision(FLOAT32_DIGITS));

export function answerShapeOf(
  { data }: Trained,
  { reader }: Pick<Predictor, 'reader'>,
): AnswerShape {
  const { classNames, targetNames } = dataShapeOf(data);
  const isClasses = classNames.length > 0;
  return {
    classes: classNames,
    hasProbabilities: isClasses && reader.hasProbabilities,
    targets: isClasses ? [] : targetNames,
  };
}

/** What a network says of the samples of a batch, one answer each, in their order. */
export function answersTo(
  { places, rows, features }: SampleBatch,
  trained: Trained,
  predictor: Predictor,
): Result<Answer[], HostFailure> {
  const { classes, hasProbabilities, targets } = answerShapeOf(trained, predictor);
  const computed = predictor.predict(features);
  if (!computed.ok) return fail({ kind: 'not-predicted', text: computed.failure });
  const outputs = computed.value;
  const { reader, outputSize } = predictor;
  const answers: Answer[] = places.map((place) => ({ place, predicted: null }));
  for (let row = 0; row < rows.length; row += 1) {
    const place = places[rows[row]];
    if (classes.length > 0) {
      const predicted = classes[reader.classOf(outputs, row)];
      const shares = classes.map((name, index): [string, number] => [
        name,
        shortest(reader.probabilityOf(outputs, row, index)),
      ]);
      answers[rows[row]] = hasProbabilities
        ? { place, predicted, probabilities: Object.fromEntries(shares) }
        : { place, predicted };
      continue;
    }
    const values = targets.map((name, at): [string, number] => [
      name,
      shortest(targetUnits(trained.encoding, at, outputs[row * outputSize + at])),
    ]);
    answers[rows[row]] = { place, predicted: Object.fromEntries(values) };
  }
  return succeed(answers);
}
