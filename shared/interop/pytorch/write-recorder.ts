import { definitionLines, importsOf } from './definitions';

const HEAD = [
  '"""Measures training as Vanishing Point does, and writes the app\'s own run format, which the app opens, also while the',
  'file grows ("Open…"). One file that needs nothing but PyTorch; under `torchrun` the first process writes, and all that is',
  'measured is of the whole batch. What the app must be told of the network stands in run.json beside it.',
  '"""',
  '',
];

/** `recorder.py`: the files of `python/` that it consists of as one. */
export const writeRecorder = (): string =>
  [...HEAD, ...importsOf('recorder'), '', '', ...definitionLines(['recorder'])]
    .join('\n')
    .trimEnd()
    .concat('\n');
