import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import jpeg from 'jpeg-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodePicture, rasterOf } from '../../../main/services/data/pictures/decode';
import type { PictureFile } from '../../../main/services/data/pictures/files';
import { importPictures } from '../../../main/services/data/pictures/import';
import type { DataPlaces } from '../../../main/services/data/places';
import { loadPreparedData } from '../../../main/services/data/prepared';
import { previewData } from '../../../main/services/data/preview';
import { dataShapeOf } from '../../../shared/catalogue/data-shape';
import { type ResizeRule, resize } from '../../../shared/data/resize';
import type { Choice } from '../../../shared/document/schema';
import { documentWith } from './document';

const FIXTURES = join(import.meta.dirname, '../../fixtures/pictures');

interface Expected {
  readonly width: number;
  readonly height: number;
  readonly pixels: readonly number[];
}

const expected = JSON.parse(await readFile(join(FIXTURES, 'expected.json'), 'utf8')) as {
  readonly pictures: Readonly<Record<string, Expected>>;
  readonly resize: {
    readonly source: readonly (readonly number[])[];
    readonly sizes: Readonly<
      Record<ResizeRule, { width: number; height: number; values: readonly number[] }>
    >;
  };
};

const fixture = (name: string): Promise<Uint8Array> => readFile(join(FIXTURES, name));

/** A PNG of the given header and picture data, with right checksums left out: decoders read sizes first. */
function pngOf(width: number, height: number, data: Uint8Array): Uint8Array {
  const chunk = (type: string, content: Uint8Array) => {
    const bytes = Buffer.alloc(12 + content.length);
    bytes.writeUInt32BE(content.length, 0);
    bytes.write(type, 4, 'latin1');
    bytes.set(content, 8);
    return bytes;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.of())];
  return Buffer.concat(parts);
}

describe('decodePicture', () => {
  it.each(Object.entries(expected.pictures))(
    'PICTURE-1: reads %s as Pillow does',
    async (name, { width, height, pixels }) => {
      const decoded = decodePicture(await fixture(name));
      if (!decoded.ok) throw new Error(decoded.failure.detail);
      expect(decoded.value).toMatchObject({ width, height });
      const { rgba, white } = decoded.value;
      // JPEG decoders may round differently; PNG is exact.
      const allowed = name.endsWith('.jpg') ? 3 : 0;
      expect(rgba).toHaveLength(pixels.length);
      pixels.forEach((pixel, index) => {
        const isClear = rgba[index - (index % 4) + 3] === 0;
        if (isClear && index % 4 < 3) return;
        expect(Math.abs((255 * rgba[index]) / white - pixel)).toBeLessThanOrEqual(allowed);
      });
    },
  );

  it('PICTURE-2: what is transparent lies on white, and grey is luma', () => {
    const picture = {
      width: 2,
      height: 1,
      white: 255,
      rgba: Uint8Array.of(255, 0, 0, 255, 9, 9, 9, 0),
    };
    expect([...rasterOf(picture, 3).values]).toEqual([1, 0, 0, 1, 1, 1]);
    expect(rasterOf(picture, 1).values[0]).toBeCloseTo(0.299, 6);
    expect(rasterOf(picture, 1).values[1]).toBeCloseTo(1, 6);
  });

  it('PICTURE-3: a small file that unpacks to gigabytes is refused before it is unpacked', () => {
    const started = process.memoryUsage().rss;
    const bomb = pngOf(10, 10, deflateSync(new Uint8Array(64 * 1024 * 1024)));
    expect(bomb.length).toBeLessThan(100_000);
    expect(decodePicture(bomb)).toMatchObject({ ok: false, failure: { kind: 'broken' } });
    expect(decodePicture(pngOf(60_000, 60_000, deflateSync(new Uint8Array(10))))).toEqual({
      ok: false,
      failure: { kind: 'too-many-pixels', detail: '60000 × 60000' },
    });
    expect(process.memoryUsage().rss - started).toBeLessThan(256 * 1024 * 1024);
  });

  it.each(Object.keys(expected.pictures))(
    'PICTURE-4: %s cut off or with any byte turned is read or named, never thrown (seed 11)',
    async (name) => {
      const bytes = await fixture(name);
      for (let cut = 0; cut < bytes.length; cut += 7) {
        expect(typeof decodePicture(bytes.subarray(0, cut)).ok).toBe('boolean');
      }
      for (let at = 0; at < bytes.length; at += 3) {
        const turned = Uint8Array.from(bytes);
        turned[at] ^= 0xff >> (at % 8);
        expect(typeof decodePicture(turned).ok).toBe('boolean');
      }
    },
  );
});

describe('the orientation that a camera notes', () => {
  const RED = [255, 0, 0];
  const GREEN = [0, 160, 0];
  const BLUE = [0, 0, 255];
  const WHITE = [255, 255, 255];
  const [WIDTH, HEIGHT] = [48, 32];

  /** Stored: red and green above, blue and white below. */
  function stored(): Uint8Array {
    const data = Buffer.alloc(WIDTH * HEIGHT * 4, 255);
    for (let row = 0; row < HEIGHT; row += 1) {
      for (let column = 0; column < WIDTH; column += 1) {
        const [left, right] = row < HEIGHT / 2 ? [RED, GREEN] : [BLUE, WHITE];
        data.set(column < WIDTH / 2 ? left : right, 4 * (row * WIDTH + column));
      }
    }
    return jpeg.encode({ width: WIDTH, height: HEIGHT, data }, 95).data;
  }

  /** The same file with Exif data behind its first marker: another tag, then the orientation. */
  function noted(file: Uint8Array, orientation: number, order: 'II' | 'MM'): Uint8Array {
    const tiff = Buffer.alloc(8 + 2 + 2 * 12 + 4);
    const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
    const isLittle = order === 'II';
    tiff.write(order, 0, 'latin1');
    view.setUint16(2, 42, isLittle);
    view.setUint32(4, 8, isLittle);
    view.setUint16(8, 2, isLittle);
    [
      [0x0100, WIDTH],
      [0x0112, orientation],
    ].forEach(([tag, value], index) => {
      const at = 10 + 12 * index;
      view.setUint16(at, tag, isLittle);
      view.setUint16(at + 2, 3, isLittle);
      view.setUint32(at + 4, 1, isLittle);
      view.setUint16(at + 8, value, isLittle);
    });
    const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
    const head = Buffer.alloc(4);
    head.writeUInt16BE(0xffe1, 0);
    head.writeUInt16BE(2 + content.length, 2);
    return Buffer.concat([file.subarray(0, 2), head, content, file.subarray(2)]);
  }

  /** Upper left, upper right, lower left, lower right, as Exif 2.3 tells what is seen of the stored picture. */
  const SEEN: Readonly<Record<number, readonly (readonly number[])[]>> = {
    1: [RED, GREEN, BLUE, WHITE],
    2: [GREEN, RED, WHITE, BLUE],
    3: [WHITE, BLUE, GREEN, RED],
    4: [BLUE, WHITE, RED, GREEN],
    5: [RED, BLUE, GREEN, WHITE],
    6: [BLUE, RED, WHITE, GREEN],
    7: [WHITE, GREEN, BLUE, RED],
    8: [GREEN, WHITE, RED, BLUE],
  };

  function quarters(file: Uint8Array): readonly (readonly number[])[] {
    const decoded = decodePicture(file);
    if (!decoded.ok) throw new Error(decoded.failure.detail);
    const { width, height, rgba } = decoded.value;
    const at = (x: number, y: number) => {
      const start = 4 * (Math.floor(y * height) * width + Math.floor(x * width));
      return [...rgba.subarray(start, start + 3)];
    };
    return [at(0.2, 0.2), at(0.8, 0.2), at(0.2, 0.8), at(0.8, 0.8)];
  }

  it.each(['II', 'MM'] as const)(
    'PICTURE-7: of a JPEG is undone, in byte order %s, whichever of the eight it is',
    (order) => {
      for (const [orientation, seen] of Object.entries(SEEN)) {
        const file = noted(stored(), Number(orientation), order);
        const found = quarters(file);
        seen.flat().forEach((value, index) => {
          expect(Math.abs(found.flat()[index] - value), orientation).toBeLessThan(24);
        });
        const size = Number(orientation) < 5 ? [WIDTH, HEIGHT] : [HEIGHT, WIDTH];
        expect(decodePicture(file)).toMatchObject({ value: { width: size[0], height: size[1] } });
      }
    },
  );

  it('PICTURE-7: that cannot be read, or is none, leaves the picture as it is stored', () => {
    const plain = quarters(stored());
    for (const orientation of [0, 9, 65_535]) {
      expect(quarters(noted(stored(), orientation, 'MM'))).toEqual(plain);
    }
    const file = noted(stored(), 6, 'II');
    // Every byte of the Exif data turned, one after the other: other pixels or none, but never an exception.
    for (let at = 2; at < 60; at += 1) {
      const turned = Uint8Array.from(file);
      turned[at] ^= 0xff;
      expect(typeof decodePicture(turned).ok).toBe('boolean');
      expect(typeof decodePicture(file.subarray(0, at)).ok).toBe('boolean');
    }
  });
});

describe('resize', () => {
  it.each(['box', 'bilinear'] as const)(
    'PICTURE-5: %s gives the sizes that Pillow gives',
    (rule) => {
      const { source, sizes } = expected.resize;
      const { width, height, values } = sizes[rule];
      const raster = {
        width: source[0].length,
        height: source.length,
        channels: 1,
        values: Float32Array.from(source.flat()),
      };
      const resized = resize(raster, height, width, rule);
      expect(resized).toMatchObject({ width, height, channels: 1 });
      values.forEach((value, index) => {
        expect(Math.abs(resized.values[index] - value)).toBeLessThan(0.01);
      });
    },
  );

  it('PICTURE-6: box shares a pixel out between two by what each covers of it', () => {
    const raster = { width: 3, height: 1, channels: 1, values: Float32Array.of(0, 6, 12) };
    const [left, right] = resize(raster, 1, 2, 'box').values;
    expect(left).toBeCloseTo((0 + 6 / 2) / 1.5, 5);
    expect(right).toBeCloseTo((6 / 2 + 12) / 1.5, 5);
  });

  it('PICTURE-6: box keeps the mean, and a plain picture stays plain with either rule', () => {
    const values = Float32Array.from({ length: 7 * 5 * 3 }, (_, index) => (index * 13) % 17);
    const raster = { width: 7, height: 5, channels: 3, values };
    const meanOf = (own: Float32Array) => own.reduce((sum, value) => sum + value, 0) / own.length;
    expect(meanOf(resize(raster, 2, 3, 'box').values)).toBeCloseTo(meanOf(values), 4);
    for (const rule of ['box', 'bilinear'] as const) {
      const plain = { ...raster, values: values.map(() => 0.25) };
      for (const value of resize(plain, 9, 2, rule).values) expect(value).toBeCloseTo(0.25, 6);
    }
  });
});

let root: string;
let places: DataPlaces & { readonly projectFolder: string };

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'vanishing-point-pictures-'));
  places = { projectFolder: join(root, 'project'), importFolder: join(root, 'imports') };
  await mkdir(places.projectFolder);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const NAMES = ['rgb.png', 'rgba.png', 'palette4.png', 'grey8.png', 'colour.jpg', 'grey.jpg'];

async function pets(): Promise<PictureFile[]> {
  const files = NAMES.flatMap((name) => [
    { path: `dogs/${name}`, name },
    { path: `cats/${name}`, name },
  ]);
  return Promise.all(files.map(async ({ path, name }) => ({ path, content: await fixture(name) })));
}

const nothing = () => undefined;

async function imported(files: readonly PictureFile[]) {
  const result = await importPictures('pets', files, places, nothing);
  if (!result.ok) throw new Error(result.failure.text.en);
  return result.value;
}

const documentOf = (dataset: Choice) => documentWith({ dataset, validationShare: 0.25 });

async function prepared(dataset: Choice) {
  const result = await loadPreparedData(documentOf(dataset), places);
  if (!result.ok) throw new Error(result.failure.text.en);
  return result.value;
}

async function refusal(dataset: Choice): Promise<string> {
  const result = await loadPreparedData(documentOf(dataset), places);
  if (result.ok) throw new Error('was accepted');
  return result.failure.text.en;
}

/** Puts files below the project's folder. */
async function placed(folder: string, files: readonly PictureFile[]): Promise<void> {
  for (const { path, content } of files) {
    const [own, name] = path.split('/');
    await mkdir(join(places.projectFolder, folder, own), { recursive: true });
    await writeFile(join(places.projectFolder, folder, own, name), content);
  }
}

describe('a folder of pictures', () => {
  it('PICTURE-10: its sub-folders are the classes; size and colour are proposed, and the pictures kept under their hash', async () => {
    const { dataset, count, warnings } = await imported(await pets());
    expect(count).toBe(12);
    expect(warnings).toEqual([]);
    expect(dataset).toMatchObject({
      kind: 'imageFolder',
      parameters: {
        folder: 'pets',
        classes: ['cats', 'dogs'],
        height: 32,
        width: 32,
        colour: 'colour',
      },
    });
    expect(await readdir(places.importFolder)).toEqual([`${dataset.parameters.hash}.pictures`]);
    const data = await prepared(dataset);
    expect(data.shape).toMatchObject({ featureShape: [32, 32, 3], classNames: ['cats', 'dogs'] });
    expect(dataShapeOf(documentOf(dataset).data)).toEqual(data.shape);
    expect(data.count).toBe(12);
    expect(data.features.every((value) => value >= -1e-6 && value <= 1 + 1e-6)).toBe(true);
    // Both classes have the same pictures, in the same order.
    const half = data.features.length / 2;
    expect(data.features.subarray(0, half)).toEqual(data.features.subarray(half));
  });

  it('PICTURE-11: small pictures of one size and without colour are taken as they are', async () => {
    const own = await fixture('grey8.png');
    const files = ['a', 'b'].flatMap((name) =>
      [0, 1].map((at) => ({ path: `${name}/${at}.png`, content: own })),
    );
    const { dataset } = await imported(files);
    expect(dataset.parameters).toMatchObject({ height: 5, width: 9, colour: 'grey' });
    const data = await prepared(dataset);
    const { pixels } = expected.pictures['grey8.png'];
    pixels.forEach((pixel, index) => {
      if (index % 4 === 0) expect(data.features[index / 4]).toBeCloseTo(pixel / 255, 6);
    });
  });

  it('PICTURE-12: what cannot be read is named with the reason and left out, in both languages', async () => {
    const broken = (await fixture('rgb.png')).subarray(0, 60);
    const files = [
      ...(await pets()),
      { path: 'cats/cut.png', content: broken },
      { path: 'cats/letter.png', content: new TextEncoder().encode('dear all') },
      { path: 'cats/notes.txt', content: new TextEncoder().encode('x') },
      { path: 'cats/deep/one.png', content: broken },
      { path: 'readme.png', content: broken },
      { path: 'cats/.DS_Store', content: broken },
      { path: 'dogs/huge.png', content: pngOf(60_000, 60_000, new Uint8Array(9)) },
    ];
    const { count, warnings } = await imported(files);
    expect(count).toBe(12);
    expect(warnings.map(({ en }) => en)).toEqual([
      '“cats/deep/one.png” is left out: it does not lie in a class’s folder.',
      '“cats/notes.txt” is left out: it is neither PNG nor JPEG by its name.',
      '“readme.png” is left out: it does not lie in a class’s folder.',
      expect.stringMatching(/^“cats\/cut\.png” is left out: it is damaged \(.+\)\.$/),
      '“cats/letter.png” is left out: its first bytes are those of neither PNG nor JPEG.',
      '“dogs/huge.png” is left out: it has 60000 × 60000 pixels, more than 16,000,000 in all.',
    ]);
    expect(warnings[1].zh).toBe('已略去“cats/notes.txt”：按文件名既不是 PNG 也不是 JPEG。');
  });

  it('PICTURE-13: a folder without pictures, or with one class, is refused with the cure, and nothing is kept', async () => {
    const say = async (files: readonly PictureFile[]) => {
      const result = await importPictures('pets', files, places, nothing);
      return result.ok ? 'accepted' : result.failure.text.en;
    };
    expect(await say([])).toBe(
      '“pets” holds no picture that can be read. It needs one sub-folder for each class, with PNG or JPEG files in it.',
    );
    const one = (await pets()).filter(({ path }) => path.startsWith('cats'));
    expect(await say(one)).toBe(
      '“pets” has pictures of one class only, “cats”. Put those of each class into a sub-folder of its own.',
    );
    await expect(readdir(places.importFolder)).rejects.toThrow('ENOENT');
  });

  it('PICTURE-14: the folder beside the project is used, else the copy that the app keeps; a changed one is said to be changed', async () => {
    const files = await pets();
    const { dataset } = await imported(files);
    await placed('pets', files);
    await rm(places.importFolder, { recursive: true });
    expect((await prepared({ ...dataset })).count).toBe(12);
    await writeFile(join(places.projectFolder, 'pets/cats/grey8.png'), await fixture('rgb.png'));
    // Another setting, so that it is not the last one that was read.
    const other = { ...dataset, parameters: { ...dataset.parameters, height: 8 } };
    expect(await refusal(other)).toBe(
      'The folder “pets” beside the project is not the one that was imported: its pictures have changed. Import it again to use the new ones.',
    );
    await rm(join(places.projectFolder, 'pets'), { recursive: true });
    expect(await refusal(other)).toMatch(/^The folder “pets” is neither beside the project nor/);
  });

  it('PICTURE-15: without a hash the folder is taken as it is, and a class that the project does not list is named', async () => {
    await placed('pets', await pets());
    const parameters = {
      folder: 'pets',
      classes: ['dogs', 'cats'],
      height: 4,
      width: 4,
      colour: 'grey',
    };
    const data = await prepared({ kind: 'imageFolder', parameters });
    expect(data.shape.featureShape).toEqual([4, 4, 1]);
    // Cats come first by path, and are the second class.
    expect([...data.targets.subarray(0, 2)]).toEqual([0, 1]);
    await placed('pets', [{ path: 'birds/one.png', content: await fixture('rgb.png') }]);
    expect(await refusal({ kind: 'imageFolder', parameters })).toBe(
      'The folder “pets” has pictures of the class “birds”, which the project does not list (dogs, cats). Import the folder again.',
    );
  });

  it('PICTURE-21: of a folder without a hash, what cannot be read is named where it is used, and the others train', async () => {
    await placed('pets', [
      ...(await pets()),
      { path: 'cats/torn.png', content: (await fixture('rgb.png')).subarray(0, 40) },
      { path: 'cats/notes.txt', content: Buffer.from('hello') },
    ]);
    const parameters = { folder: 'pets', classes: ['cats', 'dogs'], height: 4, width: 4 };
    const choice = { kind: 'imageFolder', parameters };
    const data = await prepared(choice);
    expect(data.count).toBe(12);
    expect(data.leftOut?.map(({ en }) => en)).toEqual([
      '“cats/notes.txt” is left out: it is neither PNG nor JPEG by its name.',
      expect.stringMatching(/^“cats\/torn\.png” is left out: it is damaged \(.+\)\.$/),
    ]);
    for (const { zh } of data.leftOut ?? []) expect(zh).toMatch(/^已略去“cats\/.+”：.+。$/);
    const preview = await previewData(documentOf(choice), places);
    expect(preview).toMatchObject({ ok: true, value: { leftOut: data.leftOut } });
    // Of an imported folder the import has said so, once.
    const { dataset, warnings } = await imported([
      ...(await pets()),
      { path: 'cats/torn.png', content: (await fixture('rgb.png')).subarray(0, 40) },
    ]);
    expect(warnings).toHaveLength(1);
    expect((await prepared(dataset)).leftOut).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')(
    'PICTURE-16: links are followed inside of the folder only, and a stranger’s document reads nothing outside of the project’s',
    async () => {
      await placed('pets', await pets());
      const outside = join(root, 'secret');
      await mkdir(outside);
      await writeFile(join(outside, 'one.png'), await fixture('rgb.png'));
      await symlink(join(outside, 'one.png'), join(places.projectFolder, 'pets/cats/linked.png'));
      await symlink(outside, join(places.projectFolder, 'pets/birds'));
      await symlink(
        join(places.projectFolder, 'pets/dogs/rgb.png'),
        join(places.projectFolder, 'pets/cats/inner.png'),
      );
      const parameters = { folder: 'pets', classes: ['cats', 'dogs'], height: 4, width: 4 };
      expect((await prepared({ kind: 'imageFolder', parameters })).count).toBe(13);
      for (const folder of ['../secret', outside, '..', 'pets/birds', '.']) {
        const sentence = await refusal({
          kind: 'imageFolder',
          parameters: { ...parameters, folder },
        });
        expect(sentence).toMatch(/is neither beside the project nor among/);
      }
    },
  );

  it('PICTURE-17: the preview shows pixels as they are, and says how many there are of each class', async () => {
    const { dataset } = await imported(await pets());
    const preview = await previewData(
      { ...documentOf(dataset), data: { ...documentOf(dataset).data, standardizeFeatures: true } },
      places,
    );
    expect(preview).toMatchObject({
      ok: true,
      value: { count: 12, classCounts: [6, 6], targetWidth: 1, sampleWidth: 32 * 32 * 3 + 1 },
    });
  });

  it('PICTURE-18: progress counts pictures up to the last', async () => {
    const said: (readonly number[])[] = [];
    const report = (done: number, total: number) => said.push([done, total]);
    await importPictures('pets', await pets(), places, report);
    expect(said).toEqual(Array.from({ length: 12 }, (_, index) => [index + 1, 12]));
  });
});
