// The peers, one task a line: {"task": …} comes in on the standard input, {"task", "ns": […]} goes out. Time is taken here,
// around the work alone; what a peer worked out goes out too ("value"), so that one can see that both sides did the same.

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4/index.js';
import { evalFhirPath, indexStructureDefinitionBundle, parseFhirPath, toTypedValue } from '@medplum/core';

const folder = process.argv[2];
const bundle = process.argv[3];
const text = (name) => readFileSync(join(folder, name), 'utf8');
const json = (name) => JSON.parse(text(name));

// Smart Forms wants a browser around it.
const dom = new JSDOM('<!doctype html><html><body></body></html>', { url: 'https://peer.example/' });
for (const name of ['window', 'document', 'navigator', 'HTMLElement', 'Element', 'Node', 'sessionStorage', 'localStorage', 'getComputedStyle', 'MutationObserver', 'DOMParser']) {
  const value = name === 'window' ? dom.window : dom.window[name];
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
globalThis.requestAnimationFrame = (then) => setTimeout(then, 0);
// Nothing is fetched: no form here names a set of options elsewhere.
globalThis.fetch = () => Promise.reject(new Error('there is no network here'));
for (const name of ['log', 'info', 'warn', 'error', 'debug']) console[name] = () => {};

const { createRequire } = await import('node:module');
const smart = createRequire(import.meta.url)(bundle);

async function timed(work) {
  const before = process.hrtime.bigint();
  const value = await work();
  return { ns: [Number(process.hrtime.bigint() - before)], value };
}

const compiled = (list) => list.map((expression) => fhirpath.compile(expression, r4));
const cache = new Map();
const once = (name, make) => {
  if (!cache.has(name)) cache.set(name, make());
  return cache.get(name);
};

const tasks = {
  async open_800() {
    const raw = text('form-800.json');
    return timed(async () => {
      await smart.buildForm({ questionnaire: JSON.parse(raw) });
    });
  },
  async open_800_filled() {
    const [raw, given] = [text('form-800.json'), text('response-800-0.json')];
    const took = await timed(async () => {
      await smart.buildForm({ questionnaire: JSON.parse(raw), questionnaireResponse: JSON.parse(given) });
    });
    took.value = find(smart.questionnaireResponseStore.getState().updatableResponse, 'overall');
    return took;
  },
  async open_800_plain() {
    const raw = text('form-800-plain.json');
    return timed(async () => {
      await smart.buildForm({ questionnaire: JSON.parse(raw) });
    });
  },
  async open_phq9() {
    const raw = text('phq-9.json');
    return timed(async () => {
      await smart.buildForm({ questionnaire: JSON.parse(raw) });
    });
  },
  // One answer of a half answered form is another: the response comes with it changed, as the screen hands it over.
  async answer_800() {
    return answer('form-800.json', 'response-800', 'overall');
  },
  async answer_phq9() {
    return answer('phq-9.json', 'response-phq9');
  },
  async expressions_397() {
    const response = json('response-400.json');
    const ready = once('397', () => compiled(json('expressions-397.json')));
    return timed(() => ready.map((evaluate) => evaluate(response, { resource: response })[0]).at(-1));
  },
  async expressions_397_medplum() {
    const response = json('response-400.json');
    const ready = once('397m', () => json('expressions-397.json').map((e) => parseFhirPath(e)));
    const typed = [{ type: 'QuestionnaireResponse', value: response }];
    const variables = { '%resource': typed[0] };
    return timed(() => ready.map((parsed) => parsed.eval({ variables: { ...variables } }, typed)[0]?.value).at(-1));
  },
  async score_phq9() {
    const response = json('response-phq9-0.json');
    const evaluate = once('phq', () => fhirpath.compile(
      "%resource.descendants().where(linkId.startsWith('phq9-q')).answer.value.extension.where(url = 'http://hl7.org/fhir/StructureDefinition/ordinalValue').value.sum()", r4));
    return timed(() => evaluate(response, { resource: response })[0]);
  },
};

const turns = {};
async function answer(form, response, shows) {
  // Two responses that differ in one answer, turn about, so that there is always something new to work out.
  const questionnaire = json(form);
  const responses = once(response, () => [json(`${response}-0.json`), json(`${response}-1.json`)]);
  if (once('open', () => ({})).form !== form) {
    await smart.buildForm({ questionnaire, questionnaireResponse: responses[0] });
    once('open').form = form;
  }
  turns[response] = 1 - (turns[response] ?? 0);
  const given = structuredClone(responses[turns[response]]);
  const took = await timed(() => smart.questionnaireStore.getState().updateExpressions(given, false));
  took.value = shows && find(smart.questionnaireResponseStore.getState().updatableResponse, shows);
  return took;
}

function find(item, linkId) {
  if (item.linkId === linkId) {
    return Object.entries(item.answer?.[0] ?? {}).find(([name]) => name.startsWith('value'))?.[1];
  }
  for (const below of [...(item.item ?? []), ...(item.answer ?? [])]) {
    const found = find(below, linkId);
    if (found !== undefined) return found;
  }
  return undefined;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { task } = JSON.parse(line);
  let reply;
  try {
    reply = await tasks[task]();
    if (task.startsWith('open') && cache.has('open')) cache.get('open').form = undefined;
  } catch (error) {
    reply = { error: String(error?.stack ?? error) };
  }
  process.stdout.write(`${JSON.stringify({ task, ...reply })}\n`);
}
process.exit(0);
