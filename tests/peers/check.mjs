// Does the independent trust do what our own checks lean on? Run before anything is blamed on the app.
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import assert from 'node:assert/strict';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const peer = spawn(process.execPath, [here('server.mjs'), '--access-seconds', '120'], { stdio: ['ignore', 'pipe', 'inherit'] });
process.on('exit', () => peer.kill());

async function addresses() {
  const said = {};
  for await (const line of createInterface({ input: peer.stdout })) {
    const [, name, url] = /^(Trust|Fhir): (\S+)$/.exec(line) ?? [];
    if (name) said[name] = url;
    if (said.Trust && said.Fhir) return said;
  }
  throw new Error('the peer ended before it said where it is');
}

const REDIRECT = 'http://127.0.0.1:43210/callback';
const SCOPE = 'openid fhirUser launch/patient offline_access patient/Patient.rs patient/Goal.crs patient/Task.rus patient/Observation.crs';

/** A browser as small as sign-in allows: cookies, forms, redirects; it stops at the app's own address. */
async function browse(start) {
  const jar = new Map();
  let url = start, method = 'GET';
  for (let step = 0; step < 12; step++) {
    const reply = await fetch(url, { method, redirect: 'manual', headers: {
      cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; '),
      ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) } });
    for (const line of reply.headers.getSetCookie()) {
      const [, key, value] = /^([^=]+)=([^;]*)/.exec(line);
      jar.set(key, value);
    }
    const to = reply.headers.get('location');
    if (to) {
      url = new URL(to, url).href;
      method = 'GET';
      if (url.startsWith(REDIRECT)) return new URL(url).searchParams;
      continue;
    }
    const text = await reply.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(text)?.[1];
    assert.ok(action, `no form and no redirect at ${reply.status}: ${text.slice(0, 300)}`);
    url = new URL(action, url).href;
    method = 'POST';
  }
  throw new Error('sign-in went round in a circle');
}

const form = (url, fields) => fetch(url, { method: 'POST', body: new URLSearchParams(fields) });

const checks = [];
const check = (name, run) => checks.push([name, run]);
let fhir, smart, tokens, goal;
const auth = () => ({ authorization: `Bearer ${tokens.access_token}`, 'content-type': 'application/fhir+json' });
const verifier = randomBytes(32).toString('base64url');
const authorize = (more) => `${smart.authorization_endpoint}?${new URLSearchParams({ response_type: 'code',
  client_id: 'pathway-companion', redirect_uri: REDIRECT, scope: SCOPE, state: 's1', aud: fhir, ...more })}`;
const challenge = { code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' };

check('the trust file names the same FHIR base', async () => {
  const said = await addresses();
  fhir = said.Fhir;
  assert.equal((await (await fetch(said.Trust)).json()).fhir_base, fhir);
});
check('it declares R4 and where to sign in, without a token', async () => {
  assert.equal((await (await fetch(`${fhir}/metadata`)).json()).fhirVersion, '4.0.1');
  smart = await (await fetch(`${fhir}/.well-known/smart-configuration`)).json();
  assert.deepEqual(smart.code_challenge_methods_supported, ['S256']);
});
check('without a token nothing can be read', async () => {
  assert.equal((await fetch(`${fhir}/Patient/peer-person`)).status, 401);
});
check('sign-in without PKCE is refused', async () => {
  assert.equal((await browse(authorize({}))).get('error'), 'invalid_request');
});
check('sign-in with PKCE gives tokens, the patient and who signed in', async () => {
  const back = await browse(authorize(challenge));
  assert.equal(back.get('state'), 's1');
  const wrong = await form(smart.token_endpoint, { grant_type: 'authorization_code', code: back.get('code'),
    redirect_uri: REDIRECT, client_id: 'pathway-companion', code_verifier: randomBytes(32).toString('base64url') });
  assert.equal(wrong.status, 400, 'a wrong verifier must not do');
  const again = await browse(authorize(challenge));
  const reply = await form(smart.token_endpoint, { grant_type: 'authorization_code', code: again.get('code'),
    redirect_uri: REDIRECT, client_id: 'pathway-companion', code_verifier: verifier });
  tokens = await reply.json();
  assert.equal(reply.status, 200, JSON.stringify(tokens));
  assert.equal(tokens.patient, 'peer-person');
  const claims = JSON.parse(Buffer.from(tokens.id_token.split('.')[1], 'base64url'));
  assert.equal(claims.fhirUser, `${fhir}/Patient/peer-person`);
  assert.ok(tokens.scope.includes('patient/Goal.crs'), tokens.scope);
});
check('with the token the planted person can be read', async () => {
  const reply = await fetch(`${fhir}/Patient/peer-person`, { headers: auth() });
  assert.equal((await reply.json()).name[0].text, 'Peer Test');
});
check('a scope that was not granted is refused', async () => {
  const headers = auth();
  assert.equal((await fetch(`${fhir}/Consent?patient=peer-person`, { headers })).status, 403);
  assert.equal((await fetch(`${fhir}/Goal/x`, { method: 'DELETE', headers })).status, 403);
});
check('refresh rotates, and a used refresh token is refused', async () => {
  const ask = (token) => form(smart.token_endpoint, { grant_type: 'refresh_token', refresh_token: token, client_id: 'pathway-companion' });
  const first = tokens.refresh_token;
  const reply = await ask(first);
  assert.equal(reply.status, 200);
  const next = await reply.json();
  assert.notEqual(next.refresh_token, first);
  assert.equal(next.patient, 'peer-person');
  const reused = await ask(first);
  assert.equal(reused.status, 400);
  assert.equal((await reused.json()).error, 'invalid_grant');
  // A reused token ends the whole grant, so what follows signs in anew.
  assert.equal((await fetch(`${fhir}/Patient/peer-person`, { headers: { authorization: `Bearer ${next.access_token}` } })).status, 401);
  const back = await browse(authorize(challenge));
  tokens = await (await form(smart.token_endpoint, { grant_type: 'authorization_code', code: back.get('code'),
    redirect_uri: REDIRECT, client_id: 'pathway-companion', code_verifier: verifier })).json();
});
check('a conditional create arrives once: 201, then 200', async () => {
  const create = () => fetch(`${fhir}/Goal`, { method: 'POST',
    headers: { ...auth(), 'if-none-exist': 'identifier=urn:ietf:rfc:3986|urn:uuid:0192-a' },
    body: JSON.stringify({ resourceType: 'Goal', lifecycleStatus: 'proposed', description: { text: 'Walk' },
      identifier: [{ system: 'urn:ietf:rfc:3986', value: 'urn:uuid:0192-a' }], subject: { reference: 'Patient/peer-person' } }) });
  const [one, two] = [await create(), await create()];
  assert.deepEqual([one.status, two.status], [201, 200]);
  goal = await one.json();
  assert.equal((await two.json()).id, goal.id);
});
check('If-Match of an old version is refused with 412', async () => {
  await fetch(new URL('/control/put', fhir), { method: 'POST', body: JSON.stringify({ resourceType: 'Task', id: 'task-1',
    status: 'requested', intent: 'order', for: { reference: 'Patient/peer-person' } }) });
  const read = await fetch(`${fhir}/Task/task-1`, { headers: auth() });
  const task = await read.json();
  const put = (etag) => fetch(`${fhir}/Task/task-1`, { method: 'PUT', headers: { ...auth(), 'if-match': etag },
    body: JSON.stringify({ ...task, status: 'completed' }) });
  assert.equal((await put(read.headers.get('etag'))).status, 200);
  assert.equal((await put(read.headers.get('etag'))).status, 412);
});
check('_lastUpdated finds what is newer and nothing older', async () => {
  const search = async (q) => (await (await fetch(`${fhir}/Goal?${q}`, { headers: auth() })).json()).entry ?? [];
  assert.equal((await search('_lastUpdated=gt2020-01-01')).length, 1);
  assert.equal((await search('_lastUpdated=gt2199-01-01')).length, 0);
});
check('the control door shows what is held', async () => {
  const { resources: held } = await (await fetch(new URL('/control/resources?type=Goal', fhir))).json();
  assert.equal(held.length, 1);
  assert.equal(held[0].id, goal.id);
});
check('a revoked token opens nothing', async () => {
  await form(smart.revocation_endpoint, { token: tokens.access_token, client_id: 'pathway-companion' });
  assert.equal((await fetch(`${fhir}/Patient/peer-person`, { headers: auth() })).status, 401);
});

let failed = 0;
for (const [name, run] of checks) {
  try {
    await run();
    console.log(`ok    ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL  ${name}\n      ${String(error.message).replaceAll('\n', '\n      ')}`);
  }
}
console.log(`${checks.length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
