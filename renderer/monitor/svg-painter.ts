import {
  fitText,
  type LineStyle,
  type Painter,
  PLOT_FONT,
  TEXT_SIZE,
  type TextStyle,
} from './painter';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

export const escapeMarkup = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ESCAPES[character]);

/** Hundredths of a pixel are enough, and keep files small. */
const round = (value: number): string => String(Math.round(value * 100) / 100);

const ANCHORS = { left: 'start', center: 'middle', right: 'end' } as const;

/** Characters of an ideographic script are about as wide as the type is high, others about 0.55 of it. */
const roughWidth = (text: string, size: number): number =>
  [...text].reduce((sum, character) => sum + (character > '\u2e80' ? size : size * 0.55), 0);

const strokeOf = (style: LineStyle): string =>
  `fill="none" stroke="${escapeMarkup(style.stroke)}" stroke-width="${style.width ?? 1}" stroke-linejoin="round"` +
  (style.dash ? ` stroke-dasharray="${style.dash.join(' ')}"` : '') +
  (style.opacity === undefined ? '' : ` opacity="${style.opacity}"`);

/** Draws into SVG markup; see `Painter`. */
export class SvgPainter implements Painter {
  private readonly parts: string[] = [];
  private clips = 0;

  constructor(private readonly prefix = 'clip') {}

  /** The markup drawn so far, without the `<svg>` around it. */
  markup(): string {
    return this.parts.join('\n');
  }

  rect(x: number, y: number, width: number, height: number, fill: string, opacity = 1): void {
    this.parts.push(
      `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${escapeMarkup(fill)}"${opacity === 1 ? '' : ` opacity="${opacity}"`}/>`,
    );
  }

  frame(x: number, y: number, width: number, height: number, style: LineStyle): void {
    this.parts.push(
      `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" ${strokeOf(style)}/>`,
    );
  }

  line(points: ArrayLike<number>, style: LineStyle): void {
    let path = '';
    let open = false;
    for (let index = 0; index + 1 < points.length; index += 2) {
      const x = points[index];
      const y = points[index + 1];
      if (Number.isNaN(x) || Number.isNaN(y)) {
        open = false;
        continue;
      }
      path += `${open ? 'L' : 'M'}${round(x)} ${round(y)}`;
      open = true;
    }
    if (path) this.parts.push(`<path d="${path}" ${strokeOf(style)}/>`);
  }

  polygon(points: ArrayLike<number>, fill: string, opacity = 1): void {
    const pairs: string[] = [];
    for (let index = 0; index + 1 < points.length; index += 2) {
      pairs.push(`${round(points[index])},${round(points[index + 1])}`);
    }
    this.parts.push(
      `<polygon points="${pairs.join(' ')}" fill="${escapeMarkup(fill)}" opacity="${opacity}"/>`,
    );
  }

  circle(x: number, y: number, radius: number, fill: string, stroke?: string): void {
    this.parts.push(
      `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="${escapeMarkup(fill)}"${stroke ? ` stroke="${escapeMarkup(stroke)}"` : ''}/>`,
    );
  }

  text(x: number, y: number, text: string, style: TextStyle): void {
    const size = style.size ?? TEXT_SIZE;
    const fitted = style.maximumWidth
      ? fitText(text, style.maximumWidth, (part) => roughWidth(part, size))
      : text;
    this.parts.push(
      `<text x="${round(x)}" y="${round(y)}" fill="${escapeMarkup(style.fill)}" font-family="${escapeMarkup(PLOT_FONT)}" font-size="${size}"${style.bold ? ' font-weight="600"' : ''} text-anchor="${ANCHORS[style.align ?? 'left']}" dominant-baseline="central">${escapeMarkup(fitted)}</text>`,
    );
  }

  image(
    source: HTMLCanvasElement,
    x: number,
    y: number,
    width: number,
    height: number,
    smooth = false,
  ): void {
    this.parts.push(
      `<image href="${source.toDataURL('image/png')}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" preserveAspectRatio="none"${smooth ? '' : ' style="image-rendering:pixelated"'}/>`,
    );
  }

  clip(x: number, y: number, width: number, height: number, draw: () => void): void {
    this.clips += 1;
    const id = `${this.prefix}-${this.clips}`;
    this.parts.push(
      `<clipPath id="${id}"><rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"/></clipPath>`,
      `<g clip-path="url(#${id})">`,
    );
    draw();
    this.parts.push('</g>');
  }

  /** Draws with the origin moved: one of several charts of a panel. */
  group(x: number, y: number, draw: () => void): void {
    this.parts.push(`<g transform="translate(${round(x)} ${round(y)})">`);
    draw();
    this.parts.push('</g>');
  }

  /** Takes over markup that something else drew, such as a chart library's SVG. */
  raw(markup: string): void {
    this.parts.push(markup);
  }
}
