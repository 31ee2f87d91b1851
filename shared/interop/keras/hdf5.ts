import type * as Hdf5 from 'h5wasm';
import { sizeOf } from '../../catalogue/layer';
import { MAX_DIMENSIONS, MAX_NODES, MAX_PARAMETERS } from '../../document/limits';
import type { Result } from '../../result';
import type { ExchangeFailure } from '../exchange';
import { refuse } from './failures';

/**
 * HDF5 in memory, by the reference library compiled to WebAssembly (h5wasm). It is loaded when it is first needed: it
 * weighs four megabytes. Its files live in a file system of its own, in memory.
 */

/** One tensor of a file. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

interface Library {
  readonly hdf5: typeof Hdf5;
  readonly files: {
    writeFile(path: string, content: Uint8Array): void;
    readFile(path: string): Uint8Array;
    unlink(path: string): void;
  };
}

let loading: Promise<Library> | null = null;

async function load(): Promise<Library> {
  const hdf5 = await import('h5wasm');
  const module = await hdf5.ready;
  // Without it, damaged files print pages of the library's own call stack.
  module.activate_throwing_error_handler();
  return { hdf5, files: module.FS as unknown as Library['files'] };
}

const library = (): Promise<Library> => {
  loading ??= load();
  return loading;
};

let count = 0;

/** A name that no other file has. */
const scratchName = (): string => {
  count += 1;
  return `exchange-${count}.h5`;
};

/** A file that is being written: groups come into being with what lies in them. */
export class Hdf5Writer {
  constructor(private readonly file: Hdf5.File) {}

  group(path: string): void {
    let at: Hdf5.Group = this.file;
    let sofar = '';
    for (const part of path.split('/')) {
      sofar = sofar === '' ? part : `${sofar}/${part}`;
      at = at.keys().includes(part) ? (this.file.get(sofar) as Hdf5.Group) : at.create_group(part);
    }
  }

  tensor(
    group: string,
    name: string,
    values: Float32Array | Uint32Array,
    shape: readonly number[],
  ): void {
    (this.file.get(group) as Hdf5.Group).create_dataset({ name, data: values, shape: [...shape] });
  }

  attribute(group: string, name: string, text: string): void {
    (this.file.get(group) as Hdf5.Group).create_attribute(name, text);
  }
}

/** The bytes of an HDF5 file that `fill` writes. */
export async function writeHdf5(fill: (writer: Hdf5Writer) => void): Promise<Uint8Array> {
  const { hdf5, files } = await library();
  const name = scratchName();
  const file = new hdf5.File(name, 'w');
  try {
    fill(new Hdf5Writer(file));
    file.flush();
  } finally {
    file.close();
  }
  try {
    return files.readFile(name).slice();
  } finally {
    files.unlink(name);
  }
}

/** Kinds of numbers that weights come in, as the library names them. */
const NUMBER_KINDS = /^[<>]?[fdeihqIHQbB]$/;

/** Thrown out of a walk through a file that cannot be read on, and made a failure by `readHdf5`. */
class DamagedFile extends Error {}

/** What the library throws is damage; what anything else throws is a bug, and stays one. */
function guarded<Value>(look: () => Value): Value {
  try {
    return look();
  } catch (cause) {
    throw new DamagedFile('', { cause });
  }
}

/** A file that is being read. Whatever lies in it is looked at for its size before it is read. */
export class Hdf5Reader {
  private numbers = 0;

  constructor(
    private readonly hdf5: typeof Hdf5,
    private readonly file: Hdf5.File,
  ) {}

  /** The numbers of a dataset; null where there is none, or where they are not numbers of a sound count. */
  tensor(path: string): StoredTensor | null {
    return guarded(() => this.readTensor(path));
  }

  private readTensor(path: string): StoredTensor | null {
    const found = this.file.get(path);
    if (!(found instanceof this.hdf5.Dataset)) return null;
    const { shape, dtype } = found;
    if (!shape || shape.length > MAX_DIMENSIONS) return null;
    if (typeof dtype !== 'string' || !NUMBER_KINDS.test(dtype)) return null;
    this.numbers += sizeOf(shape);
    if (!(this.numbers <= MAX_PARAMETERS)) throw new RangeError('too many numbers');
    const { value } = found;
    // A dataset without axes is one number.
    const list = typeof value === 'number' || typeof value === 'bigint' ? [value] : value;
    if (!list || typeof list !== 'object' || !('length' in list)) return null;
    const values = Float32Array.from(list as ArrayLike<number>, Number);
    return values.length === sizeOf(shape) ? { shape, values } : null;
  }

  /** A text among the attributes of a group or of the whole file. */
  text(path: string, name: string): string | null {
    const value = this.attribute(path, name);
    return typeof value === 'string' ? value : null;
  }

  /** A list of texts; long ones are cut into `name0`, `name1` …, as Keras does. */
  texts(path: string, name: string): readonly string[] | null {
    const whole = this.attribute(path, name);
    if (Array.isArray(whole)) return whole.map(String);
    const parts: string[] = [];
    for (let index = 0; index < MAX_NODES; index += 1) {
      const part = this.attribute(path, `${name}${index}`);
      if (!Array.isArray(part)) break;
      parts.push(...part.map(String));
    }
    return parts.length > 0 || whole !== null ? parts : null;
  }

  private attribute(path: string, name: string): unknown {
    return guarded(() => {
      const found = path === '' ? this.file : this.file.get(path);
      if (!(found instanceof this.hdf5.Group) || !Object.hasOwn(found.attrs, name)) return null;
      return found.attrs[name].value;
    });
  }
}

/** What `look` finds in a file. Damage of any kind is a failure. */
export async function readHdf5<Value>(
  content: Uint8Array,
  look: (reader: Hdf5Reader) => Result<Value, ExchangeFailure>,
): Promise<Result<Value, ExchangeFailure>> {
  const { hdf5, files } = await library();
  const name = scratchName();
  files.writeFile(name, content);
  let file: Hdf5.File | null = null;
  try {
    const opened = guarded(() => new hdf5.File(name, 'r'));
    file = opened;
    return look(new Hdf5Reader(hdf5, opened));
  } catch (error) {
    if (error instanceof DamagedFile) return refuse('hdf5');
    throw error;
  } finally {
    closeQuietly(file);
    files.unlink(name);
  }
}

/** A file whose end is missing cannot always be closed; it is gone with its bytes. */
function closeQuietly(file: Hdf5.File | null): void {
  try {
    file?.close();
  } catch {
    // Nothing was written.
  }
}

export const isHdf5 = (content: Uint8Array): boolean =>
  [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a].every((byte, at) => content[at] === byte);
