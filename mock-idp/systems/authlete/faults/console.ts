import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { deltas, type JsonSchema } from '../../../../schemas/deltas.ts';
import { altered, type Change, instead, kept } from '../../../faults/changes.ts';
import { type FaultRow, faultsOf } from '../../../faults/fault-table.ts';
import { logIn } from '../console.ts';
import {
  basic,
  basicOf,
  bodyOf,
  type CallbackCall,
  callEndpoint,
  callOf,
  type EndpointResponse,
  exchange,
  type LoginAttempt,
  messageOf,
} from '../console-call.ts';
import { type Outcome, outcomeOf, problemOf, type RuleName, readResponse, unusable } from '../console-outcome.ts';

type Members = Readonly<Record<string, unknown>>;

/** Changes the callback request. */
const callWith = (change: (call: CallbackCall, attempt: LoginAttempt) => Partial<CallbackCall>): Change =>
  altered(callOf, (call, attempt) => ({ ...call, ...change(call, attempt) }));

/** Changes the URL that is called. */
const urlWith = (change: (url: URL, attempt: LoginAttempt) => void): Change =>
  callWith((call, attempt) => {
    const url = new URL(call.url);
    change(url, attempt);
    return { url: url.href };
  });

/** Changes members of the callback request. */
const messageWith = (change: (message: Members, attempt: LoginAttempt) => Members): Change =>
  altered(messageOf, (message, attempt) => ({ ...(message as Members), ...change(message as Members, attempt) }));

/** Changes the API secret before it is sent. */
const secretWith = (change: (secret: string) => string): Change =>
  altered(basicOf, (header, { apiKey, apiSecret }) => header && basic(apiKey, change(apiSecret)));

/** Leaves a rule about responses out. */
const ignores = (...names: RuleName[]): Change =>
  altered(problemOf, (problem, name) => (names.includes(name) ? undefined : problem));

const letIn = (subject: string): Outcome => ({ status: 200, loggedIn: true, subject, problems: [] });

/** Lets somebody in whom the response does not. */
const admitsWhere = (isSuch: (response: EndpointResponse, outcome: Outcome) => boolean): Change =>
  altered(outcomeOf, (outcome, response, id) => (isSuch(response, outcome) ? letIn(id) : outcome));

/** Lets somebody in whatever came instead of a response. */
const admitsWithoutResponse = (whenTimedOut: boolean): Change =>
  admitsWhere((response) => 'failure' in response && response.timedOut === whenTimedOut);

/** Refuses responses that are as the document says. */
const refusesWhere = (isSuch: (members: Members, id: string, type: unknown) => boolean): Change =>
  altered(outcomeOf, (outcome, response, id) => {
    if (!outcome.loggedIn || 'failure' in response) return outcome;
    const { members, headers } = readResponse(response);
    return isSuch(members, id, headers['content-type']) ? unusable(['The response is not as expected.']) : outcome;
  });

const longerThan = (length: number) => (text: unknown) => [...String(text ?? '')].length > length;
const outcomes = kept(() => new Map<string, Outcome>());
const underWay = kept(() => ({ first: undefined as LoginAttempt | undefined }));

const table: Readonly<Record<string, FaultRow>> = {
  'does-not-call': [
    'A login calls nobody.',
    'authlete.client.calls-when-needed',
    instead(
      logIn,
      () =>
        async ({ id }) =>
          letIn(id),
    ),
  ],
  'calls-twice': [
    'A login calls the endpoint twice.',
    'authlete.client.one-call',
    instead(callEndpoint, (honest) => async (attempt) => {
      await honest(attempt);
      return honest(attempt);
    }),
  ],
  'outcome-kept': [
    'A login that has been tried is not asked about again.',
    'authlete.client.no-stored-answer',
    instead(logIn, (honest) => async (attempt) => {
      const name = JSON.stringify([attempt.endpoint, attempt.id, attempt.password]);
      const outcome = outcomes().get(name) ?? (await honest(attempt));
      outcomes().set(name, outcome);
      return outcome;
    }),
  ],
  'logins-mixed': [
    'Logins that come while another is under way have its id and password.',
    'authlete.client.logins-apart',
    instead(logIn, (honest) => async (attempt) => {
      const { id, password } = underWay().first ?? attempt;
      underWay().first ??= attempt;
      await sleep(30);
      const outcome = await honest({ ...attempt, id, password });
      underWay().first = undefined;
      return outcome;
    }),
  ],
  'path-appended': [
    '/authentication is appended to the URL.',
    'authlete.client.endpoint-url',
    urlWith((url) => {
      url.pathname += '/authentication';
    }),
  ],
  'query-dropped': [
    'The query of the URL is dropped.',
    'authlete.client.endpoint-url',
    urlWith((url) => {
      url.search = '';
    }),
  ],
  'password-in-url': [
    'The password goes into the URL.',
    ['authlete.client.endpoint-url', 'authlete.client.no-password-in-url'],
    urlWith((url, { password }) => url.searchParams.set('password', password)),
  ],
  puts: ['The request is a PUT.', 'authlete.client.post', callWith(() => ({ method: 'PUT' }))],
  'media-type': [
    'The body is labelled text/plain.',
    'authlete.client.media-type',
    callWith(({ headers }) => ({ headers: { ...headers, 'Content-Type': 'text/plain' } })),
  ],
  'no-basic': ['Key and secret are not sent.', 'authlete.client.basic-header', altered(basicOf, () => undefined)],
  'empty-basic': [
    'Without key and secret empty ones are sent.',
    'authlete.client.no-basic',
    altered(basicOf, (header, { apiKey, apiSecret }) => header ?? basic(apiKey, apiSecret)),
  ],
  'secret-cut': [
    'The secret is cut off at a colon.',
    'authlete.client.basic-any-characters',
    secretWith((secret) => secret.split(':')[0] ?? ''),
  ],
  'secret-encoded': [
    'The secret is percent-encoded.',
    'authlete.client.basic-any-characters',
    secretWith(encodeURIComponent),
  ],
  'key-rounded': [
    'serviceApiKey goes through a double.',
    'authlete.client.service-api-key-exact',
    messageWith(({ serviceApiKey }) => ({ serviceApiKey: BigInt(Number(serviceApiKey)) })),
  ],
  'id-trimmed': [
    'Blanks around the id are taken away.',
    'authlete.client.id-verbatim',
    messageWith((_message, { id }) => ({ id: id.trim() })),
  ],
  'password-trimmed': [
    'Blanks around the password are taken away.',
    'authlete.client.password-verbatim',
    messageWith((_message, { password }) => ({ password: password.trim() })),
  ],
  'latin-1': [
    'The body is written in Latin-1.',
    'authlete.client.non-ascii',
    altered(bodyOf, (body) => Buffer.from(body.toString('utf8'), 'latin1')),
  ],
  'text-pasted': [
    'Id and password are pasted into the JSON.',
    'authlete.client.escapes',
    callWith(({ body }, { id, password }) => {
      const pasted = [id, password].reduce(
        (text, own) => text.replace(JSON.stringify(own), () => `"${own}"`),
        body.toString('utf8'),
      );
      return { body: Buffer.from(pasted) };
    }),
  ],

  'refuses-all': [
    'Nobody gets in.',
    'authlete.client.true-logs-in',
    altered(outcomeOf, () => ({ status: 401, loggedIn: false, problems: [] })),
  ],
  'admits-all': [
    'authenticated is not looked at.',
    'authlete.client.false-refuses',
    admitsWhere((_response, { status }) => status === 401),
  ],
  'crashes-on-no': [
    'A refusal ends in an internal error.',
    'authlete.client.false-refuses',
    altered(outcomeOf, (outcome) => (outcome.status === 401 ? { ...outcome, status: 500 } : outcome)),
  ],
  'subject-must-be-id': [
    'A subject that is not the id is refused.',
    'authlete.client.subject-differs',
    refusesWhere(({ subject }, id) => subject !== id),
  ],
  'at-most-99': [
    'A hundred characters are too many.',
    'authlete.client.longest-members',
    refusesWhere(({ subject, displayName }) => [subject, displayName].some(longerThan(99))),
  ],
  'name-needed': [
    'A displayName of null is refused.',
    'authlete.client.display-name-null',
    refusesWhere(({ displayName }) => displayName === null),
  ],
  'subject-decides': [
    'A subject logs in, whatever authenticated says.',
    'authlete.client.subject-null-when-refused',
    admitsWhere((response, { status }) => {
      return status === 401 && 'body' in response && readResponse(response).members.subject !== null;
    }),
  ],
  'more-members-refused': [
    'A fourth member is refused.',
    'authlete.client.more-members',
    refusesWhere((members) => {
      const { authenticated: _authenticated, subject: _subject, displayName: _name, ...more } = members;
      return Object.keys(more).length > 0;
    }),
  ],
  'media-type-exact': [
    'Content-Type is compared as it is written.',
    'authlete.client.headers-any-case',
    refusesWhere((_members, _id, type) => type !== 'application/json; charset=UTF-8'),
  ],
  'admits-no-json': ['A response that is not JSON logs in.', 'authlete.client.malformed-json', ignores('not JSON')],
  'admits-arrays': ['A response that is an array logs in.', 'authlete.client.not-object', ignores('not an object')],
  'admits-undecided': [
    'A response without authenticated logs in.',
    'authlete.client.authenticated-missing',
    ignores('no authenticated'),
  ],
  'admits-truthy': [
    '"true" and 1 are true.',
    'authlete.client.authenticated-not-boolean',
    ignores('authenticated is not a boolean'),
  ],
  'admits-nobody': ['A response without a subject logs in.', 'authlete.client.subject-missing', ignores('no subject')],
  'admits-500': ['The status 500 is not looked at.', 'authlete.client.server-error', ignores('a server error')],
  'admits-any-status': [
    'The status is not looked at below 500.',
    'authlete.client.other-status',
    ignores('another status'),
  ],
  'admits-any-type': [
    'The media type is not looked at.',
    'authlete.client.other-media-type',
    ignores('another media type'),
  ],
  'admits-long-subjects': [
    'The length of a subject is not looked at.',
    'authlete.client.subject-too-long',
    ignores('a long subject'),
  ],
  'admits-any-subject': [
    'The characters of a subject are not looked at.',
    'authlete.client.subject-not-ascii',
    ignores('a subject beyond ASCII'),
  ],
  'admits-long-names': [
    'The length of a display name is not looked at.',
    'authlete.client.display-name-too-long',
    ignores('a long display name'),
  ],
  'follows-redirects': [
    'The password follows redirects.',
    'authlete.client.redirect-not-followed',
    instead(callEndpoint, (honest) => async (attempt) => {
      const first = await honest(attempt);
      const goal = 'headers' in first ? first.headers.location : undefined;
      return goal === undefined
        ? first
        : exchange({ ...callOf(attempt), url: new URL(String(goal), attempt.endpoint).href });
    }),
  ],
  'admits-redirects': [
    'A redirect logs in.',
    'authlete.client.redirect-refuses',
    admitsWhere((response) => 'status' in response && response.status >= 300 && response.status < 400),
  ],
  'admits-reset': ['A connection that breaks logs in.', 'authlete.client.reset-refuses', admitsWithoutResponse(false)],
  'admits-silence': ['Silence logs in.', 'authlete.client.silence-refuses', admitsWithoutResponse(true)],
  waits: ['The call has no time limit.', 'authlete.client.silence-refuses', callWith(() => ({ timeoutMs: 60_000 }))],
};

const request = JSON.parse(
  readFileSync(new URL('../../../../schemas/authlete/callback-request.schema.json', import.meta.url), 'utf8'),
) as JsonSchema;

/** The defects that the request's contract allows. */
const ofRequest = deltas(request).map((defect): [string, FaultRow] => [
  `message.callback-request.${defect.id.replace('authlete.', '')}.${defect.keyword}`,
  [`callback-request: ${defect.describe}.`, defect.id, altered(messageOf, (message) => defect.apply(message))],
]);

/** Every fault of the Developer Console: its behaviour, then its request. */
export const consoleFaults = faultsOf('authlete.client', { ...table, ...Object.fromEntries(ofRequest) });
