import { access, identity, kindsOfToken } from './access.ts';
import { deletion, revocation } from './endings.ts';
import { inspection } from './inspection.ts';
import { emailLogin, encodings, leniency } from './leniency.ts';
import { lifetime } from './lifetime.ts';
import { listing, mobile } from './listing.ts';
import { login, refusedLogins, repeatedLogin } from './login.ts';
import { clients, offlineLogin, refresh, refusedRefreshes, sameIdentity, users } from './refresh.ts';
import { badBodies, badOfflineBodies, badRefreshBodies } from './validation.ts';

/** The flows of `wazo.server`, each after those whose findings it needs. */
export const flows = [
  login,
  access,
  refusedLogins,
  repeatedLogin,
  offlineLogin,
  refresh,
  refusedRefreshes,
  listing,
  identity,
  sameIdentity,
  clients,
  users,
  kindsOfToken,
  lifetime,
  deletion,
  revocation,
  inspection,

  leniency,
  emailLogin,
  encodings,
  badBodies,
  badOfflineBodies,
  badRefreshBodies,
  mobile,
];
