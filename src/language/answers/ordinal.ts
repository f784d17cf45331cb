/** Reads which of the offered choices is meant: "eka", "the last one", "näst sista", "B". */
import type { Language } from '../../content/schema.ts';
import { plainAnswer } from './atoms.ts';
import { numberIn } from './quantity.ts';
import { saysNotKnowing } from './unknown.ts';

/** Places counted from the end, tried in this order: the next to last holds the word for last. */
const fromEnd: readonly (readonly [RegExp, number])[] = [
  [
    /\b(?:kolmanneks\w* viim\w*|kolmas lopusta|lopusta kolmas|alhaalta kolmas|kolmas alhaalta|tredje (?:sista|fran slutet)|third (?:from the end|to last|last|from the bottom))\b/,
    -3,
  ],
  [
    /\b(?:viimeista edelli\w*|viimesta edelli\w*|viimosta edelli\w*|(?:toiseks\w*|toisiks\w*|toka\w*|toinen|toise|tokaks\w*) ?(?:viim\w*|vika\w*|vimppa|viimoi?nen)|(?:lopusta|alhaalta) (?:toinen|toka)|(?:toinen|toka) (?:lopusta|alhaalta)|nastsista|nast ?sista|naast sista|nast sist\w*|andra fran slutet|nast nederst\w*|second (?:to|from the|from) (?:last|end|bottom)|second[ -]?last|next to last|last but one|penultimate|one before (?:the )?last|toiseksalin|toiseks alin|toiseksi alin)\b/,
    -2,
  ],
  [
    /\b(?:viimei\w*|viimi\w+|viimene\w*|viimes\w+|viimos\w*|viimo\w*|vihonviim\w*|vika|vikan|vikaa|vikana|vimppa|vimonen|alin|alimma\w*|alinta|alimpana|sista|sist|sistnamnd\w*|nederst\w*|last|final|bottom\w*|lowest|latter)\b/,
    -1,
  ],
];

const fromStart: readonly (readonly [RegExp, number])[] = [
  [
    /^(?:ensimm?a\w*|ens?immai\w*|eka|ekan|ekaa|ekana|ekaks\w*|ekalle|ekka|ylin|ylimma\w*|ylinta|paallimm\w*|alkupaa\w*|forsta|forst|overst\w*|first|1st|top|topmost|former|a)$/,
    1,
  ],
  [/^(?:toinen|toisen|toista|toisena|toinenkin|toka|tokan|tokaa|tokana|tokaks\w*|andra|second|2nd|b)$/, 2],
  [/^(?:kol[oe]?ma(?:s|nne\w*|tta|nte\w*)|kolkki|tredje|third|3rd|c)$/, 3],
  [/^(?:nel[ei]?ja(?:s|nne\w*|tta|nte\w*)|fjarde|fourth|4th|d)$/, 4],
  [/^(?:vii(?:des|denne\w*|detta|dente\w*|es|enne\w*|jes)|femte|fifth|5th)$/, 5],
  [/^(?:kuu(?:des|denne\w*|detta|dente\w*|es|ves)|sjatte|sixth|6th)$/, 6],
  [/^(?:sei[ht]?t?[ts]?ema(?:s|nne\w*|tta)|sjunde|seventh|7th)$/, 7],
  [/^(?:ka(?:hd|h)eksa(?:s|nne\w*|tta)|attonde|eighth|8th)$/, 8],
  [/^(?:y(?:hd|h)eksa(?:s|nne\w*|tta)|nionde|ninth|9th)$/, 9],
  [/^(?:kymmene(?:s|nne\w*|tta)|tionde|tenth|10th)$/, 10],
];

const several =
  /\b(?:molem\w*|kumpiki\w*|kaikki|kaikkia|kumpikaan|ei kumpi\w*|ei mikaan|ei mitaan|en mitaan|ei yksikaan|joku muu|jotain muuta|muu|bada|alla|ingen|inget|annat|both|all of|none|neither|either|something else|other|keskimm\w*|middle|mittersta|mellersta)\b/;
/** What was said before a correction does not count. */
const correction =
  /\b(?:eiku|ei ku|ei kun|eikun|ei vaan|eipas ku|nej forlat|nej inte|no wait|wait no|i mean|tai siis|siis|eller nej|sorry)\b/;

/** 1-based place of the choice, -1 for the last, -2 for the one before it. */
export function ordinalIn(text: string, lang?: Language): number | null {
  const whole = plainAnswer(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const at = whole.search(correction);
  const words = (at > 0 ? whole.slice(at).replace(correction, '').trim() : whole).replace(
    /(?<=\p{L}{2})(?:vaihtoeh\w*|alternativ\w*)/gu,
    '',
  );
  if (words === '' || saysNotKnowing(words) || several.test(words)) return null;
  const back = fromEnd.find(([form]) => form.test(words));
  const tokens = words.split(' ');
  const front = new Set(tokens.flatMap((token) => (isLetter(token, tokens) ? placeOf(token) : [])));
  if (back !== undefined) return front.size === 0 || back[1] < -1 ? back[1] : null;
  if (front.size > 1) return null;
  const [named] = front;
  if (named !== undefined) return named;
  const value = numberIn(words, lang);
  return value !== null &&
    Number.isInteger(value) &&
    value >= 1 &&
    value <= 20 &&
    !/\b(?:tai|vai|eller|or|ja|och|and)\b/.test(words)
    ? value
    : null;
}

function placeOf(token: string): readonly number[] {
  const found = fromStart.find(([form]) => form.test(token));
  return found === undefined ? [] : [found[1]];
}

/** A single letter names a choice only alone or beside the word for choice. */
function isLetter(token: string, tokens: readonly string[]): boolean {
  if (!/^[a-d]$/.test(token)) return true;
  return (
    tokens.length === 1 ||
    tokens.some((other) =>
      /^(?:vaihto\w*|vaihtoe\w*|kohta|kohdan|kirjain|option|choice|alternativ\w*|svar|vastaus|answer|letter|se|valitsen)$/.test(
        other,
      ),
    )
  );
}
