import { byTheEnd } from '../harness/flow/by-the-end.ts';
import type { Transport } from '../harness/flow/context.ts';
import { type Exchange, jsonOf, succeeded, summaryOf, textOf } from '../harness/http/exchange.ts';
import type { AppTarget } from './client-target.ts';

/** A response of the token endpoint with both tokens. */
export type TokenResponse = Readonly<Record<string, unknown>> & {
  readonly access_token: string;
  readonly refresh_token: string;
};

export type Realm = ReturnType<typeof realmOf>;

/** Marks what a flow sends to the realm itself, so that the journal tells it from what the application sends. */
const OWN = 'tollgate-flow';
/** The most requests that one provocation is for: all that an application sends of one login. */
/** The fields of the realm's own responses: what is told instead differs from them in nothing else. */
const LABELLED = {
  contentType: 'application/json; charset=utf-8',
  headers: { 'Cache-Control': 'no-store', Pragma: 'no-cache' },
};
const ALL = 50;

/** The mock's realm: what it gives, what it is made to say, and what it was sent. */
export function realmOf({ target, send, peer, cleanUp, end }: Transport<AppTarget>) {
  const { app } = target;
  const base = `/auth/realms/${app.realm}`;
  const tokenPath = `${base}/protocol/openid-connect/token`;

  /** POST of a form with the client's credentials, by this process. */
  const postOwn = (path: string, params: Readonly<Record<string, string>>) =>
    send({
      method: 'POST',
      url: peer.url + path,
      headers: [
        ['Content-Type', 'application/x-www-form-urlencoded'],
        [OWN, '1'],
      ],
      body: Buffer.from(
        new URLSearchParams({
          client_id: app.client.id,
          ...(!app.public && { client_secret: app.client.secret }),
          ...params,
        }).toString(),
      ),
    });

  function tokensIn(exchange: Exchange): TokenResponse {
    const tokens = tokensOf(exchange);
    return tokens ?? end(CREDENTIALS, `sipgate.app.client is given no tokens by the realm: ${summaryOf(exchange)}`);
  }

  return {
    issuer: peer.publicUrl + base,
    tokenUrl: peer.url + tokenPath,
    /** The realm as this process reaches it. */
    reach: (url: string) => (url.startsWith(peer.publicUrl) ? peer.url + url.slice(peer.publicUrl.length) : url),

    /** What the realm answers to a login that asked like this; the login's own code is left alone. */
    async genuine({ authorization }: { readonly authorization: URL }, user = app.user.name): Promise<TokenResponse> {
      const asked = authorization.searchParams;
      const redirect_uri = asked.get('redirect_uri') ?? '';
      const nonce = asked.get('nonce');
      const { code } = await peer.mint({
        system: 'sipgate',
        realm: app.realm,
        client: app.client.id,
        user,
        redirect_uri,
        scope: asked.get('scope') ?? '',
        ...(nonce !== null && { nonce }),
      });
      return tokensIn(await postOwn(tokenPath, { code: String(code), redirect_uri, grant_type: 'authorization_code' }));
    },
    /** What the realm answers to a refresh; the token is spent by that. */
    refreshed: async (refresh_token: string) =>
      tokensIn(await postOwn(tokenPath, { refresh_token, grant_type: 'refresh_token' })),

    /** Requests to the token endpoint that hold `text` are answered so, each of them, until the function given is called. */
    answering: async (text: string, action: object): Promise<() => Promise<void>> =>
      byTheEnd(
        cleanUp,
        await peer.provoke({
          match: { path: tokenPath, contains: text },
          times: ALL,
          action: 'html' in action ? action : { ...LABELLED, ...action },
        }),
      ),
    /** Lets calls with an access token be answered as those with an expired one are (RFC 6750 section 3.1). */
    async expire(access_token: string): Promise<void> {
      const headers = { 'WWW-Authenticate': 'Bearer error="invalid_token"' };
      const action = { status: 401, headers, body: { error: 'invalid_token' } };
      byTheEnd(cleanUp, await peer.provoke({ match: { contains: access_token }, times: ALL, action }));
    },

    mark: () => peer.mark(),
    /** What the application sent to the token endpoint and to other paths like it since a mark. */
    sentToTokenEndpoint: (since: number) => peer.received(tokenPath, { since, only: isNotOwn }),
    /** What was sent to the API since a mark. */
    sentToApi: (since: number) => peer.received('/sipgate-api/', { since }),
    /** What the application sent to the peer since a mark and what holds one of the texts; to the realm, or elsewhere. */
    async sent(where: 'realm' | 'elsewhere', since: number, texts: readonly string[]): Promise<Exchange[]> {
      const prefix = where === 'realm' ? '/auth/' : '/';
      return peer.received(prefix, {
        since,
        only: (exchange) =>
          (where === 'realm' || !new URL(exchange.request.url).pathname.startsWith('/auth/')) &&
          isNotOwn(exchange) &&
          texts.some((text) => holds(exchange, text)),
      });
    },
  };
}

const isNotOwn = ({ request }: Exchange) => !request.headers.some(([name]) => name.toLowerCase() === OWN);

const CREDENTIALS = 'sipgate.client.exchange-client-secret';

/** Both tokens of a response, where it has them. */
export function tokensOf(exchange: Exchange): TokenResponse | undefined {
  const body = jsonOf(exchange);
  const value = 'value' in body ? (body.value as TokenResponse | null) : undefined;
  return succeeded(exchange) && value?.access_token && value.refresh_token ? value : undefined;
}

/** Whether a request holds a text, in its URL, its body or its Authorization header. */
export function holds({ request }: Exchange, text: string): boolean {
  const encoded = encodeURIComponent(text);
  const authorization = request.headers.filter(([name]) => name.toLowerCase() === 'authorization');
  return [request.url, textOf(request.body), ...authorization.map(([, value]) => value)].some(
    (part) => part.includes(text) || part.includes(encoded),
  );
}
