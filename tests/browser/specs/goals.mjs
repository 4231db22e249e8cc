// A goal from its first word to the ladder: written page by page, sent as a proposal, rated in two taps, and on the server
// as HL7 Person-Centered Outcomes asks for it.
import assert from 'node:assert/strict';
import { arrive, newPage, none, picture, signIn, startApp, tab } from '../lib.mjs';
import { PEOPLE, say } from '../texts.mjs';
import { axe, bigEnough, fits, noBareKeys } from '../checks.mjs';

const GAS = 'http://hl7.org/fhir/us/pco/StructureDefinition/pco-goal-attainment-scaling';
const WORDS = 'Cook a meal on Sundays';

/** Read by axe, at 320 px, at 200 %, in the dark. */
async function look(page, name) {
  const faults = [await axe(page), await fits(page, 320, 1), await fits(page, 390, 2), await bigEnough(page), await noBareKeys(page)];
  await picture(page, `goals ${name}`);
  await page.emulateMedia({ colorScheme: 'dark' });
  faults.push((await axe(page)).map((fault) => `dark: ${fault}`));
  await page.emulateMedia({ colorScheme: 'light' });
  none(faults.flat().map((fault) => `${name}: ${fault}`));
}

const press = (page, key) => page.getByRole('button', { name: say(key), exact: true })
  .or(page.getByRole('link', { name: say(key), exact: true })).first().click();

/** Writes on the page of this question, and goes on. */
async function write(page, at, words) {
  await arrive(page, new RegExp(`/at/${at}$`));
  await page.locator('#answer').waitFor();
  if (words) {
    await page.locator('#answer').fill(words);
    await page.getByText(say('form-saved'), { exact: true }).waitFor();
  }
  await press(page, 'form-continue');
}

async function day(page, day, month, year) {
  const fields = page.locator('.date input');
  for (const [n, value] of [day, month, year].entries()) await fields.nth(n).fill(value);
  await page.getByText(say('form-saved'), { exact: true }).waitFor();
}

export default async function ({ browser, test }) {
  const app = await startApp();
  const page = await newPage(browser);
  await signIn(page, app, PEOPLE.amira);
  const mine = async (type) => (await app.resources(type)).filter((r) => r.identifier?.[0]?.system?.endsWith('/item-uuid'));

  await test('a goal is begun from Goals, and what was written is there after the page died', async () => {
    await tab(page, 'frame-goals');
    await arrive(page, /^\/goals$/);
    await look(page, 'list');
    await press(page, 'goals-new-title');
    await arrive(page, /^\/goals\/new$/);
    await look(page, 'before a new one');
    await press(page, 'goals-new-begin');
    await write(page, 'goal', WORDS);
    await arrive(page, /\/at\/why$/);
    await page.goto(new URL('/goals', app.preview).href);
    await page.getByRole('link', { name: new RegExp(WORDS) }).first().click();
    await arrive(page, /^\/form\/goal_/);
    await press(page, 'form-start-carry-on');
    await write(page, 'why', 'It feels like home.');
    await write(page, 'now', 'I eat toast most days');
    await write(page, 'enough', 'I cook one meal on Sunday');
  }, page);

  await test('a day that has gone by is said on its page', async () => {
    await arrive(page, /\/at\/by$/);
    await page.locator('.date input').first().waitFor();
    await day(page, '1', '2', '2020');
    await press(page, 'form-continue');
    await page.locator('.error-summary').waitFor();
    await look(page, 'day gone by');
    await day(page, '1', '3', '2099');
    await press(page, 'form-continue');
    await write(page, 'strengths', 'I like to try things. Noor shops with me.');
    await arrive(page, /\/at\/more-steps$/);
    await page.getByRole('radio', { name: say('form-no'), exact: true }).check();
    await page.getByText(say('form-saved'), { exact: true }).waitFor();
    await press(page, 'form-continue');
    await arrive(page, /\/check$/);
    await look(page, 'check');
  }, page);

  await test('sent, it is a proposal with its steps and its start, once', async () => {
    await press(page, 'form-check-send');
    await page.getByText(say('goals-done-heading'), { exact: true }).waitFor();
    await page.getByText(say('sent-state-sent'), { exact: true }).waitFor({ timeout: 30_000 });
    const goals = await mine('Goal');
    assert.equal(goals.length, 1);
    const [goal] = goals;
    assert.equal(goal.lifecycleStatus, 'proposed');
    assert.equal(goal.achievementStatus, undefined);
    assert.equal(goal.description.text, WORDS);
    assert.equal(goal.target[0].dueDate, '2099-03-01');
    assert.equal(goal.target[0].measure.coding[0].code, '107332-9');
    const steps = goal.extension.filter((e) => e.url === GAS).map((e) => [
      e.extension.find((p) => p.url === 'level').valueCoding.code, e.extension.find((p) => p.url === 'progressText').valueString]);
    assert.deepEqual(steps, [['LA34483-0', 'I eat toast most days'], ['LA34481-4', 'I cook one meal on Sunday']]);
    const [start] = await mine('Observation');
    assert.equal(start.code.coding[0].code, '107332-9');
    assert.equal(start.focus[0].reference, `Goal/${goal.id}`);
    await look(page, 'done');
  }, page);

  await test('it stands on Goals once, and on its page with what was written beside it', async () => {
    await press(page, 'sent-goal-see');
    await arrive(page, /^\/goals\/.+/);
    await page.getByText('It feels like home.').waitFor();
    await page.getByText('I like to try things. Noor shops with me.').waitFor();
    await page.getByText(say('goals-began-and-here')).waitFor();
    await look(page, 'mine');
    await tab(page, 'frame-goals');
    await arrive(page, /^\/goals$/);
    assert.equal(await page.locator('.goal-card', { hasText: WORDS }).count(), 1);
  }, page);

  await test('a goal is rated in two taps, and the ladder shows it', async () => {
    await page.locator('.goal-card', { hasText: 'Walk to the park with my sister' }).click();
    await arrive(page, /goal-park$/);
    const step = page.getByRole('radio', { name: /twice a week/ });
    await step.check();
    await page.getByText(say('goals-rate-kept')).waitFor();
    await look(page, 'a step is chosen');
    await press(page, 'goals-rate-save');
    await page.getByText(say('goals-rated')).waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'status');
    await page.locator('.rung-here', { hasText: 'twice a week' }).waitFor();
    await page.locator('.card').getByText(say('sent-state-sent'), { exact: true }).waitFor({ timeout: 30_000 });
    const rated = (await mine('Observation')).filter((o) => o.code.coding[0].code === '107334-5');
    assert.equal(rated.length, 1);
    assert.match(rated[0].focus[0].reference, /goal-park$/);
    assert.equal(rated[0].valueCodeableConcept.coding[0].code, 'LA34480-6');
    await look(page, 'rated');
  }, page);

  await test('the rating stands in the chart of the goal, and in its table', async () => {
    const course = '/progress/goal_demo-amira-goal-park';
    await page.goto(new URL(course, app.preview).href);
    await page.locator('figure.picture').first().waitFor();
    assert.ok(await page.locator('figure.picture svg.line').count() > 0);
    await page.getByText(say('progress-table'), { exact: true }).click();
    await page.getByRole('table').getByText(/twice a week/).first().waitFor();
    await look(page, 'the chart');
    await page.goto(new URL('/goals/demo-amira-goal-park', app.preview).href);
    await arrive(page, /goal-park$/);
  }, page);

  await test('a note is kept as it is typed, whatever becomes of the page', async () => {
    await page.getByRole('radio', { name: /once a week/ }).last().check();
    await press(page, 'goals-rate-note');
    await page.locator('#note').fill('It rained all week.');
    await page.getByText(say('goals-rate-kept')).waitFor();
    await page.waitForTimeout(500);
    await page.reload();
    await page.locator('#note').waitFor();
    assert.equal(await page.locator('#note').inputValue(), 'It rained all week.');
    await look(page, 'a note');
    await page.waitForTimeout(1000);
    await press(page, 'goals-rate-save');
    await page.getByText(say('goals-rated')).waitFor();
    await page.locator('.history-note', { hasText: 'It rained all week.' }).waitFor();
  }, page);

  await test('the steps can be chosen by keyboard and read well aloud', async () => {
    const group = page.getByRole('radiogroup', { name: say('goals-rate-heading') });
    const names = await group.getByRole('radio').evaluateAll((all) => all.map((r) => r.closest('label').innerText.replace(/\s+/g, ' ').trim()));
    assert.equal(names.length, 5);
    assert.ok(names.every((n) => !/[-−+][0-9]/.test(n)), names.join('; '));
    await group.getByRole('radio').first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => document.querySelectorAll('.rung-on').length === 1);
    await press(page, 'goals-rate-back');
    await page.waitForFunction(() => document.querySelectorAll('.rung-on').length === 0);
  }, page);

  none(page.faults);
  await page.context().close();
  await app.stop();
}
