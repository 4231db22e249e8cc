// How I am doing: the picture stays whole at every width, size and colouring; no two words of it lie on each other; the
// table reads well in the accessibility tree; the goals stand on the same axis; nothing is a number until it is asked for.
import assert from 'node:assert/strict';
import { arrive, newPage, none, picture, signIn, startApp, tab } from '../lib.mjs';
import { PEOPLE, say, whole } from '../texts.mjs';
import { axe, fits, noBareKeys } from '../checks.mjs';

const MOOD = '/progress/phq-9';
const WORRY = '/progress/gad-7';
const GOAL = '/progress/goal_demo-amira-goal-park';
const LOOKS = [
  { name: '390 wide', width: 390 }, { name: '320 wide', width: 320 }, { name: '390 wide at 200 %', width: 390, size: 2 },
  { name: '320 wide at 200 %', width: 320, size: 2 }, { name: '1280 wide', width: 1280 },
  { name: 'dark', width: 390, dark: true }, { name: 'high contrast', width: 390, appearance: 'contrast' },
];

async function open(page, app, path) {
  await page.goto(new URL(path, app.preview).href);
  await page.locator('figure.picture').first().waitFor();
}

/** Every word and mark of the picture: inside it, and none on another. */
function boxes(page) {
  return page.evaluate(() => {
    const figure = document.querySelector('figure.picture');
    const inside = (part, whole) => part.left >= whole.left - 1 && part.right <= whole.right + 1
      && part.top >= whole.top - 1 && part.bottom <= whole.bottom + 1;
    const seen = (e) => e.checkVisibility() && e.getBoundingClientRect().width > 0;
    const rects = (selector) => [...figure.querySelectorAll(selector)].filter(seen)
      .map((e) => ({ text: e.textContent.trim() || e.className.baseVal || e.className, box: e.getBoundingClientRect() }));
    const faults = [];
    const room = figure.getBoundingClientRect();
    const plot = figure.querySelector('.plot').getBoundingClientRect();
    const words = rects('.plot-end, .tick-name, figcaption, .lane-words, .lane-when, .lane-flag .icon');
    for (const { text, box } of words) if (!inside(box, room)) faults.push(`"${text}" hangs out of the picture`);
    for (const [n, one] of words.entries()) {
      for (const other of words.slice(n + 1)) {
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (wide > 1 && high > 2) faults.push(`"${one.text}" lies on "${other.text}"`);
      }
    }
    const svg = figure.querySelector('svg.line').getBoundingClientRect();
    if (!inside(svg, plot)) faults.push('the line hangs out of its room');
    if (svg.width < plot.width * 0.8 || svg.height < 60) faults.push(`the line has ${svg.width} × ${svg.height}`);
    const ticks = rects('.tick-name').length;
    if (ticks < 1) faults.push('the axis names no day');
    if (room.right > document.documentElement.clientWidth + 1) faults.push('the picture is wider than the page');
    return { faults, ticks, lanes: rects('.lane-words').length };
  });
}

/** The line, its dots and the words stand out from what is behind them. */
function contrast(page) {
  return page.evaluate(() => {
    const channel = (c) => { const x = c / 255; return x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4; };
    const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    const of = (css) => css.match(/[\d.]+/g).slice(0, 3).map(Number);
    const over = (top, under, alpha) => top.map((t, n) => t * alpha + under[n] * (1 - alpha));
    const ground = of(getComputedStyle(document.querySelector('.plot')).backgroundColor);
    return ['.line-way', '.line-now'].flatMap((selector) => {
      const style = getComputedStyle(document.querySelector(`figure ${selector}`));
      const drawn = over(of(style.stroke), ground, Number(style.opacity));
      const [a, b] = [light(drawn), light(ground)].sort((x, y) => y - x);
      const ratio = (a + 0.05) / (b + 0.05);
      return ratio < 3 ? [`${selector} has ${ratio.toFixed(2)} to 1`] : [];
    });
  });
}

async function dress(page, app, look) {
  await page.setViewportSize({ width: look.width, height: 844 });
  await page.emulateMedia({ colorScheme: look.dark ? 'dark' : 'light' });
  await page.goto(new URL('/you/reading', app.preview).href);
  await page.getByRole('radiogroup', { name: say('you-reading-colours') })
    .getByRole('radio', { name: say(`you-reading-colours-${look.appearance ?? 'system'}`) }).check();
  await page.waitForFunction((a) => (document.querySelector('.app').dataset.appearance ?? 'system') === a,
    look.appearance ?? 'system');
}

const grow = (page, size) => page.evaluate(async (percent) => {
  document.documentElement.style.fontSize = percent;
  await new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));
}, `${(size ?? 1) * 100}%`);

/** What shows while everything that opens is shut. */
const shown = (page) => page.evaluate(() => {
  document.querySelectorAll('details').forEach((d) => { d.open = false; });
  return document.querySelector('main').innerText;
});

export default async function ({ browser, test }) {
  const app = await startApp();
  const page = await newPage(browser);
  await signIn(page, app, PEOPLE.amira);

  await test('it is reached from Goals in two taps', async () => {
    await tab(page, 'frame-goals');
    await arrive(page, /^\/goals$/);
    await page.getByRole('link', { name: say('progress-title') }).click();
    await arrive(page, /^\/progress$/);
    await page.getByRole('link', { name: say('progress-of-mood') }).click();
    await arrive(page, /^\/progress\/phq-9$/);
  }, page);

  for (const look of LOOKS) {
    await test(`the picture is whole: ${look.name}`, async () => {
      page.faults.length = 0;
      await dress(page, app, look);
      const faults = [];
      for (const path of [MOOD, WORRY, GOAL]) {
        await open(page, app, path);
        await grow(page, look.size);
        const seen = await boxes(page);
        faults.push(...seen.faults.map((f) => `${path}: ${f}`), ...(await contrast(page)).map((f) => `${path}: ${f}`));
        if (path !== GOAL) assert.equal(seen.lanes, 2, 'two goals stand on the axis');
        faults.push(...await fits(page, look.width, look.size ?? 1), ...await noBareKeys(page));
        await picture(page, `progress ${look.name} ${path}`);
      }
      faults.push(...(await axe(page)));
      none([...faults, ...page.faults]);
    }, page);
  }

  await dress(page, app, { width: 390 });
  await test('a line breaks where the questions changed', async () => {
    await open(page, app, WORRY);
    assert.equal(await page.locator('figure.picture .line-way').count(), 2);
    assert.ok((await shown(page)).includes(say('progress-changed').split('. ').at(-1)));
    await open(page, app, MOOD);
    assert.equal(await page.locator('figure.picture .line-way').count(), 1);
  }, page);

  await test('a flag stands on the axis where its day is', async () => {
    await open(page, app, MOOD);
    const places = await page.evaluate(() => {
      const axis = document.querySelector('.axis').getBoundingClientRect();
      return [...document.querySelectorAll('.lane')].map((lane) => {
        const box = lane.getBoundingClientRect();
        return { same: Math.abs(box.left - axis.left) < 1.5 && Math.abs(box.right - axis.right) < 1.5,
          flags: [...lane.querySelectorAll('.lane-flag')].map((f) => (f.getBoundingClientRect().left - box.left) / box.width) };
      });
    });
    assert.ok(places.every((p) => p.same), 'the goals have an axis of their own');
    // Sleep better began five of eleven months ago, and so did the first time in the park.
    // Where the first day of a goal lies before the axis, as on some days of the year, it has no flag.
    const [reached, began] = places.map((p) => p.flags.at(-1));
    for (const x of [reached, began]) assert.ok(Math.abs(x - 6 / 11) < 0.03, `${x}`);
  }, page);

  await test('nothing is a number, and no severity has a name, until somebody asks', async () => {
    for (const path of ['/progress', MOOD, WORRY, GOAL]) {
      await page.goto(new URL(path, app.preview).href);
      await page.locator('h1').waitFor();
      await page.getByText(say('progress-next')).waitFor();
      const words = await shown(page);
      // Days, months and years are all that may hold a digit, and the telephone number.
      const left = words.replaceAll(/[\u2068\u2069]/g, '').replaceAll(/\b\d{1,2} [A-Z]\w+( \d{4})?|[A-Z]\w+ \d{4}|\b20\d\d\b|\b01632 \d+/g, '');
      assert.ok(!/\d/.test(left), `${path}: ${left.match(/.{0,40}\d.{0,20}/)}`);
      assert.ok(!/severe|moderate|minimal|score|−/i.test(words), `${path}: ${words}`);
    }
  }, page);

  await test('the table reads well: caption, columns, rows with their days, the newest first', async () => {
    await open(page, app, MOOD);
    assert.equal(await page.getByRole('table').count(), 0, 'it is shut');
    await page.getByText(say('progress-table'), { exact: true }).click();
    const table = page.getByRole('table', { name: whole('progress-table-caption-down') });
    await table.waitFor();
    const tree = await table.ariaSnapshot();
    for (const part of [`columnheader "${say('progress-table-day')}"`, `columnheader "${say('progress-table-number')}"`,
      'rowheader', 'cell "10"', 'cell "19"']) assert.ok(tree.includes(part), `${part} is not in\n${tree}`);
    assert.ok(tree.indexOf('cell "10"') < tree.indexOf('cell "19"'), 'the newest first');
    assert.equal(await table.getByRole('rowheader').count(), 11);
    await open(page, app, WORRY);
    await page.getByText(say('progress-table'), { exact: true }).click();
    assert.match(await page.getByRole('table').ariaSnapshot(), new RegExp(say('progress-table-changed')));
  }, page);

  await test('to a screen reader the line is one image with a sentence, and the goals are a list', async () => {
    await open(page, app, MOOD);
    const image = page.getByRole('img', { name: whole('progress-picture') });
    assert.equal(await image.count(), 1);
    const tree = await page.locator('figure.picture').ariaSnapshot();
    assert.match(tree, /listitem[\s\S]*Walk to the park with my sister/);
    assert.ok(!tree.includes('"Apr"') && !/text: .*Apr/.test(tree), tree);
  }, page);

  await test('what a worker noted stands beside what the person said, and the withheld is nowhere', async () => {
    await page.goto(new URL('/progress', app.preview).href);
    await page.getByText(say('progress-noted'), { exact: true }).waitFor();
    const words = await shown(page);
    for (const part of [say('progress-topic-mood'), say('progress-noted-you'), 'Several days', say('progress-noted-clear'),
      say('progress-topic-people'), say('progress-differ')]) assert.ok(words.includes(part), part);
    assert.ok(!/hurting/i.test(await page.content()));
  }, page);

  await page.context().close();
  await app.stop();

  await test('older answers come when they are asked for', () => older(browser));
}

/** Somebody with more answers than the table opens with. */
async function older(browser) {
  const app = await startApp();
  for (let n = 1; n < 10; n++) {
    await app.control('/control/put', { resourceType: 'Observation', id: `planted-${n}`, status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: '44261-6' }] }, subject: { reference: 'Patient/demo-amira' },
      effectiveDateTime: `2024-0${n}-03`, valueQuantity: { value: 20 + (n % 7) } });
  }
  const page = await newPage(browser);
  await signIn(page, app, PEOPLE.amira);
  await open(page, app, MOOD);
  await page.getByText(say('progress-table'), { exact: true }).click();
  assert.equal(await page.getByRole('rowheader').count(), 12);
  await page.getByRole('button', { name: say('progress-table-older') }).click();
  await page.getByText(say('progress-table-all')).waitFor();
  assert.equal(await page.getByRole('rowheader').count(), 20);
  none(page.faults);
  await page.context().close();
  await app.stop();
}
