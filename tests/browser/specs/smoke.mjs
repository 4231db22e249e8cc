// The app opens, Help now works before anybody signed in, and a demo person gets to their plan.
import assert from 'node:assert/strict';
import { arrive, newPage, signIn, startApp } from '../lib.mjs';
import { PEOPLE, say, whole } from '../texts.mjs';

export default async function ({ browser, test }) {
  const app = await startApp();
  const page = await newPage(browser);
  await test('the app opens on the welcome page', async () => {
    await page.goto(app.preview);
    await page.getByRole('heading', { level: 1, name: whole('before-welcome-heading') }).waitFor();
  }, page);
  await test('help can be called in one tap before anybody has signed in', async () => {
    await page.getByRole('link', { name: say('frame-help'), exact: true }).click();
    await arrive(page, /^\/help$/);
    assert.ok(await page.locator('a[href="tel:999"], a[href="tel:111"], button:has-text("999")').count() > 0);
  }, page);
  await test('a demo person signs in at the trust and sees Today', async () => {
    await signIn(page, app, PEOPLE.amira);
    // The record comes from the trust a moment after the tabs are there.
    await page.locator('h1', { hasText: 'Amira' }).waitFor();
  }, page);
  await test('the page said nothing wrong meanwhile', async () => assert.deepEqual(page.faults, []), page);
  await test('a strange page cannot open the preview without its token', async () => {
    const url = new URL(app.preview);
    const reply = await fetch(`${url.origin}/ws`, { headers: { connection: 'upgrade', upgrade: 'websocket',
      origin: 'http://example.org', 'sec-websocket-version': '13', 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==' } })
      .then((r) => r.status, () => 0);
    assert.ok(reply === 0 || reply >= 400, `answered ${reply}`);
    assert.ok((await fetch(`${url.origin}/`, { headers: { host: 'example.org' } })).status >= 400);
  });
  await page.context().close();
  await app.stop();
}
