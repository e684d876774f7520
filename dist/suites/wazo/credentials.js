import { randomUUID } from 'node:crypto';
import { equals, hasStatus } from '../harness/checks/matchers.js';
import { valueAt } from '../harness/http/exchange.js';
import { basic, flow, issuesToken } from './api.js';
import { ACCESS_TOKEN } from './ids.js';
export const incompleteCredentials = flow('half a pair of credentials creates no token', {
    endpoint: 'token',
    needs: [...ACCESS_TOKEN, 'wazo.token.wrong-password-refused', 'wazo.token.credentials-required'],
    judges: [
        'wazo.vendor.empty-name-refused',
        'wazo.vendor.empty-password-refused',
        'wazo.vendor.other-scheme-refused',
        'wazo.vendor.saml-session-checked',
        'wazo.vendor.refused-status',
    ],
}, async ({ wazo, refused }) => {
    const { name, password } = wazo.user;
    const control = await wazo.createToken({ as: wazo.user });
    const refusedAs = async (id, request) => refused(id, {
        control,
        refused: await wazo.createToken(request),
        accepted: issuesToken,
        detail: { 'wazo.vendor.refused-status': hasStatus(401) },
    });
    const inHeader = (value) => ({ headers: [['Authorization', value]] });
    await refusedAs('wazo.vendor.empty-name-refused', inHeader(basic({ name: '', password })));
    await refusedAs('wazo.vendor.empty-password-refused', inHeader(basic({ name, password: '' })));
    await refusedAs('wazo.vendor.other-scheme-refused', inHeader(basic(wazo.user).replace('Basic', 'Bearer')));
    await refusedAs('wazo.vendor.saml-session-checked', { body: { saml_session_id: randomUUID() } });
});
export const emailLogin = flow('a user can log in by e-mail address', {
    endpoint: 'token',
    needs: ACCESS_TOKEN,
    judges: ['wazo.vendor.email-login', 'wazo.vendor.email-login-same-user'],
    skipFact: ({ user }) => (user.email ? undefined : 'the target file names no wazo.user.email'),
}, async ({ wazo, check, undecided }) => {
    const byName = await wazo.createToken({ as: wazo.user });
    const byEmail = await wazo.createToken({ as: { ...wazo.user, name: wazo.user.email ?? '' } });
    const same = ['wazo.vendor.email-login-same-user'];
    const [expected, actual] = [byName, byEmail].map((login) => valueAt(login, '/data/auth_id'));
    if (!check('wazo.vendor.email-login', [byName, byEmail], issuesToken)) {
        undecided(same, 'the e-mail address did not log in', 'wazo.vendor.email-login');
    }
    else if (expected === undefined)
        undecided(same, 'there is no auth_id', 'wazo.vendor.answer-auth-id');
    else
        check('wazo.vendor.email-login-same-user', [byName, byEmail], equals('auth_id', expected, actual));
});
export const encodings = flow('credentials may go beyond ASCII', {
    endpoint: 'token',
    needs: ACCESS_TOKEN,
    judges: ['wazo.vendor.utf-8-credentials', 'wazo.vendor.latin-1-credentials'],
    skipFact: ({ accentedUser }) => (accentedUser ? undefined : 'the target file names no wazo.accentedUser'),
}, async ({ wazo, check }) => {
    const as = wazo.accentedUser;
    check('wazo.vendor.utf-8-credentials', await wazo.createToken({ as }), issuesToken);
    check('wazo.vendor.latin-1-credentials', await wazo.createToken({ as, encoding: 'latin1' }), issuesToken);
});
//# sourceMappingURL=credentials.js.map