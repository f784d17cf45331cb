/** A nurse's or adviser's look-up: words, a need or a service, with or without a municipality → five services. */
import type { Content } from '../../content/content.ts';
import type { Service } from '../../content/schema.ts';
import { findServices, resolveService, serves, viewService } from '../../guidance/guidance.ts';
import { fold } from '../../language/fold.ts';
import { tokenize } from '../../language/tokens.ts';
import type { ServiceView } from '../types.ts';
import { done, type Part, pass, sayServices, sayWords, setMeta, setState, words } from './shared.ts';

const mostShown = 5;

export const lookUp: Part = (turn) => {
  const { context, text, state } = turn;
  if (context.role !== 'professional' || turn.choice !== null) return pass(turn);
  const { content, now, role } = context;
  const [code] = content.understanding.places(text);
  const municipality = code ?? state.municipality;
  const finding = content.understanding.needs(text, state.lang);
  const needs = finding.needs.map((candidate) => candidate.id);
  const asked = beginnings(content, text);
  const byName = [...content.services.values()]
    .filter((service) => isNamed(service, asked))
    .filter((service) => municipality === null || serves(content, service, municipality))
    .map((service) => resolveService(content, service.id, municipality))
    .filter((service) => service !== null)
    .map((service) => viewService(service, state.lang, now, role));
  const byNeed = needs.slice(0, 2).flatMap((need) =>
    findServices(content, {
      need,
      urgency: 'self-care',
      municipality,
      lang: state.lang,
      now,
      role,
      named: content.needs.get(need)?.fallback ?? [],
    }),
  );
  const services = unique([...byName, ...byNeed]).slice(0, mostShown);
  const placed = setState(turn, { municipality, need: needs[0] ?? null, open: null });
  if (services.length === 0)
    return done(setMeta(sayWords(placed, 'lookupNone'), { kind: 'unknown', needs: [] }));
  const heading = words(placed, 'lookupHeading');
  const shown = sayServices(placed, heading, services);
  return done(setMeta(shown, { kind: 'guidance', needs: needs.slice(0, 5) }));
};

/** Letters at the end of a word that its inflection may change, and letters that must stay. */
const ending = 3;
const fewest = 4;

/** Beginnings of the words that may name a service: all but those that name a place. */
function beginnings(content: Content, text: string): readonly string[] {
  return tokenize(text)
    .filter((token) => token.folded.length > 2 && content.understanding.places(token.text).length === 0)
    .map(({ folded }) => folded.slice(0, Math.max(fewest, folded.length - ending)));
}

/** Whether a service's name, in any language, holds all the words. */
function isNamed(service: Service, asked: readonly string[]): boolean {
  if (asked.length === 0) return false;
  return Object.values(service.name).some((name) => asked.every((word) => fold(name).includes(word)));
}

function unique(services: readonly ServiceView[]): readonly ServiceView[] {
  return [...new Map(services.map((service) => [service.id, service])).values()];
}
