import { type ActionMembers, isHeaders, isHeaderValue, isNumber } from '../frame/control-request.ts';

/** How a receiver answers. Without any part of a response: 200 with an empty JSON object. */
export interface ReceiverAction {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it is; anything else as JSON. */
  readonly body?: unknown;
  readonly contentType?: string;
  /** Wait this long first. */
  readonly delayMs?: number;
  /** Never response; the connection is reset when the behaviour or the receiver goes. */
  readonly hang?: boolean;
  /** Reset the connection without a response. */
  readonly reset?: boolean;
  /** Response with a redirect to this URL (status 302 unless given). */
  readonly redirect?: string;
}

export interface Behaviour {
  readonly id: string;
  readonly match: { readonly method?: string; readonly path?: string };
  readonly times: number;
  readonly remaining: number;
  readonly action: ReceiverAction;
}

export interface Behaviours {
  /** Throws a RangeError when too many are held. */
  add(order: Omit<Behaviour, 'id' | 'remaining'>): Behaviour;
  list(): readonly Behaviour[];
  /** Tells whether there was one of this id. */
  remove(id: string): boolean;
  clear(): void;
  /** The action for a request and, for those that hang, a promise that is kept when the behaviour goes. */
  take(request: { method: string; path: string }): { action: ReceiverAction; gone: Promise<void> } | undefined;
}

const most = 200;

export const receiverActionMembers: ActionMembers = {
  status: (value) => isNumber(value, 200, 599),
  headers: isHeaders,
  body: () => true,
  contentType: isHeaderValue,
  delayMs: (value) => isNumber(value, 0, 60_000),
  hang: (value) => value === true,
  reset: (value) => value === true,
  redirect: (value) => typeof value === 'string' && value !== '',
};

interface Held {
  state: Behaviour;
  readonly gone: Promise<void>;
  end(): void;
}

/** An empty set of behaviours, at most 200; the oldest spent one makes room. */
export function createBehaviours(): Behaviours {
  const held = new Map<string, Held>();
  let made = 0;

  const remove = (id: string): boolean => {
    held.get(id)?.end();
    return held.delete(id);
  };

  return {
    add(order) {
      const spent = [...held.values()].find(({ state }) => state.remaining === 0 && !state.action.hang);
      if (held.size >= most && spent) remove(spent.state.id);
      if (held.size >= most) throw new RangeError(`${most} behaviours are set on this receiver; delete some`);
      made += 1;
      const state = { id: `b${made}`, remaining: order.times, ...order };
      let end = () => {};
      const gone = new Promise<void>((resolve) => {
        end = resolve;
      });
      held.set(state.id, { state, gone, end });
      return state;
    },
    list: () => [...held.values()].map(({ state }) => state),
    remove,
    clear() {
      for (const id of [...held.keys()]) remove(id);
    },
    take({ method, path }) {
      const hit = [...held.values()].find(
        ({ state: { remaining, match } }) =>
          remaining > 0 &&
          (match.method === undefined || match.method.toUpperCase() === method) &&
          (match.path === undefined || match.path === path.split('?')[0]),
      );
      if (!hit) return undefined;
      hit.state = { ...hit.state, remaining: hit.state.remaining - 1 };
      return { action: hit.state.action, gone: hit.gone };
    },
  };
}
