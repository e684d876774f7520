import { createHash, randomBytes } from 'node:crypto';
import { not } from '../harness/checks/matchers.ts';
import { once } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { flow, givesCode, issuesToken } from './api.ts';
import { TOKENS } from './ids.ts';

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
  async ({ sipgate, check, refused }) => {
    const codeFor = (verifier: string) =>
      sipgate.code({ params: { code_challenge: challengeOf(verifier), code_challenge_method: 'S256' } });
    const exchangeWith = (code: string, code_verifier?: string) =>
      sipgate.exchange(code, { params: { code_verifier } });
    const exchangeFor = async (verifier: string) => exchangeWith(await codeFor(verifier), verifier);
    const control = once(() => exchangeFor(newVerifier()));
    const pair = { control, accepted: issuesToken };

    await check(WORKS, control, issuesToken);
    await refused('sipgate.rfc.pkce-verifier-needed', {
      ...pair,
      refused: async () => exchangeWith(await codeFor(newVerifier())),
    });
    await refused(WRONG, { ...pair, refused: async () => exchangeWith(await codeFor(newVerifier()), newVerifier()) });
    for (const verifier of ['short', 'v'.repeat(129), `${'v'.repeat(42)}ü`]) {
      await refused('sipgate.rfc.pkce-verifier-shape', { ...pair, refused: () => exchangeFor(verifier) });
    }
    await refused('sipgate.rfc.pkce-downgrade', {
      control: () => sipgate.tokens(),
      refused: async () => exchangeWith(await sipgate.code(), newVerifier()),
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
