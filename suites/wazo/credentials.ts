import { randomUUID } from 'node:crypto';
import { hasStatus, same } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { valueAt } from '../harness/http/exchange.ts';
import { basic, flow, issuesToken, type TokenRequest } from './api.ts';
import { ACCESS_TOKEN } from './ids.ts';

const WRONG_PASSWORD = 'wazo.token.wrong-password-refused';
const UNKNOWN_USER = 'wazo.token.unknown-user-refused';
const NONE = 'wazo.token.credentials-required';

export const incompleteCredentials = flow(
  'half a pair of credentials creates no token',
  {
    endpoint: 'token',
    judges: {
      'wazo.vendor.empty-name-refused': [...ACCESS_TOKEN, UNKNOWN_USER, NONE],
      'wazo.vendor.empty-password-refused': [...ACCESS_TOKEN, WRONG_PASSWORD, NONE],
      'wazo.vendor.other-scheme-refused': [...ACCESS_TOKEN, NONE],
      'wazo.vendor.saml-session-checked': [...ACCESS_TOKEN, NONE],
      'wazo.vendor.refused-status': ACCESS_TOKEN,
    },
  },
  async ({ wazo, refused }) => {
    const { name, password } = wazo.user;
    const control = await wazo.createToken({ as: wazo.user });
    const refusedAs = (id: string, request: TokenRequest) =>
      refused(id, {
        control,
        refused: () => wazo.createToken(request),
        accepted: issuesToken,
        detail: { 'wazo.vendor.refused-status': hasStatus(401) },
      });
    const inHeader = (value: string): TokenRequest => ({ headers: [['Authorization', value]] });

    await refusedAs('wazo.vendor.empty-name-refused', inHeader(basic({ name: '', password })));
    await refusedAs('wazo.vendor.empty-password-refused', inHeader(basic({ name, password: '' })));
    await refusedAs('wazo.vendor.other-scheme-refused', inHeader(basic(wazo.user).replace('Basic', 'Bearer')));
    await refusedAs('wazo.vendor.saml-session-checked', { body: { saml_session_id: randomUUID() } });
  },
);

export const emailLogin = flow(
  'a user can log in by e-mail address',
  {
    endpoint: 'token',
    judges: {
      'wazo.vendor.email-login': ACCESS_TOKEN,
      'wazo.vendor.email-login-same-user': ['wazo.vendor.email-login', 'wazo.vendor.answer-auth-id'],
    },
    skipFact: ({ user }) => (user.email ? undefined : 'the target file names no wazo.user.email'),
  },
  async ({ wazo, check }) => {
    const byName = await wazo.createToken({ as: wazo.user });
    const byEmail = await wazo.createToken({ as: { ...wazo.user, name: wazo.user.email ?? '' } });
    check('wazo.vendor.email-login', [byName, byEmail], issuesToken);
    const sameUser = same('auth_id', (login) => valueAt(login, '/data/auth_id'));
    check('wazo.vendor.email-login-same-user', [byName, byEmail], sameUser);
  },
);

export const encodings = flow(
  'credentials may go beyond ASCII',
  {
    endpoint: 'token',
    judges: each(['wazo.vendor.utf-8-credentials', 'wazo.vendor.latin-1-credentials'], ACCESS_TOKEN),
    skipFact: ({ accentedUser }) => (accentedUser ? undefined : 'the target file names no wazo.accentedUser'),
  },
  async ({ wazo, check }) => {
    const as = wazo.accentedUser;
    check('wazo.vendor.utf-8-credentials', await wazo.createToken({ as }), issuesToken);
    check('wazo.vendor.latin-1-credentials', await wazo.createToken({ as, encoding: 'latin1' }), issuesToken);
  },
);
