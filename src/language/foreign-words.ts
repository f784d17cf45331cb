/** Frequent words of languages that are not ours, so that a message in one of them gets its own notice (LA-2). */

/** Folded words that people write first when they look for help; words of ours are left out when the model is asked. */
const frequent: Readonly<Record<string, string>> = {
  et: 'palavik palavikku valutab raagi raagin keelt hambaarst hambaarsti on ja ei soo lapsel lastel ka aga voi see mis kellele helistada teha valus hing olla saab pole tunnen kaib peavalu iiveldab mul mulle minu olen ole kas kus kuidas mida miks palun abi vaja arsti arst valutab valu hammas kohuvalu kohu laps lapsel palavik tere aitah tanan soovin tahan saan saada raakida eesti keeles oige vaga siin seda ma sa ta meil meie teie haige haigla kiirabi apteek ravim rasedus ei tea homme eile tana aega numbri number kuhu poorduda voiksin voib mind',
  de: 'zahnschmerzen bauchschmerzen halsschmerzen finde hat es im in der hause wann auf ich habe bin ist nicht und mein meine meinen der die das ein eine einen brauche bitte hilfe arzt zahnarzt schmerzen kopfschmerzen fieber kann konnen wo wie mir mich sie wir kind krank krankenhaus termin danke guten tag sprechen deutsch mit fur von zu haben seit tagen was wer hallo tut weh',
  fr: 'jai daide dun dune lai cest nest quest enfant fievre a de la ne et en on il ma mon sa se vu mes peux dois trouver parle parlez francaise je suis ai mal une des les mon mes est pas pour avec dans besoin medecin dentiste bonjour merci aide vous nous enfant fievre douleur ou comment quel que qui tres depuis jours parler francais rendez rdv hopital urgence elle il malade ventre tete',
  es: 'me duele mucho muela muelas la el un una tiene tengo mal esta nino nina de en y dolor necesito medico dentista ayuda hola gracias por favor mi hijo hija fiebre como donde cuando puedo estoy soy muy desde dias hablar espanol para con los las una del que cita hospital urgencias enfermo cabeza muela estomago quiero',
  it: 'ho bisogno medico dentista aiuto ciao buongiorno grazie sono mio mia figlio figlia febbre dolore dove come posso per con una della che non molto giorni parlare italiano ospedale appuntamento mal denti testa',
  pt: 'de um e a o do da tenho estou esta minha preciso medico dentista ajuda ola obrigado obrigada meu minha filho filha febre dor onde como posso estou sou muito desde dias falar portugues para com uma nao consulta hospital cabeca dente',
  nl: 'kiespijn hoofdpijn heeft en de ik heb ben niet mijn een het van dokter tandarts nodig hulp hallo bedankt kind koorts pijn waar hoe kan wij dagen spreken nederlands afspraak ziekenhuis graag alstublieft',
  pl: 'jestem mam mnie potrzebuje lekarza lekarz dentysta pomocy prosze dziekuje dzien dobry boli bol zab glowa brzuch dziecko goraczka gdzie jak moge czy nie sie jest moj moja od dni mowic po polsku wizyta szpital chory',
  so: 'ilmahaygu ilmahayga qandho ayuu ayaa ayaan qabaa waan xanuunsanahay hadli karo kartaa waxay leeyahay leedahay caloosha madaxa ilkaha baa buu bay la inaan waxaan waa u baahanahay dhakhtar dhakhtarka ilkaha caawimaad fadlan mahadsanid aniga ilmo ilmaha qandho xanuun calool madax halkee sidee ma ku hadlaa soomaali oo iyo ka si aan iga waxa i hayaa xanuunaya isbitaal ballan cunug wiil gabar iska warran subax wanaagsan',
  tr: 'ben bir ve icin doktor doktora dis disim agriyor agrisi yardim lutfen merhaba tesekkur cocuk cocugum ates atesi nerede nasil var yok istiyorum ihtiyacim konusmak turkce hastane randevu basim karnim cok benim mi gun lazim almak',
  sq: 'femija im ime ka temperature e dhimbje dhemb dhembin i te jam une jam kam nuk per dhe nje me te doktor mjek dentist ndihme ju lutem pershendetje faleminderit femija femiu ethe dhimbje dhemb ku si mund dua shqip spital takim koka barku eshte dhemballa nevoje mjeku flas',
  ku: 'ez min heye hewce doktor bijisk alikari ji kerema xwe re spas silav zarok zaroke ta diran dirane ese li ku cawa dikarim kurdi nexweshane kurmanci nexwes nexwesxane dixwazim bipeyivim naxwazim dibe em hene e',
  vi: 'toi bi can bac si nha khoa giup do xin chao cam on con sot dau rang o dau lam the nao tieng viet benh vien khong co va cua la muon noi hen kham duoc',
  ro: 'am nevoie de un medic doctor dentist ajutor va rog multumesc buna ziua ma doare copil copilul febra durere unde cum pot sunt este si nu pentru romana spital programare cap burta dinte zile',
  hu: 'nekem van szuksegem orvos orvosra fogorvos segitseg segitsegre kerem koszonom jo napot faj fogam fejem gyerek gyermek laz hol hogyan vagyok nem es egy magyarul korhaz idopont beszelni hasam',
  lv: 'man ir vajag arstu arsts zobarsts palidziba ludzu paldies labdien sap zobs galva bernam berns temperatura kur ka es esmu nav un latviski slimnica veders sapes',
  lt: 'man reikia gydytojo gydytojas odontologas pagalba pagalbos prasau aciu laba diena skauda dantis galva vaikas vaikui karsciuoja kur kaip esu nera ir lietuviskai ligonine pilvas as turiu',
  hr: 'ja sam imam trebam trebamo doktora doktor lijecnik zubar pomoc molim hvala dobar dan boli zub glava dijete temperatura gdje kako mogu nije je i na hrvatski bolnica stomak mene mi',
  ru: 'u menya bolit zub golova zhivot pomogite pomosh vrach nuzhen nuzhna zdravstvuyte privet spasibo pozhaluysta rebenok temperatura gde kak mogu ya ne govoryu russki po bolnitsa mne',
  tl: 'ako ay ang mga ko po kailangan doktor tulong salamat kumusta masakit ngipin ulo anak lagnat saan paano ng sa hindi gusto tagalog ospital',
  sw: 'mimi nina nahitaji daktari meno msaada tafadhali asante habari maumivu homa mtoto wapi vipi na ya kwa sina hospitali kiswahili naumwa',
  id: 'saya sakit butuh dokter gigi tolong terima kasih anak demam di mana bagaimana bisa tidak dan untuk rumah perut kepala',
};

/** Folded word → the languages it is frequent in. */
export const foreignWords: ReadonlyMap<string, readonly string[]> = index();

function index(): ReadonlyMap<string, readonly string[]> {
  const list = new Map<string, string[]>();
  for (const [language, words] of Object.entries(frequent)) {
    for (const word of new Set(words.split(' '))) list.set(word, [...(list.get(word) ?? []), language]);
  }
  return list;
}

/** Letters that none of our languages use, before folding. */
export const foreignLetters =
  /[õßñłąęśćźżńğışçřěůčďťňőűãêôâîûìòùáíóúýøæđơưăạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹķļņģūīēāţșț¿¡]/u;
