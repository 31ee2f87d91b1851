import { type WindowValues, windowAxes } from '../../../catalogue/windows';
import { integer, writerOf } from '../operations';
import { windowAttributes } from './windows';

const maxPooling = (kind: string) =>
  writerOf<WindowValues>(kind, 'first', (ops, { values, inputShapes: [sample] }) =>
    ops.op('MaxPool', [ops.input(0, 'first')], windowAttributes(windowAxes(sample, values))),
  );

/** Places put around do not count. */
const averagePooling = (kind: string) =>
  writerOf<WindowValues>(kind, 'first', (ops, { values, inputShapes: [sample] }) =>
    ops.op('AveragePool', [ops.input(0, 'first')], {
      ...windowAttributes(windowAxes(sample, values)),
      count_include_pad: integer(0),
    }),
  );

const globalPooling = (kind: string, operator: string) =>
  writerOf(kind, 'first', (ops) =>
    ops.op('Flatten', [ops.op(operator, [ops.input(0, 'first')])], { axis: integer(1) }),
  );

export const poolingWriters = [
  maxPooling('maxPooling1d'),
  maxPooling('maxPooling2d'),
  averagePooling('averagePooling1d'),
  averagePooling('averagePooling2d'),
  globalPooling('globalAveragePooling', 'GlobalAveragePool'),
  globalPooling('globalMaxPooling', 'GlobalMaxPool'),
];
