import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test, { after, before } from 'node:test';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { type RunningMock, startMockIdp } from '../../mock-idp/server.ts';
import { crm, goThroughLogin } from './person.ts';

const require = createRequire(import.meta.url);
let mock: RunningMock;
let issuer: string;
let resource: string;

before(async () => {
  mock = await startMockIdp();
  issuer = `${mock.url}/auth/realms/third-party`;
  resource = `${mock.url}/sipgate-api/v2/balance`;
});
after(() => mock.close());

async function statusWith(token: string): Promise<number> {
  return (await fetch(resource, { headers: { authorization: `Bearer ${token}` } })).status;
}

for (const [name, authentication] of [
  ['the form', openid.ClientSecretPost(crm.secret)],
  ['HTTP Basic', openid.ClientSecretBasic(crm.secret)],
] as const) {
  test(`openid-client logs in with PKCE, state and nonce, its secret in ${name}; refreshes, asks userinfo, revokes`, async () => {
    const config = await openid.discovery(new URL(issuer), crm.id, undefined, authentication, {
      execute: [openid.allowInsecureRequests],
    });
    const verifier = openid.randomPKCECodeVerifier();
    const [state, nonce] = [openid.randomState(), openid.randomNonce()];
    const url = openid.buildAuthorizationUrl(config, {
      redirect_uri: crm.redirectUri,
      scope: 'openid email balance:read',
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    const callback = await goThroughLogin(url.href, crm.redirectUri);
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
    const tokens = await openid.authorizationCodeGrant(config, callback, checks);
    const claims = tokens.claims();
    assert.equal(claims?.azp, crm.id);
    assert.equal(await statusWith(tokens.access_token), 200);
    const user = await openid.fetchUserInfo(config, tokens.access_token, String(claims?.sub));
    assert.equal(user.email, 'carla@example.com');

    const refreshed = await openid.refreshTokenGrant(config, String(tokens.refresh_token));
    assert.notEqual(refreshed.access_token, tokens.access_token);
    assert.notEqual(refreshed.refresh_token, tokens.refresh_token);
    assert.equal(await statusWith(refreshed.access_token), 200);

    const before = await openid.tokenIntrospection(config, refreshed.access_token);
    assert.equal(before.active, true);
    await openid.tokenRevocation(config, refreshed.access_token);
    assert.equal((await openid.tokenIntrospection(config, refreshed.access_token)).active, false);
    assert.equal(await statusWith(refreshed.access_token), 401);
  });
}

test('openid-client is told when the code was used before', async () => {
  const config = await openid.discovery(new URL(issuer), crm.id, undefined, openid.ClientSecretPost(crm.secret), {
    execute: [openid.allowInsecureRequests],
  });
  const url = openid.buildAuthorizationUrl(config, { redirect_uri: crm.redirectUri, scope: 'balance:read' });
  const callback = await goThroughLogin(url.href, crm.redirectUri);
  await openid.authorizationCodeGrant(config, callback);
  await assert.rejects(openid.authorizationCodeGrant(config, callback), { error: 'invalid_grant', status: 400 });
});

test('oauth4webapi logs in and verifies the signature of the id token', async () => {
  const insecure = { [oauth.allowInsecureRequests]: true };
  const url = new URL(issuer);
  const server = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, insecure));
  const client: oauth.Client = { client_id: crm.id };
  const verifier = oauth.generateRandomCodeVerifier();
  const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
  const authorization = new URL(String(server.authorization_endpoint));
  authorization.search = new URLSearchParams({
    client_id: crm.id,
    redirect_uri: crm.redirectUri,
    response_type: 'code',
    scope: 'openid balance:read',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  }).toString();
  const callback = await goThroughLogin(authorization.href, crm.redirectUri);
  const params = oauth.validateAuthResponse(server, client, callback, state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.ClientSecretPost(crm.secret),
    params,
    crm.redirectUri,
    verifier,
    insecure,
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: nonce,
    requireIdToken: true,
  });
  await oauth.validateApplicationLevelSignature(server, response, insecure);
  const got = await oauth.protectedResourceRequest(
    tokens.access_token,
    'GET',
    new URL(resource),
    undefined,
    undefined,
    insecure,
  );
  assert.equal(got.status, 200);
});

test('simple-oauth2 logs in, calls and refreshes', async () => {
  const { AuthorizationCode } = require('simple-oauth2');
  const base = '/auth/realms/third-party/protocol/openid-connect';
  const client = new AuthorizationCode({
    client: { id: crm.id, secret: crm.secret },
    auth: { tokenHost: mock.url, tokenPath: `${base}/token`, authorizePath: `${base}/auth` },
    options: { authorizationMethod: 'body' },
  });
  const url = client.authorizeURL({ redirect_uri: crm.redirectUri, scope: 'balance:read', state: 'abc' });
  const callback = await goThroughLogin(url, crm.redirectUri);
  const code = callback.searchParams.get('code');
  const token = await client.getToken({ code, redirect_uri: crm.redirectUri });
  assert.equal(await statusWith(token.token.access_token), 200);
  const refreshed = await token.refresh();
  assert.equal(await statusWith(refreshed.token.access_token), 200);
  await assert.rejects(client.getToken({ code, redirect_uri: crm.redirectUri }), /400/);
});

test('passport-oauth2 logs in', async () => {
  const { Strategy } = require('passport-oauth2');
  const at = (path: string) => `${issuer}/protocol/openid-connect${path}`;
  const verified = (
    accessToken: string,
    refreshToken: string,
    _profile: unknown,
    done: (e: null, user: object) => void,
  ) => done(null, { accessToken, refreshToken });
  const strategy = new Strategy(
    {
      authorizationURL: at('/auth'),
      tokenURL: at('/token'),
      clientID: crm.id,
      clientSecret: crm.secret,
      callbackURL: crm.redirectUri,
      scope: 'balance:read',
      state: false,
    },
    verified,
  );
  interface Outcome {
    readonly redirect?: string;
    readonly user?: { accessToken: string; refreshToken: string };
  }
  const authenticate = (query: Record<string, string>): Promise<Outcome> =>
    new Promise((resolve, reject) => {
      const run = Object.create(strategy);
      run.redirect = (redirect: string) => resolve({ redirect });
      run.success = (user: Outcome['user']) => resolve({ user });
      run.fail = (reason: unknown) => reject(new Error(JSON.stringify(reason)));
      run.error = reject;
      run.authenticate({ query, url: '/auth', headers: {}, session: {} }, {});
    });
  const { redirect } = await authenticate({});
  const callback = await goThroughLogin(String(redirect), crm.redirectUri);
  const { user } = await authenticate(Object.fromEntries(callback.searchParams));
  assert.equal(await statusWith(String(user?.accessToken)), 200);
  assert.ok(user?.refreshToken);
});
