import { randomBytes } from 'node:crypto';
import { each } from '../harness/flow/dependencies.ts';
import { DELIVERS, NO_TOKEN } from './client-ids.ts';
import { asked, carries, finds, is, noCallback } from './client-matchers.ts';
import { flow, type Sent } from './platform.ts';
import {
  authorizationsOf,
  jwtLike,
  type PlatformTarget,
  type Profile,
  tokenOf,
  tokenResponse,
} from './platform-profile.ts';

const FIELD = 'kaleyra.platform.token-field-path';
const NESTED = 'kaleyra.practice.platform-nested-path';
const MEMBERS = 'kaleyra.rfc.platform-unknown-members';
const SAMPLE = 'kaleyra.platform.sample-token';
const ENCRYPTED = 'kaleyra.platform.encrypted-token';
const OPAQUE = 'kaleyra.rfc.platform-opaque-token';
const ALGORITHM = 'kaleyra.practice.platform-algorithm';
const NOT_BEFORE = 'kaleyra.practice.platform-not-before';
const TYPE_CASE = 'kaleyra.rfc.platform-token-type-case';
const LONG = 'kaleyra.practice.platform-long-token';
const BOM = 'kaleyra.practice.platform-byte-order-mark';

/** Texts that no header field carries as a token. */
export const UNUSABLE_TEXTS = ['two words', 'line\r\nX-Injected: 1'];

const part = (bytes: number) => randomBytes(bytes).toString('base64url');

/** The document's own sample, to the letter but for the token, which gets an end of its own so that it is told apart. */
const sample = (token: string) => ({
  token_type: 'Bearer',
  expires_in: '3599',
  ext_expires_in: '3599',
  expires_on: '1686632570',
  not_before: '1686628670',
  resource: '00000002-0000-0000-c000-000000000000',
  access_token: token,
});

interface Case {
  readonly token: string;
  /** An object, or the text of the body. */
  readonly response: object | string;
  readonly wanted?: Partial<Profile>;
  /** After what the token must not be used. */
  readonly refusedAfter?: string;
}

const DECOY = 'a-decoy-under-the-usual-name';

/** What each requirement is tried with. */
function casesFor({ algorithmMismatch, notBefore }: PlatformTarget['platform']): Readonly<Record<string, Case>> {
  const [other, deep, known, early, small, mac, marked] = Array.from({ length: 7 }, () => jwtLike()) as string[];
  const two = `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6${part(12)}`;
  const five = [part(20), part(40), part(12), part(60), part(16)].join('.');
  const opaque = `${part(12)}~${part(6)}+/${part(6)}==`;
  const foreign = jwtLike('HS256');
  const long = [jwtLike().split('.')[0], part(2_400), part(256)].join('.');
  const later = String(Math.floor(Date.now() / 1000) + 3600);
  const plain = (token = '', members: object = {}): Case => ({ token, response: tokenResponse(token, members) });
  return {
    [FIELD]: {
      token: other as string,
      response: { ...tokenResponse(DECOY), the_token: other },
      wanted: { tokenFieldPath: 'the_token' },
    },
    [NESTED]: {
      token: deep as string,
      response: { ...tokenResponse(DECOY), data: { auth: { token: deep } } },
      wanted: { tokenFieldPath: 'data.auth.token' },
    },
    [MEMBERS]: plain(known, { x_unknown: { a: [1, null] }, scope: 'x' }),
    [SAMPLE]: { token: two, response: sample(two) },
    [ENCRYPTED]: plain(five),
    [OPAQUE]: plain(opaque),
    [LONG]: plain(long),
    [BOM]: { token: marked as string, response: `\ufeff${JSON.stringify(tokenResponse(marked))}` },
    [ALGORITHM]: {
      ...plain(foreign),
      ...(algorithmMismatch === 'reject' && { refusedAfter: 'a token whose header names HS256 instead of RS256' }),
    },
    [NOT_BEFORE]: {
      ...plain(early, { not_before: later }),
      ...(notBefore === 'wait' && { refusedAfter: 'a not_before that is an hour ahead' }),
    },
    [TYPE_CASE]: plain(small, { token_type: 'bearer' }),
    [NO_TOKEN.otherType]: { ...plain(mac, { token_type: 'mac' }), refusedAfter: 'token_type mac' },
  };
}

export const tokens = flow(
  'tokens are found where the profile says and passed on untouched',
  {
    endpoint: 'advanced-auth-callback',
    judges: {
      ...each([FIELD, MEMBERS, SAMPLE, ENCRYPTED, OPAQUE, LONG, BOM, ALGORITHM, NOT_BEFORE, TYPE_CASE], DELIVERS),
      ...each([NO_TOKEN.otherType, NO_TOKEN.unusable], DELIVERS),
      [NESTED]: [FIELD],
    },
    facts: { [NESTED]: ({ fieldPaths }) => (fieldPaths === 'flat' ? 'kaleyra.fieldPaths is flat' : undefined) },
  },
  async ({ platform, check }) => {
    const cases = casesFor(platform);
    const unusable: Readonly<Record<string, unknown>> = {
      'an object': { value: jwtLike() },
      'a list': [jwtLike()],
      'a number': 1234567890,
      'an empty text': '',
      'two words': UNUSABLE_TEXTS[0],
      'a line end and a header field': UNUSABLE_TEXTS[1],
      null: null,
    };
    UNUSABLE_TEXTS.forEach(platform.show);
    const profiles: Record<string, Profile> = {};
    for (const [id, { response, wanted, token, refusedAfter: after }] of Object.entries(cases)) {
      const profile = await platform.newProfile(wanted);
      profiles[id] = profile;
      const contentType = 'application/json';
      await platform.answers(profile, 'auth', { body: response, contentType });
      await platform.knows(profile, [token, DECOY]);
      if (after !== undefined) await platform.forbids(profile, { id, after, token });
    }
    for (const [after, value] of Object.entries(unusable)) {
      const profile = await platform.newProfile();
      profiles[after] = profile;
      await platform.answers(profile, 'auth', { body: tokenResponse(value) });
      await platform.forbids(profile, { id: NO_TOKEN.unusable, after: `${after} for a token` });
    }
    await Promise.all(Object.values(profiles).map(platform.fire));
    const sent = await platform.sent(profiles);

    for (const [id, { token, refusedAfter: after }] of Object.entries(cases)) {
      const one = sent[id] as Sent;
      const used = one.callbacks.filter((made) => tokenOf(made) === token);
      const actual = used.length > 0 ? `used: Authorization: ${authorizationsOf(used[0] as never).join()}` : 'none';
      if (after === undefined) check(id, asked(one), is(carries(one.callbacks, token)));
      else check(id, asked(one), finds(used.length === 0, `no use of it after ${after}`, actual));
    }
    for (const after of Object.keys(unusable)) {
      const one = sent[after] as Sent;
      const { ok, expected, actual } = noCallback(one.callbacks);
      check(NO_TOKEN.unusable, asked(one), finds(ok, `${expected} after ${after} for a token`, actual));
    }
  },
);
