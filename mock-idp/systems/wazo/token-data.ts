import { step } from '../../frame/step.ts';
import type { User } from './accounts.ts';
import type { AccessToken } from './store.ts';
import { localTime, utcTime } from './times.ts';

/** The id of the whole installation; any text will do. */
const installation = '08c56466-8f29-45c7-9856-92bf1ba89b92';

/** The times of a token: exact ones when it is created, whole seconds when it is looked up. */
export interface Times {
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** A token as the API shows it. */
export type TokenData = Readonly<Record<string, unknown>> & {
  readonly metadata: Readonly<Record<string, unknown>>;
};

/** Shows a token as wazo-auth does (`wazo_auth/token.py`). */
export const tokenData = step((token: AccessToken, user: User, { issuedAt, expiresAt }: Times): TokenData => {
  const pbxUser = user.purpose === 'user' ? user.uuid : null;
  return {
    token: token.token,
    auth_id: user.uuid,
    xivo_user_uuid: pbxUser,
    xivo_uuid: installation,
    issued_at: localTime(issuedAt),
    expires_at: localTime(expiresAt),
    utc_issued_at: utcTime(issuedAt),
    utc_expires_at: utcTime(expiresAt),
    acl: token.acl,
    metadata: {
      uuid: user.uuid,
      tenant_uuid: user.tenant_uuid,
      auth_id: user.uuid,
      pbx_user_uuid: pbxUser,
      xivo_uuid: installation,
      purpose: user.purpose,
    },
    session_uuid: token.sessionUuid,
    remote_addr: token.remoteAddr,
    user_agent: token.userAgent,
  };
});
