import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { attemptsOf, row } from '../harness/checks/attempts.ts';
import { hasStatus, same } from '../harness/checks/matchers.ts';
import { nearSchemes } from '../harness/checks/near-misses.ts';
import { each, where } from '../harness/flow/dependencies.ts';
import { valueAt } from '../harness/http/exchange.ts';
import { type Account, basic, flow, givesToken, issuesToken, type TokenRequest } from './api.ts';
import { ACCESS_TOKEN, NO_CREDENTIALS, UNKNOWN_USER, WRONG_PASSWORD } from './ids.ts';
import { nearNames } from './refused-logins.ts';

export const incompleteCredentials = flow(
  'half a pair of credentials creates no token',
  {
    endpoint: 'token',
    judges: {
      'wazo.vendor.empty-name-refused': [...ACCESS_TOKEN, UNKNOWN_USER, NO_CREDENTIALS],
      'wazo.vendor.empty-password-refused': [...ACCESS_TOKEN, WRONG_PASSWORD, NO_CREDENTIALS],
      'wazo.vendor.other-scheme-refused': [...ACCESS_TOKEN, NO_CREDENTIALS],
      'wazo.vendor.saml-session-checked': [...ACCESS_TOKEN, NO_CREDENTIALS],
      'wazo.vendor.refused-status': ACCESS_TOKEN,
    },
  },
  async ({ wazo, refuses }) => {
    const { name, password } = wazo.user;
    const inHeader = (value: string): TokenRequest => ({ headers: [['Authorization', value]] });
    const refusal = {
      given: () => inHeader(basic(wazo.user)),
      send: wazo.tryToken,
      accepted: givesToken,
      detail: { 'wazo.vendor.refused-status': hasStatus(401) },
    };
    const as = (account: Account) => () => inHeader(basic(account));
    await refuses('wazo.vendor.empty-name-refused', { ...refusal, alter: as({ name: '', password }) });
    await refuses('wazo.vendor.empty-password-refused', { ...refusal, alter: as({ name, password: '' }) });
    const [scheme = '', credentials = ''] = basic(wazo.user).split(' ');
    await refuses('wazo.vendor.other-scheme-refused', {
      ...refusal,
      alter: attemptsOf(nearSchemes(scheme, credentials), (_, value) => inHeader(value)),
    });
    const bySaml = { body: { saml_session_id: randomUUID() } };
    await refuses('wazo.vendor.saml-session-checked', { ...refusal, alter: () => bySaml });
  },
);

const BY_EMAIL = 'wazo.vendor.email-login';

/** Addresses that share a part with this one. */
function otherDomains(email: string) {
  const [local = '', domain = ''] = email.split(/@(?=[^@]*$)/);
  return [
    row('the same name at another domain', `${local}@tollgate.invalid`),
    row('the same name at a domain below', `${local}@mail.${domain}`),
    row('the same name and no domain', `${local}@`),
    row('another name at the same domain', `nobody-${randomUUID()}@${domain}`),
  ];
}

export const emailLogin = flow(
  'a user can log in by e-mail address',
  {
    endpoint: 'token',
    judges: {
      [BY_EMAIL]: ACCESS_TOKEN,
      [UNKNOWN_USER]: [...ACCESS_TOKEN, where(BY_EMAIL)],
      'wazo.vendor.email-login-same-user': [BY_EMAIL, 'wazo.vendor.answer-auth-id'],
    },
    skipFact: ({ user }) => (user.email ? undefined : 'the target file names no wazo.user.email'),
  },
  async ({ wazo, check, refuses }) => {
    const byName = await wazo.createToken({ as: wazo.user });
    const { email = '' } = wazo.user;
    const byEmail = await wazo.createToken({ as: { ...wazo.user, name: email } });
    check(BY_EMAIL, [byName, byEmail], issuesToken);
    const sameUser = same('auth_id', (login) => valueAt(login, '/data/auth_id'));
    check('wazo.vendor.email-login-same-user', [byName, byEmail], sameUser);
    const near = [...otherDomains(email), ...nearNames(email)].filter(({ value }) => value !== wazo.user.name);
    await refuses(UNKNOWN_USER, {
      given: (): Account => ({ ...wazo.user, name: email }),
      send: (as: Account) => wazo.tryToken({ as, body: { expiration: 60 } }),
      accepted: givesToken,
      alter: attemptsOf(near, (as: Account, name) => ({ ...as, name })),
    });
  },
);

const UTF_8 = 'wazo.vendor.utf-8-credentials';
const LATIN_1 = 'wazo.vendor.latin-1-credentials';

const isAscii = (text: string) => /^[\x20-\x7E]*$/.test(text);

/** Why the credentials of an account say nothing of how they are decoded, where they do not. */
function notAccented({ accentedUser }: { readonly accentedUser?: Account }): string | undefined {
  if (!accentedUser) return 'the target file names no wazo.accentedUser';
  const isPlain = isAscii(accentedUser.name + accentedUser.password);
  return isPlain ? 'wazo.accentedUser has neither a name nor a password beyond ASCII' : undefined;
}

/** The same for Latin-1: what it cannot write, or writes as valid UTF-8 of something else. */
function notInLatin1({ accentedUser }: { readonly accentedUser?: Account }): string | undefined {
  if (!accentedUser) return undefined;
  const text = `${accentedUser.name}:${accentedUser.password}`;
  const bytes = Buffer.from(text, 'latin1');
  if (bytes.toString('latin1') !== text) return 'wazo.accentedUser has a name or password that Latin-1 cannot write';
  return isUtf8(bytes) ? 'the Latin-1 bytes of wazo.accentedUser are valid UTF-8' : undefined;
}

export const encodings = flow(
  'credentials may go beyond ASCII',
  {
    endpoint: 'token',
    judges: each([UTF_8, LATIN_1], ACCESS_TOKEN),
    skipFact: notAccented,
    facts: { [LATIN_1]: notInLatin1 },
  },
  async ({ wazo, check }) => {
    const as = wazo.accentedUser;
    await check(UTF_8, () => wazo.createToken({ as }), issuesToken);
    await check(LATIN_1, () => wazo.createToken({ as, encoding: 'latin1' }), issuesToken);
  },
);
