import type { IncomingMessage, ServerResponse } from 'node:http';
import { requestScene, type SceneProblem, type Variants } from '../faults/request-scene.ts';
import { bodyLimit, onAnswered, receiveBody, responseHeaders, sendError } from './exchange.ts';
import { type Journal, recordedBody } from './journal.ts';
import type { Provocations, ProvokedRequest } from './provocations.ts';
import { inScene, now, realNow } from './scene.ts';

/** What a request goes through, in this order. */
export interface Stations {
  /** Public base URL as the client sees it, and the target without what a proxy has left of it. */
  arrive(req: IncomingMessage): { readonly seen: string; readonly target: string };
  readonly variants: Variants;
  /** What the mock serves about itself, unrecorded; undefined for what is a system's. */
  own(req: IncomingMessage, res: ServerResponse, target: string): Promise<void> | undefined;
  readonly journal: Journal;
  readonly provocations: Provocations;
  serve(req: IncomingMessage, res: ServerResponse): Promise<void>;
}

/** The listener of the server's requests. What fails here is ours: it is told on the terminal, and the client gets a 500. */
export function createListenerOf(stations: Stations): (req: IncomingMessage, res: ServerResponse) => void {
  return (req, res) => {
    respond(stations, req, res).catch((error: unknown) => failed(error, res));
  };
}

async function respond(stations: Stations, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const arrived = realNow();
  const body = await receiveBody(req);
  if (body === 'aborted') return undefined;
  if (body === 'too-large') {
    res.setHeader('Connection', 'close');
    return sendError(res, 413, 'too_large', `a request body may have ${bodyLimit} bytes`);
  }
  const { seen, target } = stations.arrive(req);
  const given = requestScene(req, target, body, stations.variants);
  const { own, rest, problem } = given instanceof Promise ? await given : given;
  return inScene({ ...own, seen }, () => {
    if (own.skewMs !== 0) res.setHeader('Date', new Date(now()).toUTCString());
    const served = problem ? undefined : stations.own(req, res, rest);
    return served ?? recorded(stations, { req, res, arrived, body, rest, variant: own.variant ?? null, problem });
  });
}

interface Arrived {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  /** Milliseconds since the epoch. */
  readonly arrived: number;
  readonly body: Buffer;
  readonly rest: string;
  readonly variant: string | null;
  readonly problem: SceneProblem | undefined;
}

/** Journal, then provocations, then the systems. */
async function recorded({ journal, provocations, serve }: Stations, arrival: Arrived): Promise<void> {
  const { req, res, arrived, body, rest, variant, problem } = arrival;
  const request = { method: req.method ?? 'GET', path: rest, fault: variant };
  const enter = journal.record({ time: arrived, ...request, headers: req.rawHeaders, body: recordedBody(body) });
  onAnswered(res, (sent) => enter({ status: res.statusCode, headers: responseHeaders(res), body: recordedBody(sent) }));
  res.once('close', () => enter(null));
  if (problem) return sendError(res, problem.status, problem.error, problem.message);
  const { authorization = '', 'x-auth-token': token = '' } = req.headers;
  const asked: ProvokedRequest = { ...request, body, credentials: `${authorization}\n${token}` };
  const provoked = provocations.act(asked, res);
  if (provoked && (await provoked)) return undefined;
  Object.assign(req, { originalUrl: req.url, url: rest });
  return serve(req, res);
}

function failed(error: unknown, res: ServerResponse): void {
  console.error(error);
  if (res.headersSent) res.destroy();
  else sendError(res, 500, 'mock_failed', 'the mock itself failed; its terminal says why');
}
