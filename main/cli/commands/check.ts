import type { PreparedData } from '../../../shared/data/prepared-data';
import type { Finding } from '../../../shared/diagnosis/finding';
import type { HostFailure } from '../../../shared/host-data';
import type { RunFailure } from '../../../shared/telemetry/protocol';
import { problemText } from '../../../shared/text/problem-text';
import { loadPreparedData } from '../../services/data/prepared';
import { checkLines } from '../check-words';
import { type CliCommand, type CliReport, PROJECT_ARGUMENT } from '../command';
import { compareWithTheory, type LayerComparison } from '../compare-theory';
import { CliError } from '../failures';
import { findingsJson } from '../finding-words';
import { measureStart } from '../measure-start';
import { type LoadedProject, loadProject, requireTrainable } from '../project-file';
import { describeFailure } from '../run-failure';

/** Everything that `check` finds out about a project. */
export interface CheckedProject {
  readonly project: LoadedProject;
  readonly data: PreparedData | null;
  readonly dataFailure: HostFailure | null;
  /** By node id; empty where nothing could be measured. */
  readonly layers: ReadonlyMap<string, LayerComparison>;
  readonly startFailure: RunFailure | null;
  /** What is wrong before the first step; null where it could not be measured. */
  readonly findings: readonly Finding[] | null;
}

async function examine(file: string): Promise<CheckedProject> {
  const project = await loadProject(file);
  const { document, analysis, places } = project;
  const loaded = await loadPreparedData(document, places);
  const data = loaded.ok ? loaded.value : null;
  const dataFailure = loaded.ok ? null : loaded.failure;
  if (!data || !analysis.trainable) {
    const unmeasured = { layers: new Map(), startFailure: null, findings: null };
    return { project, data, dataFailure, ...unmeasured };
  }
  const start = await measureStart(document, data);
  return {
    project,
    data,
    dataFailure,
    layers: compareWithTheory(analysis, data, start.layers),
    startFailure: start.failure,
    findings: start.findings,
  };
}

function jsonOf({ project, data, dataFailure, layers, startFailure, findings }: CheckedProject) {
  const { analysis, document, file, repairs } = project;
  return {
    project: file,
    name: document.name,
    trainable: analysis.trainable && data !== null && startFailure === null,
    totals: analysis.totals,
    data: {
      dataset: document.data.dataset.kind,
      featureShape: analysis.data.featureShape,
      classes: analysis.data.classNames,
      training: data?.training.length ?? null,
      validation: data?.validation.length ?? null,
      droppedRows: data?.droppedRows ?? null,
      leftOut: data?.leftOut ?? [],
      failure: dataFailure?.text ?? null,
    },
    layers: analysis.order.map((id) => {
      const own = analysis.nodes.get(id);
      const compared = layers.get(id);
      return {
        id,
        name: own?.node.name,
        kind: own?.node.kind,
        inputShapes: own?.inputShapes,
        outputShape: own?.outputShape,
        parameters: own?.parameterCount,
        trainable: own?.trainableCount,
        weightsOf: own?.weightsOf ?? null,
        flops: own?.flops,
        forwardVariance: compared?.forward ?? null,
        backwardVariance: compared?.backward ?? null,
      };
    }),
    problems: analysis.problems.map((problem) => ({
      severity: problem.severity,
      kind: problem.kind,
      place: problem.place,
      message: problemText(problem),
    })),
    // Not measured is not the same as nothing found.
    findings: findings && findingsJson(findings),
    repairs,
    failure: startFailure,
  };
}

/** A project that cannot be trained did not pass: the report is printed, and the status is not 0. */
function failIfFaulty(checked: CheckedProject, json: Readonly<Record<string, unknown>>): void {
  const { project, dataFailure, startFailure } = checked;
  const { file } = project;
  try {
    requireTrainable(project);
  } catch (error) {
    if (error instanceof CliError) throw error.with(json);
    throw error;
  }
  if (dataFailure) throw new CliError('data-unusable', { file, problem: dataFailure.text }, json);
  if (startFailure) {
    const values = {
      file,
      step: startFailure.step ?? 0,
      reason: describeFailure(startFailure, project.document),
    };
    throw new CliError('run-failed', values, json);
  }
}

export const checkCommand: CliCommand = {
  name: 'check',
  summary: {
    en: 'shapes, sizes and problems; variance per layer at initialisation beside the theory’s, and what is wrong with it',
    zh: '检查形状、规模与问题；逐层对比初始化时方差的实测值与理论值，并指出其中的问题',
  },
  details: {
    en: 'The project is not changed. A network that cannot be trained is reported in full and ends with exit status 1.',
    zh: '不会改动项目。无法训练的网络会被完整报告，退出状态为 1。',
  },
  arguments: [PROJECT_ARGUMENT],
  options: [],
  examples: [
    {
      line: 'check lesson.vpnet',
      help: { en: 'everything about a project before it trains', zh: '训练之前了解项目的一切' },
    },
    {
      line: 'check lesson.vpnet --json',
      help: { en: 'the same as one JSON object', zh: '同样的内容，输出为一个 JSON 对象' },
    },
  ],
  async run([file], _options, context): Promise<CliReport> {
    const checked = await examine(file);
    const json = jsonOf(checked);
    const lines = checkLines(checked, context);
    const report = { json, lines };
    try {
      failIfFaulty(checked, json);
    } catch (error) {
      if (!context.json) context.print(lines.join('\n'));
      throw error;
    }
    return report;
  },
};
