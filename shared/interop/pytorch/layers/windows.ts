import type { Shape } from '../../../catalogue/layer';
import {
  extentOf,
  type WindowAxis,
  type WindowValues,
  windowAxis,
} from '../../../catalogue/windows';
import { numberLiteral, sizeLiteral } from '../text';

/** Zeros that a window needs around an axis. */
interface Margins {
  readonly before: number;
  readonly after: number;
}

/** The axes that a window slides along, over a sample [places …, channels]. */
export const axesOf = (sample: Shape, values: WindowValues): readonly WindowAxis[] =>
  values.kernelSize.map((kernel, axis) =>
    windowAxis(
      sample[axis],
      kernel,
      values.strides[axis],
      values.dilation?.[axis] ?? 1,
      values.padding,
    ),
  );

const marginsOf = ({ size, count, kernel, stride, dilation, before }: WindowAxis): Margins => {
  const covered = (count - 1) * stride + extentOf(kernel, dilation);
  return { before, after: Math.max(0, covered - size - before) };
};

/** `F.pad` lists the last axis first. */
export const padLiteral = (margins: readonly Margins[]): string =>
  `(${[...margins]
    .reverse()
    .flatMap(({ before, after }) => [before, after])
    .join(', ')})`;

/** How PyTorch puts what lies around: as a setting of the layer where it is the same at both ends, else before it. */
export interface Around {
  /** `, padding=(1, 1)` of the module's own, or nothing. */
  readonly setting: string;
  /** The input as the module takes it. */
  readonly padded: (x: string) => string;
  readonly isEven: boolean;
}

export function around(axes: readonly WindowAxis[], filling = 0): Around {
  const margins = axes.map(marginsOf);
  const isEven = margins.every(({ before, after }) => before === after);
  const isNone = margins.every(({ before, after }) => before + after === 0);
  const value = filling === 0 ? '' : `, value=${numberLiteral(filling)}`;
  return {
    setting:
      isEven && !isNone ? `, padding=${sizeLiteral(margins.map(({ before }) => before))}` : '',
    padded: (x) => (isEven ? x : `nn.functional.pad(${x}, ${padLiteral(margins)}${value})`),
    isEven,
  };
}

/** `, stride=2`: a setting that is left out where every axis has `usual`. */
export const setting = (
  name: string,
  values: readonly number[] | undefined,
  usual: number,
): string =>
  values === undefined || values.every((value) => value === usual)
    ? ''
    : `, ${name}=${sizeLiteral(values)}`;
