import { altered, type Change, instead, kept, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { type TokenReply, tokenReply } from '../auth.ts';
import { isToken } from '../callback.ts';
import type { Profile, ResponseShape } from '../profiles.ts';
import { expiryOf } from '../shape.ts';
import { makeToken } from '../token.ts';

/** Puts the token or its expiry elsewhere. */
const shapeWith = (change: Partial<ResponseShape>): Change =>
  instead(
    tokenReply,
    (honest) => (profile, token) => honest({ ...profile, response: { ...profile.response, ...change } }, token),
  );

/** Makes tokens of another kind than the profile's. */
const tokenWith = (change: (token: Profile['token']) => Profile['token']): Change =>
  instead(makeToken, (honest) => (profile, client) => honest({ ...profile, token: change(profile.token) }, client));

/** Changes the response with a token. */
const replyWith = (change: (reply: TokenReply) => Partial<TokenReply>): Change =>
  altered(tokenReply, (reply) => ({ ...reply, ...change(reply) }));

/** Adds or changes members of the response. */
const memberWith = (members: Readonly<Record<string, unknown>>): Change =>
  replyWith(({ body }) => ({ body: { ...(body as Readonly<Record<string, unknown>>), ...members } }));

const issued = kept(() => new Set<string>());
const lastTokens = kept(() => new Map<string, string>());

/** What a customer gives for good credentials. */
export const tokenFaults = faultsOf('kaleyra.server', {
  'token-elsewhere': [
    'The token is under a name that nobody configured.',
    'kaleyra.auth.token-at-path',
    shapeWith({ tokenFieldPath: 'the_token' }),
  ],
  'token-in-list': [
    'The token is wrapped in a list.',
    'kaleyra.auth.token-text',
    instead(tokenReply, (honest) => (profile, token) => honest(profile, [token])),
  ],
  'token-with-a-bar': [
    'The token ends with a character that no Bearer token has.',
    ['kaleyra.rfc.token-characters', 'kaleyra.auth.algorithm-verifies'],
    together(
      instead(makeToken, (honest) => async (profile, client) => `${await honest(profile, client)}|`),
      altered(isToken, (is, text) => is || /^[\w.-]+\|$/.test(text)),
    ),
  ],
  'expiry-elsewhere': [
    'The validity is under a name that nobody configured.',
    'kaleyra.auth.expiry-at-path',
    shapeWith({ expirationFieldPath: 'expires_at_the_latest' }),
  ],
  'expiry-left-out-later': [
    'The validity is there in the first responses only.',
    'kaleyra.auth.expiry-at-path',
    instead(tokenReply, (honest) => (profile, token) => {
      issued().add(String(token));
      const { response } = profile;
      const isLater = issued().size > 4;
      return honest(isLater ? { ...profile, response: { ...response, expirationFieldPath: 'later' } } : profile, token);
    }),
  ],
  'expiry-unusable': ['The validity is a word.', 'kaleyra.auth.expiry-usable', altered(expiryOf, () => 'soon')],
  'token-shared-by-clients': [
    'All clients get the same token.',
    'kaleyra.auth.token-unique',
    instead(makeToken, (honest) => async (profile, client) => {
      const [own] = profile.clients;
      const shared = lastTokens().get(`${profile.name} ${own?.id}`);
      if (client !== own?.id && shared !== undefined) return shared;
      const token = await honest(profile, client);
      lastTokens().set(`${profile.name} ${client}`, token);
      return token;
    }),
  ],
  'another-algorithm': [
    'The token is encoded with another algorithm than configured.',
    'kaleyra.auth.algorithm',
    tokenWith((token) => (token.kind === 'jwt' ? { kind: 'jwt', algorithm: 'PS512' } : token)),
  ],
  'claims-end-late': [
    'The token itself says that it lives for a day longer than the response tells.',
    'kaleyra.practice.token-claims-agree',
    instead(
      makeToken,
      (honest) => (profile, client) => honest({ ...profile, lifetime: profile.lifetime + 86_400 }, client),
    ),
  ],
  'token-not-encoded': [
    'The token is not encoded at all.',
    'kaleyra.auth.algorithm',
    tokenWith(() => ({ kind: 'opaque' })),
  ],
  'signature-of-another-token': [
    'The token carries the signature of another one.',
    'kaleyra.auth.algorithm-verifies',
    instead(makeToken, (honest) => async (profile, client) => {
      const [token, other] = [await honest(profile, client), await honest(profile, client)];
      return profile.token.kind === 'jwt' ? [...token.split('.').slice(0, 2), other.split('.')[2]].join('.') : token;
    }),
  ],
  'token-status-201': ['A token is answered with 201.', 'kaleyra.rfc.token-status', replyWith(() => ({ status: 201 }))],
  'token-as-text-plain': [
    'A token is answered as text/plain.',
    'kaleyra.rfc.token-media-type',
    replyWith(({ body }) => ({ body: JSON.stringify(body) })),
  ],
  'token-cacheable': [
    'The response with the token may be cached.',
    'kaleyra.rfc.no-store',
    replyWith(({ headers: { 'Cache-Control': _, ...headers } }) => ({ headers })),
  ],
  'no-pragma': [
    'The response with the token has no Pragma.',
    'kaleyra.rfc.no-cache',
    replyWith(({ headers: { Pragma: _, ...headers } }) => ({ headers })),
  ],
  'expires-in-as-text': ['expires_in is a text.', 'kaleyra.rfc.expires-in-number', memberWith({ expires_in: '7' })],
  'refresh-token-given': [
    'Client credentials get a refresh token too.',
    'kaleyra.rfc.no-refresh-token',
    memberWith({ refresh_token: 'a-refresh-token-that-nobody-may-use' }),
  ],
});
