/** Named people only: advisers see what waits, open with a reason, and never another's case; maintainers see faults. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adviserKey, maintainerKey, type Stage, secondKey, startStage } from '../browser/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly cookie: string;
  readonly headers: Headers;
}

async function ask(
  path: string,
  options: { cookie?: string; form?: Record<string, string>; site?: string } = {},
): Promise<Answer> {
  const response = await fetch(`${stage.url}${path}`, {
    method: options.form === undefined ? 'GET' : 'POST',
    redirect: 'manual',
    headers: {
      accept: 'text/html',
      ...(options.cookie === undefined ? {} : { cookie: options.cookie }),
      ...(options.site === undefined ? {} : { 'sec-fetch-site': options.site }),
    },
    ...(options.form === undefined ? {} : { body: new URLSearchParams(options.form) }),
  });
  const cookie = response.headers.get('set-cookie') ?? '';
  return { status: response.status, text: await response.text(), cookie, headers: response.headers };
}

async function logIn(name: string, key: string, path = '/adviser'): Promise<string> {
  const { cookie } = await ask(`${path}/login`, { form: { name, key } });
  return cookie.split(';')[0] ?? '';
}

const markOf = (text: string): string => /name="mark" value="([^"]+)"/.exec(text)?.[1] ?? '';

/** A resident's request, made over Direct Line as the page makes it. Gives its number. */
async function requestContact(contact: string): Promise<string> {
  const call = async (
    path: string,
    token: string | null,
    body?: object,
  ): Promise<Record<string, unknown>> => {
    const response = await fetch(`${stage.url}/v3/directline/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const json: unknown = await response.json();
    return typeof json === 'object' && json !== null ? { ...json } : {};
  };
  const { token } = await call('tokens/generate', null, {});
  const { conversationId } = await call('conversations', String(token), {});
  const path = `conversations/${String(conversationId)}/activities`;
  for (const text of ['ihminen', 'kyllä', contact, 'kyllä', 'aamulla', 'kyllä']) {
    await call(path, String(token), { type: 'message', text });
  }
  const { activities } = await call(path, String(token));
  return /\b(\d{3}-\d{3})\b/.exec(JSON.stringify(activities))?.[1] ?? '';
}

/** The path under which a case is acted on, found by its number in the list. */
const pathOf = (list: string, number: string): string =>
  new RegExp(`<h2>${number}</h2>[\\s\\S]*?action="(/adviser/cases/[^"]+)/open"`).exec(list)?.[1] ?? '';

describe('logging in', () => {
  it('a visitor sees a form and nothing else', async () => {
    const { status, text } = await ask('/adviser');
    expect(status).toBe(200);
    expect(text).toContain('name="key"');
    expect(text).not.toContain('cases');
  });

  it.each([
    ['a wrong key', 'Liisa', 'väärä-avain-joka-on-pitka'],
    ['an unknown name', 'Kalle', adviserKey],
    ['another’s key', 'Liisa', secondKey],
    ['a maintainer’s key', 'Yrjö', maintainerKey],
    ['nothing', '', ''],
  ])('%s is refused with 403', async (_what, name, key) => {
    stage.pass(1000);
    const { status, cookie } = await ask('/adviser/login', { form: { name, key } });
    expect(status).toBe(403);
    expect(cookie).toBe('');
  });

  it('the session’s cookie is for this path only, hidden from scripts and from other sites', async () => {
    stage.pass(1000);
    const { status, cookie, headers } = await ask('/adviser/login', {
      form: { name: 'Liisa', key: adviserKey },
    });
    expect(status).toBe(303);
    expect(headers.get('location')).toBe('/adviser');
    expect(cookie).toMatch(/Path=\/adviser; HttpOnly; SameSite=Strict; Max-Age=28800$/);
    expect(cookie).not.toContain(adviserKey);
  });

  it('a session ends after eight hours, at logout, and when it is tampered with', async () => {
    stage.pass(1000);
    const cookie = await logIn('Liisa', adviserKey);
    const { text } = await ask('/adviser', { cookie });
    expect(text).toContain('Liisa');
    expect((await ask('/adviser/logout', { cookie, form: { mark: markOf(text) } })).cookie).toContain(
      'Max-Age=0',
    );
    const forged = cookie.replace(
      /=[^.]+\./,
      `=${Buffer.from('{"name":"Matti","until":9e15,"id":"x"}').toString('base64url')}.`,
    );
    expect((await ask('/adviser', { cookie: forged })).text).toContain('name="key"');
    stage.pass(8 * 3600 + 1);
    expect((await ask('/adviser', { cookie })).text).toContain('name="key"');
  });

  it('an adviser’s session opens no maintainer’s page', async () => {
    stage.pass(1000);
    const cookie = await logIn('Liisa', adviserKey);
    const { text } = await ask('/maintainer', { cookie: cookie.replace('adviser', 'maintainer') });
    expect(text).toContain('name="key"');
  });

  it('the eleventh try in a quarter of an hour is refused with 429, even with the right key', async () => {
    stage.pass(1000);
    for (let count = 0; count < 10; count += 1)
      await ask('/adviser/login', { form: { name: 'Liisa', key: 'x' } });
    const { status, text } = await ask('/adviser/login', { form: { name: 'Liisa', key: adviserKey } });
    expect(status).toBe(429);
    expect(text).toContain('112');
    stage.pass(1000);
    expect((await ask('/adviser/login', { form: { name: 'Liisa', key: adviserKey } })).status).toBe(303);
  });
});

describe('cases', () => {
  let cookie: string;
  let number: string;
  beforeEach(async () => {
    stage.pass(1000);
    cookie = await logIn('Liisa', adviserKey);
    number = await requestContact('040 123 4567');
  });

  it('the list shows number, need, waiting time, language and place, never contact or summary (PR-5)', async () => {
    const { text } = await ask('/adviser', { cookie });
    expect(number).toMatch(/^\d{3}-\d{3}$/);
    for (const words of [number, 'Asia', 'Odottanut', 'suomi', 'Kunta']) expect(text).toContain(words);
    expect(text).not.toContain('040 123 4567');
  });

  it('opening needs a reason, leaves who and why, and only then shows the contact', async () => {
    const { text } = await ask('/adviser', { cookie });
    const path = pathOf(text, number);
    const mark = markOf(text);
    const before = stage.opened.length;
    const without = await ask(`${path}/open`, { cookie, form: { mark, reason: ' ' } });
    expect(without.status).toBe(400);
    expect(without.text).not.toContain('040 123 4567');
    expect(stage.opened.length).toBe(before);
    const opened = await ask(`${path}/open`, { cookie, form: { mark, reason: 'soitan takaisin' } });
    expect(opened.status).toBe(200);
    expect(opened.text).toContain('href="tel:0401234567"');
    expect(opened.text).toContain('Saako jättää viestin');
    expect(stage.opened.at(-1)).toBe('Liisa: soitan takaisin');
  });

  it('a claimed case is closed to colleagues: they get 403 and see no form', async () => {
    const list = (await ask('/adviser', { cookie })).text;
    const path = pathOf(list, number);
    expect((await ask(`${path}/claim`, { cookie, form: { mark: markOf(list) } })).status).toBe(303);
    const other = await logIn('Matti', secondKey);
    const theirs = (await ask('/adviser', { cookie: other })).text;
    expect(theirs).toContain('Hoitaa Liisa');
    expect(pathOf(theirs.slice(theirs.indexOf(number) - 10).split('</li>')[0] ?? '', number)).toBe('');
    const form = { mark: markOf(theirs), reason: 'katson vain' };
    const before = stage.opened.length;
    for (const act of ['open', 'claim', 'close']) {
      expect((await ask(`${path}/${act}`, { cookie: other, form })).status, act).toBe(403);
    }
    expect(stage.opened.length).toBe(before);
    expect((await ask(`${path}/close`, { cookie, form: { mark: markOf(list) } })).status).toBe(303);
    expect((await ask('/adviser', { cookie })).text).not.toContain(number);
    expect(
      (await ask(`${path}/open`, { cookie, form: { mark: markOf(list), reason: 'vielä' } })).status,
    ).toBe(404);
  });

  it('nothing is done without a session, without the form’s mark, or from another site', async () => {
    const { text } = await ask('/adviser', { cookie });
    const path = pathOf(text, number);
    const form = { mark: markOf(text), reason: 'soitan' };
    expect((await ask(`${path}/open`, { form })).status).toBe(403);
    expect((await ask(`${path}/open`, { cookie, form: { reason: 'soitan' } })).status).toBe(403);
    expect((await ask(`${path}/open`, { cookie, form: { ...form, mark: 'x' } })).status).toBe(403);
    expect((await ask(`${path}/open`, { cookie, form, site: 'cross-site' })).status).toBe(403);
    expect((await ask(path, { cookie })).status).toBe(404);
  });

  it('a contact that holds markup is shown as text', async () => {
    const odd = await requestContact('"<b>x</b>"@example.org');
    const list = (await ask('/adviser', { cookie })).text;
    const opened = await ask(`${pathOf(list, odd)}/open`, {
      cookie,
      form: { mark: markOf(list), reason: 'soitan' },
    });
    expect(opened.text).toContain('&lt;b&gt;x&lt;/b&gt;');
  });
});

describe('the maintainer’s page', () => {
  it('says which content serves and lists every fault, as text', async () => {
    stage.pass(1000);
    const cookie = await logIn('Yrjö', maintainerKey, '/maintainer');
    const { text } = await ask('/maintainer', { cookie });
    expect(text).toContain('Palvelu käyttää viimeistä kunnossa ollutta versiota');
    expect(text).toContain('&lt;b&gt;puuttuu&lt;/b&gt;');
  });

  it('there is no such page while nobody has a key', async () => {
    const bare = await startStage({ environment: { ADVISER_KEYS: '', MAINTAINER_KEYS: '' } });
    for (const path of ['/adviser', '/maintainer'])
      expect((await fetch(`${bare.url}${path}`)).status).toBe(404);
    await bare.stop();
  });
});
