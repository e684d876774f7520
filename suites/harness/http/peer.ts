import { setTimeout as sleep } from 'node:timers/promises';
import { request as send } from 'undici';
import type { Exchange, HeaderList } from './exchange.ts';

/** The mock IdP of this run, where a target needs somebody to talk to. */
export interface PeerAddress {
  /** How the suites reach it; without a slash at its end. */
  readonly url: string;
  /** How the target reaches it. */
  readonly publicUrl: string;
}

/** The suites' side of the peer's `/_control`. */
export interface Peer extends PeerAddress {
  /** A place in the journal from which to read later. */
  mark(): Promise<number>;
  /**
   * What the target sent to paths that begin with `path` since a mark, oldest first.
   * Waits until `atLeast` are there, each answered or its connection ended, and no more have come for the settling time, or `withinMs` is over.
   * Throws when the journal has dropped entries: absence could not be judged.
   */
  received(path: string, options: Received): Promise<Exchange[]>;
  /** Arms a provocation; gives the function that disarms it. */
  provoke(order: object): Promise<() => Promise<void>>;
  /** Makes a code or a token with chosen claims. */
  mint(order: object): Promise<Record<string, unknown>>;
  /** Any other call below `/_control`; throws on a status of 400 or above. */
  control(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<unknown>;
}

export interface Received {
  readonly since: number;
  readonly atLeast?: number;
  readonly withinMs?: number;
  /** Which of them count; all unless told. Others neither appear nor delay the end of the wait. */
  readonly only?: (exchange: Exchange) => boolean;
}

interface Body {
  readonly text?: string;
  readonly base64?: string;
}

interface Entry {
  readonly seq: number;
  readonly method: string;
  readonly path: string;
  readonly headers: HeaderList;
  readonly body: Body;
  readonly response: { readonly status: number; readonly headers: HeaderList; readonly body: Body } | null;
  readonly unanswered?: true;
}

interface Page {
  readonly entries: readonly Entry[];
  readonly next: number;
  readonly dropped: number;
}

/** How many entries of the journal are read at once. */
const PAGE = 2_000;
/** A path that no request has: it leaves the place where the journal ends. */
const NOWHERE = '~nowhere';

/** Opens the control side of a peer. `settleMs`: how long nothing must come before absence is believed. */
export function openPeer({ url, publicUrl }: PeerAddress, settleMs: number): Peer {
  async function control(method: string, path: string, body?: object): Promise<unknown> {
    const response = await send(`${url}/_control/${path}`, {
      method,
      headers: body ? { 'content-type': 'application/json' } : {},
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.body.text();
    if (response.statusCode >= 400) throw new Error(`The mock IdP refused ${method} /_control/${path}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  const page = async (since: number, path: string) =>
    (await control('GET', `journal?since=${since}&limit=${PAGE}&path=${encodeURIComponent(path)}`)) as Page;

  async function read(since: number, path: string): Promise<readonly Entry[]> {
    const { entries, next, dropped } = await page(since, path);
    if (dropped > 0) throw new Error(`The mock IdP's journal dropped ${dropped} requests.`);
    return entries.length < PAGE ? entries : [...entries, ...(await read(next, path))];
  }

  return {
    url,
    publicUrl,
    control,
    mark: async () => (await page(0, NOWHERE)).next,
    async received(path, { since, atLeast = 0, withinMs = 5_000, only = () => true }) {
      const end = performance.now() + withinMs;
      let quietSince = performance.now();
      let count = -1;
      for (;;) {
        const entries = await read(since, path);
        const seen = entries
          .map((entry) => ({ entry, exchange: toExchange(url, entry) }))
          .filter(({ exchange }) => only(exchange));
        if (seen.length !== count) quietSince = performance.now();
        count = seen.length;
        const settled =
          performance.now() - quietSince >= settleMs && seen.every(({ entry }) => entry.response || entry.unanswered);
        if ((settled && count >= atLeast) || performance.now() > end) return seen.map(({ exchange }) => exchange);
        await sleep(Math.min(20, settleMs));
      }
    },
    async provoke(order) {
      const { id } = (await control('POST', 'provocations', order)) as { id: string };
      return async () => void (await control('DELETE', `provocations/${id}`));
    },
    mint: async (order) => (await control('POST', 'mint', order)) as Record<string, unknown>,
  };
}

/** A journal entry as an exchange whose request the target sent and whose response was ours. */
function toExchange(url: string, { method, path, headers, body, response }: Entry): Exchange {
  return {
    request: { method, url: url + path, headers, body: bytesOf(body) },
    ...(response && { response: { status: response.status, headers: response.headers, body: bytesOf(response.body) } }),
    ...(!response && { failure: { kind: 'other' as const, message: 'we gave no response' } }),
    durationMs: 0,
  };
}

function bytesOf({ text, base64 }: Body): Uint8Array {
  return base64 === undefined ? Buffer.from(text ?? '') : Buffer.from(base64, 'base64');
}
