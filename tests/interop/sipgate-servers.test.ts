import assert from 'node:assert/strict';
import test from 'node:test';
import { nodeOAuth2Server, type OtherServer, plainOidcProvider, sharedTarget } from './other-servers.ts';
import { verdictsAgainst } from './verdicts.ts';

/** What the suite is expected to find, each with the rule that explains it. */
type Expected = Readonly<Record<string, readonly [verdict: string, why: string]>>;

const missingMembers = (names: readonly string[]): Expected =>
  Object.fromEntries(
    ['answer', 'refreshed'].flatMap((kind) =>
      names.map((name) => [`sipgate.${kind}.${name}`, ['warn', 'a member that only Keycloak sends']] as const),
    ),
  );

const plainExpected: Expected = {
  'sipgate.login.wrong-password': ['fail', 'its login page for development lets everybody in'],
  'sipgate.login.unknown-user': ['fail', 'its login page for development lets everybody in'],
  'sipgate.rfc.login-not-framed': ['warn', 'its pages for development have no frame-ancestors (RFC 9700 section 4.16)'],
  'sipgate.rfc.consent-not-framed': [
    'warn',
    'its pages for development have no frame-ancestors (RFC 9700 section 4.16)',
  ],
  'sipgate.rfc.no-referrer': ['warn', 'it sends no Referrer-Policy (RFC 9700 section 4.2.4)'],
  'sipgate.rfc.token-pragma': ['warn', 'it sends Cache-Control alone (RFC 6749 section 5.1 asks for Pragma as well)'],
  ...missingMembers(['refresh-expires-in', 'session-state', 'not-before-policy']),
};

const nodeExpected: Expected = {
  'sipgate.authorization.redirect-uri-needed': [
    'warn',
    'it takes the only URI that is registered (RFC 6749 section 3.1.2.3)',
  ],
  'sipgate.consent.asked': ['inconclusive', 'no page asks, and no otherScope tells a consent that was given before'],
  'sipgate.consent.denied-no-code': ['inconclusive', 'without a consent page nothing can be denied'],
  'sipgate.rfc.consent-denied': ['inconclusive', 'without a consent page nothing can be denied'],
  'sipgate.rfc.consent-not-framed': ['inconclusive', 'without a consent page there is nothing to frame'],
  'sipgate.rfc.login-not-framed': ['warn', 'the page around the library sends no such header'],
  'sipgate.rfc.no-referrer': ['warn', 'the library sends no Referrer-Policy (RFC 9700 section 4.2.4)'],
  'sipgate.practice.pages-not-stored': ['warn', 'the page around the library sends no Cache-Control'],
  'sipgate.rfc.bearer-any-case': ['warn', 'it takes the scheme by its case (RFC 9110 section 11.1 does not)'],
  'sipgate.rfc.iss': ['warn', 'it does not know RFC 9207'],
  'sipgate.rfc.authorization-repeated-parameter': ['warn', 'of a repeated parameter it is given one value'],
  'sipgate.rfc.repeated-parameter': ['warn', 'of a repeated parameter it is given one value'],
  'sipgate.rfc.error-no-store': ['warn', 'it sends Cache-Control with tokens only'],
  'sipgate.rfc.basic': ['warn', 'it does not percent-decode Basic credentials (RFC 6749 section 2.3.1)'],
  'sipgate.rfc.basic-any-case': ['inconclusive', 'it does not take Basic'],
  'sipgate.rfc.invalid-client-challenge': ['inconclusive', 'it does not take Basic'],
  'sipgate.rfc.one-client-authentication': ['inconclusive', 'it does not take Basic'],
  'sipgate.rfc.code-replay-revokes': ['warn', 'it refuses the replayed code and no more (RFC 6749 section 4.1.2)'],
  'sipgate.rfc.refresh-replay-ends-family': [
    'warn',
    'it refuses the replaced token and no more (RFC 9700 section 4.14.2)',
  ],
  ...missingMembers(['refresh-expires-in', 'id-token', 'session-state', 'not-before-policy']),
};

async function found(server: OtherServer, more: object): Promise<Record<string, string>> {
  try {
    const verdicts = await verdictsAgainst(server.url, { ...sharedTarget, ...more });
    const remarkable = [...verdicts].filter(([, { verdict }]) => !['pass', 'info', 'skip'].includes(verdict));
    return Object.fromEntries(remarkable.map(([id, { verdict }]) => [id, verdict]));
  } finally {
    await server.close();
  }
}

const verdictsOf = (expected: Expected) =>
  Object.fromEntries(Object.entries(expected).map(([id, [verdict]]) => [id, verdict]));

test('a plain oidc-provider is judged as its rules say', async () => {
  const more = { scope: 'openid balance:read groups:read', otherScope: 'account:read' };
  assert.deepEqual(sorted(await found(await plainOidcProvider(), more)), sorted(verdictsOf(plainExpected)));
});

test('@node-oauth/oauth2-server is judged as its rules say', async () => {
  const more = { scope: 'balance:read groups:read' };
  assert.deepEqual(sorted(await found(await nodeOAuth2Server(), more)), sorted(verdictsOf(nodeExpected)));
});

function sorted(verdicts: Record<string, string>): [string, string][] {
  return Object.entries(verdicts).sort(([a], [b]) => (a < b ? -1 : 1));
}
