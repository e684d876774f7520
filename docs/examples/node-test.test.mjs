import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startMockIdp } from 'tollgate';

let idp;
before(async () => {
  idp = await startMockIdp();
});
after(() => idp.close());

test('a token is good for an hour', async () => {
  const [alice] = idp.wazo.users;
  const { data } = await idp.mint({ system: 'wazo', user: alice.username, expiration: 3600 });
  const look = (headers = {}) => fetch(`${idp.wazo.url}/token/${data.token}`, { headers });
  assert.equal((await look()).status, 200);
  assert.equal((await look(idp.at('+61m'))).status, 404);
  const requests = await idp.journal.waitFor({ path: /\/token\// }, { times: 2 });
  assert.deepEqual(
    requests.map(({ response }) => response.status),
    [200, 404],
  );
});
