import { zipSync } from 'fflate';
import { fileStemOf } from '../../shared/document/file-stem';
import type { ProjectDocument } from '../../shared/document/schema';
import { analyse } from '../../shared/graph/analyse';
import type { ExchangeFile, ExportFormat } from '../../shared/interop/exchange';
import { EXPORTERS } from '../../shared/interop/exporters';
import { weightsFit } from '../../shared/interop/weights-fit';
import { succeed } from '../../shared/result';
import type { DataPlaces } from './data/places';
import { loadPreparedData } from './data/prepared';
import { refuse, ServiceError } from './failures';
import type { RunService } from './runs';

interface ExportRequest {
  readonly document: ProjectDocument;
  readonly run: string | null;
  readonly format: string;
  readonly places: DataPlaces;
}

interface ProjectExport {
  readonly name: string;
  readonly content: Uint8Array;
  readonly hasWeights: boolean;
}

/** Numbers hardly get smaller by packing, and there are many of them. */
const isText = (path: string): boolean => /\.(py|md|json|txt|csv)$/.test(path);

/** All files under one folder, which unpacking makes. */
const zipOf = (folder: string, files: readonly ExchangeFile[]): Uint8Array =>
  zipSync(
    Object.fromEntries(
      files.map(({ path, content }) => [
        `${folder}/${path}`,
        [content, { level: isText(path) ? 6 : 0 }],
      ]),
    ),
  );

/** The one file of a format that has one, or all of its files in a zip. */
export function packed(
  stem: string,
  { kind, extension }: ExportFormat,
  files: readonly ExchangeFile[],
): { readonly name: string; readonly content: Uint8Array } {
  if (extension !== '') return { name: `${stem}${extension}`, content: files[0].content };
  const folder = `${stem} ${kind}`;
  return { name: `${folder}.zip`, content: zipOf(folder, files) };
}

/** A project in another tool's format, with the weights of a run where they are of this very network. */
export async function exportProject(
  { document, run, format, places }: ExportRequest,
  runs: RunService,
): Promise<ProjectExport> {
  const exporter = EXPORTERS.find(({ kind }) => kind === format);
  if (!exporter) return refuse('unknown-format', { name: format });
  const ended = run === null ? null : await runs.ended(run);
  const kept = ended?.checkpoint?.weights ?? null;
  const weights = kept && weightsFit(analyse(document), kept) ? kept : null;
  const data = exporter.bringsData ? await loadPreparedData(document, places) : succeed(null);
  if (!data.ok) throw new ServiceError(data.failure);
  const written = await exporter.write({ document, weights, data: data.value });
  if (!written.ok) return refuse('not-exported', { reason: written.failure.text });
  return { ...packed(fileStemOf(document), exporter, written.value), hasWeights: weights !== null };
}
