/** The words around a place name that make it a place, or make it a person, a company or a past home. */

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Verbs and nouns of living or being somewhere, folded. */
export const dwelling = list(
  `asun asuu meilla taalla tuolla asumme asutaan asuva asuvan asuvat asuvani asuin asuttu asus asua asunut asustan asustelen asustaa asustellaan asutte asukas asukkaat asukas asuks asuko asuntoni asuvalle asuvaa asuvaan asuvilla asuttava
   kotikunta kotikuntani kotikuntana kotikunnan kotipaikka kotipaikkakunta kotikaupunki kotikaupunkini kunta kuntani kunnassa kaupunki kaupungissa paikkakunta paikkakunnalla kirjoilla majailen majoitun
   mokilla mokilta mokillamme kesamokilla lomalla kaymassa kylassa kylaassa reissussa kirjoitan kirjoittelen kirjottelen kyselen kyselisin kyselisimme tiedustelen soitan soittelen terveisia terveiset terve tervehdys
   hei heippa moi moikka moro morjes morjens moron paivaa huomenta huomenia iltaa yhteytta yhteydenotto mummola mummolassa synnyinseutu osoite osoitteeni taalta postinumero
   bor bodde bosatt boende hemma hemkommun hemkommunen kommun kommunen skriver hej hejsan tjena moj vistas stuga sommarstuga
   live lives living located based reside residing resident staying municipality hometown town city home stay visiting cottage`,
);
/** "oon Kuopiosta": being, with a from-form. */
export const being = list(
  'olen oon olemme ollaan ollaa oomme tulen tullaan tulossa muutin muutimme muutan muutamme muutettiin muuttaneet muuttanut kotoisin lahtoisin ar kommer am from come',
);
/** Prepositions before a place, Swedish and English. */
export const prepositions = list('i fran till pa nara utanfor in from at near to around');
/** Services whose name begins with a place in the genitive: "Inarin terveysasema". */
export const service =
  /^(?:terveys|sairaal|neuvola|hammash|hammasl|paivysty|apteek|kunta|kunna|kaupun|kirkonkyl|keskust|tk$|sosiaali|vuodeosast|palvelut|palvelu|hyvinvoint|kotihoi|laakari|laakar|seudu|seutu|asemalla|asema|vastaanot|perhe|poliklin|halsovard|halsostat|sjukhus|tandvard|bibliotek|health|hospital|clinic|dental)/;
/** A person's role or title; what follows it uninflected is a name. */
export const person =
  /^(?:aiti\w*|aidi\w*|isa|isani|isalla\w*|tytar|tyttare\w*|tytto\w*|tyto\w*|tyton|poika\w*|poja\w*|pojalla\w*|sisko\w*|sisar\w*|veli|veljeni|veljella\w*|mies|miehe\w*|vaimo\w*|puoliso\w*|avopuoliso\w*|mummo\w*|mummi\w*|mamma\w*|ukki\w*|vaari\w*|pappa\w*|papa\w*|lapse\w*|lapsi|vauva\w*|koira\w*|kissa\w*|kaveri\w*|ystava\w*|naapuri\w*|herra\w*|hra|rouva\w*|rva|neiti\w*|nti|laakari|tohtori|hoitaja|nimi|nimeni|nimeltaan|nimelta|niminen|opettaja|ohjaaja|serkku\w*|tati\w*|seta\w*|enoni|kummi\w*|anoppi\w*|appi\w*|kihlattu\w*|sukunimi|sukunimeni|etunimi\w*|terapeutti|fysioterapeutti|hammaslaakari|min|mamma|pappa|dotter|son|fru|herr|doktor|dr|mr|mrs|ms|daughter|son|mother|father|named|name|called|heter|sister|brother|wife|husband|nurse|doctor|t|terv|terveisin|yst|ystavallisin|tv)$/;
/** Somebody else whose place it is: the person who may need the help. */
export const someoneElse =
  /^(?:aiti\w*|aidi\w*|isa|isani|isalla\w*|tytar|tyttare\w*|tyto\w*|poika\w*|poja\w*|sisko\w*|veli|velje\w*|mummo\w*|mummi\w*|mummol\w*|ukki\w*|vaari\w*|pappa\w*|lapse\w*|anoppi\w*|appi\w*|appiukko\w*|ystava\w*|kaveri\w*|naapuri\w*|tati\w*|seta\w*|eno|enoni|vanhemmat|vanhempani|vanhempie\w*|mamma|pappa|mor|far|mormor|farmor|morfar|farfar|dotter|son|foraldrar|syster|bror|mother|father|mum|mom|dad|parents|grandmother|grandma|grandpa|son|daughter|sister|brother)$/;
/** Being there right now, as on holiday: care is needed where one is. */
export const rightNow = list(
  'nyt talla hetkella mokilla lomalla kaymassa kylassa reissussa taalla majoittunut majailen nu just stugan semester now currently visiting holiday mokillamme',
);
/** A place one is not in: work, studies, the past. */
export const elsewhere =
  /^(?:toissa\w*|toihin|tyossa|tyopaikka\w*|duunis\w*|opiskel\w*|koulu\w*|kotoisin|lahtoisin|synty\w*|ennen|aiemmin|aikaisemmin|entinen|entisessa|muutin|muutimme|muuttanut|muutettiin|jobbar|arbetar|studerar|fodd|tidigare|forr|work\w*|study\w*|studying|born|used|formerly|moved|originally)$/;
export const moving = /^(?:muut\w+|flyttade|flyttar|flyttat|moved|moving)$/;
export const contrast = list('mutta mut mutku vaan vaikka men fast but however although');
/** Words that may stand beside a place in a one-word answer. */
export const bareFillers = list(
  'on se no joo siis ihan tuolta taalla taalta tuolla asun olen oon ma mina mie me kunta kaupunki kotikunta kotikuntani on hei moi i in from fran jag bor ar kommun its it is the my city of municipality vastaus kuulun asumme kunnassa kk suomi finland oon',
);
