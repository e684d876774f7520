import type { Change } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { deleteProvider, postProvider } from '../documents.ts';
import { putAccountAuth, putAuth, putKey, putUserAuth } from '../resets.ts';
import { forbidden } from '../responses.ts';
import type { Call, Handler } from '../service.ts';
import { handledBy } from './handlers.ts';
import { anybody, superDuper } from './people.ts';

type Such = (call: Call) => boolean;

const isReset: Such = ({ envelope }) => envelope.action !== 'refresh_token';

const asSuperDuper = (call: Call): Call => ({
  ...call,
  caller: async () => superDuper(call.service, anybody(call.service)),
});

/** Refuses who may not, and does it all the same. */
const refusesAndDoes = (handler: Handler, isSuch: Such = () => true): Change =>
  handledBy(handler, (honest) => async (call) => {
    if (!isSuch(call)) return honest(call);
    return honest(call).catch(async () => {
      await honest(asSuperDuper(call));
      throw forbidden();
    });
  });

/** Does it for whom brings no token. */
const opensToNobody = (handler: Handler, isSuch: Such = () => true): Change =>
  handledBy(handler, (honest) => (call) => honest(call.sent === undefined && isSuch(call) ? asSuperDuper(call) : call));

/** Does it for users without an administrator's rights. */
const opensToUsers = (handler: Handler, isSuch: Such = () => true): Change =>
  handledBy(handler, (honest) => async (call) => {
    const caller = call.sent === undefined || !isSuch(call) ? undefined : await call.caller();
    return honest(caller?.user?.priv_level === 'user' ? asSuperDuper(call) : call);
  });

const SYSTEM = 'kazoo.system-reset.by-super-duper-only';
const KEY = 'kazoo.key-reset.by-super-duper-only';
const USER = ['kazoo.user-reset.not-by-another-user', 'kazoo.user-reset.not-from-another-account'];
const ACCOUNT = 'kazoo.practice.account-reset-by-administrators';
const CHANGED = 'kazoo.provider.changed-by-super-duper-only';
const DELETED = 'kazoo.provider.deleted-by-super-duper-only';

/** Who may do what, by what is done. */
export const rightsFaults = faultsOf('kazoo.server', {
  'system-reset-refused-and-done': ['A refused reset of the system is done.', SYSTEM, refusesAndDoes(putAuth, isReset)],
  'system-reset-by-nobody': ['The system is reset without a token.', SYSTEM, opensToNobody(putAuth, isReset)],
  'system-reset-by-users': ['Plain users reset the system.', SYSTEM, opensToUsers(putAuth, isReset)],
  'key-reset-refused-and-done': ['A refused reset of the key is done.', KEY, refusesAndDoes(putKey)],
  'key-reset-by-nobody': ['The key is reset without a token.', KEY, opensToNobody(putKey)],
  'key-reset-by-users': ['Plain users reset the key.', KEY, opensToUsers(putKey)],
  'user-reset-refused-and-done': ["A refused reset of a user's secret is done.", USER, refusesAndDoes(putUserAuth)],
  'user-reset-by-nobody': [
    "A user's secret is reset without a token.",
    'kazoo.user-reset.not-by-another-user',
    opensToNobody(putUserAuth),
  ],
  'account-reset-refused-and-done': [
    "A refused reset of an account's secret is done.",
    ACCOUNT,
    refusesAndDoes(putAccountAuth),
  ],
  'account-reset-by-nobody': ["An account's secret is reset without a token.", ACCOUNT, opensToNobody(putAccountAuth)],
  'provider-change-refused-and-done': [
    'A refused change of a provider is made.',
    CHANGED,
    refusesAndDoes(postProvider),
  ],
  'provider-changed-by-nobody': ['A provider is changed without a token.', CHANGED, opensToNobody(postProvider)],
  'provider-changed-by-users': ['Plain users change a provider.', CHANGED, opensToUsers(postProvider)],
  'provider-deletion-refused-and-done': [
    'A refused deletion of a provider is done.',
    DELETED,
    refusesAndDoes(deleteProvider),
  ],
  'provider-deleted-by-nobody': ['A provider is deleted without a token.', DELETED, opensToNobody(deleteProvider)],
});
