import type { Shape } from '../../../shared/catalogue/layer';

/** Ink of the theme: grey pictures are drawn with it, bright is ink, on the theme's own ground. */
export function inkOf(context: CanvasRenderingContext2D): readonly [number, number, number] {
  // `rgb(27, 31, 36)` as bytes.
  const colour = getComputedStyle(context.canvas).color;
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}

const byteOf = (value: number): number => 255 * Math.min(1, Math.max(0, value));

interface Place {
  readonly left: number;
  readonly top: number;
}

/** Puts one picture, row-major [height, width, 1 or 3] with pixels in 0 … 1, into an image. */
export function drawPixels(
  image: ImageData,
  { left, top }: Place,
  shape: Shape,
  pixel: (index: number) => number,
  ink: readonly [number, number, number],
): void {
  const [height, width, channels = 1] = shape;
  for (let index = 0; index < height * width; index += 1) {
    const x = left + (index % width);
    const y = top + Math.floor(index / width);
    const at = 4 * (y * image.width + x);
    const first = index * channels;
    if (channels < 3) {
      image.data.set(ink, at);
      image.data[at + 3] = byteOf(pixel(first));
      continue;
    }
    for (let channel = 0; channel < 3; channel += 1) {
      image.data[at + channel] = byteOf(pixel(first + channel));
    }
    image.data[at + 3] = 255;
  }
}
