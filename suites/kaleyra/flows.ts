import { basicCredentials, credentials, otherClient } from './auth-clients.ts';
import { grantRefusals, passwords, requests } from './auth-requests.ts';
import { encoding, token } from './auth-token.ts';
import { acceptance, foreignToken, lifetime, refusals } from './callback.ts';
import { callback, grants } from './client-callback.ts';
import { load, noToken, profilesApart, redirects } from './client-failures.ts';
import { tokens } from './client-tokens.ts';
import { validity } from './client-validity.ts';

/** The flows of a customer, each after those whose findings it needs. */
export const serverFlows = [
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
];

/** The flows of a platform, in the same way. */
export const clientFlows = [callback, grants, tokens, noToken, validity, profilesApart, redirects, load];

export const flows = [...serverFlows, ...clientFlows];
