import { underAll } from '../harness/nets/under-all.ts';
import { basicCredentials, credentials, otherClient } from './auth-clients.ts';
import { grantRefusals, passwords, requests } from './auth-requests.ts';
import { encoding, token } from './auth-token.ts';
import { whole as wholeOfTokens } from './auth-whole.ts';
import { acceptance, foreignToken, lifetime, refusals } from './callback.ts';
import { callback, exactly } from './client-callback.ts';
import { noToken } from './client-failures.ts';
import { grants } from './client-grants.ts';
import { load, profilesApart } from './client-load.ts';
import { tokens } from './client-tokens.ts';
import { validity } from './client-validity.ts';
import { whole } from './client-whole.ts';
import { SERVER_NET } from './nets.ts';

/** The flows of a customer, each after those whose findings it needs. */
const ofServer = [
  token,
  encoding,
  otherClient,
  credentials,
  basicCredentials,
  grantRefusals,
  requests,
  passwords,
  acceptance,
  refusals,
  foreignToken,
  lifetime,
  wholeOfTokens,
];

export const serverFlows = underAll(ofServer, SERVER_NET);

/** The flows of a platform, in the same way; the last looks at all that came. */
export const clientFlows = [callback, exactly, grants, tokens, noToken, validity, profilesApart, load, whole];

export const flows = [...serverFlows, ...clientFlows];
