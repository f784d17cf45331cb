/** Danger in a message: the rules first, the learned net beneath them; long texts also sentence by sentence. */
import type { DangerFinding } from '../content/content.ts';
import { type DangerLevel, dangerLevels } from '../content/schema.ts';
import { sentences } from '../language/tokens.ts';
import { type DangerModel, type DangerShares, dangerShares, likeliestSign } from './danger-model.ts';
import { prepareWords } from './matcher.ts';
import { findRules, type RuleBook } from './rules.ts';

/**
 * Belief from which the net alone interrupts. Set on the project's own labelled messages so that noticing comes
 * first (docs/understanding.md has the curve).
 */
export const netThreshold = 0.5;

/**
 * Belief asked of messages joined together: their sum is no message anyone wrote, and answers to questions repeat.
 */
const joinedThreshold = 0.8;

/**
 * The net reads no danger into one or two words, and asks for more belief of a few: bare answers and measurements hold
 * too little to learn from, and short cries are held by rules.
 */
const fewestWords = 3;
const fewWords = 5;
const shortThreshold = 0.8;

/** How much more the gravest level counts when levels are compared. */
const graveBonus = 1.25;

/** Most sentences looked at one by one; all of them together are looked at as well. */
const mostSentences = 25;

export interface DangerNet {
  readonly book: RuleBook;
  readonly model: DangerModel;
  /** Sign → need behind it. */
  readonly needs: ReadonlyMap<string, string>;
}

const gravity = (level: DangerLevel): number => dangerLevels.indexOf(level);

/** A longer text is looked at in pieces of this many characters, overlapping, so that no sign is cut in two. */
const pieceLength = 1000;
const overlap = 200;

/** Danger spread over several messages, the newest last, or null. A bare answer adds nothing for the net to weigh. */
export function findAcross(net: DangerNet, texts: readonly string[]): DangerFinding | null {
  const newest = prepareWords(texts.at(-1) ?? '').tokens.length;
  const joined = [...new Set(texts)].join('. ');
  return findDanger(net, joined, newest < fewestWords ? Number.POSITIVE_INFINITY : joinedThreshold);
}

/** The gravest danger in a text of any length, or null. Pure; time grows with the length alone (SE-7). */
export function findDanger(net: DangerNet, text: string, threshold = netThreshold): DangerFinding | null {
  let gravest: DangerFinding | null = null;
  for (let start = 0; start === 0 || start + overlap < text.length; start += pieceLength - overlap) {
    const finding = findInPiece(net, text.slice(start, start + pieceLength), threshold);
    if (finding !== null && (gravest === null || gravity(finding.level) < gravity(gravest.level)))
      gravest = finding;
  }
  return gravest;
}

function findInPiece(net: DangerNet, text: string, threshold: number): DangerFinding | null {
  const hits = [...findRules(net.book, text)].sort((a, b) => gravity(a.level) - gravity(b.level));
  const hit = hits[0];
  if (hit !== undefined) {
    return { level: hit.level, sign: hit.sign, variant: hit.variant, need: hit.need, by: `rule:${hit.rule}` };
  }
  return findByNet(net, text, threshold);
}

function findByNet(net: DangerNet, text: string, threshold: number): DangerFinding | null {
  if (threshold > 1) return null;
  const words = prepareWords(text).tokens.filter((token) => /\p{L}/u.test(token.text)).length;
  if (words < fewestWords) return null;
  const asked = words < fewWords ? Math.max(threshold, shortThreshold) : threshold;
  const parts = sentences(text);
  const looked = parts.length > 1 ? [text, ...parts.slice(0, mostSentences)] : [text];
  let best: DangerShares | null = null;
  let where = text;
  for (const part of looked) {
    const shares = dangerShares(net.model, prepareWords(part));
    if (best !== null && shares.danger <= best.danger) continue;
    best = shares;
    where = part;
  }
  if (best === null || best.danger < asked) return null;
  const sign = likeliestSign(net.model, where);
  const by = `model:${best.danger.toFixed(2)}`;
  return {
    level: surestLevel(best.levels),
    sign,
    variant: null,
    need: net.needs.get(sign) ?? 'emergency',
    by,
  };
}

/** The level believed in most; 112 wins a near tie, for too grave is safer than too light. */
function surestLevel(shares: readonly number[]): DangerLevel {
  let best: DangerLevel = '112';
  let top = (shares[0] ?? 0) * graveBonus;
  dangerLevels.forEach((level, at) => {
    if ((shares[at] ?? 0) > top) {
      best = level;
      top = shares[at] ?? 0;
    }
  });
  return best;
}
