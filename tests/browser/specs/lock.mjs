// A passcode, from set-up to the lock page and back to the same question: what a person sees of it. Nobody but the person
// gets further than the lock page, and help opens all the same.
import assert from 'node:assert/strict';
import { arrive, newPage, none, signIn, startApp, tab } from '../lib.mjs';
import { PEOPLE, PHQ9, say } from '../texts.mjs';
import { axe, bigEnough, fits } from '../checks.mjs';

const PASSCODE = 'kestrel over 4 hills';
const QUESTION = /^\/form\/[^/]+\/at\/[^/]+$/;

/** The page is hidden, or shown again, as a phone does it. */
const see = (page, state) => page.evaluate((s) => {
  Object.defineProperty(document, 'visibilityState', { value: s, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}, state);

export default async function ({ browser, test }) {
  const app = await startApp();
  const page = await newPage(browser);
  await signIn(page, app, PEOPLE.amira);
  const asks = (it) => (it.input ?? []).some((i) => (i.valueCanonical ?? '').includes(PHQ9.canonical));
  const task = (await app.resources('Task')).find((it) => asks(it) && it.status === 'requested' && /amira/i.test(it.for?.reference ?? ''));
  const press = (key) => page.getByRole('button', { name: say(key), exact: true }).first().click();
  const open = async (passcode) => {
    await page.locator('#passcode').fill(passcode);
    await press('lock-open');
  };

  await test('a passcode that many choose is not taken, another is, and its fields begin empty each time', async () => {
    await tab(page, 'frame-you');
    await page.getByRole('link', { name: new RegExp(`^${say('you-lock')}`) }).click();
    for (const id of ['#passcode-new', '#passcode-again']) await page.locator(id).fill('123456');
    await press('lock-you-save');
    await page.getByText(say('lock-you-common')).waitFor();
    await page.waitForFunction(() => document.querySelector('#passcode-new').value === '');
    for (const id of ['#passcode-new', '#passcode-again']) await page.locator(id).fill(PASSCODE);
    await press('lock-you-save');
    await page.getByRole('button', { name: say('lock-you-now') }).waitFor();
    none([...await fits(page, 320, 1), ...await bigEnough(page), ...await axe(page)]);
  }, page);

  await test('left and locked at once, the question is not on the screen, and help is', async () => {
    await page.getByRole('radio', { name: say('lock-you-after-once'), exact: true }).check();
    await page.getByText(say('lock-you-after-saved'), { exact: true }).waitFor();
    await tab(page, 'frame-todo');
    await arrive(page, /^\/todo$/);
    await page.locator(`a[href="/form/${task.id}"]`).first().click();
    await arrive(page, /^\/form\/[^/]+$/);
    await page.getByRole('button', { name: say('form-start-begin'), exact: true })
      .or(page.getByRole('link', { name: say('form-start-begin'), exact: true })).first().click();
    await arrive(page, QUESTION);
    await page.getByRole('radio', { name: PHQ9.some, exact: true }).check();
    const question = await page.locator('h1').innerText();
    await see(page, 'hidden');
    await page.locator('#passcode').waitFor();
    await see(page, 'visible');
    const shown = await page.locator('body').innerText();
    assert.ok(!shown.includes(question) && !shown.includes('Amira'), shown);
    assert.equal(await page.getByRole('radio').count(), 0);
    none([...await fits(page, 320, 1), ...await bigEnough(page), ...await axe(page)]);
    await page.getByRole('link', { name: say('frame-help') }).first().click();
    await arrive(page, /^\/help$/);
    await page.waitForFunction(() => document.querySelectorAll('a[href="tel:999"]').length > 0);
    await page.goBack();
    await page.locator('#passcode').waitFor();
  }, page);

  await test('a wrong passcode says what is left; the right one leads back to the same question and answer', async () => {
    await open('not this one');
    await page.getByText(say('lock-wrong'), { exact: false }).first().waitFor();
    await open(PASSCODE);
    await arrive(page, QUESTION);
    await page.getByRole('radio', { name: PHQ9.some, exact: true }).waitFor();
    assert.ok(await page.getByRole('radio', { name: PHQ9.some, exact: true }).isChecked());
  }, page);

  await test('a page that is gone counts as left', async () => {
    const url = new URL('/', app.preview).href;
    await page.goto('about:blank');
    await page.goto(url);
    await page.locator('#passcode').waitFor();
    await open(PASSCODE);
    await page.getByRole('navigation', { name: say('frame-tabs') }).waitFor();
  }, page);

  await page.context().close();
  await app.stop();
}
