/** Recognises "I don't know": it is neither yes nor no, and never a value. */

const words = (list: string): string => `(?:${list.trim().split(/\s+/).join('|')})`;

/** Finnish "en", "emmä", "ei" with its subject and small words between it and the verb. */
const denial = `\\b(?:en|em|emma|emmie|emmaa|enka|enpa|e|ei|empa|an)(?: ?${words('mina mie ma maa miu me han se muo')})?`;
const between = `(?: ${words('oikein kylla kyl nyt just tarkkaan tarkalleen ihan enaa ees edes yhtaan varmaksi varmasti itekkaan itsekaan todellakaan viela sita')}){0,3}`;
const knowing = words(
  `tia tiia tiija tii tie tieda tiijja tiiak tieja tiea tiaa muista muistak muisti osaa osoo ossoo ossaa ossa hoksaa kasita keksi arvaa
   ymmarra ymmarr ymmartan\\w*`,
);
const certain = `(?:ole|oo)(?: (?:ihan|iha|aivan))? varma|oo kattonut|pysty sanomaan|voi sanoa|viitti sanoa|saa selvaa`;
const nothing = words(
  'tietoa tietoo hajua hajuu hajuakaan hajuukaan aavistusta aavistustakaan kasitysta havaintoa muistikuvaa harmaintakaan selvilla varmuutta varmaa',
);

/** Folded forms of not knowing, in all three languages, anywhere in a short answer. Every repetition is bounded (SE-8). */
const forms: readonly RegExp[] = [
  new RegExp(`${denial}${between} ?(?:${knowing}|${certain})\\b`),
  new RegExp(
    `\\bei(?: (?:oo|ole|o))?(?: (?:mitaan|mittaan|minkaanlaista|ees|edes|harmainta|varmaa)){0,2} ${nothing}\\b`,
  ),
  /\b(?:vaike[ae]a?|vaikee|vaikia|hankala|paha|mahoton|mahdoton|hankee|vaikeeta|hankalaa) (?:\w+ )?(?:sanoa|sanoo|sannoo|sano|tietaa|arvioida|arvioia|arvella|sanua|vastata|menna sanomaan|maaritella)\b/,
  /\b(?:mista|mist|mistapa) (?:ma|mina|mie|sen|sita|maa)(?: sen)? ?(?:tieta\w*|tiia\w*|voi\w*|tiedan)/,
  /\b(?:ken|kuka|kukapa|mene ja|tieda|mene) (?:ties|tieda|tietaa|tiia)\b|\btiedap? ?(?:hanta|tuota|sita|nyt|se)\b|\b(?:tiia|tia|tieda) hant\w*/,
  /\bsanopa (?:se|muuta)\b|\bties\b/,
  /\b(?:vet|veit|minns|kommer|kan|forstar|vett)(?: (?:jag|ja))?(?: (?:faktiskt|riktigt|tyvarr|alls))? (?:inte|int|ej|itt|icke)\b/,
  /\b(?:jag|ja) (?:vet|minns|kan|ar|kommer|forstar)(?: (?:faktiskt|riktigt|tyvarr))? (?:inte|int|ej|osaker)\b|\b(?:int|inte) veit ja\b|\bosaker\b|\b(?:inte|int|ej)(?: (?:helt|riktigt))? saker\b/,
  /\bsvart (?:att )?(?:saga|veta|svara|bedoma)\b|\bingen aning\b|\b(?:har )?ingen (?:koll|ide)\b|\bvem vet\b|\bomojligt att saga\b/,
  /\b(?:dont|don t|do not|didnt|cant|can t|cannot|can not|couldnt|couldn t)(?: (?:really|actually|quite))? (?:know|remember|recall|say|tell|understand)\b|\bdunno\b|\bidk\b|\bno (?:idea|clue)\b|\bnot (?:\w+ )?(?:sure|certain)\b|\bunsure\b|\buncertain\b/,
  /\bhard to (?:say|tell)\b|\bdifficult to (?:say|tell)\b|\bhaven ?t (?:a clue|an idea|checked)\b|\bwho knows\b|\bbeats me\b/,
];

/** Whether a folded answer says that the person does not know. */
export function saysNotKnowing(plain: string): boolean {
  const said = plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return forms.some((form) => form.test(said));
}
