/** The turn's own rules, as transcripts: danger first, commands everywhere, one question at a time, a human one step away. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StaffedQueue } from '../../src/conversation/part/shared.ts';
import { initialState } from '../../src/conversation/state.ts';
import { openConversation, turn } from '../../src/conversation/turn.ts';
import type { TurnResult } from '../../src/conversation/types.ts';
import { monday, talk } from '../support/talk.ts';
import { tinyContent } from '../support/tiny-content.ts';

const content = tinyContent();
const read = (result: TurnResult): string => result.replies.map((reply) => reply.text).join('\n');
const queue: StaffedQueue = {
  id: 'general',
  promise: { fi: 'huomenna', sv: 'i morgon', en: 'tomorrow' },
  counties: [],
  needs: [],
};

describe('the first words', () => {
  const opened = openConversation(
    {
      content,
      now: monday,
      role: 'resident',
      freshId: 'x',
      freshNumber: '1',
      queues: [],
      pinnedFlow: null,
      controller: null,
    },
    'fi',
  );
  it('PA-4 MD-1: say that this is automated, that it does not diagnose, and 112', () => {
    expect(read(opened)).toMatch(/automaattinen/i);
    expect(read(opened)).toMatch(/diagnoos/i);
    expect(read(opened)).toContain('112');
  });
  it('PA-2: say that this is an evaluation version', () => {
    expect(read(opened)).toMatch(/kokeiluversio/i);
  });
});

describe('danger', () => {
  it('MD-5: interrupts in the middle of a flow, with 112 first', () => {
    const person = talk(content, { municipality: 'Kuopio' });
    person.say('hammas särkee');
    const reply = person.say('KAATUI ja EI HERÄÄ');
    expect(reply.meta).toMatchObject({ kind: 'interrupt', interrupt: '112', needs: ['emergency'] });
    expect(reply.meta.services[0]).toBe('emergency-112');
    expect(reply.replies[0]?.type).toBe('notice');
  });

  it('signs spread over messages within ten minutes count together', () => {
    const person = talk(content);
    expect(person.say('vaari KAATUI pihalla').meta.interrupt).toBeNull();
    expect(person.say('nyt hän EI HERÄÄ').meta.interrupt).toBe('112');
  });

  it('signs further apart than ten minutes do not', () => {
    const person = talk(content, { pause: 11 });
    person.say('vaari KAATUI pihalla');
    expect(person.say('nyt hän EI HERÄÄ').meta.interrupt).toBeNull();
  });

  it('MD-5: is not withdrawn by playing it down, starting over, another language or forget me', () => {
    const person = talk(content);
    person.say('EN HALUA ELÄÄ');
    for (const words of ['no ei se mitään', 'aloita alusta', 'in english', 'takaisin']) {
      const reply = person.say(words);
      expect(person.state.danger?.level, words).toBe('crisis');
      expect(read(reply), words).toContain('112');
    }
    person.say('unohda minut');
    person.press('forget');
    expect(person.state.danger?.level).toBe('crisis');
  });

  it('sets a floor for urgency: guidance about another need is at least for today', () => {
    const person = talk(content, { municipality: 'Kuopio' });
    person.say('EN HALUA ELÄÄ');
    person.say('hammas särkee');
    person.say('ei');
    const reply = person.say('kaksi päivää');
    expect(reply.meta).toMatchObject({ kind: 'guidance', urgency: 'today' });
    expect(reply.meta.services).toContain('medical-helpline-116117');
  });

  it('a graver danger later keeps the graver level', () => {
    const person = talk(content);
    person.say('KAATUI EI HERÄÄ');
    person.say('EN HALUA ELÄÄ');
    expect(person.state.danger?.level).toBe('112');
  });

  it('the direct question may answer it, and then the conversation goes on', () => {
    const person = talk(content, { municipality: 'Kuopio' });
    person.say('hammas särkee');
    person.say('EN HALUA ELÄÄ');
    const reply = person.press('danger-over');
    expect(person.state.danger?.answered).toBe(true);
    expect(reply.meta.kind).not.toBe('interrupt');
  });

  it('"no, it goes on" sends to 112 again', () => {
    const person = talk(content);
    person.say('EN HALUA ELÄÄ');
    expect(read(person.press('danger-now'))).toContain('112');
    expect(person.state.danger?.answered).toBe(false);
  });

  it('a text of any length is screened before it is refused', () => {
    const person = talk(content);
    const reply = person.say(`${'a '.repeat(1500)} KAATUI ja EI HERÄÄ`);
    expect(reply.meta.interrupt).toBe('112');
  });

  it('a red-flag answer in a flow shows the notice', () => {
    const person = talk(content, { municipality: 'Kuopio' });
    person.say('hammas särkee');
    person.say('kyllä');
    const reply = person.say('kyllä');
    expect(reply.meta).toMatchObject({ interrupt: '112' });
    expect(reply.meta.services).toContain('emergency-112');
  });
});

describe('danger and what follows', () => {
  it.each(['kyllä mua ahdistaa vieläkin', 'joo en jaksa enää'])(
    'MD-5: "%s" is no answer that ends a danger',
    (words) => {
      const person = talk(content);
      person.say('EN HALUA ELÄÄ');
      person.say(words);
      expect(person.state.danger?.answered).toBe(false);
    },
  );

  it.each([
    'ei oo mitään hätää',
    'ei hätää oikeesti',
    'joo oon turvassa',
    'kaikki hyvin, vitsi vaan',
    'det är lugnt nu',
    'haha just joking',
  ])('MD-5: "%s" is heard kindly, ends nothing and alarms nobody anew', (words) => {
    const person = talk(content);
    person.say('EN HALUA ELÄÄ');
    const reply = person.say(words);
    expect(person.state.danger?.answered).toBe(false);
    expect(person.state.open).toEqual({ type: 'danger' });
    expect(reply.meta).toMatchObject({ kind: 'handoff', interrupt: null });
    expect(read(reply)).not.toContain(content.phrases['dangerStill']?.fi);
  });

  it.each([
    'en ole turvassa',
    'en oo kunnossa',
    'jag är inte trygg',
    'I am not safe',
    "it isn't okay",
    'pelkään hyvin paljon',
    'haluaisin olla turvassa',
    'vitsi kun pelottaa',
    'olenko turvassa?',
  ])('"%s" is not taken for "all is well"', (words) => {
    const person = talk(content);
    person.say('EN HALUA ELÄÄ');
    const reply = read(person.say(words));
    const heard = Object.values(content.phrases['dangerHeard'] ?? {});
    expect(heard.some((text) => reply.includes(text))).toBe(false);
  });

  it.each(['ei', 'ei, vaara jatkuu edelleen', 'no it is not over', 'nej'])(
    '"%s" says that the danger goes on',
    (words) => {
      const person = talk(content);
      person.say('EN HALUA ELÄÄ');
      const reply = read(person.say(words));
      const still = Object.values(content.phrases['dangerStill'] ?? {});
      expect(still.some((text) => reply.includes(text))).toBe(true);
      expect(person.state.danger?.answered).toBe(false);
    },
  );

  it('a plain yes answers the direct question', () => {
    const person = talk(content);
    person.say('EN HALUA ELÄÄ');
    person.say('kyllä');
    expect(person.state.danger?.answered).toBe(true);
  });

  it('once answered, it binds the need it was about and no other', () => {
    const person = talk(content, { municipality: 'Kuopio' });
    person.say('EN HALUA ELÄÄ');
    expect(person.press('danger-over').meta.urgency).toBe('today');
    person.say('hammas särkee');
    person.say('ei');
    expect(person.say('kaksi päivää').meta.urgency).toBe('routine');
  });

  it('a need is offered among choices only when it is likely enough beside the best, a grave one nearly as likely', () => {
    expect(talk(content).say('jotain vakavaa').meta.needs).toContain('emergency');
    expect(talk(content).say('peruisin ajan').meta).toMatchObject({
      kind: 'clarify',
      needs: ['toothache', 'low-mood'],
    });
  });

  it('a grave need without a flow is never answered as routine', () => {
    const person = talk(content, { municipality: 'Kuopio' });
    person.say('jotain vakavaa');
    expect(person.press('emergency').meta).toMatchObject({ kind: 'guidance', urgency: 'emergency' });
  });
});

describe('a flow', () => {
  it('asks, understands spoken answers, and ends in guidance', () => {
    const person = talk(content, { municipality: 'Kuopio' });
    expect(person.say('mul on hammas kipee').meta).toMatchObject({
      kind: 'triage',
      flow: 'toothache',
      step: 'swelling',
    });
    expect(person.say('eipä oikeastaan').meta.step).toBe('days');
    const end = person.say('viis päivää');
    expect(end.meta).toMatchObject({ kind: 'guidance', urgency: 'soon' });
    expect(end.meta.services).toContain('local-dentist');
  });

  it('asks again with an example, and the second time offers a human', () => {
    const person = talk(content, { municipality: 'Kuopio' });
    person.say('hammas särkee');
    expect(read(person.say('vihreä tuoli seisoo'))).toContain('esimerkiksi');
    expect(read(person.say('vihreä tuoli seisoo'))).toMatch(/ihminen/);
    expect(person.state.open).toMatchObject({ type: 'flow', step: 'swelling' });
  });

  it('"back" takes the last answer back, "change my answer" any of them', () => {
    const person = talk(content, { municipality: 'Kuopio' });
    person.say('hammas särkee');
    person.say('ei');
    expect(person.say('takaisin').meta.step).toBe('swelling');
    person.say('ei');
    person.say('kaksi päivää');
    person.say('muuta vastausta');
    expect(person.press('swelling').meta.step).toBe('swelling');
  });

  it('a button of an earlier question is not taken as an answer to this one', () => {
    const person = talk(content, { municipality: 'Kuopio' });
    person.say('hammas särkee');
    const stale = { turn: person.state.turn - 1, choice: 'yes' };
    const result = turn(
      person.state,
      { text: 'Kyllä', choice: stale, locale: null },
      {
        content,
        now: monday,
        role: 'resident',
        freshId: 'x',
        freshNumber: '1',
        queues: [],
        pinnedFlow: null,
        controller: null,
      },
    );
    expect(result.meta.step).toBe('swelling');
    expect(result.state.flow?.answers).toEqual([]);
  });

  it('another need said clearly is offered, and the place in the flow is kept', () => {
    const person = talk(content, { municipality: 'Kuopio' });
    person.say('hammas särkee');
    expect(person.say('oikeastaan masennus painaa').meta).toMatchObject({
      kind: 'clarify',
      needs: ['low-mood', 'toothache'],
    });
    expect(person.press('no').meta.step).toBe('swelling');
  });

  it('a language switch keeps the place (LA-1)', () => {
    const person = talk(content, { municipality: 'Kuopio' });
    person.say('hammas särkee');
    const reply = person.say('in English');
    expect(reply.meta).toMatchObject({ lang: 'en', step: 'swelling' });
    expect(read(reply)).toContain('(en)');
  });
});

describe('places', () => {
  it('is asked once after guidance without one, and then local services come', () => {
    const person = talk(content);
    person.say('hammas särkee');
    person.say('ei');
    const first = person.say('en tiedä');
    expect(first.meta.services).not.toContain('local-dentist');
    expect(person.state.open?.type).toBe('place');
    expect(person.say('Kuopiossa').meta.services).toContain('local-dentist');
  });

  it('a municipality in the first message is taken up', () => {
    const person = talk(content);
    person.say('hammas särkee, asun Kuopiossa');
    expect(person.state.municipality).toBe('297');
  });

  it('named in the middle of a flow is taken up, and the question is asked again without blame', () => {
    const person = talk(content);
    person.say('hammas särkee');
    const reply = person.say('Kuopio');
    expect(person.state.municipality).toBe('297');
    expect(reply.meta.step).toBe('swelling');
    expect(read(reply)).not.toContain('ymmärtänyt');
    expect(read(reply)).toContain('Kuopio');
  });

  it('named in answer to "which of these" is taken up, and the choices stay', () => {
    const person = talk(content);
    expect(person.say('paha olo').meta.kind).toBe('clarify');
    const reply = person.say('Iisalmi');
    expect(person.state.municipality).toBe('140');
    expect(reply.meta).toMatchObject({ kind: 'clarify', needs: ['low-mood', 'toothache'] });
    expect(read(reply)).toContain('Iisalmi');
  });

  it('"another municipality" in the middle of a flow skips none of its questions', () => {
    const person = talk(content, { municipality: 'Kuopio' });
    person.say('hammas särkee');
    person.say('toinen kunta');
    const reply = person.say('Iisalmi');
    expect(reply.meta).toMatchObject({ kind: 'triage', step: 'swelling' });
    expect(person.state.municipality).toBe('140');
  });

  it('can be left unsaid', () => {
    const person = talk(content);
    person.say('hammas särkee');
    person.say('ei');
    person.say('en tiedä');
    expect(person.press('skip').meta.kind).toBe('smalltalk');
  });
});

describe('unsure', () => {
  it('offers choices; a chosen one is entered', () => {
    const person = talk(content);
    const reply = person.say('paha olo');
    expect(reply.meta).toMatchObject({ kind: 'clarify', needs: ['low-mood', 'toothache'] });
    expect(person.press('toothache').meta.flow).toBe('toothache');
  });

  it('"the second one" in words is understood', () => {
    const person = talk(content);
    person.say('paha olo');
    expect(person.say('se toinen').meta.flow).toBe('toothache');
  });

  it('nothing found: one open question, then a human', () => {
    const person = talk(content);
    expect(person.say('höpönlöpön').meta).toMatchObject({ kind: 'unknown', needs: [] });
    expect(read(person.say('höpönlöpön'))).toContain('116117');
  });

  it('PA-10: a matter of another authority is named and no health service is offered', () => {
    const reply = talk(content).say('milloin kirjasto on auki');
    expect(reply.meta).toMatchObject({ kind: 'out-of-scope', needs: [], services: [] });
  });

  it('a second need in the same message is offered afterwards', () => {
    const person = talk(content, { municipality: 'Kuopio' });
    person.say('hammas särkee. ja masennus vaivaa');
    person.say('ei');
    const end = person.say('en tiedä');
    expect(read(end)).toContain('Alakulo');
    expect(person.press('yes').meta.needs[0]).toBe('low-mood');
  });

  it('LA-2: another language gets one fixed notice with 112 and 116117', () => {
    const reply = talk(content).say('привет, у меня болит зуб');
    expect(reply.meta).toMatchObject({ kind: 'unknown', lang: 'fi' });
    expect(read(reply)).toMatch(/English/);
    expect(reply.meta.services).toEqual(['emergency-112', 'medical-helpline-116117']);
  });
});

describe('bad input', () => {
  it.each([
    ['nothing', ''],
    ['white space', ' \n\t '],
    ['marks', '?????'],
    ['control characters', '\u0000\u0007\u202e'],
  ])('%s is answered kindly', (_, text) => {
    const reply = talk(content).say(text);
    expect(reply.meta.kind).toBe('unknown');
    expect(read(reply).length).toBeGreaterThan(10);
  });

  it('SE-7: more than 1,000 characters is kindly refused with the numbers', () => {
    const reply = talk(content).say('x'.repeat(1001));
    expect(read(reply)).toMatch(/112.*116117/s);
  });

  it('PR-1: an identity code is masked before it reaches the state, and the person is told', () => {
    const person = talk(content);
    const reply = person.say('hetuni on 010190-900P, hammas särkee');
    expect(JSON.stringify(person.state)).not.toContain('010190');
    expect(read(reply)).toMatch(/henkilötunnu/i);
  });

  it('is total: any text in any state gives a reply', () => {
    const words = fc.constantFrom(
      'hammas',
      'kyllä',
      'ei',
      'takaisin',
      'ihminen',
      'paha olo',
      'KAATUI EI HERÄÄ',
      'Kuopio',
      'aloita alusta',
      'unohda minut',
      '5',
      'in english',
      'apua',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 60 })), {
          minLength: 1,
          maxLength: 8,
        }),
        (messages) => {
          const person = talk(content, { context: { queues: [queue] } });
          for (const message of messages) {
            const reply = person.say(message);
            expect(reply.replies.length).toBeGreaterThan(0);
            expect(reply.replies.every((each) => each.text.trim() !== '')).toBe(true);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('a human (PA-5)', () => {
  it.each(['ihminen', 'människa', 'human'])('"%s" works from every state', (word) => {
    for (const before of [[], ['hammas särkee'], ['paha olo'], ['hammas särkee', 'ei', 'en tiedä']]) {
      const person = talk(content);
      for (const message of before) person.say(message);
      expect(person.say(word).meta).toMatchObject({ kind: 'handoff' });
    }
  });

  it('where nobody reads the queue, no call-back is offered: phones and hours', () => {
    const reply = talk(content).say('ihminen');
    expect(reply.state.open).toBeNull();
    expect(reply.meta.services).toContain('medical-helpline-116117');
  });

  it('a call-back: contact, safe to call, when, summary, consent; the number is told with the case', () => {
    const person = talk(content, { municipality: 'Kuopio', context: { queues: [queue] } });
    person.say('masennus');
    expect(person.say('ihminen').state.open).toMatchObject({ type: 'handoff', stage: 'offer' });
    person.press('accept');
    expect(person.say('en oikein tiedä').state.open).toMatchObject({ stage: 'contact' });
    person.say('040 123 4567');
    person.press('no-message');
    const summary = person.press('morning');
    expect(read(summary)).toContain('Alakulo');
    expect(summary.effects).toEqual([]);
    const sent = person.press('send');
    expect(read(sent)).toContain('123-456');
    expect(sent.effects).toMatchObject([
      {
        type: 'open-case',
        draft: {
          number: '123-456',
          contact: '040 123 4567',
          mayLeaveMessage: false,
          need: 'low-mood',
          municipality: '297',
        },
      },
    ]);
  });

  it('PR-9: where no contact is safe, nothing is sent and nobody calls', () => {
    for (const answer of ['ei', 'not-safe']) {
      const person = talk(content, { context: { queues: [queue] } });
      person.say('ihminen');
      person.press('accept');
      person.say('040 123 4567');
      const reply = answer === 'ei' ? person.say(answer) : person.press(answer);
      expect(reply.effects).toEqual([]);
      expect(person.state.handoff).toBeNull();
      expect(read(reply)).toMatch(/turvallista/);
    }
  });

  it('LA-1: a change of language keeps the place in it', () => {
    const person = talk(content, { context: { queues: [queue] } });
    person.say('ihminen');
    person.press('accept');
    person.say('in english');
    expect(person.state.open).toMatchObject({ type: 'handoff', stage: 'contact' });
    person.say('040 123 4567');
    expect(person.state.open).toMatchObject({ stage: 'safe' });
  });

  it('nothing is sent without consent', () => {
    const person = talk(content, { context: { queues: [queue] } });
    person.say('ihminen');
    person.press('accept');
    person.say('040 123 4567');
    person.press('safe');
    person.press('any');
    expect(person.press('cancel').effects).toEqual([]);
  });

  it('never at urgency today or emergency: phones instead', () => {
    const person = talk(content, { context: { queues: [queue] } });
    person.say('EN HALUA ELÄÄ');
    const reply = person.say('ihminen');
    expect(reply.state.open?.type).not.toBe('handoff');
    expect(reply.meta.services).toContain('emergency-112');
  });

  it('danger in the middle of agreeing a call-back ends it', () => {
    const person = talk(content, { context: { queues: [queue] } });
    person.say('ihminen');
    person.press('accept');
    expect(person.say('KAATUI EI HERÄÄ').meta.interrupt).toBe('112');
    expect(person.say('040 123 4567').effects).toEqual([]);
  });
});

describe('the professional', () => {
  it('gets services by need and place with the professional note; a resident never sees it', () => {
    const nurse = talk(content, { context: { role: 'professional' } });
    const reply = nurse.say('hammas Kuopio');
    expect(reply.meta.services).toContain('local-dentist');
    expect(read(reply)).toContain('Vain ammattilaisille');
    const resident = talk(content, { municipality: 'Kuopio' });
    resident.say('hammas särkee');
    resident.say('ei');
    expect(JSON.stringify(resident.say('en tiedä'))).not.toContain('Vain ammattilaisille');
  });

  it('danger still comes first', () => {
    const nurse = talk(content, { context: { role: 'professional' } });
    expect(nurse.say('KAATUI EI HERÄÄ').meta.interrupt).toBe('112');
  });
});

describe('forget me (PR-7)', () => {
  it('asks, empties the state, and keeps danger', () => {
    const person = talk(content, { municipality: 'Kuopio' });
    person.say('hammas särkee');
    person.say('unohda minut');
    const reply = person.press('forget');
    expect(reply.effects).toEqual([{ type: 'forget' }]);
    expect(reply.state).toMatchObject({ recent: [], flow: null, need: null, municipality: null });
  });
});

describe('state', () => {
  it('starts empty', () => {
    expect(initialState('sv')).toMatchObject({ lang: 'sv', danger: null, flow: null });
  });
});

describe('what is kept (PR-3)', () => {
  it('telephone numbers and e-mail are masked, our own numbers are not', () => {
    const person = talk(content);
    const reply = person.say('soita mulle 040 123 4567 tai matti@example.org, 116117 ei vastaa');
    expect(reply.said).not.toMatch(/123 4567|example\.org/);
    expect(reply.said).toContain('116117');
    expect(JSON.stringify(person.state)).not.toContain('123 4567');
  });

  it('the contact of a call-back is kept in the case alone', () => {
    const person = talk(content, { context: { queues: [queue] } });
    person.say('ihminen');
    person.press('accept');
    const reply = person.say('040 123 4567');
    expect(reply.said).not.toContain('123 4567');
    expect(JSON.stringify(person.state.recent)).not.toContain('123 4567');
    expect(person.state.handoff?.contact).toBe('040 123 4567');
  });
});
