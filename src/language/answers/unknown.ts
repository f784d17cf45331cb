/** Recognises "I don't know": it is neither yes nor no, and never a value. */

/** Folded forms of not knowing, in all three languages, anywhere in a short answer. */
const forms: readonly RegExp[] = [
  /\b(?:en|em|emma|emmie|emmaa|enka|enpa|e|ei|ai|empa|an) ?(?:mina|mie|ma|maa|miu|me|han|se|muo)? ?(?:oikein|kyl+a?|kyl|nyt|just|tarkkaan|tarkalleen|ihan|enaa|ees|edes|yhtaan|varmaksi|varmasti|itekkaan|itsekaan|todellakaan|vielä|viela)* ?(?:tia|tiia|tiija|tii|tie|tieda|tiijja|tiiak|tieja|tiea|tiaa|tiarä|muista|muistak|muisti|osaa|osoo|ossoo|ossaa|ossa|ole varma|oo varma|oo ihan varma|ole ihan varma|oo iha varma|oo kattonut|hoksaa|pysty sanomaan|voi sanoa|ymmarra|ymmarr|ymmartan\w*|kasita|keksi|arvaa|viitti sanoa|saa selvaa)\b/,
  /\bei ?(?:oo|ole|o)? ?(?:mitaan|mittaan|minkaanlaista|hajuakaan|tietoa|tietoo|hajua|hajuu|aavistusta|aavistustakaan|kasitysta|hajuukaan|ees hajua|harmainta|varmuutta|varmaa tietoa)? ?(?:tietoa|tietoo|hajua|hajuakaan|hajuukaan|aavistusta|aavistustakaan|kasitysta|havaintoa|muistikuvaa|harmaintakaan|selvilla|varmuutta|varmaa)\b/,
  /\b(?:vaikea|vaikee|vaikia|hankala|paha|mahoton|mahdoton|hankee|vaikeeta|hankalaa)\s+(?:\w+ )?(?:sanoa|sanoo|sannoo|sano|tietaa|arvioida|arvioia|arvella|sanua|vastata|menna sanomaan|maaritella)\b/,
  /\b(?:mista|mist|mistapa) (?:ma|mina|mie|sen|sita|mää|maa)(?: sen)? ?(?:tieta\w*|tietas\w*|tiia\w*|voi\w*)/,
  /\b(?:ken|kuka|kukapa|mene ja|tieda|mene) (?:tieda|tietaa|tiia|tiataa)\b|\btiedap? ?(?:hanta|tuota|haota|sita|nyt|se)\b|\b(?:tiia|tia|tieda) hant\w*/,
  /\bsanopa (?:se|muuta)\b|\b(?:ties|herra ties|luoja ties|jumala ties)\b/,
  /\b(?:vet|veit|minns|kommer|kan|forstar|vett) ?(?:jag|ja|ja')? ?(?:faktiskt|riktigt|tyvarr|alls)? ?(?:inte|int|ej|itt|icke)\b/,
  /\b(?:jag|ja) (?:vet|minns|kan|ar|kommer|forstar) ?(?:faktiskt|riktigt|tyvarr)? ?(?:inte|int|ej|osaker)\b|\b(?:int|inte) veit ja\b|\bosaker\b|\b(?:inte|int|ej) (?:helt |riktigt )?saker\b/,
  /\bsvart (?:att )?(?:saga|veta|svara|bedoma)\b|\bingen aning\b|\b(?:har )?ingen (?:koll|ide)\b|\bvem vet\b|\bomojligt att saga\b/,
  /\b(?:dont|don t|do not|didnt|cant|can t|cannot|can not|couldnt|couldn t|don'?t) (?:really |actually |quite )?(?:know|remember|recall|say|tell|understand)\b|\bdunno\b|\bidk\b|\bno (?:idea|clue)\b|\bnot (?:\w+ )?(?:sure|certain)\b|\bunsure\b|\buncertain\b|\bhard to (?:say|tell)\b|\bdifficult to (?:say|tell)\b|\bhavent (?:a clue|an idea|checked)\b|\bwho knows\b|\bbeats me\b|\bhaven t (?:a clue|checked)\b/,
];

/** Whether a folded answer says that the person does not know. */
export function saysNotKnowing(plain: string): boolean {
  const words = plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return forms.some((form) => form.test(words));
}
