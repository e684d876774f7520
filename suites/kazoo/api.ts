import { createHash, randomUUID } from 'node:crypto';
import { type Matcher, succeedsWith } from '../harness/checks/matchers.ts';
import type { Transport } from '../harness/flow/context.ts';
import { role } from '../harness/flow/role.ts';
import { type Exchange, type HeaderList, statusOf, succeeded, summaryOf, valueAt } from '../harness/http/exchange.ts';
import { joinUrl } from '../harness/target/url.ts';
import { LINKED } from './ids.ts';
import { claimOf } from './jwt.ts';

/** A user of the target file. */
export interface User {
  readonly name: string;
  readonly password: string;
  readonly account: string;
  /** The realm of the account. */
  readonly realm?: string;
}

/** An application of the target file that is registered at our identity provider. */
export interface Sso {
  readonly provider: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly linkIdPrefix?: string;
}

/** What the target file says of a Kazoo. */
export interface KazooTarget {
  readonly url: string;
  readonly user: User;
  readonly otherUser?: User;
  readonly admin?: User;
  readonly otherAdmin?: User;
  readonly superDuper?: User;
  readonly apiKey?: string;
  readonly sso?: Sso;
  readonly otherSso?: Sso;
  readonly foreignApp?: string;
  readonly expendableApp?: Pick<Sso, 'provider' | 'clientId' | 'clientSecret'>;
  readonly expendableProvider?: string;
  readonly destructive: boolean;
  readonly ownAccounts: boolean;
}

export interface CallOptions {
  readonly token?: string;
  /** A JSON value, or the bytes as they are to be sent. */
  readonly body?: unknown;
  readonly headers?: HeaderList;
  readonly contentType?: string;
  readonly contract?: string;
}

/** What rides on a code, and how it differs from what the target file says. */
export interface CodeOrder {
  readonly subject: string;
  readonly sso?: Sso;
  readonly redirectUri?: string;
  readonly code?: string;
  readonly provoke?: string;
}

export type KazooApi = ReturnType<typeof openKazoo>;

/** A response that issues a token. */
export const issuesToken: Matcher = succeedsWith('/auth_token');

/** The response of Crossbar has no data, or empty data. */
export const isEmptySuccess: Matcher = (exchange) => {
  const data = valueAt(exchange, '/data');
  const empty = data === undefined || data === null || Object.keys(data).length === 0;
  return {
    ok: succeeded(exchange) && empty,
    expected: 'a 2xx response without data',
    actual: succeeded(exchange) ? `data ${JSON.stringify(data)?.slice(0, 80)}` : `status ${exchange.response?.status}`,
  };
};

/** What PUT /v2/user_auth takes for user name and password (user_authentication.md). */
export function credentialsOf(user: User): string {
  return createHash('md5').update(nameAndPassword(user)).digest('hex');
}

const nameAndPassword = ({ name, password }: User) => `${name.toLowerCase()}:${password}`;
/** The same as an expression of the two, `v`. */
const MD5 = "require('node:crypto').createHash('md5').update(v).digest('hex')";

const CALLBACK_TOKEN = 'callback-token';

const isBytes = (body: unknown): body is Uint8Array => body instanceof Uint8Array;

function openKazoo(port: Transport<KazooTarget>) {
  const { target, send, cleanUp, note } = port;

  function call(method: string, path: string, options: CallOptions = {}): Promise<Exchange> {
    const { token, body, headers = [], contentType = 'application/json', contract } = options;
    const bytes = body === undefined || isBytes(body) ? body : Buffer.from(JSON.stringify(body));
    return send(
      {
        method,
        url: joinUrl(target.url, `/v2${path}`),
        headers: [
          ...(bytes === undefined ? [] : [['Content-Type', contentType] as const]),
          ...(token === undefined ? [] : [['X-Auth-Token', token] as const]),
          ...headers,
        ],
        ...(bytes !== undefined && { body: bytes as Uint8Array }),
      },
      contract,
    );
  }

  const act = (path: string, token: string | undefined, action: string) =>
    call('PUT', path, { token, body: { action, data: {} } });
  const linkPath = (id: string) => `/auth/links/${encodeURIComponent(id)}`;

  function login(user: User | undefined): Promise<Exchange> {
    const credentials = user && credentialsOf(user);
    if (user && credentials) port.secret(credentials, 'credentials', { text: nameAndPassword(user), js: MD5 });
    return call('PUT', '/user_auth', { body: { data: user && { credentials, account_name: user.account } } });
  }

  const useToken = (token: string | undefined) => call('GET', '/auth/links', { token });

  /** Uses the token that a response issues. */
  function useTokenOf(login: Exchange): Promise<Exchange> {
    const token = valueAt(login, '/auth_token');
    return useToken(typeof token === 'string' ? token : undefined);
  }

  /** The id of the link that an unlinked login of a subject has made, where it is known. */
  function linkIdOf(unlinked: Exchange, subject: string): string | undefined {
    const id = claimOf(unlinked, 'auth_id');
    const prefix = target.sso?.linkIdPrefix;
    return typeof id === 'string' ? id : prefix && `${prefix}${subject}`;
  }

  async function mintCode(order: CodeOrder): Promise<string> {
    const { sso = target.sso, subject, redirectUri, code, provoke } = order;
    const { provider, clientId, clientSecret, redirectUri: usual } = sso as Sso;
    const client = { client_id: clientId, client_secret: clientSecret, redirect_uri: redirectUri ?? usual };
    const made = await port.peer.mint({ system: 'kazoo', provider, ...client, subject, code, provoke });
    port.secret(String(made.code), 'code');
    return String(made.code);
  }

  /** The members of a callback for the application of the target file. */
  function callbackData(code: string, sso = target.sso as Sso): Record<string, unknown> {
    return {
      redirect_uri: sso.redirectUri,
      client_id: sso.clientId,
      provider: sso.provider,
      code,
      state: randomUUID(),
    };
  }

  /** PUT /v2/auth/callback with any body; with a user's token where `sendTokenWithCallbacks` has said so. */
  const sendCallback = (body: unknown, contract?: string) =>
    call('PUT', '/auth/callback', { body, contract, token: port.kept.get(CALLBACK_TOKEN) as string | undefined });

  /** PUT /v2/auth/callback with the members of `data`. */
  const callback = (data: Record<string, unknown>, contract: string | undefined = 'kazoo/callback-request') =>
    sendCallback({ data }, contract);

  /** A login through the provider with a fresh code. */
  const signOn = async (order: CodeOrder) => callback(callbackData(await mintCode(order), order.sso));

  /** Deletes a link as the user whose it is; gives what stays behind. */
  async function unlink(id: string, user: User): Promise<readonly string[]> {
    const token = valueAt(await login(user), '/auth_token');
    const status = statusOf(await call('DELETE', linkPath(id), { token: String(token) })) ?? 0;
    return status < 400 || status === 404 ? [] : [`the link ${id} of ${user.name}`];
  }

  return {
    kazoo: {
      ...target,
      call,
      act,
      /** PUT /v2/user_auth. */
      login,
      /** PUT /v2/api_auth. */
      apiLogin: (api_key: string) => call('PUT', '/api_auth', { body: { data: { api_key } } }),
      /** GET /v2/auth/links, which is for the authenticated user: what shows that a token works. */
      useToken,
      useTokenOf,
      /** The same in a list, which is empty where the response issues no token. */
      usedTokenOf: async (login: Exchange) => (issuesToken(login).ok ? [await useTokenOf(login)] : []),
      refresh: (token: string | undefined) => act('/auth', token, 'refresh_token'),
      tokenInfo: (token: string, caller?: string) =>
        call('GET', `/auth/tokeninfo?token=${encodeURIComponent(token)}`, { token: caller }),
      /** Somebody at the provider whom the target has never seen. */
      newSubject: () => randomUUID(),
      linkIdOf,
      mintCode,
      callbackData,
      callback,
      sendCallback,
      /** From now on callbacks carry the token of a user, as the document's sample does. */
      async sendTokenWithCallbacks(): Promise<void> {
        const token = valueAt(await login(target.user), '/auth_token');
        if (typeof token === 'string') port.kept.set(CALLBACK_TOKEN, token);
      },
      signOn,
      putLink: (id: string, token: string) => call('PUT', linkPath(id), { token }),
      getLink: (id: string, token: string) => call('GET', linkPath(id), { token }),
      deleteLink: (id: string, token: string) => call('DELETE', linkPath(id), { token }),
      /** Deletes a link when the flow ends, as the user whose it is by then. */
      unlinkLater(id: string, user: User = target.user) {
        cleanUp(() => unlink(id, user));
      },
      /** A linked user of the provider: their subject, and the link's id. Ends the flow where the link cannot be made. */
      async linkedSubject(user: User = target.user): Promise<{ subject: string; linkId: string }> {
        const subject = randomUUID();
        const token = valueAt(await login(user), '/auth_token');
        const linkId = linkIdOf(await signOn({ subject }), subject);
        if (linkId === undefined) return port.end(LINKED, 'the id of the link is not known');
        const link = await call('PUT', linkPath(linkId), { token: String(token) });
        if (!succeeded(link)) return port.end(LINKED, `no link could be made: ${summaryOf(link)}`);
        cleanUp(() => unlink(linkId, user));
        return { subject, linkId };
      },
      /** A place in the provider's journal. */
      mark: () => port.peer.mark(),
      /** What the target asked our identity provider since a mark, as far as it is about `word`. */
      async asked(since: number, word: string, atLeast = 0): Promise<readonly Exchange[]> {
        const about = ({ request }: Exchange) =>
          [request.url, Buffer.from(request.body ?? []).toString()].some((text) => mentions(text, word));
        const seen = await port.peer.received('/sso/', { since, atLeast, only: about });
        note(seen);
        return seen;
      },
      /** What the target asked for with one access token. */
      async askedWith(since: number, accessToken: string): Promise<readonly Exchange[]> {
        const bears = ({ request }: Exchange) => request.headers.some(([, value]) => value.endsWith(accessToken));
        const seen = await port.peer.received('/sso/', { since, only: bears });
        note(seen);
        return seen;
      },
      mintForeign: async (foreign: string, claims: object) => {
        const { token, path } = await port.peer.mint({ system: 'kazoo', foreign, claims });
        return { token: String(token), path: String(path) };
      },
      timeoutMs: port.timeoutMs,
    },
  };
}

/** Whether a URL or a form holds a word, percent-encoded or not. */
function mentions(text: string, word: string): boolean {
  return (
    text.includes(word) ||
    text.includes(encodeURIComponent(word)) ||
    [...new URLSearchParams(text).values()].includes(word)
  );
}

/** Makes a flow of the role that creates tokens from logins and from what providers say. */
export const flow = role('kazoo.server', openKazoo);

/** The fact that keeps a flow from running, if any of these parts of the target file is missing. */
export function without(...parts: (keyof KazooTarget)[]) {
  return (target: KazooTarget): string | undefined => {
    const missing = parts.find((part) => target[part] === undefined || target[part] === false);
    if (missing === undefined) return undefined;
    if (missing === 'destructive') return 'destructive is not set, and this resets or deletes things of the target';
    if (missing === 'ownAccounts') return 'ownAccounts is not set, and this tries one account on another';
    return `the target file names no kazoo.${missing}`;
  };
}
