import { randomBytes, randomUUID } from 'node:crypto';
import { byTheEnd } from '../harness/flow/by-the-end.ts';
import type { Transport } from '../harness/flow/context.ts';
import { role } from '../harness/flow/role.ts';
import type { Exchange } from '../harness/http/exchange.ts';
import { noTrigger as noTriggerOf, type Triggered, triggerOf } from '../harness/target/app-trigger.ts';
import { type Fired, fireTrigger } from '../harness/target/trigger.ts';
import { belongsTo, kindOf, learnTokens, TOKEN_PATH } from './client-requests.ts';
import type { Session } from './client-session.ts';

/** What the target file says of an application that uses Wazo's APIs. */
export interface AppTarget extends Triggered {
  readonly app: Triggered['app'] & { readonly actions: readonly Action[] };
}

/** What an application can be told to do. */
export type Action = 'login' | 'call' | 'restart';

/** What a user types where it matters. */
export interface Typed {
  readonly name?: string;
  readonly password?: string;
}

/** The members of a response to a token request. */
export type TokenData = Readonly<Record<string, unknown>> & {
  readonly token: string;
  readonly refresh_token: string;
  readonly metadata: object;
};

/** What an application sent for a session, oldest first. */
export interface Sent {
  readonly all: readonly Exchange[];
  /** Token requests with a user name and password. */
  readonly logins: readonly Exchange[];
  /** Token requests without them, and whatever holds the refresh token in its body. */
  readonly refreshes: readonly Exchange[];
  /** All other requests. */
  readonly calls: readonly Exchange[];
}

/** The most requests that one provocation is for: all that an application sends of one session. */
const ALL = 50;
/** A user of the mock that may have any number of tokens. */
const OWNER = 'service';

function openApp({ target, send, note, peer, cleanUp, secret, timeoutMs }: Transport<AppTarget>) {
  const trigger = triggerOf(target);

  /** Lets requests that hold a text be answered so, at most `times` times; gives the function that ends it. */
  async function answering(contains: string, action: object, match: object, times = ALL): Promise<() => Promise<void>> {
    return byTheEnd(cleanUp, await peer.provoke({ match: { ...match, contains }, times, action }));
  }

  const tokenRequest = { method: 'POST', path: TOKEN_PATH };

  /** Lets logins of the session be answered so, wherever user name and password stand, until the function given is called. */
  async function answersLogin({ username, password }: Session, action: object): Promise<() => Promise<void>> {
    const basic = Buffer.from(`${username}:${password}`).toString('base64').replace(/=+$/, '');
    const disarm = [await answering(basic, action, tokenRequest), await answering(username, action, tokenRequest)];
    return async () => void (await Promise.all(disarm.map((one) => one())));
  }

  return {
    app: {
      actions: target.app.actions,
      /**
       * Somebody who can log in, with a client_id that nobody else uses; the name and the password have characters that
       * change where they are folded, escaped, unescaped or split. `name` is what the user name begins with.
       */
      async newSession({ name = 'User', password: typed }: Typed = {}): Promise<Session> {
        const id = randomUUID();
        const password = typed ?? `Pw: +%2b&=${randomBytes(12).toString('hex')}~`;
        secret(password, 'password');
        return {
          id,
          clientId: `Tollgate.${id}`,
          username: `${name}.${id}`,
          password,
          resource: `${peer.publicUrl}/api/auth/0.1/users/me/tokens?search=${id}`,
          since: await peer.mark(),
          access: new Set(),
          refresh: new Set(),
        };
      },
      /** What the server would answer to a person's offline login of the session: tokens that open its resource. */
      async newTokens({ clientId, access, refresh }: Session): Promise<TokenData> {
        const made = (await peer.mint({ system: 'wazo', user: OWNER, client_id: clientId, offline: true })) as {
          readonly data: TokenData;
        };
        const { token, refresh_token, auth_id, metadata } = made.data;
        secret(token, 'access_token');
        secret(refresh_token, 'refresh_token');
        access.add(token);
        refresh.add(refresh_token);
        const ofPerson = {
          xivo_user_uuid: auth_id,
          metadata: { ...metadata, pbx_user_uuid: auth_id, purpose: 'user' },
        };
        return { ...made.data, ...ofPerson };
      },
      /** Makes a text known as a token of the session. */
      addToken({ access }: Session, token: string): void {
        secret(token, 'access_token');
        access.add(token);
      },
      answersLogin,
      /** Lets the session's logins and its refreshes be answered with this body. */
      async answersTokenRequests(session: Session, body: object): Promise<void> {
        await answersLogin(session, { status: 200, body });
        for (const token of session.refresh) await answering(token, { status: 200, body }, tokenRequest);
      },
      /** Lets a refresh by this refresh token be answered so, for a number of times or always. */
      answersRefresh: (refreshToken: string, action: object, times?: number) =>
        answering(refreshToken, action, tokenRequest, times),
      /** Lets requests with a token be answered so. */
      answersCall: (token: string, action: object) => answering(token, action, { method: 'GET' }),
      /** Lets requests with an access token be answered as those with an expired one are. */
      expire: (token: string) => answering(token, { status: 401, body: expiredBody(token) }, { method: 'GET' }),
      /** Makes the application act; gives what became of the trigger. */
      async fire(action: Action, session: Session): Promise<Fired> {
        if (!trigger) throw new Error('The target file names no wazo.app.trigger and no trigger.');
        const { clientId, username, password, resource } = session;
        const user = action === 'login' ? { username, password } : { username: '', password: '' };
        const values = { do: action, url: peer.publicUrl, clientId, ...user, resource };
        return fireTrigger(trigger, values, { baseUrl: target.url ?? '', timeoutMs, send });
      },
      /** The same session, of which only what comes from now on is looked at. */
      fromNow: async (session: Session): Promise<Session> => ({ ...session, since: await peer.mark() }),
      /** What came for a session, once at least so many requests are there and no more come. */
      async sent(session: Session, atLeast = 0): Promise<Sent> {
        const { since } = session;
        const only = (exchange: Exchange) => {
          const isOwn = belongsTo(session, exchange);
          if (isOwn) learnTokens(session, exchange);
          return isOwn;
        };
        const all = await peer.received('/', { since, atLeast, only, missingAfterMs: peer.quietMs });
        note(all);
        const of = (kind: ReturnType<typeof kindOf>) => all.filter((exchange) => kindOf(exchange, session) === kind);
        return { all, logins: of('login'), refreshes: of('refresh'), calls: of('call') };
      },
    },
  };
}

const expiredBody = (token: string) => ({
  message: 'Unauthorized',
  error_id: 'unauthorized',
  details: { invalid_token: token, reason: 'not_found_or_expired' },
  timestamp: Date.now() / 1000,
});

export type AppApi = ReturnType<typeof openApp>['app'];

/** Makes a flow of the role that the application plays. */
export const flow = role('wazo.client', openApp);

/** What of the target file keeps an application from being tried at all. */
export const noTrigger = (target: AppTarget) => noTriggerOf('wazo', target);
