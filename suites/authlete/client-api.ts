import type { Transport } from '../harness/flow/context.ts';
import { role } from '../harness/flow/role.ts';
import type { Exchange } from '../harness/http/exchange.ts';
import { statusOf, succeeded, summaryOf } from '../harness/http/exchange.ts';
import type { Trigger } from '../harness/target/target.ts';
import { runCommand, triggerRequest } from '../harness/target/trigger.ts';
import { joinUrl } from '../harness/target/url.ts';

/** What the target file says of a console. */
export interface ConsoleTarget {
  readonly url?: string;
  readonly trigger: Partial<Extract<Trigger, { url: string }>> & { readonly command?: string };
  readonly peers: { readonly receiver: { readonly listen: string; readonly publicUrl?: string } };
}

/** What is configured and typed for one login. */
export interface Typed {
  readonly id?: string;
  readonly password?: string;
  readonly apiKey?: string;
  readonly apiSecret?: string;
}

/** What our endpoint answers: an object goes as JSON with the documented header fields. */
export interface Answering {
  readonly body?: unknown;
  readonly status?: number;
  readonly contentType?: string;
  readonly redirect?: string;
  readonly reset?: true;
  readonly hang?: true;
}

/** One login at the console. */
export interface Attempt {
  /** Path of the endpoint for this login. */
  readonly path: string;
  /** Whether the developer is in. */
  readonly loggedIn: boolean;
  /** Whether the console refused in order: not in, and no internal error. */
  readonly refused: boolean;
  /** Whether the login came to an end in time. */
  readonly ended: boolean;
  /** What the console said, for people. */
  readonly said: string;
  /** The call that made the console act; none where a command did. */
  readonly exchange?: Exchange;
}

/** The calls that went to the endpoint whose path begins with this word. */
export function callsTo(calls: readonly Exchange[], word: string): Exchange[] {
  return calls.filter(({ request }) => /\/receiver\/[^/]+\/+([^/?]*)/.exec(request.url)?.[1] === word);
}

/** An endpoint of ours that a console calls. */
export interface Inbox {
  readonly url: string;
  /** Makes a developer log in, with the endpoint at `path` answering as told (authenticated, with the id as subject, unless told). */
  logIn(path: string, typed?: Typed, answering?: Answering): Promise<Attempt>;
  /** What came to it, in order, once all logins are made; waits for `atLeast` and lets go of those that were left without a response. */
  calls(atLeast: number): Promise<readonly Exchange[]>;
}

/** Beyond what a double holds. */
export const SERVICE_API_KEY = '9223372036854775807';
export const ID = 'ada';
export const PASSWORD = 'tollgate-analytical-engine';
export const API_KEY = 'tollgate-callback';
export const API_SECRET = 'tollgate-callback-secret';

/** How long consoles that can be told wait for an endpoint that never answers, and at most for any other, in milliseconds. */
const PATIENCE = { silent: 500, other: 30_000 };

/** The response of section 6 for this subject. */
export function yes(subject: string, more: object = {}): object {
  return { authenticated: true, subject, displayName: 'Ada Lovelace', ...more };
}

function openConsole({ target, send, note, peer, cleanUp, timeoutMs, secret, show }: Transport<ConsoleTarget>) {
  const { command, ...call } = target.trigger;

  async function open(): Promise<Inbox> {
    const { listen, publicUrl } = target.peers.receiver;
    const started = await peer.control('POST', 'receiver', { listen, ...(publicUrl && { publicUrl }) });
    const { id, url } = started as { readonly id: string; readonly url: string };
    cleanUp(async () => {
      await peer.control('DELETE', `receiver/${id}`);
      return [];
    });
    const since = await peer.mark();

    async function answerAt(path: string, { redirect, reset, hang, ...response }: Answering): Promise<void> {
      const { body, status = 200, contentType = 'application/json; charset=UTF-8' } = response;
      const headers = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };
      const usual = { status, contentType, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
      const action = reset || hang ? { reset, hang } : redirect === undefined ? usual : { redirect: url + redirect };
      await peer.control('POST', `receiver/${id}/behaviours`, { match: { path }, times: 20, action });
    }

    return {
      url,
      async logIn(path, typed = {}, answering = {}) {
        const values = {
          endpoint: url + path,
          apiKey: API_KEY,
          apiSecret: API_SECRET,
          serviceApiKey: SERVICE_API_KEY,
          id: ID,
          password: PASSWORD,
          timeoutMs: answering.hang ? PATIENCE.silent : Math.min(timeoutMs, PATIENCE.other),
          ...typed,
        };
        // What a flow types to have it compared is shown.
        for (const made of [typed.password, typed.apiSecret]) if (made !== undefined) show(made);
        if (typed.password === undefined) secret(values.password, 'password');
        if (typed.apiSecret === undefined) secret(values.apiSecret, 'api_secret');
        await answerAt(path.split('?')[0] ?? path, { body: yes(values.id), ...answering });
        return fire(path, values);
      },
      async calls(atLeast) {
        await peer.control('DELETE', `receiver/${id}/behaviours`);
        const seen = await peer.received(`/receiver/${id}/`, { since, atLeast });
        note(seen);
        return seen;
      },
    };
  }

  async function fire(path: string, values: Record<string, string | number>): Promise<Attempt> {
    if (command !== undefined) {
      const { code, output } = await runCommand(command, values, timeoutMs);
      const said = `exit code ${code}${output.trim() ? `: ${output.trim().slice(-200)}` : ''}`;
      return { path, loggedIn: code === 0, refused: code !== 0, ended: code !== null, said };
    }
    const { url: at = '', method = 'POST', contentType = 'application/json', ...rest } = call;
    const url = joinUrl(target.url ?? '', at);
    const exchange = await send(triggerRequest({ ...rest, url, method, contentType }, values));
    const status = statusOf(exchange) ?? 0;
    const refused = status >= 300 && status < 500;
    const ended = exchange.response !== undefined;
    return { path, loggedIn: succeeded(exchange), refused, ended, said: summaryOf(exchange), exchange };
  }

  return { console: { open } };
}

/** Makes a flow of the role that calls developer authentication callback endpoints. */
export const flow = role('authlete.client', openConsole);
