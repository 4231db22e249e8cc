// What is asked of every screen. Each gives a list of faults in words; an empty list is a pass. `checks.spec.mjs` proves
// on bad samples that each can fail.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Faults that axe sees, each with the first places. */
export async function axe(page) {
  await page.evaluate(axeSource);
  // The whole page at once: where it is scrolled to, the bar at the bottom half covers whatever happens to lie there.
  const before = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: before.width, height: Math.max(before.height, height) });
  const faults = await axeHere(page);
  await page.setViewportSize(before);
  return faults;
}

async function axeHere(page) {
  const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags,
    resultTypes: ['violations'] }), RULES);
  return violations.map((v) => `axe ${v.id}: ${v.help}; ${v.nodes.length}× such as ${v.nodes[0].html.slice(0, 160)}`);
}

/** Exactly one h1, and it holds the focus: a screen reader begins there after a change of page. */
export async function oneHeadingWithFocus(page) {
  const seen = async () => page.evaluate(() => ({ count: document.querySelectorAll('h1').length,
    text: document.querySelector('h1')?.textContent.trim() ?? '',
    focus: document.activeElement?.outerHTML.slice(0, 120), held: document.activeElement?.tagName === 'H1' }));
  let last;
  for (let tries = 0; tries < 20; tries++) {
    last = await seen();
    if (last.count === 1 && last.text && last.held) return [];
    await page.waitForTimeout(50);
  }
  if (last.count !== 1) return [`${last.count} h1`];
  return last.text ? [`the h1 "${last.text}" has no focus; ${last.focus} has`] : ['the h1 is empty'];
}

/** Help now is there, can be seen, and leads to /help. */
export async function helpNow(page, name) {
  // An unchecked language shows the English beside it, so the name may go on.
  const link = page.getByRole('link', { name: new RegExp(`^${name}`) });
  if (await link.count() !== 1) return [`${await link.count()} links "${name}"`];
  if (!await link.isVisible()) return [`"${name}" cannot be seen`];
  const to = await link.getAttribute('href');
  return new URL(to ?? '', page.url()).pathname === '/help' ? [] : [`"${name}" leads to ${to}`];
}

/** Nothing has to be scrolled sideways, at this width and this size of text (1 = 100 %). */
export async function fits(page, width, size) {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: before.height });
  // Everything is in rem, so the root's size is what a reader's setting changes.
  const result = await page.evaluate(async (percent) => {
    const root = document.documentElement;
    const was = root.style.fontSize;
    root.style.fontSize = percent;
    await new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));
    const wide = root.scrollWidth - root.clientWidth;
    const guilty = wide <= 0 ? '' : [...document.querySelectorAll('body *')]
      .filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1 || e.getBoundingClientRect().left < -1)
      .slice(-1).map((e) => e.outerHTML.slice(0, 120)).join('');
    root.style.fontSize = was;
    return { wide, guilty };
  }, `${size * 100}%`);
  await page.setViewportSize(before);
  return result.wide > 0 ? [`${result.wide} px too wide at ${width} px and ${size * 100} %: ${result.guilty}`] : [];
}

/** Everything that stands alone to be tapped is at least 44 px high. Links inside a sentence are not. */
export async function bigEnough(page) {
  return page.evaluate(() => [...document.querySelectorAll('button, nav a, header a, summary, select, textarea, [role=button], input:not([type=radio]):not([type=checkbox]):not([type=hidden])')]
    .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height > 2)
    .filter((e) => e.getBoundingClientRect().height < 43.5)
    .map((e) => `only ${Math.round(e.getBoundingClientRect().height)} px high: ${e.outerHTML.slice(0, 100)}`));
}

/** No text is missing: the reader of the words says "Unknown localization" in place of one. */
export async function noBareKeys(page) {
  const text = await page.evaluate(() => document.body.innerText);
  return (text.match(/Unknown localization[^\n]*/g) ?? []).map((missing) => `a text is missing: ${missing}`);
}
