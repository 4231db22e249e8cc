// Takes a picture of every screen, for people to look at: 
// node tour.mjs [FOLDER [PERSON [LOOK,LOOK…]]]. PERSON may be noor, who supports Amira. The README's picture comes from here.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { newPage, openBrowser, signIn, startApp } from './lib.mjs';
import { PEOPLE, say } from './texts.mjs';

const folder = process.argv[2] ?? '../../target/tour';
const isCarer = process.argv[3] === 'noor';
const person = isCarer ? 'Noor Test' : PEOPLE[process.argv[3] ?? 'amira'];
const wanted = process.argv[4]?.split(',');
mkdirSync(folder, { recursive: true });

const LOOKS = {
  light: {}, dark: { dark: true }, narrow: { width: 320 }, large: { size: '200%', width: 390 }, wide: { width: 1280 },
  welsh: { language: 'cy', width: 320 }, contrast: { appearance: 'contrast' },
};
const THEIRS = ['/following', '/following/tell', '/you', '/you/following', '/you/data', '/help', '/support'];
const SCREENS = isCarer ? THEIRS : ['/', '/care', '/care/why', '/team', '/review', '/goals', '/progress', '/progress/phq-9', '/todo', '/sent', '/you', '/you/reading', '/you/lock', '/you/data',
  '/you/about', '/you/staying-safe', '/you/quiet', '/you/sharing', '/you/following', '/goals/new', '/ask', '/help', '/help/plan', '/help/card', '/support'];

async function shoot(page, name, full = true) {
  await page.waitForTimeout(250);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: full });
}

async function go(page, app, path) {
  await page.goto(new URL(path, app.preview).href);
  await page.locator('h1').first().waitFor();
  await page.waitForFunction((p) => location.pathname === p, path);
  await page.waitForTimeout(350);
}

const browser = await openBrowser();
const app = await startApp();
const page = await newPage(browser);
await page.goto(app.preview);
await page.locator('h1').first().waitFor();
await shoot(page, 'before-welcome');
await go(page, app, '/sign-in');
await shoot(page, 'before-sign-in');
await page.goto(new URL('/', app.preview).href);
if (isCarer) await go(page, app, '/sign-in/carer');
else await page.getByRole('link', { name: say('before-sign-in'), exact: true }).first().click();
await page.getByRole('button', { name: say('before-sign-in-button') }).click();
await page.waitForURL((url) => url.origin === new URL(app.sandbox).origin);
await shoot(page, 'before-sandbox');
await page.getByRole('button', { name: person }).first().click();
await page.waitForURL((url) => url.origin === new URL(app.preview).origin);
await page.getByRole('button', { name: say('before-is-this-yes') }).waitFor();
await shoot(page, 'before-is-this-you');
await page.getByRole('button', { name: say('before-is-this-yes') }).click();
await page.getByText(person.split(' ')[0]).first().waitFor();
await page.waitForTimeout(1500);
const state = await page.context().storageState();

const firstHref = async (path, start) => {
  await go(page, app, path);
  return page.evaluate((s) => [...document.querySelectorAll('a')].map((a) => a.getAttribute('href')).find((h) => h?.startsWith(s)), start);
};
const more = isCarer ? [await firstHref('/following', '/following/goal/')]
  : [await firstHref('/care', '/care/intervention/'), await firstHref('/care', '/care/choice/'), await firstHref('/goals', '/goals/'),
    await firstHref('/todo', '/form/'), await firstHref('/you/sharing', '/you/sharing/')].filter(Boolean);
const shared = more.find((path) => path.startsWith('/you/sharing/'));
if (shared) more.push(`${shared}/change`, `${shared}/stop`);

for (const [look, how] of Object.entries(LOOKS).filter(([look]) => !wanted || wanted.includes(look))) {
  const other = await newPage(browser, how);
  await other.context().addCookies(state.cookies);
  if (how.size) await other.addInitScript((size) => addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = size; }), how.size);
  if (how.language || how.appearance) {
    await go(other, app, '/you/reading');
    const name = how.language ? say(`you-reading-language-${how.language}`) : say(`you-reading-colours-${how.appearance}`);
    await other.getByText(name, { exact: true }).first().click();
    await other.waitForTimeout(600);
  }
  for (const path of [...SCREENS, ...more]) {
    try {
      await go(other, app, path);
      const name = path === '/' ? 'today' : path.slice(1).replace(/demo-[a-z-]+/, 'one').split('/').join('-');
      await shoot(other, `${look}-${name}`);
    } catch (error) {
      console.log(`${look} ${path}: ${error.message.split('\n')[0]}`);
    }
  }
  if (how.language || how.appearance) {
    await go(other, app, '/you/reading');
    const back = how.language ? say('you-reading-language-en-GB') : say('you-reading-colours-system');
    await other.getByText(back, { exact: true }).first().click();
    await other.waitForTimeout(600);
  }
  await other.context().close();
}
await browser.close();
await app.stop();
