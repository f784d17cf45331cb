import { startStage } from '/work/main/test/browser/stage.ts';
import { launch, visit, phone, desktop, say, greeted, choose } from '/work/main/test/browser/chrome.ts';
const stage = await startStage(); const browser = await launch();
for (const [name, viewport] of [['phone', phone], ['desktop', desktop]] as const) for (const colorScheme of ['light','dark'] as const) {
  const v = await visit(browser, stage.url + '/', { viewport, colorScheme, ...(name==='phone'?{deviceScaleFactor:2, isMobile:true, hasTouch:true}:{}) });
  await greeted(v.page); await v.page.waitForTimeout(300);
  await v.page.screenshot({ path: `/tmp/shots/${name}-${colorScheme}-1start.png` });
  await say(v.page, 'hammas on kipee', 2); await v.page.waitForTimeout(600);
  await v.page.screenshot({ path: `/tmp/shots/${name}-${colorScheme}-2flow.png` });
  await choose(v.page, 'Ei'); await say(v.page, 'kaksi päivää', 2); await v.page.waitForTimeout(600); await say(v.page,'Kuopio',2); await v.page.waitForTimeout(600);
  await v.page.screenshot({ path: `/tmp/shots/${name}-${colorScheme}-3guide.png` });
  await say(v.page, 'Vaari KAATUI ja EI HERÄÄ', 1); await v.page.waitForTimeout(600);
  await v.page.screenshot({ path: `/tmp/shots/${name}-${colorScheme}-4danger.png` });
  await v.page.locator('.menu summary').click(); await v.page.waitForTimeout(100);
  await v.page.screenshot({ path: `/tmp/shots/${name}-${colorScheme}-5menu.png` });
  console.log(name, colorScheme, v.faults, [...new Set(v.requests.map(r=>new URL(r).host))]);
  await v.close();
}
await browser.close(); await stage.stop();
