// Runs the browser specs: all, or those named. `node run.mjs [NAME…]`
import { readdirSync } from 'node:fs';
import { openBrowser, Tally } from './lib.mjs';

const wanted = process.argv.slice(2);
const all = readdirSync(new URL('./specs/', import.meta.url)).filter((f) => f.endsWith('.mjs')).map((f) => f.slice(0, -4)).sort();
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length) {
  console.error(`no such spec: ${unknown.join(', ')}; there are ${all.join(', ')}`);
  process.exit(2);
}

const browser = await openBrowser();
let passed = 0, failed = 0;
for (const name of wanted.length ? wanted : all) {
  console.log(`-- ${name}`);
  const tally = new Tally(name);
  try {
    const { default: spec } = await import(`./specs/${name}.mjs`);
    await spec({ browser, test: tally.test.bind(tally) });
  } catch (error) {
    tally.failed++;
    console.log(`FAIL  ${name} could not go on\n      ${String(error.message).slice(0, 3000).replaceAll('\n', '\n      ')}`);
  }
  if (!tally.passed && !tally.failed) {
    tally.failed++;
    console.log(`FAIL  ${name} held nothing`);
  }
  // The documents of safety are proved by this line (tests/support/results.rs).
  console.log(`== ${name}: ${tally.passed} passed, ${tally.failed} failed`);
  passed += tally.passed;
  failed += tally.failed;
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
