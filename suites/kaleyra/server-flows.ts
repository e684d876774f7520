import { basicCredentials, credentials, grantRefusals, passwords, requests } from './auth-refusals.ts';
import { encoding, otherClient, token } from './auth-token.ts';
import { acceptance, foreignToken, lifetime, refusals } from './callback.ts';

/** The flows of `kaleyra.server`, each after those whose findings it needs. */
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
