import { altered, type Change, except, instead, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { authenticate, byPassword, failed, passwordFits } from '../authenticate.ts';
import { asWritten, type Basic, basicIn, textOf } from '../credentials.ts';
import type { TokenRequest } from '../token-request.ts';

/** Takes such passwords as right. */
const passwordWillDo = (isSuch: (basic: Basic, request: TokenRequest) => boolean): Change =>
  altered(passwordFits, (fits, _user, basic, request) => fits || isSuch(basic, request));

/** Faults of credentials: how they are read, and which password is taken as right. */
export const credentialFaults = faultsOf('wazo.server', {
  'wrong-password-accepted': [
    'Any password will do.',
    'wazo.token.wrong-password-refused',
    passwordWillDo((_basic, { access_type }) => access_type !== 'offline'),
  ],
  'offline-wrong-password-accepted': [
    'For an offline login any password will do.',
    'wazo.refresh.offline-needs-credentials',
    passwordWillDo((_basic, { access_type }) => access_type === 'offline'),
  ],
  'offline-empty-password-accepted': [
    'For an offline login a wrong password is refused, and none is not asked for.',
    'wazo.refresh.offline-needs-credentials',
    instead(authenticate, (honest) => (ctx, request, accounts, store) => {
      const basic = request.access_type === 'offline' ? asWritten(ctx.get('Authorization')) : undefined;
      const user = basic?.password === '' ? accounts.byLogin(basic.login) : undefined;
      return user ? { user, login: user.username } : honest(ctx, request, accounts, store);
    }),
  ],
  'password-eight-characters': [
    'Eight characters of a password are compared.',
    'wazo.token.wrong-password-refused',
    altered(passwordFits, (fits, user, { password }) => fits || password.slice(0, 8) === user.password.slice(0, 8)),
  ],
  'password-any-case': [
    'The case of a password does not matter.',
    'wazo.token.wrong-password-refused',
    altered(passwordFits, (fits, user, { password }) => fits || password.toLowerCase() === user.password.toLowerCase()),
  ],
  'password-trimmed': [
    'Blanks around a password are cut off.',
    'wazo.practice.password-verbatim',
    altered(passwordFits, (fits, user, { password }) => fits || password.trim() === user.password),
  ],
  'password-of-anybody': [
    'The password of any user will do for every user.',
    'wazo.token.wrong-password-refused',
    except(
      byPassword,
      ({ password }, _request, accounts) => accounts.users.some((user) => user.password === password),
      (_honest, { login }, _request, accounts) => {
        const user = accounts.byLogin(login);
        if (!user?.enabled || user.authentication_method !== 'native') throw failed();
        return { user, login };
      },
    ),
  ],
  'empty-name-accepted': [
    'A password without a user name logs in.',
    'wazo.vendor.empty-name-refused',
    together(
      altered(basicIn, (basic, header) => basic ?? (asWritten(header)?.password ? asWritten(header) : undefined)),
      except(
        byPassword,
        ({ login }) => login === '',
        (honest, basic, request, accounts) => {
          const login = accounts.users.find((user) => passwordFits(user, basic, request))?.username ?? '';
          return honest({ ...basic, login }, request, accounts);
        },
      ),
    ),
  ],
  'empty-password-accepted': [
    'A user name without a password logs in.',
    'wazo.vendor.empty-password-refused',
    together(
      altered(basicIn, (basic, header) => basic ?? (asWritten(header)?.login ? asWritten(header) : undefined)),
      passwordWillDo(({ password }) => password === ''),
    ),
  ],
  'any-scheme-accepted': [
    'Credentials are read under any scheme.',
    'wazo.vendor.other-scheme-refused',
    except(
      basicIn,
      (header) => /^(?!Basic )\w+ /.test(header),
      (honest, header) => honest(header.replace(/^\w+/, 'Basic')),
    ),
  ],
  'utf-8-credentials-misread': [
    'Credentials are read as Latin-1 only.',
    'wazo.vendor.utf-8-credentials',
    altered(textOf, (_text, bytes) => bytes.toString('latin1')),
  ],
  'latin-1-credentials-misread': [
    'Credentials are read as UTF-8 only.',
    'wazo.vendor.latin-1-credentials',
    altered(textOf, (_text, bytes) => bytes.toString('utf8')),
  ],
});
