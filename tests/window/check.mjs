// The desktop window, on the renderer family that phones have, with real keys and the system's own accessibility.
//   node check.mjs BINARY [--field LABEL --path LINK,LINK…]
// Starts the binary under the display it is given (see `run`), goes along the links (their texts), finds the text field of
// that label, types with real keys at four speeds, and reads back. Without --field it looks at the first page only.
import { execFileSync, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import assert from 'node:assert/strict';
import { inspect } from './inspector.mjs';

const { values, positionals: [binary] } = parseArgs({ allowPositionals: true, options: {
  field: { type: 'string' }, path: { type: 'string', default: '' } } });
if (!binary || !process.env.DISPLAY) {
  console.error('usage: node check.mjs BINARY [--field LABEL --path LINK,LINK…], under a display');
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
// The same folder and free port as the browser checks use; the window has no preview of its own.
const app = spawn(binary, ['--data-dir', data, '--sandbox-listen', '127.0.0.1:0'], { stdio: ['ignore', 'ignore', 'pipe'],
  env: { ...process.env, WEBKIT_INSPECTOR_HTTP_SERVER: `127.0.0.1:${port}`, WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    LIBGL_ALWAYS_SOFTWARE: '1', PATHWAY_INSPECT: '1' } });
const log = [];
app.stderr.on('data', (d) => log.push(String(d)));

const tests = [];
const test = (name, run) => tests.push([name, run]);
let page;
const text = (value) => JSON.stringify(value);
const find = (kind, words) => `[...document.querySelectorAll(${text(kind)})].find(e => e.textContent.trim() === ${text(words)})`;
const FIELD = values.field && `(() => { const l = ${find('label', values.field)}; return l && (l.control ?? l.querySelector('input,textarea')) })()`;

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
if (FIELD) {
  test(`the field "${values.field}" can be reached`, async () => {
    for (const link of values.path.split(',').filter(Boolean)) {
      await page.until(find('a, button, label', link), `a link "${link}"`);
      await page.evaluate(`${find('a, button, label', link)}.click(); 0`);
      await sleep(400);
    }
    await page.until(FIELD, `a field "${values.field}"`);
  });
  for (const delay of [0, 1, 12, 40]) {
    test(`no key is lost when typing with ${delay} ms between keys`, async () => {
      const box = JSON.parse(await page.evaluate(`(() => { const f = ${FIELD}; f.scrollIntoView({ block: 'center' }); f.value = '';
        f.dispatchEvent(new InputEvent('input', { bubbles: true })); return JSON.stringify(f.getBoundingClientRect()) })()`));
      await sleep(300);
      execFileSync('xdotool', ['mousemove', String(Math.round(box.x + box.width / 2)), String(Math.round(box.y + box.height / 2)), 'click', '1']);
      await sleep(300);
      execFileSync('xdotool', ['type', '--delay', String(delay), TYPED]);
      await page.until(`${FIELD}.value.length >= ${TYPED.length}`, 'all keys', 4000).catch(() => {});
      assert.equal(await page.evaluate(`${FIELD}.value`), TYPED);
    });
  }
}

let failed = 0;
for (const [name, run] of tests) {
  try {
    if (!page && name !== tests[0][0]) throw new Error('the window never opened');
    await run();
    console.log(`ok    ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL  ${name}\n      ${String(error.message).replaceAll('\n', '\n      ')}`);
  }
}
if (page) {
  mkdirSync(pictures, { recursive: true });
  await page.picture().then((png) => writeFileSync(join(pictures, 'window.png'), png), () => {});
} else {
  console.log(log.join('').slice(0, 2000));
}
app.kill('SIGTERM');
await Promise.race([new Promise((r) => app.once('exit', r)), sleep(3000)]);
app.kill('SIGKILL');
rmSync(data, { recursive: true, force: true });
console.log(`${tests.length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
