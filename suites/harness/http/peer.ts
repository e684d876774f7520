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
   * Waits until enough are there, each answered or its connection ended, and no more have come for the settling time;
   * until nothing came for `missingAfterMs`; or until `withinMs` is over.
   * Throws when the journal has dropped entries: absence could not be judged.
   */
  received(path: string, options: Received): Promise<Exchange[]>;
  /** How long nothing must come before "no request was made" is believed, in milliseconds. */
  readonly quietMs: number;
  /** Arms a provocation; gives the function that disarms it. */
  provoke(order: object): Promise<() => Promise<void>>;
  /** Makes a code or a token with chosen claims. */
  mint(order: object): Promise<Record<string, unknown>>;
  /** Any other call below `/_control`; throws on a status of 400 or above. */
  control(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<unknown>;
}

/** How long is waited for what a target sends, in milliseconds. */
export interface Waits {
  /** How long nothing more must come behind all that was waited for. */
  readonly settleMs: number;
  /** How long nothing must come before "no request was made" is believed. */
  readonly quietMs: number;
}

export interface Received {
  readonly since: number;
  readonly atLeast?: number;
  /** Whether they are all that is waited for, where a count does not tell. */
  readonly enough?: (seen: readonly Exchange[]) => boolean;
  /** How long nothing more must come behind them; the settling time of the run unless told. */
  readonly settleMs?: number;
  /** How long nothing must come before what is missing is believed not to come; `withinMs` unless told. */
  readonly missingAfterMs?: number;
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

/** Opens the control side of a peer. */
export function openPeer({ url, publicUrl }: PeerAddress, waits: Waits): Peer {
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
    quietMs: waits.quietMs,
    async received(path, { since, withinMs = 5_000, only = () => true, ...wanted }) {
      const { atLeast = 0, enough = (seen) => seen.length >= atLeast } = wanted;
      const { settleMs = waits.settleMs, missingAfterMs = withinMs } = wanted;
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
        const exchanges = seen.map(({ exchange }) => exchange);
        const quietMs = performance.now() - quietSince;
        const isEnded = seen.every(({ entry }) => entry.response || entry.unanswered);
        if (isEnded && quietMs >= (enough(exchanges) ? settleMs : missingAfterMs)) return exchanges;
        if (performance.now() > end) return exchanges;
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
    received: true,
  };
}

function bytesOf({ text, base64 }: Body): Uint8Array {
  return base64 === undefined ? Buffer.from(text ?? '') : Buffer.from(base64, 'base64');
}
