import { describe, expect, it } from 'vitest';
import { errorShare } from '../../../shared/diagnosis/facts/error-share';
import { factsOf } from '../../../shared/diagnosis/facts/facts';
import { gainOf, scoreOf } from '../../../shared/diagnosis/score';
import { tanh } from '../../bench/diagnosis/choices';
import { documentOf } from '../../bench/diagnosis/project';
import { dataFor, train } from '../../bench/diagnosis/train';

const document = documentOf({ data: 'blobs', depth: 1, units: 16, activation: tanh }, 1);
const { subject } = await train(document, await dataFor(document, []));
const facts = factsOf(subject);
const points = facts.validation.filter(({ step }) => step > 0);
const baseline = facts.data?.validationBaselineLoss ?? Number.NaN;

describe('score', () => {
  it('DIAG-22: at a step it is what validation had said until then, at the end what it says last', () => {
    const [first] = points;
    const newest = points.slice(-3).map(({ loss }) => loss);
    const mean = newest.reduce((sum, loss) => sum + loss, 0) / newest.length;
    expect(scoreOf(subject, { step: first.step }).value).toBeCloseTo(1 - first.loss / baseline, 6);
    expect(scoreOf(subject).value).toBeCloseTo(1 - mean / baseline, 6);
    expect(
      gainOf(scoreOf(subject, { step: first.step }), scoreOf(subject)),
      'it learned',
    ).toBeGreaterThan(0.1);
  });

  it('DIAG-22: by recall it is that of the class that is found least', () => {
    const score = scoreOf(subject, { measure: 'recall' });
    const accuracy = points.at(-1)?.metric ?? Number.NaN;
    expect(score.measure).toBe('recall');
    expect(score.value).toBeGreaterThan(0.5);
    expect(score.value).toBeLessThanOrEqual(accuracy);
  });

  it('DIAG-22: errors are told beside those of always naming the most common class', () => {
    const newer = points.slice(Math.floor(points.length / 2)).map(({ metric }) => 1 - metric);
    const errors = newer.reduce((sum, error) => sum + error, 0) / newer.length;
    const counts = facts.data?.classCounts ?? [];
    const guessed = 1 - Math.max(...counts) / counts.reduce((sum, count) => sum + count, 0);
    expect(errorShare(facts)).toBeCloseTo(errors / guessed, 6);
    expect(errorShare(facts)).toBeLessThan(0.2);
    expect(errorShare({ ...facts, validation: [] })).toBeNaN();
  });
});
