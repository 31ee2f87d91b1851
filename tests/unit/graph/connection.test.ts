import { describe, expect, test } from 'vitest';
import { connect } from '../../../shared/document/edits';
import { checkConnection } from '../../../shared/graph/connection';
import { kindsThatFit } from '../../../shared/graph/kinds-that-fit';
import { describeProblem } from '../../../shared/text/problems';
import { documentOf, smallNetwork, type TestLayer } from './networks';

const layers: TestLayer[] = [
  ...smallNetwork(),
  { id: 'Dense 2', kind: 'dense', from: ['Dense 1'] },
  { id: 'Dense 3', kind: 'dense' },
  { id: 'Add 1', kind: 'add', from: ['Dense 2'] },
  { id: 'Strange 1', kind: 'attention' },
];
const document = documentOf(layers);

const refusal = (source: string, target: string) => {
  const checked = checkConnection(document, source, target);
  return checked.ok ? null : describeProblem(checked.failure, 'en');
};

const REFUSED = [
  ['Dense 3', 'Dense 3', 'Dense 3 cannot be connected to itself.'],
  [
    'Dense 2',
    'Dense 1',
    'Dense 1 takes one input and already has Input 1. Remove that connection first, or merge both with Add, Multiply or Concatenate.',
  ],
  ['Dense 2', 'Add 1', 'Dense 2 is already connected to Add 1.'],
  ['Dense 3', 'Input 1', 'Input 1 takes no input.'],
  ['Output 1', 'Dense 3', 'Output 1 has no output.'],
  ['Dense 3', 'gone', 'One end of the connection does not exist.'],
] as const;

test.each(REFUSED)('GRAPH-40: %s → %s is refused: %s', (source, target, sentence) => {
  expect(refusal(source, target)).toBe(sentence);
});

test('GRAPH-41: a connection that would close a loop is refused with both names', () => {
  const chain = documentOf([
    { id: 'Add 1', kind: 'add' },
    { id: 'Dense 1', kind: 'dense', from: ['Add 1'] },
    { id: 'Dense 2', kind: 'dense', from: ['Dense 1'] },
  ]);
  const checked = checkConnection(chain, 'Dense 2', 'Add 1');
  expect(checked.ok ? '' : describeProblem(checked.failure, 'en')).toBe(
    'Add 1 already leads to Dense 2: the connection would close a loop, and a network must run one way.',
  );
  expect(checked.ok ? '' : describeProblem(checked.failure, 'zh')).toBe(
    'Add 1 已经通向 Dense 2：这条连接会形成环路，而网络必须单向流动。',
  );
});

const ALLOWED = [
  ['Dense 1', 'Dense 3'],
  ['Dense 1', 'Add 1'],
  ['Input 1', 'Strange 1'],
  ['Strange 1', 'Dense 3'],
] as const;

test.each(ALLOWED)('GRAPH-42: %s → %s is allowed', (source, target) => {
  expect(refusal(source, target)).toBeNull();
});

test('GRAPH-43: a check knows about the connection that was just drawn', () => {
  const drawn = connect(document, 'Dense 3', 'Add 1');
  expect(checkConnection(document, 'Add 1', 'Dense 3').ok).toBe(true);
  const after = checkConnection(drawn, 'Add 1', 'Dense 3');
  expect(after.ok ? '' : after.failure.kind).toBe('connection-cycle');
});

describe('GRAPH-44: a connection dropped on empty space offers what fits', () => {
  test('after a row of numbers, every layer but those that take none, Reshape behind', () => {
    const kinds = kindsThatFit(document, 'Dense 1');
    expect(kinds).toContain('dense');
    expect(kinds).toContain('add');
    expect(kinds).not.toContain('input');
    expect(kinds).not.toContain('constant');
    expect(kinds.indexOf('dense')).toBeLessThan(kinds.indexOf('reshape'));
  });

  test('after a picture, Flatten stands before Dense', () => {
    const digits = documentOf([{ id: 'in', kind: 'input' }], {
      data: { dataset: { kind: 'digits', parameters: {} } },
    });
    const kinds = kindsThatFit(digits, 'in');
    expect(kinds.indexOf('flatten')).toBeLessThan(kinds.indexOf('dense'));
  });

  test('a second Output is offered last', () => {
    const kinds = kindsThatFit(document, 'Dense 1');
    // Behind every layer that fits a row of numbers; only those that want another shape may follow.
    expect(kinds.indexOf('output')).toBeGreaterThan(kinds.indexOf('concatenate'));
    expect(kinds.slice(kinds.indexOf('output') + 1)).toEqual(
      expect.arrayContaining(['lstm', 'reshape']),
    );
    const without = documentOf(smallNetwork().slice(0, 2));
    expect(kindsThatFit(without, 'Dense 1')[0]).toBe('output');
  });

  test('after an Output, nothing', () => {
    expect(kindsThatFit(document, 'Output 1')).toEqual([]);
    expect(kindsThatFit(document, 'gone')).toEqual([]);
  });
});
