/** Makes compiled content ready to serve: opens indexes, compiles rules, arranges maps. */
import { detectLanguage } from '../language/detect.ts';
import { fold } from '../language/fold.ts';
import { buildPlaces, findPlaceCandidates } from '../language/places.ts';
import { Speller } from '../language/speller.ts';
import { findAcross, findDanger } from '../safety/danger.ts';
import { DangerReader } from '../safety/danger-features.ts';
import { explainTopic } from '../search/explain.ts';
import { findNeeds } from '../search/need-finding.ts';
import { type NeedFinder, openNeedModel } from '../search/need-model.ts';
import type { Compiled, Models } from './compiled.ts';
import type { Content, Understanding } from './content.ts';
import type { CommandId, Language } from './schema.ts';

/** The served form of compiled content; a tenth of a second, so chats hardly notice a swap. */
export function assembleContent(compiled: Compiled): Content {
  const byId = <T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> =>
    new Map(list.map((item) => [item.id, item]));
  return {
    version: compiled.version,
    needs: byId(compiled.needs),
    services: byId(compiled.services),
    guides: byId(compiled.guides),
    flows: new Map(compiled.flows.map((each) => [each.flow.id, each])),
    queues: compiled.queues,
    elsewhere: byId(compiled.elsewhere),
    notices: compiled.notices,
    phrases: compiled.phrases,
    commands: commandWords(compiled.commands),
    municipalities: new Map(
      compiled.municipalities.municipalities.map(({ code, fi, sv, county }) => [
        code,
        { code, name: { fi, sv }, county },
      ]),
    ),
    counties: new Map(compiled.counties.counties.map((county) => [county.code, county])),
    understanding: openUnderstanding(compiled),
    dangerExamples: compiled.dangerExamples,
  };
}

function commandWords(commands: Compiled['commands']): ReadonlyMap<string, CommandId> {
  const list = new Map<string, CommandId>();
  for (const id of Object.keys(commands) as CommandId[]) {
    for (const text of commands[id])
      list.set(
        fold(text)
          .replace(/[^\p{L}\p{N}]+/gu, ' ')
          .trim(),
        id,
      );
  }
  return list;
}

/** Longest message whose reading is remembered, and how many are: people answer "kyllä" and "en tiedä" all day. */
const longestShort = 12;
const mostRemembered = 4000;

/** The same function, with the readings of bare answers kept for as long as the content serves. */
function rememberShort<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly reading: T }>();
  return (text) => {
    if (text.length > longestShort) return read(text);
    const before = known.get(text);
    if (before !== undefined) return before.reading;
    const reading = read(text);
    if (known.size >= mostRemembered) known.clear();
    known.set(text, { reading });
    return reading;
  };
}

/** What was learned, ready to be asked. */
interface Opened {
  readonly finders: Readonly<Record<Language, NeedFinder>>;
  readonly reader: DangerReader;
  readonly speller: Speller;
}

/** Versions that learned from the same share their models (`PlainContent.learned`): opened once. */
const openedBefore = new WeakMap<Models, Opened>();

function openModels({ models }: Compiled): Opened {
  const before = openedBefore.get(models);
  if (before !== undefined) return before;
  const opened = {
    finders: {
      fi: openNeedModel(models.needs.fi),
      sv: openNeedModel(models.needs.sv),
      en: openNeedModel(models.needs.en),
    },
    reader: new DangerReader(models.lexicon, models.danger.words.common),
    speller: new Speller(models.danger.words.book),
  };
  openedBefore.set(models, opened);
  return opened;
}

function openUnderstanding(compiled: Compiled): Understanding {
  const { models } = compiled;
  const { finders, reader, speller } = openModels(compiled);
  const net = { book: models.rules, reader, speller, model: models.danger, needs: compiled.signNeeds };
  const places = buildPlaces({
    municipalities: compiled.municipalities,
    counties: compiled.counties,
    areas: compiled.areas,
    aliases: compiled.aliases,
  });
  const dangerOf = rememberShort((text) => findDanger(net, text));
  const languageOf = rememberShort((text) => detectLanguage(models.languages, text));
  const placesOf = rememberShort((text) => findPlaceCandidates(places, text).map((place) => place.code));
  const needsOf = {
    fi: rememberShort((text) => findNeeds(finders.fi, text)),
    sv: rememberShort((text) => findNeeds(finders.sv, text)),
    en: rememberShort((text) => findNeeds(finders.en, text)),
  };
  return {
    danger: dangerOf,
    dangerAcross: (texts) => findAcross(net, texts),
    needs: (text, lang) => needsOf[lang](text),
    explain: (text, lang, need) => explainTopic(finders[lang], text, need),
    language: languageOf,
    places: placesOf,
    warm: (lang) => void finders[lang].index(),
  };
}
