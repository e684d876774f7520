import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { requestScene } from './faults/request-scene.ts';
import { createHandler } from './frame/app.ts';
import { checkConfig, type MockConfig } from './frame/config.ts';
import { type ControlParts, control } from './frame/control.ts';
import { controlRefusal } from './frame/control-access.ts';
import { bodyLimit, onAnswered, receiveBody, responseHeaders, sendError, sendJson } from './frame/exchange.ts';
import { createJournal, recordedBody } from './frame/journal.ts';
import { createListener, listen, reachableHost, shutdownOf, type Tls } from './frame/listener.ts';
import { createProvocations } from './frame/provocations.ts';
import { holdClock, inScene, now, realNow, releaseClock, scene } from './frame/scene.ts';
import type { RunningSystem } from './frame/system.ts';
import { allSystems } from './frame/systems.ts';
import { createReceivers } from './receiver/receivers.ts';

export interface MockOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly host?: string;
  /** What clients call this server by when that is not its own address. Its path is not stripped from requests. */
  readonly publicUrl?: string;
  /** The server then speaks HTTPS. */
  readonly tls?: Tls;
  readonly config?: MockConfig;
}

export interface RunningMock {
  /** Base URL without trailing slash, as clients call it. */
  readonly url: string;
  /** The same as this machine reaches it, whatever `publicUrl` says. */
  readonly localUrl: string;
  readonly systems: ReadonlyMap<string, RunningSystem>;
  /** Ends cleanly: running requests get a second to finish. */
  close(): Promise<void>;
}

/**
 * Starts the mock IdP with every system that it has.
 * Throws a ConfigError for a wrong configuration, and what `listen` gives when the address cannot be had.
 */
export async function startMockIdp(options: MockOptions = {}): Promise<RunningMock> {
  const { port = 0, host = '127.0.0.1', publicUrl, tls } = options;
  const modules = await allSystems();
  const names = modules.map(({ name }) => name);
  const config = options.config ? await checkConfig(options.config, names) : {};

  const server = await createListener(tls);
  const shutdown = shutdownOf(server);
  const journal = createJournal();
  const provocations = createProvocations();
  const receivers = createReceivers(journal);
  const stores: Map<string, unknown>[] = [];
  let url = '';

  const perVariant = <T>(create: () => T): (() => T) => {
    const held = new Map<string, T>();
    stores.push(held);
    return () => {
      const key = scene().variant ?? '';
      const own = held.get(key) ?? create();
      held.set(key, own);
      return own;
    };
  };
  const memories = new Map<string, Map<unknown, unknown>>();
  stores.push(memories);
  const memoryOf = (variant: string) => {
    const own = memories.get(variant) ?? new Map<unknown, unknown>();
    memories.set(variant, own);
    return own;
  };
  const created = await Promise.all(
    modules.map((module) =>
      module.createSystem({ url: () => url + scene().prefix, config: config[module.name], perVariant }),
    ),
  );
  const systems = new Map(names.map((name, index) => [name, created[index] as RunningSystem]));

  const reset = async () => {
    await receivers.stopAll();
    for (const store of stores) store.clear();
    for (const system of systems.values()) system.reset?.();
    provocations.clear();
    journal.clear();
  };
  const parts: ControlParts = { journal, provocations, receivers, systems, reset };
  const serve = createHandler(systems);

  const response = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const arrived = realNow();
    const body = await receiveBody(req);
    if (body === 'aborted') return;
    if (body === 'too-large') {
      res.setHeader('Connection', 'close');
      return sendError(res, 413, 'too_large', `a request body may have ${bodyLimit} bytes`);
    }
    const given = requestScene(req, body, memoryOf);
    const { own, rest, problem } = given instanceof Promise ? await given : given;
    return inScene(own, async () => {
      if (own.skewMs !== 0) res.setHeader('Date', new Date(now()).toUTCString());
      if (!problem && /^\/_control(\/|\?|$)/.test(rest))
        return answerControl(parts, config.controlToken, req, res, rest);

      const method = req.method ?? 'GET';
      const request = { method, path: rest, fault: own.variant ?? null };
      const enter = journal.record({
        time: arrived,
        ...request,
        headers: req.rawHeaders,
        body: recordedBody(body),
      });
      onAnswered(res, (sent) =>
        enter({ status: res.statusCode, headers: responseHeaders(res), body: recordedBody(sent) }),
      );
      res.once('close', () => enter(null));
      if (problem) return sendError(res, problem.status, problem.error, problem.message);
      const provoked = provocations.act({ ...request, body, authorization: req.headers.authorization }, res);
      if (provoked && (await provoked)) return;
      Object.assign(req, { originalUrl: req.url, url: rest });
      return serve(req, res);
    });
  };

  server.on('request', (req: IncomingMessage, res: ServerResponse) => {
    response(req, res).catch((error: unknown) => failed(error, res));
  });
  await listen(server, port, host);
  holdClock();
  const address = server.address() as AddressInfo;
  const localUrl = `${tls ? 'https' : 'http'}://${reachableHost(host)}:${address.port}`;
  url = publicUrl?.replace(/\/+$/, '') ?? localUrl;

  let closing: Promise<void> | undefined;
  const close = async () => {
    provocations.clear();
    await Promise.all([shutdown(), receivers.stopAll()]);
    for (const system of systems.values()) await system.close?.();
    releaseClock();
  };
  return {
    url,
    localUrl,
    systems,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
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

function failed(error: unknown, res: ServerResponse): void {
  console.error(error);
  if (res.headersSent) res.destroy();
  else sendError(res, 500, 'mock_failed', 'the mock itself failed; its terminal says why');
}
