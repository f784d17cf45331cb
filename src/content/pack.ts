/** Compiled content as one block of bytes: handed between threads without copying, and read from disk at once. */
import { deserialize, serialize } from 'node:v8';

/** Arrays of numbers, by the name they are filed under. */
const arrays = {
  Int8Array,
  Uint8Array,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
} as const;
type ArrayName = keyof typeof arrays;
type NumberArray = InstanceType<(typeof arrays)[ArrayName]>;

/** Where an array of numbers lies behind the skeleton, and where it belongs in it. */
interface Stand {
  readonly path: readonly string[];
  readonly array: ArrayName;
  readonly offset: number;
  readonly length: number;
}

/** Every array begins at a multiple of this, as its elements demand. */
const step = 8;
const aligned = (offset: number): number => Math.ceil(offset / step) * step;

const nameOf = (value: unknown): ArrayName | null => {
  for (const [name, type] of Object.entries(arrays)) if (value instanceof type) return name as ArrayName;
  return null;
};

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Copies plain objects, leaving everything else as it is; `change` may replace a value at its path. */
function walk(
  value: unknown,
  path: readonly string[],
  change: (value: unknown, path: readonly string[]) => unknown,
): unknown {
  const changed = change(value, path);
  if (changed !== value || !isPlain(value)) return changed;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, walk(each, [...path, key], change)]),
  );
}

/** Packs a value of plain objects, lists and arrays of numbers. Arrays inside lists stay in the skeleton. */
export function pack(value: unknown): Uint8Array<ArrayBuffer> {
  const taken: { readonly array: NumberArray; readonly offset: number }[] = [];
  const stands: Stand[] = [];
  let end = 0;
  const skeleton = walk(value, ['value'], (each, path) => {
    const name = nameOf(each);
    if (name === null) return each;
    const array = each as NumberArray;
    stands.push({ path, array: name, offset: end, length: array.length });
    taken.push({ array, offset: end });
    end = aligned(end + array.byteLength);
    return null;
  });
  const header = serialize({ value: skeleton, stands });
  const base = aligned(step + header.length);
  const bytes = new Uint8Array(base + end);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, header.length, true);
  view.setUint32(4, bytes.length, true);
  bytes.set(header, step);
  for (const { array, offset } of taken) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), base + offset);
  }
  return bytes;
}

/** Reads what `pack` wrote; the arrays are views of the bytes. Throws on bytes cut short. */
export function unpack(packed: Uint8Array): unknown {
  const bytes = packed.byteOffset % step === 0 ? packed : new Uint8Array(packed);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const length = view.getUint32(0, true);
  if (view.getUint32(4, true) !== bytes.length) throw new Error('packed content is cut short');
  const base = bytes.byteOffset + aligned(step + length);
  const packedUp: { readonly value: unknown; readonly stands: readonly Stand[] } = deserialize(
    bytes.subarray(step, step + length),
  );
  for (const { path, array, offset, length: size } of packedUp.stands) {
    const place = path.slice(0, -1).reduce<object>((inner, key) => Reflect.get(inner, key), packedUp);
    Reflect.set(
      place,
      path.at(-1) ?? '',
      new arrays[array](bytes.buffer as ArrayBuffer, base + offset, size),
    );
  }
  return packedUp.value;
}
