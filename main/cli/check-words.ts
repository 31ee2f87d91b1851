import { checkChoice } from '../../shared/catalogue/catalogues';
import { DATASETS } from '../../shared/catalogue/datasets';
import type { Analysis, NodeAnalysis } from '../../shared/graph/analysis';
import { describeProblem } from '../../shared/text/problems';
import { formatShape, type Text } from '../../shared/text/text';
import type { CliContext } from './command';
import type { CheckedProject } from './commands/check';
import type { Comparison } from './compare-theory';
import { findingsLines } from './finding-words';
import { formatFigure, formatTable } from './table';

const WORDS = {
  totals: {
    en: '{{parameters}} parameters ({{trainable}} trained), {{flops}} FLOPs a sample, about {{memory}} MB while training',
    zh: '{{parameters}} 个参数（可训练 {{trainable}} 个），每个样本 {{flops}} FLOPs，训练时约占 {{memory}} MB',
  },
  data: {
    en: 'Data: {{dataset}}, {{training}} samples to train on, {{validation}} to validate, {{shape}} features each',
    zh: '数据：{{dataset}}，训练样本 {{training}} 个，验证样本 {{validation}} 个，每个样本的特征形状为 {{shape}}',
  },
  dropped: {
    en: '{{count}} rows were left out because of missing values',
    zh: '因缺失值排除了 {{count}} 行',
  },
  layer: { en: 'Layer', zh: '层' },
  output: { en: 'Output', zh: '输出' },
  parameters: { en: 'Parameters', zh: '参数' },
  flops: { en: 'FLOPs', zh: 'FLOPs' },
  forward: { en: 'Forward variance', zh: '前向方差' },
  backward: { en: 'Backward variance', zh: '反向方差' },
  theory: { en: 'theory', zh: '理论值' },
  note: {
    en: 'Variance of outputs and of ∂L/∂output before the first step, measured on one batch beside the theory’s. Backward theory is scaled to the last layer.',
    zh: '第一步之前，输出与 ∂L/∂输出 的方差：在一个批量上的实测值与理论值对照。反向理论值按最后一层缩放。',
  },
  error: { en: 'error', zh: '错误' },
  warning: { en: 'warning', zh: '警告' },
  clean: { en: 'No problems found.', zh: '未发现问题。' },
  start: { en: 'Before the first step:', zh: '第一步之前：' },
} as const satisfies Record<string, Text>;

const BYTES_PER_MEGABYTE = 1024 * 1024;
const UNKNOWN = '–';

const VARIANCE_DIGITS = 3;

const pair = (comparison: Comparison | undefined): string[] => [
  formatFigure(comparison?.measured, VARIANCE_DIGITS),
  formatFigure(comparison?.theory, VARIANCE_DIGITS),
];

/** Shared weights are counted at their owner; the others name it. */
const parametersText = (own: NodeAnalysis | undefined, analysis: Analysis): string =>
  own && own.weightsOf !== null
    ? `= ${analysis.nodes.get(own.weightsOf)?.node.name ?? own.weightsOf}`
    : (own?.parameterCount ?? 0).toLocaleString('en-US');

/** What `check` found, for people. */
export function checkLines(checked: CheckedProject, context: CliContext): string[] {
  const { say, locale } = context;
  const { project, data, layers, findings } = checked;
  const { analysis, document, repairs } = project;
  const rows = analysis.order.map((id) => {
    const own = analysis.nodes.get(id);
    return [
      own?.node.name ?? id,
      own?.outputShape ? formatShape(own.outputShape) : UNKNOWN,
      parametersText(own, analysis),
      (own?.flops ?? 0).toLocaleString('en-US'),
      ...pair(layers.get(id)?.forward),
      ...pair(layers.get(id)?.backward),
    ];
  });
  const header = [
    say(WORDS.layer),
    say(WORDS.output),
    say(WORDS.parameters),
    say(WORDS.flops),
    say(WORDS.forward),
    say(WORDS.theory),
    say(WORDS.backward),
    say(WORDS.theory),
  ];
  const problems = analysis.problems.map(
    (problem) => `${say(WORDS[problem.severity])}: ${describeProblem(problem, locale)}`,
  );
  const { totals } = analysis;
  return [
    document.name,
    say(WORDS.totals, {
      ...totals,
      memory: Math.ceil(totals.trainingBytes / BYTES_PER_MEGABYTE),
    }),
    ...dataLines(checked, context),
    ...(rows.length > 0 ? ['', ...formatTable(header, rows)] : []),
    ...(layers.size > 0 ? ['', say(WORDS.note)] : []),
    '',
    ...repairs.map((repair) => say(repair)),
    ...(problems.length > 0 ? problems : data ? [say(WORDS.clean)] : []),
    ...(findings ? ['', say(WORDS.start), ...findingsLines(findings, analysis, context)] : []),
  ];
}

function dataLines({ project, data }: CheckedProject, { say }: CliContext): string[] {
  if (!data) return [];
  const { entry } = checkChoice(DATASETS, project.document.data.dataset);
  const line = say(WORDS.data, {
    dataset: entry?.label ?? project.document.data.dataset.kind,
    training: data.training.length,
    validation: data.validation.length,
    shape: formatShape(data.shape.featureShape),
  });
  const dropped = data.droppedRows > 0 ? [say(WORDS.dropped, { count: data.droppedRows })] : [];
  return [line, ...dropped, ...(data.leftOut ?? []).map((sentence) => say(sentence))];
}
