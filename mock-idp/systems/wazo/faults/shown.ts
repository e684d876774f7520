import { altered, type Change, instead } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { type Created, createToken, postToken } from '../create-token.ts';
import type { Login } from '../login.ts';
import type { Call, Service } from '../service.ts';
import { utcTime } from '../times.ts';
import { tokenData } from '../token-data.ts';
import { otherUser, strangersUuid } from './people.ts';
import { isLogin, isOffline, isRefresh, type Which } from './which-token.ts';

const minute = 60_000;

type Data = Created['data'];

/** Shows other members in the response to which the token was made. */
const showing = (which: Which, change: (data: Data, login: Login, service: Service) => Data): Change =>
  altered(createToken, (created, service, login, request) => {
    const data = which(login, request) ? change(created.data, login, service) : created.data;
    return data === created.data ? created : { ...created, data };
  });

/** Sends the response to a token request in another way. */
const sent = (change: (call: Call) => void): Change =>
  instead(postToken, (honest) => (call) => {
    honest(call);
    change(call);
  });

/** A time of a response, so much later; times are shown without a zone. */
function later(time: unknown, milliseconds: number): string {
  const [seconds, ...fraction] = String(time).split('.');
  return [utcTime(Date.parse(`${seconds}Z`) + milliseconds).slice(0, 19), ...fraction].join('.');
}

const isRefreshed = ({ ctx }: Call) => ctx.state.contract === 'refreshed-token-response';

/** Faults of the response to a token request: how it is sent, and what it says of the token. */
export const shownFaults = faultsOf('wazo.server', {
  'login-status-201': [
    'A login is answered with 201.',
    'wazo.vendor.login-status',
    sent((call) => {
      if (!isRefreshed(call)) call.ctx.status = 201;
    }),
  ],
  'refresh-status-201': [
    'A refresh is answered with 201.',
    'wazo.vendor.refresh-status',
    sent((call) => {
      if (isRefreshed(call)) call.ctx.status = 201;
    }),
  ],
  'login-as-text': [
    'Tokens are sent as text/plain.',
    'wazo.vendor.json-content-type',
    sent(({ ctx }) => {
      ctx.body = JSON.stringify(ctx.body);
      ctx.set('Content-Type', 'text/plain');
    }),
  ],
  'sessions-revoked-left-out': [
    'Wazo-Sessions-Revoked is left out where it would be 0.',
    'wazo.vendor.sessions-revoked-none',
    sent(({ ctx }) => {
      if (ctx.response.get('Wazo-Sessions-Revoked') === '0') ctx.remove('Wazo-Sessions-Revoked');
    }),
  ],
  'sessions-revoked-zero': [
    'Wazo-Sessions-Revoked is always 0.',
    'wazo.vendor.sessions-revoked-header',
    altered(createToken, (created) => (created.sessionsRevoked === 0 ? created : { ...created, sessionsRevoked: 0 })),
  ],
  'refreshed-auth-id': [
    'auth_id of a refreshed token is that of another user.',
    'wazo.vendor.same-auth-id',
    showing(isRefresh, (data, { user }, { accounts }) => ({ ...data, auth_id: otherUser(user, accounts).uuid })),
  ],
  'expires-at-late': [
    'expires_at is a minute later than the token asks for.',
    'wazo.vendor.lifetime-exact',
    showing(isLogin, (data) => ({ ...data, expires_at: later(data.expires_at, minute) })),
  ],
  'utc-expires-at-late': [
    'utc_expires_at is a minute later than the token asks for.',
    'wazo.vendor.utc-lifetime-exact',
    showing(isLogin, (data) => ({ ...data, utc_expires_at: later(data.utc_expires_at, minute) })),
  ],
  'utc-times-late': [
    'The times in UTC are those of another time zone.',
    'wazo.vendor.utc-issued-now',
    showing(isLogin, (data) => ({
      ...data,
      utc_issued_at: later(data.utc_issued_at, 60 * minute),
      utc_expires_at: later(data.utc_expires_at, 60 * minute),
    })),
  ],
  'default-lifetime-zero': [
    'A token without an expiration says that it ends at once.',
    'wazo.vendor.default-lifetime',
    showing(
      (login, request) => isLogin(login, request) && request.expiration === undefined,
      (data) => ({ ...data, expires_at: data.issued_at }),
    ),
  ],
  'refresh-expires-at-late': [
    'expires_at of a refresh is a minute late.',
    'wazo.vendor.refresh-lifetime-exact',
    showing(isRefresh, (data) => ({ ...data, expires_at: later(data.expires_at, minute) })),
  ],
  'no-refresh-token': [
    'An offline login gets no refresh token.',
    'wazo.refresh.issued-when-offline',
    showing(isOffline, ({ refresh_token: _, ...data }) => data),
  ],
  'request-token': [
    'The refresh token is called request_token.',
    'wazo.refresh.issued-when-offline',
    showing(isOffline, ({ refresh_token, ...data }) => ({ ...data, request_token: refresh_token })),
  ],
  'refresh-token-in-refresh': [
    'A refresh gives the refresh token again.',
    'wazo.vendor.refresh-not-reissued',
    showing(isRefresh, (data, { refreshedBy }) => ({ ...data, refresh_token: refreshedBy?.token })),
  ],
  'user-agent-dropped': [
    'user_agent is always empty.',
    'wazo.vendor.user-agent-echoed',
    altered(tokenData, (data) => ({ ...data, user_agent: '' })),
  ],
  'remote-addr-empty': [
    'remote_addr is always empty.',
    'wazo.vendor.remote-addr-given',
    altered(tokenData, (data) => ({ ...data, remote_addr: '' })),
  ],
  'metadata-of-another-user': [
    'metadata.uuid is that of somebody else.',
    'wazo.vendor.metadata-uuid',
    altered(tokenData, (data) => ({ ...data, metadata: { ...data.metadata, uuid: strangersUuid } })),
  ],
  'xivo-user-uuid-of-another-user': [
    'xivo_user_uuid is that of somebody else.',
    'wazo.vendor.xivo-user-uuid',
    altered(tokenData, (data) => ({ ...data, xivo_user_uuid: strangersUuid })),
  ],
  'pbx-user-uuid-of-another-user': [
    'metadata.pbx_user_uuid is that of somebody else.',
    'wazo.vendor.metadata-pbx-user-uuid',
    altered(tokenData, (data) => ({ ...data, metadata: { ...data.metadata, pbx_user_uuid: strangersUuid } })),
  ],
});
