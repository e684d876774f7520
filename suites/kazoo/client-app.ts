import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { byTheEnd } from '../harness/flow/by-the-end.ts';
import type { Transport } from '../harness/flow/context.ts';
import { role } from '../harness/flow/role.ts';
import type { Exchange } from '../harness/http/exchange.ts';
import { noTrigger as noTriggerOf, type Triggered, triggerOf } from '../harness/target/app-trigger.ts';
import { type Fired, fireTrigger } from '../harness/target/trigger.ts';
import { begunBy } from './client-begun.ts';
import { belongsTo, CODE_MARK, type Kind, kindOf } from './client-requests.ts';
import type { Begun, Session } from './client-session.ts';

/** What the target file says of an application that calls Crossbar. */
export interface AppTarget extends Triggered {
  readonly app: Triggered['app'] & {
    readonly actions: readonly Action[];
    readonly clientId?: string;
    readonly provider?: string;
    readonly redirectUri?: string;
  };
}

/** What an application can be told to do. */
export type Action =
  | 'login'
  | 'call'
  | 'refresh'
  | 'sso'
  | 'tokeninfo-get'
  | 'tokeninfo-post'
  | 'key-file'
  | 'reset-user'
  | 'change-app'
  | 'change-provider';

/** What an application sent for a session, oldest first, and of which kind each request is. */
export interface Sent {
  readonly all: readonly Exchange[];
  of(kind: Kind): readonly Exchange[];
}

/** The most requests that one provocation is for: all that an application sends of one session. */
const ALL = 50;
/** A user of the mock who may see keys. */
const OWNER = 'carol';

const DEFAULTS = {
  clientId: 'tollgate-google.apps.example',
  provider: 'google',
  redirectUri: 'http://127.0.0.1:8081/monster-ui/?view=apps&lang=en',
};

function openApp({ target, send, note, peer, cleanUp, secret, timeoutMs }: Transport<AppTarget>) {
  const trigger = triggerOf(target);
  const { clientId, provider, redirectUri } = { ...DEFAULTS, ...target.app };

  /** Lets requests of a method that hold a text be answered so; gives the function that ends it. Triggers are POST. */
  async function answering(contains: string, action: object, method = 'PUT'): Promise<() => Promise<void>> {
    return byTheEnd(cleanUp, await peer.provoke({ match: { method, contains }, times: ALL, action }));
  }

  async function fire(todo: Action | 'callback', session: Session, more: object = {}): Promise<Fired> {
    if (!trigger) throw new Error('The target file names no kazoo.app.trigger and no trigger.');
    const { id, username, password, accountName, resource } = session;
    const user = todo === 'login' ? { username, password } : { username: '', password: '' };
    const signOn = { clientId, provider, redirectUri, authorizeUrl: `${peer.publicUrl}/sso/google/o/oauth2/auth` };
    const errand = {
      callbackUrl: '',
      token: '',
      keyId: '',
      accountId: '',
      userId: '',
      appId: '',
      secret: '',
      email: '',
    };
    const values = { do: todo, url: peer.publicUrl, session: id, ...user, accountName, resource, ...signOn, ...errand };
    return fireTrigger(trigger, { ...values, ...more }, { baseUrl: target.url ?? '', timeoutMs, send });
  }

  return {
    app: {
      can: (action: Action) => target.app.actions.includes(action),
      provider,
      /** Somebody whom the application has not seen. */
      async newSession(): Promise<Session> {
        const id = randomUUID();
        const username = `User-${id}`;
        const password = `pw-${randomBytes(12).toString('hex')}`;
        const hashes = ['md5', 'sha1'].map((kind) => credentialsOf(kind, username, password));
        for (const text of [password, ...hashes]) secret(text, 'credentials');
        return {
          id,
          username,
          password,
          accountName: `account-${id}`,
          resource: `${peer.publicUrl}/v2/auth/links?search=${id}`,
          since: await peer.mark(),
          known: new Set(hashes),
        };
      },
      /** A token that the mock takes, and what a login tells of its user; without `isUser` a token for nobody yet. */
      async newToken({ known }: Session, claims: object = {}, isUser = true): Promise<{ token: string; data: object }> {
        const order = { type: 'auth_token', ...(isUser && { user: OWNER }), claims: { jti: randomUUID(), ...claims } };
        const { auth_token, data } = await peer.mint({ system: 'kazoo', ...order });
        const token = String(auth_token);
        secret(token, 'auth_token');
        known.add(token);
        return { token, data: data as object };
      },
      answering,
      /** Lets logins of the session be answered so, whatever they look like, until the function given is called. */
      async answersLogin({ username, accountName, known }: Session, action: object): Promise<() => Promise<void>> {
        const texts = [accountName, username, ...[...known].filter((text) => /^[0-9a-f]{32,40}$/.test(text))];
        const disarm: (() => Promise<void>)[] = [];
        for (const text of texts) disarm.push(await answering(text, action));
        return async () => void (await Promise.all(disarm.map((one) => one())));
      },
      /** Lets requests with a token be answered as those with a worthless one are. */
      async expire(token: string): Promise<void> {
        for (const method of ['GET', 'PUT']) await answering(token, refusedEnvelope(token), method);
      },
      /** Makes the application act; gives what became of the trigger. */
      fire,
      /** Lets the application begin a login at the provider. */
      async begin(session: Session): Promise<Begun> {
        return begunBy(await fire('sso', session), redirectUri);
      },
      /** A code as the provider gives it, and the text in it that nothing else holds. */
      newCode({ known }: Session): { code: string; mark: string } {
        const mark = `${CODE_MARK}${randomBytes(12).toString('hex')}`;
        secret(`4/0A+${mark}`, 'code');
        known.add(mark);
        return { code: `4/0A+${mark}`, mark };
      },
      /** The same session, of which only what comes from now on is looked at. */
      fromNow: async (session: Session): Promise<Session> => ({ ...session, since: await peer.mark() }),
      /** What came for a session, once at least so many requests are there and no more come. */
      async sent(session: Session, atLeast = 0): Promise<Sent> {
        const only = (exchange: Exchange) => belongsTo(session, exchange);
        const all = await peer.received('/', { since: session.since, atLeast, only, missingAfterMs: peer.quietMs });
        note(all);
        return { all, of: (kind) => all.filter((exchange) => kindOf(exchange, session) === kind) };
      },
    },
  };
}

/** What a login sends in place of user name and password (user_authentication.md). */
export const credentialsOf = (kind: string, username: string, password: string): string =>
  createHash(kind).update(`${username.toLowerCase()}:${password}`).digest('hex');

/** A response with an envelope that gives a token, as a provocation. */
export function givesToken(token: string, data: object, more: object = {}): object {
  const timestamp = `${new Date().toISOString().slice(0, 19)}Z`;
  const envelope = { timestamp, version: '4.0.0', node: 'tollgate', request_id: randomUUID(), status: 'success' };
  return { status: 201, body: { page_size: 1, data, ...envelope, auth_token: token, ...more } };
}

/** The refusal of credentials or of a token, which repeats the token that was sent. */
export function refusedEnvelope(token: string): object {
  const words = { error: '401', message: 'invalid_credentials', data: { message: 'invalid credentials' } };
  return {
    status: 401,
    body: { ...words, status: 'error', request_id: randomUUID(), node: 'tollgate', auth_token: token },
  };
}

export type AppApi = ReturnType<typeof openApp>['app'];

/** Makes a flow of the role that the application plays. */
export const flow = role('kazoo.client', openApp);

/** What of the target file keeps an application from being tried at all, or by one of these actions. */
export const unless =
  (...actions: readonly Action[]) =>
  (target: AppTarget): string | undefined =>
    noTriggerOf('kazoo', target) ??
    actions
      .filter((action) => !target.app.actions.includes(action))
      .map((action) => `${action} is not in kazoo.app.actions`)[0];

/** What keeps an application from being tried that must be able to log its users in. */
export const unlessLoggedIn = (target: AppTarget): string | undefined =>
  unless()(target) ??
  (['login', 'sso'].some((action) => target.app.actions.includes(action as Action))
    ? undefined
    : 'neither login nor sso is in kazoo.app.actions');
