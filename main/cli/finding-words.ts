import { findCause } from '../../shared/diagnosis/causes';
import type { Finding } from '../../shared/diagnosis/finding';
import { findRemedy } from '../../shared/diagnosis/remedies';
import type { Analysis } from '../../shared/graph/analysis';
import type { Text } from '../../shared/text/text';
import type { CliContext } from './command';

const WORDS = {
  healthy: { en: 'Healthy: no cause for concern.', zh: '健康：没有发现问题。' },
  place: {
    en: '{{title}} ({{node}}, since step {{step}})',
    zh: '{{title}}（{{node}}，自第 {{step}} 步起）',
  },
  before: {
    en: '{{title}} ({{node}}, before the first step)',
    zh: '{{title}}（{{node}}，第一步之前）',
  },
  everywhere: { en: 'settings', zh: '设置' },
  consequences: { en: 'What follows from it:', zh: '由此引起：' },
  remedies: { en: 'What may cure it:', zh: '可以尝试：' },
  also: { en: 'Beside it:', zh: '此外：' },
  why: { en: 'Why: {{why}}', zh: '原因：{{why}}' },
} as const satisfies Record<string, Text>;

const nameOf = (id: string | null, analysis: Analysis): string | Text =>
  id === null ? WORDS.everywhere : (analysis.nodes.get(id)?.node.name ?? id);

function findingLines(finding: Finding, analysis: Analysis, { say }: CliContext): string[] {
  const { title, node, sinceStep } = finding;
  const values = { title, node: nameOf(node, analysis), step: sinceStep };
  const cause = findCause(finding.cause);
  const remedies = finding.remedies.flatMap((kind) => findRemedy(kind)?.label ?? []);
  return [
    say(sinceStep === 0 ? WORDS.before : WORDS.place, values),
    ...finding.evidence.map(({ text }) => `  • ${say(text)}`),
    ...(cause ? [`  ${say(WORDS.why, { why: cause.why })}`] : []),
    ...(finding.consequences.length > 0 ? [`  ${say(WORDS.consequences)}`] : []),
    ...finding.consequences.map(({ text }) => `    – ${say(text)}`),
    ...(remedies.length > 0 ? [`  ${say(WORDS.remedies)}`] : []),
    ...remedies.map((label, index) => `    ${index + 1}. ${say(label)}`),
  ];
}

/** Findings for people: the root cause whole, the others below it. */
export function findingsLines(
  findings: readonly Finding[],
  analysis: Analysis,
  context: CliContext,
): string[] {
  const { say } = context;
  if (findings.length === 0) return [say(WORDS.healthy)];
  const [root, ...others] = findings;
  return [
    ...findingLines(root, analysis, context),
    ...(others.length > 0 ? ['', say(WORDS.also)] : []),
    ...others.flatMap((finding) => findingLines(finding, analysis, context)),
  ];
}

/** Findings for `--json`, root cause first. */
export const findingsJson = (findings: readonly Finding[]) =>
  findings.map((finding) => ({
    cause: finding.cause,
    title: finding.title,
    node: finding.node,
    nodes: finding.nodes,
    since_step: finding.sinceStep,
    severity: finding.severity,
    evidence: finding.evidence,
    consequences: finding.consequences,
    remedies: finding.remedies,
  }));
