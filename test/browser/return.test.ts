/** The page comes back: after a reload, a restart of the server, sleep, lost networks and full disks. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answers, choose, greeted, launch, phone, say, seen, type Visit, visit } from './chrome.ts';
import { type Stage, startStage } from './stage.ts';
import { collapse } from './stage-content.ts';

const hour = 3600;

let browser: Browser;
let stage: Stage;
let opened: Visit;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  stage = await startStage();
  opened = await visit(browser, `${stage.url}/`, { viewport: phone });
  await greeted(opened.page);
});
afterEach(async () => {
  await opened.close();
  await stage.stop();
});

const saidCount = async (text: string): Promise<number> =>
  (await stage.said()).filter((said) => said === text).length;

describe('a page that comes back', () => {
  it('goes on after a reload in mid-flow, with the question still open', async () => {
    const { page } = opened;
    await say(page, 'hammas on kipee', 2);
    const before = await seen(page.locator('.log'));
    await page.reload();
    await expect.poll(() => answers(page).count()).toBe(3);
    expect(await seen(page.locator('.log'))).toBe(before);
    await choose(page, 'Ei');
    expect(await seen(answers(page).last())).toContain('Kuinka monta päivää?');
  });

  it('shows an old notice again without raising the alarm a second time', async () => {
    const { page } = opened;
    await say(page, collapse);
    expect(await page.locator('[role=alert]').count()).toBe(1);
    await page.reload();
    await page.locator('.notice').waitFor();
    expect(await page.locator('[role=alert]').count()).toBe(0);
  });

  it('goes on where it was when the server has been restarted', async () => {
    const { page } = opened;
    await say(page, 'hammas on kipee', 2);
    await stage.down();
    await stage.up();
    await choose(page, 'Ei');
    expect(await seen(answers(page).last())).toContain('Kuinka monta päivää?');
    expect(await saidCount('Ei')).toBe(1);
  });

  it('holds a message while the server is down, says so with 112, and sends it once when it is back', async () => {
    const { page } = opened;
    await stage.down();
    await page.locator('#write').fill('hammas on kipee');
    await page.locator('#write').press('Enter');
    await page.locator('.said .trouble').waitFor();
    expect(await seen(page.locator('.said'))).toContain('Ei lähetetty. Jos olet vaarassa, soita 112.');
    await stage.up();
    await page
      .getByRole('button', { name: 'Yritä uudelleen' })
      .click({ timeout: 2000 })
      .catch(() => {});
    await expect.poll(() => answers(page).count(), { timeout: 30_000 }).toBe(3);
    expect(await page.locator('.trouble').count()).toBe(0);
    expect(await saidCount('hammas on kipee')).toBe(1);
  });

  it('does not double a message whose confirmation was lost on the way', async () => {
    const { page } = opened;
    let isFirst = true;
    await page.route('**/activities', async (route) => {
      if (route.request().method() !== 'POST' || !isFirst) return route.continue();
      isFirst = false;
      await route.fetch();
      await route.abort();
    });
    await say(page, 'hammas on kipee', 2);
    await expect.poll(() => page.locator('.said.sent').count(), { timeout: 20_000 }).toBe(1);
    expect(await page.locator('.said').count()).toBe(1);
    expect(await saidCount('hammas on kipee')).toBe(1);
  });

  it('gets a new token after a sleep longer than the old one lives', async () => {
    const { page } = opened;
    stage.pass(2 * hour);
    await say(page, 'hammas on kipee', 2);
    expect(await saidCount('hammas on kipee')).toBe(1);
    stage.pass(2 * hour);
    await page.reload();
    await expect.poll(() => answers(page).count()).toBe(3);
  });

  it('begins a new conversation when the earlier one is out of reach, and says so', async () => {
    const { page } = opened;
    stage.pass(30 * hour);
    await page.locator('#write').fill('hammas on kipee');
    await page.locator('#write').press('Enter');
    await page.locator('.page-line').waitFor();
    expect(await seen(page.locator('.page-line'))).toContain('Aloitettiin uusi');
    await expect.poll(() => seen(answers(page).last()), { timeout: 20_000 }).toContain('Onko turvotusta?');
    expect(await saidCount('hammas on kipee')).toBe(1);
  });

  it('works without sockets, where a proxy blocks them', async () => {
    stage.deaf = true;
    const blocked = await visit(browser, `${stage.url}/`);
    await greeted(blocked.page);
    await say(blocked.page, 'hammas on kipee', 2);
    await choose(blocked.page, 'Ei');
    expect(await seen(answers(blocked.page).last())).toContain('Kuinka monta päivää?');
    await blocked.close();
  });

  it('gets an answer although the socket has silently died', async () => {
    const { page } = opened;
    // What the server sends into this socket goes nowhere, and nobody is told.
    await page.routeWebSocket('**/stream**', () => {});
    await page.reload();
    await greeted(page);
    await say(page, 'hammas on kipee', 2);
  });

  it('sends what was written without a network as soon as there is one', async () => {
    const { page } = opened;
    await page.context().setOffline(true);
    await page.locator('#write').fill('hammas on kipee');
    await page.locator('#write').press('Enter');
    await page.locator('.trouble').waitFor();
    await page.context().setOffline(false);
    await expect.poll(() => answers(page).count(), { timeout: 30_000 }).toBe(3);
    expect(await saidCount('hammas on kipee')).toBe(1);
  });

  it('a full disk: danger still gets its notice, anything else says that it was not saved, with 112', async () => {
    const { page } = opened;
    stage.diskFull = true;
    await say(page, collapse);
    expect(await page.locator('.notice a[href="tel:112"]').count()).toBeGreaterThan(0);
    await page.locator('#write').fill('hammas on kipee');
    await page.locator('#write').press('Enter');
    await page.locator('.trouble').waitFor();
    expect(await seen(page.locator('.trouble'))).toMatch(/ei voitu tallentaa[\s\S]*112[\s\S]*116117/);
    stage.diskFull = false;
    await page
      .getByRole('button', { name: 'Yritä uudelleen' })
      .click({ timeout: 2000 })
      .catch(() => {});
    await expect.poll(() => seen(answers(page).last()), { timeout: 30_000 }).toContain('Onko turvotusta?');
    expect(await saidCount('hammas on kipee')).toBe(1);
  });

  it('keeps nothing but the keys of the conversation, and in this tab only (PR-9)', async () => {
    const { page } = opened;
    await say(page, 'hammas on kipee', 2);
    const kept = await page.evaluate(() => ({
      session: Object.values(sessionStorage).map((value) => Object.keys(JSON.parse(String(value))).sort()),
      local: localStorage.length,
      cookies: document.cookie,
      text: JSON.stringify(sessionStorage),
    }));
    expect(kept.session).toEqual([['conversation', 'resume', 'token', 'tokenAt', 'watermark']]);
    expect(kept.local).toBe(0);
    expect(kept.cookies).toBe('');
    expect(kept.text).not.toContain('hammas');
  });
});

describe('a page that cannot connect', () => {
  it('shows 112 and 116117, says that the service does not answer, and greets when it does', async () => {
    const { page } = opened;
    await page.route('**/v3/directline/**', (route) => route.abort());
    await page.evaluate(() => sessionStorage.clear());
    await page.reload();
    await expect.poll(() => seen(page.locator('.link-state'))).toContain('soita 112');
    expect(await page.locator('.call[href="tel:116117"]').isVisible()).toBe(true);
    await page.unroute('**/v3/directline/**');
    await expect.poll(() => answers(page).count(), { timeout: 30_000 }).toBe(1);
  });

  it('shows the numbers and what this is without any script', async () => {
    const bare = await visit(browser, `${stage.url}/`, { javaScriptEnabled: false, viewport: phone });
    expect(await bare.page.locator('a[href="tel:112"]').isVisible()).toBe(true);
    expect(await bare.page.locator('a[href="tel:116117"]').isVisible()).toBe(true);
    expect(await seen(bare.page.locator('#app'))).toContain('Jos se ei aukea, soita Päivystysapuun 116117');
    expect(await seen(bare.page.locator('.lede'))).toContain('Emme tee diagnooseja');
    await bare.close();
  });

  it('a flood of messages is told to wait, with 112 and 116117, and nothing is lost', async () => {
    const strict = await startStage({ environment: { RATE_MESSAGES_PER_MINUTE: '2' } });
    const { page, close } = await visit(browser, `${strict.url}/`);
    await greeted(page);
    await say(page, 'hei');
    await say(page, 'hei taas');
    await page.locator('#write').fill('hammas on kipee');
    await page.locator('#write').press('Enter');
    await page.locator('.trouble').waitFor();
    expect(await seen(page.locator('.trouble'))).toMatch(/Odota hetki[\s\S]*112[\s\S]*116117/);
    strict.pass(61);
    await page.getByRole('button', { name: 'Yritä uudelleen' }).click();
    await expect.poll(() => seen(answers(page).last()), { timeout: 20_000 }).toContain('Onko turvotusta?');
    await close();
    await strict.stop();
  });
});
