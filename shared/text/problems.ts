import type { Text, TextValues } from './text';

/**
 * Every sentence that says what is wrong with a network, its data or its training, in one place and in both
 * languages: what is wrong, where, and what would be right. `{{node}}` is the name of the node concerned.
 */
export const PROBLEM_TEXTS = {
  'unknown-kind': {
    severity: 'error',
    text: {
      en: '{{node}}: this version does not know layers of kind “{{kind}}”. The node is kept and saved as it is; remove it to train.',
      zh: '{{node}}：此版本不认识“{{kind}}”类型的层。该节点会原样保留并保存；要训练请先移除它。',
    },
  },
  'parameter-invalid': {
    severity: 'error',
    text: {
      en: '{{node}}: {{parameter}} must be {{expected}}, not {{value}}.',
      zh: '{{node}}：{{parameter}}应为{{expected}}，而不是 {{value}}。',
    },
  },
  'input-missing': {
    severity: 'error',
    text: {
      en: '{{node}} has no input. Connect a layer to its left side.',
      zh: '{{node}}没有输入。请把一个层连接到它的左侧。',
    },
  },
  'inputs-too-few': {
    severity: 'error',
    text: {
      en: '{{node}} merges layers and needs at least two inputs; it has {{count}}.',
      zh: '{{node}}用于合并，至少需要两个输入，目前只有 {{count}} 个。',
    },
  },
} as const satisfies Record<string, { severity: 'error' | 'warning'; text: Text }>;

export type ProblemKind = keyof typeof PROBLEM_TEXTS;

/** What is wrong, before it is known where: a shape rule returns this. */
export interface ProblemSeed {
  readonly kind: ProblemKind;
  readonly values: TextValues;
}

/** Where a problem shows: on a node, on an edge, on one field of a node, or on a page of settings. */
export interface ProblemPlace {
  readonly node?: string;
  readonly edge?: string;
  readonly parameter?: string;
  readonly settings?: 'data' | 'training' | 'network';
}

export interface Problem extends ProblemSeed {
  readonly severity: 'error' | 'warning';
  readonly place: ProblemPlace;
}
