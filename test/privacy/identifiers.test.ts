/** PR-1 and PR-3: identity codes and contact details are masked, whatever way they are written. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  containsIdentityCode,
  maskContacts,
  maskedCode,
  maskIdentifiers,
} from '../../src/privacy/identifiers.ts';

const today = new Date('2026-11-21T12:00:00Z');
const row = z.object({ text: z.string(), contains: z.boolean() });
const rows = readFileSync(new URL('../data/hetu.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => row.parse(JSON.parse(line)));

const checks = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Invented codes: individual numbers from 900 up are given to nobody. */
const code = fc
  .record({
    day: fc.integer({ min: 1, max: 28 }),
    month: fc.integer({ min: 1, max: 12 }),
    year: fc.integer({ min: 0, max: 99 }),
    sign: fc.constantFrom(...'-YXWVUABCDEF+'),
    number: fc.integer({ min: 900, max: 999 }),
  })
  .map(({ day, month, year, sign, number }) => {
    const date = pad(day, 2) + pad(month, 2) + pad(year, 2);
    return `${date}${sign}${number}${checks[Number(`${date}${number}`) % 31]}`;
  });

/** The ways people and machines disguise a code. */
const disguise = fc.constantFrom<(plain: string) => string>(
  (plain) => plain,
  (plain) => plain.toLowerCase(),
  (plain) => [...plain].join(' '),
  (plain) => `${plain.slice(0, 6)} ${plain[6]} ${plain.slice(7)}`,
  (plain) => plain.replace('-', '–'),
  (plain) => plain.replace('-', '\u2011'),
  (plain) => plain.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  (plain) => `hetu${plain}`,
  (plain) => `${plain.slice(0, 2)}.${plain.slice(2, 4)}.${plain.slice(4)}`,
);

describe('PR-1 identity codes', () => {
  test('labelled messages: every one is told right', () => {
    const wrong = rows.filter(({ text, contains }) => containsIdentityCode(text, today) !== contains);
    expect(rows.length).toBeGreaterThanOrEqual(60);
    expect(wrong).toEqual([]);
  });

  test('every sign, in any writing, is masked and counted', () => {
    fc.assert(
      fc.property(code, disguise, (plain, write) => {
        const { text, codes } = maskIdentifiers(`tunnus ${write(plain)}, kiitos`);
        expect(codes).toBe(1);
        expect(text.startsWith('tunnus ')).toBe(true);
        expect(text).toContain(maskedCode);
        expect(text.normalize('NFKC')).not.toMatch(/\d/);
      }),
    );
  });

  test('a look-alike with a wrong check character is masked and not called a code', () => {
    fc.assert(
      fc.property(code, fc.integer({ min: 1, max: 30 }), disguise, (plain, shift, write) => {
        const wrong = checks[(checks.indexOf(plain.slice(-1)) + shift) % 31] ?? '';
        const { text, codes } = maskIdentifiers(`tunnus ${write(plain.slice(0, -1) + wrong)}`);
        expect(codes).toBe(0);
        expect(text).toContain(maskedCode);
        expect(containsIdentityCode(plain.slice(0, -1) + wrong, today)).toBe(false);
      }),
    );
  });

  test('masking what is masked changes nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(code, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 6 }),
        (parts) => {
          const once = maskIdentifiers(parts.join(' ')).text;
          expect(maskIdentifiers(once)).toEqual({ text: once, codes: 0 });
        },
      ),
    );
  });

  test('somebody not yet born has no code', () => {
    expect(containsIdentityCode('010199A900N', today)).toBe(false);
  });

  test.each(['puhelin 050 123-4567', 'Y-tunnus 1234567-1', 'klo 14.00-15.30'])(
    '%s is left as it is',
    (text) => {
      expect(maskIdentifiers(text)).toEqual({ text, codes: 0 });
    },
  );

  test('the work grows with the text and not faster: a megabyte of any bait is done', () => {
    for (const bait of ['1', ' 1', '010190-', '1.1.', '0 1 0 1 9 0 - ', 'a@', 'FI12 ', '+358 ']) {
      const text = bait.repeat(Math.ceil(1_000_000 / bait.length));
      expect(maskIdentifiers(text).codes).toBe(0);
      expect(maskContacts(text, ['0800 147 111']).length).toBeGreaterThan(0);
    }
  });
});

describe('PR-3 contact details', () => {
  const ours = ['0800 147 111', '09 2525 0111', '080 005 005'];
  test.each([
    'kirjoita matti.meikalainen@example.org',
    'soita 040 123 4567',
    'soita 0401234567',
    'soita +358 40 123 4567',
    'soita (09) 123 4567',
    'tili FI21 1234 5600 0007 85',
    'kortti 4111 1111 1111 1111',
  ])('%s is masked', (text) => {
    const masked = maskContacts(text, ours);
    expect(masked).not.toMatch(/\d|@e/);
    expect(masked.split(' ')[0]).toBe(text.split(' ')[0]);
  });
  test.each([
    'hätänumero 112',
    'päivystysapu 116117',
    'päivystysapu 116 117',
    'myrkytys 0800 147 111',
    'kriisi 0925250111',
    'kriisi +358 9 2525 0111',
    'Nollalinja 080005005',
    'kuumetta 38,5',
    'postinumero 70100',
    'synnyin 14.3.1952',
  ])('%s stays', (text) => expect(maskContacts(text, ours)).toBe(text));
  test('a stranger’s number beside ours is masked', () => {
    expect(maskContacts('0800 147 111 tai 0401234567', ours)).toBe('0800 147 111 tai *** ****');
  });
});
