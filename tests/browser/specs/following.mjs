// Two people at once, each with a phone of their own: Noor comes in and sees nothing; Amira shares, Noor sees it and says
// how it goes, which Amira sees beside her own; Amira changes what she shares and stops, and it is gone from Noor's phone.
import assert from 'node:assert/strict';
import { arrive, newPage, none, picture, settled, signIn, startApp, tab } from '../lib.mjs';
import { PEOPLE, say, whole } from '../texts.mjs';
import { axe, bigEnough, fits, helpNow, noBareKeys, oneHeadingWithFocus } from '../checks.mjs';

const GOAL = 'Walk to the park with my sister';
const NOTE = 'She went all the way to the pond';

export default async function ({ browser, test }) {
  const hers = await startApp();
  let theirs = await startApp({ trust: hers });
  const [amira, noor] = [await newPage(browser), await newPage(browser)];
  const sound = async (page, name, twice = false) => {
    none([...(twice ? [] : await helpNow(page, say('frame-help'))), ...await noBareKeys(page), ...await fits(page, 320, 1),
      ...await fits(page, 390, 2), ...await bigEnough(page), ...await axe(page), ...page.faults]);
    await picture(page, name);
    await page.emulateMedia({ colorScheme: 'dark' });
    none(await axe(page));
    await picture(page, `${name} dark`);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 320, height: 844 });
    await picture(page, `${name} narrow`);
    await page.setViewportSize({ width: 390, height: 844 });
  };
  const consents = async () => (await hers.resources('Consent')).filter((it) => it.patient.reference === 'Patient/demo-amira');
  // What Amira does, on her own screens.
  const button = (page, key) => page.getByRole('button', { name: say(key), exact: true }).first();
  const choose = async (ticks, yes) => {
    await amira.goto(new URL('/you/sharing/demo-noor/change', hers.preview).href);
    await button(amira, 'sharing-look').waitFor();
    for (const label of ticks) await amira.getByRole('checkbox', { name: label, exact: true }).click();
    await button(amira, 'sharing-look').click();
    await amira.getByText(say('sharing-as-they-see'), { exact: true }).first().waitFor();
    await picture(amira, `person shares ${ticks.length}`);
    await button(amira, yes).click();
    await arrive(amira, /^\/you\/sharing\/demo-noor$/);
  };
  const said = async (wanted) => {
    for (let tries = 0; tries < 200; tries++) {
      if ((await consents()).some(wanted)) return;
      await amira.waitForTimeout(100);
    }
    assert.fail(`the trust has ${JSON.stringify(await consents())}`);
  };
  // Closed and opened again, a phone looks at once.
  const look = async (page) => {
    await theirs.kill();
    theirs = await startApp({ data: theirs.data, trust: hers });
    await page.goto(theirs.preview);
    await tab(page, 'following-tab');
  };

  // Open all the while, it looks when it is asked to.
  const lookNow = async (page) => {
    await tab(page, 'following-tab');
    await button(page, 'frame-look-now').click();
  };

  await test('a carer comes in through a door of their own, and is told whose eyes look', async () => {
    for (const it of await consents()) await hers.control('/control/delete', { type: 'Consent', id: it.id });
    await signIn(amira, hers, PEOPLE.amira);
    await noor.goto(theirs.preview);
    await noor.getByRole('link', { name: say('before-support'), exact: true }).click();
    await arrive(noor, /^\/support$/);
    // Help now stands on this page itself, too.
    await sound(noor, 'carer support', true);
    await noor.getByRole('link', { name: say('before-sign-in-carer-title') }).click();
    await arrive(noor, /^\/sign-in\/carer$/);
    await sound(noor, 'carer sign in');
    await noor.getByRole('button', { name: say('before-sign-in-button') }).click();
    await noor.waitForURL((url) => url.origin === new URL(hers.sandbox).origin);
    await noor.getByRole('button', { name: /Noor/ }).first().click();
    await noor.waitForURL((url) => url.origin === new URL(theirs.preview).origin);
    await settled(noor);
    await noor.getByRole('button', { name: say('before-is-this-yes') }).waitFor();
    assert.equal(await noor.getByText(say('before-is-this-born'), { exact: true }).count(), 0);
    await sound(noor, 'carer is this you');
    await noor.getByRole('button', { name: say('before-is-this-yes') }).click();
    await noor.getByRole('link', { name: say('lock-setup-later') }).click();
    await noor.getByText(/You are looking as .*Noor/).waitFor();
    await noor.getByText(say('shared-nothing')).waitFor();
    await sound(noor, 'carer nothing yet');
    const tabs = noor.getByRole('navigation', { name: say('frame-tabs') }).getByRole('link');
    assert.deepEqual(await tabs.allInnerTexts(), [say('following-tab'), say('following-tell-tab'), say('frame-you')]);
  }, noor);

  await test('Amira shares a goal and asks how it goes, and Noor sees it', async () => {
    await choose([GOAL, whole('sharing-ask-goal')], 'sharing-yes');
    await said((it) => it.status === 'active' && it.provision.provision.length === 1);
    await look(noor);
    await noor.getByText(GOAL).first().waitFor({ timeout: 60_000 });
    await sound(noor, 'carer following');
  }, noor);

  await test('what is shared and nothing else: no address of a person opens anything', async () => {
    for (const path of ['/', '/care', '/goals', '/todo', '/you/staying-safe', '/form/own_staying-safe-plan']) {
      await noor.goto(new URL(path, theirs.preview).href);
      await noor.getByText(whole('following-heading')).waitFor();
    }
  }, noor);

  await test('the carer says how it goes, once, as a carer', async () => {
    await noor.getByText(say('following-asked-row')).click();
    await arrive(noor, /^\/following\/goal\//);
    none(await oneHeadingWithFocus(noor));
    await noor.locator('.ladder-choice label').first().click();
    await noor.locator('textarea#note').fill(NOTE);
    await sound(noor, 'carer rates');
    await noor.getByRole('button', { name: say('following-rate-send') }).click();
    await noor.getByText(say('following-handed')).waitFor();
    let mine = [];
    for (let tries = 0; tries < 100 && mine.length === 0; tries++) {
      mine = (await hers.resources('Observation')).filter((it) => JSON.stringify(it).includes(NOTE));
      await noor.waitForTimeout(100);
    }
    assert.equal(mine.length, 1);
    assert.equal(mine[0].performer[0].reference, 'RelatedPerson/demo-noor');
    assert.equal(mine[0].code.coding[0].code, '107331-1');
    await sound(noor, 'carer rated');
  }, noor);

  await test('the team is told something, and what is told before the first letter', async () => {
    await tab(noor, 'following-tell-tab');
    await arrive(noor, /^\/following\/tell$/);
    await noor.getByText(say('following-tell-no-answer')).waitFor();
    await noor.locator('textarea#tell').fill('Amira has not slept for two nights');
    await sound(noor, 'carer tells', true);
    await noor.getByRole('button', { name: say('following-tell-send') }).click();
    await noor.getByText(say('following-handed')).waitFor();
    let told = [];
    for (let tries = 0; tries < 100 && told.length === 0; tries++) {
      told = (await hers.resources('Communication')).filter((it) => JSON.stringify(it).includes('two nights'));
      await noor.waitForTimeout(100);
    }
    assert.equal(told.length, 1);
    assert.equal(told[0].category[0].coding[0].code, 'from-carer');
    await amira.goto(new URL('/ask', hers.preview).href);
    assert.equal(await amira.getByText('two nights').count(), 0);
  }, noor);

  await test('changed: what was added is there, what was taken out is gone', async () => {
    await choose([GOAL, say('sharing-item-team')], 'sharing-yes');
    await said((it) => it.provision.provision.length === 1 && it.provision.provision[0].class);
    await lookNow(noor);
    await noor.getByText(whole('shared-team')).waitFor({ timeout: 60_000 });
    assert.equal(await noor.getByText(GOAL).count(), 0);
    await sound(noor, 'carer changed');
  }, noor);

  await test('the person sees it as the carer’s, apart from what they said themselves', async () => {
    const own = (await hers.resources('Observation')).filter((it) => it.performer?.[0].reference === 'Patient/demo-amira'
      && it.focus?.[0].reference === 'Goal/demo-amira-goal-park');
    assert.ok(own.length > 0, 'Amira has said how it goes herself');
    // Her phone has looked since, when she said what she shares.
    await amira.goto(new URL('/goals/demo-amira-goal-park', hers.preview).href);
    await amira.locator('.history li').filter({ hasText: NOTE }).first().waitFor({ timeout: 60_000 });
    const said = await amira.locator('.history li').evaluateAll((all) => all.map((line) => ({
      who: line.querySelector('.history-who').innerText, text: line.innerText })));
    const by = (key) => said.filter((line) => line.who === say(key));
    assert.deepEqual(said.filter((line) => line.text.includes(NOTE)), by('goals-by-carer'));
    assert.equal(by('goals-by-carer').length, 1);
    assert.ok(by('goals-by-me').length > 0);
    await picture(amira, 'person sees what the carer said');
  }, amira);

  await test('stopped: nothing is left, no reason is given, and help is there', async () => {
    await amira.goto(new URL('/you/sharing/demo-noor/stop', hers.preview).href);
    await button(amira, 'sharing-stop-yes').click();
    await said((it) => it.status === 'inactive');
    await look(noor);
    await noor.getByText(say('shared-nothing')).waitFor({ timeout: 60_000 });
    await noor.getByText(say('shared-nothing-help')).waitFor();
    assert.equal(await noor.getByText(whole('shared-team')).count(), 0);
    await sound(noor, 'carer nothing');
    await noor.goto(new URL('/following/goal/demo-amira-goal-park', theirs.preview).href);
    await noor.getByText(say('shared-nothing')).waitFor();
    assert.equal(await noor.getByText(GOAL).count() + await noor.getByText(NOTE).count(), 0);
    await tab(noor, 'following-tab');
  }, noor);

  await test('people I follow, and my own care, are told apart', async () => {
    await tab(noor, 'frame-you');
    await arrive(noor, /^\/you$/);
    await sound(noor, 'carer you');
    await noor.locator('a[href="/you/following"]:visible').click();
    await arrive(noor, /^\/you\/following$/);
    await sound(noor, 'carer hats');
  }, noor);

  for (const page of [amira, noor]) await page.context().close();
  await theirs.stop();
  await hers.stop();
}
