import { orNothing } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import type { Id } from '../harness/model/requirement.ts';
import { DELIVERS, NO_TOKEN } from './client-ids.ts';
import { carries, finds, noCallback } from './client-matchers.ts';
import { flow, type Sent, saidOf } from './platform.ts';
import { type Behaviour, jwtLike, type Profile, tokenResponse } from './platform-profile.ts';

const page = '<!doctype html><title>Sign in</title><p>access_token=none</p>';
const failures: readonly (readonly [id: Id, after: string, action: Behaviour])[] = [
  [NO_TOKEN.refusal, '401 invalid_client', { status: 401, body: { error: 'invalid_client' } }],
  [NO_TOKEN.refusal, '400 unsupported_grant_type', { status: 400, body: { error: 'unsupported_grant_type' } }],
  [NO_TOKEN.refusal, '403 with a page', { status: 403, body: page, contentType: 'text/html' }],
  [NO_TOKEN.refusal, '404', { status: 404, body: '', contentType: 'text/plain' }],
  [NO_TOKEN.refusal, '429', { status: 429, body: { error: 'slow_down' }, headers: { 'Retry-After': '3600' } }],
  [NO_TOKEN.error, '500 server_error', { status: 500, body: { error: 'server_error' } }],
  [NO_TOKEN.error, '502 with a page', { status: 502, body: page, contentType: 'text/html' }],
  [NO_TOKEN.error, '503', { status: 503, body: '', contentType: 'text/plain', headers: { 'Retry-After': '3600' } }],
  [NO_TOKEN.silence, 'a broken connection', { reset: true }],
  [NO_TOKEN.silence, 'no response', { hang: true }],
  [NO_TOKEN.noJson, '200 with a page', { body: page, contentType: 'text/html' }],
  [NO_TOKEN.noJson, '200 without a body', { body: '', contentType: 'application/json' }],
  [NO_TOKEN.noJson, '200, cut off', { body: '{"access_token": "cut off', contentType: 'application/json' }],
  [NO_TOKEN.noJson, '200 with a list', { body: [tokenResponse('a-token-in-a-list')] }],
  [NO_TOKEN.missing, '200 without a token', { body: { token_type: 'Bearer', expires_in: 3600 } }],
  [NO_TOKEN.missing, '200 with an error', { body: { error: 'invalid_client' } }],
  [NO_TOKEN.missing, '200 with an empty object', { body: {} }],
];

/** How long an auth URL takes that refuses or fails, in milliseconds. */
const TAKES = 60;

/** How long an auth URL that does not answer is left blocked, in milliseconds. */
const HANGS = 150;

export const noToken = flow(
  'without a token there is no callback',
  {
    endpoint: 'advanced-auth-callback',
    judges: each(
      failures.map(([id]) => id),
      DELIVERS,
    ),
  },
  async ({ platform, check }) => {
    const control = await platform.newProfile();
    const token = jwtLike();
    await platform.gives(control, [token]);
    const profiles: Record<string, Profile> = { control };
    const ends: (() => Promise<void>)[] = [];
    for (const [id, after, action] of failures) {
      const profile = await platform.newProfile();
      profiles[after] = profile;
      await platform.forbids(profile, { id, after });
      // Callbacks that are triggered meanwhile share the failure.
      const isAnswer = !action.hang && !action.reset;
      const end = await platform.answers(profile, 'auth', { ...action, ...(isAnswer && { delayMs: TAKES }) });
      if (action.hang) {
        await platform.answers(profile, 'auth', { reset: true });
        ends.push(async () => {
          await platform.arrived(profile, 1, HANGS);
          await end();
        });
      }
    }
    const all = Object.values(profiles);
    await Promise.all([
      ...all.flatMap((profile) => [profile, profile]).map(platform.fire),
      ...ends.map((end) => end()),
    ]);
    await Promise.all(all.map(platform.fire));
    const sent = await platform.sent(profiles);
    const { all: answered, ...kept } = sent.control as Sent;
    const works = carries(kept.callbacks, token);
    for (const [id, after] of failures) {
      const one = sent[after] as Sent;
      const { ok, expected, actual } = noCallback(one.callbacks);
      // An exchange without a response is what this is about; the good profile's stand for it.
      const made = one.callbacks.length > 0 ? one.callbacks : id === NO_TOKEN.silence ? answered : one.all;
      const seen = works.ok
        ? orNothing(one.auth.length > 0 ? made : [], `the platform asked for no token; ${saidOf(one)}`)
        : { nothing: `the good profile sent ${works.actual}; ${saidOf(kept)}` };
      check(id, seen, finds(ok, `${expected} after ${after}`, actual));
    }
  },
);
