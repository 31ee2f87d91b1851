/**
 * What a chart draws with. The same drawing goes to a canvas on the screen and to SVG for export, so that the
 * exported picture is the one that was seen. Lengths are CSS pixels.
 */
export interface LineStyle {
  readonly stroke: string;
  readonly width?: number;
  readonly dash?: readonly number[];
  readonly opacity?: number;
}

export interface TextStyle {
  readonly fill: string;
  readonly size?: number;
  readonly align?: 'left' | 'center' | 'right';
  /** Longer text is cut with an ellipsis. */
  readonly maximumWidth?: number;
  readonly bold?: boolean;
}

export interface Painter {
  rect(x: number, y: number, width: number, height: number, fill: string, opacity?: number): void;
  frame(x: number, y: number, width: number, height: number, style: LineStyle): void;
  /** x, y pairs; a NaN breaks the line. */
  line(points: ArrayLike<number>, style: LineStyle): void;
  polygon(points: ArrayLike<number>, fill: string, opacity?: number): void;
  circle(x: number, y: number, radius: number, fill: string, stroke?: string): void;
  /** Vertically centred on y. */
  text(x: number, y: number, text: string, style: TextStyle): void;
  /** Pixels have hard edges, as the cells of a heat map must, unless `smooth`. */
  image(
    source: HTMLCanvasElement,
    x: number,
    y: number,
    width: number,
    height: number,
    smooth?: boolean,
  ): void;
  clip(x: number, y: number, width: number, height: number, draw: () => void): void;
}

export const PLOT_FONT = 'system-ui, -apple-system, "Segoe UI", "Noto Sans CJK SC", sans-serif';
export const TEXT_SIZE = 11;

const ELLIPSIS = '…';

/** Cuts text to a width by a measure of its width. */
export function fitText(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(text.slice(0, middle) + ELLIPSIS) <= width) low = middle;
    else high = middle - 1;
  }
  return low > 0 ? text.slice(0, low) + ELLIPSIS : '';
}

export class CanvasPainter implements Painter {
  constructor(private readonly context: CanvasRenderingContext2D) {}

  rect(x: number, y: number, width: number, height: number, fill: string, opacity = 1): void {
    this.context.globalAlpha = opacity;
    this.context.fillStyle = fill;
    this.context.fillRect(x, y, width, height);
    this.context.globalAlpha = 1;
  }

  frame(x: number, y: number, width: number, height: number, style: LineStyle): void {
    this.stroke(style, () => this.context.rect(x, y, width, height));
  }

  line(points: ArrayLike<number>, style: LineStyle): void {
    this.stroke(style, () => {
      let open = false;
      for (let index = 0; index + 1 < points.length; index += 2) {
        const x = points[index];
        const y = points[index + 1];
        if (Number.isNaN(x) || Number.isNaN(y)) open = false;
        else if (open) this.context.lineTo(x, y);
        else {
          this.context.moveTo(x, y);
          open = true;
        }
      }
    });
  }

  polygon(points: ArrayLike<number>, fill: string, opacity = 1): void {
    this.context.globalAlpha = opacity;
    this.context.fillStyle = fill;
    this.context.beginPath();
    for (let index = 0; index + 1 < points.length; index += 2) {
      this.context.lineTo(points[index], points[index + 1]);
    }
    this.context.fill();
    this.context.globalAlpha = 1;
  }

  circle(x: number, y: number, radius: number, fill: string, stroke?: string): void {
    this.context.beginPath();
    this.context.arc(x, y, radius, 0, 2 * Math.PI);
    this.context.fillStyle = fill;
    this.context.fill();
    if (!stroke) return;
    this.context.strokeStyle = stroke;
    this.context.lineWidth = 1;
    this.context.setLineDash([]);
    this.context.stroke();
  }

  text(x: number, y: number, text: string, style: TextStyle): void {
    const { context } = this;
    context.font = `${style.bold ? '600 ' : ''}${style.size ?? TEXT_SIZE}px ${PLOT_FONT}`;
    context.fillStyle = style.fill;
    context.textAlign = style.align ?? 'left';
    context.textBaseline = 'middle';
    const fitted = style.maximumWidth
      ? fitText(text, style.maximumWidth, (part) => context.measureText(part).width)
      : text;
    context.fillText(fitted, x, y);
  }

  image(
    source: HTMLCanvasElement,
    x: number,
    y: number,
    width: number,
    height: number,
    smooth = false,
  ): void {
    this.context.imageSmoothingEnabled = smooth;
    this.context.drawImage(source, x, y, width, height);
  }

  clip(x: number, y: number, width: number, height: number, draw: () => void): void {
    this.context.save();
    this.context.beginPath();
    this.context.rect(x, y, width, height);
    this.context.clip();
    draw();
    this.context.restore();
  }

  private stroke(style: LineStyle, path: () => void): void {
    const { context } = this;
    context.globalAlpha = style.opacity ?? 1;
    context.strokeStyle = style.stroke;
    context.lineWidth = style.width ?? 1;
    context.lineJoin = 'round';
    context.setLineDash(style.dash ? [...style.dash] : []);
    context.beginPath();
    path();
    context.stroke();
    context.globalAlpha = 1;
  }
}
