// Fills in any form the way a person does: page after page, with whatever stands on each.
import { say } from './texts.mjs';

const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

/** What stands on the page, so that each kind of page is looked at once. */
export function kindOfPage(page) {
  return page.evaluate(() => {
    const kinds = { radios: '[role=radiogroup]', checkboxes: 'input[type=checkbox]', list: 'select', slider: 'input[type=range]',
      file: 'input[type=file]', long: 'textarea', parts: '.date', text: '.asked > input.field', number: '.number', fields: '.entries',
      repeat: '.instances', facts: '.facts', several: '.asked-one', error: '.error-summary', help: '.asked details', pause: '.call' };
    return Object.entries(kinds).filter(([, selector]) => document.querySelector(selector)).map(([kind]) => kind).join(' ');
  });
}

/** Gives an answer to everything that is asked on the page. `more` answers what the usual answers do not fit: by question. */
export async function fillPage(page, more = {}) {
  for (const group of await page.getByRole('radiogroup').all()) {
    if (!await group.locator('input:checked').count()) await group.locator('input').first().check();
  }
  for (const group of await page.locator('[role=group]:has(> label > input[type=checkbox])').all()) {
    if (!await group.locator('input:checked').count()) await group.locator('input').first().check();
  }
  for (const list of await page.locator('select').all()) {
    if (!await list.inputValue()) await list.selectOption({ index: 1 });
  }
  for (const up of await page.getByRole('button', { name: say('form-slider-more'), exact: true }).all()) await up.click();
  for (const parts of await page.locator('.date').all()) {
    const fields = await parts.locator('input').all();
    const values = fields.length === 3 ? ['27', '3', '2020'] : ['14', '30'];
    for (const [n, field] of fields.entries()) await field.fill(values[n]);
  }
  for (const file of await page.locator('input[type=file]').all()) {
    await file.setInputFiles({ name: 'walk.png', mimeType: 'image/png', buffer: PICTURE });
    await page.locator('.file-line').first().waitFor();
  }
  const question = await page.locator('h1').first().innerText();
  for (const field of await page.locator('main input[type=text]:not(.date input):not(.search input), main textarea').all()) {
    if (await field.inputValue()) continue;
    const keys = await field.getAttribute('inputmode');
    const usual = { numeric: '3', decimal: '2.5', url: 'https://example.org/walk' }[keys] ?? 'A few words';
    const own = Object.entries(more).find(([part]) => question.includes(part));
    await field.fill(own ? own[1] : usual);
  }
}

/** Presses Continue and waits for what comes: another page, or what is wrong with this one. */
export async function goOn(page) {
  const was = page.url();
  await page.getByRole('button', { name: say('form-continue'), exact: true }).click();
  await page.waitForFunction((u) => location.href !== u || document.querySelector('.error-summary'), was);
  const wrong = await page.locator('.error-summary li').allInnerTexts();
  if (wrong.length && page.url() === was) throw new Error(`"${await page.locator('h1').first().innerText()}" is not taken: ${wrong.join('; ')}`);
  await page.waitForTimeout(50);
}

/** From the first page to the check. `look` sees each page, filled in. */
export async function fillForm(page, { more = {}, look = async () => {} } = {}) {
  for (let n = 0; n < 120; n++) {
    const path = new URL(page.url()).pathname;
    if (path.endsWith('/check')) return n;
    // Not while the form is being opened: that page has a heading and no questions.
    await page.locator('.question, .call').first().waitFor();
    if (path.includes('/pause/')) {
      await look(page);
      await page.getByRole('link', { name: say('form-pause-carry-on'), exact: true }).click();
      await page.waitForFunction((u) => location.pathname !== u, path);
      continue;
    }
    await fillPage(page, more);
    await look(page);
    await goOn(page);
  }
  throw new Error('the form has no end');
}
