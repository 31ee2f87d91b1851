import type { ProjectDocument } from '../document/schema';
import type { Locale, Text } from '../text/text';
import type { LabFigure } from './figure';

/** The course's chapters in reading order; one without a lab yet is not shown. */
export const LAB_CHAPTERS = [
  { id: 'signal', title: { en: 'Signal and gradient', zh: '信号与梯度' } },
  { id: 'initialization', title: { en: 'Initialization', zh: '参数初始化' } },
  { id: 'activations', title: { en: 'Activations', zh: '激活函数' } },
  { id: 'rates', title: { en: 'Rates and noise', zh: '学习率与噪声' } },
  { id: 'data', title: { en: 'Data', zh: '数据' } },
  { id: 'structure', title: { en: 'Structure', zh: '网络结构' } },
  { id: 'depth', title: { en: 'Depth', zh: '深度' } },
  { id: 'time', title: { en: 'Time', zh: '时间' } },
  { id: 'numbers', title: { en: 'Numbers', zh: '数值' } },
] as const satisfies readonly { readonly id: string; readonly title: Text }[];

export type LabChapter = (typeof LAB_CHAPTERS)[number]['id'];

/** The cause that a diagnosis names first, by its kind: before the first step, and once trained. Null: it finds nothing. */
export interface LabFinding {
  readonly start: string | null;
  readonly end: string | null;
}

export const NO_FINDING: LabFinding = { start: null, end: null };

/** One thing to try: what to change by hand, and what is then seen. */
export interface LabStep {
  /** Names the fields to change, as the inspector and the training form call them. */
  readonly text: Text;
  /** What was measured after the change. */
  readonly result: Text;
  /** Left out where nothing is found, neither before nor after: a cure, or a change that does no harm. */
  readonly finding?: LabFinding;
  /** The lab with this one change: what the change by hand leads to, for those who let the app do it. */
  document(locale?: Locale): ProjectDocument;
}

/** Where a lab's failure shows best: a chart of the monitor, and what the canvas colours layers by. */
export interface LabLook {
  readonly chart: 'loss' | 'gradient' | 'dead' | 'distributions' | 'updates' | 'fit' | 'time';
  readonly overlay: 'shapes' | 'signal' | 'gradient' | 'dead' | 'updates';
}

/** A bundled project that shows one failure for real, why it happens, and what cures it. */
export interface Lab {
  /** As in the course's list: `V1`, `D1` … */
  readonly id: string;
  readonly chapter: LabChapter;
  /** Place within its chapter. */
  readonly order: number;
  readonly title: Text;
  /** The failure in one line. */
  readonly failure: Text;
  /** Short paragraphs: what is built, what happens, why, and the formula. */
  readonly explanation: readonly Text[];
  readonly steps: readonly LabStep[];
  /** What the app is to say of the lab as it opens; nothing of one that shows no fault. */
  readonly finding: LabFinding;
  /** What the workbench shows when the lab is opened. */
  readonly look: LabLook;
  /** What the charts show once it has trained as it is. */
  readonly expected: Text;
  /** Papers and book sections, with the equation where there is one. */
  readonly source: readonly string[];
  /** The failure in numbers that were measured, small enough for a card. */
  readonly figure: LabFigure;
  /** A new project; node names and the title in the reader's language. */
  document(locale?: Locale): ProjectDocument;
}
