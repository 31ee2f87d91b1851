import { fileStemOf } from '../../shared/document/file-stem';
import { RUN_EXPORTERS } from '../../shared/interop/runs/exporters';
import { packed } from './export-project';
import { refuse } from './failures';
import type { RunService } from './runs';

/** What a run reported in another tool's format, as one file. */
export async function exportRun(
  { run, format }: { readonly run: string; readonly format: string },
  runs: RunService,
): Promise<{ readonly name: string; readonly content: Uint8Array }> {
  const exporter = RUN_EXPORTERS.find(({ kind }) => kind === format);
  if (!exporter) return refuse('unknown-format', { name: format });
  const { layout, ...read } = await runs.read(run);
  // Its trainer is still building the network.
  if (!layout) return refuse('run-not-ready');
  return packed(fileStemOf(read.document), exporter, exporter.write({ ...read, layout }));
}
