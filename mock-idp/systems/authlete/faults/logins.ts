import { setTimeout as sleep } from 'node:timers/promises';
import { LosslessNumber } from 'lossless-json';
import { altered, type Change, except, instead } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import type { CallbackRequest } from '../callback-request.ts';
import { byLogin, type Developer, type Service } from '../developers.ts';
import { byPassword, isOfService, isPasswordLogin, passwordFits, socially, whoLogsIn } from '../login.ts';
import { crash } from './crash.ts';

const members = 'serviceApiKey id password sns accessToken refreshToken expiresIn rawTokenResponse'.split(' ');

/** Refuses such requests. */
const refusesWhere = (isSuch: (request: CallbackRequest) => boolean): Change =>
  except(
    whoLogsIn,
    (_service, request) => isSuch(request),
    async () => undefined,
  );

/** Refuses such password logins. */
const passwordLoginRefusedWhere = (isSuch: (request: CallbackRequest) => boolean): Change =>
  altered(byPassword, (found, _service, request) => (isSuch(request) ? undefined : found));

/** Refuses such social logins. */
const socialLoginRefusedWhere = (isSuch: (request: CallbackRequest) => boolean): Change =>
  altered(socially, (found, _service, request) => (isSuch(request) ? undefined : found));

/** Accepts such passwords as right. */
const passwordWillDo = (isSuch: (password: unknown, developer: Developer) => boolean): Change =>
  altered(passwordFits, (fits, developer, password) => fits || (!!developer && isSuch(password, developer)));

/** Where the id is such, whoever has the password is logged in. */
const passwordDecidesWhere = (isSuch: (id: unknown, service: Service) => boolean): Change =>
  altered(byPassword, (found, service, { id, password }) => {
    return found ?? (isSuch(id, service) ? service.developers.find((one) => one.password === password) : undefined);
  });

/** A query operator of a document database. */
const isOperator = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).some((name) => name.startsWith('$'));

const isEmail = (id: unknown): boolean => String(id).includes('@');

const isLong = (id: unknown): boolean => typeof id === 'string' && id.length > 5_000;

/** Who is let in, and who is not (section 5). */
export const loginFaults = faultsOf('authlete.server', {
  'login-refused': [
    'A good id and password are refused.',
    'authlete.endpoint.authenticates',
    passwordLoginRefusedWhere(() => true),
  ],
  'null-members-refused': [
    'Members that are null are refused.',
    'authlete.endpoint.authenticates',
    passwordLoginRefusedWhere(({ accessToken }) => accessToken === null),
  ],
  'wrong-password-accepted': [
    'Any password will do.',
    'authlete.endpoint.wrong-password-refused',
    passwordWillDo((password) => typeof password === 'string' && password !== ''),
  ],
  'password-trimmed': [
    'Blanks around a password are taken away.',
    'authlete.practice.password-verbatim',
    passwordWillDo((password, developer) => typeof password === 'string' && password.trim() === developer.password),
  ],
  'unknown-id-accepted': [
    'An id that nobody has is accepted with a known password.',
    'authlete.endpoint.unknown-id-refused',
    passwordDecidesWhere(
      (id, service) => typeof id === 'string' && id !== '' && id.length < 100 && !byLogin(service, id),
    ),
  ],
  'any-developers-password': [
    "Any developer's password will do.",
    'authlete.endpoint.password-of-another-refused',
    altered(
      byPassword,
      (found, service, { id, password }) =>
        found ??
        (service.developers.some((one) => one.password === password) ? byLogin(service, String(id)) : undefined),
    ),
  ],
  'members-required': [
    'A request without all eight members is refused.',
    'authlete.request.members-absent',
    refusesWhere((request) => members.some((name) => !(name in request))),
  ],
  'sns-members-decide': [
    'A password login with an accessToken is refused.',
    'authlete.request.only-id-and-password',
    passwordLoginRefusedWhere(({ accessToken }) => !!accessToken),
  ],
  'unknown-members-refused': [
    'A request with a ninth member is refused.',
    'authlete.request.unknown-members-ignored',
    refusesWhere((request) => Object.keys(request).some((name) => !members.includes(name))),
  ],
  'email-login-refused': [
    'E-mail addresses are not taken as ids.',
    'authlete.request.email-login',
    passwordLoginRefusedWhere(({ id }) => isEmail(id)),
  ],

  'sns-falls-back-to-password': [
    'A social login that is not linked is tried as a password login.',
    'authlete.sns.known-name-no-password',
    altered(socially, (found, service, request) =>
      request.sns === 'FACEBOOK' ? (byPassword(service, request) ?? found) : found,
    ),
  ],
  'unknown-sns-is-null': [
    'An SNS of an unknown name is read as null, which makes a password login of it.',
    ['authlete.sns.unknown-name-no-password', 'authlete.practice.sns-misspelt-no-password'],
    altered(isPasswordLogin, (is, { sns }) => is || (typeof sns === 'string' && sns !== 'FACEBOOK')),
  ],
  'lower-case-sns-is-null': [
    'sns "facebook" is read as null.',
    'authlete.practice.sns-misspelt-no-password',
    altered(isPasswordLogin, (is, { sns }) => is || sns === 'facebook'),
  ],
  'sns-refused': [
    'A linked developer of an SNS is refused.',
    'authlete.sns.linked-subject',
    socialLoginRefusedWhere(() => true),
  ],
  'sns-any-subject': [
    'Any subject of an SNS logs in.',
    'authlete.sns.unknown-subject-refused',
    altered(
      socially,
      (found, service, { sns, id }) =>
        found ?? (sns === 'FACEBOOK' && !byLogin(service, String(id)) ? service.developers[0] : undefined),
    ),
  ],
  'sns-name-ignored': [
    'A subject logs in with the name of any SNS.',
    'authlete.sns.other-network-refused',
    altered(
      socially,
      (found, { developers }, { id }) => found ?? developers.find(({ sns }) => Object.values(sns).includes(String(id))),
    ),
  ],
  'sns-long-response-refused': [
    'A social login with a long rawTokenResponse is refused.',
    'authlete.sns.raw-response-long',
    socialLoginRefusedWhere(({ rawTokenResponse }) => String(rawTokenResponse).length > 4_000),
  ],
  'sns-password-checked': [
    'A social login with a password is refused.',
    'authlete.sns.password-ignored',
    socialLoginRefusedWhere(({ password }) => password !== null),
  ],
  'sns-refresh-token-needed': [
    'A social login without a refresh token is refused.',
    'authlete.sns.no-refresh-token',
    socialLoginRefusedWhere(({ refreshToken }) => !refreshToken),
  ],
  'sns-expires-in-needed': [
    'A social login whose token has no known duration is refused.',
    'authlete.sns.no-duration',
    socialLoginRefusedWhere(({ expiresIn }) => !(expiresIn instanceof LosslessNumber) || Number(expiresIn.value) === 0),
  ],
  'sns-raw-response-json-only': [
    'rawTokenResponse must be JSON.',
    'authlete.sns.raw-response-not-json',
    socialLoginRefusedWhere(({ rawTokenResponse }) => !String(rawTokenResponse).startsWith('{')),
  ],

  'other-service-accepted': [
    'serviceApiKey is not looked at.',
    'authlete.practice.other-service-refused',
    altered(isOfService, () => true),
  ],
  'service-api-key-rounded': [
    'serviceApiKey is read as a double.',
    'authlete.practice.service-api-key-exact',
    altered(
      isOfService,
      (is, service, { serviceApiKey: given }) =>
        is || (given instanceof LosslessNumber && Number(given.value) === Number(service.serviceApiKey)),
    ),
  ],
  'missing-id-accepted': [
    'A request without an id is accepted with a known password.',
    'authlete.practice.id-required',
    passwordDecidesWhere((id) => id === undefined),
  ],
  'null-id-accepted': [
    'An id that is null is accepted with a known password.',
    'authlete.practice.id-type',
    passwordDecidesWhere((id) => id === null),
  ],
  'id-operator-accepted': [
    'An object as id reaches the query.',
    'authlete.practice.id-operator',
    passwordDecidesWhere(isOperator),
  ],
  'empty-id-accepted': [
    'An empty id is accepted with a known password.',
    'authlete.practice.id-empty',
    passwordDecidesWhere((id) => id === ''),
  ],
  'long-id-500': [
    'A long id crashes the endpoint.',
    'authlete.practice.id-long',
    except(
      whoLogsIn,
      (_service, { id }) => isLong(id),
      async () => crash(),
    ),
  ],
  'id-trimmed': [
    'Blanks around an id are taken away.',
    'authlete.practice.id-exact',
    instead(
      byPassword,
      (honest) => (service, request) =>
        honest(service, { ...request, id: typeof request.id === 'string' ? request.id.trim() : request.id }),
    ),
  ],
  'missing-password-accepted': [
    'A request without a password is accepted.',
    'authlete.practice.password-required',
    passwordWillDo((password) => password === undefined),
  ],
  'null-password-accepted': [
    'A password that is null is accepted.',
    'authlete.practice.password-type',
    passwordWillDo((password) => password === null),
  ],
  'password-operator-accepted': [
    'An object as password reaches the query.',
    'authlete.practice.password-operator',
    passwordWillDo(isOperator),
  ],
  'empty-password-accepted': [
    'An empty password is accepted.',
    'authlete.practice.password-empty',
    passwordWillDo((password) => password === ''),
  ],
  'refusal-times-differ': [
    'A known id takes longer to refuse than an unknown one.',
    'authlete.practice.same-time',
    instead(whoLogsIn, (honest) => async (service, request) => {
      if (byLogin(service, String(request.id))) await sleep(60);
      return honest(service, request);
    }),
  ],
});
