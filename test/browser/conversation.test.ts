/** A resident's conversation in a real browser: from the first words to services, with nothing from elsewhere. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answers, choose, desktop, greeted, launch, phone, say, seen, type Visit, visit } from './chrome.ts';
import { type Stage, startStage } from './stage.ts';
import { collapse } from './stage-content.ts';

let stage: Stage;
let browser: Browser;
const open: Visit[] = [];

beforeAll(async () => {
  [stage, browser] = await Promise.all([startStage(), launch()]);
});
afterAll(async () => {
  await Promise.all(open.map((each) => each.close()));
  await browser.close();
  await stage.stop();
});

async function start(viewport: { width: number; height: number } = desktop, address = '/'): Promise<Visit> {
  const opened = await visit(browser, `${stage.url}${address}`, { viewport });
  open.push(opened);
  await greeted(opened.page);
  return opened;
}

describe('a conversation in the browser', () => {
  it.each([
    ['a phone', phone],
    ['a desktop', desktop],
  ])('a whole triage on %s leads to services, by buttons and words', async (_name, viewport) => {
    const { page, faults } = await start(viewport);
    await say(page, 'hammas on kipee', 2);
    await choose(page, 'Ei');
    await say(page, 'kaksi päivää', 2);
    await say(page, 'Kuopio', 4);
    const card = page.locator('.card', { hasText: 'Hammashoitola' }).last();
    await expect
      .poll(() => card.locator('a[href="https://example.org/hammashoito/ajanvaraus"]').count())
      .toBe(1);
    expect(await seen(card.locator('summary strong'))).toBe('Ei vahvistettu (21.11.2026)');
    expect(await page.locator('.card a[href="tel:116117"]').count()).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });

  it('every request of a conversation goes to our own origin (PR-8)', async () => {
    const { page, requests } = await start();
    await say(page, 'hammas on kipee', 2);
    await page.reload();
    await greeted(page);
    const hosts = new Set(requests.map((address) => new URL(address).host));
    expect([...hosts]).toEqual([new URL(stage.url).host]);
    expect(requests.some((address) => address.startsWith('ws://'))).toBe(true);
  });

  it('the whole page stays under 60 kB of gzip, its script under 25 kB', async () => {
    const address = `${stage.url}/`;
    const html = await (await fetch(address)).text();
    const assets = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
    const sizes = await Promise.all(
      assets.map(async (path) => {
        const response = await fetch(new URL(path, address));
        expect(response.status).toBe(200);
        return { path, size: gzipSync(Buffer.from(await response.arrayBuffer())).length };
      }),
    );
    const script = sizes.find(({ path }) => path.endsWith('.js'))?.size ?? Number.POSITIVE_INFINITY;
    expect(script).toBeLessThan(25_000);
    expect(gzipSync(html).length + sizes.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(60_000);
  });

  it('a danger notice shows the number to call in sight, right after its first sentence', async () => {
    const { page } = await start(phone);
    await say(page, collapse);
    const notice = page.locator('.notice');
    expect(await notice.locator('.card a[href="tel:112"]').count()).toBe(1);
    await expect.poll(async () => (await notice.boundingBox())?.y ?? -1).toBeLessThan(phone.height / 2);
    expect(await page.locator('[role=alert]').count()).toBe(1);
    expect(await page.locator('.call-112').isVisible()).toBe(true);
  });

  it.each(['Ihminen', 'Takaisin', 'Aloita alusta'])(
    'the button "%s" works from the first state on',
    async (label) => {
      const { page } = await start();
      const before = await answers(page).count();
      await page.locator('.steer').getByRole('button', { name: label, exact: true }).click();
      await answers(page).nth(before).waitFor();
      expect(await seen(page.locator('.said').last())).toContain(label);
    },
  );

  it('a human is reached by one button in the middle of a flow, in danger and after it (PA-5)', async () => {
    const { page } = await start();
    await say(page, 'hammas on kipee', 2);
    await page.getByRole('button', { name: 'Ihminen', exact: true }).click();
    await page.locator('.services a[href="tel:116117"]').first().waitFor();
    await say(page, collapse);
    await page.getByRole('button', { name: 'Ihminen', exact: true }).click();
    await expect.poll(() => page.locator('.services a[href="tel:112"]').count()).toBeGreaterThan(0);
  });

  it.each([
    ['Svenska', 'sv', 'Skicka', 'Lämna snabbt'],
    ['English', 'en', 'Send', 'Leave quickly'],
  ])(
    '%s is switched to in mid-flow: the place is kept and the page follows (LA-1)',
    async (name, lang, send, exit) => {
      const { page } = await start();
      await say(page, 'hammas on kipee', 2);
      await page.locator('.languages').getByRole('link', { name }).click();
      await expect.poll(() => page.locator('html').getAttribute('lang')).toBe(lang);
      await expect.poll(() => seen(page.locator('.send'))).toBe(send);
      expect(await seen(page.locator('#exit'))).toBe(exit);
      await expect.poll(() => seen(answers(page).last())).toContain(`Onko turvotusta? (${lang})`);
      expect(await answers(page).last().getAttribute('lang')).toBe(lang);
      expect(await answers(page).first().getAttribute('lang')).toBe('fi');
    },
  );

  it('the conversation can be saved as a text in order, before and after it has ended (PA-6)', async () => {
    const { page } = await start();
    await say(page, 'hammas on kipee', 2);
    await say(page, 'heippa');
    await page.locator('.menu summary').click();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tallenna tekstinä' }).click();
    const file = await saving;
    const text = readFileSync(await file.path(), 'utf8');
    expect(file.suggestedFilename()).toBe('keskustelu.txt');
    const places = ['automaattinen palvelu', 'hammas on kipee', 'Onko turvotusta?', 'heippa'].map((words) =>
      text.indexOf(words),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  it('on paper there is the conversation with its speakers, and no buttons', async () => {
    const { page } = await start();
    await say(page, 'hammas on kipee', 2);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.composer').isVisible()).toBe(false);
    expect(await page.locator('.choices').isVisible()).toBe(false);
    expect(
      await page
        .locator('.said .hidden')
        .first()
        .evaluate((element) => element.clientWidth),
    ).toBeGreaterThan(10);
  });

  it('deleting the conversation empties the page once it is confirmed (PR-7)', async () => {
    const { page } = await start();
    await say(page, 'hammas on kipee', 2);
    await page.locator('.menu summary').click();
    await page.getByRole('button', { name: 'Poista keskustelu' }).click();
    await page.locator('.choices button').first().click();
    await expect.poll(() => seen(page.locator('.log'))).not.toContain('hammas on kipee');
    expect(await answers(page).count()).toBe(1);
  });

  it('what a person types stays text: no markup, no link of their own', async () => {
    const { page } = await start();
    await say(page, '<img src=x onerror=alert(1)> <b>hei</b> https://evil.example/');
    const said = page.locator('.said').last();
    expect(await said.locator('img, b, a').count()).toBe(0);
    expect(await seen(said.locator('.bubble'))).toContain('<b>hei</b>');
  });

  it('an identity code is masked on the page as soon as the server has read it (PR-1)', async () => {
    const { page } = await start();
    await say(page, 'tunnus on 131052-308T');
    expect(await seen(page.locator('.said').last())).not.toContain('308T');
  });

  it('the way to begin is Finnish, and another language is one address away', async () => {
    expect(await (await start()).page.locator('html').getAttribute('lang')).toBe('fi');
    const { page } = await start(phone, '/?lang=sv');
    expect(await seen(answers(page).first())).toContain('automatisk tjänst');
    expect(await seen(page.locator('.lede'))).toContain('Ingen officiell tjänst');
  });
});
