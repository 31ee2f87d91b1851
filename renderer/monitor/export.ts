import { csvOf, type Table } from '../../shared/csv';
import { fileStemOf } from '../../shared/document/file-stem';
import { HostCallError } from '../../shared/host';
import { fillText, type Text } from '../../shared/text/text';
import { host } from '../app/host/host';
import { sayDone, sayError } from '../app/host/report-failure';
import { currentLocale } from '../app/i18n/i18n';
import { useProject } from '../app/state/project-store';
import type { Exportable } from './export-registry';
import { PLOT_FONT } from './painter';
import type { PlotTheme } from './plot-theme';
import { escapeMarkup, SvgPainter } from './svg-painter';
import { monitorWords } from './words';

export const EXPORT_FORMATS = ['png', 'svg', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const HEADER_HEIGHT = 28;
const MARGIN = 8;
const PNG_SCALE = 2;

/** All charts of a panel as one SVG document, where they stand on the screen, under the panel's title. */
export function svgOf(
  body: Element,
  parts: Iterable<Exportable>,
  title: string,
  theme: PlotTheme,
): { readonly markup: string; readonly width: number; readonly height: number } {
  const frame = body.getBoundingClientRect();
  const painter = new SvgPainter();
  let bottom = 0;
  let right = frame.width;
  for (const part of parts) {
    const box = part.element()?.getBoundingClientRect();
    if (!box) continue;
    // Panels scroll: what is scrolled out of sight stands at its place in the whole picture.
    const top = box.top - frame.top + body.scrollTop;
    painter.group(MARGIN + box.left - frame.left, HEADER_HEIGHT + top, () => part.draw(painter));
    bottom = Math.max(bottom, top + (part.height ?? box.height));
    right = Math.max(right, box.left - frame.left + (part.width ?? 0));
  }
  const width = Math.ceil(right) + 2 * MARGIN;
  const height = Math.ceil(bottom) + HEADER_HEIGHT + MARGIN;
  const ground = new SvgPainter();
  ground.rect(0, 0, width, height, theme.surface);
  ground.text(MARGIN, HEADER_HEIGHT / 2, title, { fill: theme.text, size: 13, bold: true });
  return {
    markup: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escapeMarkup(PLOT_FONT)}">\n${ground.markup()}\n${painter.markup()}\n</svg>\n`,
    width,
    height,
  };
}

/** Draws SVG into a PNG of twice its size. Rejects where the browser cannot draw the picture. */
async function pngOf(
  markup: string,
  width: number,
  height: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(markup)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * PNG_SCALE;
  canvas.height = height * PNG_SCALE;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no 2d canvas');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('the picture could not be encoded');
  return new Uint8Array(await blob.arrayBuffer());
}

/** Spreadsheets take UTF-8 for a local code page without the byte order mark, and Chinese names break. */
export const encodeCsv = (table: Table): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`\uFEFF${csvOf(table)}`);

const MIME: Readonly<Record<ExportFormat, string>> = {
  png: 'image/png',
  svg: 'image/svg+xml',
  csv: 'text/csv',
};

function download(name: string, format: ExportFormat, content: Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([content], { type: MIME[format] }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Revoking at once would cancel the download in some browsers.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export interface PanelPicture {
  readonly body: Element;
  readonly parts: Iterable<Exportable>;
  readonly title: string;
  readonly theme: PlotTheme;
  readonly table: () => Table | null;
}

async function contentOf(
  picture: PanelPicture,
  format: ExportFormat,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (format === 'csv') {
    const table = picture.table();
    return table && encodeCsv(table);
  }
  const { markup, width, height } = svgOf(
    picture.body,
    picture.parts,
    picture.title,
    picture.theme,
  );
  return format === 'svg' ? new TextEncoder().encode(markup) : pngOf(markup, width, height);
}

/** Where an export went; for a download, why the host did not take it, unless that is known (it is gone). */
export type Exported =
  | { readonly location: string }
  | { readonly downloaded: string; readonly reason: Text | null };

function reasonOf(error: unknown): Text | null {
  if (!(error instanceof HostCallError)) throw error;
  return error.failure.kind === 'connection-lost' ? null : error.failure.text;
}

/**
 * Keeps a file that the page made: the host asks where to (or keeps it in its folder); where it cannot, the browser
 * downloads it. Resolves to null where the person changed their mind.
 */
export async function exportFile(
  content: Uint8Array<ArrayBuffer>,
  format: ExportFormat,
  fileName: string,
): Promise<Exported | null> {
  const name = `${fileName}.${format}`;
  try {
    return await host.call('files.export', { name, content });
  } catch (error) {
    const reason = reasonOf(error);
    download(name, format, content);
    return { downloaded: name, reason };
  }
}

/** Exports a panel. Resolves to null where the person changed their mind or there is nothing to export. */
export async function exportPanel(
  picture: PanelPicture,
  format: ExportFormat,
  fileName: string,
): Promise<Exported | null> {
  const content = await contentOf(picture, format);
  return content && exportFile(content, format, fileName);
}

/** The project's and the panel's name, without what file systems refuse. */
export const fileNameOf = (panel: string): string =>
  `${fileStemOf(useProject.getState().document)} ${panel}`;

/** Says where an export went. */
export function sayExported(done: Exported): void {
  const { exported, downloaded, downloadedBecause } = monitorWords.entries;
  if ('location' in done) {
    sayDone(fillText(exported, { place: done.location }));
    return;
  }
  const { downloaded: name, reason } = done;
  if (reason === null) sayDone(fillText(downloaded, { name }));
  else sayError(fillText(downloadedBecause, { name, reason })[currentLocale()]);
}
