// The pages that are no doors: before sign-in, and along a form. Each can be read by everybody, in both languages, light and
// dark, small and large.
import { newPage, none, picture, signIn, startApp } from '../lib.mjs';
import { LANGUAGES, PEOPLE, PHQ9, say } from '../texts.mjs';
import { axe, bigEnough, fits, noBareKeys } from '../checks.mjs';

const FORM = '/form/demo-amira-task-phq-9';
const BEFORE = ['/welcome', '/support', '/sign-in', '/help', '/you/reading'];
const ALONG = [`${FORM}/at/phq9-q1`, `${FORM}/pause/phq9-q9`, `${FORM}/check`];

async function look(page, app, path, language) {
  await page.goto(new URL(path, app.preview).href);
  await page.waitForFunction((p) => location.pathname === p && document.querySelectorAll('h1').length === 1, path);
  await page.waitForTimeout(300);
  await judge(page, path, language);
}

/** What is asked of the page that is shown. */
async function judge(page, name, language) {
  const faults = [];
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    faults.push((await axe(page)).map((fault) => `${colorScheme}: ${fault}`));
    await picture(page, `${language} ${colorScheme} ${name}`);
  }
  const help = await page.locator('a[href="/help"]').count();
  faults.push(await noBareKeys(page), await fits(page, 320, 1), await fits(page, 390, 2), await bigEnough(page),
    help ? [] : ['Help now is not here']);
  await page.emulateMedia({ colorScheme: 'light' });
  none(faults.flat());
}

async function speak(page, app, language) {
  await page.goto(new URL('/you/reading', app.preview).href);
  await page.getByRole('radio', { name: say(`you-reading-language-${language}`) }).check();
  await page.waitForFunction((l) => document.documentElement.lang === l, language);
}

export default async function ({ browser, test }) {
  const app = await startApp();
  const page = await newPage(browser);
  await page.goto(app.preview);
  await page.locator('h1').waitFor();
  for (const language of LANGUAGES) {
    await speak(page, app, language);
    for (const path of BEFORE) {
      await test(`${language}: ${path} can be read by everybody before anybody signed in`, () => look(page, app, path, language), page);
    }
  }
  await speak(page, app, 'en-GB');
  // The token was taken: the cookie lets the page in again.
  await signIn(page, { ...app, preview: new URL('/', app.preview).href }, PEOPLE.amira, async () => {
    for (const language of LANGUAGES) {
      await speak(page, app, language);
      await page.goto(new URL('/', app.preview).href);
      await page.getByRole('button', { name: say('before-is-this-yes', language) }).waitFor();
      await test(`${language}: "Is this you?" can be read by everybody`, () => judge(page, 'is-this-you', language), page);
    }
    await speak(page, app, 'en-GB');
    await page.goto(new URL('/', app.preview).href);
  });
  await page.goto(new URL('/care', app.preview).href);
  await page.locator('a[href^="/care/choice/"]').first().waitFor();
  const choice = await page.locator('a[href^="/care/choice/"]').first().getAttribute('href');
  await page.goto(new URL(`${FORM}/at/phq9-q1`, app.preview).href);
  await page.getByRole('radio', { name: PHQ9.some, exact: true }).check();
  await page.getByText(say('form-saved'), { exact: true }).waitFor();
  for (const language of LANGUAGES) {
    await speak(page, app, language);
    for (const path of [choice, ...ALONG]) {
      await test(`${language}: ${path} can be read by everybody`, () => look(page, app, path, language), page);
    }
  }
  await page.context().close();
  await app.stop();
}
