import { altered, type Change, except, instead, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { scene } from '../../../frame/scene.ts';
import { grants } from '../acl.ts';
import { accessToken } from '../authorize.ts';
import { plainError, tokenError } from '../responses.ts';
import type { Call } from '../service.ts';
import { type AccessToken, dropRefresh, liveAccesses } from '../store.ts';
import {
  checkScopes,
  deleteToken,
  getToken,
  has,
  idIn,
  lookedUp,
  noSuchToken,
  readScopes,
  scopeDenied,
  scopesRequest,
  seesTenant,
  tokenNamed,
} from '../token-resource.ts';
import { rememberingRevoked, revokedTokens } from './changes.ts';
import { strangersUuid } from './people.ts';

/** Finds a token at such a path also where there is no live one. */
const finding = (token: (call: Call) => AccessToken | undefined): Change =>
  altered(tokenNamed, (found, call) => found ?? token(call));

/** Reads access lists otherwise at the token resource. */
const reading = (read: (acl: readonly string[]) => readonly string[]): Change =>
  instead(has, (honest) => (call, token, access) => honest(call, { ...token, acl: read(token.acl) }, access));

const without = (isSuch: (entry: string) => boolean): Change => reading((acl) => acl.filter((entry) => !isSuch(entry)));

/** Revokes tokens, and does something besides. */
const revoking = (besides: (call: Call, token: AccessToken | undefined) => void): Change =>
  instead(deleteToken, (honest) => (call) => {
    const token = call.service.store().access.get(idIn(call));
    honest(call);
    besides(call, token);
  });

const refuse401 = () => {
  throw tokenError(401, 'No such token');
};

/** Whether scopes are checked for a body, and not looked up in a query. */
function isScopesCheck({ ctx }: Call): boolean {
  return ctx.method === 'POST';
}

/** Faults of the token resource: look-ups, checks of scopes and revocation. */
export const tokenResourceFaults = faultsOf('wazo.server', {
  'get-token-without-token': [
    'GET of a live token answers without data.token.',
    'wazo.vendor.get-token',
    altered(lookedUp, ({ token: _, metadata, ...data }) => ({ ...data, metadata })),
  ],
  'head-token-200': [
    'HEAD of a live token is answered with 200.',
    'wazo.vendor.head-token',
    except(
      getToken,
      ({ ctx }) => ctx.method === 'HEAD',
      (honest, call) => {
        honest(call);
        call.ctx.status = 200;
      },
    ),
  ],
  'get-token-of-another-user': [
    "GET of a token shows somebody else's auth_id.",
    'wazo.vendor.get-token-same-data',
    altered(lookedUp, (data) => ({ ...data, auth_id: strangersUuid })),
  ],
  'get-token-shows-refresh-token': [
    'GET of a token shows its refresh token.',
    'wazo.vendor.get-token-hides-refresh-token',
    altered(lookedUp, (data, { refreshToken }) => (refreshToken ? { ...data, refresh_token: refreshToken } : data)),
  ],
  'get-revoked-token': [
    'A revoked token can still be looked up.',
    'wazo.vendor.get-revoked-token',
    together(
      rememberingRevoked,
      finding((call) => revokedTokens().get(idIn(call))),
    ),
  ],
  'get-expired-token': [
    'An expired token can still be looked up.',
    'wazo.vendor.get-expired-token',
    finding((call) => call.service.store().access.get(idIn(call))),
  ],
  'get-refresh-token': [
    'A refresh token can be looked up as a token.',
    'wazo.vendor.get-refresh-token',
    finding((call) => {
      const store = call.service.store();
      const refresh = store.refresh.get(idIn(call));
      return refresh && liveAccesses(store, refresh.userUuid)[0];
    }),
  ],
  'get-unknown-token-401': [
    'GET of a token that does not exist is answered with 401.',
    'wazo.vendor.get-unknown-token',
    except(getToken, (call) => call.ctx.method === 'GET' && !tokenNamed(call), refuse401),
  ],
  'scopes-check-unknown-token-401': [
    'scopes/check of an unknown token is answered with 401.',
    'wazo.vendor.scopes-check-unknown-token',
    except(checkScopes, (call) => !tokenNamed(call), refuse401),
  ],
  'scope-unchecked': [
    '?scope= is not looked at.',
    'wazo.vendor.scope-denied',
    altered(has, (granted, call) => granted || !isScopesCheck(call)),
  ],
  'scope-denied-401': [
    'A scope that was not granted is answered with 401.',
    'wazo.vendor.scope-denied-status',
    altered(scopeDenied, (_refused, access) => tokenError(401, `Unauthorized for ${access}`)),
  ],
  'scope-beyond-ascii-400': [
    'A scope beyond ASCII is answered with 400.',
    'wazo.vendor.scope-beyond-ascii',
    except(
      has,
      (call, _token, access) => !isScopesCheck(call) && /[^\0-\x7f]/.test(access),
      () => {
        throw plainError(400, 'bad scope');
      },
    ),
  ],
  'scope-hash-literal': [
    '# in an access list stands for itself.',
    'wazo.vendor.scope-many-words',
    without((entry) => entry.includes('#')),
  ],
  'scope-star-literal': [
    '* in an access list stands for itself.',
    'wazo.vendor.scope-one-word',
    without((entry) => entry.includes('*')),
  ],
  'scope-star-many': [
    '* in an access list stands for any number of words.',
    'wazo.vendor.scope-one-word',
    reading((acl) => acl.map((entry) => entry.replaceAll('*', '#'))),
  ],
  'scope-me-literal': [
    'me in an access list stands for itself.',
    'wazo.vendor.scope-me',
    altered(has, (_granted, _call, { acl, sessionUuid }, access) =>
      grants(acl, access, { userUuid: 'me', sessionUuid }),
    ),
  ],
  'scope-me-anybody': [
    'me in an access list stands for everybody.',
    'wazo.vendor.scope-me',
    reading((acl) => acl.map((entry) => entry.replace(/\bme\b/, '*'))),
  ],
  'scope-exclusion-ignored': [
    'Entries with ! in an access list are ignored.',
    'wazo.vendor.scope-exclusion',
    without((entry) => entry.startsWith('!')),
  ],
  'own-tenant-refused': [
    "?tenant= with the user's tenant is refused.",
    'wazo.vendor.tenant-own',
    altered(seesTenant, (sees, call) => sees && isScopesCheck(call)),
  ],
  'tenant-unchecked': [
    '?tenant= is not looked at.',
    'wazo.vendor.tenant-foreign',
    altered(seesTenant, (sees, call) => sees || !isScopesCheck(call)),
  ],
  'scopes-check-tenant-unchecked': [
    'scopes/check does not look at tenant_uuid.',
    'wazo.vendor.scopes-check-tenant',
    altered(seesTenant, (sees, call) => sees || isScopesCheck(call)),
  ],
  'scopes-all-true': [
    'scopes/check grants every scope.',
    'wazo.vendor.scopes-check',
    altered(has, (granted, call) => granted || isScopesCheck(call)),
  ],
  'scopes-empty-body-accepted': [
    'scopes/check takes an empty body for no scopes.',
    'wazo.vendor.scopes-check-empty-body',
    except(
      scopesRequest,
      () => scene().body.length === 0,
      () => ({ scopes: [], tenant_uuid: null }),
    ),
  ],
  'scopes-empty-refused': [
    'scopes/check refuses an empty list.',
    'wazo.vendor.scopes-check-empty',
    except(
      readScopes,
      (scopes) => Array.isArray(scopes) && scopes.length === 0,
      () => {
        throw tokenError(400, "{'scopes': ['Shorter than minimum length 1.']}");
      },
    ),
  ],
  'scopes-type-unchecked': [
    'scopes/check turns anything into text.',
    'wazo.vendor.scopes-check-type',
    except(readScopes, Array.isArray, (_honest, scopes) => ({ value: (scopes as readonly unknown[]).map(String) })),
  ],
  'revoke-status-204': [
    'Revoking a token is answered with 204.',
    'wazo.vendor.revoke-status',
    revoking(({ ctx }) => {
      ctx.status = 204;
    }),
  ],
  'revoke-again-404': [
    'Revoking a token again is answered with 404.',
    'wazo.vendor.revoke-unknown',
    revoking((_call, token) => {
      if (!token) throw noSuchToken();
    }),
  ],
  'revoked-token-works': [
    'A revoked token goes on working.',
    'wazo.vendor.revoked-refused',
    together(
      rememberingRevoked,
      altered(accessToken, (found, _call, value) => found ?? revokedTokens().get(value)),
    ),
  ],
  'revocation-ends-refresh-token': [
    'Revoking an access token ends its refresh token.',
    'wazo.vendor.refresh-survives-revocation',
    revoking(({ service }, token) => dropRefresh(service.store(), token?.refreshToken ?? '')),
  ],
  'token-delete-ends-refresh-token': [
    'DELETE /token/{refresh token} ends it.',
    'wazo.vendor.token-delete-spares-refresh',
    revoking((call) => dropRefresh(call.service.store(), idIn(call))),
  ],
});
