/** Guidance: what to do meanwhile, the services with their hours, when to seek help, a human one step away. */

import type { Outcome, Urgency } from '../../content/schema.ts';
import { findServices } from '../../guidance/guidance.ts';
import { graver, urgencyFloor } from '../../triage/engine.ts';
import { askForPlace, askHelped, askLater } from './question.ts';
import {
  done,
  emit,
  type PartResult,
  say,
  sayServices,
  sayWords,
  setMeta,
  setState,
  type Turn,
  words,
} from './shared.ts';

/** The urgency a danger said earlier still demands for a need; an answered one binds only the need it was about. */
function floorFor(turn: Turn, need: string): Urgency | null {
  const { danger } = turn.state;
  if (danger === null) return null;
  if (!danger.answered) return urgencyFloor(danger.level);
  return danger.need === need ? 'today' : null;
}

/** Answers a need with services, with an outcome of its flow when there is one. */
export function giveGuidance(
  turn: Turn,
  need: string,
  outcome: Outcome | null,
  reached: Urgency,
): PartResult {
  const { content, now, role } = turn.context;
  const { lang, municipality } = turn.state;
  const about = content.needs.get(need);
  const floor = floorFor(turn, need);
  const urgency = floor === null ? reached : graver(reached, floor);
  const raised = urgency !== reached;
  const named = [
    ...(urgency === 'emergency' && raised ? ['emergency-112'] : []),
    ...(urgency === 'today' && raised ? ['medical-helpline-116117'] : []),
    ...(outcome?.services ?? about?.fallback ?? []),
  ];
  const services = findServices(content, { need, urgency, municipality, lang, now, role, named });
  const place = municipality === null ? null : content.municipalities.get(municipality);
  const heading =
    place === undefined || place === null
      ? words(turn, 'servicesHeading')
      : words(turn, 'servicesHeadingPlace', { place: lang === 'sv' ? place.name.sv : place.name.fi });
  const guide = content.guides.get(outcome?.guide ?? about?.guide ?? need);
  const intro = [
    outcome?.say[lang] ?? about?.describe[lang] ?? '',
    ...(raised ? [words(turn, 'floorRaised')] : []),
  ].join(' ');
  const local = services.some(
    (service) => service.id !== 'county-website' && content.services.get(service.id)?.area !== 'national',
  );
  const honest =
    place !== null && place !== undefined && !local ? `\n\n${words(turn, 'countyOnlyWebsite')}` : '';
  let next = say(turn, { type: 'text', text: intro });
  if (guide !== undefined) {
    const advice = guide.now.map((row) => `• ${row[lang]}`).join('\n');
    next = say(next, { type: 'text', text: `${words(turn, 'meanwhile')}\n${advice}` });
  }
  next = sayServices(next, heading, services, honest);
  next = say(next, {
    type: 'text',
    text: `${guide?.worse[lang] ?? words(turn, 'ifWorse')} ${words(turn, 'humanLine')}`,
  });
  next = setState(emit(next, { type: 'guidance', need, urgency }), {
    need,
    urgency,
    outcome: outcome?.id ?? null,
    misses: 0,
  });
  next = setMeta(next, {
    kind: 'guidance',
    needs: [need, ...(turn.meta.needs ?? []).filter((id) => id !== need)].slice(0, 5),
    urgency,
  });
  return done(askNext(next));
}

/** After guidance: which municipality, when not known; else the need kept for later; else whether it helped. */
function askNext(turn: Turn): Turn {
  const { state, context } = turn;
  if (state.municipality === null) return askForPlace(turn);
  const later = state.later === null ? undefined : context.content.needs.get(state.later);
  return later === undefined ? askHelped(turn) : askLater(turn, later.id);
}

/** The open question: tell me more. A second time a human is offered. */
export function askOpen(turn: Turn): PartResult {
  const misses = turn.state.misses + 1;
  const asked = setState(turn, { misses, open: null });
  const spoken = sayWords(asked, misses === 1 ? 'openQuestion' : 'unknownHuman');
  return done(setMeta(emit(spoken, { type: 'unknown' }), { kind: 'unknown', needs: [] }));
}
