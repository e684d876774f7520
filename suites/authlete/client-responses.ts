import { orNothing, type Seen } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import type { Exchange } from '../harness/http/exchange.ts';
import { type Answering, type Attempt, callsTo, flow, ID, type Typed, yes } from './client-api.ts';
import { CALLS, FALSE, TRUE } from './client-ids.ts';

const no = { authenticated: false, subject: null, displayName: null };
const longest = 's'.repeat(100);
/** Every printable ASCII character but the blank. */
const printable = String.fromCharCode(...Array.from({ length: 94 }, (_, i) => 0x21 + i));

/** What the endpoint answers, and what is typed where that matters. */
type Case = Answering & { readonly typed?: Typed };

/** Responses that log the developer in: the end of a requirement's id, and the responses. */
const LETS_IN: readonly (readonly [rule: string, ...answers: Case[]])[] = [
  ['subject-differs', { body: yes('developer-1001') }, { body: yes(printable) }],
  ['longest-members', { typed: { id: longest }, body: yes(longest, { displayName: 'é'.repeat(100) }) }],
  ['display-name-null', { body: yes(ID, { displayName: null }) }],
  ['more-members', { body: yes(ID, { mock: false, 'x-tollgate': { unknown: [true] } }) }],
  ['headers-any-case', { body: yes(ID), contentType: 'Application/JSON;charset=utf-8' }],
];

/** Responses that log nobody in. */
const KEEPS_OUT: readonly (readonly [rule: string, ...answers: Case[]])[] = [
  ['malformed-json', { body: '{"authenticated": true, "subject": "ada"' }, { body: '' }],
  ['not-object', { body: [yes(ID)] }, { body: 'true' }, { body: 'null' }],
  ['authenticated-missing', { body: { subject: ID, displayName: null } }],
  [
    'authenticated-not-boolean',
    { body: yes(ID, { authenticated: 'true' }) },
    { body: yes(ID, { authenticated: 'false' }) },
    { body: yes(ID, { authenticated: 1 }) },
  ],
  ['subject-missing', { body: { authenticated: true, displayName: null } }, { body: { ...yes(''), subject: null } }],
  ['server-error', { status: 500, body: yes(ID) }],
  ['other-status', { status: 403, body: yes(ID) }],
  ['other-media-type', { body: yes(ID), contentType: 'text/html; charset=UTF-8' }],
  ['subject-too-long', { body: yes('s'.repeat(101)) }],
  ['subject-not-ascii', { body: yes('adá') }],
  ['display-name-too-long', { body: yes(ID, { displayName: 'é'.repeat(101) }) }],
  ['redirect-refuses', { redirect: '/goal' }],
  ['reset-refuses', { reset: true }],
  ['silence-refuses', { hang: true }],
];

const idOf = (rule: string) => `authlete.client.${rule}`;

export const answers = flow(
  'the endpoint’s response decides about the login',
  {
    endpoint: 'developer-auth',
    judges: {
      [FALSE]: [CALLS, TRUE],
      'authlete.client.subject-null-when-refused': [FALSE],
      ...each(
        [...LETS_IN, ...KEEPS_OUT].map(([rule]) => idOf(rule)),
        [CALLS, TRUE],
      ),
      'authlete.client.redirect-not-followed': [CALLS],
    },
  },
  async ({ console, check }) => {
    const inbox = await console.open();
    const attempts = new Map<string, Attempt[]>();
    const attempt = async (word: string, list: readonly Case[]) => {
      const made: Attempt[] = [];
      for (const [i, { typed, ...response }] of list.entries()) {
        made.push(await inbox.logIn(`/${word}/${i}`, typed, response));
      }
      attempts.set(word, made);
    };
    await attempt('refused', [{ body: no }]);
    await attempt('refused-subject', [{ body: { ...no, subject: ID } }]);
    for (const [rule, ...list] of [...LETS_IN, ...KEEPS_OUT]) await attempt(rule, list);
    const calls = await inbox.calls([...attempts.values()].flat().length);

    /** One check for all attempts of a word: the first that is not as it should be speaks. */
    const judge = (id: string, word: string, expected: string, isKept: (made: Attempt) => boolean) => {
      const made = attempts.get(word) ?? [];
      const told = made.find((one) => !isKept(one)) ?? made[0];
      check(id, seenOf(calls, word, told), () => ({
        ok: told !== undefined && isKept(told),
        expected,
        actual: told?.said ?? 'no login',
      }));
    };
    const refusal = 'an orderly refusal, since the endpoint answered authenticated false';
    judge(FALSE, 'refused', refusal, ({ refused }) => refused);
    judge(
      'authlete.client.subject-null-when-refused',
      'refused-subject',
      'a refusal, whatever subject is',
      ({ refused }) => refused,
    );
    for (const [rule] of LETS_IN) judge(idOf(rule), rule, 'a login', ({ loggedIn }) => loggedIn);
    for (const [rule] of KEEPS_OUT) judge(idOf(rule), rule, 'no login', ({ loggedIn, ended }) => ended && !loggedIn);

    const followed = callsTo(calls, 'goal');
    const redirected = orNothing(callsTo(calls, 'redirect-refuses'), NO_REQUEST);
    check('authlete.client.redirect-not-followed', [redirected, followed].flat(), () => ({
      ok: followed.length === 0,
      expected: 'no request to where the redirect leads',
      actual: followed.length ? 'the request is repeated there' : 'none',
    }));
  },
);

const NO_REQUEST = 'the login made no request';

/** The calls of a word that were answered, or any that was where none of its own can be, and what the console said of one attempt. */
function seenOf(calls: readonly Exchange[], word: string, made: Attempt | undefined): Seen {
  const own = callsTo(calls, word);
  if (own.length === 0) return { nothing: NO_REQUEST };
  const answered = own.filter(({ response }) => response);
  const shown = answered.length > 0 ? answered : calls.filter(({ response }) => response).slice(0, 1);
  return orNothing([...shown, made?.exchange?.response ? made.exchange : undefined], made?.said ?? NO_REQUEST);
}
