/** To a human: what is open now, or a call-back agreed step by step (PA-5, PR-9). */
import { isPressing } from '../../content/schema.ts';
import { findServices } from '../../guidance/guidance.ts';
import { readYesNo } from '../../language/answers/index.ts';
import type { HandoffDraft, HandoffStage } from '../types.ts';
import {
  button,
  done,
  emit,
  type PartResult,
  pass,
  type StaffedQueue,
  say,
  sayServices,
  sayWords,
  setMeta,
  setState,
  type Turn,
  words,
} from './shared.ts';

/** Needs where waiting for a call-back would be wrong: phones only. */
function mustNotWait(turn: Turn): boolean {
  const { urgency, danger } = turn.state;
  return danger !== null || isPressing(urgency);
}

/** The queue that reads this need in this place; null when nobody does. */
function queueFor(turn: Turn): StaffedQueue | null {
  const { municipality, need } = turn.state;
  const county =
    municipality === null ? null : (turn.context.content.municipalities.get(municipality)?.county ?? null);
  const fits = (queue: StaffedQueue): boolean =>
    (queue.counties.length === 0 || (county !== null && queue.counties.includes(county))) &&
    (queue.needs.length === 0 || (need !== null && queue.needs.includes(need)));
  return turn.context.queues.find(fits) ?? null;
}

/** "I want a human": phones and hours now, and a call-back where somebody reads it. */
export function offerHuman(turn: Turn): PartResult {
  const { content, now, role } = turn.context;
  const { need, municipality, lang } = turn.state;
  const urgent = mustNotWait(turn);
  const urgency =
    turn.state.danger?.level === '112' && !turn.state.danger.answered
      ? 'emergency'
      : urgent
        ? 'today'
        : 'routine';
  const named = urgent
    ? ['emergency-112', 'medical-helpline-116117']
    : ['medical-helpline-116117', 'county-website'];
  const found = findServices(content, { need, urgency, municipality, lang, now, role, named });
  const spoken = found.filter((service) => service.channels.some((channel) => channel.type !== 'web'));
  const services = [
    ...spoken,
    ...found.filter((service) => named.includes(service.id) && !spoken.includes(service)),
  ];
  const heading = words(turn, urgent ? 'humanUrgent' : 'humanPhones');
  const shown = setMeta(sayServices(turn, heading, services), {
    kind: 'handoff',
    needs: need === null ? [] : [need],
  });
  const queue = urgent ? null : queueFor(turn);
  if (queue === null) return done(shown);
  const draft = { queue: queue.id, contact: null, safe: null, when: null };
  return done(emit(askStage(shown, 'offer', draft), { type: 'handoff-offered' }));
}

/** Reads the answer to a stage of the call-back and asks the next. */
export function answerHandoff(turn: Turn, stage: HandoffStage): PartResult {
  const { handoff } = turn.state;
  if (handoff === null) return pass(setState(turn, { open: null }));
  if (mustNotWait(turn))
    return offerHuman(sayWords(setState(turn, { open: null, handoff: null }), 'handoffUrgentInstead'));
  const choice = turn.choice?.choice ?? null;
  const yes = choice === null ? readYesNo(turn.text, turn.state.lang) : null;
  switch (stage) {
    case 'offer':
      if (choice === 'accept' || yes === true) return done(askStage(turn, 'contact', handoff));
      return choice === 'decline' || yes === false
        ? done(cancel(turn))
        : pass(setState(turn, { open: null, handoff: null }));
    case 'contact':
      return done(readContact(turn, handoff));
    case 'safe':
      if (choice === 'safe' || yes === true) return done(askStage(turn, 'when', { ...handoff, safe: 'yes' }));
      if (choice === 'no-message') return done(askStage(turn, 'when', { ...handoff, safe: 'no-message' }));
      // PR-9: a "no" in words may mean that no contact is safe at all; nothing is sent then.
      return choice === 'not-safe' || yes === false
        ? done(cancel(turn, 'handoffNotSafe'))
        : done(askStage(turn, 'safe', handoff));
    case 'when':
      return done(
        askStage(turn, 'summary', { ...handoff, when: choice ?? (turn.text.slice(0, 100) || 'any') }),
      );
    case 'summary':
      if (choice === 'send' || yes === true) return done(send(turn, handoff));
      return choice === 'cancel' || yes === false
        ? done(cancel(turn))
        : done(askStage(turn, 'summary', handoff));
    default:
      return stage satisfies never;
  }
}

/** A telephone number or an e-mail address; the only place where they are kept unmasked. */
const contactForm = /^(\+?[\d\s()-]{6,20}|[^\s@]+@[^\s@]+\.[^\s@]+)$/;

function readContact(turn: Turn, handoff: HandoffDraft): Turn {
  const contact = turn.text.trim();
  if (!contactForm.test(contact)) return askStage(sayWords(turn, 'handoffContactAgain'), 'contact', handoff);
  return askStage(turn, 'safe', { ...handoff, contact });
}

/** Asks a stage of the call-back; exported so that it can be asked again. */
export function askStage(turn: Turn, stage: HandoffStage, handoff: HandoffDraft): Turn {
  const asked = setMeta(setState(turn, { open: { type: 'handoff', stage }, handoff }), {
    kind: 'handoff',
    needs: turn.state.need === null ? [] : [turn.state.need],
  });
  const cancelButton = button(asked, words(asked, 'handoffCancel'), 'cancel');
  switch (stage) {
    case 'offer':
      return say(asked, {
        type: 'question',
        text: words(asked, 'handoffOffer', { promise: promiseOf(asked, handoff) }),
        choices: [
          button(asked, words(asked, 'handoffAccept'), 'accept'),
          button(asked, words(asked, 'handoffDecline'), 'decline'),
        ],
      });
    case 'contact':
      return say(asked, {
        type: 'form',
        field: 'contact',
        text: words(asked, 'handoffContact'),
        choices: [],
      });
    case 'safe':
      return say(asked, {
        type: 'question',
        text: words(asked, 'handoffSafe'),
        choices: [
          button(asked, words(asked, 'handoffSafeYes'), 'safe'),
          button(asked, words(asked, 'handoffSafeNoMessage'), 'no-message'),
          button(asked, words(asked, 'handoffSafeNot'), 'not-safe'),
        ],
      });
    case 'when':
      return say(asked, {
        type: 'form',
        field: 'when',
        text: words(asked, 'handoffWhen'),
        choices: [
          button(asked, words(asked, 'handoffWhenAny'), 'any'),
          button(asked, words(asked, 'handoffWhenMorning'), 'morning'),
          button(asked, words(asked, 'handoffWhenAfternoon'), 'afternoon'),
        ],
      });
    case 'summary': {
      const lines = summaryLines(asked);
      const text = [words(asked, 'handoffSummary'), ...lines.map((line) => `• ${line}`)].join('\n');
      return say(asked, {
        type: 'summary',
        text,
        lines,
        choices: [button(asked, words(asked, 'handoffSend'), 'send'), cancelButton],
      });
    }
    default:
      return stage satisfies never;
  }
}

/** The summary is built from answers, not from free text: the person sees exactly what is sent. */
function summaryLines(turn: Turn): readonly string[] {
  const { content } = turn.context;
  const { need, municipality, flow, lang, handoff } = turn.state;
  const lines: string[] = [];
  if (need !== null)
    lines.push(words(turn, 'summaryNeed', { need: content.needs.get(need)?.title[lang] ?? need }));
  const place = municipality === null ? undefined : content.municipalities.get(municipality);
  if (place !== undefined)
    lines.push(words(turn, 'summaryPlace', { place: lang === 'sv' ? place.name.sv : place.name.fi }));
  const steps = flow === null ? undefined : content.flows.get(flow.id)?.flow.steps;
  for (const { step: id, answer } of flow?.answers ?? []) {
    const step = steps?.find((candidate) => candidate.id === id);
    if (step === undefined || answer === null) continue;
    const said = step.answers.find((candidate) => candidate.id === answer)?.text[lang] ?? String(answer);
    lines.push(words(turn, 'summaryAnswer', { question: step.ask[lang], answer: said }));
  }
  if (handoff?.contact) lines.push(handoff.contact);
  const when = {
    any: 'handoffWhenAny',
    morning: 'handoffWhenMorning',
    afternoon: 'handoffWhenAfternoon',
  } as const;
  if (handoff?.when) lines.push(isWhen(handoff.when) ? words(turn, when[handoff.when]) : handoff.when);
  if (handoff?.safe === 'no-message') lines.push(words(turn, 'summaryNoMessage'));
  return lines;
}

const isWhen = (value: string): value is 'any' | 'morning' | 'afternoon' =>
  ['any', 'morning', 'afternoon'].includes(value);

/** The time promised in the queue of a call-back. */
function promiseOf(turn: Turn, { queue: id }: HandoffDraft): string {
  return turn.context.queues.find((queue) => queue.id === id)?.promise[turn.state.lang] ?? '';
}

/** Opens the case: stored in the same transaction as the reply that gives its number. */
function send(turn: Turn, handoff: HandoffDraft): Turn {
  const { freshId, freshNumber } = turn.context;
  const { lang, municipality, need, urgency, danger } = turn.state;
  const promise = promiseOf(turn, handoff);
  const draft = {
    id: freshId,
    number: freshNumber,
    queue: handoff.queue,
    lang,
    municipality,
    need,
    urgency,
    danger,
    summary: summaryLines(turn),
    contact: handoff.contact ?? '',
    mayLeaveMessage: handoff.safe === 'yes',
    when: handoff.when ?? 'any',
  };
  const sent = sayWords(setState(turn, { open: null, handoff: null, caseId: freshId }), 'handoffSent', {
    number: freshNumber,
    promise,
  });
  const noted = emit(
    { ...sent, effects: [...sent.effects, { type: 'open-case', draft }] },
    { type: 'case-opened', ...(need === null ? {} : { need }) },
  );
  return setMeta(noted, { kind: 'handoff', needs: need === null ? [] : [need] });
}

function cancel(turn: Turn, reply: 'handoffCancelled' | 'handoffNotSafe' = 'handoffCancelled'): Turn {
  return setMeta(sayWords(setState(turn, { open: null, handoff: null }), reply), {
    kind: 'handoff',
  });
}
