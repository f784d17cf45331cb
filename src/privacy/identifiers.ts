/** Finds and masks personal identity codes and contact details (PR-1, PR-3). */
import { type CodeMatch, findCodes } from './identity-code.ts';

/** What stands in place of a code: no words of any language, and nothing that could be taken for a code again. */
export const maskedCode = '******-****';
const maskedMail = '***@***';
const maskedNumber = '*** ****';

/**
 * Masks identity codes and what looks like one (PR-1). `codes` counts the true ones only. A look-alike with a wrong
 * check character is masked when it is spread like a code, not when it is grouped like a telephone number.
 */
export function maskIdentifiers(text: string): { readonly text: string; readonly codes: number } {
  const found = findCodes(text).filter(
    (match) => match.born !== null || (match.even && !belongsToAddress(text, match)),
  );
  if (found.length === 0) return { text, codes: 0 };
  const parts: string[] = [];
  let end = 0;
  for (const match of found) {
    parts.push(text.slice(end, match.start), maskedCode);
    end = match.end;
  }
  parts.push(text.slice(end));
  return { text: parts.join(''), codes: found.filter((match) => match.born !== null).length };
}

/** A number inside an e-mail or web address is no look-alike. */
function belongsToAddress(text: string, match: CodeMatch): boolean {
  return /[@/]$/.test(text.slice(Math.max(0, match.start - 1), match.start));
}

/** Whether a text holds a personal identity code of somebody born no later than `today`. */
export function containsIdentityCode(text: string, today: Date): boolean {
  return findCodes(text).some((match) => match.born !== null && match.born.getTime() <= today.getTime());
}

const mail =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/gu;
const iban =
  /(?<![\p{L}\p{N}])[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,3})?(?![\p{L}\p{N}])/gu;
const card = /(?<![\p{L}\p{N}])(?:\d{4}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,3})?|\d{13,19})(?![\p{L}\p{N}])/gu;
/** Seven to fifteen digits that begin like a telephone number: 0…, +…, or Finland's 358. */
const phone = /(?<![\p{L}\p{N}+])(?:\+ ?\d|\(?0|358)(?:[ ()/-]{0,2}\d){5,14}(?![\p{L}\p{N}])/gu;
const shortest = 7;

/** Digits of a telephone number in its national form. */
function national(number: string): string {
  return number.replace(/\D/g, '').replace(/^(?:00)?358/, '0');
}

/** ISO 13616: letters count 10–35, the first four signs go last, the whole mod 97 is 1. Finnish ones are masked even when mistyped. */
function isAccount(text: string): boolean {
  const plain = text.replace(/ /g, '').toUpperCase();
  if (/^FI\d{10,}$/.test(plain)) return true;
  const digits = (plain.slice(4) + plain.slice(0, 4)).replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

/** Most messages have neither an at sign nor five digits: nothing in them needs a closer look. */
const mayHoldContact = /@|(?:\p{N}[^\p{N}]*){5}/u;

/** Our own telephone numbers in any writing, as one pattern; null when there are none. */
function ourNumbers(ours: readonly string[]): RegExp | null {
  const forms = ours
    .map(national)
    .filter((digits) => digits.length >= shortest)
    .map(
      (digits) =>
        `(?:0|\\+ ?358[ (]{0,2}0?\\)?|00358)${[...digits.replace(/^0/, '')].map((digit) => `[ ()/-]{0,2}${digit}`).join('')}`,
    );
  return forms.length === 0 ? null : new RegExp(`(?<![\\p{N}+])(?:${forms.join('|')})(?!\\p{N})`, 'gu');
}

function maskStretch(text: string): string {
  return text
    .replace(mail, maskedMail)
    .replace(iban, (match) => (isAccount(match) ? maskedNumber : match))
    .replace(phone, (match) => (match.replace(/\D/g, '').length < shortest ? match : maskedNumber))
    .replace(card, maskedNumber);
}

/**
 * Masks e-mail addresses, telephone, account and card numbers (PR-3). Our own numbers (`ours`, in any writing) and
 * numbers as short as 112 and 116 117 stay. Linear in the length of the text.
 */
export function maskContacts(text: string, ours: readonly string[]): string {
  if (!mayHoldContact.test(text)) return text;
  const own = ourNumbers(ours);
  if (own === null) return maskStretch(text);
  const parts: string[] = [];
  let end = 0;
  for (const match of text.matchAll(own)) {
    parts.push(maskStretch(text.slice(end, match.index)), match[0]);
    end = match.index + match[0].length;
  }
  return parts.join('') + maskStretch(text.slice(end));
}
