import { setTimeout } from 'node:timers/promises';
import { altered, instead, kept } from '../../../mock-idp/faults/changes.ts';
import { logIn } from '../../../mock-idp/systems/authlete/console.ts';
import {
  basic,
  basicOf,
  bodyOf,
  callOf,
  type LoginAttempt,
  messageOf,
} from '../../../mock-idp/systems/authlete/console-call.ts';
import {
  type Outcome,
  outcomeOf,
  problemOf,
  readResponse,
  unusable,
} from '../../../mock-idp/systems/authlete/console-outcome.ts';
import type { Defects } from './defect.ts';

const BASIC =
  'If you set non-empty values to “Developer Authentication Callback API Key” and “Developer Authentication Callback API Secret” of the service using Service Owner Console, requests from Authlete contain Authorization header for Basic Authentication.';
const PASSWORD =
  'password | When sns property is null, password is the value that the developer input to the “Password” field in the login form of Developer Console.';
const LOGIN_ID =
  'id | When sns property is null, id is the value that the developer input to the “Login ID” field in the login form of Developer Console.';
const WHEN_NEEDED = 'Authlete calls the Web API when developer authentication is needed.';
const AUTHENTICATED = 'Set true when the developer was authenticated successfully.';
const SUBJECT = 'It must consist of only printable ASCII letters and its length must not exceed 100.';
const NAME = 'May be null.';

const outcomes = kept(() => new Map<string, Outcome>());
const called = kept(() => new Set<string>());
const current = kept(() => ({ attempt: undefined as LoginAttempt | undefined }));

const withMember = (message: unknown, name: string, value: unknown) => ({ ...(message as object), [name]: value });
const memberOf = (body: Buffer, name: string): unknown => {
  const { members } = readResponse({ status: 200, headers: {}, body });
  return members[name];
};

export const defects: Defects = {
  'key-alone-is-enough': [
    BASIC,
    'The Authorization header is sent as soon as there is an API key, be the API secret empty.',
    altered(
      basicOf,
      (header, { apiKey, apiSecret }) => header ?? (apiKey === '' ? undefined : basic(apiKey, apiSecret)),
    ),
  ],
  'credentials-in-latin1': [
    BASIC,
    'API key and secret are put into Base64 as Latin-1.',
    altered(
      basicOf,
      (header, { apiKey, apiSecret }) =>
        header && `Basic ${Buffer.from(`${apiKey}:${apiSecret}`, 'latin1').toString('base64')}`,
    ),
  ],
  'credentials-in-base64url': [
    BASIC,
    'API key and secret are put into the Base64 of URLs, without padding.',
    altered(
      basicOf,
      (header, { apiKey, apiSecret }) =>
        header && `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64url')}`,
    ),
  ],
  'credentials-at-first-only': [
    BASIC,
    'The Authorization header comes with the first request to an endpoint, and not with later ones.',
    altered(callOf, (call, { endpoint }) => {
      if (!called().has(endpoint)) {
        called().add(endpoint);
        return call;
      }
      const { Authorization: _, ...headers } = call.headers;
      return { ...call, headers };
    }),
  ],
  'secret-trimmed': [
    BASIC,
    'Blanks around the API secret are cut off.',
    instead(basicOf, (honest) => (attempt) => honest({ ...attempt, apiSecret: attempt.apiSecret.trim() })),
  ],
  'password-trimmed': [
    PASSWORD,
    'Blanks around the password are cut off.',
    altered(messageOf, (message, { password }) => withMember(message, 'password', password.trim())),
  ],
  'password-of-64-characters': [
    PASSWORD,
    'The password is cut after 64 characters.',
    altered(messageOf, (message, { password }) => withMember(message, 'password', password.slice(0, 64))),
  ],
  'id-in-small-letters': [
    LOGIN_ID,
    'The login ID is sent in small letters.',
    altered(messageOf, (message, { id }) => withMember(message, 'id', id.toLowerCase())),
  ],
  'id-escaped-for-html': [
    LOGIN_ID,
    'The login ID is escaped for HTML.',
    altered(messageOf, (message, { id }) =>
      withMember(message, 'id', id.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')),
    ),
  ],
  'service-key-as-double': [
    'serviceApiKey | The API key of your service.',
    'The service API key goes through a double, which a large one does not survive.',
    altered(messageOf, (message, { serviceApiKey }) => withMember(message, 'serviceApiKey', Number(serviceApiKey))),
  ],
  'body-in-latin1': [
    'The entity body of a developer authentication callback request is JSON.',
    'The body is sent in Latin-1.',
    altered(bodyOf, (body) => Buffer.from(body.toString('utf8'), 'latin1')),
  ],
  'sns-as-empty-text': [
    'sns property is always null unless you enable social login support in “Developer Authentication” tab.',
    'The property sns is an empty text where there is no social login.',
    altered(messageOf, (message) => withMember(message, 'sns', '')),
  ],
  'query-cut-off': [
    'Developer Authentication Callback Endpoint | The URL of your developer authentication callback endpoint.',
    'The query of the endpoint’s URL is cut off.',
    altered(callOf, (call) => ({ ...call, url: call.url.replace(/\?.*$/, '') })),
  ],
  'logins-cached': [
    WHEN_NEEDED,
    'Who has logged in is let in again with the same ID and password without a call.',
    instead(logIn, (honest) => async (attempt) => {
      const key = JSON.stringify([attempt.endpoint, attempt.id, attempt.password]);
      const outcome = outcomes().get(key) ?? (await honest(attempt));
      if (outcome.loggedIn) outcomes().set(key, outcome);
      return outcome;
    }),
  ],
  'refusals-cached': [
    WHEN_NEEDED,
    'A login that was refused is refused again without a call, although the password may have changed.',
    instead(logIn, (honest) => async (attempt) => {
      const key = JSON.stringify([attempt.endpoint, attempt.id, attempt.password]);
      const outcome = outcomes().get(key) ?? (await honest(attempt));
      if (outcome.status === 401) outcomes().set(key, outcome);
      return outcome;
    }),
  ],
  'logins-share-a-variable': [
    LOGIN_ID,
    'What was typed is in a variable that logins at the same time share.',
    instead(logIn, (honest) => async (attempt) => {
      current().attempt = attempt;
      await setTimeout(20);
      const { id = '', password = '' } = current().attempt ?? {};
      return honest({ ...attempt, id, password });
    }),
  ],
  'true-as-text': [
    AUTHENTICATED,
    'An authenticated that is a text is true, whatever it says.',
    altered(problemOf, (problem, name) => (name === 'authenticated is not a boolean' ? undefined : problem)),
  ],
  'without-a-subject': [
    AUTHENTICATED,
    'A developer whose subject is null is logged in.',
    altered(problemOf, (problem, name) => (name === 'no subject' ? undefined : problem)),
  ],
  'subject-of-100-refused': [
    SUBJECT,
    'A subject of exactly 100 characters is refused.',
    altered(outcomeOf, (outcome, response) => {
      const subject = 'body' in response ? memberOf(response.body, 'subject') : undefined;
      return outcome.loggedIn && String(subject).length >= 100 ? unusable(['"subject" is too long.']) : outcome;
    }),
  ],
  'subject-of-101-accepted': [
    SUBJECT,
    'A subject of 101 characters is accepted.',
    altered(problemOf, (problem, name, _, { members }) =>
      name === 'a long subject' && String(members.subject).length === 101 ? undefined : problem,
    ),
  ],
  'delete-is-printable': [
    SUBJECT,
    'The control character DEL is taken for printable.',
    altered(problemOf, (problem, name, _, { members }) =>
      name === 'a subject beyond ASCII' && /^[\x20-\x7F]*$/.test(String(members.subject)) ? undefined : problem,
    ),
  ],
  'tilde-is-not-printable': [
    SUBJECT,
    'A subject with a tilde is refused.',
    altered(outcomeOf, (outcome) =>
      outcome.loggedIn && outcome.subject?.includes('~') ? unusable(['"subject" has a tilde.']) : outcome,
    ),
  ],
  'subject-must-be-the-id': [
    'Note that the value of subject property in the response does not have to be equal to the value of id property in the request.',
    'A subject other than the login ID is refused unless that is an e-mail address.',
    altered(outcomeOf, (outcome, _, id) =>
      outcome.loggedIn && !id.includes('@') && outcome.subject !== id
        ? unusable(['"subject" is not the id.'])
        : outcome,
    ),
  ],
  'name-needed': [
    NAME,
    'A developer whose displayName is null is not logged in.',
    altered(outcomeOf, (outcome) =>
      outcome.loggedIn && outcome.displayName === null ? unusable(['"displayName" is missing.']) : outcome,
    ),
  ],
  'name-counted-in-bytes': [
    'Its length must not exceed 100.',
    'The length of displayName is counted in bytes, so that 60 letters with accents are too long.',
    altered(outcomeOf, (outcome) =>
      outcome.loggedIn && Buffer.byteLength(outcome.displayName ?? '') > 100
        ? unusable(['"displayName" is too long.'])
        : outcome,
    ),
  ],
};
