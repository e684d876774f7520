import type { Exchange } from '../harness/http/exchange.ts';
import type { Login } from './client-login.ts';
import { holds, type TokenResponse } from './client-realm.ts';
import type { Visitor, Walk } from './client-visitor.ts';

/** What makes the tokens of a chain and lets the application have them. */
export interface Chaining {
  upToCallback(visitor?: Visitor): Promise<Login>;
  genuine(login: Login, user?: string): Promise<TokenResponse>;
  refreshed(refreshToken: string): Promise<TokenResponse>;
  answering(text: string, action: object): Promise<() => Promise<void>>;
  expire(accessToken: string): Promise<void>;
  deliver(visitor: Visitor, callback: URL): Promise<Walk>;
  probe(visitor: Visitor): Promise<Exchange>;
}

/** Tokens of one login: those of the exchange, then those of each refresh. */
export interface Chain {
  readonly visitor: Visitor;
  readonly probe: Exchange;
  readonly links: readonly TokenResponse[];
  /** The newest link that one of these refreshes was answered with; the first where none was. */
  newestAfter(refreshes: readonly Exchange[]): number;
  /** From now on this link is refreshed so, and no longer by the next one. */
  answerRefresh(link: number, action: object): Promise<void>;
  /** Lets calls with the access tokens up to this link be answered as those with an expired one. */
  expireUpTo(link: number): Promise<void>;
}

/** How a login is made with tokens that are made in advance. */
export interface ChainOrder {
  /** Links of the chain; a refresh of the last one is answered by the realm itself. */
  readonly length: number;
  /** What the application is told of the tokens. */
  readonly change?: (response: TokenResponse) => TokenResponse;
  /** Whose tokens they are; those of the user of the target file unless told. */
  readonly user?: string;
  /** Whose browser it is; that of a stranger unless told. */
  readonly visitor?: Visitor;
}

/**
 * Logs somebody in with tokens that were made in advance, so that a refresh is answered with known ones whenever the
 * application makes it, as early as in its callback.
 */
export async function logInWithChain(app: Chaining, order: ChainOrder): Promise<Chain> {
  return (await preparedChain(app, order))();
}

/** The same up to the callback; the function given delivers it. */
export async function preparedChain(
  app: Chaining,
  { length, change = (response) => response, user, visitor }: ChainOrder,
): Promise<() => Promise<Chain>> {
  const login = await app.upToCallback(visitor);
  const made = [await app.genuine(login, user)];
  while (made.length < length) made.push(await app.refreshed((made.at(-1) as TokenResponse).refresh_token));
  const links = made.map(change);
  const disarms: (() => Promise<void>)[] = [];
  await app.answering(login.code, { status: 200, body: links[0] });
  for (const [at, { refresh_token }] of links.slice(0, -1).entries()) {
    disarms[at] = await app.answering(refresh_token, { status: 200, body: links[at + 1] });
  }
  const chain = {
    visitor: login.visitor,
    links,
    newestAfter: (refreshes: readonly Exchange[]) =>
      Math.max(
        0,
        ...refreshes.map((one) => 1 + links.slice(0, -1).findIndex(({ refresh_token }) => holds(one, refresh_token))),
      ),
    async answerRefresh(link: number, action: object) {
      await disarms[link]?.();
      disarms[link] = await app.answering((links[link] as TokenResponse).refresh_token, action);
    },
    async expireUpTo(link: number) {
      for (const { access_token } of links.slice(0, link + 1)) await app.expire(access_token);
    },
  };
  return async () => {
    await app.deliver(login.visitor, login.callback);
    return { ...chain, probe: await app.probe(login.visitor) };
  };
}

/** The requests that hold a token of the chain. */
export function holdingAny(requests: readonly Exchange[], links: readonly TokenResponse[]): Exchange[] {
  return requests.filter((one) =>
    links.some(({ access_token, refresh_token }) => holds(one, access_token) || holds(one, refresh_token)),
  );
}
