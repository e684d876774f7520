import { startMockIdp } from 'tollgate';
import { expect, test } from 'vitest';

test('an access token has the claims that the test wants', async () => {
  await using idp = await startMockIdp();
  const { access_token } = await idp.mint({
    system: 'sipgate',
    type: 'access_token',
    client: 'dev',
    user: 'carla',
    scope: 'balance:read',
    claims: { department: 'ops' },
  });
  const claims = JSON.parse(Buffer.from(access_token.split('.')[1] ?? '', 'base64url').toString());
  expect(claims).toMatchObject({ iss: idp.sipgate.issuer, department: 'ops' });
});
