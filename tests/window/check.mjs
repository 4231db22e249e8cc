// The desktop window, on the renderer family that phones have, with real keys and the system's own accessibility.
//   node check.mjs BINARY
// Starts the binary under the display it is given (see `run`), signs in through a stand-in for the system browser, opens a
// form with a text field, types with real keys at four speeds, and reads back what the vault kept after a kill. Then it does
// to the window what a phone does to an app: turned, dark, with large text, its page lost from under it, sent, back.
import { execFileSync, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import assert from 'node:assert/strict';
import { inspect } from './inspector.mjs';
import { drawing } from './processes.mjs';
import { say } from '../browser/texts.mjs';

const [binary] = process.argv.slice(2);
if (!binary || !process.env.DISPLAY) {
  console.error('usage: node check.mjs BINARY, under a display');
  process.exit(2);
}

const TYPED = 'The quick brown fox jumps over 13 lazy dogs';
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => done(port)); });
});
const pictures = process.env.PATHWAY_PICTURES ?? fileURLToPath(new URL('../../target/pictures', import.meta.url));
const data = mkdtempSync(join(tmpdir(), 'pathway-window-'));
const port = await freePort();
const log = [];
/** Starts the window on the test's folder; says where its sandbox is. */
function open(at) {
  const child = spawn(binary, ['--data-dir', data, '--sandbox-listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, WEBKIT_INSPECTOR_HTTP_SERVER: `127.0.0.1:${at}`, WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      LIBGL_ALWAYS_SOFTWARE: '1', BROWSER: fileURLToPath(new URL('browser.mjs', import.meta.url)) } });
  child.stderr.on('data', (d) => log.push(String(d)));
  child.sandbox = new Promise((done) => createInterface({ input: child.stdout }).on('line', (line) => {
    const [, url] = /^Sandbox: (\S+)/.exec(line) ?? [];
    if (url) done(url);
  }));
  return child;
}
let app = open(port);
let at = port;

const tests = [];
const test = (name, run) => tests.push([name, run]);
let page;
const text = (value) => JSON.stringify(value);
const find = (kind, words) => `[...document.querySelectorAll(${text(kind)})].find(e => e.textContent.trim() === ${text(words)})`;
const FIELD = 'document.querySelector("main textarea, main input[type=text]")';
const TABS = 'document.querySelectorAll("nav a").length >= 5';
const press = async (kind, words) => {
  await page.until(find(kind, words), `${kind} "${words}"`);
  await page.evaluate(`${find(kind, words)}.click(); 0`);
  await sleep(400);
};

test('the window opens with one heading, and Help now stands in it', async () => {
  page = await inspect(port);
  await page.until('document.querySelectorAll("h1").length === 1', 'one h1');
  assert.equal(await page.evaluate('!!document.querySelector("a[href*=\\"/help\\"]")'), true);
});
test('the page lets itself be zoomed and says its language', async () => {
  const meta = await page.evaluate('document.querySelector("meta[name=viewport]")?.content ?? ""');
  assert.doesNotMatch(meta, /user-scalable\s*=\s*(no|0)|maximum-scale\s*=\s*1\b/);
  assert.match(await page.evaluate('document.documentElement.lang'), /^[a-z]{2}/);
});
test('the first page has no axe fault in this renderer', async () => {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate('window.__pieces = ""; 0');
  // The inspector takes no message as long as all of axe.
  for (let at = 0; at < source.length; at += 40_000) await page.evaluate(`window.__pieces += ${text(source.slice(at, at + 40_000))}; 0`);
  await page.evaluate('(0, eval)(window.__pieces); window.__seen = null; axe.run().then(r => window.__seen = JSON.stringify(r.violations.map(v => v.id + ": " + v.nodes[0].html.slice(0, 120)))); 0');
  await page.until('window.__seen !== null', 'axe');
  assert.deepEqual(JSON.parse(await page.evaluate('window.__seen')), []);
});
const FORM = 'https://pathway-companion.example/fhir/Questionnaire/a-few-words';
async function plant(resource) {
  const reply = await fetch(new URL('/control/put', await app.sandbox), { method: 'POST',
    headers: { 'content-type': 'application/json' }, body: JSON.stringify(resource) });
  assert.ok(reply.ok, `${reply.status} ${await reply.text()}`);
}
test('a person signs in through the system browser and is asked whether it is them', async () => {
  await plant({ resourceType: 'Questionnaire', id: 'a-few-words', url: FORM, version: '1', title: 'A few words', status: 'active',
    item: [{ linkId: 'words', type: 'text', text: 'What would you like to say?', required: true }] });
  const sdc = 'http://hl7.org/fhir/uv/sdc/CodeSystem/temp';
  await plant({ resourceType: 'Task', id: 'a-few-words', status: 'requested', intent: 'order', description: 'A few words',
    code: { coding: [{ system: sdc, code: 'complete-questionnaire' }] }, for: { reference: 'Patient/demo-amira' },
    owner: { reference: 'Patient/demo-amira' }, authoredOn: '2026-01-01T09:00:00Z',
    input: [{ type: { coding: [{ system: sdc, code: 'questionnaire' }] }, valueCanonical: `${FORM}|1` }] });
  await press('a', say('before-sign-in'));
  await press('button', say('before-sign-in-button'));
  await press('button', say('before-is-this-yes'));
  await press('a', say('lock-setup-later'));
  await page.until(`document.querySelector("h1").innerText.includes("Amira") && ${TABS}`, 'Today');
});
const toTheForm = async () => {
  await page.until(TABS, 'the tabs');
  await page.evaluate('document.querySelector(\'nav a[href="/todo"]\').click(); 0');
  await page.until('document.querySelector(\'a[href="/form/a-few-words"]\')', 'the form in To do');
  await page.evaluate('document.querySelector(\'a[href="/form/a-few-words"]\').click(); 0');
  await sleep(500);
};
test('a form with a text field opens', async () => {
  await toTheForm();
  await press('a', say('form-start-begin'));
  await page.until(FIELD, 'a text field');
});
for (const delay of [0, 1, 12, 40]) {
  test(`no key is lost when typing with ${delay} ms between keys`, async () => {
    const box = JSON.parse(await page.evaluate(`(() => { const f = ${FIELD}; f.scrollIntoView({ block: 'center' }); f.value = '';
      f.dispatchEvent(new InputEvent('input', { bubbles: true })); return JSON.stringify(f.getBoundingClientRect()) })()`));
    await sleep(300);
    execFileSync('xdotool', ['mousemove', String(Math.round(box.x + box.width / 2)), String(Math.round(box.y + 20)), 'click', '1']);
    await sleep(300);
    execFileSync('xdotool', ['type', '--delay', String(delay), TYPED]);
    await page.until(`${FIELD}.value.length >= ${TYPED.length}`, 'all keys', 4000).catch(() => {});
    assert.equal(await page.evaluate(`${FIELD}.value`), TYPED);
  });
}
test('what was typed is there after the window was killed', async () => {
  await sleep(1200);
  app.kill('SIGKILL');
  await new Promise((r) => app.once('exit', r));
  const again = await freePort();
  app = open(again);
  at = again;
  page = await inspect(again);
  await toTheForm();
  await press('a', say('form-start-carry-on'));
  await page.until(FIELD, 'the text field');
  assert.equal(await page.evaluate(`${FIELD}.value`), TYPED);
});

// From here on: what a phone does to an app, done to this window. The field and its words are still there after each of them.
const pictured = async (name) => {
  mkdirSync(pictures, { recursive: true });
  // No test hangs on its picture, and none waits for that of a page that is gone.
  const png = await Promise.race([page?.picture().catch(() => null), sleep(3000)]);
  if (png) writeFileSync(join(pictures, `window-${name}.png`), png);
};
const here = async (what) => {
  assert.equal(await page.evaluate(`${FIELD}?.value ?? null`), TYPED, what);
  assert.equal(await page.evaluate('document.querySelector("h1").innerText'), question, what);
};
const fits = async (what) => {
  const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  assert.ok(over <= 1, `${what}: ${over} px too wide`);
  const gone = await page.evaluate(`(() => { const b = document.querySelector('.help-now').getBoundingClientRect();
    return b.left < -1 || b.right > innerWidth + 1 })()`);
  assert.equal(gone, false, `${what}: Help now is cut off`);
};
const windowId = () => execFileSync('xdotool', ['search', '--onlyvisible', '--pid', String(app.pid)]).toString().trim().split('\n').pop();
const size = async (width, height) => {
  execFileSync('xdotool', ['windowsize', windowId(), String(width), String(height)]);
  await page.until(`Math.abs(innerWidth - ${width}) < 2`, `a window ${width} wide`);
};
let question;
test('a window that is turned on its side keeps the page and cuts nothing off', async () => {
  question = await page.evaluate('document.querySelector("h1").innerText');
  await size(844, 390);
  await here('on its side');
  await fits('on its side');
  await pictured('turned');
  await size(390, 844);
  await here('upright again');
});
test('what the edges of a phone cover is left free', async () => {
  // As Android hands them over (MainActivity.kt): a notch, round corners, the bar of the system.
  const edges = { top: 44, right: 30, bottom: 34, left: 30 };
  const set = (of) => page.evaluate(`for (const [side, px] of Object.entries(${text(edges)}))
    document.documentElement.style.setProperty('--inset-' + side, ${of}); 0`);
  await set('px + "px"');
  await sleep(300);
  const covered = JSON.parse(await page.evaluate(`JSON.stringify(['button.back', '.help-now', 'h1', 'main textarea'].filter((it) => {
    const box = document.querySelector(it).getBoundingClientRect();
    return box.top < ${edges.top} || box.left < ${edges.left} || box.right > innerWidth - ${edges.right};
  }))`));
  const lowest = await page.evaluate('Math.max(...[...document.querySelectorAll("main a, main button")].map((it) => it.getBoundingClientRect().bottom))');
  const high = await page.evaluate('innerHeight');
  await pictured('edges');
  await set('""');
  assert.deepEqual(covered, []);
  assert.ok(lowest <= high - edges.bottom, `the last control ends at ${lowest} of ${high}`);
});
const reading = async (label) => {
  await page.evaluate('document.querySelector(\'nav a[href="/you"]\').click(); 0');
  await page.until('document.querySelector(\'a[href="/you/reading"]\')', 'You');
  await page.evaluate('document.querySelector(\'a[href="/you/reading"]\').click(); 0');
  const radio = `[...document.querySelectorAll("label")].find(e => e.textContent.trim() === ${text(label)})`;
  await page.until(radio, label);
  await page.evaluate(`${radio}.click(); 0`);
  await sleep(400);
};
// Within a form Back is the question before, at its first question the start, and from there it leads out of the form.
const leaveForm = async () => {
  for (const where of ['start', 'out']) {
    await page.evaluate('document.querySelector("button.back").click(); 0');
    await page.until(where === 'start' ? find('a', say('form-start-carry-on')) : TABS, `Back: ${where}`);
  }
  assert.equal(await page.evaluate(`!!${find('a', say('form-start-carry-on'))}`), false, 'Back does not lead out of the form');
};
const backToTheQuestion = async () => {
  await toTheForm();
  await press('a', say('form-start-carry-on'));
  await page.until(FIELD, 'the text field');
};
test('dark is dark to the edges, and the words are still there', async () => {
  await leaveForm();
  await reading(say('you-reading-colours-dark'));
  assert.equal(await page.evaluate('document.documentElement.dataset.appearance'), 'dark');
  const [r, g, b] = (await page.evaluate('getComputedStyle(document.body).backgroundColor')).match(/\d+/g).map(Number);
  assert.ok(r + g + b < 200, `the page is not dark: ${r} ${g} ${b}`);
  await backToTheQuestion();
  await here('dark');
  await pictured('dark');
});
test('the largest text fits, upright and on a small phone', async () => {
  await leaveForm();
  await reading(say('you-reading-size-larger'));
  assert.equal(await page.evaluate('document.documentElement.dataset.textSize'), 'larger');
  await backToTheQuestion();
  await here('with large text');
  await fits('with large text');
  await size(320, 640);
  await fits('with large text, 320 wide');
  await pictured('large');
  await size(390, 844);
});
test('when the process that draws the page is killed, the person is where they were', async () => {
  for (const round of [1, 2]) {
    const before = drawing(app.pid);
    assert.equal(before.length, 1, `which process draws the window? ${before}`);
    page.close();
    process.kill(before[0], 'SIGKILL');
    const end = Date.now() + 15_000;
    while (drawing(app.pid).every((pid) => before.includes(pid))) {
      if (Date.now() > end) throw new Error('nothing draws the window any more');
      await sleep(100);
    }
    assert.equal(app.exitCode, null, 'the app has gone with it');
    page = await inspect(at);
    await page.until(FIELD, 'the text field, drawn anew', 15_000);
    await here(`after death ${round}`);
    assert.equal(await page.evaluate('document.documentElement.dataset.appearance'), 'dark', 'dark is kept');
  }
  await pictured('after-death');
  // And it is no picture: keys arrive, and what they write is kept.
  await page.evaluate(`${FIELD}.focus(); ${FIELD}.setSelectionRange(${FIELD}.value.length, ${FIELD}.value.length); 0`);
  const box = JSON.parse(await page.evaluate(`(() => { const f = ${FIELD}; f.scrollIntoView({ block: 'center' }); return JSON.stringify(f.getBoundingClientRect()) })()`));
  execFileSync('xdotool', ['mousemove', String(Math.round(box.x + box.width / 2)), String(Math.round(box.y + 20)), 'click', '1']);
  await sleep(300);
  execFileSync('xdotool', ['key', 'ctrl+End']);
  execFileSync('xdotool', ['type', '--delay', '12', '!']);
  await page.until(`${FIELD}.value === ${text(`${TYPED}!`)}`, 'a key after the death', 4000);
  await sleep(800);
});
test('it is sent from there, and arrives once', async () => {
  await press('button', say('form-continue'));
  await page.until(find('button', say('form-check-send')), 'the check');
  const told = await page.evaluate('document.querySelector("main").innerText');
  assert.ok(told.includes(`${TYPED}!`), told);
  await press('button', say('form-check-send'));
  const list = new URL('/control/resources?type=QuestionnaireResponse', await app.sandbox);
  const ours = async () => (await (await fetch(list)).json()).resources.filter((it) => it.questionnaire === `${FORM}|1`);
  const end = Date.now() + 30_000;
  while ((await ours()).length === 0) {
    if (Date.now() > end) throw new Error('it never arrived');
    await sleep(250);
  }
  await sleep(1500);
  const arrived = await ours();
  assert.equal(arrived.length, 1);
  assert.equal(arrived[0].item[0].answer[0].valueString, `${TYPED}!`);
});
test('back leads back', async () => {
  await page.until(TABS, 'the tabs');
  await page.evaluate('document.querySelector(\'nav a[href="/care"]\')?.click(); 0');
  await sleep(500);
  const was = await page.evaluate('document.querySelector("h1").innerText');
  await page.evaluate('document.querySelector("a.help-now").click(); 0');
  await page.until(`document.querySelector("h1").innerText !== ${text(was)}`, 'Help now');
  await page.evaluate('document.querySelector("button.back").click(); 0');
  await page.until(`document.querySelector("h1").innerText === ${text(was)}`, 'the page before');
});

let failed = 0;
for (const [name, run] of tests) {
  try {
    if (!page && name !== tests[0][0]) throw new Error('the window never opened');
    await run();
    console.log(`ok    ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL  ${name}\n      ${String(error.message).replaceAll('\n', '\n      ')}`);
    await pictured(`failed-${failed}`);
  }
}
if (page) await pictured('last');
else console.log(log.join('').slice(0, 2000));
app.kill('SIGTERM');
await Promise.race([new Promise((r) => app.once('exit', r)), sleep(3000)]);
app.kill('SIGKILL');
rmSync(data, { recursive: true, force: true });
console.log(`${tests.length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
