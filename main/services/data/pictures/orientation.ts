import type { DecodedPicture } from './decode';

/**
 * How a camera was held: the tag Orientation of a JPEG's Exif data, 1 … 8 (JEITA CP-3451, Exif 2.3, section 4.6.4).
 * Pixels are stored as the sensor has them; whoever shows the picture turns it.
 */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const UPRIGHT: Orientation = 1;
const APP1 = 0xe1;
const START_OF_SCAN = 0xda;
/** `Exif`, NUL, NUL; a TIFF header follows (TIFF 6.0, section 2). */
const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0];
const LITTLE_ENDIAN = 0x4949;
const BIG_ENDIAN = 0x4d4d;
const TIFF_MAGIC = 42;
const ENTRY_BYTES = 12;
const ORIENTATION_TAG = 0x0112;
const SHORT = 3;

const isOrientation = (value: number): value is Orientation => value >= 1 && value <= 8;

/** The tag in a TIFF header's first directory; upright where there is none, or where the data end too early. */
function orientationOfTiff(tiff: DataView): Orientation {
  if (tiff.byteLength < 8) return UPRIGHT;
  const order = tiff.getUint16(0);
  if (order !== LITTLE_ENDIAN && order !== BIG_ENDIAN) return UPRIGHT;
  const isLittle = order === LITTLE_ENDIAN;
  const directory = tiff.getUint32(4, isLittle);
  if (tiff.getUint16(2, isLittle) !== TIFF_MAGIC || directory + 2 > tiff.byteLength) return UPRIGHT;
  const count = tiff.getUint16(directory, isLittle);
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * ENTRY_BYTES;
    if (entry + ENTRY_BYTES > tiff.byteLength) return UPRIGHT;
    if (tiff.getUint16(entry, isLittle) !== ORIENTATION_TAG) continue;
    const value = tiff.getUint16(entry + 8, isLittle);
    const isShort = tiff.getUint16(entry + 2, isLittle) === SHORT;
    return isShort && isOrientation(value) ? value : UPRIGHT;
  }
  return UPRIGHT;
}

/** The orientation that a JPEG states; upright where it states none, or nothing that can be read. Never throws. */
export function orientationOf(jpeg: Uint8Array): Orientation {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  for (let at = 2; at + 4 <= jpeg.length; ) {
    const marker = jpeg[at + 1];
    if (jpeg[at] !== 0xff || marker === START_OF_SCAN) return UPRIGHT;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const content = at + 4;
    const end = at + 2 + view.getUint16(at + 2);
    if (marker === APP1 && EXIF.every((byte, index) => jpeg[content + index] === byte)) {
      const start = content + EXIF.length;
      const length = Math.min(end, jpeg.length) - start;
      if (length <= 0) return UPRIGHT;
      return orientationOfTiff(new DataView(jpeg.buffer, jpeg.byteOffset + start, length));
    }
    at = end;
  }
  return UPRIGHT;
}

type Place = readonly [column: number, row: number];

/** Where the pixel of an upright picture stands in the stored one of the given width and height. */
const STORED: Readonly<
  Record<Orientation, (column: number, row: number, width: number, height: number) => Place>
> = {
  1: (column, row) => [column, row],
  2: (column, row, width) => [width - 1 - column, row],
  3: (column, row, width, height) => [width - 1 - column, height - 1 - row],
  4: (column, row, _width, height) => [column, height - 1 - row],
  5: (column, row) => [row, column],
  6: (column, row, _width, height) => [row, height - 1 - column],
  7: (column, row, width, height) => [width - 1 - row, height - 1 - column],
  8: (column, row, width) => [width - 1 - row, column],
};
/** From here on, rows are stored as columns. */
const FIRST_TURNED = 5;

/** A picture as it was seen, from how it was stored. */
export function upright(picture: DecodedPicture, orientation: Orientation): DecodedPicture {
  if (orientation === UPRIGHT) return picture;
  const { width, height, rgba } = picture;
  const isTurned = orientation >= FIRST_TURNED;
  const seen = isTurned ? { width: height, height: width } : { width, height };
  const place = STORED[orientation];
  const turned = rgba.slice();
  for (let row = 0; row < seen.height; row += 1) {
    for (let column = 0; column < seen.width; column += 1) {
      const [from, line] = place(column, row, width, height);
      const source = 4 * (line * width + from);
      const target = 4 * (row * seen.width + column);
      for (let part = 0; part < 4; part += 1) turned[target + part] = rgba[source + part];
    }
  }
  return { ...picture, ...seen, rgba: turned };
}
