import { NoBrowser } from '../harness/browser/browsing.ts';
import { type CookieJar, createCookieJar } from '../harness/browser/cookies.ts';
import { type Matcher, succeedsWith } from '../harness/checks/matchers.ts';
import type { Absent } from '../harness/checks/seen.ts';
import type { Transport } from '../harness/flow/context.ts';
import { role } from '../harness/flow/role.ts';
import {
  type Exchange,
  type HeaderList,
  jsonOf,
  statusOf,
  succeeded,
  summaryOf,
  valueAt,
} from '../harness/http/exchange.ts';
import { joinUrl } from '../harness/target/url.ts';
import { endOf, redirected } from './matchers.ts';
import type { Account, Client, SipgateTarget } from './target.ts';
import {
  continueByBrowser,
  redirectOf,
  unreadPage,
  type Visit,
  type VisitOrder,
  visitByBrowser,
  visitByHttp,
} from './visit.ts';

/** Parameters in order; `undefined` leaves one out. */
export type Params = Readonly<Record<string, string | undefined>>;

export interface AuthorizeOptions {
  /** Changes to the usual parameters. */
  readonly params?: Params;
  /** Added to the query as they are, such as a repeated parameter. */
  readonly extra?: string;
  readonly client?: Client;
  readonly realm?: string;
  readonly method?: 'GET' | 'POST';
  /** Whose cookies go along: those of the user's login unless told. */
  readonly jar?: CookieJar;
  /** Who logs in when asked to; nobody unless told. */
  readonly as?: Account;
  readonly consent?: VisitOrder['consent'];
  /** Visits in the browser where the run has one. */
  readonly inBrowser?: boolean;
}

export interface TokenOptions {
  /** Changes to the usual parameters. */
  readonly params?: Params;
  /** Appended to the form as it is. */
  readonly extra?: string;
  readonly client?: Client;
  readonly realm?: string;
  readonly headers?: HeaderList;
  /** Sends the client's credentials by HTTP Basic instead of the form. */
  readonly basic?: 'instead' | 'too';
  readonly query?: string;
  /** Another body than the form. */
  readonly json?: boolean;
  /** The media type of the form, where it is not the bare one. */
  readonly formType?: string;
  readonly method?: 'GET' | 'POST';
}

/** A response that issues an access token. */
export const issuesToken: Matcher = succeedsWith('/access_token');

/** A response that issues no access token; `expected` says what it is instead. */
export function issuesNothing(expected: string): Matcher {
  return (exchange) => ({ ok: !issuesToken(exchange).ok, expected, actual: summaryOf(exchange) });
}

/** The response sends the browser to the application with a code. */
export const givesCode: Matcher = (exchange) => {
  const code = redirectOf(exchange)?.searchParams.get('code') ?? '';
  return { ok: code !== '', expected: 'a redirect to the application with a code', actual: redirected(exchange) };
};

/** HTTP Basic with id and secret percent-encoded (RFC 6749 §2.3.1): a client id may hold a colon. */
export function basicOf({ id, secret }: Client): string {
  const encoded = [id, secret].map((text) => new URLSearchParams([['', text]]).toString().slice(1)).join(':');
  return `Basic ${Buffer.from(encoded).toString('base64')}`;
}

/** A form of the parameters that are there. */
export function formOf(params: Params, extra = ''): string {
  const there = Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return [new URLSearchParams(there).toString(), extra].filter((part) => part !== '').join('&');
}

function openSipgate({ target, send, visit, browsing, kept, end }: Transport<SipgateTarget>) {
  const realmUrl = (realm = target.realm) => joinUrl(target.url, `${target.prefix}/realms/${realm}`);
  const at = (path: string, realm?: string) => `${realmUrl(realm)}/protocol/openid-connect${path}`;
  const elsewhere = (pathOrUrl: string) => joinUrl(target.url, pathOrUrl);
  const resourceUrl = target.resource === undefined ? at('/userinfo') : elsewhere(target.resource);

  function keep<Value>(name: string, make: () => Value): Value {
    if (!kept.has(name)) kept.set(name, make());
    return kept.get(name) as Value;
  }

  /** The cookies of the user's login, which serve the further authorization requests. */
  const userJar = () => keep('jar', createCookieJar);

  const authorizationParams = (client: Client, params: Params = {}): Params => ({
    client_id: client.id,
    redirect_uri: client.redirectUri,
    scope: target.scope,
    response_type: 'code',
    ...params,
  });

  async function authorize(options: AuthorizeOptions = {}): Promise<Visit> {
    const { client = target.client, realm, method = 'GET', jar = userJar(), consent = 'accept', extra } = options;
    const params = authorizationParams(client, options.params);
    const text = formOf(params, extra);
    const url = at('/auth', realm);
    const order: VisitOrder = {
      url: method === 'GET' ? `${url}?${text}` : url,
      ...(method === 'POST' && { form: new URLSearchParams(text) }),
      redirectUri: params.redirect_uri ?? client.redirectUri,
      jar,
      as: options.as,
      consent,
      scopes: (params.scope ?? '').split(' ').filter((scope) => scope !== ''),
    };
    const hasBrowser = target.login === 'browser' && browsing.mode === 'browser';
    const byBrowser = (visiting: Promise<Visit>, otherwise: (message: string) => Visit) =>
      visiting.catch((error: Error) => {
        if (error instanceof NoBrowser) return otherwise(error.message);
        throw error;
      });
    if (hasBrowser && options.inBrowser) {
      return byBrowser(visitByBrowser(order, target, visit), (message) => end('sipgate.login.password', message));
    }
    const seen = await visitByHttp(order, target, send);
    const goesOn = hasBrowser && order.as && seen.last.request.method === 'GET' && unreadPage(seen);
    return goesOn ? byBrowser(continueByBrowser(seen, order, target, visit), () => seen) : seen;
  }

  /** A fresh code, or the end of the flow, blocked by the finding that codes come back. */
  async function code(options: AuthorizeOptions = {}): Promise<string> {
    const made = await authorize({ as: target.user, ...options });
    const value = made.redirect?.searchParams.get('code');
    return value || end('sipgate.code.in-query', `there was no code to take: ${endOf(made)}`);
  }

  function postToken(params: Params, options: TokenOptions = {}): Promise<Exchange> {
    const { client = target.client, realm, headers = [], basic, query = '', json, method = 'POST', extra } = options;
    const { formType = 'application/x-www-form-urlencoded' } = options;
    const credentials: Params = basic === 'instead' ? {} : { client_id: client.id, client_secret: client.secret };
    const all: Params = { ...credentials, ...params, ...options.params };
    const body = json ? JSON.stringify(all) : formOf(all, extra);
    return send({
      method,
      url: `${at('/token', realm)}${query}`,
      headers: [
        ...(method === 'GET' ? [] : [['Content-Type', json ? 'application/json' : formType] as const]),
        ...(basic ? [['Authorization', basicOf(client)] as const] : []),
        ...headers,
      ],
      ...(method !== 'GET' && { body: Buffer.from(body) }),
    });
  }

  /** The exchange of a code as the document shows it. */
  const exchange = (code: string, options: TokenOptions = {}): Promise<Exchange> => {
    const redirect_uri = (options.client ?? target.client).redirectUri;
    return postToken({ code, redirect_uri, grant_type: 'authorization_code' }, options);
  };

  const askMetadata = (realm?: string) =>
    send({ method: 'GET', url: `${realmUrl(realm)}/.well-known/openid-configuration`, headers: [] });

  async function metadata(): Promise<Record<string, unknown>> {
    const known = kept.get('metadata');
    if (known) return known as Record<string, unknown>;
    const response = await askMetadata();
    const body = jsonOf(response);
    const found: Record<string, unknown> = succeeded(response) && 'value' in body ? Object(body.value) : {};
    kept.set('metadata', found);
    return found;
  }

  return {
    sipgate: {
      ...target,
      /** How pages are visited. */
      browsing,
      realmUrl,
      resourceUrl,
      /** Cookies of somebody who has not been here before. */
      strangersJar: createCookieJar,
      userJar,
      authorize,
      code,
      exchange,
      /** POST to the token endpoint. */
      postToken,
      /** The refresh as the document shows it. */
      refresh: (refresh_token: string, options: TokenOptions = {}) =>
        postToken({ refresh_token, grant_type: 'refresh_token' }, options),
      /** A fresh code, exchanged. */
      tokens: async (options: AuthorizeOptions = {}, token: TokenOptions = {}) => {
        const fresh = await code(options);
        return exchange(fresh, { ...(options.client && { client: options.client }), ...token });
      },
      /** GET on the resource (or another one), with the token where the document wants it. */
      useToken: (token: string | undefined, url = resourceUrl) =>
        send({
          method: 'GET',
          url,
          headers: token === undefined ? [] : [['Authorization', `Bearer ${token}`]],
        }),
      /** GET with other header fields. */
      get: (url: string, headers: HeaderList = []) => send({ method: 'GET', url, headers }),
      /** A request that asks whether another origin may call (Fetch, CORS preflight). */
      preflight: (url: string, origin: string) =>
        send({
          method: 'OPTIONS',
          url,
          headers: [
            ['Origin', origin],
            ['Access-Control-Request-Method', 'POST'],
          ],
        }),
      at,
      /** The provider metadata (OpenID Connect Discovery §4), read once; empty where there is none. */
      metadata,
      askMetadata,
      /** The other realm of the target file is there: it has metadata, or a login page; otherwise why nothing can be told by it. */
      async missingRealm(): Promise<Absent | undefined> {
        const realm = target.otherRealm;
        for (const url of [`${realmUrl(realm)}/.well-known/openid-configuration`, realmUrl(realm)]) {
          if (statusOf(await send({ method: 'GET', url, headers: [] })) !== 404) return undefined;
        }
        return { nothing: `there is no realm ${realm}: set sipgate.otherRealm to another realm of this server` };
      },
      /** The URL by which applications know the realm. */
      issuer: joinUrl(target.publicUrl ?? target.url, `${target.prefix}/realms/${target.realm}`),
      /** POST of a form with the client's credentials to another endpoint. */
      postAsClient: (url: string, params: Params, client = target.client) =>
        send({
          method: 'POST',
          url,
          headers: [['Content-Type', 'application/x-www-form-urlencoded']],
          body: Buffer.from(formOf({ client_id: client.id, client_secret: client.secret, ...params })),
        }),
      /** Remembers something for later flows. */
      kept,
    },
  };
}

/** The token of a response, if it is there. */
export function tokenIn(exchange: Exchange, name: 'access_token' | 'refresh_token' | 'id_token'): string | undefined {
  const value = valueAt(exchange, `/${name}`);
  return typeof value === 'string' ? value : undefined;
}

/** Makes a flow of the role that is an OAuth2 realm. */
export const flow = role('sipgate.server', openSipgate);
