/** The municipality: asked once, read from any message, changed on request. */
import { serves } from '../../guidance/guidance.ts';
import { tokenize } from '../../language/tokens.ts';
import { advance } from './flow.ts';
import { giveGuidance } from './guide.ts';
import { askForPlace, askHelped } from './question.ts';
import { done, type PartResult, pass, sayWords, setMeta, setState, type Turn } from './shared.ts';

/** Takes up a municipality named in passing, when none is known yet. */
export function notePlace(turn: Turn): Turn {
  if (turn.state.municipality !== null || turn.choice !== null) return turn;
  const [code] = turn.context.content.understanding.places(turn.text);
  return code === undefined ? turn : setState(turn, { municipality: code });
}

/** Words that may stand beside a municipality in a message that says nothing else, folded. */
const besidePlace = new Set(
  (
    'asun asumme asutaan asuu olen oon olemme mie mina ma kotoisin kunta kuntani kaupunki kaupungissa kotikunta ' +
    'kotikuntani kotikaupunki on se taalla nyt bor jag vi ar i fran kommun kommunen hemkommun min det har nu live ' +
    'lives living i am im from we are in my town city municipality is it the at here now'
  ).split(' '),
);
const mostWordsAlone = 6;

/** The municipality of a message that names one and says nothing else ("Kuopio", "asun Kuopiossa"), or null. */
export function placeAlone(turn: Turn): string | null {
  if (turn.choice !== null) return null;
  const { places } = turn.context.content.understanding;
  const tokens = tokenize(turn.text);
  const [code] = tokens.length > mostWordsAlone ? [] : places(turn.text);
  if (code === undefined) return null;
  const rest = tokens.filter(({ text, folded }) => !besidePlace.has(folded) && places(text).length === 0);
  return rest.length === 0 ? code : null;
}

/** Keeps the municipality, and says so with the county that arranges its services. */
export function tellPlace(turn: Turn, code: string): Turn {
  const { content } = turn.context;
  const place = content.municipalities.get(code);
  const county = place === undefined ? undefined : content.counties.get(place.county);
  const set = setState(turn, { municipality: code, misses: 0 });
  if (place === undefined || county === undefined) return set;
  const known = [...content.services.values()].some(
    (service) => service.area !== 'national' && serves(content, service, code),
  );
  return sayWords(set, known ? 'placeSet' : 'placeNotOurs', {
    place: turn.state.lang === 'sv' ? place.name.sv : place.name.fi,
    county: county.name[turn.state.lang],
  });
}

/** A flow has begun and not ended: its questions, danger among them, must not be skipped. */
const isMidFlow = (turn: Turn): boolean => turn.state.flow !== null && turn.state.outcome === null;

const resumeFlow = (turn: Turn): PartResult => advance(turn, turn.state.flow?.answers ?? []);

/** Reads the answer to "in which municipality". */
export function answerPlace(turn: Turn, choices: readonly string[]): PartResult {
  const choice = turn.choice?.choice ?? null;
  if (choice === 'skip') {
    const closed = setState(turn, { open: null });
    return isMidFlow(turn) ? resumeFlow(closed) : done(setMeta(askHelped(closed), { kind: 'smalltalk' }));
  }
  if (choice !== null && choices.includes(choice)) return settle(turn, choice);
  const found = turn.context.content.understanding.places(turn.text);
  const [code] = found;
  if (code === undefined) {
    if (turn.whole.split(' ').length > 4 || turn.state.misses > 0)
      return pass(setState(turn, { open: null }));
    const asked = askForPlace(setState(turn, { misses: turn.state.misses + 1 }), 'askPlaceAgain');
    const { need } = turn.state;
    return done(setMeta(asked, need === null ? { kind: 'unknown' } : { kind: 'guidance', needs: [need] }));
  }
  return settle(turn, code);
}

/** Keeps the municipality and, when a need is known, gives its guidance again with local services. */
export function settle(turn: Turn, code: string): PartResult {
  const { content } = turn.context;
  const { need } = turn.state;
  const told = tellPlace(setState(turn, { open: null }), code);
  if (isMidFlow(turn)) return resumeFlow(told);
  if (need === null) return done(setMeta(sayWords(told, 'openQuestion'), { kind: 'unknown' }));
  const compiled = turn.state.flow === null ? null : content.flows.get(turn.state.flow.id);
  const outcome = compiled?.flow.outcomes.find((candidate) => candidate.id === turn.state.outcome) ?? null;
  return giveGuidance(told, need, outcome, turn.state.urgency ?? outcome?.urgency ?? 'routine');
}

/** Asks for the municipality anew. */
export function askPlace(turn: Turn): PartResult {
  const asked = askForPlace(setState(turn, { municipality: null }));
  return done(setMeta(asked, { kind: 'guidance', needs: turn.state.need === null ? [] : [turn.state.need] }));
}
