/** "Leave quickly": blank at once in every state, nothing left on the device, no way back (PR-9). */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answers, greeted, launch, phone, say, seen, visit } from './chrome.ts';
import { type Stage, startStage } from './stage.ts';
import { collapse } from './stage-content.ts';

let stage: Stage;
let browser: Browser;

beforeAll(async () => {
  [stage, browser] = await Promise.all([startStage(), launch()]);
});
afterAll(async () => {
  await browser.close();
  await stage.stop();
});

const states: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  ['at the start', async () => {}],
  ['in mid-flow', (page) => say(page, 'hammas on kipee', 2)],
  ['in danger', (page) => say(page, collapse)],
  ['while a message is on its way', (page) => page.locator('#write').fill('hammas')],
  ['with the menu open', (page) => page.locator('.menu summary').click()],
  ['without a network', (page) => page.context().setOffline(true)],
];

describe('leaving quickly', () => {
  it.each(states)(
    '%s: the page is blank, the device forgets, and "back" does not lead here',
    async (_name, reach) => {
      const { page, close } = await visit(browser, 'about:blank', { viewport: phone });
      await page.goto(`${stage.url}/`);
      await greeted(page);
      await reach(page);
      await page.locator('#exit').click();
      await page.waitForURL('about:blank');
      await page.context().setOffline(false);
      expect(await seen(page.locator('body'))).toBe('');
      expect(await page.title()).not.toContain('neuvoja');
      await page.goBack().catch(() => null);
      expect(page.url()).toBe('about:blank');
      await page.goto(`${stage.url}/privacy`);
      expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
      await close();
    },
  );

  it('a new visit in the same tab knows nothing of the earlier conversation', async () => {
    const { page, close } = await visit(browser, `${stage.url}/`);
    await greeted(page);
    await say(page, 'hammas on kipee', 2);
    await page.locator('#exit').click();
    await page.waitForURL('about:blank');
    await page.goto(`${stage.url}/`);
    await greeted(page);
    expect(await answers(page).count()).toBe(1);
    expect(await seen(page.locator('.log'))).not.toContain('hammas');
    await close();
  });

  it('is in sight on a phone wherever the reader has scrolled', async () => {
    const { page, close } = await visit(browser, `${stage.url}/`, { viewport: phone });
    await greeted(page);
    await say(page, 'hammas on kipee', 2);
    for (const top of [0, 200, 5000]) {
      await page.locator('#scroll').evaluate((element, to) => element.scrollTo(0, to), top);
      await expect.poll(async () => (await page.locator('#exit').boundingBox())?.y).toBeGreaterThanOrEqual(0);
      expect((await page.locator('#exit').boundingBox())?.y).toBeLessThan(60);
    }
    await close();
  });

  it.each(['/privacy', '/accessibility'])(
    'works on %s too, and the conversation is forgotten',
    async (path) => {
      const { page, close } = await visit(browser, `${stage.url}/`);
      await greeted(page);
      await page.goto(`${stage.url}${path}`);
      await page.locator('#exit').click();
      await page.waitForURL('about:blank');
      await page.goto(`${stage.url}${path}`);
      expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
      await close();
    },
  );

  it('works without script as a plain link to a blank page', async () => {
    const { page, close } = await visit(browser, `${stage.url}/`, { javaScriptEnabled: false });
    await page.locator('#exit').click();
    await page.waitForURL('**/exit');
    expect(await seen(page.locator('body'))).toBe('');
    await close();
  });

  it('the title of the page never tells what is talked about (PR-4)', async () => {
    const { page, close } = await visit(browser, `${stage.url}/`);
    await greeted(page);
    await say(page, collapse);
    expect(await page.title()).toBe('Palveluneuvoja');
    await close();
  });
});
