import { setTimeout } from 'node:timers/promises';
import { altered, type Change, instead } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { now } from '../../../frame/scene.ts';
import { openJwt } from '../../../oidc/keys.ts';
import {
  authorizationOf,
  exchange,
  exchangeFields,
  formOf,
  identityIn,
  idTokenRules,
  isGenuine,
  profileOf,
} from '../sign-on.ts';

/** Exchanges codes with another value in a field of the form. */
const sends = (field: string, other: (value: string) => string): Change =>
  altered(exchangeFields, (fields) => ({ ...fields, [field]: other(fields[field] ?? '') }));

/** Believes such an id_token without its signature, where its claims are those of a good one. */
const idTokenWillDo = (isSuch: (idToken: string) => boolean): Change =>
  altered(isGenuine, (genuine, idToken, { issuer }, { id }) => {
    if (genuine || !isSuch(idToken)) return genuine;
    const { iss, aud, exp } = openJwt(idToken).claims;
    return iss === issuer && aud === id && Number(exp) > now() / 1000;
  });

const isUnsigned = (idToken: string): boolean => idToken.endsWith('.');

/** How a callback's code is exchanged, and what the provider must give for it. */
export const signOnFaults = faultsOf('kazoo.server', {
  'exchanges-twice': [
    'Each code is exchanged twice.',
    'kazoo.rfc.exchange-once',
    instead(exchange, (honest) => async (asked, given) => {
      const tokens = await honest(asked, given);
      if (tokens) await honest(asked, given);
      return tokens;
    }),
  ],
  'other-grant-type-sent': [
    'The exchange names another grant type.',
    'kazoo.rfc.exchange-grant-type',
    sends('grant_type', () => 'code'),
  ],
  'other-redirect-uri-sent': [
    'The exchange names another redirect URI.',
    'kazoo.rfc.exchange-redirect-uri',
    sends('redirect_uri', (uri) => `${uri}/`),
  ],
  'wrong-secret-sent': [
    "The exchange brings another secret than the application's.",
    'kazoo.rfc.exchange-client',
    sends('client_secret', () => 'wrong'),
  ],
  'values-not-encoded': [
    'Values are put into the form as they are.',
    'kazoo.rfc.exchange-encoded',
    altered(formOf, (_form, fields) =>
      Object.entries(fields)
        .map(([name, value]) => `${name}=${value}`)
        .join('&'),
    ),
  ],
  'rejection-hangs': [
    'A rejected code is never answered.',
    'kazoo.practice.callback-bounded',
    instead(exchange, (honest) => async (asked, given) => {
      const tokens = await honest(asked, given);
      if (!tokens) await setTimeout(30_000, undefined, { ref: false });
      return tokens;
    }),
  ],
  'id-token-signature-unchecked': [
    "An id_token's signature is not checked.",
    'kazoo.rfc.id-token-signature',
    idTokenWillDo((idToken) => !isUnsigned(idToken)),
  ],
  'id-token-unsigned-accepted': [
    'An unsigned id_token is taken.',
    'kazoo.rfc.id-token-signature',
    idTokenWillDo(isUnsigned),
  ],
  'id-token-issuer-unchecked': [
    "An id_token's issuer is not checked.",
    'kazoo.rfc.id-token-issuer',
    altered(idTokenRules, ({ issuer: _, ...rules }) => rules),
  ],
  'id-token-audience-unchecked': [
    "An id_token's audience is not checked.",
    'kazoo.rfc.id-token-audience',
    altered(idTokenRules, ({ audience: _, ...rules }) => rules),
  ],
  'id-token-expiry-unchecked': [
    "An id_token's expiry is not checked.",
    'kazoo.rfc.id-token-expired',
    altered(idTokenRules, (rules) => ({ ...rules, currentDate: new Date(0) })),
  ],
  'profile-without-bearer': [
    'The profile is asked for without the Bearer scheme.',
    'kazoo.rfc.profile-bearer',
    altered(authorizationOf, (_authorization, { access_token }) => `Token ${access_token}`),
  ],
  'profile-passed-over': [
    'A login goes on without a profile.',
    'kazoo.practice.profile-needed',
    altered(profileOf, (profile, provider) => profile ?? { [String(provider.profile_identity_field)]: 'nobody' }),
  ],
  'identity-passed-over': [
    'A login goes on without an identity.',
    'kazoo.practice.identity-needed',
    altered(identityIn, (identity) => identity ?? 'nobody'),
  ],
});
