import assert from 'node:assert/strict';
import test from 'node:test';
import { mockFor, send } from '../mock-idp/mock-client.ts';
import { fuzz } from './fuzz.ts';

test('no request makes the mock itself fail', async () => {
  assert.deepEqual(await fuzz(Number(process.env.FUZZ_SEED ?? 1), 3_000), []);
});

test('requests that once failed have the response that a client can mend', async (t) => {
  const { url } = await mockFor(t);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const deep = (depth: number) => `${'{"data":'.repeat(depth)}1${'}'.repeat(depth)}`;
  const cases: [string, Parameters<typeof send>, number][] = [
    ['a realm with a query', [`${url}/auth/realms/third-party?x=1`], 200],
    ['two tokens in the query', [`${url}/v2/auth/apps?auth_token=a&auth_token=b`], 401],
    ['a Host that is none', [`${url}/kaleyra/main/callback`, 'POST', { headers: { host: 'a:b:c' } }], 401],
    [
      'a method that the token endpoint does not take, below a fault',
      [
        `${url}/~fault/sipgate.server.wrong-secret-403/auth/realms/third-party/protocol/openid-connect/token`,
        'PUT',
        { headers: form, body: 'a=b' },
      ],
      404,
    ],
    [
      'deep JSON',
      [`${url}/v2/user_auth`, 'PUT', { body: deep(5_000), headers: { 'content-type': 'application/json' } }],
      400,
    ],
  ];
  for (const [name, sending, status] of cases) assert.equal((await send(...sending)).status, status, name);
});
