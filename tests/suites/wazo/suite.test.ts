import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { serverFlows } from '../../../suites/wazo/flows.ts';
import { judgedBy, serve } from '../judged.ts';
import { documentServer, type Otherwise, USERS } from './document-server.ts';

const account = (name: string) => ({ name, password: USERS[name] });

async function judge(t: TestContext, otherwise: Otherwise, wazo: object = {}) {
  const url = await serve(t, documentServer(otherwise));
  return judgedBy(serverFlows, url, { wazo: { user: account('ada'), ...wazo } });
}

const noTokens = { details: { reason: 'missing_permission_or_invalid_tenant' } };

/** Servers that keep every sentence of the document. */
const SOUND: { readonly [name: string]: Otherwise } = {
  'keeps the document and nothing more': {},
  'says more of a token than the document shows': { more: { acl: ['auth.users.me.tokens.read'], mfa: true } },
  'gives the token of a login again at the next': { isTokenGivenAgain: true },
  'folds the case of user names': {
    userFor: (name, password) => (USERS[name.toLowerCase()] === password ? name.toLowerCase() : undefined),
  },
  'trims passwords': { userFor: (name, password) => (USERS[name] === password.trim() ? name : undefined) },
  'folds the case of client_ids': { same: (one, other) => one.toLowerCase() === other.toLowerCase() },
  'lets users not delete their refresh tokens': { deletionStatus: 403 },
};

for (const [what, otherwise] of Object.entries(SOUND)) {
  test(`a server that ${what} keeps the document`, async (t) => {
    assert.deepEqual((await judge(t, otherwise, { otherUser: account('bob') })).red, []);
  });
}

test('a server that lets users not read their own list is asked for another resource, and is not red', async (t) => {
  const judged = await judge(t, { resource: (user) => [401, user ? noTokens : {}] });
  assert.deepEqual(judged.red, []);
  assert.match(judged.checks.get('wazo.access.token-accepted')?.skipFact ?? '', /^name a protected resource/);
});

const BROKEN: { readonly [name: string]: readonly [Otherwise, ...fails: string[]] } = {
  'gives offline tokens without credentials': [
    { withoutCredentials: ({ access_type }) => (access_type === 'offline' ? 'ada' : undefined) },
    'wazo.refresh.offline-needs-credentials',
  ],
  'compares eight characters of a password': [
    { userFor: (name, password) => (USERS[name]?.slice(0, 8) === password.slice(0, 8) ? name : undefined) },
    'wazo.token.wrong-password-refused',
  ],
  'ends a refresh token that is tried with another client_id': [
    { wrongClient: (tokens, token) => tokens.delete(token) },
    'wazo.refresh.survives-wrong-client',
  ],
  'opens its resource to nobody in particular': [{ resource: () => [200] }, 'wazo.access.authentication-needed'],
  'lets nobody in with a token': [{ resource: () => [401] }, 'wazo.access.token-accepted'],
};

for (const [what, [otherwise, ...fails]] of Object.entries(BROKEN)) {
  test(`a server that ${what} is found out, by one finding`, async (t) => {
    assert.deepEqual((await judge(t, otherwise, { otherUser: account('bob') })).ids('fail'), fails);
  });
}

/** Servers and target files of which nothing can be said: never green, and the cause is named. */
const UNKNOWN: readonly (readonly [what: string, id: string, says: RegExp, otherwise: Otherwise, wazo?: object])[] = [
  ['refuses every token with 403', 'wazo.access.token-accepted', /wazo\.resource/, { resource: () => [403] }],
  ['has no such resource', 'wazo.access.token-accepted', /wazo\.resource/, {}, { resource: '/api/auth/0.1/users/me' }],
  [
    'opens a resource that the target file names to everybody',
    'wazo.access.authentication-needed',
    /wazo\.resource/,
    { resource: () => [200] },
    { resource: '/api/auth/0.1/users/me/tokens' },
  ],
  [
    'does not know the other user of the target file',
    'wazo.access.acts-as-user',
    /wazo\.otherUser cannot log in/,
    {},
    { otherUser: { name: 'carl', password: 'x' } },
  ],
  ['did not delete', 'wazo.refresh.deleted-refused', /was not deleted/, { deletionStatus: 500 }],
];

for (const [what, id, says, otherwise, wazo] of UNKNOWN) {
  test(`a server that ${what} is neither green nor accused`, async (t) => {
    const judged = await judge(t, otherwise, wazo);
    assert.deepEqual(judged.ids('fail'), []);
    assert.equal(judged.checks.get(id)?.verdict, 'inconclusive');
    assert.match(judged.checks.get(id)?.message ?? '', says);
  });
}
