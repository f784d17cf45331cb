/** Finds and masks personal identity codes and contact details (PR-1, PR-3). */
import { type CodeMatch, findCodes } from './identity-code.ts';

/** What stands in place of a code: no words of any language, and nothing that could be taken for a code again. */
export const maskedCode = '******-****';
const maskedMail = '***@***';
const maskedNumber = '*** ****';

/**
 * Masks identity codes and what looks like one (PR-1). `codes` counts the true ones only. A look-alike with a wrong
 * check character is masked when it is written like a code, not when it is spread out like a telephone number.
 */
export function maskIdentifiers(text: string): { readonly text: string; readonly codes: number } {
  const found = findCodes(text).filter((match) => match.born !== null || (match.tight && !belongsToAddress(text, match)));
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

const mail = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/gu;
const iban = /(?<![\p{L}\p{N}])[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,3})?(?![\p{L}\p{N}])/gu;
const card = /(?<![\p{L}\p{N}])\d(?:[ -]?\d){12,18}(?![\p{L}\p{N}])/gu;
/** Seven to fifteen digits that begin like a telephone number: 0…, +…, or Finland's 358. */
const phone = /(?<![\p{L}\p{N}+])(?:\+ ?\d|\(?0|358)(?:[ ()/-]{0,2}\d){5,14}(?![\p{L}\p{N}])/gu;

/** Digits of a telephone number in its national form. */
function national(number: string): string {
  return number.replace(/\D/g, '').replace(/^(?:00)?358/, '0').replace(/^00+(?=\d)/, '0');
}

/**
 * Masks e-mail addresses, telephone, account and card numbers (PR-3). Our own numbers (`ours`, in any writing) and
 * numbers as short as 112 and 116 117 stay. Linear in the length of the text.
 */
export function maskContacts(text: string, ours: readonly string[]): string {
  const kept = new Set(ours.map(national));
  return text
    .replace(mail, maskedMail)
    .replace(iban, (match) => (/\d{4}/.test(match) ? maskedNumber : match))
    .replace(phone, (match) => (kept.has(national(match)) || match.replace(/\D/g, '').length < 7 ? match : maskedNumber))
    .replace(card, (match) => (kept.has(national(match)) ? match : maskedNumber));
}
