import { setTimeout } from 'node:timers/promises';
import { LosslessNumber } from 'lossless-json';
import { altered, except, instead, kept } from '../../../mock-idp/faults/changes.ts';
import { checkCaller, credentialsIn, whyNotTheCaller } from '../../../mock-idp/systems/authlete/basic.ts';
import type { CallbackRequest } from '../../../mock-idp/systems/authlete/callback-request.ts';
import type { Developer, Service } from '../../../mock-idp/systems/authlete/developers.ts';
import {
  byPassword,
  isOfService,
  passwordFits,
  socially,
  whoLogsIn,
} from '../../../mock-idp/systems/authlete/login.ts';
import { textOf } from '../../../mock-idp/systems/authlete/request.ts';
import { BadRequest, refusal, refusalOf, welcome } from '../../../mock-idp/systems/authlete/responses.ts';
import type { Defects } from './defect.ts';

const AUTHENTICATED = 'Set true when the developer was authenticated successfully.';
const PASSWORD =
  'password | When sns property is null, password is the value that the developer input to the “Password” field in the login form of Developer Console.';
const LOGIN_ID =
  'id | When sns property is null, id is the value that the developer input to the “Login ID” field in the login form of Developer Console.';
const SUBJECT = 'subject | The unique identifier of the developer in your service.';
const CALLER =
  'You can ensure that developer authentication requests have come from Authlete by checking the API credentials.';
const SNS_SUBJECT =
  'Otherwise, when sns property is not null, id is the value of the subject (= unique identifier) of the developer in the SNS.';

const documented = new Set([
  'serviceApiKey',
  'id',
  'password',
  'sns',
  'accessToken',
  'refreshToken',
  'expiresIn',
  'rawTokenResponse',
]);

const loggedIn = kept(() => new Map<unknown, Developer>());
const verified = kept(() => new Set<string>());
const withoutPassword = kept(() => new Set<string>());
const current = kept(() => ({ found: undefined as Developer | undefined }));

const named = ({ developers }: Service, test: (developer: Developer) => boolean) => developers.find(test);
const badRequest = () => new BadRequest({ status: 400, headers: {} });
const isSocial = ({ sns }: CallbackRequest) => typeof sns === 'string';
const isJsonText = (text: unknown) => {
  try {
    JSON.parse(String(text));
    return true;
  } catch {
    return false;
  }
};

export const defects: Defects = {
  'password-trimmed': [
    PASSWORD,
    'Blanks around the password are cut off before it is compared.',
    instead(
      passwordFits,
      (honest) => (developer, password) => honest(developer, typeof password === 'string' ? password.trim() : password),
    ),
  ],
  'password-in-any-case': [
    PASSWORD,
    'The password is compared without regard to case.',
    altered(
      passwordFits,
      (fits, developer, password) => fits || developer?.password.toLowerCase() === String(password).toLowerCase(),
    ),
  ],
  'password-of-eight-characters': [
    PASSWORD,
    'Only the first eight characters of the password are compared, as an old crypt() does.',
    altered(
      passwordFits,
      (fits, developer, password) => fits || developer?.password.slice(0, 8) === String(password).slice(0, 8),
    ),
  ],
  'logins-cached-by-id': [
    AUTHENTICATED,
    'A login that succeeded is remembered by its ID, and the next one with that ID is let in with any password.',
    instead(byPassword, (honest) => (service, request) => {
      const found = loggedIn().get(request.id) ?? honest(service, request);
      if (found) loggedIn().set(request.id, found);
      return found;
    }),
  ],
  'wildcard-in-id': [
    LOGIN_ID,
    'The developer is looked up with LIKE, so that _ and % in the ID stand for other characters.',
    altered(byPassword, (found, service, { id, password }) => {
      if (found || typeof id !== 'string' || !/[%_]/.test(id)) return found;
      const pattern = id
        .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        .replaceAll('%', '.*')
        .replaceAll('_', '.');
      return named(service, (one) => new RegExp(`^${pattern}$`).test(one.id) && one.password === password);
    }),
  ],
  'email-without-password': [
    AUTHENTICATED,
    'A developer who is looked up by e-mail address gets in without a look at the password.',
    altered(byPassword, (found, service, { id }) => found ?? named(service, ({ email }) => !!email && email === id)),
  ],
  'email-of-another-domain': [
    'For example, if your service can identify a developer by an email address, your service may look up a developer by an email address when the given id looks like an email address.',
    'Of an ID that looks like an e-mail address only what stands before the @ is looked up.',
    altered(byPassword, (found, service, { id, password }) => {
      const [local, domain] = String(id).split('@');
      if (found || domain === undefined) return found;
      return named(service, (one) => one.email?.split('@')[0] === local && one.password === password);
    }),
  ],
  'subject-is-what-was-typed': [
    SUBJECT,
    'The subject is the ID of the request, so that a developer has one by login ID and another by e-mail address.',
    altered(welcome, (reply, _, request) => ({
      ...reply,
      body: { ...(reply.body as object), subject: String(request.id) },
    })),
  ],
  'subject-with-accents': [
    'It must consist of only printable ASCII letters and its length must not exceed 100.',
    'The subject of a developer with a display name is made of that name, accents and all.',
    altered(welcome, (reply, { displayName, subject }) => ({
      ...reply,
      body: {
        ...(reply.body as object),
        subject: displayName ? displayName.toLowerCase().replaceAll(/[^\p{L}\p{M}]+/gu, '-') : subject,
      },
    })),
  ],
  'name-escaped-for-html': [
    'displayName | The display name of the developer.',
    'The display name is escaped for HTML before it is put into the JSON.',
    altered(welcome, (reply, { displayName }) => ({
      ...reply,
      body: {
        ...(reply.body as object),
        displayName: displayName?.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') ?? null,
      },
    })),
  ],
  'name-in-latin1': [
    'application/json; charset=UTF-8',
    'The display name is read from the database as Latin-1 although it is UTF-8.',
    altered(welcome, (reply, { displayName }) => ({
      ...reply,
      body: {
        ...(reply.body as object),
        displayName: displayName === null ? null : Buffer.from(displayName, 'utf8').toString('latin1'),
      },
    })),
  ],
  'social-without-charset': [
    'application/json; charset=UTF-8',
    'The response to a social login names no charset.',
    altered(welcome, (reply, _, request) =>
      isSocial(request) ? { ...reply, headers: { ...reply.headers, 'Content-Type': 'application/json' } } : reply,
    ),
  ],
  'refusal-without-pragma': [
    'Pragma: no-cache',
    'The response to a login that was refused has no Pragma header.',
    altered(refusal, (reply) => {
      const { Pragma: _, ...headers } = reply.headers;
      return { ...reply, headers };
    }),
  ],
  'wrong-caller-cacheable': [
    'Cache-Control: no-store',
    'The 401 to a caller with a wrong API secret may be stored.',
    altered(refusalOf, (refused, reason) =>
      reason === 'wrong secret'
        ? { ...refused, headers: { ...refused.headers, 'Cache-Control': 'private, max-age=60' } }
        : refused,
    ),
  ],
  'caller-unchecked-without-header': [
    CALLER,
    'API key and secret are checked only where the request has an Authorization header.',
    except(
      checkCaller,
      (authorization) => authorization === '',
      () => undefined,
    ),
  ],
  'caller-trusted-once-verified': [
    CALLER,
    'A caller whose key was right once is known by its name, and its secret is not compared any more.',
    instead(checkCaller, (honest) => (authorization, service) => {
      const name = credentialsIn(authorization)?.name ?? '';
      if (verified().has(name)) return;
      honest(authorization, service);
      verified().add(name);
    }),
  ],
  'beginning-of-the-secret': [
    CALLER,
    'The API secret is right as soon as the configured one begins with it.',
    altered(whyNotTheCaller, (reason, authorization, basic) => {
      const given = credentialsIn(authorization);
      return reason === 'wrong secret' && given && basic.password.startsWith(given.password) ? undefined : reason;
    }),
  ],
  'social-falls-back-to-login-id': [
    SNS_SUBJECT,
    'Where no developer has the subject of the social login, the one with that login ID is logged in.',
    altered(socially, (found, service, { id }) => found ?? named(service, (one) => one.id === id)),
  ],
  'any-social-network': [
    'sns | When the developer performed social login at the login page, sns property holds the name of the SNS such as FACEBOOK.',
    'A subject is looked up without regard to which social network it is of.',
    altered(
      socially,
      (found, service, { id }) => found ?? named(service, ({ sns }) => Object.values(sns).includes(String(id))),
    ),
  ],
  'social-with-password': [
    'Otherwise, when sns property is not null, password has no meaning.',
    'A social login with a password is refused unless it is the password of the developer.',
    altered(socially, (found, _, { password }) =>
      found && typeof password === 'string' && password !== found.password ? undefined : found,
    ),
  ],
  'raw-response-must-be-json': [
    'However, note that the token endpoint of Facebook returns data in the format of application/x-www-url-encoded.',
    'A social login is refused where rawTokenResponse is not JSON.',
    altered(socially, (found, _, { rawTokenResponse: raw }) =>
      raw === undefined || raw === null || isJsonText(raw) ? found : undefined,
    ),
  ],
  'no-duration-is-expired': [
    'If the SNS has not returned information about the duration, this property is 0.',
    'A social login whose expiresIn is 0 is taken for one with an expired token.',
    altered(socially, (found, _, { expiresIn }) =>
      expiresIn instanceof LosslessNumber && Number(expiresIn.value) <= 0 ? undefined : found,
    ),
  ],
  'refresh-token-needed': [
    'If the SNS has not issued a refresh token, this property is null.',
    'A social login whose refreshToken is null is refused.',
    altered(socially, (found, _, { refreshToken }) => (refreshToken === null ? undefined : found)),
  ],
  'social-login-drops-the-password': [
    AUTHENTICATED,
    'A social login saves the developer anew, without a password, so that the password is wrong from then on.',
    instead(whoLogsIn, (honest) => async (service, request) => {
      const found = await honest(service, request);
      if (found && isSocial(request)) withoutPassword().add(found.id);
      return found && !isSocial(request) && withoutPassword().has(found.id) ? undefined : found;
    }),
  ],
  'further-members-refused': [
    'The JSON contains the properties listed in the table below (DeveloperAuthenticationCallbackRequest.java in authlete-java-common is always the latest format).',
    'A request with a member that the table does not list is refused.',
    altered(isOfService, (isIts, _, request) => isIts && Object.keys(request).every((name) => documented.has(name))),
  ],
  'service-key-as-double': [
    'serviceApiKey | The API key of your service.',
    'The service API key is compared as a double, so that a neighbour of a large one is taken for it.',
    altered(
      isOfService,
      (isIts, service, { serviceApiKey: given }) =>
        isIts || (given instanceof LosslessNumber && Number(given.value) === Number(service.serviceApiKey)),
    ),
  ],
  'logins-share-a-variable': [
    SUBJECT,
    'Who was found is kept in a variable that logins at the same time share.',
    instead(whoLogsIn, (honest) => async (service, request) => {
      current().found = await honest(service, request);
      await setTimeout(20);
      return current().found;
    }),
  ],
  'body-of-two-kilobytes': [
    'rawTokenResponse | When the developer performed social login at the login page, rawTokenResponse property holds the content of the response from the token endpoint of the SNS.',
    'A request of more than two kilobytes is refused, which the response of a social network may well have.',
    except(
      textOf,
      (body) => body.length > 2_048,
      () => {
        throw badRequest();
      },
    ),
  ],
  'second-login-without-name': [
    'displayName | The display name of the developer.',
    'The display name is there at the first login of a developer only; the cache of later ones does not hold it.',
    instead(welcome, (honest) => (developer, request) => {
      const reply = honest(developer, request);
      const isAgain = verified().has(developer.id);
      verified().add(developer.id);
      return isAgain ? { ...reply, body: { ...(reply.body as object), displayName: null } } : reply;
    }),
  ],
  'authenticated-as-text': [
    AUTHENTICATED,
    'The response to a social login has authenticated as a text.',
    altered(welcome, (reply, _, request) =>
      isSocial(request) ? { ...reply, body: { ...(reply.body as object), authenticated: 'true' } } : reply,
    ),
  ],
};
