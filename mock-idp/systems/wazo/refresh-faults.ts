import type { FaultTable } from '../../faults/fault-table.ts';

/** Faults of refresh tokens: making, using, listing and ending them. */
export const refreshFaults = {
  'no-refresh-token': ['An offline login gets no refresh token.', 'refresh.issued-when-offline'],
  'request-token': ['The refresh token is called request_token.', 'refresh.issued-when-offline'],
  'offline-wrong-password-accepted': [
    'For an offline login any password will do.',
    'refresh.offline-needs-credentials',
  ],
  'one-refresh-token-per-user': [
    "An offline login ends the refresh tokens of the user's other client_ids.",
    'refresh.client-id-identifies',
  ],
  'offline-token-useless': ['The access token of an offline login opens nothing.', 'refresh.offline-token-usable'],
  'offline-token-never-expires': [
    'The access token of an offline login does not expire.',
    'refresh.offline-token-expires',
  ],
  'refresh-token-when-online': ['Every login with a client_id gets a refresh token.', 'vendor.no-refresh-token-online'],
  'refresh-token-renewed': ['Each offline login gets a refresh token of its own.', 'vendor.refresh-token-kept'],
  'refresh-token-shared': ['All users of a client_id get the same refresh token.', 'vendor.refresh-token-per-user'],
  'refresh-token-of-last-user-only': [
    "An offline login ends other users' refresh tokens of its client_id.",
    'vendor.refresh-token-kept-per-user',
  ],

  'refresh-needs-basic': ['A refresh without Basic credentials is refused.', 'refresh.creates-access-token'],
  'refreshed-token-useless': ['The access token of a refresh opens nothing.', 'refresh.new-access-token'],
  'refreshed-token-not-new': ['A refresh gives the access token of the login again.', 'refresh.new-access-token'],
  'refreshed-auth-id': ['auth_id of a refreshed token is that of another user.', 'vendor.same-auth-id'],
  'refreshed-acl': ['A refreshed token has fewer rights than the login.', 'vendor.same-acl'],
  'refresh-ignores-expiration': ['A refresh always gets the default lifetime.', 'refresh.expiration-honoured'],
  'refresh-expires-at-late': ['expires_at of a refresh is a minute late.', 'vendor.refresh-lifetime-exact'],
  'refresh-token-single-use': ['A refresh token works once.', 'refresh.keeps-working'],
  'refresh-token-rotates': [
    'Each refresh replaces the refresh token.',
    'refresh.keeps-working',
    'vendor.refresh-not-reissued',
  ],
  'refresh-token-in-refresh': ['A refresh gives the refresh token again.', 'vendor.refresh-not-reissued'],
  'refresh-status-201': ['A refresh is answered with 201.', 'vendor.refresh-status'],
  'refresh-empty-basic-refused': ['A refresh with empty Basic credentials is refused.', 'vendor.empty-basic'],
  'refresh-basic-checked': ['A refresh with wrong Basic credentials is refused.', 'vendor.basic-ignored'],

  'revocation-ends-refresh-token': [
    'Revoking an access token ends its refresh token.',
    'vendor.refresh-survives-revocation',
  ],
  'token-delete-ends-refresh-token': ['DELETE /token/{refresh token} ends it.', 'vendor.token-delete-spares-refresh'],

  'mobile-keeps-sessions': [
    'A mobile login leaves the sessions of the refresh tokens that it ends.',
    'vendor.mobile-ends-sessions',
  ],
  'mobile-same-client-kept': ['A mobile login may get the refresh token that is there.', 'vendor.mobile-fresh-token'],
  'sessions-revoked-same-client-zero': [
    'Wazo-Sessions-Revoked is 0 where the client_id is the same.',
    'vendor.sessions-revoked-same-client',
  ],
  'mobile-ends-non-mobile': ["A mobile login ends all the user's refresh tokens.", 'vendor.mobile-spares-non-mobile'],
  'mobile-ends-other-users': [
    "A mobile login ends other users' mobile refresh tokens.",
    'vendor.mobile-spares-other-users',
  ],
  'any-login-ends-mobile': ['Any offline login ends mobile refresh tokens.', 'vendor.non-mobile-spares-mobile'],
  'mobile-keeps-others': [
    'A mobile login leaves other mobile refresh tokens alive.',
    'vendor.mobile-replaces',
    'vendor.sessions-revoked-header',
  ],
  'sessions-revoked-zero': ['Wazo-Sessions-Revoked is always 0.', 'vendor.sessions-revoked-header'],
} as const satisfies FaultTable;
