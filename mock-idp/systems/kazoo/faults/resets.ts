import { altered, type Change, instead, kept, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import type { Step } from '../../../frame/replacements.ts';
import { isAdminOf } from '../caller.ts';
import { userWith } from '../login.ts';
import {
  mayResetUser,
  putAccountAuth,
  putAuth,
  putKey,
  putUserAuth,
  resetAccount,
  resetKey,
  resetSystem,
  resetUser,
} from '../resets.ts';
import type { Handler } from '../service.ts';
import { forbids, opens, successOf } from './handlers.ts';

const nothing = () => {};

/** Answers an empty success with data. */
const withData = (handler: Handler): Change =>
  successOf(handler, (success) => ({ ...success, data: success.data ?? { reset: true } }));

const locked = kept(() => ({ out: false }));

/** Lets nobody log in after a reset. */
const locksOut = (reset: Step): Change =>
  together(
    instead(reset, (honest) => (...given) => {
      locked().out = true;
      return honest(...given);
    }),
    altered(userWith, (user) => (locked().out ? undefined : user)),
  );

/** The resets of secrets and of the key. */
export const resetFaults = faultsOf('kazoo.server', {
  'user-reset-without-effect': [
    "Resetting a user's secret leaves the user's tokens alive.",
    ['kazoo.user-reset.ends-tokens', 'kazoo.refresh.fails-after-reset'],
    instead(resetUser, () => nothing),
  ],
  'user-reset-locks-out': [
    'After a reset the user cannot log in.',
    'kazoo.user-reset.login-again',
    locksOut(resetUser),
  ],
  'user-reset-ends-other-tokens': [
    "Resetting one user's secret ends everybody's tokens.",
    'kazoo.vendor.user-reset-spares-others',
    instead(resetUser, () => resetSystem),
  ],
  'user-reset-with-data': [
    "Resetting a user's secret is answered with data.",
    'kazoo.user-reset.empty-success',
    withData(putUserAuth),
  ],
  'user-may-not-reset-own-secret': [
    'A user may not reset the own secret.',
    'kazoo.user-reset.by-the-user',
    altered(mayResetUser, (_may, service, caller, user) =>
      isAdminOf(service, caller, service.accounts.accountOf(user).id),
    ),
  ],
  'admin-may-not-reset-users': [
    "An administrator may not reset a user's secret.",
    'kazoo.user-reset.by-an-administrator',
    altered(mayResetUser, (_may, _service, caller, user) => caller.user?.id === user.id),
  ],
  'other-user-resets-user': [
    "Another user of the account may reset a user's secret.",
    'kazoo.user-reset.not-by-another-user',
    altered(
      mayResetUser,
      (may, _service, { account, user: by }, user) =>
        may || (account.name === user.account && by?.priv_level === 'user'),
    ),
  ],
  'other-account-resets-user': [
    "An administrator of another account may reset a user's secret.",
    'kazoo.user-reset.not-from-another-account',
    altered(
      mayResetUser,
      (may, _service, { account, user: by }, user) =>
        may || (account.name !== user.account && by?.priv_level === 'admin'),
    ),
  ],
  'account-reset-refused': [
    "An administrator may not reset the account's secret.",
    'kazoo.account-reset.by-an-administrator',
    forbids(putAccountAuth),
  ],
  'account-reset-without-effect': [
    "Resetting an account's secret changes nothing.",
    'kazoo.vendor.account-reset-ends-api-tokens',
    instead(resetAccount, () => nothing),
  ],
  'account-reset-ends-user-tokens': [
    "Resetting an account's secret ends its users' tokens.",
    'kazoo.vendor.account-reset-spares-users',
    instead(resetAccount, (honest) => (service, account) => {
      honest(service, account);
      for (const user of service.accounts.users) if (user.account === account.name) resetUser(service, user);
    }),
  ],
  'account-reset-with-data': [
    "Resetting an account's secret is answered with data.",
    'kazoo.account-reset.empty-success',
    withData(putAccountAuth),
  ],
  'any-user-resets-accounts': [
    "Any user may reset an account's secret.",
    'kazoo.practice.account-reset-by-administrators',
    opens(putAccountAuth),
  ],
  'system-reset-without-effect': [
    'Resetting the system secret leaves all tokens alive.',
    'kazoo.system-reset.ends-tokens',
    instead(resetSystem, () => nothing),
  ],
  'system-reset-locks-out': [
    'After a reset of the system secret nobody can log in.',
    'kazoo.system-reset.login-again',
    locksOut(resetSystem),
  ],
  'system-reset-with-data': [
    'Resetting the system secret is answered with data.',
    'kazoo.system-reset.empty-success',
    withData(putAuth),
  ],
  'anybody-resets-the-system': [
    'Everybody may reset the system secret.',
    'kazoo.system-reset.by-super-duper-only',
    opens(putAuth, ({ envelope }) => envelope.action !== 'refresh_token'),
  ],
  'key-reset-without-effect': [
    'Resetting the private key changes nothing.',
    ['kazoo.key-reset.ends-tokens', 'kazoo.key-reset.new-key'],
    instead(resetKey, () => async () => {}),
  ],
  'key-reset-keeps-the-key': [
    'Resetting the private key ends all tokens, but keeps the key.',
    'kazoo.key-reset.new-key',
    instead(resetKey, () => async (service) => resetSystem(service)),
  ],
  'key-reset-locks-out': [
    'After a reset of the private key nobody can log in.',
    'kazoo.key-reset.login-again',
    locksOut(resetKey),
  ],
  'key-reset-with-data': [
    'Resetting the private key is answered with data.',
    'kazoo.key-reset.empty-success',
    withData(putKey),
  ],
  'anybody-resets-the-key': [
    'Everybody may reset the private key.',
    'kazoo.key-reset.by-super-duper-only',
    opens(putKey),
  ],
});
