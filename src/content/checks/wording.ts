/** Words that such a service must not use, and sentences that are too long (PA-1, PA-3, PR-2, MD-2, MD-3). */
import type { Fault } from '../fault.ts';
import type { ContentSource, Sourced } from '../source.ts';
import { faultAt, textsIn } from './shared.ts';

const longestSentence = 20;

/** Wording that is refused, with the duty it breaks. */
const banned: readonly (readonly [RegExp, string, string])[] = [
  [
    /\b(myönnetään|hylätään|olet oikeutettu|beviljas|avslås|you are entitled|is granted)\b/iu,
    'PA-1',
    'guidance decides nothing: say where it is decided',
  ],
  [
    /\b(et tarvitse (hoitoa|lääkäriä)|ei ole vaarallis\w*|vaaraton\w*|turhaan|du behöver inte vård|är ofarlig\w*|inte farligt|you do not need (care|a doctor)|is harmless|not dangerous)\b/iu,
    'MD-3',
    'never say that care is not needed: say when to seek it',
  ],
  [
    /\b(sinulla on (?:todennäköisesti|luultavasti)|du har sannolikt|you (?:probably|likely) have)\b/iu,
    'MD-2',
    "never name an illness as the person's: say which door to knock on",
  ],
  [
    /\b(anna|kirjoita|kerro|ange|skriv|give|enter|type) (?:hetu\w*|henkilötunnu\w*|din personbeteckning|your (?:personal )?identity code)/iu,
    'PR-2',
    'never ask for an identity code in the anonymous chat',
  ],
];

/** A number or link in a flow or guide goes stale unseen; they belong to services. */
const numberOrLink = /https?:\/\/|www\.|\b0\d{1,3}[ -]?\d{3,}|\b\d{5,}\b/;

export function checkWording(source: ContentSource): Fault[] {
  const shown: readonly Sourced<unknown>[] = [
    ...source.needs,
    ...source.guides,
    ...source.flows,
    ...source.notices,
    ...source.phrases,
    ...source.services,
    ...source.elsewhere.map((item) => ({ ...item, value: { answer: item.value.answer } })),
  ];
  return [
    ...shown.flatMap((item) =>
      textsIn(item.value).flatMap(({ path, text }) => [
        ...checkWords(item, path, text),
        ...checkLength(item, path, text),
      ]),
    ),
    ...[...source.flows, ...source.guides].flatMap((item) =>
      textsIn(item.value).flatMap(({ path, text }) =>
        numberOrLink.test(text)
          ? [
              faultAt(
                item,
                path,
                'wording/number',
                `"${excerpt(text)}" holds a number or a link`,
                'name the service by its id in an outcome instead',
              ),
            ]
          : [],
      ),
    ),
  ];
}

function checkWords(item: Sourced<unknown>, path: readonly PropertyKey[], text: string): Fault[] {
  return banned.flatMap(([pattern, duty, mend]) => {
    const found = pattern.exec(text)?.[0];
    return found === undefined
      ? []
      : [
          faultAt(
            item,
            path,
            `wording/${duty.toLowerCase()}`,
            `"${found}" is not to be said (${duty})`,
            mend,
          ),
        ];
  });
}

function checkLength(item: Sourced<unknown>, path: readonly PropertyKey[], text: string): Fault[] {
  return text.split(/[.!?:\n]+(?:\s|$)/).flatMap((sentence) => {
    const count = sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    return count <= longestSentence
      ? []
      : [
          faultAt(
            item,
            path,
            'wording/long-sentence',
            `a sentence has ${count} words: "${excerpt(sentence)}"`,
            `cut it to ${longestSentence} words or fewer`,
          ),
        ];
  });
}

const excerpt = (text: string): string => (text.length > 60 ? `${text.trim().slice(0, 57)}…` : text.trim());
