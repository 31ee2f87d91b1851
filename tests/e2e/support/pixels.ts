import type { Locator } from '@playwright/test';

/** Reads a canvas's own pixels, row by row, four bytes each. */
async function pixelsOf(canvas: Locator): Promise<number[]> {
  return canvas.evaluate((element) => {
    const source = element instanceof HTMLCanvasElement ? element : element.querySelector('canvas');
    const context = source?.getContext('2d');
    if (!source || !context) throw new Error('no canvas to read');
    return [...context.getImageData(0, 0, source.width, source.height).data];
  });
}

/** How many different opaque colours a canvas shows, each channel in steps of 16. */
export async function distinctColours(canvas: Locator): Promise<number> {
  const pixels = await pixelsOf(canvas);
  const colours = new Set<number>();
  for (let index = 0; index < pixels.length; index += 4) {
    if (pixels[index + 3] < 255) continue;
    colours.add(
      ((pixels[index] >> 4) << 8) | ((pixels[index + 1] >> 4) << 4) | (pixels[index + 2] >> 4),
    );
  }
  return colours.size;
}

/** A number that differs when the picture does (FNV-1a over its bytes). */
export async function pictureHash(canvas: Locator): Promise<number> {
  const pixels = await pixelsOf(canvas);
  return pixels.reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5);
}
