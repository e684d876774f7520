import { LosslessNumber, stringify } from 'lossless-json';
import { alsoAccepted, type Matcher } from '../harness/checks/matchers.ts';
import type { Transport } from '../harness/flow/context.ts';
import { role } from '../harness/flow/role.ts';
import { type HeaderList, succeeded, summaryOf, valueAt } from '../harness/http/exchange.ts';
import { joinUrl } from '../harness/target/url.ts';

/** A developer of the target file. */
export interface Developer {
  readonly id: string;
  readonly password: string;
  readonly email?: string;
  readonly displayName?: string;
}

/** Developer Authentication Callback API Key and Secret. */
export interface BasicPair {
  readonly name: string;
  readonly password: string;
}

/** What the target file says of an endpoint. */
export interface EndpointTarget {
  readonly url: string;
  readonly endpoint?: string;
  readonly publicUrl?: string;
  readonly serviceApiKey?: string;
  readonly developer: Developer;
  readonly otherDeveloper?: Developer;
  readonly basic?: BasicPair;
  readonly snsLink?: { readonly name?: string; readonly subject?: string; readonly accessToken?: string };
  readonly destructive: boolean;
  readonly ownAccounts: boolean;
}

export interface CallOptions {
  readonly method?: string;
  /** `null` sends no Content-Type. */
  readonly contentType?: string | null;
  /** The Authorization header; the target's Basic pair by default, `null` sends none. */
  readonly authorization?: string | null;
  /** The contract that our own body keeps. */
  readonly contract?: string;
}

/** The key that goes along where the target file names none: no endpoint that looks at it is judged without one. */
const ANY_SERVICE = '1';

/** Basic credentials (RFC 7617), in UTF-8. */
export function basic({ name, password }: BasicPair): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
}

/** A response that authenticates the developer. */
export const authenticates: Matcher = (exchange) => ({
  ok: succeeded(exchange) && valueAt(exchange, '/authenticated') === true,
  expected: 'a 2xx response with authenticated true',
  actual: summaryOf(exchange),
});

/** A response that says that the developer is authenticated, whatever its status: the document defines none, so a caller may read the body only. */
export const letsIn: Matcher = (exchange) => ({
  ok: valueAt(exchange, '/authenticated') === true,
  expected: 'a response with authenticated true',
  actual: summaryOf(exchange),
});

/** The second of two logins, where the first, which differs in one thing and worked before, still works. */
export const alsoLogsIn = alsoAccepted(authenticates, 'authlete.endpoint.authenticates');

/** A value as JSON text; bytes as they are. Bigints and LosslessNumbers keep their digits. */
export function bytesOf(body: unknown): Uint8Array {
  return body instanceof Uint8Array ? body : Buffer.from(stringify(body) ?? '');
}

function openEndpoint({ target, send }: Transport<EndpointTarget>) {
  const url = target.endpoint === undefined ? target.url : joinUrl(target.url, target.endpoint);
  const serviceApiKey = new LosslessNumber(target.serviceApiKey ?? ANY_SERVICE);
  const credentials = target.basic && basic(target.basic);

  const call = (body: object | undefined, options: CallOptions = {}) => {
    const { method = 'POST', contentType = 'application/json', authorization = credentials, contract } = options;
    const headers: HeaderList = [
      ...(contentType === null ? [] : [['Content-Type', contentType] as const]),
      ...(authorization ? [['Authorization', authorization] as const] : []),
    ];
    return send({ method, url, headers, ...(body !== undefined && { body: bytesOf(body) }) }, contract);
  };

  return {
    endpoint: {
      ...target,
      /** Where the endpoint is. */
      callbackUrl: url,
      /** A callback request: any body, with the target's Basic credentials unless told otherwise. */
      call,
      /** A callback request that keeps the contract of a login by password. */
      logIn: (body: object) => call(body, { contract: 'authlete/callback-request' }),
      /** The eight members of a login by password. */
      login: ({ id, password }: Developer = target.developer): Record<string, unknown> => ({
        serviceApiKey,
        id,
        password,
        sns: null,
        accessToken: null,
        refreshToken: null,
        expiresIn: 0,
        rawTokenResponse: null,
      }),
      /** The eight members of a social login; without a link to the SNS, of one with invented tokens. */
      socialLogin: (sns: unknown, id: string, password: string | null): Record<string, unknown> => {
        const accessToken = target.snsLink?.accessToken ?? 'tollgate-sns-access-token';
        const refreshToken = 'tollgate-sns-refresh-token';
        const raw = { access_token: accessToken, token_type: 'Bearer', expires_in: 3600, refresh_token: refreshToken };
        const rawTokenResponse = JSON.stringify(raw);
        return { serviceApiKey, id, password, sns, accessToken, refreshToken, expiresIn: 3600, rawTokenResponse };
      },
    },
  };
}

/** Makes a flow of the role that answers developer authentication callbacks. */
export const flow = role('authlete.server', openEndpoint);
