// The checks themselves: each lets a good page through and refuses a bad one.
import assert from 'node:assert/strict';
import { newPage } from '../lib.mjs';
import { parseFtl } from '../texts.mjs';
import { axe, bigEnough, fits, helpNow, noBareKeys, oneHeadingWithFocus } from '../checks.mjs';

const page = (body, style = '') => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sample</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>body{margin:1rem;color:#111;background:#fff}
button,header a{display:inline-block;min-height:3rem;line-height:3rem}${style}</style></head><body>${body}</body></html>`;
const GOOD = page(`<header><a href="/help">Help now</a></header><main><h1 tabindex="-1">Today</h1><p>Some words.</p>
<button>Go on</button></main><script>document.querySelector('h1').focus()</script>`);

const BAD = [
  ['axe sees a picture without words', axe, page('<main><h1>A</h1><img src="data:,"></main>')],
  ['axe sees text that is too pale', axe, page('<main><h1>A</h1><p>Pale words</p></main>', 'p{color:#ccc}')],
  ['axe sees a field without a label', axe, page('<main><h1>A</h1><input type="text"></main>')],
  ['a page without a heading is seen', oneHeadingWithFocus, page('<main><h2>A</h2></main>')],
  ['a page with two headings is seen', oneHeadingWithFocus, page('<main><h1>A</h1><h1>B</h1></main>')],
  ['a heading without the focus is seen', oneHeadingWithFocus, page('<main><h1 tabindex="-1">A</h1></main>')],
  ['an empty heading is seen', oneHeadingWithFocus, page('<h1 tabindex="-1"></h1><script>document.querySelector("h1").focus()</script>')],
  ['a page without Help now is seen', (p) => helpNow(p, 'Help now'), page('<h1>A</h1>')],
  ['a hidden Help now is seen', (p) => helpNow(p, 'Help now'), page('<a href="/help" style="opacity:1;visibility:hidden">Help now</a>')],
  ['a Help now that leads elsewhere is seen', (p) => helpNow(p, 'Help now'), page('<a href="/you">Help now</a>')],
  ['a page that is too wide for a small phone is seen', (p) => fits(p, 320, 1), page('<div style="width:350px">A</div>')],
  ['a page that breaks with large text is seen', (p) => fits(p, 390, 2), page('<div style="width:14rem">A</div>', 'html{font-size:20px}')],
  ['a button that is too small is seen', bigEnough, page('<button style="min-height:0;line-height:1">A</button>')],
  ['a text that is missing is seen', noBareKeys, page('<p>Unknown localization today-hello</p>')],
];

export default async function ({ browser, test }) {
  const tab = await newPage(browser);
  // An address of its own, so that links and paths mean something; nothing is fetched.
  await tab.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: tab.sample }));
  const show = async (html) => { tab.sample = html; await tab.goto('http://sample.test/'); };

  for (const [name, check, html] of BAD) {
    await test(name, async () => {
      await show(html);
      assert.equal((await check(tab)).length > 0, true, 'it was let through');
    });
  }
  await test('a good page passes every check', async () => {
    await show(GOOD);
    const faults = [await axe(tab), await oneHeadingWithFocus(tab), await helpNow(tab, 'Help now'), await fits(tab, 320, 1),
      await fits(tab, 390, 2), await bigEnough(tab), await noBareKeys(tab)].flat();
    assert.deepEqual(faults, []);
  });
  await test('the words are read as Fluent has them', async () => {
    const read = parseFtl('# a-note = no\na-b = One { $x } two\n    three\n\na-c =\n    Four\n\n### end\n  loose\n');
    assert.deepEqual([...read], [['a-b', 'One { $x } two\nthree'], ['a-c', 'Four']]);
  });
  await tab.context().close();
}
