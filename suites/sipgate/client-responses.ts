import { given, type Matcher } from '../harness/checks/matchers.ts';
import type { Absent } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, statusOf, summaryOf } from '../harness/http/exchange.ts';
import { flow } from './client-app.ts';
import { LOGS_IN } from './client-ids.ts';
import { rule } from './client-matchers.ts';
import type { TokenResponse } from './client-realm.ts';
import type { Walk } from './client-visitor.ts';

const ok = (body: object) => ({ status: 200, body });

interface Failure {
  readonly name: string;
  readonly action: (response: TokenResponse) => object;
}

/** What the token endpoint does instead of giving tokens, by the end of the requirement's id. */
const FAILURES: readonly (readonly [rule: string, failures: readonly Failure[]])[] = [
  [
    'html',
    [
      { name: 'a page of HTML with status 200', action: () => ({ status: 200, html: true }) },
      { name: 'a page of HTML with status 502', action: () => ({ html: true }) },
      { name: 'JSON that is no object', action: () => ok(['access_token']) },
    ],
  ],
  [
    'error',
    [
      {
        name: 'invalid_grant',
        action: () => refusal(400, { error: 'invalid_grant', error_description: 'Code not valid' }),
      },
      { name: 'invalid_client', action: () => refusal(401, { error: 'invalid_client' }) },
      { name: 'a failure of the realm', action: () => refusal(500, { error: 'unknown_error' }) },
      { name: 'tokens beside an error', action: (response) => refusal(400, { error: 'invalid_grant', ...response }) },
      { name: 'tokens with status 503', action: (response) => refusal(503, response) },
    ],
  ],
  [
    'missing',
    [
      { name: 'a response without access_token', action: ({ access_token: _, ...rest }) => ok(rest) },
      { name: 'an access_token that is null', action: (response) => ok({ ...response, access_token: null }) },
      { name: 'an empty access_token', action: (response) => ok({ ...response, access_token: '' }) },
    ],
  ],
  [
    'truncated',
    [
      { name: 'a response that breaks off', action: (response) => ({ ...ok(response), truncate: true }) },
      { name: 'an empty body', action: () => ({ status: 200, body: '' }) },
    ],
  ],
  ['unreachable', [{ name: 'a connection that is reset', action: () => ({ reset: true }) }]],
];

const refusal = (status: number, body: object) => ({ status, body });

/** Sound responses that look otherwise than the document's samples. */
const VARIANTS: readonly (readonly [string, (response: TokenResponse) => object])[] = [
  ['type-case', (response) => ({ ...response, token_type: 'BEARER' })],
  ['unknown-member', (response) => ({ ...response, tollgate: { unknown: true } })],
  ['without-expires-in', ({ expires_in: _, ...rest }) => rest],
  ['any-order', (response) => Object.fromEntries(Object.entries(response).sort().reverse())],
  ['opaque', (response) => ({ ...response, access_token: OPAQUE })],
];
const OPAQUE = 'f123b4214b3124312b-_.~+/0f5c2d7e9a';

const idOf = (name: string) => `sipgate.client.token-${name}`;

export const responses = flow(
  'the application copes with what the token endpoint answers',
  {
    endpoint: 'token',
    judges: each([...[...FAILURES, ...VARIANTS].map(([name]) => idOf(name)), idOf('failure-told')], [LOGS_IN]),
  },
  async ({ app, check, refuses }) => {
    const ends: End[] = [];
    let silence: Absent | undefined;
    let probed: Exchange | undefined;
    async function send({ name, action }: Failure): Promise<Exchange> {
      if (silence && probed) return probed;
      const { probe, end } = await app.loggingIn(async (login) => action(await app.genuine(login)));
      if (name !== PLAIN.name) ends.push({ what: name, end });
      if (!end.last.response) {
        silence ??= { nothing: `after ${name} the application gave no response`, blockedBy: idOf('failure-told') };
      }
      probed = probe;
      return probe;
    }
    const control = await send(PLAIN);
    const isIn = () => app.loggedIn(control).ok;
    for (const [name, change] of VARIANTS) {
      const probe = await send({ name: PLAIN.name, action: (response) => ok(change(response)) });
      check(idOf(name), probe, given(isIn, LOGS_IN, app.loggedIn));
    }
    for (const [rule, failures] of FAILURES) {
      const alter = failures.map((failure) => ({ name: failure.name, alter: () => failure }));
      await refuses(idOf(rule), { unless: silence, given: () => PLAIN, alter, send, accepted: app.loggedIn });
    }
    const shown = ends.map(({ end }) => end.last).filter(({ response }) => response);
    check(idOf('failure-told'), [control, ...shown], given(isIn, LOGS_IN, toldOfAll(ends)));
  },
);

const PLAIN: Failure = { name: 'tokens', action: ok };

interface End {
  readonly what: string;
  readonly end: Walk;
}

/** The browser got a response to each, and no bare server error; a page of errors that it is sent to may have any status. */
const toldOfAll =
  (ends: readonly End[]): Matcher =>
  () => {
    const untold = ends.find(({ end }) => !isTold(end));
    const actual = untold ? `after ${untold.what}: ${summaryOf(untold.end.last)}` : 'the user is told of each';
    return { ok: !untold, expected: 'a response to the browser, and no status 500', actual };
  };

function isTold({ last, exchanges }: Walk): boolean {
  return last.response !== undefined && (statusOf(last) !== 500 || exchanges.length > 1);
}

/** How much longer than any other exchange an application may wait for the token endpoint: about a minute. */
const PATIENCE = 6.5;

export const silence = flow(
  'the application does not wait for ever',
  { endpoint: 'token', judges: { 'sipgate.client.token-silent': [LOGS_IN] } },
  async ({ app, check }) => {
    const withinMs = app.timeoutMs * PATIENCE;
    const { end, probe } = await app.loggingIn(async () => ({ hang: true }), withinMs);
    const ends = (exchange: Exchange) =>
      rule(`a response within ${withinMs / 1_000} s, and nobody logged in`, () => ({
        ok: end.last.response !== undefined && !app.loggedIn(exchange).ok,
        actual: end.last.response ? 'a response' : 'no response; where the application waits longer, raise timeoutMs',
      }))(exchange);
    check('sipgate.client.token-silent', probe, ends);
  },
);
