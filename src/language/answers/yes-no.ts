/** Reads yes, no or neither: "unknown" is never taken for "no". */
import type { Language } from '../../content/schema.ts';
import { plainAnswer } from './atoms.ts';
import { saysNotKnowing } from './unknown.ts';

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Words that say yes by themselves, folded, all three languages. */
const yesWords = list(
  `joo juu juujuu jojo jaajoo jo jop jup juup juuh joop joopajoo jooh joho jees jes jess jesh jep jeps jepjep jeep jepu jebu jebs jup yep yup yas kyl kylla kyllapa kyllahan kylhan kylva 
   k y j tottakai tokkiinsa toki tokihan tottamaar totta tottahan totisesti varmasti varmaan varmaankin varmaanki varmana varma ilmanmuuta ehdottomasti aivan just justiinsa 
   justiisa juuri nimenomaan niin niinpa niinhan nii niijjoo nih oikein okei ok okej okk okeis oukei okke sopii kay kaypi kayhan kayhanse sopiihan passaa onnistuu mielellaan mielelani mielellani ilomielin mieluusti kernaasti
   haluan haluaisin haluun tahdon toivoisin pitaa luultavasti todennakoisesti luulisin uskoisin kaipa kait kai varmaanki oikeassa positiivinen myontavasti
   jap japp jepp jovisst joda jada jajamen jajaman jajamensan jao saklart givet javisst visst visserligen absolut givetvis naturligtvis sjalvklart sjalvfallet precis exakt stammer korrekt garna mm mhm mmh jaja joja jojo ja aa
   antagligen formodligen troligen sakert jodu jojomensan nog
   yes yeah yea yeh ya yah yeap yess yessir yepp yip sure surely definitely absolutely correct right true indeed aye affirmative certainly totally probably exactly obviously
   somewhat naturally always ofcourse`,
);
/** Words that say no by themselves. */
const noWords = list(
  `ei eii eiei ehei eheei eipa eipas eihan eikai eikii eiko-ei en enn enpa enpas enhan enka eika em empa emma emmie emmaa emmaak enma enmie e eik ema emme eivat nou noup nop nope nops
   naah naa nah tuskin hadintuskin tuskinpa eioo eiole eio eioota eioleoo enoo enole ala alapa kielteinen kieltavasti negatiivinen vaarin ikina 
   nej nejda nejdo nehej na nae napp nepp nix inte int itt ej icke aldrig ingen inget inga knappast ingalunda neij nee
   no not nah nay never none negative hardly nothing neither nobody noo noope dont doesnt didnt isnt arent wasnt werent havent hasnt hadnt cant cannot couldnt wont wouldnt shouldnt barely false wrong nopes`,
);
/** Neither yes nor no, though they stand beside either. */
const neither =
  /\b(?:ehka|ehkapa|kenties|mahdollisesti|mahollisesti|saattaa|saattais\w*|saattoi|voi olla|voipi olla|vois olla|voihan|voipi|jaa|jaahas|jaaha|jaa a|hm+|oisko|oiskohan|onkohan|riippuu|valilla|vallila|joskus|toisinaan|silloin talloin|sillon tallon|vaihtelee|seka etta|molempi\w*|molemmat|joo ja ei|joo tai ei|kylla tai ei|kylla ja ei|ei eika|puolet ja puolet|fifty fifty|niin ja nain|kylla ja en|kanske|mojligen|mojligtvis|eventuellt|kan vara|ibland|bade och|ja och nej|jo och nej|nja|njae|beror pa|lite bade|emellanat|varken|maybe|perhaps|possibly|sometimes|depends|yes and no|could be|might be|may be|on and off|so so|neither nor|mita|tarkoita\w*|en ymmarra|vad|what|huh|haa|apua|help|hjalp|menar)\b/;
/** Consent in the form of a denial. */
const consent =
  /^(?:no )?(?:jaa (?:joo|juu|kyl\w*|on)|jaha ja|sa ar det|det (?:kan man (?:val )?saga|ar (?:ratt|sant|korrekt)|later ratt)|tyvarr ja|ja (?:\w+ )?(?:alltid|ibland)|pretty much|more or less|quite (?:a (?:lot|bit)|so)|thats (?:right|correct|true|it)|ei (?:se |toki |kylla |tuo )?haittaa|ei haittoo|mika(?:pa|s) siina|mikas ettei|mika ettei|miksi(?:pa)? ei|mikset|miksei|miksipas ei|ei muuta ku(?:n)?(?: joo)?|ilman muuta|totta (?:kai|hitossa|ihmeessa|maar|mooses)|pitaa paikkansa|pittaa paikkansa|kylla vain|jo(?:o|mar) toki|why not|varfor inte|(?:i )?(?:do not|don ?t) mind|of course|for sure|uh huh|you bet|that s right|(?:eiku|ei ku|ei kun|ei vaan|ei siis|nej jo|no wait) (?:joo|juu|kyl\w*|on|jo|ja|yes)|har inget emot\w*|inga problem|det gar bra)\b/;
/** Doubt that leans to one side. */
const leansNo =
  /^mita viela|\b(?:en|ei) (?:usko\w*|luule\w*|taida|taija|taia|kai|varmaan\w*|oikeastaan|oikein|juuri\w*|just|tietaakseni|tieta\w*|mun mielesta)\b|\b(?:tror|tro) (?:jag )?(?:inte|int|ej)\b|\b(?:don ?t|do not) (?:think|believe)\b|\bnot (?:that i know|really|at all|quite|yet|currently)\b|\binte (?:vad|som) jag vet\b/;
const leansYes =
  /^(?:ma |mina |mie |jag |ja |i )?(?:luulen|uskon|luulisin|uskoisin|arvelen|epailen|tror|antar|think|guess|believe|suppose)(?: niin| nii| etta (?:joo|kylla|on)| joo| det| so| yes| ja| att det)?$/;

/** Forms of "to be" and other verbs that repeat the question as a yes. */
const echo = list(
  'on oon olen ollaan oli olin olivat ovat onhan onpa onpas onkii onki onkin oonhan olenhan olehan ollu ollut olenki oonki onpahan omma har ar gor finns hade sattuu sattu koskee koski sarkee sarki tuntuu tuntu kutittaa kutisee polttaa poltti turpoaa otan otin kaytan oisin olisin tarvin tarviin tarvitsen tarvii pystyn pystyy voin voi osaan haluamme paasen paasee onnistun kavin syon juon poltan jaksan nukun kuulen naen muistan',
);
const englishEcho =
  /^(?:i|he|she|it|they|we|that|there) (?:do|does|did|have|has|had|am|is|are|was|were|can|could|would|will)(?: so| indeed)?$|^(?:it|that) (?:is|was|s) (?:true|right|correct)$/;
const swedishEcho =
  /^(?:det|jag|ja|han|hon|den|vi|barnet) (?:har|ar|gor|kan|hade|vill|finns|stammer|finns det|gar bra|passar)(?: jag| han| hon| det| vi| den| bra)*$/;
const finnishEcho =
  /^samaa mielta|^(?:kylla |no |niin |niinhan |joo )?(?:mulla|minulla|miulla|mulla|meilla|silla|hanella|sill|mull|lapsella|silta|se|ne|han|tama|niinhan se|niin se|semmonen|semmoinen|sellainen|niin|nain|naytt\w+|tuntuu|vaikuttaa) (?:on|oli|ovat|on ollu\w*|silta|tuntuu|nayttaa|vaikuttaa|asia on|se on)(?: kylla| kyl| joo| kai| ollu\w*| se| jo| aina)*$/;
/** A little is a yes; so is a lot. */
const degree =
  /^(?:no |ihan |aika |joo )?(?:vahan|vahasen|hieman|hiukan|hitusen|jonkin verran|jonkun verran|lievasti|pik+[ua]+sen|vahasen|lievaa|jossain maarin|osittain|melko|paljon|kovasti|hirveesti|todella|erittain|tosi|koko ajan|jatkuvasti|usein|aina|lite|litegrann|litet|nagot|en del|ganska|mycket|jamt|hela tiden|ofta|alltid|a (?:little|bit|lot)|slightly|very much|very|kind of|sort of|often|all the time|constantly)(?: bit| kylla| joo| on| vain| vaan| verran| paljon| usein| \w+sti)?$/;

const yesSigns = /[👍👌✅✔☑🙆💯🙋🆗]/u;
const noSigns = /[👎❌🚫🙅✖⛔]/u;
const doubtSigns = /[🤷🤔😕❓]/u;

/** True, false, or null when the answer says neither or the person does not know. */
export function yesNoIn(text: string, lang?: Language): boolean | null {
  const plain = plainAnswer(text);
  const words = plain
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/([a-z])\1{2,}/g, '$1$1')
    .trim();
  if (words === '') return readSigns(plain);
  const said = readWords(words, plain, lang);
  return said === null && !neither.test(words) && !saysNotKnowing(words) && words.split(' ').length <= 2
    ? readSigns(plain)
    : said;
}

function readSigns(plain: string): boolean | null {
  if (doubtSigns.test(plain)) return null;
  const [yes, no] = [yesSigns.test(plain), noSigns.test(plain)];
  return yes === no ? (/^\s*\+1?\s*$/.test(plain) ? true : null) : yes;
}

function readWords(words: string, plain: string, lang: Language | undefined): boolean | null {
  const tokens = words.split(' ');
  if (consent.test(words)) return true;
  const lead = leadingAnswer(plain, lang);
  if (lead !== null) return lead;
  if (saysNotKnowing(words)) return null;
  if (leansNo.test(words)) return false;
  if (neither.test(words) && !/^(?:ei|en|nej|no) (?:mita|jaa)/.test(words)) return null;
  if (leansYes.test(words)) return true;
  const [first = ''] = tokens;
  // "no" opens Finnish answers ("no joo", "no en") and is none by itself there.
  if (first === 'no' && tokens.length > 1) {
    const rest = readWords(tokens.slice(1).join(' '), tokens.slice(1).join(' '), lang === 'en' ? lang : 'fi');
    return rest ?? (lang === 'fi' ? null : false);
  }
  if (first === 'no' && lang === 'fi') return null;
  return readTokens(tokens, words, lang);
}

/** "Joo, mutta …", "ei, kun …": the word before the comma answers, whatever follows. */
function leadingAnswer(plain: string, lang: Language | undefined): boolean | null {
  const match =
    /^\W*(?:no |jaa |ai |siis |oh |well )?(\p{L}+)(?:\s+(?:on|kylla|kyl|oo|ole|tack|kiitos|thanks|joo|nej|no))?\s*(?:[,;.!:–—]|\s-\s|\b(?:mutta|mut|mutku|men|but|vaikka|ja nyt|kun|koska|fast)\b)\s*(\p{L}+)/u.exec(
      plain,
    );
  const [word, after] = [match?.[1], match?.[2]];
  if (word === undefined || after === undefined) return null;
  const value = oneWord(word, lang);
  if (value !== true) return value;
  // "joo, ei oo": the yes only opens, the denial answers.
  const denied = noWords.has(after) && !/\b(?:mutta|mut|men|but)\b/.test(plain.slice(0, 30));
  return denied && !saysNotKnowing(plain) ? null : value;
}

function oneWord(word: string, lang: Language | undefined): boolean | null {
  if (lang === 'sv' && (word === 'en' || word === 'e')) return null;
  if (lang === 'fi' && word === 'no') return null;
  if (noWords.has(word) || (word === 'n' && lang !== 'sv')) return false;
  if (yesWords.has(word) && word.length > 1) return true;
  return echo.has(word) && lang !== 'en' ? true : null;
}

/** Longest answer in which one yes or no word decides without a comma. */
const fewWords = 6;

function readTokens(tokens: readonly string[], words: string, lang: Language | undefined): boolean | null {
  const [first = ''] = tokens;
  if (tokens.length === 1) return single(first, lang);
  const few = tokens.length <= fewWords;
  const denial = tokens.findIndex((token) => noWords.has(token) && oneWord(token, lang) === false);
  if (denial === 0 || (denial > 0 && few)) {
    const contrast = tokens.findIndex((token) => /^(?:mutta|mut|men|but|vaan|ku|kun)$/.test(token));
    return contrast > 0 && contrast < denial ? oneWord(first, lang) : false;
  }
  if (oneWord(first, lang) === true) return true;
  if (finnishEcho.test(words) || swedishEcho.test(words) || englishEcho.test(words) || degree.test(words))
    return true;
  return few && tokens.some((token) => yesWords.has(token) && token.length > 2 && !weakYes.has(token))
    ? true
    : null;
}

/** Yes-words that mean something else inside a sentence. */
const weakYes = list(
  'niin nii just juuri pitaa right true sure kay sopii totta oikein always varma nog very naturally precis varmaan oikeassa',
);

function single(word: string, lang: Language | undefined): boolean | null {
  if (word === 'e' && lang !== 'sv') return false;
  if (['k', 'y', 'j'].includes(word)) return true;
  if (degree.test(word)) return true;
  const said = oneWord(word, lang);
  if (said !== null) return said;
  if (
    /^(?:j[ou]+|jo+h?|ju+h?|je+[sp]*|ye+[sp]*|jee+|kyl+|kyl+a+|ja+p+|ja+o*|jo+u*)$/.test(word) &&
    word.length > 1 &&
    !/^jee+$/.test(word)
  )
    return true;
  if (lang === 'sv' && /^e?n+$/.test(word)) return null;
  return /^(?:e+i+|e+n+|ne+j+|no+pe*|na+h+|e+hei+)$/.test(word) ? false : null;
}
