/** The program as `npm start` runs it, with its real content, in a real browser. */
import { rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, type Running, startServer } from '../support/server.ts';
import { answers, greeted, launch, phone, say, seen, type Visit, visit } from './chrome.ts';

const folder = freshFolder();
let server: Running;
let browser: Browser;
let opened: Visit;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(folder), launch()]);
  opened = await visit(browser, `${server.url}/`, { viewport: phone });
  await greeted(opened.page);
}, 300_000);
afterAll(async () => {
  await opened?.close();
  await browser?.close();
  await server?.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describe('the whole program in the browser', () => {
  it('"mul on hammas tosi kipee" is led by buttons through the dental flow to services of Kuopio', async () => {
    const { page, faults } = opened;
    await say(page, 'mul on hammas tosi kipee', 2);
    const open = page.locator('.choices button');
    for (let steps = 0; steps < 8 && (await page.locator('.card').count()) === 0; steps += 1) {
      const before = await answers(page).count();
      // The last button of a red-flag question is "none of these"; a question without buttons asks for how long.
      if ((await open.count()) > 0) await open.last().click();
      else
        await page
          .locator('#write')
          .fill('kaksi päivää')
          .then(() => page.locator('#write').press('Enter'));
      await answers(page).nth(before).waitFor();
      await page.locator('.typing').waitFor({ state: 'detached' });
    }
    expect(await page.locator('.card').count()).toBeGreaterThan(0);
    await say(page, 'Kuopio');
    await expect.poll(() => seen(page.locator('.log'))).toContain('Pohjois-Savon hyvinvointialue');
    expect(faults).toEqual([]);
  });

  it('goes on in the same page after the program was killed and started again', async () => {
    const { page } = opened;
    const port = new URL(server.url).port;
    await server.end('SIGKILL');
    server = await startServer(folder, { PORT: port });
    const before = await page.locator('.said').count();
    await say(page, 'ihminen');
    expect(await page.locator('.said').count()).toBe(before + 1);
    await page.reload();
    await expect.poll(() => page.locator('.said').count()).toBe(before + 1);
  }, 300_000);

  it.each([
    ['fi', 'vaari ei herää eikä hengitä'],
    ['sv', 'farfar vaknar inte och andas inte'],
    ['en', 'my grandfather is not breathing'],
  ])('danger in %s is met with a notice and 112 in that language', async (lang, words) => {
    const visited = await visit(browser, `${server.url}/?lang=${lang}`, { viewport: phone });
    await greeted(visited.page);
    await say(visited.page, words);
    await visited.page.locator('.notice a[href="tel:112"]').first().waitFor();
    expect(await visited.page.locator('.answer').last().getAttribute('lang')).toBe(lang);
    await visited.close();
  });

  it('a request to be contacted goes from the page to an adviser, who alone sees the number', async () => {
    const keyed = await startServer(freshFolder(), { ADVISER_KEYS: 'Liisa:liisan-avain-joka-on-pitka' });
    const resident = await visit(browser, `${keyed.url}/`, { viewport: phone });
    const { page } = resident;
    await greeted(page);
    await say(page, 'ihminen', 2);
    await page.locator('.choices button').first().click();
    await answers(page).nth(3).waitFor();
    await say(page, '040 123 4567');
    for (let step = 0; step < 3; step += 1) {
      const before = await answers(page).count();
      await page.locator('.choices button').first().click();
      await answers(page).nth(before).waitFor();
    }
    const number = /\d{3}-\d{3}/.exec(await seen(answers(page).last()))?.[0] ?? 'none';
    const adviser = await visit(browser, `${keyed.url}/adviser`);
    await adviser.page.fill('#name', 'Liisa');
    await adviser.page.fill('#key', 'liisan-avain-joka-on-pitka');
    await adviser.page.getByRole('button', { name: 'Kirjaudu' }).click();
    const listed = adviser.page.locator('.case', { hasText: number });
    expect(await seen(listed)).not.toContain('123');
    await listed.locator('input[name=reason]').fill('soitan takaisin');
    await listed.getByRole('button', { name: 'Avaa' }).click();
    expect(await adviser.page.locator('a[href="tel:0401234567"]').count()).toBe(1);
    await adviser.page.getByRole('button', { name: 'Otan hoitaakseni' }).click();
    expect(await seen(adviser.page.locator('.case'))).toContain('Hoitaa Liisa');
    await Promise.all([resident.close(), adviser.close()]);
    await keyed.end('SIGTERM');
  }, 300_000);
});
