import type { Margin } from '../../../catalogue/layers/margins';
import { extentOf, type WindowAxis } from '../../../catalogue/windows';
import { numberLiteral, sizeLiteral } from '../text';

/** Zeros that a window needs around an axis. */
const marginOf = ({ size, count, kernel, stride, dilation, before }: WindowAxis): Margin => {
  const covered = (count - 1) * stride + extentOf(kernel, dilation);
  return { before, after: Math.max(0, covered - size - before) };
};

/** `F.pad` lists the last axis first. */
export const padLiteral = (margins: readonly Margin[]): string =>
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
  const margins = axes.map(marginOf);
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
