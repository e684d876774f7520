import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** What the mock does to the client instead of, or before, serving it. */
export interface ProvocationAction {
  /** Wait this long first. Alone, the request is then served as usual. */
  readonly delayMs?: number;
  /** Response with this status (200 when only another part of a response is given). */
  readonly status?: number;
  /** Text as it is; anything else as JSON. */
  readonly body?: unknown;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Response with an HTML error page (status 502 unless given). */
  readonly html?: boolean;
  /** Announce the whole body, send half of it, close the connection. */
  readonly truncate?: boolean;
  /** Reset the connection without a response. */
  readonly reset?: boolean;
  /** Never response; the connection ends when the provocation is deleted or the mock reset or closed. */
  readonly hang?: boolean;
}

export interface ProvocationOrder {
  readonly match: {
    readonly method?: string;
    readonly path?: string;
    /** Text that the path with its query, the Authorization or X-Auth-Token header or the body must hold as it was sent, such as a code that one flow owns. */
    readonly contains?: string;
  };
  readonly times: number;
  readonly action: ProvocationAction;
}

export interface Provocation extends ProvocationOrder {
  readonly id: string;
  readonly fault: string | null;
  readonly remaining: number;
}

/** A request as provocations look at it. */
export interface ProvokedRequest {
  readonly method: string;
  /** With its query, without the fault prefix. */
  readonly path: string;
  readonly fault: string | null;
  readonly body?: Buffer;
  /** The headers in which tokens travel. */
  readonly credentials: string;
}

export interface Provocations {
  /** Arms an order for the requests of one fault's mock (null: the faultless one). Throws a RangeError when too many are held. */
  arm(order: ProvocationOrder, fault: string | null): Provocation;
  list(fault: string | null): readonly Provocation[];
  /** Tells whether there was one of this id. */
  disarm(id: string, fault: string | null): boolean;
  /** Acts on a request that is concerned; then gives true when the request is not to be served any more. */
  act(request: ProvokedRequest, res: ServerResponse): Promise<boolean> | undefined;
  clear(): void;
}

interface Armed {
  state: Provocation;
  readonly hanging: Set<ServerResponse>;
}

const most = 200;
const htmlPage =
  '<!doctype html>\n<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>\n';

/** An empty set of provocations, at most 200. */
export function createProvocations(): Provocations {
  const armed = new Map<string, Armed>();
  let made = 0;

  const drop = (id: string) => {
    for (const res of armed.get(id)?.hanging ?? []) res.destroy();
    armed.delete(id);
  };

  return {
    arm(order, fault) {
      const spent = [...armed.values()].find(({ state, hanging }) => state.remaining === 0 && hanging.size === 0);
      if (armed.size >= most && spent) drop(spent.state.id);
      if (armed.size >= most) throw new RangeError(`${most} provocations are armed; delete some or reset`);
      made += 1;
      const state = { id: `p${made}`, fault, remaining: order.times, ...order };
      armed.set(state.id, { state, hanging: new Set() });
      return state;
    },
    list: (fault) => [...armed.values()].map(({ state }) => state).filter((state) => state.fault === fault),
    disarm(id, fault) {
      if (armed.get(id)?.state.fault !== fault) return false;
      drop(id);
      return true;
    },
    act(request, res) {
      const hit = [...armed.values()].find(({ state }) => state.remaining > 0 && concerns(state, request));
      return hit && strike(hit, res);
    },
    clear() {
      for (const id of [...armed.keys()]) drop(id);
    },
  };
}

async function strike(hit: Armed, res: ServerResponse): Promise<boolean> {
  hit.state = { ...hit.state, remaining: hit.state.remaining - 1 };
  const { action } = hit.state;
  if (action.delayMs) await delay(action.delayMs, undefined, { ref: false });
  if (action.hang) {
    hit.hanging.add(res);
    res.once('close', () => hit.hanging.delete(res));
    return true;
  }
  return perform(action, res);
}

function concerns({ match, fault }: Provocation, request: ProvokedRequest): boolean {
  const path = request.path.split('?')[0];
  return (
    fault === request.fault &&
    (match.method === undefined || match.method.toUpperCase() === request.method) &&
    (match.path === undefined || match.path === path) &&
    (match.contains === undefined ||
      request.path.includes(match.contains) ||
      request.credentials.includes(match.contains) ||
      Boolean(request.body?.includes(match.contains)))
  );
}

function perform(action: ProvocationAction, res: ServerResponse): boolean {
  if (action.reset) {
    res.socket?.resetAndDestroy();
    return true;
  }
  const { status, body, contentType, headers, html, truncate } = action;
  if ([status, body, contentType, headers, html, truncate].every((part) => part === undefined)) return false;
  const text = html ? htmlPage : typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  const bytes = Buffer.from(text);
  res.statusCode = status ?? (html ? 502 : 200);
  const type = contentType ?? (html ? 'text/html; charset=utf-8' : 'application/json');
  if (bytes.length > 0 || contentType) res.setHeader('Content-Type', type);
  for (const [name, value] of Object.entries(headers ?? {})) res.setHeader(name, value);
  res.setHeader('Content-Length', bytes.length);
  if (!truncate) {
    res.end(bytes);
    return true;
  }
  res.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => res.destroy());
  return true;
}
