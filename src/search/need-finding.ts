/** From a ranking to a verdict: sure, choices, none, or a matter that is not ours. */
import type { Candidate, NeedFinding } from '../content/content.ts';
import { sentences } from '../language/tokens.ts';
import { learnedTopic, type NeedFinder, type Ranking, rankTopics } from './need-model.ts';

/**
 * Shares of belief at which the verdict changes. Set on the project's own labelled messages
 * (docs/understanding.md); `npm run eval` prints what they give.
 */
export const thresholds = {
  /** From here the best need is taken without asking. */
  sure: 0.4,
  /** The best need is taken when it is this many times the second. */
  margin: 2.2,
  /** Below this nothing is offered. */
  none: 0.07,
  /** A need below this is not offered among the choices. */
  choice: 0.05,
  /** A sentence of its own speaks of another need from here. */
  second: 0.6,
  /** A need from here is told in a message that opens without a matter: "I need advice" beside "about my carer's leave". */
  told: 0.1,
  /** If it also holds this much of the belief that the opening leaves: a guess spreads over many needs. */
  toldOfRest: 0.4,
  /** Least share of the message's features that the content knows. */
  known: 0.25,
} as const;

const mark = '~';
/** Messages that only say that there is something to ask (knowledge/elsewhere/openings.yaml). */
const opening = `${mark}openings`;
const mostNeeds = 5;

/** What a message needs. Bounded work; never throws. */
export function findNeeds(finder: NeedFinder, written: string): NeedFinding {
  const text = finder.speller.mend(written);
  const ranking = rankTopics(finder, text);
  const needs = candidates(ranking);
  const best = ranking.ranked[0];
  const none: NeedFinding = { verdict: 'none', needs: [], elsewhere: null, second: null };
  if (best === undefined || ranking.known < thresholds.known) return none;
  const first = needs[0];
  const opened = ranking.ranked.find(({ topic }) => topic === opening)?.share ?? 0;
  const tells = (first?.share ?? 0) >= Math.max(thresholds.told, thresholds.toldOfRest * (1 - opened));
  const away = ranking.ranked.filter(({ topic }) => topic.startsWith(mark) && !(tells && topic === opening));
  // Matters of other authorities are many small topics: together they outweigh a need that none of them does alone.
  const awayShare = away.reduce((sum, topic) => sum + topic.share, 0);
  const elsewhere = away[0];
  if (elsewhere !== undefined && awayShare > (first?.share ?? 0)) {
    return { verdict: 'elsewhere', needs: [], elsewhere: elsewhere.topic.slice(mark.length), second: null };
  }
  if (first === undefined || first.share < thresholds.none) return none;
  const sure = first.share >= thresholds.sure || first.share >= (needs[1]?.share ?? 0) * thresholds.margin;
  const offered = sure ? needs : needs.filter((need) => need.share >= thresholds.choice);
  return {
    verdict: sure || offered.length < 2 ? 'sure' : 'choices',
    needs: sure
      ? needs
      : [...offered, ...needs.filter((need) => !offered.includes(need))].slice(0, mostNeeds),
    elsewhere: null,
    second: sure ? secondNeed(finder, text, first.id) : null,
  };
}

function candidates(ranking: Ranking): readonly Candidate[] {
  return ranking.ranked
    .filter((topic) => !topic.topic.startsWith(mark))
    .slice(0, mostNeeds)
    .map(({ topic, share }) => ({ id: topic, share }));
}

/** A need another sentence surely speaks of. */
function secondNeed(finder: NeedFinder, text: string, first: string): string | null {
  const parts = sentences(text);
  if (parts.length < 2) return null;
  for (const part of parts.slice(0, 6)) {
    // The classifier alone: asking the neighbours and the index about every sentence took most of a long message's time.
    const best = learnedTopic(finder.model, part);
    if (best.share >= thresholds.second && best.topic !== first && !best.topic.startsWith(mark))
      return best.topic;
  }
  return null;
}
