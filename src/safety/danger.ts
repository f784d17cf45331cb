/** Danger in a message: what rules see and what the learned net believes, weighed together. */
import type { DangerFinding } from '../content/content.ts';
import { type DangerLevel, dangerLevels } from '../content/schema.ts';
import type { Speller } from '../language/speller.ts';
import { sentences } from '../language/tokens.ts';
import type { DangerReader } from './danger-features.ts';
import {
  type DangerModel,
  type DangerShares,
  learnedShares,
  likeliestSign,
  withNeighbours,
} from './danger-model.ts';
import { prepareWords } from './matcher.ts';
import { findRules, type RuleBook, type RuleHit } from './rules.ts';

/**
 * Belief from which a message interrupts, by the level it would have. Set on the project's own labelled messages
 * (docs/understanding.md): it is asked most where false alarms are most and misses fewest.
 */
export const thresholds: Readonly<Record<DangerLevel, number>> = {
  '112': 0.42,
  crisis: 0.46,
  violence: 0.47,
  poison: 0.42,
  urgent: 0.5,
};

/** What a rule that holds adds to the net's belief: the wide rules alone raise more false alarms than the net does. */
export const ruleBelief = 0.05;

/** Asked of messages joined together: their sum is no message anyone wrote, and answers to questions repeat. */
const joinedThreshold = 0.68;
/** The same where a rule holds over the joined messages. */
const joinedByRule = 0.6;

/** No belief is enough: only a rule that holds is weighed. */
const rulesOnly = Number.POSITIVE_INFINITY;

/**
 * Of one word the rules alone decide: it holds too little to learn from; of two words a rule is enough too, and the net
 * must be surest: names of things and bare answers look like many things. Of a few words it must be surer than of many.
 */
const fewestWords = 2;
const rulesEnough = 2;
/** A last message of fewer words is a bare answer: joined to earlier ones it gives the net nothing new. */
const bareWords = 3;
const fewWords = 5;
const pairThreshold = 0.78;
const fewThreshold = 0.6;

/**
 * How much more 112 counts when it is compared with the likeliest other level. Too grave is safer than too light, above
 * all where the other level sends to wait; those in a crisis or in fear are helped less by the wrong voice.
 */
const graveBonus: Readonly<Record<Exclude<DangerLevel, '112'>, number>> = {
  crisis: 1.25,
  violence: 1.25,
  poison: 6,
  urgent: 8,
};

/** What a rule that holds adds to its level when levels are compared: it settles a doubt, no more. */
const ruleVote = 0.1;

/** Most sentences looked at one by one; all of them together are looked at as well. */
const mostSentences = 25;

/**
 * Share of the votes from which a likely sign chooses what the notice says beside its core. The wrong words ("do not stay
 * alone with the baby" to a robbed cashier) are worse than none: the core names the numbers in any case.
 */
const surelySign = 0.7;

export interface DangerNet {
  readonly book: RuleBook;
  readonly model: DangerModel;
  /** Made for the model. */
  readonly reader: DangerReader;
  /** Made for the model. */
  readonly speller: Speller;
  /** Sign → need behind it. */
  readonly needs: ReadonlyMap<string, string>;
}

const gravity = (level: DangerLevel): number => dangerLevels.indexOf(level);

/** A longer text is looked at in pieces of this many characters, overlapping, so that no sign is cut in two. */
const pieceLength = 1000;
const overlap = 200;

/** Danger spread over several messages, the newest last, or null. A bare answer gives the net nothing new to weigh. */
export function findAcross(net: DangerNet, texts: readonly string[]): DangerFinding | null {
  const isBare = prepareWords(texts.at(-1) ?? '').tokens.length < bareWords;
  return findDanger(net, [...new Set(texts)].join('. '), isBare ? rulesOnly : joinedThreshold);
}

/** The gravest danger in a text of any length, or null. Pure; time grows with the length alone (SE-7). */
export function findDanger(
  net: DangerNet,
  text: string,
  asked: number | typeof thresholds = thresholds,
): DangerFinding | null {
  let gravest: DangerFinding | null = null;
  for (let start = 0; start === 0 || start + overlap < text.length; start += pieceLength - overlap) {
    const finding = findInPiece(net, text.slice(start, start + pieceLength), asked);
    if (finding === null) continue;
    if (gravest === null || gravity(finding.level) < gravity(gravest.level)) gravest = finding;
  }
  return gravest;
}

function findInPiece(net: DangerNet, text: string, asked: number | typeof thresholds): DangerFinding | null {
  const words = prepareWords(text);
  const count = words.tokens.filter((token) => /\p{L}/u.test(token.text)).length;
  const hits = findRules(net.book, text, words);
  const isByRule = hits.length > 0;
  // What only a rule can make dangerous costs no net.
  if (!isByRule && (count < fewestWords || asked === rulesOnly)) return null;
  const belief = believe(net, text);
  const level = surestLevel(belief.levels, hits);
  const least = leastBelief(count, isByRule, typeof asked === 'number' ? asked : asked[level]);
  return belief.danger >= least ? findingOf(net, belief, level, hits) : null;
}

/** Belief of the net from which a text of so many words interrupts, where a rule holds or none does. */
function leastBelief(count: number, isByRule: boolean, asked: number): number {
  if (isByRule) return count <= rulesEnough ? 0 : Math.min(asked, joinedByRule) - ruleBelief;
  if (count >= fewWords) return asked;
  return Math.max(asked, count <= fewestWords ? pairThreshold : fewThreshold);
}

/** The sign of a danger of this level: its rule names it, else the net. */
function findingOf(
  net: DangerNet,
  belief: Belief,
  level: DangerLevel,
  hits: readonly RuleHit[],
): DangerFinding {
  const hit = hits.find((each) => each.level === level);
  if (hit !== undefined) {
    const { sign, variant, need, rule } = hit;
    return { level, sign, variant: variant ?? sign, need, by: `rule:${rule}` };
  }
  const { sign, share } = likeliestSign(net.model, belief.gravest, level);
  const need = net.needs.get(sign) ?? 'emergency';
  const variant = share >= surelySign ? sign : null;
  return { level, sign, variant, need, by: `model:${belief.danger.toFixed(2)}` };
}

/**
 * What the gravest sentence counts beside the whole: a tenth for each sentence and one more, at most six, for the longer a
 * message, the less its whole says of one sentence. A sentence that is sure is heard in any company. Measured on
 * authors held out of the training and on dangers between two calm messages (docs/understanding.md).
 */
const gravestShare = (count: number): number => Math.min(0.6, (count + 1) / 10);
const sentenceAlone = 0.55;

interface Belief {
  /** Of the whole and its gravest sentence: a sign may be buried, but a sentence alone misleads. */
  readonly danger: number;
  /** Of the levels, weighed alike: what the rest of a message says tells a crisis from violence. */
  readonly levels: readonly number[];
  readonly gravest: DangerShares;
}

/** The classifier chooses the gravest sentence, so that only two texts are compared with all known messages. */
function believe({ model, reader, speller }: DangerNet, text: string): Belief {
  const mended = speller.mend(text);
  const whole = learnedShares(model, reader, prepareWords(mended));
  const parts = sentences(mended);
  const chosen = (parts.length > 1 ? parts.slice(0, mostSentences) : [])
    .map((part) => learnedShares(model, reader, prepareWords(part)))
    .reduce((most, each) => (each.danger > most.danger ? each : most), whole);
  const all = withNeighbours(model, whole);
  const gravest = chosen === whole ? all : withNeighbours(model, chosen);
  const share = gravestShare(parts.length);
  const mix = (ofWhole: number, ofGravest: number): number => (1 - share) * ofWhole + share * ofGravest;
  return {
    danger: Math.max(mix(all.danger, gravest.danger), sentenceAlone * gravest.danger),
    levels: all.levels.map((belief, at) => mix(belief, gravest.levels[at] ?? 0)),
    gravest,
  };
}

const milderLevels = dangerLevels.filter((level) => level !== '112');

/** The level believed in most, with the votes of the rules that hold; 112 wins a near tie. */
function surestLevel(shares: readonly number[], hits: readonly RuleHit[]): DangerLevel {
  const voted = new Set(hits.map(({ level }) => level));
  const weight = (level: DangerLevel): number =>
    (shares[dangerLevels.indexOf(level)] ?? 0) + (voted.has(level) ? ruleVote : 0);
  const milder = milderLevels.reduce((best, level) => (weight(level) > weight(best) ? level : best));
  return weight('112') * graveBonus[milder] >= weight(milder) ? '112' : milder;
}
