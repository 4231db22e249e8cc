// Starts the app as a person would, opens it in a browser, and signs in as one of the demo people.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { say } from './texts.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
export const APP = process.env.PATHWAY_APP ?? join(target, 'debug', 'pathway-companion');
const pictures = process.env.PATHWAY_PICTURES ?? join(target, 'pictures');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** How the app is told to use a folder and free ports. The one place that knows its command line. */
const argumentsFor = (data) => ['--data-dir', data, '--listen', '127.0.0.1:0', '--sandbox-listen', '127.0.0.1:0'];

// A spec that cannot go on leaves its app running; nothing may outlive the run.
const started = new Set();
process.on('exit', () => started.forEach((child) => child.kill('SIGKILL')));

/** Starts the app in a folder of its own; gives its two addresses. `data` keeps the folder for a second start; `trust`
 * is another app, whose sandbox this one talks to as well. */
export async function startApp({ data = mkdtempSync(join(tmpdir(), 'pathway-')), more = [], trust } = {}) {
  const pointed = trust ? ['--trust', new URL('/trust.json', trust.sandbox).href] : [];
  const child = spawn(APP, [...argumentsFor(data), ...pointed, ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
  started.add(child);
  const log = [];
  child.stderr.on('data', (d) => log.push(String(d)));
  const ended = new Promise((done) => { child.once('exit', done); child.once('error', (e) => { log.push(e.message); done(e); }); });
  const said = trust ? { Sandbox: trust.sandbox } : {};
  const lines = createInterface({ input: child.stdout });
  const ready = new Promise((done) => lines.on('line', (line) => {
    log.push(`${line}\n`);
    const [, name, url] = /^(Sandbox|Preview): (\S+)/.exec(line) ?? [];
    if (name) said[name] = url;
    if (said.Sandbox && said.Preview) done(true);
  }));
  const late = new Promise((done) => setTimeout(done, 30_000, false).unref());
  if (await Promise.race([ready, ended.then(() => false), late]) !== true) {
    child.kill('SIGKILL');
    throw new Error(`${APP} did not say where it is:\n${log.join('')}`);
  }
  const control = async (path, body) => {
    const reply = await fetch(new URL(path, said.Sandbox), body === undefined ? {} : { method: 'POST',
      headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
    return reply.status === 204 ? null : reply.json();
  };
  return {
    data, preview: said.Preview, sandbox: said.Sandbox, log, control,
    resources: async (type) => (await control(`/control/resources?type=${type}`)).resources,
    kill: async () => { child.kill('SIGKILL'); await ended; },
    stop: async () => { child.kill('SIGTERM'); await ended; rmSync(data, { recursive: true, force: true }); },
  };
}

export function openBrowser() {
  return chromium.launch({ executablePath: CHROMIUM, args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic',
    '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
}

/** A phone: 390×844, light unless told, British. What the page says wrong is kept in `page.faults`. */
export async function newPage(browser, { dark = false, width = 390, locale = 'en-GB' } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 844 }, locale, timezoneId: 'Europe/London',
    colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', (e) => page.faults.push(`page error: ${e.message}`));
  page.on('console', (m) => { if (m.type() === 'error') page.faults.push(`console: ${m.text()}`); });
  for (const way of ['goto', 'reload']) {
    const go = page[way].bind(page);
    page[way] = async (...where) => { const answer = await go(...where); await settled(page); return answer; };
  }
  return page;
}

/**
 * The preview's renderer asks a new page for its address once it has drawn it, and goes there: what was pressed before
 * that is undone. No hand is that fast; a check on a busy machine is. A page of another kind is not waited for long.
 */
export async function settled(page) {
  await page.waitForFunction(() => history.state !== null, null, { timeout: 3_000 }).catch(() => {});
}

/** From the welcome page, through the trust's own page, to Today. `atTheQuestion` runs while "Is this you?" is shown. */
export async function signIn(page, app, person, atTheQuestion = async () => {}) {
  await page.goto(app.preview);
  await page.getByRole('link', { name: say('before-sign-in'), exact: true })
    .or(page.getByRole('button', { name: say('before-sign-in'), exact: true })).first().click();
  await page.getByRole('button', { name: say('before-sign-in-button') }).click();
  await page.waitForURL((url) => url.origin === new URL(app.sandbox).origin);
  await page.getByRole('button', { name: person }).first().click();
  await page.waitForURL((url) => url.origin === new URL(app.preview).origin);
  await settled(page);
  await page.getByRole('button', { name: say('before-is-this-yes') }).waitFor();
  await atTheQuestion();
  await page.getByRole('button', { name: say('before-is-this-yes') }).click();
  await page.getByRole('navigation', { name: say('frame-tabs') }).waitFor();
  await page.getByRole('link', { name: say('lock-setup-later') }).click();
  await page.getByRole('link', { name: say('lock-setup-later') }).waitFor({ state: 'detached' });
}

/** Presses a tab of the bottom bar. */
export async function tab(page, key, language = 'en-GB') {
  await page.getByRole('navigation', { name: say('frame-tabs', language) })
    .getByRole('link', { name: say(key, language), exact: true }).click();
}

/** Waits until the address is this path (a pattern) and the page has its heading. */
export async function arrive(page, path) {
  await page.waitForFunction((p) => new RegExp(p).test(location.pathname) && document.querySelector('h1'), path.source);
}

export async function picture(page, name) {
  mkdirSync(pictures, { recursive: true });
  const path = join(pictures, `${name.replace(/[^\w-]+/g, '-').slice(0, 90)}.png`);
  await page.screenshot({ path });
  return path;
}

/** Fails with a readable list. */
export function none(faults) {
  if (faults.length) throw new Error(faults.join('\n'));
}

/** Runs promises one after the other and counts. A failed one leaves a picture. */
export class Tally {
  passed = 0;
  failed = 0;
  constructor(name) { this.name = name; }
  async test(name, run, page) {
    const start = Date.now();
    try {
      await run();
      this.passed++;
      console.log(`ok    ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
    } catch (error) {
      this.failed++;
      const seen = page && await picture(page, `failed ${this.name} ${name}`).catch(() => null);
      console.log(`FAIL  ${name}\n      ${String(error.message).slice(0, 3000).replaceAll('\n', '\n      ')}`);
      if (seen) console.log(`      at ${page.url().replace(/token=[^&]*/, 'token=…')}, seen in ${seen}`);
    }
  }
}
