import { randomBytes } from 'node:crypto';
import type { Finding, Matcher } from '../harness/checks/matchers.ts';
import type { Transport } from '../harness/flow/context.ts';
import { role } from '../harness/flow/role.ts';
import {
  type Exchange,
  type HeaderList,
  headerValues,
  jsonOf,
  succeeded,
  summaryOf,
} from '../harness/http/exchange.ts';
import { joinUrl } from '../harness/target/url.ts';
import { type PathGrammar, valueAtPath } from './field-path.ts';
import { type Expiration, secondsOf } from './validity.ts';

export interface Client {
  readonly id: string;
  readonly secret: string;
}

export interface User {
  readonly name: string;
  readonly password: string;
}

export type Grant = 'client_credentials' | 'password';

/** What the target file says of a customer of Kaleyra.io. */
export interface CustomerTarget {
  readonly url: string;
  readonly authUrl: string;
  readonly authMethod: string;
  /** Lines of `Name: value`. */
  readonly authHeaders?: string;
  readonly client: Client;
  readonly otherClient?: Client;
  readonly user?: User;
  readonly grants: readonly Grant[];
  readonly credentials: 'form' | 'json' | 'basic' | 'query';
  readonly grantType: boolean;
  readonly scope?: string;
  readonly tokenFieldPath: string;
  readonly expirationFieldPath: string;
  readonly fieldPaths: PathGrammar;
  readonly expiration: Expiration;
  readonly authAlgorithm?: string;
  readonly key?: { readonly file?: string; readonly jwks?: string; readonly secret?: string };
  readonly callback: {
    readonly url: string;
    readonly method: string;
    readonly contentType: string;
    readonly body: string;
  };
  readonly expiredToken?: string;
  readonly maxWait: number;
  /** Seconds by which clocks may differ. */
  readonly leeway: number;
}

/** Parameters of an authentication request, in order; in a JSON body they may be no texts. */
export type Parameters = readonly (readonly [name: string, value: unknown])[];

export interface AuthOptions {
  readonly credentials?: CustomerTarget['credentials'];
  /** Basic credentials are not form-encoded first, against RFC 6749 §2.3.1. */
  readonly rawBasic?: boolean;
  /** `null` sends none. */
  readonly contentType?: string | null;
  readonly method?: string;
  readonly withoutExtraHeaders?: boolean;
}

/** Parameters without one of them. */
export const without = (parameters: Parameters, name: string): Parameters => parameters.filter(([one]) => one !== name);

/** Parameters with one of them changed. */
export const having = (parameters: Parameters, name: string, value: unknown): Parameters =>
  parameters.map(([one, old]) => [one, one === name ? value : old] as const);

/** A response that grants what was asked for, and whose client asked. */
export interface Granted {
  readonly exchange: Exchange;
  readonly clientId: string;
}

/** Whether these are a client's credentials. */
function isOf(parameters: Parameters, { id, secret }: Client): boolean {
  const has = (name: string, value: string) => parameters.some(([one, its]) => one === name && its === value);
  return has('client_id', id) && has('client_secret', secret);
}

/** A text that no server ever made. */
export const madeUp = (): string => randomBytes(24).toString('base64url');

function openCustomer({ target, send, secret, note, kept }: Transport<CustomerTarget>) {
  const { client, user, grants, authMethod, callback } = target;
  const extra = fieldsIn(target.authHeaders ?? '');
  const granted = (kept.get('granted') ?? []) as Granted[];
  kept.set('granted', granted);
  for (const [index, [, value]] of extra.entries()) {
    const js = `v.split('\\n')[${index}].replace(/^[^:]*:\\s*/, '')`;
    secret(value, 'auth_header', { text: target.authHeaders ?? '', js });
  }

  const tokenIn = (exchange: Exchange): unknown => {
    const body = jsonOf(exchange);
    return 'value' in body ? valueAtPath(body.value, target.tokenFieldPath, target.fieldPaths) : undefined;
  };
  const expiryIn = (exchange: Exchange): unknown => {
    const body = jsonOf(exchange);
    return 'value' in body ? valueAtPath(body.value, target.expirationFieldPath, target.fieldPaths) : undefined;
  };
  const issuesToken: Matcher = (exchange) => ({
    ok: succeeded(exchange) && isToken(tokenIn(exchange)),
    expected: `a 2xx response with a token at ${target.tokenFieldPath}`,
    actual: summaryOf(exchange),
  });

  async function requestToken(parameters: Parameters, options: AuthOptions = {}): Promise<Exchange> {
    const { method = authMethod } = options;
    const place = method === 'GET' ? 'query' : (options.credentials ?? target.credentials);
    const { query, headers, body } = placed(parameters, place, options.rawBasic);
    const url = joinUrl(target.url, target.authUrl);
    const { contentType: type = typeOf(place) } = options;
    const exchange = await send({
      method,
      url: query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`,
      headers: [
        ['Accept', 'application/json'],
        ...(body === undefined || type === null ? [] : [['Content-Type', type] as const]),
        ...headers,
        ...(options.withoutExtraHeaders ? [] : extra),
      ],
      ...(body !== undefined && { body: Buffer.from(body) }),
    });
    const token = tokenIn(exchange);
    if (isToken(token)) secret(token, 'access_token');
    const owner = [client, target.otherClient].find((one) => one && isOf(parameters, one));
    if (owner && succeeded(exchange)) granted.push({ exchange, clientId: owner.id });
    return exchange;
  }

  /** The parameters of a good request, for the grant that is used throughout unless told. */
  const parameters = (of: Client = client, grant: Grant = grants[0] ?? 'client_credentials'): Parameters => [
    ...(target.grantType ? [['grant_type', grant] as const] : []),
    ['client_id', of.id],
    ['client_secret', of.secret],
    ...(grant === 'password'
      ? [['username', user?.name ?? ''] as const, ['password', user?.password ?? ''] as const]
      : []),
    ...(target.scope === undefined ? [] : [['scope', target.scope] as const]),
  ];

  return {
    customer: {
      ...target,
      /** The header fields of `kaleyra.authHeaders`. */
      extraHeaders: extra,
      parameters,
      /** A request to the auth URL, the parameters where the target wants them. */
      requestToken,
      /** What stands at tokenFieldPath. */
      tokenIn,
      /** What stands at expirationFieldPath. */
      expiryIn,
      /** Seconds that the response's token lives by what the response says, counted from its Date. */
      validityOf: (exchange: Exchange) =>
        secondsOf(expiryIn(exchange), target.expiration, Date.parse(dateOf(exchange) ?? '') || Date.now()),
      /** A response that issues a token. */
      issuesToken,
      /** A callback as the profile says, with these Authorization fields; `query` is added to that of its URL. */
      callBack(authorization: readonly string[], query = '') {
        const url = joinUrl(target.url, callback.url);
        const hasBody = callback.method !== 'GET' && callback.body !== '';
        return send({
          method: callback.method,
          url: query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`,
          headers: [
            ...(hasBody ? [['Content-Type', callback.contentType] as const] : []),
            ...authorization.map((value) => ['Authorization', value] as const),
          ],
          ...(hasBody && { body: Buffer.from(callback.body) }),
        });
      },
      /** Every response of this run that grants right credentials, with the client that they are of. */
      granted: (): readonly Granted[] => granted,
      note,
      /** GET of a key set. */
      fetchKeys: (jwks: string) => send({ method: 'GET', url: joinUrl(target.url, jwks), headers: [] }),
    },
  };
}

/** Whether a value fits into an Authorization header behind its scheme: a text without blanks and control characters. */
export function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[!-~]+$/.test(value);
}

/** RFC 6750 §2.1: b64token. What does not fit is shown, the token is a secret. */
export function hasTokenCharacters(text: string): Finding {
  const others = new Set(text.replace(/=*$/, '').match(/[^\w.~+/-]/g));
  return {
    ok: others.size === 0 && text.replace(/=*$/, '') !== '',
    expected: 'letters, digits and -._~+/, with = at the end at most',
    actual: others.size === 0 ? 'as expected' : `a token with ${[...others].join(' ')} in it`,
  };
}

/** The header fields in lines of `Name: value`; throws an Error for any other line. */
function fieldsIn(lines: string): HeaderList {
  const fields = lines.split(/\r?\n/).filter((line) => line.trim() !== '');
  return fields.map((line) => {
    const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      throw new Error('kaleyra.authHeaders: expected lines of Name: value; correct the target file');
    }
    return [name, value] as const;
  });
}

/** The time of a response by its `Date` field. */
export function dateOf({ response }: Exchange): string | undefined {
  return response && headerValues(response.headers, 'date')[0];
}

function typeOf(place: CustomerTarget['credentials']): string {
  return place === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
}

function placed(parameters: Parameters, place: CustomerTarget['credentials'], rawBasic = false) {
  const form = (list: Parameters) =>
    new URLSearchParams(list.map(([name, value]) => [name, String(value)] as [string, string])).toString();
  if (place === 'query') return { query: form(parameters), headers: [] as HeaderList };
  if (place === 'form') return { query: '', headers: [] as HeaderList, body: form(parameters) };
  if (place === 'json') {
    return { query: '', headers: [] as HeaderList, body: JSON.stringify(Object.fromEntries(parameters)) };
  }
  const encode = rawBasic ? (text: string) => text : encodeURIComponent;
  const value = (name: string) => encode(String(parameters.find(([one]) => one === name)?.[1] ?? ''));
  const pair = Buffer.from(`${value('client_id')}:${value('client_secret')}`).toString('base64');
  const others = parameters.filter(([name]) => name !== 'client_id' && name !== 'client_secret');
  return { query: '', headers: [['Authorization', `Basic ${pair}`]] as HeaderList, body: form(others) };
}

/** What flows call the customer with. */
export type CustomerApi = ReturnType<typeof openCustomer>['customer'];

/** Makes a flow of the role that a customer of Kaleyra.io plays. */
export const flow = role('kaleyra.server', openCustomer);
