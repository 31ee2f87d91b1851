import { diagnose } from '../../../shared/diagnosis/diagnose';
import { type Subject, subjectOf } from '../../../shared/diagnosis/subject';
import { MAX_STEPS } from '../../../shared/document/limits';
import { RUN_FILE_EXTENSION } from '../../../shared/telemetry/run-file';
import { TelemetryStore } from '../../../shared/telemetry/store';
import { loadPreparedData } from '../../services/data/prepared';
import type { CliCommand, CliContext } from '../command';
import { CliError } from '../failures';
import { findingsJson, findingsLines } from '../finding-words';
import { numberOf } from '../numbers';
import { openProgress } from '../progress';
import { loadProject, requireTrainable } from '../project-file';
import { readRun } from '../run-input';
import { type Reach, trainSubject } from '../train-subject';

/** A run that was kept, as a diagnosis looks at it. */
async function subjectOfRun(file: string): Promise<Subject> {
  const { document, layout, groups, summary } = (await readRun(file)).run;
  const telemetry = layout && TelemetryStore.fromStored(layout, groups);
  const subject = subjectOf({ document, layout, telemetry, state: summary.state });
  if (!subject) throw new CliError('run-empty', { file });
  return subject;
}

async function subjectOfProject(
  file: string,
  reach: Reach,
  steps: number | undefined,
  context: CliContext,
): Promise<Subject> {
  const project = await loadProject(file);
  for (const repair of project.repairs) context.note(context.say(repair));
  requireTrainable(project);
  const data = await loadPreparedData(project.document, project.places);
  if (!data.ok) throw new CliError('data-unusable', { file, problem: data.failure.text });
  const progress = openProgress(context);
  try {
    return await trainSubject(project.document, data.value, {
      file,
      reach,
      stepLimit: steps ?? null,
      onProgress: ({ state }) => progress.show(state, null),
    });
  } finally {
    progress.end();
  }
}

export const diagnoseCommand: CliCommand = {
  name: 'diagnose',
  summary: {
    en: 'name what is wrong with a project or a run: the cause, the layer, since when, what proves it',
    zh: '指出项目或训练记录的问题：原因、所在的层、起始步与证据',
  },
  arguments: [
    {
      name: 'file',
      help: {
        en: 'project (.vpnet), which is trained for it, or a run (.vprun)',
        zh: '项目（.vpnet，将为此训练一遍）或训练记录（.vprun）',
      },
      value: { kind: 'file', endings: ['.vpnet', '.vprun'] },
    },
  ],
  options: [
    {
      flags: '--start',
      help: {
        en: 'look at the network before its first step only',
        zh: '只检查第一步之前的网络',
      },
    },
    {
      flags: '--steps <n>',
      value: { kind: 'number', from: 1, to: MAX_STEPS },
      fallback: { en: 'the project’s', zh: '项目中的设置' },
      help: {
        en: 'train so many steps at most',
        zh: '最多训练这么多步',
      },
    },
  ],
  examples: [
    {
      line: 'diagnose lesson.vpnet --start',
      help: { en: 'what is certain before the first step', zh: '第一步之前就能确定的问题' },
    },
    {
      line: 'diagnose lesson.vprun',
      help: { en: 'what a run that was kept shows', zh: '已保存的训练记录所显示的问题' },
    },
  ],
  async run([file], options, context) {
    const steps = numberOf(options.steps);
    const subject = file.endsWith(RUN_FILE_EXTENSION)
      ? await subjectOfRun(file)
      : await subjectOfProject(file, options.start ? 'start' : 'end', steps, context);
    const findings = diagnose(subject);
    return {
      json: {
        file,
        steps: subject.state?.step ?? null,
        findings: findingsJson(findings),
      },
      lines: findingsLines(findings, subject.analysis, context),
    };
  },
};
