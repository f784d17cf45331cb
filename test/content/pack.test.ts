/** Compiled content survives being packed, unpacked and kept. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack, unpack } from '../../src/content/pack.ts';

const content = {
  version: 'a1',
  needs: [{ id: 'toothache' }],
  signs: new Map([['stroke', 'emergency']]),
  models: {
    weights: Int8Array.of(-3, 0, 127),
    idf: Float32Array.of(0.5, 2),
    inner: { ids: Uint32Array.of(70_000) },
  },
};

describe('packed content', () => {
  it('comes back as it was, maps and numbers of every width included', () => {
    expect(unpack(pack(content))).toEqual(content);
  });

  it('comes back from bytes that begin anywhere, as a file read into a shared buffer does', () => {
    const packed = pack(content);
    const shifted = new Uint8Array(packed.length + 3);
    shifted.set(packed, 3);
    expect(unpack(shifted.subarray(3))).toEqual(content);
  });

  it('is refused when it is cut short', () => {
    const packed = pack(content);
    expect(() => unpack(packed.slice(0, 20))).toThrow();
    expect(() => unpack(packed.slice(0, packed.length - 4))).toThrow();
  });

  it('keeps any arrays of numbers', () => {
    fc.assert(
      fc.property(fc.int8Array(), fc.float32Array({ noNaN: true }), fc.uint16Array(), (a, b, c) => {
        expect(unpack(pack({ a, deep: { b, c } }))).toEqual({ a, deep: { b, c } });
      }),
    );
  });
});
