import { setTimeout as delay } from 'node:timers/promises';
import type { CompletedRequest, MockttpHttpsOptions } from 'mockttp';
import { bodyLimit } from '../frame/exchange.ts';
import { type HeaderPairs, type Journal, recordedBody } from '../frame/journal.ts';
import { reachableHost } from '../frame/listener.ts';
import { realNow } from '../frame/scene.ts';
import { authority } from './authority.ts';
import { type Behaviours, createBehaviours, type ReceiverAction } from './behaviours.ts';
import { assertBound, bindTo, ignoreUpgrades } from './bind.ts';

export interface ReceiverOptions {
  /** Address to listen on. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** What clients call it by, when that is not its own address. */
  readonly publicUrl?: string;
  readonly tls: boolean;
  readonly clientCertificate?: 'optional' | 'required';
  /** How it answers where no behaviour says otherwise. */
  readonly response: ReceiverAction;
}

export interface Receiver {
  readonly id: string;
  readonly url: string;
  /** PEM of the authority that signed its certificate. */
  readonly ca?: string;
  /** A certificate that it takes from clients. */
  readonly client?: { readonly key: string; readonly cert: string };
  readonly behaviours: Behaviours;
  stop(): Promise<void>;
}

type Response = {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly rawBody: Buffer;
};

/**
 * Starts a receiver; its requests go to the journal under `/receiver/<id>` and their own path.
 * Throws what `listen` gives when the address cannot be had.
 */
export async function startReceiver(id: string, options: ReceiverOptions, journal: Journal): Promise<Receiver> {
  const { host, port, tls, clientCertificate } = options;
  const { getLocal } = await import('mockttp');
  const own = tls ? await authority() : undefined;
  const https = own && httpsOptions(own, clientCertificate);
  const server = getLocal({ recordTraffic: false, maxBodySize: bodyLimit, http2: false, ...(https && { https }) });
  const behaviours = createBehaviours();
  bindTo(server, host);
  await server.forAnyRequest().thenCallback((request) => receive(id, request, options.response, behaviours, journal));
  try {
    await server.start(port);
    assertBound(server, host);
    ignoreUpgrades(server);
  } catch (error) {
    await server.stop().catch(() => undefined);
    throw error;
  }
  const address = tls ? `https://localhost:${server.port}` : `http://${reachableHost(host)}:${server.port}`;
  return {
    id,
    url: options.publicUrl?.replace(/\/+$/, '') ?? address,
    ...(own && { ca: own.cert }),
    ...(own && clientCertificate && { client: own }),
    behaviours,
    async stop() {
      behaviours.clear();
      await server.stop();
    },
  };
}

/** mockttp hands all of these to `tls.createServer`; its types know one of them. */
function httpsOptions(
  own: { key: string; cert: string },
  clientCertificate: ReceiverOptions['clientCertificate'],
): MockttpHttpsOptions {
  const client = clientCertificate && { requestCert: true, rejectUnauthorized: clientCertificate === 'required' };
  return { ...own, ...(client && { tlsServerOptions: client as MockttpHttpsOptions['tlsServerOptions'] }) };
}

async function receive(
  id: string,
  request: CompletedRequest,
  usual: ReceiverAction,
  behaviours: Behaviours,
  journal: Journal,
): Promise<Response | 'reset'> {
  const { method, path, rawHeaders, body } = request;
  const lost = body.buffer.length === 0 && announcesBody(rawHeaders);
  const enter = journal.record({
    time: realNow(),
    method,
    path: `/receiver/${id}${path}`,
    fault: null,
    headers: rawHeaders.flat(),
    body: { ...recordedBody(body.buffer), ...(lost && { truncated: true }) },
  });
  const { action, gone } = behaviours.take({ method, path }) ?? { action: usual, gone: undefined };
  if (action.delayMs) await delay(action.delayMs, undefined, { ref: false });
  if (action.hang) await gone;
  if (action.hang || action.reset) {
    enter(null);
    return 'reset';
  }
  const response = responseOf(action, usual);
  enter({
    status: response.statusCode,
    headers: Object.entries(response.headers).flat(),
    body: recordedBody(response.rawBody),
  });
  return response;
}

/** mockttp keeps nothing of a body above the limit. */
function announcesBody(headers: HeaderPairs): boolean {
  return headers.some(([name, value]) => name.toLowerCase() === 'content-length' && Number(value) > 0);
}

function responseOf(action: ReceiverAction, usual: ReceiverAction): Response {
  const { redirect } = action;
  const { status = redirect ? 302 : 200, headers = {}, contentType } = action;
  const silent = status === 204 || status === 304;
  const { body = silent || redirect ? '' : (usual.body ?? {}) } = action;
  const rawBody = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const type = contentType ?? (rawBody.length > 0 ? 'application/json' : undefined);
  return {
    statusCode: status,
    headers: {
      ...(type && { 'Content-Type': type }),
      ...(!silent && { 'Content-Length': String(rawBody.length) }),
      ...(redirect && { Location: redirect }),
      ...headers,
    },
    rawBody,
  };
}
