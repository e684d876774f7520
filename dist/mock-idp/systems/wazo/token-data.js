import { faulty } from './faults.js';
import { otherUser } from './login.js';
import { localTime, utcTime } from './times.js';
/** The id of the whole installation; any text will do. */
const installation = '08c56466-8f29-45c7-9856-92bf1ba89b92';
/** A token as the API shows it (wazo-auth, `wazo_auth/token.py`). */
export function tokenData(token, user, { issuedAt, expiresAt }, accounts) {
    const pbxUser = user.purpose === 'user' ? user.uuid : null;
    const other = otherUser(user, accounts).uuid;
    return {
        token: token.token,
        auth_id: user.uuid,
        xivo_user_uuid: faulty('wazo.xivo-user-uuid-of-another-user') ? other : pbxUser,
        xivo_uuid: installation,
        issued_at: localTime(issuedAt),
        expires_at: localTime(expiresAt),
        utc_issued_at: utcTime(issuedAt),
        utc_expires_at: utcTime(expiresAt),
        acl: token.acl,
        metadata: {
            uuid: faulty('wazo.metadata-of-another-user') ? other : user.uuid,
            tenant_uuid: user.tenant_uuid,
            auth_id: user.uuid,
            pbx_user_uuid: faulty('wazo.pbx-user-uuid-of-another-user') ? other : pbxUser,
            xivo_uuid: installation,
            purpose: user.purpose,
        },
        session_uuid: token.sessionUuid,
        remote_addr: faulty('wazo.remote-addr-empty') ? '' : token.remoteAddr,
        user_agent: faulty('wazo.user-agent-dropped') ? '' : token.userAgent,
    };
}
//# sourceMappingURL=token-data.js.map