import { altered, type Change, except, instead, kept, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { now } from '../../../frame/scene.ts';
import { expiresAt } from '../auth.ts';
import { bearerError, isBearer, isLive, isToken, tokenOf } from '../callback.ts';
import type { Profile } from '../profiles.ts';
import { Refused } from '../refused.ts';
import { makeToken } from '../token.ts';
import { hasSecret } from './lookups.ts';
import { refusedWith } from './refused-with.ts';

/** Changes the refusal of a callback. */
const errorWith = (change: (error: string | undefined) => Partial<Refused>): Change =>
  altered(bearerError, (refused, error) => refusedWith(refused, change(error)));

const issued = kept(() => new Set<string>());
const newest = kept(() => new Map<string, string>());
const used = kept(() => new Set<string>());

/** Whether a token begins as one does that was issued. */
function resembles(token: string): boolean {
  const start = token.slice(0, Math.floor(token.length / 2));
  return start.length > 10 && [...issued()].some((known) => known.startsWith(start));
}

const decoded = (part = ''): string => Buffer.from(part, 'base64url').toString();

/** What a token claims, unverified. */
function claimsIn(token: string): { readonly sub?: unknown; readonly exp?: unknown } {
  try {
    return JSON.parse(decoded(token.split('.')[1])) ?? {};
  } catch {
    return {};
  }
}

/** Accepts such tokens although they were never issued. */
const strangerAccepted = (isSuch: (token: string, profile: Profile) => boolean): Change =>
  together(
    instead(makeToken, (honest) => async (profile, client) => {
      const token = await honest(profile, client);
      issued().add(token);
      return token;
    }),
    instead(isLive, (honest) => (token, profile, store) => {
      return honest(token, profile, store) || (!store.get(token) && isSuch(token, profile));
    }),
  );

/** Which callbacks are accepted, and how others are refused. */
export const callbackFaults = faultsOf('kaleyra.server', {
  'live-token-refused': [
    'Live tokens are refused.',
    'kaleyra.callback.live-token-accepted',
    altered(isLive, () => false),
  ],
  'token-for-single-use': [
    'A token works once.',
    'kaleyra.callback.token-reusable',
    instead(isLive, (honest) => (token, profile, store) => {
      const live = honest(token, profile, store) && !used().has(token);
      used().add(token);
      return live;
    }),
  ],
  'new-token-ends-old': [
    'A new token ends the one that was given before it.',
    'kaleyra.practice.tokens-side-by-side',
    together(
      instead(makeToken, (honest) => async (profile, client) => {
        const token = await honest(profile, client);
        newest().set(client, token);
        return token;
      }),
      altered(isLive, (live, token, { clients: [own] }) => live && newest().get(own?.id ?? '') === token),
    ),
  ],
  'query-refused': [
    'A callback with a query is refused.',
    'kaleyra.callback.query-kept',
    except(
      tokenOf,
      (_authorizations, query) => query.size > 0,
      () => {
        throw bearerError('invalid_request', 'no query is expected');
      },
    ),
  ],
  'anonymous-callback': [
    'A callback without a token is accepted.',
    'kaleyra.callback.token-required',
    altered(bearerError, (refused, error) => (error ? refused : new Refused(200, { received: 'true' }))),
  ],
  'unknown-token-accepted': [
    'A token that was never issued is accepted.',
    'kaleyra.callback.unknown-token-refused',
    strangerAccepted((token, { clients }) => isToken(token) && !hasSecret(clients, token) && !resembles(token)),
  ],
  'tampered-token-accepted': [
    'An altered token is accepted.',
    'kaleyra.callback.tampered-token-refused',
    strangerAccepted(resembles),
  ],
  'malformed-token-accepted': [
    'Anything after Bearer is accepted.',
    'kaleyra.callback.malformed-token-refused',
    together(
      altered(isToken, () => true),
      altered(isLive, (live, token) => live || !/^([\w.~+/-]+=*)?$/.test(token)),
    ),
  ],
  'signature-not-verified': [
    'A token is decoded, its signature is not verified.',
    'kaleyra.callback.tampered-token-refused',
    altered(isLive, (live, token, { clients: [own] }) => {
      const { sub, exp } = claimsIn(token);
      return live || (sub === own?.id && Number(exp) * 1000 > now());
    }),
  ],
  'unsigned-token-accepted': [
    'A token whose header says alg none needs no signature.',
    'kaleyra.callback.tampered-token-refused',
    altered(isLive, (live, token, { clients: [own] }) => {
      const { sub } = claimsIn(token);
      return live || (sub === own?.id && /"alg":"none"/i.test(decoded(token.split('.')[0])));
    }),
  ],
  'token-compared-by-its-beginning': [
    'Only the first nine tenths of a token are compared.',
    'kaleyra.callback.tampered-token-refused',
    strangerAccepted((token) =>
      [...issued()].some((known) => token.startsWith(known.slice(0, Math.ceil(known.length * 0.9)))),
    ),
  ],
  'any-scheme': [
    'The scheme before the token is not looked at.',
    'kaleyra.practice.other-scheme-refused',
    altered(isBearer, (is, scheme) => is || !/^(basic)?$/i.test(scheme)),
  ],
  'secret-as-token': [
    'The client secret is accepted as a token.',
    'kaleyra.callback.secret-refused',
    altered(isLive, (live, token, { clients }) => live || hasSecret(clients, token)),
  ],
  'never-expires': [
    'Tokens go on working when their validity is over.',
    'kaleyra.callback.expired-token-refused',
    altered(expiresAt, () => Number.POSITIVE_INFINITY),
  ],
  'validity-halved': [
    'A token dies at half of its validity.',
    'kaleyra.callback.valid-for-duration',
    altered(isLive, (live, token, { lifetime }, store) => {
      return live && Number(store.get(token)?.expiresAt) - lifetime * 500 > now();
    }),
  ],
  'scheme-case-sensitive': [
    'The scheme must be written Bearer.',
    'kaleyra.rfc.scheme-case',
    altered(isBearer, (_is, scheme) => scheme === 'Bearer'),
  ],
  'two-tokens-accepted': [
    'Two Authorization headers are accepted.',
    'kaleyra.rfc.two-tokens-refused',
    instead(tokenOf, (honest) => (authorizations, query) => honest(authorizations.slice(0, 1), query)),
  ],
  'foreign-token-accepted': [
    "Another client's token is accepted.",
    'kaleyra.rfc.foreign-token-refused',
    altered(isLive, (live, token, { name }, store) => {
      const issued = store.get(token);
      return live || (issued?.profile === name && issued.expiresAt > now());
    }),
  ],
  'unauthorized-403': [
    'A callback without a token is answered with 403.',
    'kaleyra.rfc.unauthorized-status',
    errorWith((error) => (error ? {} : { status: 403 })),
  ],
  unchallenged: [
    'A callback without a token gets no challenge.',
    'kaleyra.rfc.unauthorized-challenge',
    errorWith((error) => (error ? {} : { headers: {} })),
  ],
  'error-without-token': [
    'A callback without a token gets an error code.',
    'kaleyra.rfc.no-error-code',
    altered(bearerError, (refused, error) => (error ? refused : bearerError('invalid_token', 'no token'))),
  ],
  'invalid-token-403': [
    'A bad token is answered with 403.',
    'kaleyra.rfc.invalid-token-status',
    errorWith((error) => (error === 'invalid_token' ? { status: 403 } : {})),
  ],
  'invalid-token-otherwise': [
    'A bad token is called invalid_request.',
    'kaleyra.rfc.invalid-token-code',
    errorWith((error) =>
      error === 'invalid_token'
        ? {
            content: { error: 'invalid_request' },
            headers: { 'WWW-Authenticate': 'Bearer realm="callbacks", error="invalid_request"' },
          }
        : {},
    ),
  ],
  'token-in-query-accepted': [
    'A token in the query is accepted.',
    'kaleyra.practice.token-not-in-query',
    except(
      tokenOf,
      (authorizations, query) => authorizations.length === 0 && query.has('access_token'),
      (_honest, _authorizations, query) => String(query.get('access_token')),
    ),
  ],
});
