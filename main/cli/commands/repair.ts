import { findCause } from '../../../shared/diagnosis/causes';
import { describeEdit } from '../../../shared/diagnosis/describe-edit';
import { diagnose } from '../../../shared/diagnosis/diagnose';
import { type Attempt, editOf, repair } from '../../../shared/diagnosis/repair';
import { serializeProject } from '../../../shared/document/file';
import type { ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import type { Text } from '../../../shared/text/text';
import { writeAtomically } from '../../services/atomic-file';
import { reasonOf } from '../../services/data/failures';
import { loadPreparedData } from '../../services/data/prepared';
import { type CliCommand, type CliContext, PROJECT_ARGUMENT } from '../command';
import { CliError } from '../failures';
import { findingsJson, findingsLines } from '../finding-words';
import { openProgress } from '../progress';
import { type LoadedProject, loadProject, requireTrainable } from '../project-file';
import { formatFigure } from '../table';
import { trainSubject } from '../train-subject';

const WORDS = {
  tried: {
    en: '{{cause}} → {{remedy}}: {{before}} → {{after}}{{verdict}}',
    zh: '{{cause}} → {{remedy}}：{{before}} → {{after}}{{verdict}}',
  },
  healthy: { en: ', healthy', zh: '，健康' },
  better: { en: ', better', zh: '，更好' },
  notBetter: { en: ', not better: left out', zh: '，没有更好：不采用' },
  nothing: { en: 'Healthy as it is; nothing is written.', zh: '本来就健康，没有写出文件。' },
  noHelp: { en: 'No remedy helped; nothing is written.', zh: '没有一种办法有效，没有写出文件。' },
  written: { en: 'Repaired project: {{file}}', zh: '修复后的项目：{{file}}' },
  changes: { en: 'What was changed:', zh: '改动：' },
} as const satisfies Record<string, Text>;

function attemptLine(attempt: Attempt, { say }: CliContext): string {
  const verdict =
    attempt.isHealthy && attempt.isBetter
      ? WORDS.healthy
      : attempt.isBetter
        ? WORDS.better
        : WORDS.notBetter;
  return say(WORDS.tried, {
    cause: findCause(attempt.cause)?.title ?? attempt.cause,
    remedy: editOf(attempt),
    before: formatFigure(attempt.before.value, 3),
    after: formatFigure(attempt.after.value, 3),
    verdict,
  });
}

/** Trains a document with its own data: a remedy may change how they are scaled. */
async function trained(project: LoadedProject, document: ProjectDocument, context: CliContext) {
  const { file, places } = project;
  const data = await loadPreparedData(document, places);
  if (!data.ok) throw new CliError('data-unusable', { file, problem: data.failure.text });
  const progress = openProgress(context);
  try {
    return await trainSubject(document, data.value, {
      file,
      reach: 'end',
      onProgress: ({ state }) => progress.show(state, null),
    });
  } finally {
    progress.end();
  }
}

export const repairCommand: CliCommand = {
  name: 'repair',
  summary: {
    en: 'diagnose, try remedies by twin runs, and write the project with those that helped',
    zh: '诊断，用孪生训练逐个尝试办法，并写出采用有效办法后的项目',
  },
  details: {
    en: 'The project stays as it is; nothing is written where no remedy helped. Exit status 1 also where causes are left.',
    zh: '项目保持不变；没有有效办法时不写出文件。仍有未解决的问题时退出状态也是 1。',
  },
  arguments: [PROJECT_ARGUMENT],
  options: [
    {
      flags: '--out <file>',
      value: { kind: 'file', endings: ['.vpnet'] },
      help: { en: 'where the repaired project goes (needed)', zh: '修复后的项目写到哪里（必填）' },
    },
  ],
  examples: [
    {
      line: 'repair lesson.vpnet --out mended.vpnet',
      help: { en: 'keep the remedies that helped', zh: '保留有效的办法' },
    },
  ],
  async run([file], options, context) {
    const out = options.out as string | undefined;
    if (out === undefined) throw new CliError('out-missing', { file });
    const project = await loadProject(file);
    requireTrainable(project);
    const { document } = project;
    const start = await trained(project, document, context);
    const found = diagnose(start);
    for (const line of findingsLines(found, start.analysis, context)) context.note(line);
    let told = 0;
    const result = await repair(start, (edited) => trained(project, edited, context), {
      locale: context.locale,
      onProgress({ attempts }) {
        for (const attempt of attempts.slice(told)) context.note(attemptLine(attempt, context));
        told = attempts.length;
      },
    });
    const isChanged = result.document !== document;
    if (isChanged) {
      await writeAtomically(out, serializeProject(result.document)).catch((error: unknown) => {
        throw new CliError('write-failed', { file: out, reason: reasonOf(error) });
      });
    }
    const changes = describeEdit(document, result.document);
    const json = {
      project: file,
      out: isChanged ? out : null,
      healthy: result.left.length === 0,
      findings: findingsJson(found),
      attempts: result.attempts,
      changes,
      before: result.before,
      after: result.after,
      left: findingsJson(result.left),
    };
    const { say } = context;
    const ending = isChanged
      ? [
          say(WORDS.changes),
          ...changes.map((change) => `  • ${say(change)}`),
          say(WORDS.written, { file: out }),
        ]
      : [say(found.length === 0 ? WORDS.nothing : WORDS.noHelp)];
    const rest = isChanged ? findingsLines(result.left, analyse(result.document), context) : [];
    const lines = [
      ...result.attempts.map((attempt) => attemptLine(attempt, context)),
      ...ending,
      ...rest,
    ];
    if (result.left.length > 0) {
      if (!context.json) context.print(lines.join('\n'));
      throw new CliError('not-repaired', { file }, json);
    }
    return { json, lines };
  },
};
