import { inflateSync } from 'node:zlib';
import { decode as decodePng } from 'fast-png';
import jpeg from 'jpeg-js';
import type { Raster } from '../../../../shared/data/resize';
import { fail, type Result, succeed } from '../../../../shared/result';
import { messageOf } from '../../../../shared/text/quote';
import { orientationOf, upright } from './orientation';

/** Most pixels of one picture: a phone's fit, and decoding one takes some hundred megabytes at most. */
export const MAX_PICTURE_PIXELS = 16_000_000;
/** What the JPEG decoder may take for its coefficients of such a picture. */
const MAX_JPEG_MEMORY_MB = 1_024;

/** Why a picture is left out. */
export type PictureFaultKind = 'not-a-picture' | 'broken' | 'too-many-pixels';

export interface PictureFault {
  readonly kind: PictureFaultKind;
  /** What the file says of its size, or the decoder of its fault. */
  readonly detail: string;
}

/** Red, green, blue and alpha of each pixel, row by row, from 0 to `white`. */
export interface DecodedPicture {
  readonly width: number;
  readonly height: number;
  readonly white: number;
  readonly rgba: Uint8Array | Uint16Array;
}

type Decoded = Result<DecodedPicture, PictureFault>;

const SIGNATURES = {
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  jpeg: [0xff, 0xd8, 0xff],
} as const;

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

const broken = (detail: string): Decoded => fail({ kind: 'broken', detail });

/** The pixels of a PNG or JPEG, told by its first bytes and not by its name. Never throws. */
export function decodePicture(bytes: Uint8Array): Decoded {
  if (startsWith(bytes, SIGNATURES.png)) return readPng(bytes);
  if (startsWith(bytes, SIGNATURES.jpeg)) return readJpeg(bytes);
  return fail({ kind: 'not-a-picture', detail: '' });
}

const tooLarge = (width: number, height: number): Decoded =>
  fail({ kind: 'too-many-pixels', detail: `${width} × ${height}` });

const isTooLarge = (width: number, height: number): boolean => width * height > MAX_PICTURE_PIXELS;

const PNG_HEADER = { width: 16, height: 20, depth: 24, colourType: 25, end: 33 } as const;
/** Samples a pixel by PNG's colour type. */
const PNG_SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const INTERLACE_PASSES = 7;

/**
 * Inflates the picture's data under a limit before the decoder does so without one: a few kilobytes can be written that
 * become gigabytes.
 */
function checkPng(bytes: Uint8Array): Decoded | null {
  if (bytes.length < PNG_HEADER.end) return broken('the file ends in its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = view.getUint32(PNG_HEADER.width);
  const height = view.getUint32(PNG_HEADER.height);
  if (width === 0 || height === 0) return broken('it has no pixels');
  if (isTooLarge(width, height)) return tooLarge(width, height);
  const samples = PNG_SAMPLES[view.getUint8(PNG_HEADER.colourType)];
  if (samples === undefined) return broken('its colour type is unknown');
  const rowBytes = Math.ceil((width * samples * view.getUint8(PNG_HEADER.depth)) / 8) + 1;
  // Interlaced pictures have more and shorter rows, each with a byte of its own for the filter.
  const limit = (rowBytes + INTERLACE_PASSES) * height + 64;
  const parts: Uint8Array[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + length));
    // Frames of an animation are inflated too, and only the first picture is wanted.
    if (type === 'acTL') return broken('it is an animation');
    at += 12 + length;
  }
  try {
    inflateSync(Buffer.concat(parts), { maxOutputLength: limit });
    return null;
  } catch (error) {
    return broken(messageOf(error));
  }
}

function readPng(bytes: Uint8Array): Decoded {
  const fault = checkPng(bytes);
  if (fault) return fault;
  try {
    // A copy: the decoder takes a pooled buffer's neighbours along.
    const { width, height, data, depth, channels, palette, transparency } = decodePng(
      Uint8Array.from(bytes),
    );
    const samples = depth < 8 ? unpackBits(data, width, height, depth) : data;
    const white = depth === 16 ? 65_535 : 255;
    // Fewer bits a sample: 1, 3 and 15 are white.
    const step = palette || depth >= 8 ? 1 : 255 / (2 ** depth - 1);
    const rgba = new (depth === 16 ? Uint16Array : Uint8Array)(width * height * 4);
    for (let pixel = 0; pixel < width * height; pixel += 1) {
      const from = palette ? palette[samples[pixel]] : samples;
      if (!from) return broken('a pixel lies beyond its palette');
      const start = palette ? 0 : pixel * channels;
      const count = palette ? from.length : channels;
      const colours = count < 3 ? 1 : 3;
      const target = pixel * 4;
      for (let colour = 0; colour < 3; colour += 1) {
        rgba[target + colour] = step * from[start + (colours === 1 ? 0 : colour)];
      }
      const hasAlpha = count > colours;
      rgba[target + 3] = hasAlpha ? from[start + colours] : white;
      if (!palette && transparency && isClear(samples, start, transparency)) rgba[target + 3] = 0;
    }
    return succeed({ width, height, white, rgba });
  } catch (error) {
    return broken(messageOf(error));
  }
}

/** Whether a pixel has the one colour that the file calls transparent. */
function isClear(
  samples: ArrayLike<number>,
  start: number,
  transparency: ArrayLike<number>,
): boolean {
  for (let index = 0; index < transparency.length; index += 1) {
    if (samples[start + index] !== transparency[index]) return false;
  }
  return true;
}

/** Several samples a byte, the leftmost in its highest bits; every row begins with a new byte. */
function unpackBits(
  packed: ArrayLike<number>,
  width: number,
  height: number,
  depth: number,
): Uint8Array {
  const perByte = 8 / depth;
  const rowBytes = Math.ceil(width / perByte);
  const samples = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const byte = packed[row * rowBytes + Math.floor(column / perByte)];
      const shift = 8 - depth * ((column % perByte) + 1);
      samples[row * width + column] = (byte >> shift) & (2 ** depth - 1);
    }
  }
  return samples;
}

/** The size that a JPEG says it has, from the first frame header; null where there is none. */
function jpegSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 9 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1];
    // SOF0 … SOF15, without the tables (C4, CC) and the reserved C8 that lie between.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

function readJpeg(bytes: Uint8Array): Decoded {
  const size = jpegSize(bytes);
  if (!size) return broken('it has no frame');
  if (isTooLarge(size.width, size.height)) return tooLarge(size.width, size.height);
  try {
    const { width, height, data } = jpeg.decode(bytes, {
      useTArray: true,
      tolerantDecoding: false,
      maxMemoryUsageInMB: MAX_JPEG_MEMORY_MB,
      maxResolutionInMP: MAX_PICTURE_PIXELS / 1e6,
    });
    return succeed(upright({ width, height, white: 255, rgba: data }, orientationOf(bytes)));
  } catch (error) {
    return broken(messageOf(error));
  }
}

/** Whether any pixel is not grey. */
export function hasColour({ rgba }: DecodedPicture): boolean {
  for (let at = 0; at < rgba.length; at += 4) {
    if (rgba[at] !== rgba[at + 1] || rgba[at] !== rgba[at + 2]) return true;
  }
  return false;
}

/** Luma of ITU-R BT.601. */
const LUMA = [0.299, 0.587, 0.114] as const;

/** Pixels in 0 … 1 laid over white, as 3 colours or as grey. */
export function rasterOf({ width, height, white, rgba }: DecodedPicture, channels: 1 | 3): Raster {
  const values = new Float32Array(width * height * channels);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const alpha = rgba[pixel * 4 + 3] / white;
    let grey = 0;
    for (let colour = 0; colour < 3; colour += 1) {
      const value = (rgba[pixel * 4 + colour] / white) * alpha + (1 - alpha);
      if (channels === 3) values[pixel * 3 + colour] = value;
      grey += LUMA[colour] * value;
    }
    if (channels === 1) values[pixel] = grey;
  }
  return { width, height, channels, values };
}
