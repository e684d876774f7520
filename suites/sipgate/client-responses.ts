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

/** What the token endpoint does instead of giving tokens: the end of the requirement's id, what it is, how it is done. */
const FAILURES: readonly (readonly [string, string, (response: TokenResponse) => object])[] = [
  ['html', 'a page of HTML', () => ({ status: 200, html: true })],
  ['error', 'an error', () => ({ status: 400, body: { error: 'invalid_grant', error_description: 'Code not valid' } })],
  ['missing', 'a response without access_token', ({ access_token: _, ...rest }) => ok(rest)],
  ['truncated', 'a response that breaks off', (response) => ({ ...ok(response), truncate: true })],
  ['unreachable', 'a connection that is reset', () => ({ reset: true })],
];

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
  async ({ app, check, refused }) => {
    const answeredBy = (action: (response: TokenResponse) => object) =>
      app.loggingIn(async (login) => action(await app.genuine(login)));
    const { probe: control } = await answeredBy(ok);
    const isIn = () => app.loggedIn(control).ok;
    for (const [name, change] of VARIANTS) {
      const { probe } = await answeredBy((response) => ok(change(response)));
      check(idOf(name), probe, given(isIn, LOGS_IN, app.loggedIn));
    }
    const ends: End[] = [];
    let silent: Absent | undefined;
    for (const [name, what, action] of FAILURES) {
      await refused(idOf(name), {
        control,
        async refused() {
          if (silent) return silent;
          const { probe, end } = await answeredBy(action);
          ends.push({ what, end });
          if (end.last.response) return probe;
          silent = { nothing: `after ${what} the application gave no response`, blockedBy: idOf('failure-told') };
          return silent;
        },
        accepted: app.loggedIn,
      });
    }
    const shown = ends.map(({ end }) => end.last).filter(({ response }) => response);
    check(idOf('failure-told'), [control, ...shown], given(isIn, LOGS_IN, toldOfAll(ends)));
  },
);

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
