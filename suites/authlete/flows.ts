import { caller, location } from './caller.ts';
import { bodies, credentials, kinds, times } from './inputs.ts';
import { login, refusedLogins } from './login.ts';
import { members, service } from './members.ts';
import { noPasswordForSns, socialLogin } from './sns.ts';
import { developers, subjects } from './subjects.ts';

/** The flows of `authlete.server`, each after those whose findings it needs. */
export const flows = [
  login,
  refusedLogins,
  subjects,
  developers,
  members,
  noPasswordForSns,
  socialLogin,
  location,
  caller,
  service,
  credentials,
  bodies,
  kinds,
  times,
];
