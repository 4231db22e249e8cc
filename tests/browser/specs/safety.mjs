// The worst hour: Help now from every door, the plan with and without a passcode, the card to show, a bad day, and the plan
// that is sent when its owner says so. Each page is read by axe, small, large and in the dark.
import assert from 'node:assert/strict';
import { arrive, newPage, none, picture, signIn, startApp, tab } from '../lib.mjs';
import { PEOPLE, say } from '../texts.mjs';
import { axe, bigEnough, fits, noBareKeys } from '../checks.mjs';

const PASSCODE = 'kestrel over 4 hills';
const WORDS = 'A walk by the canal';
const DOORS = ['/', '/care', '/care/why', '/team', '/ask', '/review', '/goals', '/goals/new', '/progress', '/todo', '/sent', '/you',
  '/you/reading', '/you/lock', '/you/staying-safe', '/you/quiet', '/you/data', '/you/about', '/help/plan', '/help/card',
  '/form/demo-amira-task-phq-9', '/form/demo-amira-task-phq-9/at/phq9-q1', '/form/demo-amira-task-phq-9/pause/phq9-q9',
  '/form/demo-amira-task-phq-9/check'];

/** Read by axe light and dark, at 320 px, at 200 %; four pictures to look at. */
async function look(page, name) {
  const faults = [await noBareKeys(page), await bigEnough(page), await fits(page, 320, 1), await fits(page, 390, 2), await axe(page)];
  const whole = async (part) => {
    const before = page.viewportSize();
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width: before.width, height: Math.min(2400, Math.max(844, height)) });
    await picture(page, `safety ${name} ${part}`);
    await page.setViewportSize(before);
  };
  await whole('390');
  await page.emulateMedia({ colorScheme: 'dark' });
  faults.push((await axe(page)).map((fault) => `dark: ${fault}`));
  await whole('dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 320, height: 844 });
  await whole('320');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
  await whole('200');
  await page.evaluate(() => { document.documentElement.style.fontSize = ''; });
  none(faults.flat().map((fault) => `${name}: ${fault}`));
}

const press = (page, key) => page.locator('main').getByRole('button', { name: say(key), exact: true })
  .or(page.locator('main').getByRole('link', { name: say(key), exact: true })).first().click();

export default async function ({ browser, test }) {
  const app = await startApp();
  const page = await newPage(browser);
  await signIn(page, app, PEOPLE.amira);
  const go = async (path) => {
    await page.goto(new URL(path, app.preview).href);
    await page.waitForFunction((p) => location.pathname === p && document.querySelectorAll('h1').length === 1, path);
  };
  const plans = async () => (await app.resources('QuestionnaireResponse'))
    .filter((it) => (it.questionnaire ?? '').includes('/Questionnaire/staying-safe-plan'));
  const helpOpens = async () => {
    await page.locator('a.help-now').click();
    await arrive(page, /^\/help$/);
    await page.waitForFunction(() => ['111', '999'].every((n) => document.querySelector(`a[href="tel:${n}"]`)));
  };

  await test('Help now opens from every door with one tap', async () => {
    for (const door of DOORS) {
      await go(door);
      await helpOpens();
    }
    console.log(`      Help now was opened from ${DOORS.length} screens`);
    await look(page, 'help');
  }, page);

  await test('my plan is written one thing a page, and is said to be on this phone only', async () => {
    await go('/you/staying-safe');
    await look(page, 'plan none');
    await press(page, 'plan-begin');
    await arrive(page, /^\/form\/own_staying-safe-plan$/);
    await press(page, 'form-start-begin');
    for (let step = 0; step < 7; step++) {
      await arrive(page, /\/at\//);
      const at = page.url();
      if (step === 1) {
        await look(page, 'plan question');
        await page.locator('main textarea').first().fill(WORDS);
        await page.getByText(say('form-saved'), { exact: true }).waitFor();
      }
      if (step === 2) {
        await page.locator('main textarea').first().fill('A lot of questions');
        await page.getByText(say('form-saved'), { exact: true }).waitFor();
      }
      await press(page, 'form-continue');
      await page.waitForFunction((was) => location.href !== was, at);
    }
    await arrive(page, /\/check$/);
    await press(page, 'form-check-plan');
    await arrive(page, /^\/you\/staying-safe$/);
    await page.getByText(WORDS).waitFor();
    await page.getByText(say('plan-only-here')).waitFor();
    await page.getByText(say('plan-team')).waitFor();
    await look(page, 'plan mine and theirs');
    assert.equal((await plans()).length, 0);
  }, page);

  await test('it is sent when I say so, and the page says since when the team has it', async () => {
    await press(page, 'plan-send');
    await arrive(page, /^\/you\/staying-safe\/send$/);
    await look(page, 'plan send');
    await press(page, 'plan-send-yes');
    await arrive(page, /^\/you\/staying-safe$/);
    await page.getByText(say('plan-sent-more')).waitFor();
    assert.equal((await plans()).length, 1);
    await look(page, 'plan sent');
    await go('/sent');
    await page.getByText(say('sent-plan'), { exact: true }).waitFor();
  }, page);

  await test('the card can be shown', async () => {
    await go('/help');
    await press(page, 'help-card').catch(() => page.locator('a[href="/help/card"]').click());
    await arrive(page, /^\/help\/card$/);
    await page.getByText(WORDS).waitFor();
    await look(page, 'card');
  }, page);

  await test('a bad day is one tap from Today, and ends with one', async () => {
    await tab(page, 'frame-you').catch(() => go('/you'));
    await go('/');
    await look(page, 'today');
    await press(page, 'quiet-begin');
    await page.getByText(say('quiet-nothing')).waitFor();
    await look(page, 'quiet today');
    await go('/todo');
    await page.getByText(say('quiet-todo-lead')).waitFor();
    await look(page, 'quiet todo');
    await go('/you/quiet');
    await look(page, 'quiet page');
    await go('/');
    await press(page, 'quiet-end');
    await page.getByText(say('today-next'), { exact: true }).waitFor();
  }, page);

  await test('locked, the plan opens under Help now only where I turned that on', async () => {
    await go('/you/lock');
    for (const id of ['#passcode-new', '#passcode-again']) await page.locator(id).fill(PASSCODE);
    await press(page, 'lock-you-save');
    await press(page, 'lock-you-now');
    await page.locator('#passcode').waitFor();
    await helpOpens();
    assert.equal(await page.locator('a[href="/help/plan"]').count(), 0);
    await go('/help/plan');
    await page.getByText(say('plan-locked')).waitFor();
    await look(page, 'plan locked');
    const unlock = async () => {
      await go('/');
      await page.locator('#passcode').fill(PASSCODE);
      await press(page, 'lock-open');
      await page.getByRole('navigation', { name: say('frame-tabs') }).waitFor();
    };
    await unlock();
    await go('/you/staying-safe');
    await page.getByText(say('plan-unlocked-off')).waitFor();
    await page.getByRole('button', { name: say('plan-unlocked-turn-on'), exact: true }).click();
    await page.getByText(say('plan-unlocked-on')).waitFor();
    await look(page, 'plan opens');
    await go('/you/lock');
    await press(page, 'lock-you-now');
    await page.locator('#passcode').waitFor();
    await helpOpens();
    await look(page, 'help locked');
    await page.locator('a[href="/help/plan"]').click();
    await page.getByText(WORDS).waitFor();
    await look(page, 'plan while locked');
    await unlock();
    await go('/you/staying-safe');
    await page.getByRole('button', { name: say('plan-unlocked-turn-off'), exact: true }).click();
    await page.getByText(say('plan-unlocked-off')).waitFor();
  }, page);

  none(page.faults);
  await page.context().close();
  await app.stop();
}
