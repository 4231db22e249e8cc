// Every screen within two taps of a tab, and what is asked of each: in English and Welsh, light and dark, small and large.
import assert from 'node:assert/strict';
import { arrive, newPage, none, picture, signIn, startApp, tab } from '../lib.mjs';
import { LANGUAGES, PEOPLE, say } from '../texts.mjs';
import { axe, bigEnough, fits, helpNow, noBareKeys, oneHeadingWithFocus } from '../checks.mjs';

const TABS = { '/': 'frame-today', '/care': 'frame-care', '/goals': 'frame-goals', '/todo': 'frame-todo', '/you': 'frame-you' };

/** The doors that exist so far (CONTRACT §5); `:x` is one piece of an address. */
const DOORS = ['/', '/care', '/care/why', '/care/intervention/:id', '/team', '/ask', '/review', '/goals', '/goals/new', '/goals/:id', '/progress', '/progress/:of', '/todo',
  '/form/:task', '/sent', '/you', '/you/reading', '/you/lock', '/you/staying-safe', '/you/quiet', '/you/sharing', '/you/data', '/you/about', '/you/following', '/help'];

const pattern = (door) => new RegExp(`^${door.replace(/:\w+/g, '[^/]+')}/?$`);
const leads = (page) => page.evaluate(() => [...document.querySelectorAll('a[href]')]
  .filter((a) => a.checkVisibility() && a.origin === location.origin && !a.closest('nav')).map((a) => a.pathname));

/** Takes the taps: a tab, then links. */
async function walk(page, taps, language) {
  await leaveForm(page);
  const [first, ...rest] = taps;
  // Tapping the tab that is shown changes nothing, so nothing would take the focus.
  if (pattern(first).test(new URL(page.url()).pathname)) {
    const other = first === '/you' ? '/care' : '/you';
    await tab(page, TABS[other], language);
    await arrive(page, pattern(other));
  }
  await tab(page, TABS[first], language);
  await arrive(page, pattern(first));
  for (const path of rest) {
    await page.locator('a[href]:visible').and(page.locator(`a[href="${path}"], a[href^="${path}?"]`)).first().click();
    await arrive(page, pattern(path));
  }
}

/** Pages of a form and Help have no bar: Back leads out. */
async function leaveForm(page) {
  for (let steps = 0; steps < 3 && !await page.locator('nav.bar').isVisible(); steps++) {
    await page.goBack();
    await page.waitForTimeout(150);
  }
}

/** Finds, with at most two taps after a tab, a way to every door. */
async function ways(page, language) {
  const found = new Map();
  const note = (taps) => {
    const door = DOORS.find((d) => pattern(d).test(taps.at(-1)) && !(d.includes(':') && DOORS.includes(taps.at(-1))));
    if (door && !found.has(door)) found.set(door, taps);
  };
  const seen = new Set();
  for (let taps of Object.keys(TABS).map((t) => [t])) {
    note(taps);
    seen.add(taps[0]);
  }
  for (const first of Object.keys(TABS)) {
    await walk(page, [first], language);
    const one = [...new Set(await leads(page))].filter((p) => !TABS[p]);
    for (const path of one) note([first, path]);
    for (const path of one) {
      if (seen.has(path) || found.size === DOORS.length || path === '/help') continue;
      seen.add(path);
      await walk(page, [first, path], language);
      for (const next of new Set(await leads(page))) if (!TABS[next]) note([first, path, next]);
    }
  }
  return found;
}

async function speak(page, language) {
  await walk(page, ['/you', '/you/reading'], 'en-GB');
  await page.getByRole('radio', { name: say(`you-reading-language-${language}`) }).check();
  await page.waitForFunction((l) => document.documentElement.lang === l, language);
}

export default async function ({ browser, test }) {
  const app = await startApp();
  const page = await newPage(browser);
  await signIn(page, app, PEOPLE.amira);
  // The first news may take a moment; without it, few doors are there.
  await tab(page, 'frame-care');
  await page.locator('a[href="/care/why"]').first().waitFor({ timeout: 30_000 });
  for (const language of LANGUAGES) {
    if (language !== 'en-GB') await test(`${language}: the language can be chosen`, () => speak(page, language), page);
    let found = new Map();
    await test(`${language}: every door is within two taps of a tab`, async () => {
      found = await ways(page, language);
      assert.deepEqual(DOORS.filter((door) => !found.has(door)), []);
    }, page);
    for (const [door, taps] of found) {
      await test(`${language}: ${door} can be read by everybody`, async () => {
        page.faults.length = 0;
        await page.emulateMedia({ colorScheme: 'light' });
        await walk(page, taps, language);
        const faults = [
          await oneHeadingWithFocus(page), await helpNow(page, say('frame-help', language)), await noBareKeys(page),
          await fits(page, 320, 1), await fits(page, 390, 2), await bigEnough(page),
          (await axe(page)).map((f) => `light: ${f}`),
        ];
        await picture(page, `${language} light ${door}`);
        await page.emulateMedia({ colorScheme: 'dark' });
        faults.push((await axe(page)).map((f) => `dark: ${f}`));
        await picture(page, `${language} dark ${door}`);
        const lang = await page.evaluate(() => document.documentElement.lang);
        if (lang !== language) faults.push([`the page says it is in ${lang}`]);
        none([...faults.flat(), ...page.faults]);
      }, page);
    }
  }
  await page.context().close();
  await app.stop();
}
