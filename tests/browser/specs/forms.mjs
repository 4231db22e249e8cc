// Every form that a trust may send: those in the cases and one with every kind of question at once are opened, filled in
// to the end and sent, and the trust gets each once, with an answer to everything that was asked.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { arrive, newPage, none, picture, signIn, startApp } from '../lib.mjs';
import { PEOPLE, say } from '../texts.mjs';
import { axe, bigEnough, fits, noBareKeys } from '../checks.mjs';
import { fillForm, fillPage, goOn, kindOfPage } from '../fill.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const cases = process.env.PATHWAY_CASES ?? join(root, '../shared/cases');
const EVERY_KIND = fileURLToPath(new URL('../forms/every-kind.json', import.meta.url));
/** Words of ours in the shape of a measure that has two means and no sum. */
const TWO_MEANS = fileURLToPath(new URL('../forms/two-means.json', import.meta.url));

/** Forms that the app says openly that it cannot show rightly: none. A form that is not here has to open; a form that is
 *  here and opens is taken off. */
const REFUSED = new Set();

function forms() {
  const found = [['every-kind', EVERY_KIND], ['two-means', TWO_MEANS]];
  for (const folder of ['forms', 'instruments']) {
    const here = join(cases, folder);
    if (!existsSync(here)) {
      if (process.env.CI === 'true') throw new Error(`${here} is not here`);
      console.log(`skip  ${here} is not here`);
      continue;
    }
    for (const file of readdirSync(here).filter((f) => f.endsWith('.json')).sort()) found.push([file.slice(0, -5), join(here, file)]);
  }
  return found.map(([name, path]) => ({ name, form: JSON.parse(readFileSync(path, 'utf8')) }));
}

const press = (page, key) => page.getByRole('button', { name: say(key), exact: true })
  .or(page.getByRole('link', { name: say(key), exact: true })).first().click();

/** Each kind of page once: read by axe, at 320 px, at 200 %, in the dark. */
function looker(seen) {
  return async (page) => {
    const kind = await kindOfPage(page);
    if (seen.has(kind)) return;
    seen.add(kind);
    await picture(page, `form ${kind}`);
    const faults = [await axe(page), await fits(page, 320, 1), await fits(page, 390, 2), await bigEnough(page), await noBareKeys(page)];
    await page.emulateMedia({ colorScheme: 'dark' });
    faults.push((await axe(page)).map((fault) => `dark: ${fault}`));
    await picture(page, `form dark ${kind}`);
    await page.emulateMedia({ colorScheme: 'light' });
    const usual = page.viewportSize();
    await page.setViewportSize({ ...usual, width: 320 });
    await picture(page, `form 320 ${kind}`);
    await page.setViewportSize(usual);
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    await picture(page, `form large ${kind}`);
    await page.evaluate(() => { document.documentElement.style.fontSize = ''; });
    none(faults.flat().map((fault) => `${kind}: ${fault}`));
  };
}

async function open(page, app, task) {
  const start = page.getByText(say('form-start-who-heading'), { exact: true });
  const refused = page.getByText(say('form-problem-ask-team'), { exact: true });
  const notHere = page.getByText(say('form-problem-not-here'), { exact: true });
  // The forms come one after another after sign-in.
  for (let tries = 0; tries < 20; tries++) {
    await page.goto(new URL(`/form/${task}`, app.preview).href);
    await start.or(refused).or(notHere).first().waitFor();
    if (!await notHere.count()) break;
    await page.waitForTimeout(500);
  }
  return await start.count() > 0;
}

/** What a form came to is shut until somebody asks, and says both means. */
async function readNumbers(page) {
  const summary = page.getByText(say('form-done-parts-summary'), { exact: true });
  await summary.waitFor();
  assert.equal(await page.locator('details[open]').count(), 0);
  await summary.click();
  const told = (await page.locator('details[open]').innerText()).replace(/[\u2068\u2069]/g, '');
  assert.match(told, /your life \d(\.\d)? out of 7/);
  assert.match(told, /your help \d(\.\d)? out of 7/);
  none([...await axe(page), ...await fits(page, 320, 1), ...await fits(page, 390, 2)]);
}

export default async function ({ browser, test }) {
  const app = await startApp();
  const all = forms();
  for (const one of all) one.task = (await app.control('/control/form', one.form)).task;
  const page = await newPage(browser);
  await signIn(page, app, PEOPLE.amira);
  const look = looker(new Set());
  const refused = [];
  const every = all[0];

  await test('what is wrong with an answer is said beside it and at the top, and nothing that was written is lost', async () => {
    assert.ok(await open(page, app, every.task), 'it does not open');
    await press(page, 'form-start-begin');
    await arrive(page, /\/at\//);
    await page.getByRole('button', { name: say('form-continue'), exact: true }).click();
    await page.locator('.error-summary').waitFor();
    await page.waitForFunction(() => document.activeElement?.classList.contains('error-summary'));
    await look(page);
    await page.locator('.error-summary button').first().click();
    await page.waitForFunction(() => document.activeElement?.type === 'radio');
    await page.goto(new URL(`/form/${every.task}/at/steps`, app.preview).href);
    await page.locator('#answer').fill('a lot');
    await page.getByRole('button', { name: say('form-continue'), exact: true }).click();
    await page.locator('.error-summary').getByText(say('form-error-whole')).waitFor();
    await page.reload();
    await page.locator('#answer').waitFor();
    assert.equal(await page.locator('#answer').inputValue(), 'a lot');
    // The preview draws a page that was loaded anew in two goes: what is typed in between would be typed into the first.
    await page.waitForTimeout(1000);
    await page.locator('#answer').fill('');
    await page.getByText(say('form-saved'), { exact: true }).waitFor();
  }, page);

  await test('"None of these" takes the other boxes away, and any other box takes it away', async () => {
    await page.goto(new URL(`/form/${every.task}/at/pets`, app.preview).href);
    const box = (name) => page.getByRole('checkbox', { name, exact: true });
    await box('Cats').check();
    await box('Birds').check();
    assert.ok(await box('Cats').isChecked() && await box('Birds').isChecked());
    await box('None of these').check();
    await page.waitForFunction(() => document.querySelectorAll('input:checked').length === 1);
    assert.ok(await box('None of these').isChecked());
    await box('Dogs').check();
    await page.waitForFunction(() => document.querySelectorAll('input:checked').length === 1);
    assert.ok(await box('Dogs').isChecked());
    await page.getByText(say('form-saved'), { exact: true }).waitFor();
  }, page);

  await test('a slider that nobody touched is no answer; the keyboard moves it', async () => {
    await page.goto(new URL(`/form/${every.task}/at/ease`, app.preview).href);
    await page.getByText(say('form-slider-untouched'), { exact: true }).first().waitFor();
    await page.getByRole('button', { name: say('form-continue'), exact: true }).click();
    await page.locator('.error-summary').waitFor();
    await look(page);
    await page.locator('input[type=range]').focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('.slider-now', { hasText: /^6$/ }).waitFor();
    await page.getByRole('button', { name: say('form-slider-less'), exact: true }).click();
    await page.locator('.slider-now', { hasText: /^5$/ }).waitFor();
    assert.equal(await page.locator('input[type=range]').inputValue(), '5');
    await page.getByText(say('form-saved'), { exact: true }).waitFor();
  }, page);

  await test('a file of another kind and a file that is too large are said and not taken', async () => {
    await page.goto(new URL(`/form/${every.task}/at/picture`, app.preview).href);
    const field = page.locator('input[type=file]');
    await field.waitFor();
    await page.waitForTimeout(500);
    await field.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('words') });
    await page.getByText('PNG, JPEG').nth(1).waitFor();
    await field.setInputFiles({ name: 'large.png', mimeType: 'image/png', buffer: Buffer.alloc(300_000) });
    await page.getByText(/too large/).waitFor();
    await look(page);
    assert.equal(await page.locator('.file-line').count(), 0);
    await field.setInputFiles({ name: 'walk.png', mimeType: 'image/png', buffer: Buffer.alloc(150_000, 7) });
    await page.locator('.file-line', { hasText: /walk\.png, \W*150\W* KB/ }).waitFor();
    await page.getByText(say('form-saved'), { exact: true }).waitFor();
    await look(page);
  }, page);

  await test('a repeat takes one more, changes one, and gives one up after two taps', async () => {
    await page.goto(new URL(`/form/${every.task}/at/walks~2a1~2fwalk-where`, app.preview).href);
    await page.locator('#answer').fill('The river');
    await goOn(page);
    await fillPage(page);
    await goOn(page);
    await page.locator('.instances').waitFor();
    await press(page, 'form-repeat-more');
    await page.waitForFunction(() => document.querySelector('#answer')?.value === '');
    await page.locator('#answer').fill('The old mill');
    await goOn(page);
    await goOn(page);
    await page.locator('.instance').nth(1).getByText('The old mill').waitFor();
    await look(page);
    await page.locator('.instance').nth(0).getByRole('link').click();
    await page.waitForFunction(() => document.querySelector('#answer')?.value === 'The river');
    await page.locator('#answer').fill('The canal');
    await goOn(page);
    await goOn(page);
    await page.locator('.instance').nth(0).getByText('The canal').waitFor();
    await page.locator('.instance').nth(1).getByRole('button').click();
    await press(page, 'form-repeat-remove-yes');
    await page.waitForFunction(() => document.querySelectorAll('.instance').length === 1);
  }, page);

  for (const { name, form, task } of all) {
    await test(`${name}: filled in to the end and sent`, async () => {
      if (!await open(page, app, task)) {
        refused.push(name);
        assert.ok(REFUSED.has(name), `${name} is refused`);
        return;
      }
      await look(page);
      await press(page, await page.getByText(say('form-start-carry-on'), { exact: true }).count() ? 'form-start-carry-on' : 'form-start-begin');
      await arrive(page, /\/(at\/|check$)/);
      if (name === 'every-kind') await page.goto(new URL(`/form/${task}/at/agree`, app.preview).href);
      await page.locator('h1').first().waitFor();
      await fillForm(page, { look });
      await page.locator('.summary').first().waitFor();
      await look(page);
      await press(page, 'form-check-send');
      await page.getByText(say('form-done-sent-heading')).first().waitFor({ timeout: 30_000 });
      const mine = (await app.resources('QuestionnaireResponse')).filter((r) => (r.questionnaire ?? '').split('|')[0] === (form.url ?? '') || JSON.stringify(r).includes(task));
      assert.equal(mine.length, 1, `${mine.length} responses`);
      if (name === 'every-kind') {
        const kinds = new Set([...JSON.stringify(mine[0]).matchAll(/"value([A-Z]\w+)"/g)].map((m) => m[1]));
        for (const kind of ['Boolean', 'Integer', 'Decimal', 'Date', 'DateTime', 'Time', 'String', 'Uri', 'Coding', 'Quantity', 'Attachment']) {
          assert.ok(kinds.has(kind), `no ${kind} was sent`);
        }
      }
      if (name === 'two-means') {
        const id = page.url().split('/').pop();
        await readNumbers(page);
        await page.goto(new URL(`/said/${id}`, app.preview).href);
        await readNumbers(page);
      }
    }, page);
  }
  await test('the forms that are refused are known, and only those', async () => {
    console.log(`      ${all.length - refused.length} of ${all.length} forms sent; refused: ${refused.join(', ') || 'none'}`);
    const opened = all.map((f) => f.name).filter((n) => REFUSED.has(n) && !refused.includes(n));
    assert.deepEqual(opened, [], 'these open now: take them off the list');
  });
  none(page.faults);
  await page.context().close();
  await app.stop();
}
