// An independent trust for tests: another project's FHIR R4 server behind another project's OpenID server.
//   node server.mjs [--seeds FILE] [--port 0] [--patient ID] [--redirect URI]… [--access-seconds 300]
//     [--public URL: where others reach it, if something stands before it] [--plain: it declares only that it can be asked]
// It prints two lines, `Trust: …` and `Fhir: …`, when it can be asked. Loopback only. Not for real records.
import http from 'node:http';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fhirServer, learnR4 } from './fhir.mjs';
import { openId } from './openid.mjs';

const { values } = parseArgs({ options: {
  seeds: { type: 'string' }, port: { type: 'string', default: '0' }, patient: { type: 'string', default: 'peer-person' },
  redirect: { type: 'string', multiple: true }, 'access-seconds': { type: 'string', default: '300' },
  public: { type: 'string' }, plain: { type: 'boolean', default: false },
} });
const redirects = values.redirect ?? ['http://127.0.0.1/callback', 'https://pathway-companion.example/signed-in'];

const listen = (server, port) => new Promise((ready, fail) => {
  server.once('error', fail);
  server.listen(port, '127.0.0.1', () => ready(`http://127.0.0.1:${server.address().port}`));
});

async function bodyOf(req) {
  let body = '';
  for await (const piece of req) body += piece;
  return body;
}

const front = http.createServer();
const door = http.createServer();
const [origin, issuer] = await Promise.all([listen(front, Number(values.port)), listen(door, 0)]);
const base = `${(values.public ?? origin).replace(/\/$/, '')}/fhir`;

learnR4();
const { handle: signIn, scopesOf, signInNext } = openId({ issuer, patient: values.patient, fhirUser: `${base}/Patient/${values.patient}`,
  redirects, accessSeconds: Number(values['access-seconds']) });
const fhir = fhirServer({ base, issuer, scopesOf, plain: values.plain });
await fhir.put({ resourceType: 'Patient', id: values.patient, active: true, birthDate: '1996-04-02',
  name: [{ use: 'official', text: 'Peer Test', family: 'Test', given: ['Peer'] }] });
if (values.seeds) await fhir.put(JSON.parse(readFileSync(values.seeds, 'utf8')));

const trust = {
  id: 'independent-peer', name: 'Independent test trust', fhir_base: base, client_id: 'pathway-companion',
  redirect: redirects[0], role_label: 'care coordinator', check_by: '2099-01-01', languages: ['en-GB'],
  codes_base: 'https://pathway-companion.example/fhir',
  crisis: {
    check_by: '2099-01-01',
    entries: [{ id: 'trust', order: 1, label: 'Your team', uri: 'tel:01632960000', plain: 'Call your team.', hours: '24/7' }],
  },
  release: { cluster: true, clinician_ratings: false }, send_scores: true, notification_name: 'Messages',
};

const send = (res, status, json) => {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  res.end(JSON.stringify(json));
};

front.on('request', async (req, res) => {
  const url = new URL(req.url, origin);
  const body = await bodyOf(req);
  try {
    if (req.url === '/trust.json') return send(res, 200, trust);
    if (url.pathname === '/control/put' && req.method === 'POST') return send(res, 200, { put: await fhir.put(JSON.parse(body)) });
    if (url.pathname === '/control/as' && req.method === 'POST') {
      signInNext(`${base}/${JSON.parse(body).reference}`);
      return send(res, 200, {});
    }
    if (url.pathname === '/control/delete' && req.method === 'POST') return send(res, 200, await fhir.take(JSON.parse(body)));
    if (url.pathname === '/control/resources') return send(res, 200, { resources: await fhir.all(url.searchParams.get('type')) });
    if (req.url.startsWith('/fhir')) return await fhir.handle(req, res, req.url.slice('/fhir'.length) || '/', body);
    return send(res, 404, { error: 'not here' });
  } catch (error) {
    return send(res, 400, { error: String(error.message) });
  }
});
door.on('request', signIn);

console.log(`Trust: ${origin}/trust.json`);
console.log(`Fhir: ${base}`);
