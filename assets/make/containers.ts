/** A picture of one size, as a PNG file. */
export interface Picture {
  readonly pixels: number;
  readonly png: Uint8Array;
}

const ICO_HEADER = 6;
const ICO_ENTRY = 16;
/** A size of 256 is written as 0, which is why no larger one fits. */
const ICO_MAXIMUM = 256;

/**
 * A Windows icon of PNG pictures, which Windows reads since Vista.
 * Layout: the ICONDIR and ICONDIRENTRY structures of the Windows documentation, then the files.
 */
export function icoOf(pictures: readonly Picture[]): Uint8Array {
  const directory = Buffer.alloc(ICO_HEADER + pictures.length * ICO_ENTRY);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(pictures.length, 4);
  let offset = directory.length;
  for (const [index, { pixels, png }] of pictures.entries()) {
    if (pixels > ICO_MAXIMUM) throw new Error(`An .ico holds up to ${ICO_MAXIMUM} pixels.`);
    const entry = ICO_HEADER + index * ICO_ENTRY;
    directory.writeUInt8(pixels % ICO_MAXIMUM, entry);
    directory.writeUInt8(pixels % ICO_MAXIMUM, entry + 1);
    directory.writeUInt16LE(1, entry + 4);
    directory.writeUInt16LE(32, entry + 6);
    directory.writeUInt32LE(png.length, entry + 8);
    directory.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([directory, ...pictures.map(({ png }) => png)]);
}

/** Types of an .icns that hold PNG files, by their size in pixels. */
const ICNS_TYPES: Readonly<Record<number, string>> = {
  32: 'ic11',
  64: 'ic12',
  128: 'ic07',
  256: 'ic08',
  512: 'ic09',
  1024: 'ic10',
};
const ICNS_HEADER = 8;

/** A macOS icon of PNG pictures: the word `icns` and the length, then type, length and file of each. */
export function icnsOf(pictures: readonly Picture[]): Uint8Array {
  const part = (type: string, content: Uint8Array): Buffer => {
    const header = Buffer.alloc(ICNS_HEADER);
    header.write(type, 'latin1');
    header.writeUInt32BE(ICNS_HEADER + content.length, 4);
    return Buffer.concat([header, content]);
  };
  const parts = pictures.map(({ pixels, png }) => {
    const type = ICNS_TYPES[pixels];
    if (!type) throw new Error(`An .icns has no place for ${pixels} pixels.`);
    return part(type, png);
  });
  return part('icns', Buffer.concat(parts));
}
