import { createHash, randomBytes } from 'node:crypto';
import { attemptsOf, only, row } from '../harness/checks/attempts.ts';
import { type Matcher, not } from '../harness/checks/matchers.ts';
import { nearMisses } from '../harness/checks/near-misses.ts';
import { once } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import type { Exchange } from '../harness/http/exchange.ts';
import { flow, givesCode, issuesToken } from './api.ts';
import { TOKENS } from './ids.ts';
import { redirected } from './matchers.ts';
import { redirectOf } from './visit.ts';

const WORKS = 'sipgate.rfc.pkce-works';
const WRONG = 'sipgate.rfc.pkce-verifier-checked';

const newVerifier = () => randomBytes(32).toString('base64url');
const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

export const pkce = flow(
  'a code that was asked for with a challenge needs its verifier',
  {
    endpoint: 'token',
    judges: {
      ...each([WORKS, 'sipgate.rfc.pkce-downgrade'], TOKENS),
      ...each(['sipgate.rfc.pkce-verifier-needed', WRONG, 'sipgate.practice.pkce-plain'], [...TOKENS, WORKS]),
      'sipgate.rfc.pkce-verifier-shape': [...TOKENS, WORKS, WRONG],
    },
  },
  async ({ sipgate, check, refused, refuses }) => {
    /** The exchange of a code with this challenge; where the challenge is refused, that refusal. */
    const exchangeFor = async (challenge: string, code_verifier: string | undefined): Promise<Exchange> => {
      const params = { code_challenge: challenge, code_challenge_method: 'S256' };
      const { redirect, last } = await sipgate.authorize({ as: sipgate.user, params });
      const code = redirect?.searchParams.get('code');
      return code ? sipgate.exchange(code, { params: { code_verifier } }) : last;
    };
    const verifier = newVerifier();
    const challenge = challengeOf(verifier);
    const control = once(() => exchangeFor(challenge, verifier));

    await check(WORKS, control, exchangesWithVerifier);
    await refuses('sipgate.rfc.pkce-verifier-needed', {
      given: (): string | undefined => verifier,
      alter: [row('left out', undefined), row('empty', '')].map(({ name, value }) => ({ name, alter: () => value })),
      send: (sent) => exchangeFor(challenge, sent),
      accepted: issuesToken,
    });
    await refuses(WRONG, {
      given: () => verifier,
      alter: attemptsOf(
        [
          row('another verifier', newVerifier()),
          row('the challenge', challenge),
          ...only(nearMisses(verifier, 'form'), [
            'in upper case',
            'without its last character',
            'its first 8 characters',
          ]),
        ],
        (_: string | undefined, sent: string) => sent,
      ),
      send: (sent) => exchangeFor(challenge, sent),
      accepted: issuesToken,
    });
    for (const odd of ['short', 'v'.repeat(129), `${'v'.repeat(42)}ü`]) {
      await refused('sipgate.rfc.pkce-verifier-shape', {
        control,
        refused: () => exchangeFor(challengeOf(odd), odd),
        accepted: issuesToken,
      });
    }
    await refused('sipgate.rfc.pkce-downgrade', {
      control: () => sipgate.tokens(),
      refused: () => sipgate.tokens({}, { params: { code_verifier: newVerifier() } }),
      accepted: issuesToken,
    });
    await check(
      'sipgate.practice.pkce-plain',
      async () => {
        const params = { code_challenge: newVerifier(), code_challenge_method: 'plain' };
        return (await sipgate.authorize({ as: sipgate.user, params })).last;
      },
      not(givesCode, 'a refusal of the method plain'),
    );
  },
);

/** The code is exchanged with its verifier; a realm that refuses the challenge does not support PKCE. */
const exchangesWithVerifier: Matcher = (exchange) =>
  redirectOf(exchange)
    ? { ok: false, expected: 'a code for a code_challenge, and its exchange', actual: redirected(exchange) }
    : issuesToken(exchange);
