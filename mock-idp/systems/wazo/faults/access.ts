import type { Context } from 'koa';
import { altered, type Change, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { accessToken, authorize, tokenIn, unauthorized } from '../authorize.ts';
import { Refused } from '../responses.ts';
import { liveAccesses } from '../store.ts';
import { callerAs, isKnown, rememberingEnded } from './changes.ts';
import { otherUser } from './people.ts';

function bearerIn(ctx: Context): string {
  return /^Bearer (.+)$/.exec(ctx.get('Authorization'))?.[1] ?? '';
}

/** Refuses with 403, either refresh tokens or everything else. */
const forbidden = (concerns: (isRefreshToken: boolean) => boolean): Change =>
  altered(unauthorized, (refused, { service }, value) =>
    concerns(service.store().refresh.has(value)) ? new Refused(403, refused.content) : refused,
  );

/** Faults of the guarded resources: which token opens them, and for whom. */
export const accessFaults = faultsOf('wazo.server', {
  'anonymous-access': [
    'Protected resources open without a token.',
    'wazo.access.authentication-needed',
    altered(accessToken, (found, { ctx, service }, value) => {
      const bare = value === '' && !ctx.get('Authorization') && ctx.query.token === undefined;
      return found ?? (bare ? liveAccesses(service.store())[0] : undefined);
    }),
  ],
  'token-refused': [
    'Protected resources refuse good access tokens.',
    'wazo.access.token-accepted',
    altered(accessToken, () => undefined),
  ],
  'token-as-bearer-only': [
    'Access tokens are read from Authorization: Bearer only.',
    'wazo.access.token-accepted',
    altered(tokenIn, (_token, { ctx }) => bearerIn(ctx)),
  ],
  'token-as-bearer-too': [
    'Access tokens are read from Authorization: Bearer as well.',
    'wazo.vendor.not-as-bearer',
    altered(tokenIn, (token, { ctx }) => token || bearerIn(ctx)),
  ],
  'token-in-query-too': [
    'Access tokens are read from ?token= as well.',
    'wazo.vendor.not-in-query',
    altered(tokenIn, (token, { ctx }) => token || String(ctx.query.token ?? '')),
  ],
  'unknown-token-accepted': [
    'Any text opens protected resources.',
    'wazo.access.unknown-token-refused',
    together(
      rememberingEnded,
      altered(accessToken, (found, { service }, value) => {
        const unknown = value !== '' && !isKnown(value, service.store());
        return found ?? (unknown ? liveAccesses(service.store())[0] : undefined);
      }),
    ),
  ],
  'token-of-another-user': [
    'Requests with a token act as another user.',
    ['wazo.access.acts-as-user', 'wazo.vendor.list-has-login'],
    altered(authorize, (caller, call) => callerAs(otherUser(caller.user, call.service.accounts), call)),
  ],
  'unauthorized-status-403': [
    'Missing and unknown tokens are answered with 403.',
    'wazo.vendor.unauthorized-status',
    forbidden((isRefreshToken) => !isRefreshToken),
  ],
  'refresh-token-answered-403': [
    'A refresh token in X-Auth-Token is answered with 403.',
    'wazo.refresh.as-access-token-401',
    forbidden((isRefreshToken) => isRefreshToken),
  ],
  'never-expires': [
    'Expired access tokens go on opening resources.',
    ['wazo.token.expires', 'wazo.refresh.offline-token-expires', 'wazo.refresh.expiration-honoured'],
    altered(accessToken, (found, { service }, value) => found ?? service.store().access.get(value)),
  ],
  'refresh-token-answered-403-elsewhere': [
    'A refresh token in X-Auth-Token is answered with 403 where something is ended.',
    'wazo.refresh.as-access-token-401',
    altered(unauthorized, (refused, { ctx, service }, value) =>
      ctx.method === 'DELETE' && service.store().refresh.has(value) ? new Refused(403, refused.content) : refused,
    ),
  ],
  'refresh-token-lists-sessions': [
    'A refresh token opens the list of sessions.',
    'wazo.refresh.only-creates-tokens',
    altered(accessToken, (found, { ctx, service }, value) => {
      const refresh = ctx.path.endsWith('/sessions') ? service.store().refresh.get(value) : undefined;
      return found ?? (refresh && liveAccesses(service.store(), refresh.userUuid)[0]);
    }),
  ],
  'refresh-token-opens': [
    'A refresh token opens protected resources.',
    'wazo.refresh.only-creates-tokens',
    altered(accessToken, (found, { service }, value) => {
      const refresh = service.store().refresh.get(value);
      return found ?? (refresh && liveAccesses(service.store(), refresh.userUuid)[0]);
    }),
  ],
});
