// The sign-in half of the peer: `oidc-provider`, a certified OpenID server, set up as a SMART trust would set it up.
import { randomBytes, generateKeyPairSync } from 'node:crypto';
import Provider from 'oidc-provider';
import { GRANTABLE } from './scopes.mjs';

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'peer-1' };
}

const page = (uid, params) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in</title>
<h1>Independent sign-in</h1><p>Not for real records.</p>
<form method="post" action="/interaction/${uid}"><button type="submit">Sign in and allow</button></form>
<p>${String(params.scope).replace(/[<&]/g, '')}</p></html>`;

/**
 * @param {object} settings issuer, patient (id), fhirUser, redirects, accessSeconds
 * @returns {{provider: Provider, handle: (req, res) => void, scopesOf: (bearer: string) => Promise<string[]|null>,
 *   signInNext: (fhirUser: string) => void}}
 */
export function openId({ issuer, patient, fhirUser, redirects, accessSeconds }) {
  // Who signs in when the button is pressed: the patient, or somebody who supports them.
  let who = fhirUser;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: 'pathway-companion',
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: redirects,
    }],
    scopes: GRANTABLE,
    claims: { openid: ['sub'], fhirUser: ['fhirUser'] },
    conformIdTokenClaims: false,
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomBytes(24).toString('hex')] },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
    ttl: { AccessToken: accessSeconds, AuthorizationCode: 60, IdToken: 600, Grant: 86400, Interaction: 600,
      Session: 86400, RefreshToken: 86400 },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, fhirUser: id }) }),
  });

  // SMART gives the patient in context beside the tokens, which plain OpenID does not know.
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.oidc?.route === 'token' && ctx.body?.access_token) ctx.body.patient = patient;
  });

  // Nobody is asked anything: one press of the button signs in and grants what was asked.
  async function interaction(req, res) {
    const { uid, params } = await provider.interactionDetails(req, res);
    if (req.method !== 'POST') {
      res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      return res.end(page(uid, params));
    }
    const grant = new provider.Grant({ accountId: who, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    const result = { login: { accountId: who }, consent: { grantId: await grant.save() } };
    return provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
  }

  const callback = provider.callback();
  function handle(req, res) {
    if (req.url.startsWith('/interaction/')) {
      interaction(req, res).catch((error) => { res.writeHead(400); res.end(String(error.message)); });
      return;
    }
    // OpenID gives offline_access only with prompt=consent; SMART apps do not send a prompt.
    if (req.url.startsWith('/auth?') && !/[?&]prompt=/.test(req.url)) req.url += '&prompt=consent';
    callback(req, res);
  }

  async function scopesOf(bearer) {
    const token = await provider.AccessToken.find(bearer);
    return token && !token.isExpired ? [...token.scopes] : null;
  }

  const signInNext = (another) => { who = another; };
  return { provider, handle, scopesOf, signInNext };
}
