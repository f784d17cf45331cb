/** Small parts of the server and the channel: feeds, limits, screening, wire form, words of refusals. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toActivity } from '../../src/channel/direct-line/activity.ts';
import { openFeed } from '../../src/channel/direct-line/feed.ts';
import { createHub } from '../../src/channel/direct-line/hub.ts';
import type { StoredActivity } from '../../src/conversation/ports.ts';
import type { Reply } from '../../src/conversation/types.ts';
import { emergencyPhones } from '../../src/http/emergency.ts';
import { createLimit } from '../../src/http/limit.ts';
import { createOrigins } from '../../src/http/origin.ts';
import { escapeHtml } from '../../src/http/plain-page.ts';
import { Refusal, type RefusalKind, refusalKinds } from '../../src/http/refusal.ts';
import { holdsDanger } from '../../src/http/screen.ts';
import { question } from './fake-core.ts';

const stored = (seq: number, more: Partial<StoredActivity> = {}): StoredActivity => ({
  id: `a${seq}`,
  conversation: 'c',
  seq,
  from: 'bot',
  at: '2026-11-21T10:00:00.000Z',
  lang: 'fi',
  text: `viesti ${seq}`,
  clientId: null,
  reply: null,
  meta: null,
  ...more,
});

describe('a feed', () => {
  const steps = fc.array(fc.constantFrom('told', 'untold', 'late', 'again', 'rest'), { maxLength: 40 });

  it('sends everything once and in order, however it hears of it', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.nat({ max: 5 }), async (list, before) => {
        const rows: StoredActivity[] = Array.from({ length: before }, (_, index) => stored(index + 1));
        const sent: number[] = [];
        const feed = openFeed({
          store: {
            activitiesAfter: async (_id, seq, limit = 1) =>
              rows.filter((row) => row.seq > seq).slice(0, limit),
          },
          conversation: 'c',
          after: 0,
          send: (activities) => sent.push(...activities.map((row) => row.seq)),
          failed: (problem) => {
            throw problem;
          },
        });
        feed.offer([]);
        let late: StoredActivity[] = [];
        for (const step of list) {
          if (step === 'rest') {
            await Promise.resolve();
            continue;
          }
          if (step !== 'again') rows.push(stored(rows.length + 1));
          if (step === 'told' || step === 'again') feed.offer(rows.slice(-1));
          if (step === 'late') late = rows.slice(-1);
          else if (late.length > 0) feed.offer(late);
        }
        feed.offer([]);
        await new Promise((resolve) => setImmediate(resolve));
        expect(sent).toEqual(rows.map((row) => row.seq));
        expect(feed.last()).toBe(rows.length);
      }),
    );
  });

  it('says nothing after its end', async () => {
    const sent: number[] = [];
    const rows = [stored(1)];
    const feed = openFeed({
      store: { activitiesAfter: async () => rows },
      conversation: 'c',
      after: 0,
      send: (activities) => sent.push(activities.length),
      failed: () => undefined,
    });
    feed.offer([]);
    feed.end();
    await new Promise((resolve) => setImmediate(resolve));
    expect(sent).toEqual([]);
  });
});

describe('the hub', () => {
  it('keeps an unsaved notice for the next who asks, for a bounded number of conversations', () => {
    const hub = createHub();
    for (let number = 0; number < 1100; number += 1) hub.publishUnsaved(`c${number}`, [stored(1)]);
    expect(hub.takeUnsaved('c0')).toEqual([]);
    expect(hub.takeUnsaved('c1099')).toHaveLength(1);
    expect(hub.takeUnsaved('c1099')).toEqual([]);
  });

  it('forgets an unsaved notice when storing works again', () => {
    const hub = createHub();
    hub.publishUnsaved('c', [stored(1)]);
    hub.publish('c', [stored(2)]);
    expect(hub.takeUnsaved('c')).toEqual([]);
  });

  it('forgets rooms that are empty', () => {
    const hub = createHub();
    const leave = hub.listen('c', { stored: () => undefined, unsaved: () => undefined });
    expect(hub.listeners('c')).toBe(1);
    leave();
    leave();
    expect(hub.listeners('c')).toBe(0);
  });
});

describe('a limit', () => {
  it('lets so many through in a window, and says when the next one is welcome', () => {
    let time = 0;
    const limit = createLimit({ most: 2, windowMilliseconds: 10_000, now: () => new Date(time) });
    const takes = (at: number): number | null => {
      time = at;
      return limit.take('a');
    };
    expect([takes(0), takes(5000), takes(5000), takes(9500), takes(9999)]).toEqual([null, null, 5, 1, 1]);
    expect(limit.take('b')).toBeNull();
    expect([takes(10_000), takes(10_000), takes(10_000)]).toEqual([null, null, 10]);
  });
});

describe('screening', () => {
  const screen = (text: string): boolean => {
    expect(text.length).toBeLessThanOrEqual(1000);
    return text.includes('ei hengitä');
  };

  it('finds a sign at any place of a text of any length', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 5000 }), fc.nat({ max: 5000 }), async (before, after) => {
        expect(await holdsDanger(screen, `${'a'.repeat(before)}ei hengitä${'b'.repeat(after)}`)).toBe(true);
        expect(await holdsDanger(screen, 'a'.repeat(before + after))).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it('takes a fault for danger', async () => {
    const broken = (): boolean => {
      throw new Error('no content');
    };
    expect(await holdsDanger(broken, 'hei')).toBe(true);
  });
});

describe('an activity on the wire', () => {
  it('of the bot carries its buttons, its kind and its block', () => {
    const wire = toActivity(stored(7, { text: question.text, reply: question }), 'dl_x');
    expect(wire).toMatchObject({
      type: 'message',
      id: 'c|0000007',
      timestamp: '2026-11-21T10:00:00.000Z',
      from: { id: 'palveluneuvoja', role: 'bot' },
      recipient: { id: 'dl_x', role: 'user' },
      conversation: { id: 'c' },
      channelId: 'directline',
      locale: 'fi',
      textFormat: 'plain',
      inputHint: 'expectingInput',
      suggestedActions: {
        actions: [
          {
            type: 'messageBack',
            title: 'Kyllä',
            text: 'Kyllä',
            displayText: 'Kyllä',
            value: { turn: 1, choice: 'yes' },
          },
          { title: 'Ei', value: { turn: 1, choice: 'no' } },
        ],
      },
      channelData: { palveluneuvoja: { block: question } },
    });
  });

  it('without buttons suggests nothing and waits for nothing', () => {
    const reply: Reply = { type: 'text', text: 'Hei' };
    const wire = toActivity(stored(1, { reply }));
    expect(wire.suggestedActions).toBeUndefined();
    expect(wire.inputHint).toBe('acceptingInput');
  });

  it('of the user is from the user, with the client id untouched', () => {
    const wire = toActivity(stored(2, { from: 'user', clientId: 'ID-ä' }), 'dl_x');
    expect(wire).toMatchObject({
      from: { id: 'dl_x', role: 'user' },
      channelData: { clientActivityID: 'ID-ä' },
    });
  });

  it('that is not stored has an id of its own', () => {
    expect(toActivity(stored(Number.MAX_SAFE_INTEGER - 1, { id: 'uuid' })).id).toBe('c|uuid');
  });
});

describe('every refusal', () => {
  it.each(refusalKinds)('%s shows 112 and 116117 in three languages', (kind: RefusalKind) => {
    for (const danger of [false, true]) {
      const lines = new Refusal(kind, { danger }).words.split('\n');
      expect(lines).toHaveLength(3);
      for (const line of lines) expect(line).toMatch(/112.*116117/);
    }
  });
});

describe('numbers kept in the program', () => {
  it('are those of the content, word for word', () => {
    const folder = join(import.meta.dirname, '../../knowledge/services/national');
    const content = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    for (const { number } of emergencyPhones) expect(content.join('\n')).toContain(`value: "${number}"`);
  });
});

describe('settings of the outside', () => {
  it('must be web addresses', () => {
    const origins = (address: string) => () =>
      createOrigins({ allowedOrigins: [address], publicUrl: null, trustProxy: false });
    expect(origins('https://www.kunta.fi/sivu')().allowed).toEqual(['https://www.kunta.fi']);
    for (const address of ['*', 'kunta.fi', 'file:///x']) expect(origins(address)).toThrow(/ALLOWED_ORIGINS/);
  });
});

describe('HTML', () => {
  it('shows text as text', () => {
    expect(escapeHtml(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;');
  });
});
