import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { checkConfig, type MockConfig } from './config.ts';
import { type ControlParts, control } from './control.ts';
import { controlRefusal } from './control-access.ts';
import {
  bodyLimit,
  onAnswered,
  receiveBody,
  requestHeaders,
  responseHeaders,
  sendError,
  sendJson,
} from './exchange.ts';
import { faultsById } from './faults.ts';
import { createJournal, recordedBody } from './journal.ts';
import { messageFaultsMiddleware } from './message-faults.ts';
import { createProvocations } from './provocations.ts';
import { clockSkew, holdClock, inScene, now, realNow, releaseClock, type Scene, scene } from './scene.ts';
import type { RunningSystem } from './system.ts';
import { allSystems } from './systems.ts';

export interface MockOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly host?: string;
  /** What clients call this server by when that is not its own address. Its path is not stripped from requests. */
  readonly publicUrl?: string;
  /** PEM texts; the server then speaks HTTPS. */
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly config?: MockConfig;
}

export interface RunningMock {
  /** Base URL without trailing slash. */
  readonly url: string;
  readonly systems: ReadonlyMap<string, RunningSystem>;
  /** Ends cleanly: running requests get a second to finish. */
  close(): Promise<void>;
}

const closingGraceMs = 1000;

/**
 * Starts the mock IdP with every system that it has.
 * Throws a ConfigError for a wrong configuration, and what `listen` gives when the address cannot be had.
 */
export async function startMockIdp(options: MockOptions = {}): Promise<RunningMock> {
  const { port = 0, host = '127.0.0.1', publicUrl, tls } = options;
  const modules = await allSystems();
  const names = modules.map(({ name }) => name);
  const config = options.config ? await checkConfig(options.config, names) : {};

  const server = await httpServer(tls);
  const journal = createJournal();
  const provocations = createProvocations();
  const stores: Map<string, unknown>[] = [];
  let url = '';

  const perFault = <T>(create: () => T): (() => T) => {
    const held = new Map<string, T>();
    stores.push(held);
    return () => {
      const key = scene().fault ?? '';
      const own = held.get(key) ?? create();
      held.set(key, own);
      return own;
    };
  };
  const created = await Promise.all(
    modules.map((module) =>
      module.createSystem({ url: () => url + scene().prefix, config: config[module.name], perFault }),
    ),
  );
  const systems = new Map(names.map((name, index) => [name, created[index] as RunningSystem]));

  const reset = () => {
    for (const store of stores) store.clear();
    for (const system of systems.values()) system.reset?.();
    provocations.clear();
    journal.clear();
  };
  const parts: ControlParts = { journal, provocations, systems, reset };
  const serve = koaHandler(systems);

  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const arrived = new Date(realNow()).toISOString();
    const body = await receiveBody(req);
    if (body === 'aborted') return;
    if (body === 'too-large') {
      res.setHeader('Connection', 'close');
      return sendError(res, 413, 'too_large', `a request body may have ${bodyLimit} bytes`);
    }
    const target = splitTarget(req.url ?? '/');
    const { own, problem } = await sceneFor(req, target, body);
    await inScene(own, async () => {
      if (own.skewMs !== 0) res.setHeader('Date', new Date(now()).toUTCString());
      if (/^\/_control(\/|\?|$)/.test(target.rest))
        return answerControl(parts, config.controlToken, req, res, target.rest);

      const method = req.method ?? 'GET';
      const request = { method, path: target.rest, fault: own.fault ?? null };
      const enter = journal.record({
        time: arrived,
        ...request,
        headers: requestHeaders(req),
        body: recordedBody(body),
      });
      onAnswered(res, (sent) =>
        enter({ status: res.statusCode, headers: responseHeaders(res), body: recordedBody(sent) }),
      );
      if (problem) return sendError(res, problem.status, problem.error, problem.message);
      if (await provocations.act(request, res)) return;
      Object.assign(req, { originalUrl: req.url, url: target.rest });
      await serve(req, res);
    });
  };

  server.on('request', (req: IncomingMessage, res: ServerResponse) => {
    answer(req, res).catch((error: unknown) => failed(error, res));
  });
  await listen(server, port, host);
  holdClock();
  const address = server.address() as AddressInfo;
  url = publicUrl?.replace(/\/+$/, '') ?? `${tls ? 'https' : 'http'}://${reachable(host)}:${address.port}`;

  let closing: Promise<void> | undefined;
  const close = async () => {
    provocations.clear();
    await closeServer(server);
    for (const system of systems.values()) await system.close?.();
    releaseClock();
  };
  return {
    url,
    systems,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

interface Target {
  readonly fault?: string;
  readonly prefix: string;
  readonly rest: string;
}

/** Takes `/~fault/<id>` off a request target. */
function splitTarget(target: string): Target {
  const found = /^(\/~fault\/([^/?]*))(.*)$/s.exec(target);
  if (!found) return { prefix: '', rest: target };
  const [, prefix = '', fault = '', rest = ''] = found;
  return { fault, prefix, rest: rest.startsWith('/') ? rest : `/${rest}` };
}

interface Problem {
  readonly status: number;
  readonly error: string;
  readonly message: string;
}

/** The request's scene; with a problem when it names an unknown fault or a clock that is none. */
async function sceneFor(
  req: IncomingMessage,
  target: Target,
  body: Buffer,
): Promise<{ own: Scene; problem?: Problem }> {
  const { fault, prefix } = target;
  if (fault !== undefined && !(await faultsById()).has(fault)) {
    const message = `there is no fault "${fault}"; GET /_control/faults lists them`;
    return { own: { prefix: '', skewMs: 0, body }, problem: { status: 404, error: 'unknown_fault', message } };
  }
  try {
    return { own: { fault, prefix, skewMs: clockSkew(req.headers['tollgate-clock']), body } };
  } catch (error) {
    const { message } = error as Error;
    return { own: { fault, prefix, skewMs: 0, body }, problem: { status: 400, error: 'bad_clock', message } };
  }
}

async function answerControl(
  parts: ControlParts,
  token: string | undefined,
  req: IncomingMessage,
  res: ServerResponse,
  target: string,
): Promise<void> {
  const refusal = controlRefusal(req, token);
  if (refusal) return sendError(res, refusal.status, 'refused', refusal.message);
  const url = new URL(target, 'http://control');
  const { status, body } = await control(parts, { method: req.method ?? 'GET', url, body: scene().body });
  res.setHeader('Cache-Control', 'no-store');
  if (body !== undefined) return sendJson(res, status, body);
  res.statusCode = status;
  res.end();
}

function koaHandler(
  systems: ReadonlyMap<string, RunningSystem>,
): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  const app = new Koa();
  app.silent = true;
  app.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (ctx.headerSent) throw error;
      console.error(error);
      ctx.status = 500;
      ctx.body = { error: 'mock_failed', message: 'the mock itself failed; its terminal says why' };
    }
  });
  app.use(messageFaultsMiddleware);
  for (const system of systems.values()) app.use(system.middleware);
  app.use((ctx) => {
    ctx.status = 404;
    ctx.body = {
      error: 'not_found',
      message: `nothing answers ${ctx.method} ${ctx.path}; GET /_control lists what does`,
    };
  });
  return app.callback();
}

function failed(error: unknown, res: ServerResponse): void {
  console.error(error);
  if (res.headersSent) res.destroy();
  else sendError(res, 500, 'mock_failed', 'the mock itself failed; its terminal says why');
}

async function httpServer(tls: MockOptions['tls']): Promise<Server> {
  const limits = { highWaterMark: bodyLimit + 64 * 1024, maxHeaderSize: 16 * 1024, requestTimeout: 30_000 };
  if (!tls) return createServer(limits);
  const https = await import('node:https');
  return https.createServer({ ...limits, ...tls });
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), 20);
    const grace = setTimeout(() => server.closeAllConnections(), closingGraceMs);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(grace);
      resolve();
    });
  });
}

/** The host by which a server bound to `host` can be called. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
