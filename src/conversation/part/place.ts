/** The municipality: asked once, read from any message, changed on request. */
import { serves } from '../../guidance/guidance.ts';
import { askHelped, giveGuidance } from './guide.ts';
import {
  button,
  done,
  type PartResult,
  pass,
  say,
  sayWords,
  setMeta,
  setState,
  type Turn,
  words,
} from './shared.ts';

/** Takes up a municipality named in passing, when none is known yet. */
export function notePlace(turn: Turn): Turn {
  if (turn.state.municipality !== null || turn.choice !== null) return turn;
  const [code] = turn.context.content.understanding.places(turn.text);
  return code === undefined ? turn : setState(turn, { municipality: code });
}

/** Reads the answer to "in which municipality". */
export function answerPlace(turn: Turn, choices: readonly string[]): PartResult {
  const choice = turn.choice?.choice ?? null;
  if (choice === 'skip')
    return done(setMeta(askHelped(setState(turn, { open: null })), { kind: 'smalltalk' }));
  if (choice !== null && choices.includes(choice)) return settle(turn, choice);
  const found = turn.context.content.understanding.places(turn.text);
  const [code] = found;
  if (code === undefined) {
    if (turn.whole.split(' ').length > 4 || turn.state.misses > 0)
      return pass(setState(turn, { open: null }));
    const misses = turn.state.misses + 1;
    const asked = setState(turn, { misses });
    const text = words(asked, 'askPlaceAgain');
    return done(
      setMeta(
        say(asked, { type: 'question', text, choices: [button(asked, words(asked, 'skipPlace'), 'skip')] }),
        {
          kind: turn.state.need === null ? 'unknown' : 'guidance',
          needs: turn.state.need === null ? [] : [turn.state.need],
        },
      ),
    );
  }
  return settle(turn, code);
}

/** Keeps the municipality and, when a need is known, gives its guidance again with local services. */
export function settle(turn: Turn, code: string): PartResult {
  const { content } = turn.context;
  const place = content.municipalities.get(code);
  const county = place === undefined ? undefined : content.counties.get(place.county);
  const { lang, need } = turn.state;
  const set = setState(turn, { municipality: code, open: null, misses: 0 });
  if (place === undefined || county === undefined) return pass(set);
  const known = [...content.services.values()].some(
    (service) => service.area !== 'national' && serves(content, service, code),
  );
  const told = sayWords(set, known ? 'placeSet' : 'placeNotOurs', {
    place: lang === 'sv' ? place.name.sv : place.name.fi,
    county: county.name[lang],
  });
  if (need === null) return done(setMeta(sayWords(told, 'openQuestion'), { kind: 'unknown' }));
  const compiled = turn.state.flow === null ? null : content.flows.get(turn.state.flow.id);
  const outcome = compiled?.flow.outcomes.find((candidate) => candidate.id === turn.state.outcome) ?? null;
  return giveGuidance(told, need, outcome, turn.state.urgency ?? outcome?.urgency ?? 'routine');
}

/** Asks for the municipality anew. */
export function askPlace(turn: Turn): PartResult {
  const asked = setState(turn, { open: { type: 'place', choices: [] }, municipality: null });
  const shown = say(asked, {
    type: 'question',
    text: words(asked, 'askPlace'),
    choices: [button(asked, words(asked, 'skipPlace'), 'skip')],
  });
  return done(setMeta(shown, { kind: 'guidance', needs: turn.state.need === null ? [] : [turn.state.need] }));
}
