import assert from 'node:assert/strict';
import test from 'node:test';
import bundled from '../../../../fixtures/targets/bundled-mock.json' with { type: 'json' };
import { verdictsAgainst } from '../../../interop/verdicts.ts';
import { mockFor } from '../../mock-client.ts';

/** How today's Keycloak departs from the RFCs and from the document's samples: warnings, and no more. */
const warns = {
  'sipgate.answer.id-token': 'an id_token comes with the scope openid only',
  'sipgate.refreshed.id-token': 'an id_token comes with the scope openid only',
  'sipgate.rfc.empty-is-omitted':
    'an empty code is looked up: invalid_grant, not invalid_request (RFC 6749 section 3.2)',
  'sipgate.practice.pkce-plain': 'a client that sets no method may use plain',
  'sipgate.practice.refresh-rotation': 'revokeRefreshToken is off unless it is switched on',
  'sipgate.practice.same-client-refusal':
    'a wrong secret is reported as unauthorized_client, an unknown client as invalid_client',
  'sipgate.rfc.invalid-client-challenge': 'a 401 has no WWW-Authenticate (RFC 6749 section 5.2)',
  'sipgate.rfc.invalid-client-error': 'a wrong secret is reported as unauthorized_client (RFC 6749 section 5.2)',
  'sipgate.rfc.one-client-authentication': 'of two credentials the form wins (RFC 6749 section 2.3)',
};

test("Keycloak's answers end with no fail, and with the warnings that are known of it", async (t) => {
  const { url } = await mockFor(t, { config: { sipgate: { preset: 'keycloak' } } });
  const verdicts = await verdictsAgainst(url, { ...bundled.sipgate, login: 'http' });
  const remarkable = [...verdicts].filter(([, { verdict }]) => !['pass', 'skip', 'info'].includes(verdict));
  assert.deepEqual(
    remarkable.map(([id, { verdict }]) => `${verdict} ${id}`).sort(),
    Object.keys(warns)
      .map((id) => `warn ${id}`)
      .sort(),
  );
});
