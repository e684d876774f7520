import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import OAuth2Server from '@node-oauth/oauth2-server';
import * as oauth from 'oauth4webapi';
// @ts-expect-error: the package has no types
import { ClientCredentials, ResourceOwnerPassword } from 'simple-oauth2';
import profiles from '../../fixtures/kaleyra/profiles.json' with { type: 'json' };
import { targetOf } from '../../suites/harness/target/load.ts';
import { serverFlows } from '../../suites/kaleyra/flows.ts';
import { mockFor } from '../mock-idp/mock-client.ts';
import { callBack, own } from '../mock-idp/systems/kaleyra/client.ts';
import { verdictsOf } from '../mutation/judge.ts';
import { checksIn, runFlows } from '../run-flows.ts';

const [user] = profiles.main.users;

test('simple-oauth2 gets tokens from the mock customer by both grants', async (t) => {
  const { url } = await mockFor(t);
  for (const authorizationMethod of ['header', 'body'] as const) {
    const config = {
      client: own,
      auth: { tokenHost: url, tokenPath: '/kaleyra/rfc/auth' },
      options: { authorizationMethod },
    };
    const byClient = await new ClientCredentials(config).getToken({});
    const byUser = await new ResourceOwnerPassword(config).getToken({
      username: user?.name ?? '',
      password: user?.password ?? '',
    });
    for (const { token } of [byClient, byUser]) {
      assert.equal(token.expires_in, 3600);
      assert.equal((await callBack(url, 'rfc', `Bearer ${token.access_token}`)).status, 200);
    }
    const wrong = { ...config, client: { id: own.id, secret: 'wrong' } };
    await assert.rejects(new ClientCredentials(wrong).getToken({}), /401/);
  }
});

test('oauth4webapi accepts the mock customer, which checks answers against the RFC', async (t) => {
  const { url } = await mockFor(t);
  const server = { issuer: url, token_endpoint: `${url}/kaleyra/rfc/auth` };
  const client = { client_id: own.id };
  const request = (secret: string) =>
    oauth.clientCredentialsGrantRequest(server, client, oauth.ClientSecretPost(secret), new URLSearchParams(), {
      [oauth.allowInsecureRequests]: true,
    });
  const response = await oauth.processClientCredentialsResponse(server, client, await request(own.secret));
  assert.equal(response.token_type, 'bearer');
  await assert.rejects(
    oauth.processClientCredentialsResponse(server, client, await request('wrong')).then(() => undefined),
    oauth.ResponseBodyError,
  );
});

test("the suite judges a customer that is not ours: @node-oauth/oauth2-server's token endpoint", async (t) => {
  const { url } = await mockFor(t);
  const customer = await foreignCustomer();
  t.after(customer.close);
  const target = targetOf({
    url: customer.url,
    kaleyra: {
      client: own,
      user,
      grants: ['client_credentials', 'password'],
      authUrl: '/auth',
      callback: { url: '/callback' },
    },
  });
  const options = { peer: { url, publicUrl: url }, bounds: { settleMs: 50 } };
  const verdicts = verdictsOf(checksIn(await runFlows(target, serverFlows, options)));
  const broken = [...verdicts].filter(([, verdict]) => ['fail', 'error', 'inconclusive'].includes(verdict));
  assert.deepEqual(broken, []);
  for (const id of ['auth.issues-token', 'auth.password-grant', 'auth.no-refresh', 'callback.unknown-token-refused']) {
    assert.equal(verdicts.get(`kaleyra.${id}`), 'pass', id);
  }
});

/** A customer made of another project's OAuth server, with tokens in memory that live two seconds. */
async function foreignCustomer(): Promise<{ url: string; close: () => void }> {
  const tokens = new Map<string, OAuth2Server.Token>();
  const client = { id: own.id, grants: ['client_credentials', 'password'] };
  const model = {
    getClient: async (id: string, secret: string) => id === own.id && secret === own.secret && client,
    getUser: async (name: string, password: string) => name === user?.name && password === user?.password && { name },
    getUserFromClient: async () => ({ name: 'callbacks' }),
    saveToken: async (token: OAuth2Server.Token, of: OAuth2Server.Client, who: OAuth2Server.User) => {
      const saved = { ...token, refreshToken: undefined, client: of, user: who };
      tokens.set(token.accessToken, saved);
      return saved;
    },
    getAccessToken: async (token: string) => tokens.get(token),
  };
  const server = new OAuth2Server({ model: model as never, accessTokenLifetime: 2 });
  const http = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const { pathname, searchParams } = new URL(req.url ?? '/', 'http://localhost');
    const isForm = req.headers['content-type'] === 'application/x-www-form-urlencoded';
    const text = Buffer.concat(chunks).toString();
    const request = new OAuth2Server.Request({
      method: req.method ?? 'GET',
      headers: req.headers as Record<string, string>,
      query: Object.fromEntries(searchParams),
      body: isForm ? Object.fromEntries(new URLSearchParams(text)) : {},
    });
    const response = new OAuth2Server.Response(res);
    try {
      if (pathname === '/auth') await server.token(request, response);
      else await server.authenticate(request, response);
    } catch (error) {
      const { code = 500, name } = error as { code?: number; name: string };
      response.status = code;
      response.body ??= { error: name };
    }
    res.writeHead(response.status ?? 200, { 'content-type': 'application/json', ...response.headers });
    res.end(JSON.stringify(response.body ?? {}));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => void http.close() };
}
