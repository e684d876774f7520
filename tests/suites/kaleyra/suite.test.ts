import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import keys from '../../../fixtures/kaleyra/development-keys.json' with { type: 'json' };
import profiles from '../../../fixtures/kaleyra/profiles.json' with { type: 'json' };
import type { Flow } from '../../../suites/harness/flow/flow.ts';
import type { FlowResult } from '../../../suites/harness/model/verdict.ts';
import { targetOf } from '../../../suites/harness/target/load.ts';
import { clientFlows, serverFlows } from '../../../suites/kaleyra/flows.ts';
import { mockFor } from '../../mock-idp/mock-client.ts';
import { other, own } from '../../mock-idp/systems/kaleyra/client.ts';
import { verdictsOf } from '../../mutation/judge.ts';
import { runFlows } from '../../run-flows.ts';

const [user] = profiles.main.users;
const customer = { client: own, otherClient: other };

interface Options {
  readonly clock?: boolean;
  readonly peer?: string;
}

/** What flows make of a target. */
async function judge(
  url: string,
  flows: readonly Flow<never>[],
  kaleyra: object,
  { clock = true, peer = url }: Options = {},
): Promise<readonly FlowResult[]> {
  const target = targetOf({ url, capabilities: { clock }, timeoutMs: 5_000, kaleyra });
  const bounds = { settleMs: 50, quietMs: 150 };
  return runFlows(target, flows, { peer: { url: peer, publicUrl: peer }, bounds });
}

/** The requirements that do not simply hold, each with its verdict. */
function unusual(results: readonly FlowResult[]): Record<string, string> {
  const verdicts = [...verdictsOf(results.flatMap(({ checks }) => checks))];
  const others = verdicts.filter(([, verdict]) => verdict !== 'pass');
  return Object.fromEntries(others.map(([id, verdict]) => [id.replace('kaleyra.', ''), verdict]));
}

const noPassword = {
  'auth.password-grant': 'skip',
  'rfc.wrong-password-refused': 'skip',
  'rfc.unknown-user-refused': 'skip',
  'rfc.missing-password-refused': 'skip',
  'rfc.invalid-grant': 'skip',
};
const noHeaders = { 'auth.extra-headers': 'skip' };
const noClaims = { 'practice.token-claims-agree': 'skip' };
const noKey = { 'auth.algorithm': 'skip', 'auth.algorithm-verifies': 'skip', ...noClaims };
const noExpiresIn = { 'rfc.expires-in-number': 'skip' };
const encoded = (authAlgorithm: string, secret: string) => ({ authAlgorithm, key: { secret } });

/** The target file's words for each profile of the mock, and what the suite says of it besides passes. */
const shapes: Readonly<Record<string, readonly [settings: object, expected: object]>> = {
  rfc: [
    { grants: ['client_credentials', 'password'], user },
    { ...noHeaders, ...noKey },
  ],
  azure: [
    { callback: { url: '/kaleyra/azure/callback', method: 'GET' }, ...encoded('HS256', keys.secret) },
    { ...noHeaders, ...noPassword, 'rfc.expires-in-number': 'info' },
  ],
  epoch: [
    { expirationFieldPath: 'expires_on', expiration: 'epoch-seconds' },
    { ...noHeaders, ...noPassword, ...noKey },
  ],
  milliseconds: [
    { tokenFieldPath: 'data.auth.token', expirationFieldPath: 'data.auth.expires_at' },
    { ...noHeaders, ...noPassword, ...noKey, ...noExpiresIn },
  ],
  dates: [
    { tokenFieldPath: 'tokens[0].value', expirationFieldPath: 'tokens.0.until', expiration: 'iso' },
    { ...noHeaders, ...noPassword, ...noKey, ...noExpiresIn },
  ],
  encrypted: [encoded('dir', keys.secret.slice(0, 32)), { ...noHeaders, ...noPassword, ...noClaims }],
  flat: [
    { tokenFieldPath: 'auth.token', expirationFieldPath: 'auth.expires', fieldPaths: 'flat' },
    { ...noHeaders, ...noPassword, ...noKey, ...noExpiresIn },
  ],
  get: [
    { authMethod: 'GET', callback: { url: '/kaleyra/get/callback', method: 'GET' } },
    {
      ...noHeaders,
      ...noPassword,
      ...noKey,
      'rfc.basic-supported': 'skip',
      'rfc.basic-challenge': 'skip',
      'rfc.credentials-not-in-url': 'skip',
      'practice.content-type': 'skip',
    },
  ],
};

for (const [profile, [settings, expected]] of Object.entries(shapes)) {
  test(`a customer whose responses are of the shape ${profile} is judged by them`, async (t) => {
    const { url } = await mockFor(t);
    const callback = { url: `/kaleyra/${profile}/callback` };
    const kaleyra = { ...customer, authUrl: `/kaleyra/${profile}/auth`, callback, ...settings };
    assert.deepEqual(unusual(await judge(url, serverFlows, kaleyra)), expected);
  });
}

for (const credentials of ['json', 'basic']) {
  test(`credentials may be sent as ${credentials}`, async (t) => {
    const { url } = await mockFor(t);
    const kaleyra = {
      ...customer,
      credentials,
      authUrl: '/kaleyra/rfc/auth',
      callback: { url: '/kaleyra/rfc/callback' },
    };
    const found = unusual(await judge(url, serverFlows, kaleyra));
    assert.deepEqual(
      Object.entries(found).filter(([, verdict]) => verdict !== 'skip'),
      [],
    );
  });
}

test('what the target file says wrongly fails at its own place alone', async (t) => {
  const { url } = await mockFor(t);
  const good = { ...customer, authUrl: '/kaleyra/rfc/auth', callback: { url: '/kaleyra/rfc/callback' } };
  const cases: [object, string][] = [
    [{ client: { ...own, secret: 'wrong' } }, 'auth.issues-token'],
    [{ tokenFieldPath: 'token' }, 'auth.token-at-path'],
    [{ expirationFieldPath: 'lifetime' }, 'auth.expiry-at-path'],
    [{ expiration: 'iso' }, 'auth.expiry-usable'],
    [{ authAlgorithm: 'RS256' }, 'auth.algorithm'],
    [{ callback: { url: '/kaleyra/epoch/callback' } }, 'callback.live-token-accepted'],
  ];
  for (const [wrong, id] of cases) {
    const found = unusual(await judge(url, serverFlows, { ...good, ...wrong }));
    const failed = Object.entries(found).filter(([, verdict]) => ['fail', 'warn', 'error'].includes(verdict));
    assert.deepEqual(failed, [[id, 'fail']], JSON.stringify(wrong));
  }
});

test('in real time short lifetimes are waited for, long ones are not', async (t) => {
  const config = { kaleyra: { profiles: { short: { lifetime: 2 }, long: { lifetime: 60 } } } };
  const { url } = await mockFor(t, { config });
  const flows = serverFlows.filter(({ judges }) =>
    judges.some((id) => /issues-token|token-reusable|expired-token-refused/.test(id)),
  );
  const run = (profile: string, more: object = {}) =>
    judge(
      url,
      flows,
      { client: own, authUrl: `/kaleyra/${profile}/auth`, callback: { url: `/kaleyra/${profile}/callback` }, ...more },
      { clock: false },
    );
  const skipped = { ...noHeaders, ...noClaims, 'auth.password-grant': 'skip' };
  assert.deepEqual(unusual(await run('short')), skipped);
  const tooLong = { 'callback.valid-for-duration': 'skip', 'callback.expired-token-refused': 'skip' };
  assert.deepEqual(unusual(await run('long')), { ...skipped, ...tooLong });
  const { 'callback.expired-token-refused': _, ...known } = { ...skipped, ...tooLong };
  assert.deepEqual(unusual(await run('long', { expiredToken: 'one-that-is-over' })), known);
});

test('a platform is judged in real time too, and where it means things otherwise', async (t) => {
  const { url } = await mockFor(t);
  const platform = { trigger: { url: '/kaleyra/platform/callbacks' }, grants: ['client_credentials'] };
  const found = unusual(await judge(url, clientFlows, { platform }, { clock: false }));
  const informed = {
    'platform.only-where-enabled': 'skip',
    'platform.password-grant': 'skip',
    'practice.platform-epoch-seconds': 'info',
    'practice.platform-epoch-milliseconds': 'info',
    'practice.platform-unusable-expiration': 'info',
  };
  assert.deepEqual(found, informed);
  const otherwise = { variables: false, redirects: 'follow', after401: 'give-up', concurrency: 'any' };
  const faulty = `${url}/~fault/kaleyra.client.gives-up-on-401`;
  const skipped = unusual(await judge(faulty, clientFlows, { platform: { ...platform, ...otherwise } }, { peer: url }));
  assert.deepEqual(skipped, {
    ...informed,
    'practice.platform-variables': 'skip',
    'practice.platform-auth-redirect': 'skip',
    'practice.platform-callback-redirect': 'skip',
  });
});

test('a command can be the trigger, and one that does nothing is told from a platform that does wrong', async (t) => {
  const { url } = await mockFor(t);
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-trigger-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const script = join(folder, 'send.mjs');
  writeFileSync(
    script,
    `const names = ['profile', 'grant', 'authMethod', 'authUrl', 'clientId', 'clientSecret', 'username', 'password', 'tokenFieldPath',
       'expirationFieldPath', 'authAlgorithm', 'authHeaders', 'callbackMethod', 'callbackUrl', 'callbackHeaders', 'callbackBody', 'variables'];
     const value = (name) => process.env['TOLLGATE_' + name.replace(/[A-Z]/g, '_$&').toUpperCase()];
     const body = JSON.stringify(Object.fromEntries(names.map((name) => [name, value(name)])));
     await fetch('${url}/kaleyra/platform/callbacks', { method: 'POST', body });`,
  );
  const first = clientFlows.slice(0, 1);
  const platform = (command: string) => ({ platform: { trigger: { command }, grants: ['client_credentials'] } });
  const acting = await judge(url, first, platform(`${process.execPath} ${script}`));
  assert.deepEqual(unusual(acting), {});
  const idle = Object.values(unusual(await judge(url, first, platform('true'))));
  assert.ok(idle.length > 10 && idle.every((verdict) => verdict === 'inconclusive'), idle.join());
});

test('nothing secret is in what a run leaves', async (t) => {
  const { url } = await mockFor(t);
  const kaleyra = {
    ...customer,
    user,
    grants: ['client_credentials', 'password'],
    authUrl: '/kaleyra/main/auth',
    authHeaders: Object.entries(profiles.main.auth.headers)
      .map((pair) => pair.join(': '))
      .join('\n'),
    tokenFieldPath: profiles.main.response.tokenFieldPath,
    expirationFieldPath: profiles.main.response.expirationFieldPath,
    callback: { url: '/kaleyra/main/callback' },
    platform: { trigger: { url: '/kaleyra/platform/callbacks' }, grants: ['client_credentials', 'password'] },
  };
  const left = JSON.stringify(await judge(url, [...serverFlows, ...clientFlows], kaleyra));
  const secrets = [own.secret, other.secret, user?.password ?? '', ...Object.values(profiles.main.auth.headers)];
  for (const secret of secrets) {
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
      assert.ok(!left.includes(form), form);
    }
  }
  const journal = (await (await fetch(`${url}/_control/journal?limit=2000`)).text()).replaceAll('\\"', '"');
  const tokens = [...journal.matchAll(/Bearer ([\w.~+/=-]{20,})/g)].map(([, token]) => token ?? '');
  assert.ok(tokens.length > 50);
  for (const token of tokens) assert.ok(!left.includes(token), `the token ${token}`);
  assert.match(left, /<access_token#\d+>/);
});
