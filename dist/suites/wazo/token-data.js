import { equals } from '../harness/checks/matchers.js';
import { headerValues, responseOf, valueAt } from '../harness/http/exchange.js';
import { flow } from './api.js';
import { ACCESS_TOKEN, JSON_BODY } from './ids.js';
import { lifetimeOf, momentOf, secondsBetween } from './times.js';
const AGENT = 'tollgate (conformance test)';
const SECONDS = 1800;
/** How far utc_issued_at may lie from the Date of its response, in seconds: both are cut to seconds, and the response takes its time. */
const NEAR = 5;
const NOW = 'wazo.vendor.utc-issued-now';
const UTC_LIFETIME = 'wazo.vendor.utc-lifetime-exact';
const DEFAULT_LIFETIME = 'wazo.vendor.default-lifetime';
const OF_USER = ['wazo.vendor.metadata-uuid', 'wazo.vendor.xivo-user-uuid', 'wazo.vendor.metadata-pbx-user-uuid'];
const isNear = (moment, date) => {
    const seconds = Math.round((moment - date) / 1000);
    return () => ({
        ok: Math.abs(seconds) <= NEAR,
        expected: `the time of the response's Date, give or take ${NEAR} s`,
        actual: `${Math.abs(seconds)} s ${seconds < 0 ? 'before' : 'after'} it`,
    });
};
const isLongerThanNothing = (seconds) => {
    const actual = `${seconds} s from issued_at to expires_at`;
    return () => ({ ok: seconds > 0, expected: 'expires_at after issued_at', actual });
};
const isOneOf = (name, allowed, actual) => () => ({
    ok: allowed.includes(actual),
    expected: `${name} ${allowed.map((value) => JSON.stringify(value)).join(' or ')}`,
    actual: actual === undefined ? 'none' : JSON.stringify(actual),
});
function dateOf(exchange) {
    return Date.parse(headerValues(responseOf(exchange)?.headers ?? [], 'date')[0] ?? '');
}
export const tokenData = flow('a new token says whose it is and when it ends', {
    endpoint: 'token',
    needs: [...ACCESS_TOKEN, JSON_BODY],
    judges: [
        'wazo.vendor.user-agent-echoed',
        'wazo.vendor.remote-addr-given',
        ...OF_USER,
        NOW,
        UTC_LIFETIME,
        DEFAULT_LIFETIME,
    ],
}, async ({ wazo, check, skip, undecided }) => {
    const login = await wazo.createToken({
        as: wazo.user,
        body: { expiration: SECONDS },
        headers: [['User-Agent', AGENT]],
    });
    const member = (name) => valueAt(login, `/data/${name}`);
    const [userAgent, remoteAddr, userId] = ['user_agent', 'remote_addr', 'auth_id'].map(member);
    if (typeof userAgent !== 'string') {
        undecided(['wazo.vendor.user-agent-echoed'], 'there is no user_agent', 'wazo.vendor.answer-user-agent');
    }
    else
        check('wazo.vendor.user-agent-echoed', login, equals('user_agent', AGENT, userAgent));
    if (typeof remoteAddr !== 'string') {
        undecided(['wazo.vendor.remote-addr-given'], 'there is no remote_addr', 'wazo.vendor.answer-remote-addr');
    }
    else {
        check('wazo.vendor.remote-addr-given', login, () => ({
            ok: remoteAddr !== '',
            expected: 'a remote_addr that is not empty',
            actual: JSON.stringify(remoteAddr),
        }));
    }
    const [ofMetadata, ofToken, ofPhone] = OF_USER;
    const metadata = member('metadata');
    const metadataGiven = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata);
    if (typeof userId !== 'string')
        undecided(OF_USER, 'there is no auth_id', 'wazo.vendor.answer-auth-id');
    else {
        const phoneUser = member('xivo_user_uuid');
        if (phoneUser !== null && typeof phoneUser !== 'string') {
            undecided([ofToken], 'there is no xivo_user_uuid', 'wazo.vendor.answer-xivo-user-uuid');
        }
        else
            check(ofToken, login, isOneOf('xivo_user_uuid', [userId, null], phoneUser));
        if (!metadataGiven) {
            undecided([ofMetadata, ofPhone], 'there is no metadata', 'wazo.vendor.answer-metadata');
        }
        else {
            check(ofMetadata, login, equals('metadata.uuid', userId, member('metadata/uuid')));
            check(ofPhone, login, isOneOf('metadata.pbx_user_uuid', [userId, null], member('metadata/pbx_user_uuid')));
        }
    }
    const issued = momentOf(login, 'utc_issued_at');
    const lifetime = secondsBetween(login, 'utc_issued_at', 'utc_expires_at');
    const date = dateOf(login);
    if (issued === undefined)
        undecided([NOW], 'utc_issued_at is not a time', 'wazo.vendor.utc-issued-at-shape');
    else if (Number.isNaN(date))
        skip([NOW], 'the response to a login has no Date to compare utc_issued_at with');
    else
        check(NOW, login, isNear(issued, date));
    if (lifetime === undefined) {
        undecided([UTC_LIFETIME], 'utc_issued_at or utc_expires_at is not a time', 'wazo.vendor.utc-expires-at-shape');
    }
    else
        check(UTC_LIFETIME, login, equals('seconds from utc_issued_at to utc_expires_at:', SECONDS, lifetime));
    const unasked = await wazo.createToken({ as: wazo.user });
    const usual = lifetimeOf(unasked);
    if (usual === undefined) {
        undecided([DEFAULT_LIFETIME], 'issued_at or expires_at is not a time', 'wazo.vendor.expires-at-shape');
    }
    else
        check(DEFAULT_LIFETIME, unasked, isLongerThanNothing(usual));
});
//# sourceMappingURL=token-data.js.map