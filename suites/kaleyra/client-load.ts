import type { Finding } from '../harness/checks/matchers.ts';
import { each, where } from '../harness/flow/dependencies.ts';
import { statusOf } from '../harness/http/exchange.ts';
import { APART, DELIVERS, REUSED } from './client-ids.ts';
import { carries, complete, completeAll, finds, is, together, told } from './client-matchers.ts';
import { flow, type PlatformApi, type Sent } from './platform.ts';
import { jwtLike, tokenOf } from './platform-profile.ts';

const SINGLE = 'kaleyra.practice.platform-single-flight';
const AFTER_401 = 'kaleyra.practice.platform-after-401';
const CALLBACK_URL = 'kaleyra.platform.callback-url';
const DROPPED = 'kaleyra.practice.platform-refused-token-dropped';

export const profilesApart = flow(
  'profiles keep their tokens and credentials to themselves',
  { endpoint: 'advanced-auth-callback', judges: { [APART]: DELIVERS } },
  async ({ platform, check }) => {
    const one = await platform.newProfile();
    const sameId = await platform.newProfile({ clientId: one.clientId });
    const { clientId, clientSecret } = one;
    const sameClient = await platform.newProfile({ clientId, clientSecret });
    const profiles = { one, sameId, sameClient };
    const tokens = { one: jwtLike(), sameId: jwtLike(), sameClient: jwtLike() };
    for (const name of ['one', 'sameId', 'sameClient'] as const) await platform.gives(profiles[name], [tokens[name]]);
    for (const profile of [one, sameId, sameClient, one, sameId, sameClient]) await platform.fire(profile);
    await Promise.all(Object.values(profiles).map(platform.fire));
    const sent = await platform.sent(profiles);
    const findings = (['one', 'sameId', 'sameClient'] as const).map((name) =>
      carries(sent[name].callbacks, tokens[name]),
    );
    check(APART, completeAll(Object.values(sent)), is(together(...findings)));
  },
);

export const load = flow(
  'several callbacks at once, and a callback that is refused',
  {
    endpoint: 'advanced-auth-callback',
    judges: { ...each([SINGLE], [...DELIVERS, where(REUSED)]), ...each([AFTER_401, DROPPED], DELIVERS) },
  },
  async ({ platform, check }) => {
    const many = await platform.newProfile();
    await platform.gives(many, [jwtLike()], {}, { delayMs: 50 });
    const refused = await platform.newProfile();
    const tokens = [jwtLike(), jwtLike(), jwtLike()];
    await platform.gives(refused, tokens);
    const challenge = { 'WWW-Authenticate': 'Bearer error="invalid_token"' };
    await platform.answers(refused, 'callback', { status: 401, headers: challenge, body: {} }, 1);
    await Promise.all([...Array.from({ length: 5 }, () => many), refused].map(platform.fire));
    const afterwards = platform.after401 === 'renew' ? 2 : 1;
    const { callbacks: before } = (await platform.settled([many, refused], new Map([[refused.profile, afterwards]])))(
      refused,
    );
    await platform.fire(refused);
    const sent = await platform.sent({ many, refused }, { refused: before + 1 });

    const { length } = sent.many.auth;
    const enough = length === 1 || platform.concurrency === 'any';
    check(
      SINGLE,
      complete(sent.many),
      finds(enough, 'one authentication request for five callbacks at once', `${length}`),
    );
    const first = { ...sent.refused, callbacks: sent.refused.callbacks.slice(0, before) };
    const [challenged] = first.callbacks;
    const wasRefused = challenged === undefined || statusOf(challenged) === 401;
    const elsewhere = { nothing: 'the callback went elsewhere and was not refused', blockedBy: CALLBACK_URL };
    check(AFTER_401, wasRefused ? complete(first, 1) : elsewhere, is(after401(platform, first, tokens)));
    const next = sent.refused.callbacks.slice(before);
    const again = next.filter((callback) => tokenOf(callback) === tokenOf(first.callbacks[0])).length;
    check(
      DROPPED,
      wasRefused ? complete(sent.refused, before + 1) : elsewhere,
      finds(again === 0, 'another token for the next callback', told(sent.refused)),
    );
  },
);

function after401({ after401: wanted }: PlatformApi, one: Sent, [, renewed]: readonly string[]): Finding {
  if (wanted === 'give-up')
    return { ok: one.callbacks.length === 1, expected: 'no further callback', actual: told(one) };
  const ok = one.callbacks.length === 2 && tokenOf(one.callbacks[1]) === renewed;
  return { ok, expected: 'a second callback with a new token', actual: told(one) };
}
