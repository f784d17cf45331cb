/** Tells which words of a message are denied: "ei rintakipua", "no chest pain", "rintakipua ei ole". */
import { coreOf, fold } from '../language/fold.ts';
import type { Token } from '../language/tokens.ts';
import { denials } from './pattern.ts';

const cores = (words: string): ReadonlySet<string> =>
  new Set(words.split(' ').map((word) => coreOf(fold(word))));

/** Words after which a denial no longer holds. */
const turns = cores(
  'mutta mut mutku vaan men but utan silti kuitenkin koska kun ku and och o ja because sila fast tai siis',
);

/** Most words from a denial to the word it denies. */
const denialReach = 4;

/**
 * Beginnings of words that, right after a denial, take its force: "en tiedä", "en kestä tätä kipua", "doesn't stop".
 * What follows them is there all the same.
 */
const powerless =
  'tied tia tija tieto kest jaksa jaksan pysty voi sa sada auta auttan autan mene men lop helpot helit heli laka lahd uskal ymar muist sied nuku sano var varma enan saisi satais vet orkar kan sover kunat hjalp gar slut vag forsta klarar star saker lag far forst know stop sleep slept stand help cope bear sure go going work understand get move walk eat bother realy'.split(
    ' ',
  );

/** Words that make a denial a comparison: "I've never had such a headache", "ei ole ikinä sattunut näin". */
const comparing = cores(
  'näin noin tällaista tällasta tämmöstä tälläistä tämmöistä semmosta such this worse sådan sådant så såhär sånt pahempaa kovempaa',
);

/** Endings of symptoms that stand before their denial: "rintakipua ei ole". */
const endings = [
  'kipua',
  'kipuja',
  'usta',
  'ysta',
  'usia',
  'uta',
  'yta',
  'eita',
  'kumeta',
  'vuotoa',
  'uksia',
  'yksia',
  'valta',
  'verta',
  'oja',
];
const being = cores('ole oo ou o ollut ollu ollunna tule tullut näy esiinny esiintynyt tunnu');

/** Words that show a language, for the words that deny in one and not in another. */
const swedish = cores(
  'jag och det är har min mitt som på att med inte hon han för av den ett mig å de ja e vi vad när dig sig till i från mot var barn tog åt fick vid ligger kan ska skulle vill hos efter under man kvinna sin sitt alla nån något över kommer mycket hela nu igen',
);
const english = cores(
  'the my is and have has to he she i it of with had was are pain not any im hes shes there for in me since feels',
);

function isWordOf(tokens: readonly Token[], at: number, words: ReadonlySet<string>): boolean {
  const near = tokens.slice(Math.max(0, at - 6), at + 7);
  return near.some((token) => words.has(token.core));
}

/** Swedish "en" is an article, Finnish "no" is a filler: neither denies. */
function denies(tokens: readonly Token[], words: readonly string[], at: number): boolean {
  const core = words[at] ?? '';
  if (!denials.has(core) && tokens[at]?.folded !== 'ee') return false; // eastern "ee" is "ei"; "e" is Swedish "är"
  if (core === 'en' && isWordOf(tokens, at, swedish)) return false;
  if (core === 'no' && !isWordOf(tokens, at, english)) return false;
  const next = words[at + 1] ?? '';
  if (core !== 'no' && core !== 'without' && powerless.some((beginning) => next.startsWith(beginning)))
    return false;
  return !words.slice(at + 1, at + 7).some((word) => comparing.has(word));
}

/** For each word, whether it is denied within its clause. `words` are the squeezed letters of `tokens`. */
export function markDenied(tokens: readonly Token[], words: readonly string[]): readonly boolean[] {
  const denied = new Array<boolean>(tokens.length).fill(false);
  let since = Number.NEGATIVE_INFINITY;
  tokens.forEach((token, at) => {
    const core = words[at] ?? '';
    const here = denies(tokens, words, at);
    if ((token.starts || turns.has(core)) && !here) since = Number.NEGATIVE_INFINITY;
    if (at - since <= denialReach) denied[at] = true;
    if (!here) return;
    since = at;
    if (stoodBefore(words, at) && !token.starts) {
      for (let back = at - 1; back >= Math.max(0, at - 3); back -= 1) {
        denied[back] = true;
        if (tokens[back]?.starts || turns.has(words[back] ?? '')) break;
      }
    }
  });
  return denied;
}

function stoodBefore(words: readonly string[], at: number): boolean {
  if (!being.has(words[at + 1] ?? '')) return false;
  return [at - 1, at - 2].some((back) => endings.some((ending) => (words[back] ?? '').endsWith(ending)));
}
