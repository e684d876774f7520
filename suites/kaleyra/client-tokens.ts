import { randomBytes } from 'node:crypto';
import { each } from '../harness/flow/dependencies.ts';
import { DELIVERS } from './client-ids.ts';
import { carries, finds, is, noCallback } from './client-matchers.ts';
import { flow, jwtLike, type Profile, type Sent, tokenOf, tokenResponse } from './platform.ts';

const FIELD = 'kaleyra.platform.token-field-path';
const NESTED = 'kaleyra.practice.platform-nested-path';
const MEMBERS = 'kaleyra.rfc.platform-unknown-members';
const SAMPLE = 'kaleyra.platform.sample-token';
const ENCRYPTED = 'kaleyra.platform.encrypted-token';
const OPAQUE = 'kaleyra.rfc.platform-opaque-token';
const ALGORITHM = 'kaleyra.practice.platform-algorithm';
const NOT_BEFORE = 'kaleyra.practice.platform-not-before';
const TYPE_CASE = 'kaleyra.rfc.platform-token-type-case';
const TYPE = 'kaleyra.rfc.platform-token-type';
const UNUSABLE = 'kaleyra.rfc.platform-unusable-token';

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
  readonly response: object;
  readonly wanted?: Partial<Profile>;
  /** The token must not be used. */
  readonly refused?: boolean;
}

export const tokens = flow(
  'tokens are found where the profile says and passed on untouched',
  {
    endpoint: 'advanced-auth-callback',
    judges: {
      ...each([FIELD, MEMBERS, SAMPLE, ENCRYPTED, OPAQUE, ALGORITHM, NOT_BEFORE, TYPE_CASE, TYPE, UNUSABLE], DELIVERS),
      [NESTED]: [FIELD],
    },
    facts: { [NESTED]: ({ fieldPaths }) => (fieldPaths === 'flat' ? 'kaleyra.fieldPaths is flat' : undefined) },
  },
  async ({ platform, check }) => {
    const [jwt, other, deep, known, early, small, mac] = Array.from({ length: 7 }, () => jwtLike());
    const decoy = 'a-decoy-under-the-usual-name';
    const two = `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6${part(12)}`;
    const five = [part(20), part(40), part(12), part(60), part(16)].join('.');
    const opaque = `${part(12)}~${part(6)}+/${part(6)}==`;
    const foreign = jwtLike('HS256');
    const later = String(Math.floor(Date.now() / 1000) + 3600);
    const cases: Readonly<Record<string, Case>> = {
      [FIELD]: {
        token: other as string,
        response: { ...tokenResponse(decoy), the_token: other },
        wanted: { tokenFieldPath: 'the_token' },
      },
      [NESTED]: {
        token: deep as string,
        response: { ...tokenResponse(decoy), data: { auth: { token: deep } } },
        wanted: { tokenFieldPath: 'data.auth.token' },
      },
      [MEMBERS]: {
        token: known as string,
        response: tokenResponse(known, { x_unknown: { a: [1, null] }, scope: 'x' }),
      },
      [SAMPLE]: { token: two, response: sample(two) },
      [ENCRYPTED]: { token: five, response: tokenResponse(five) },
      [OPAQUE]: { token: opaque, response: tokenResponse(opaque) },
      [ALGORITHM]: {
        token: foreign,
        response: tokenResponse(foreign),
        refused: platform.algorithmMismatch === 'reject',
      },
      [NOT_BEFORE]: {
        token: early as string,
        response: tokenResponse(early, { not_before: later }),
        refused: platform.notBefore === 'wait',
      },
      [TYPE_CASE]: { token: small as string, response: tokenResponse(small, { token_type: 'bearer' }) },
      [TYPE]: { token: mac as string, response: tokenResponse(mac, { token_type: 'mac' }), refused: true },
    };
    const unusable = [{ value: jwt }, 1234567890, '', ...UNUSABLE_TEXTS, null];
    UNUSABLE_TEXTS.forEach(platform.show);

    const profiles: Record<string, Profile> = {};
    for (const [id, { response, wanted, token }] of Object.entries(cases)) {
      const profile = await platform.newProfile(wanted);
      profiles[id] = profile;
      await platform.answers(profile, 'auth', { body: response });
      platform.hide(token);
    }
    for (const [index, value] of unusable.entries()) {
      const profile = await platform.newProfile();
      profiles[`unusable ${index}`] = profile;
      await platform.answers(profile, 'auth', { body: tokenResponse(value) });
    }
    await Promise.all(Object.values(profiles).map(platform.fire));
    const sent = await platform.sent(profiles, Object.keys(cases).length + Object.keys(profiles).length - 2);

    for (const [id, { token, refused }] of Object.entries(cases)) {
      const one = sent[id] as Sent;
      if (!refused) check(id, one.all, is(carries(one.callbacks, token)));
      else
        check(
          id,
          one.auth,
          finds(!one.callbacks.some((callback) => tokenOf(callback) === token), 'no use of it', 'used'),
        );
    }
    for (const [index, value] of unusable.entries()) {
      const one = sent[`unusable ${index}`] as Sent;
      const { ok, expected, actual } = noCallback(one);
      check(UNUSABLE, one.all, finds(ok, `${expected} for the token ${JSON.stringify(value)}`, actual));
    }
  },
);
