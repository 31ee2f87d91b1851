/**
 * Small pictures as text. Colours are classes of one style sheet, which follows the reader's light or dark setting and paints its own
 * paper, so that a picture can be read on any page. Numbers have one decimal: a tenth of a pixel is more than an eye sees.
 */
const STYLE = `
.paper{fill:#fcfcfb}.text{fill:#3d3d3a;font:11px system-ui,sans-serif}.faint{stroke:#dddbd5}.edge{stroke:#8a8880}.box{fill:#f1efe9}
.t0{color:#2a6fc9}.t1{color:#c8571b}.t2{color:#1b8a5a}.t3{color:#9a4fb5}.t4{color:#8a7a12}
.line{fill:none;stroke:currentColor;stroke-width:2}.dash{stroke-dasharray:5 3}.dots{stroke:currentColor;stroke-width:3;stroke-linecap:round}
.contour{fill:none}.fill{fill:currentColor}.cell{fill:currentColor;fill-opacity:.25;stroke:currentColor}.text.end{text-anchor:end}.text.middle{text-anchor:middle}
@media(prefers-color-scheme:dark){.paper{fill:#1c1b1a}.text{fill:#d6d4cd}.faint{stroke:#3a3936}.edge{stroke:#8f8d85}.box{fill:#2a2926}
.t0{color:#6da7f2}.t1{color:#f0925c}.t2{color:#5cc795}.t3{color:#cf93e6}.t4{color:#d3c35a}}`.replaceAll(
  '\n',
  '',
);

export const TONES = 5;

export const round = (value: number): string => String(Number(value.toFixed(1)));

export const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export type Anchor = 'start' | 'middle' | 'end';

export const textAt = (x: number, y: number, text: string, anchor: Anchor = 'start'): string =>
  `<text class="text${anchor === 'start' ? '' : ` ${anchor}`}" x="${round(x)}" y="${round(y)}">${escapeMarkup(text)}</text>`;

/** A whole picture of `width` × `height` pixels; `title` is read aloud in its place. */
export const svg = (
  width: number,
  height: number,
  title: string,
  body: readonly string[],
): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escapeMarkup(title)}</title>`,
    `<style>${STYLE}</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    ...body,
    '</svg>',
    '',
  ].join('\n');
