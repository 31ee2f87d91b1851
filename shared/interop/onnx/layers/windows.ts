import { extentOf, type WindowAxis } from '../../../catalogue/windows';
import { type Attributes, integers } from '../operations';

/** Places around an axis that its windows reach, behind it. */
const afterOf = ({ size, count, kernel, stride, dilation, before }: WindowAxis): number =>
  Math.max(0, (count - 1) * stride + extentOf(kernel, dilation) - size - before);

/** Attributes of an operator that slides windows: what lies around is given in figures, before all axes, then behind. */
export const windowAttributes = (axes: readonly WindowAxis[]): Attributes => ({
  kernel_shape: integers(axes.map(({ kernel }) => kernel)),
  strides: integers(axes.map(({ stride }) => stride)),
  pads: integers([...axes.map(({ before }) => before), ...axes.map(afterOf)]),
});

/** The same with the gaps of a kernel. */
export const dilatedAttributes = (axes: readonly WindowAxis[]): Attributes => ({
  ...windowAttributes(axes),
  dilations: integers(axes.map(({ dilation }) => dilation)),
});
