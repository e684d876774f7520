import type { Context } from 'koa';
import { type Outcome, serveOrder } from '../../../apps/serve.ts';
import { callResource, logIn, makeCall, refresh } from './application.ts';
import { errands } from './errands.ts';
import { type Order, orderIn } from './order.ts';
import { beginSignOn, finishSignOn } from './sign-on.ts';
import type { Storage } from './storage.ts';

/** Where the application takes its orders. */
export const appPath = '/kazoo-app';

type Act = (order: Order, storage: Storage) => Outcome | Promise<Outcome>;

const acts: Readonly<Record<string, Act>> = {
  login: logIn,
  call: callResource,
  refresh,
  sso: beginSignOn,
  callback: finishSignOn,
};

/** Carries out the order in the request's body, and says what became of it. */
export function serveApplication(ctx: Context, storage: Storage): Promise<void> {
  return serveOrder(ctx, async (body) => {
    const order = orderIn(body);
    const act = acts[order.do];
    if (act) return act(order, storage);
    return makeCall((errands[order.do] as (typeof errands)[string])(order, storage.tokens.get(order.session)));
  });
}
