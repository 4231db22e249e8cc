// A form from "To do" to the trust: nothing is lost on the way, an answer that shows risk is met with help, and the trust
// gets it once.
import assert from 'node:assert/strict';
import { arrive, newPage, signIn, startApp, tab } from '../lib.mjs';
import { PEOPLE, PHQ9, say, whole } from '../texts.mjs';
import { axe } from '../checks.mjs';

const QUESTION = /^\/form\/[^/]+\/at\/[^/]+$/;
const heading = (page) => page.locator('h1').first().innerText();
const next = (page) => page.getByRole('button', { name: say('form-continue'), exact: true }).click();

/** Answers the page that is shown, if it is a question, and goes on. Gives the question. */
async function answer(page, label) {
  await arrive(page, QUESTION);
  const question = await heading(page);
  await page.getByRole('radio', { name: label, exact: true }).check();
  await next(page);
  await page.waitForFunction((was) => document.querySelector('h1')?.innerText !== was, question);
  return question;
}

export default async function ({ browser, test }) {
  const app = await startApp();
  const page = await newPage(browser);
  await signIn(page, app, PEOPLE.amira);
  const before = { response: await app.resources('QuestionnaireResponse'), score: await app.resources('Observation') };
  const asks = (task) => (task.input ?? []).some((i) => (i.valueCanonical ?? '').includes(PHQ9.canonical));
  const open = (task) => ['requested', 'ready', 'received', 'accepted'].includes(task.status);
  const task = (await app.resources('Task')).find((t) => asks(t) && open(t) && /amira/i.test(t.for?.reference ?? ''));
  assert.ok(task, 'the sandbox asks Amira for no PHQ-9');
  const questions = [];

  const openForm = async () => {
    await tab(page, 'frame-todo');
    // Today names the form too: a tap on its row while the page turns would be a tap on nothing.
    await arrive(page, /^\/todo$/);
    await page.locator('h1', { hasText: say('todo-title') }).waitFor();
    await page.locator(`a[href="/form/${task.id}"]`).first().click();
    await arrive(page, /^\/form\/[^/]+$/);
  };
  const press = (key) => page.getByRole('button', { name: say(key), exact: true })
    .or(page.getByRole('link', { name: say(key), exact: true })).first().click();

  await test('somebody else cannot answer for the person, and is told why', async () => {
    await openForm();
    await page.getByRole('radio', { name: say('form-types-another'), exact: true }).check();
    await page.getByText(say('form-types-refused'), { exact: true }).waitFor();
    assert.equal(await page.getByRole('link', { name: say('form-start-begin'), exact: true }).count(), 0, 'it does not begin');
    // Whoever comes back finds it said, and can say otherwise.
    await page.goto(app.preview);
    await openForm();
    await page.getByText(say('form-types-refused'), { exact: true }).waitFor();
    await page.getByRole('radio', { name: say('form-types-me'), exact: true }).check();
    await page.getByRole('link', { name: say('form-start-begin'), exact: true }).waitFor();
    await page.goto(app.preview);
  }, page);
  await test('a form opens from To do, and says first why it is asked and who sees it', async () => {
    await openForm();
    await page.getByText(say('form-start-why-heading'), { exact: true }).waitFor();
    await page.getByText(say('form-start-who-heading'), { exact: true }).waitFor();
    await press('form-start-begin');
    await arrive(page, QUESTION);
  }, page);
  await test('Back leads to the start from the first question, and from there out of the form', async () => {
    await page.locator('button.back').click();
    await page.getByRole('link', { name: say('form-start-carry-on'), exact: true }).waitFor();
    await page.locator('button.back').click();
    await arrive(page, /^\/todo$/);
    await openForm();
    await press('form-start-carry-on');
    await arrive(page, QUESTION);
  }, page);
  await test('it asks one question a page', async () => {
    for (let n = 1; n < PHQ9.items; n++) {
      await page.getByRole('radiogroup').first().waitFor();
      assert.equal(await page.getByRole('radiogroup').count(), 1, `question ${n}`);
      questions.push(await answer(page, n % 2 ? PHQ9.some : PHQ9.none));
    }
    assert.equal(new Set(questions).size, PHQ9.items - 1);
  }, page);
  await test('whoever leaves and comes back is at the same question, with all answers kept', async () => {
    const here = await heading(page);
    await page.goto(app.preview);
    await openForm();
    await press('form-start-carry-on');
    await arrive(page, QUESTION);
    assert.equal(await heading(page), here);
    await press('frame-back');
    await page.waitForFunction((was) => document.querySelector('h1')?.innerText !== was, here);
    await arrive(page, QUESTION);
    assert.ok(await page.getByRole('radio', { name: PHQ9.none, exact: true }).isChecked());
    await next(page);
    await page.waitForFunction((is) => document.querySelector('h1')?.innerText === is, here);
  }, page);
  await test('an answer that shows risk is met with help, and Carry on is there', async () => {
    questions.push(await answer(page, PHQ9.some));
    await arrive(page, /\/pause\//);
    assert.match(await heading(page), whole('form-pause-heading'));
    for (const number of ['999', '111']) {
      // A row asks first: one tap opens it, the next one calls.
      await page.locator('summary', { hasText: new RegExp(`\\b${number}\\b`) }).first().click();
      await page.locator(`a[href="tel:${number}"]`).first().waitFor();
    }
    assert.deepEqual(await axe(page), []);
    await press('form-pause-carry-on');
    await page.waitForFunction(() => !location.pathname.includes('/pause/'));
  }, page);
  await test('the answers can be checked and are sent when the person says so', async () => {
    // What a form asks after its nine questions may be left out.
    for (let n = 0; n < 4 && !/\/check$/.test(new URL(page.url()).pathname); n++) {
      const was = page.url();
      await next(page);
      await page.waitForFunction((u) => location.href !== u, was);
    }
    await arrive(page, /\/check$/);
    const shown = await page.evaluate(() => document.body.innerText);
    for (const question of questions) assert.ok(shown.includes(question.replace(/^\d+\. /, "").trim()), question);
    assert.equal((await app.resources('QuestionnaireResponse')).length, before.response.length, 'sent before it was said');
    await press('form-check-send');
    await page.getByText(say('form-done-sent-heading')).first().waitFor({ timeout: 20_000 });
  }, page);
  await test('the trust has it once: one response, the task done, one score', async () => {
    const after = { response: await app.resources('QuestionnaireResponse'), score: await app.resources('Observation') };
    const fresh = (kind) => after[kind].filter((r) => !before[kind].some((b) => b.id === r.id));
    const [response, ...more] = fresh('response');
    assert.ok(response && !more.length, `${fresh('response').length} new responses`);
    assert.equal(response.status, 'completed');
    const held = (await app.resources('Task')).find((t) => t.id === task.id);
    assert.equal(held.status, 'completed');
    assert.ok(JSON.stringify(held.output ?? []).includes(`QuestionnaireResponse/${response.id}`));
    const scores = fresh('score').filter((o) => JSON.stringify(o.derivedFrom ?? []).includes(response.id));
    assert.equal(scores.length, 1);
    assert.equal(scores[0].valueInteger ?? scores[0].valueQuantity?.value, 5, 'four and one times "Several days"');
  });
  await page.context().close();
  await app.stop();
}
