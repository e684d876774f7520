import type { Matcher } from '../harness/checks/matchers.ts';
import { orNothing, type Seen } from '../harness/checks/seen.ts';
import { type Exchange, succeeded } from '../harness/http/exchange.ts';
import { flow } from './client-app.ts';
import { type Chain, holdingAny, logInWithChain, preparedChain } from './client-chain.ts';
import { LOGS_IN } from './client-ids.ts';
import { BUSY_MS, LATER, LENGTH, short } from './client-lifetime.ts';
import { callsNoApi } from './client-tokens.ts';

interface Use {
  /** Whose tokens it must not be made with. */
  readonly other: Chain;
  /** Calls of the API that the application made meanwhile with tokens of one of the two. */
  readonly calls: readonly Exchange[];
}

/** Whether calls that were made for all of these users hold tokens of some alone. */
const missesOne = (calls: readonly Exchange[], chains: readonly Chain[]) =>
  calls.length > 0 && chains.some(({ links }) => holdingAny(calls, links).length === 0);

/** Each visitor's request led to calls with that visitor's own tokens. */
const useTheirOwn =
  (uses: readonly Use[], isOneMissing: boolean): Matcher =>
  () => {
    const mixed = isOneMissing || uses.some(({ other, calls }) => holdingAny(calls, other.links).length > 0);
    const actual = mixed ? "another user's token" : 'as expected';
    return { ok: !mixed, expected: 'the API called with tokens of the user who asked', actual };
  };

export const users = flow(
  'two users at the same time are told apart',
  { endpoint: 'token', judges: { 'sipgate.client.own-token': [LOGS_IN] }, skipFact: callsNoApi },
  async ({ app, check, note, wait }) => {
    const order = { length: LENGTH, change: short };
    const prepared = [
      await preparedChain(app, order),
      await preparedChain(app, { ...order, user: app.otherUser.name }),
    ] as const;
    const [one, other] = await Promise.all([prepared[0](), prepared[1]()]);
    const made: Chain[] = [one, other];
    const open = (chain: Chain) => app.open(chain.visitor, app.resourceUrl ?? '/');

    const accessTokens = () => made.flatMap(({ links }) => links).map(({ access_token }) => access_token);
    async function use(chain: Chain, before = chain === one ? other : one): Promise<Use> {
      const since = await app.mark();
      await open(chain);
      const calls = await app.sent('elsewhere', since, accessTokens());
      note(calls);
      return { other: before, calls };
    }
    /** Both at the same time; the calls where both were shown something. */
    async function useAtOnce(): Promise<readonly Exchange[]> {
      const since = await app.mark();
      const shown = await Promise.all([open(one), open(other)]);
      const calls = await app.sent('elsewhere', since, accessTokens());
      note(calls);
      return shown.every(({ last }) => succeeded(last)) ? calls : [];
    }
    const uses = [await use(one), await use(other)];
    for (const chain of [one, other]) await chain.expireUpTo(0);
    await wait(LATER);
    for (const { links, answerRefresh } of [one, other]) {
      await answerRefresh(0, { delayMs: BUSY_MS, status: 200, body: links[1] });
    }
    const atOnce = await useAtOnce();
    uses.push(await use(one), await use(other));
    const next = await logInWithChain(app, { ...order, user: app.otherUser.name, visitor: one.visitor });
    made.push(next);
    uses.push(await use(next, one));

    const isIn = [one, other].every(({ probe }) => app.loggedIn(probe).ok);
    const calls = [...uses.flatMap((one) => one.calls), ...atOnce];
    const seen: Seen = isIn
      ? orNothing(calls, 'no request brought an access token')
      : { nothing: 'two users at the same time were not both logged in' };
    check('sipgate.client.own-token', seen, useTheirOwn(uses, missesOne(atOnce, [one, other])));
  },
);
