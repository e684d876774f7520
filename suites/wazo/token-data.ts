import { equals, type Matcher, notApplicable, undecided } from '../harness/checks/matchers.ts';
import { type Exchange, headerValues, responseOf, valueAt } from '../harness/http/exchange.ts';
import { flow } from './api.ts';
import { ACCESS_TOKEN, JSON_BODY } from './ids.ts';
import { apart, lives, momentOf } from './times.ts';

const AGENT = 'tollgate (conformance test)';
const SECONDS = 1800;
/** How far utc_issued_at may lie from the Date of its response, in seconds: both are cut to seconds, and the response takes its time. */
const NEAR = 5;

const AUTH_ID = 'wazo.vendor.answer-auth-id';
const METADATA = 'wazo.vendor.answer-metadata';

const member = (login: Exchange, name: string) => valueAt(login, `/data/${name}`);

/** The member is the user's own id or, where such a user may have none, null. */
const isOwnId =
  (name: string, ...otherwise: readonly null[]): Matcher =>
  (login) => {
    const allowed = [member(login, 'auth_id'), ...otherwise];
    const actual = member(login, name);
    return {
      ok: allowed.includes(actual),
      expected: `${name.replace('/', '.')} ${allowed.map((value) => JSON.stringify(value)).join(' or ')}`,
      actual: actual === undefined ? 'none' : JSON.stringify(actual),
    };
  };

const namesAgent: Matcher = (login) => equals('user_agent', AGENT, member(login, 'user_agent'))(login);

const namesAddress: Matcher = (login) => ({
  ok: member(login, 'remote_addr') !== '',
  expected: 'a remote_addr that is not empty',
  actual: JSON.stringify(member(login, 'remote_addr')),
});

const isIssuedNow: Matcher = (login) => {
  const issued = momentOf(login, 'utc_issued_at');
  const date = Date.parse(headerValues(responseOf(login)?.headers ?? [], 'date')[0] ?? '');
  if (issued === undefined) return undecided('utc_issued_at is not a time', 'wazo.vendor.utc-issued-at-shape');
  if (Number.isNaN(date)) return notApplicable('the response to a login has no Date to compare utc_issued_at with');
  const seconds = Math.round((issued - date) / 1000);
  return {
    ok: Math.abs(seconds) <= NEAR,
    expected: `the time of the response's Date, give or take ${NEAR} s`,
    actual: `${Math.abs(seconds)} s ${seconds < 0 ? 'before' : 'after'} it`,
  };
};

export const tokenData = flow(
  'a new token says whose it is and when it ends',
  {
    endpoint: 'token',
    judges: {
      'wazo.vendor.user-agent-echoed': [...ACCESS_TOKEN, 'wazo.vendor.answer-user-agent'],
      'wazo.vendor.remote-addr-given': [...ACCESS_TOKEN, 'wazo.vendor.answer-remote-addr'],
      'wazo.vendor.xivo-user-uuid': [...ACCESS_TOKEN, AUTH_ID, 'wazo.vendor.answer-xivo-user-uuid'],
      'wazo.vendor.metadata-uuid': [...ACCESS_TOKEN, AUTH_ID, METADATA],
      'wazo.vendor.metadata-pbx-user-uuid': [...ACCESS_TOKEN, AUTH_ID, METADATA],
      'wazo.vendor.utc-issued-now': [...ACCESS_TOKEN, 'wazo.vendor.answer-utc-issued-at'],
      'wazo.vendor.utc-lifetime-exact': [...ACCESS_TOKEN, JSON_BODY],
      'wazo.vendor.default-lifetime': ACCESS_TOKEN,
    },
  },
  async ({ wazo, check }) => {
    const login = await wazo.createToken({
      as: wazo.user,
      body: { expiration: SECONDS },
      headers: [['User-Agent', AGENT]],
    });
    check('wazo.vendor.user-agent-echoed', login, namesAgent);
    check('wazo.vendor.remote-addr-given', login, namesAddress);
    check('wazo.vendor.xivo-user-uuid', login, isOwnId('xivo_user_uuid', null));
    check('wazo.vendor.metadata-uuid', login, isOwnId('metadata/uuid'));
    check('wazo.vendor.metadata-pbx-user-uuid', login, isOwnId('metadata/pbx_user_uuid', null));
    check('wazo.vendor.utc-issued-now', login, isIssuedNow);
    check('wazo.vendor.utc-lifetime-exact', login, apart('utc_issued_at', 'utc_expires_at', SECONDS));
    check('wazo.vendor.default-lifetime', await wazo.createToken({ as: wazo.user }), lives);
  },
);
