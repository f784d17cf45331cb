/** A nurse's or adviser's look-up: words, a need or a service, with or without a municipality → five services. */
import { findServices, resolveService, viewService } from '../../guidance/guidance.ts';
import { fold } from '../../language/fold.ts';
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
  const wanted = ` ${fold(text)} `;
  const byName = [...content.services.values()]
    .filter((service) =>
      Object.values(service.name).some(
        (name) => wanted.includes(fold(name)) || (text.length > 3 && fold(name).includes(fold(text))),
      ),
    )
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

function unique(services: readonly ServiceView[]): readonly ServiceView[] {
  return [...new Map(services.map((service) => [service.id, service])).values()];
}
