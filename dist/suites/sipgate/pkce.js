import { createHash, randomBytes } from 'node:crypto';
import { flow, issuesToken } from './api.js';
import { TOKENS } from './ids.js';
import { oneControl } from './one-control.js';
const WORKS = 'sipgate.rfc.pkce-works';
const NEEDED = 'sipgate.rfc.pkce-verifier-needed';
const WRONG = 'sipgate.rfc.pkce-verifier-checked';
const SHAPE = 'sipgate.rfc.pkce-verifier-shape';
const DOWNGRADE = 'sipgate.rfc.pkce-downgrade';
const PLAIN = 'sipgate.practice.pkce-plain';
const challengeOf = (verifier) => createHash('sha256').update(verifier).digest('base64url');
export const pkce = flow('a code that was asked for with a challenge needs its verifier', { endpoint: 'token', needs: TOKENS, judges: [WORKS, NEEDED, WRONG, SHAPE, DOWNGRADE, PLAIN] }, async ({ sipgate, check, hangs, refused, refuses }) => {
    const refusesPkce = oneControl(refused);
    const asked = (challenge) => ({
        params: { code_challenge: challenge, code_challenge_method: 'S256' },
    });
    const given = async () => {
        const verifier = randomBytes(32).toString('base64url');
        return { code: await sipgate.code(asked(challengeOf(verifier))), verifier };
    };
    const send = ({ code, verifier }) => sipgate.exchange(code, { params: { code_verifier: verifier } });
    check(WORKS, await send(await given()), issuesToken);
    if (!hangs([NEEDED, WRONG, SHAPE, PLAIN], WORKS)) {
        const refusal = { given, send, accepted: issuesToken };
        await refusesPkce(NEEDED, { ...refusal, alter: (before) => ({ ...before, verifier: undefined }) });
        await refusesPkce(WRONG, {
            ...refusal,
            alter: (before) => ({ ...before, verifier: randomBytes(32).toString('base64url') }),
        });
        if (!hangs([SHAPE], WRONG)) {
            for (const verifier of ['short', 'v'.repeat(129), `${'v'.repeat(42)}ü`]) {
                await refusesPkce(SHAPE, {
                    given,
                    send,
                    accepted: issuesToken,
                    alter: async () => ({ code: await sipgate.code(asked(challengeOf(verifier))), verifier }),
                });
            }
        }
    }
    await refuses(DOWNGRADE, {
        given: async () => ({ code: await sipgate.code(), verifier: undefined }),
        alter: (before) => ({ ...before, verifier: randomBytes(32).toString('base64url') }),
        send,
        accepted: issuesToken,
    });
    if (hangs([PLAIN], WORKS))
        return;
    const verifier = randomBytes(32).toString('base64url');
    const params = { code_challenge: verifier, code_challenge_method: 'plain' };
    const visit = await sipgate.authorize({ as: sipgate.user, params });
    check(PLAIN, visit.last, () => ({
        ok: !visit.redirect?.searchParams.has('code'),
        expected: 'the method plain is refused',
        actual: visit.redirect?.searchParams.has('code') ? 'a code' : 'no code',
    }));
});
//# sourceMappingURL=pkce.js.map