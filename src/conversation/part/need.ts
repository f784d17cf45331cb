/** Which need is this? Sure → flow or guidance; unsure → at most four choices; none → one open question. */
import type { NeedFinding } from '../../content/content.ts';
import { isPressing } from '../../content/schema.ts';
import { enterNeed } from './flow.ts';
import { askOpen } from './guide.ts';
import { notePlace, placeAlone, settle } from './place.ts';
import { askWhich } from './question.ts';
import { done, emit, type Part, type PartResult, say, setMeta, setState, type Turn } from './shared.ts';

/** Most needs offered in one question. */
const mostChoices = 4;

/** Share of belief from which another need in mid-flow is worth an offer to switch. */
const clearShare = 0.6;

export const findNeed: Part = (turn) => {
  const alone = placeAlone(turn);
  if (alone !== null) return settle(turn, alone);
  const placed = notePlace(turn);
  const { content } = turn.context;
  const finding = content.understanding.needs(turn.text, placed.state.lang);
  if (finding.verdict === 'elsewhere') return answerElsewhere(placed, finding);
  if (finding.verdict === 'none') return placeAmongFew(placed) ?? askOpen(placed);
  const ids = finding.needs.map((candidate) => candidate.id);
  const heard = setMeta(setState(placed, { later: finding.second }), { needs: ids });
  const [first] = ids;
  if (first === undefined) return askOpen(placed);
  if (finding.verdict === 'sure') return enterNeed(emit(heard, { type: 'need', need: first }), first);
  return done(emit(askWhich(heard, toOffer(turn, finding)), { type: 'clarify' }));
};

/**
 * A grave need is offered from this share of the best one's belief: the danger net has heard the message before, and
 * "Suicidal thoughts" beside a cancelled booking frightens.
 */
const graveShare = 0.6;

/** Any other need is offered from this share of the best one's: below it stand chance neighbours. */
const likelyShare = 0.2;

/** Needs to choose among, best first. */
function toOffer(turn: Turn, { needs }: NeedFinding): readonly string[] {
  const best = needs[0]?.share ?? 0;
  const isGrave = (id: string): boolean => isPressing(turn.context.content.needs.get(id)?.urgency);
  return needs
    .filter(({ id, share }) => share >= best * (isGrave(id) ? graveShare : likelyShare))
    .map(({ id }) => id)
    .slice(0, mostChoices);
}

/** A few words with a municipality among them, and no need. */
function placeAmongFew(turn: Turn): PartResult | null {
  if (turn.whole.split(' ').length > 4) return null;
  const [code] = turn.context.content.understanding.places(turn.text);
  return code === undefined ? null : settle(turn, code);
}

/** A matter of another authority, small talk, an insult: named, never answered with a health service (PA-10). */
function answerElsewhere(turn: Turn, finding: NeedFinding): PartResult {
  const topic =
    finding.elsewhere === null ? undefined : turn.context.content.elsewhere.get(finding.elsewhere);
  if (topic === undefined) return askOpen(turn);
  const official =
    topic.kind === 'municipal' ||
    topic.kind === 'other-authority' ||
    topic.kind === 'other' ||
    topic.kind === 'weather';
  const asksAgain = topic.kind === 'gibberish' || topic.kind === 'opening';
  const shown = say(setState(turn, { open: null }), { type: 'text', text: topic.answer[turn.state.lang] });
  return done(
    setMeta(emit(shown, { type: 'out-of-scope' }), {
      kind: official ? 'out-of-scope' : asksAgain ? 'unknown' : 'smalltalk',
      needs: [],
    }),
  );
}

/** Another need a message clearly speaks of, or null. */
export function clearlyAbout(turn: Turn, current: string | null): string | null {
  if (turn.choice !== null) return null;
  const finding = turn.context.content.understanding.needs(turn.text, turn.state.lang);
  const [first] = finding.needs;
  if (finding.verdict !== 'sure' || first === undefined || first.id === current || first.share < clearShare)
    return null;
  return first.id;
}
