// What the person shares: chosen item by item, looked at as the carer will see it, changed, stopped in two taps, and a page
// that can be hidden at once.
import assert from 'node:assert/strict';
import { arrive, newPage, none, picture, signIn, startApp, tab } from '../lib.mjs';
import { PEOPLE, say } from '../texts.mjs';
import { axe, bigEnough, fits, noBareKeys } from '../checks.mjs';

/** Read by axe, at 320 px, at 200 %, in the dark. */
async function look(page, name) {
  const faults = [await axe(page), await fits(page, 320, 1), await fits(page, 390, 2), await bigEnough(page), await noBareKeys(page)];
  await picture(page, `sharing ${name}`);
  await page.emulateMedia({ colorScheme: 'dark' });
  faults.push((await axe(page)).map((fault) => `dark: ${fault}`));
  await picture(page, `sharing ${name} dark`);
  await page.emulateMedia({ colorScheme: 'light' });
  none(faults.flat().map((fault) => `${name}: ${fault}`));
}

/** Today in London, and six calendar months on: of a month that is shorter, the last day. */
function sixMonths() {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' }).format(new Date());
  const [year, month, day] = parts.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + 6, 0)).getUTCDate();
  const end = new Date(Date.UTC(year, month - 1 + 6, Math.min(day, last)));
  return { start: parts, end: end.toISOString().slice(0, 10) };
}

const press = (page, key) => page.getByRole('button', { name: say(key), exact: true })
  .or(page.getByRole('link', { name: say(key), exact: true })).first().click();

export default async function ({ browser, test }) {
  const app = await startApp();
  const page = await newPage(browser);
  await signIn(page, app, PEOPLE.amira);
  const standing = async () => (await app.resources('Consent'))
    .filter((r) => r.status === 'active' && r.patient.reference === 'Patient/demo-amira');
  const until = async (wanted) => {
    for (let n = 0; n < 100; n += 1) {
      const all = await standing();
      if (wanted(all)) return all;
      await new Promise((done) => setTimeout(done, 200));
    }
    return standing();
  };

  await test('the circle stands under You, and each says what they see', async () => {
    await tab(page, 'frame-you');
    await arrive(page, /^\/you$/);
    await look(page, 'you');
    await page.getByRole('link', { name: new RegExp(say('sharing-title')) }).first().click();
    await arrive(page, /^\/you\/sharing$/);
    await look(page, 'circle');
  }, page);

  await test('it is stopped in two taps', async () => {
    await page.locator('a[href$="/stop"]').first().click();
    await arrive(page, /\/stop$/);
    await look(page, 'stop');
    await press(page, 'sharing-stop-yes');
    await arrive(page, /^\/you\/sharing\/[^/]+$/);
    assert.equal((await until((all) => all.length === 0)).length, 0);
    await look(page, 'stopped');
  }, page);

  await test('what is ticked is seen as they see it before it goes', async () => {
    await press(page, 'sharing-begin');
    await arrive(page, /\/change$/);
    await page.locator('#goal-0').check();
    await page.locator('#rest-1').check();
    await look(page, 'choosing');
    await press(page, 'sharing-look');
    await page.locator('.as-seen').waitFor();
    await look(page, 'as they see it');
    assert.equal((await standing()).length, 0, 'nothing is shared by a tick');
    await press(page, 'sharing-yes');
    await arrive(page, /^\/you\/sharing\/[^/]+$/);
    const all = await until((found) => found.length === 1);
    assert.equal(all.length, 1);
    assert.equal(all[0].provision.provision.length, 2);
    // Nobody chose a day: each ends after six months.
    for (const permit of all[0].provision.provision) assert.deepEqual(permit.period, sixMonths());
    await look(page, 'shared');
  }, page);

  await test('a page is hidden at once, and Back shows nothing', async () => {
    await press(page, 'sharing-leave');
    await page.getByRole('button', { name: say('sharing-left-open'), exact: true }).waitFor();
    await look(page, 'hidden');
    await page.goBack();
    await page.getByRole('button', { name: say('sharing-left-open'), exact: true }).waitFor();
    const text = await page.locator('main').innerText();
    assert.ok(!/Noor|Sharing|goal/i.test(text), text);
    await press(page, 'sharing-left-open');
    await page.locator('nav').waitFor();
  }, page);
  await app.stop();
}
