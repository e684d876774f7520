import { underAll } from '../harness/nets/under-all.ts';
import { caller, location } from './caller.ts';
import { atOnce } from './client-at-once.ts';
import { request, texts } from './client-request.ts';
import { answers } from './client-responses.ts';
import { bodies, credentials, kinds, times } from './inputs.ts';
import { login, refusedLogins } from './login.ts';
import { members, service } from './members.ts';
import { CLIENT_NET, SERVER_NET } from './nets.ts';
import { noPasswordForSns, socialLogin } from './sns.ts';
import { developers, subjects } from './subjects.ts';

/** The flows of the endpoint, each after those whose findings it needs. */
const ofServer = [
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

export const serverFlows = underAll(ofServer, SERVER_NET);

/** The flows of the console that calls it, in the same way. */
export const clientFlows = underAll([request, texts, atOnce, answers], CLIENT_NET);

export const flows = [...serverFlows, ...clientFlows];
