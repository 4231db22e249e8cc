// Writing to the team: a question, a choice, what is not right, and what to talk about at the review.
import assert from 'node:assert/strict';
import { arrive, newPage, none, picture, signIn, startApp, tab } from '../lib.mjs';
import { PEOPLE, say } from '../texts.mjs';
import { axe, bigEnough, fits, helpNow } from '../checks.mjs';

const WORDS = 'Can I come by bus?';
const AT = /^\/form\/[^/]+\/at\/[^/]+$/;

export default async function ({ browser, test }) {
  const app = await startApp();
  const page = await newPage(browser);
  await signIn(page, app, PEOPLE.amira);
  const link = (key) => page.getByRole('link', { name: say(key), exact: true }).first();
  const button = (key) => page.getByRole('button', { name: say(key), exact: true }).first();
  const sound = async (name) => {
    none([...await helpNow(page, say('frame-help')), ...await fits(page, 320, 1), ...await fits(page, 390, 2),
      ...await bigEnough(page), ...await axe(page), ...page.faults]);
    await picture(page, name);
  };
  const ours = async (code) => (await app.resources('Communication'))
    .filter((it) => it.identifier && it.category?.[0].coding[0].code === code);
  const arrived = async (code) => {
    for (let tries = 0; tries < 100 && (await ours(code)).length === 0; tries++) await page.waitForTimeout(100);
    const there = await ours(code);
    assert.equal(there.length, 1, `${code}: ${there.length} have arrived`);
    return there[0];
  };

  await test('a question is written, looked over and sent, and never called read', async () => {
    await tab(page, 'frame-care');
    await page.locator('a[href="/team"]:visible').first().click();
    await arrive(page, /^\/team$/);
    await page.locator('a[href="/ask"]:visible').first().click();
    await arrive(page, /^\/ask$/);
    await sound('ask');
    await link('ask-begin').click();
    await arrive(page, /^\/form\/[^/]+$/);
    await sound('ask start');
    await link('form-start-begin').click();
    await arrive(page, AT);
    await page.locator('main textarea').fill(WORDS);
    await sound('ask question');
    await button('form-continue').click();
    await arrive(page, /\/check$/);
    await sound('ask check');
    await button('form-check-send').click();
    await arrive(page, /\/done\//);
    const it = await arrived('question');
    assert.equal(it.payload[0].contentString, WORDS);
    await page.getByText(say('ask-not-read')).waitFor();
    await sound('ask done');
    await page.goto(new URL('/ask', app.preview).href);
    await page.getByText(WORDS).waitFor();
    await page.getByText('Sam Okafor').first().waitFor();
    await sound('ask written');
  }, page);

  await test('three things to talk about are chosen by picture, stay here, and go when they are sent', async () => {
    await tab(page, 'frame-care');
    await page.locator('a[href="/review"]:visible').first().click();
    await arrive(page, /^\/review$/);
    await link('review-own-begin').click();
    await arrive(page, /^\/form\/[^/]+$/);
    await link('form-start-begin').click();
    await arrive(page, AT);
    assert.ok(await page.locator('.radio svg.icon').count() >= 11, 'each has its picture');
    for (const label of ['Sleep', 'Money']) await page.getByRole('checkbox', { name: label, exact: true }).check();
    await sound('talk topics');
    await button('form-continue').click();
    await page.locator('main textarea').waitFor();
    await tab(page, 'frame-care').catch(() => page.goto(new URL('/care', app.preview).href));
    await page.goto(new URL('/review', app.preview).href);
    await page.getByText(say('review-own-here')).waitFor();
    await page.getByText('Sleep', { exact: true }).waitFor();
    assert.equal((await ours('for-review')).length, 0, 'nothing has left');
    await sound('talk notes');
    await link('review-own-send').click();
    await arrive(page, /\/check$/);
    await button('form-check-send').click();
    await arrive(page, /\/done\//);
    const it = await arrived('for-review');
    assert.equal(it.payload[0].contentString, 'Sleep\nMoney');
  }, page);

  await test('a choice is answered from its own page', async () => {
    await page.goto(new URL('/care', app.preview).href);
    await page.locator('a[href^="/care/choice/"]').first().click();
    await arrive(page, /^\/care\/choice\//);
    await sound('choice');
    await link('care-choice-say').click();
    await arrive(page, /^\/form\/[^/]+$/);
    await link('form-start-begin').click();
    await arrive(page, AT);
    await page.getByRole('radio', { name: say('wish-help'), exact: true }).check();
    await sound('choice wish');
    await button('form-continue').click();
    await page.locator('main textarea').waitFor();
    await button('form-continue').click();
    await arrive(page, /\/check$/);
    await button('form-check-send').click();
    await arrive(page, /\/done\//);
    const it = await arrived('preference');
    assert.ok(it.about.length > 1, 'it is about all of them');
  }, page);

  await page.context().close();
  await app.stop();
}
