import { LosslessNumber } from 'lossless-json';
import { each, where } from '../harness/flow/dependencies.ts';
import { alsoLogsIn, flow, letsIn } from './api.ts';
import { LOGIN, WRONG_PASSWORD } from './ids.ts';

const ABSENT = 'authlete.request.members-absent';
const ONLY = 'authlete.request.only-id-and-password';
const MORE = 'authlete.request.unknown-members-ignored';
const ESCAPES = 'authlete.rfc.json-escapes';
const OTHER_SERVICE = 'authlete.practice.other-service-refused';
const EXACT = 'authlete.practice.service-api-key-exact';

export const members = flow(
  'id and password alone decide about a login',
  { endpoint: 'developer-auth', judges: each([ABSENT, ONLY, MORE, ESCAPES], [LOGIN]) },
  async ({ endpoint, check }) => {
    const login = endpoint.login();
    const { serviceApiKey, id, password } = login;
    const bare = endpoint.serviceApiKey === undefined ? { id, password } : { serviceApiKey, id, password };
    const { accessToken, refreshToken, expiresIn, rawTokenResponse } = endpoint.socialLogin('', '', null);
    const filled = { ...login, accessToken, refreshToken, expiresIn, rawTokenResponse };
    const both = async (body: object) => [await endpoint.call(login), await endpoint.call(body)];

    await check(ABSENT, () => both(bare), alsoLogsIn);
    await check(ONLY, () => both(filled), alsoLogsIn);
    await check(MORE, () => both({ ...login, 'x-tollgate': { unknown: [true, null] } }), alsoLogsIn);
    await check(ESCAPES, () => both(escaped(endpoint.developer.id, login)), alsoLogsIn);
  },
);

/** The request with each character of the id as a \u escape (RFC 8259 §7). */
function escaped(id: string, { serviceApiKey, ...login }: Record<string, unknown>): Uint8Array {
  const escapes = Array.from({ length: id.length }, (_, i) => `\\u${id.charCodeAt(i).toString(16).padStart(4, '0')}`);
  const rest = JSON.stringify({ ...login, id: '' }).replace('"id":""', `"id":"${escapes.join('')}"`);
  return Buffer.from(`{"serviceApiKey":${serviceApiKey},${rest.slice(1)}`);
}

/** A key that is the same to a double; `undefined` where the key is small enough for one. */
function neighbourOf(key: bigint): bigint | undefined {
  return [key - 1n, key + 1n].find((digits) => Number(digits) === Number(key));
}

const keyOf = ({ serviceApiKey = '0' }: { readonly serviceApiKey?: string }) => BigInt(serviceApiKey);

export const service = flow(
  'requests of another service are refused',
  {
    endpoint: 'developer-auth',
    judges: {
      [OTHER_SERVICE]: [LOGIN, WRONG_PASSWORD],
      [EXACT]: [where(OTHER_SERVICE)],
    },
    skipFact: ({ serviceApiKey }) => (serviceApiKey ? undefined : 'the target file names no authlete.serviceApiKey'),
    facts: {
      [EXACT]: (target) =>
        neighbourOf(keyOf(target)) ? undefined : 'authlete.serviceApiKey is small enough for a double',
    },
  },
  async ({ endpoint, refuses }) => {
    const key = keyOf(endpoint);
    const refusal = { given: () => endpoint.login(), send: endpoint.call, accepted: letsIn };
    const withKey = (digits: bigint) => (body: object) => ({
      ...body,
      serviceApiKey: new LosslessNumber(String(digits)),
    });
    await refuses(OTHER_SERVICE, { ...refusal, alter: withKey(key > 1000n ? key / 7n : key + 1n) });
    await refuses(EXACT, { ...refusal, alter: withKey(neighbourOf(key) ?? key) });
  },
);
