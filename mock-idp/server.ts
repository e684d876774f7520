import type { AddressInfo } from 'node:net';
import type { Fault } from './faults/fault.ts';
import { faultsById } from './faults/registry.ts';
import { createHandler } from './frame/app.ts';
import { checkConfig, type MockConfig } from './frame/config.ts';
import { createJournal } from './frame/journal.ts';
import { createListener, listen, reachableHost, shutdownOf, type Tls } from './frame/listener.ts';
import { type OwnParts, serveOwn } from './frame/own.ts';
import { createProvocations } from './frame/provocations.ts';
import { createPublicUrl, type PublicUrl, urlHere } from './frame/public-url.ts';
import { createListenerOf } from './frame/requests.ts';
import { holdClock, releaseClock } from './frame/scene.ts';
import { createStates, type States } from './frame/state.ts';
import type { MockSystem, RunningSystem } from './frame/system.ts';
import { allSystems } from './frame/systems.ts';
import type { MockCore } from './handles/core.ts';
import { type Handles, handlesOf } from './handles/handles.ts';
import { createReceivers } from './receiver/receivers.ts';

export interface MockOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly host?: string;
  /** What clients call this server by when that is not its own address: scheme, host and path. */
  readonly publicUrl?: string;
  /** The server then speaks HTTPS. */
  readonly tls?: Tls;
  readonly config?: MockConfig;
  /** The systems to serve; every one that the mock has unless told. */
  readonly modules?: readonly MockSystem[];
  /** Faults that it can show beside its own, and does not list. */
  readonly faults?: readonly Fault[];
}

export interface RunningMock extends MockCore, Handles {
  [Symbol.asyncDispose](): Promise<void>;
}

/** What a configuration makes. */
interface Setup {
  readonly config: MockConfig;
  readonly systems: ReadonlyMap<string, RunningSystem>;
  readonly states: States;
  readonly serve: ReturnType<typeof createHandler>;
}

/**
 * Starts the mock IdP with every system that it has.
 * Throws a ConfigError for a wrong configuration, and what `listen` gives when the address cannot be had.
 */
export async function startMockIdp(options: MockOptions = {}): Promise<RunningMock> {
  const { port = 0, host = '127.0.0.1', publicUrl, tls, faults = [] } = options;
  let address: PublicUrl = createPublicUrl('http://127.0.0.1', false);
  const url = () => urlHere(address.base);
  const modules = options.modules ?? (await allSystems());
  let setup = await setUp(modules, options.config, url);

  const server = await createListener(tls);
  const shutdown = shutdownOf(server);
  const journal = createJournal();
  const provocations = createProvocations();
  const receivers = createReceivers(journal);
  const reset = async () => {
    await receivers.stopAll();
    setup.states.clear();
    for (const system of setup.systems.values()) system.reset?.();
    provocations.clear();
    journal.clear();
  };
  const own: OwnParts = {
    journal,
    provocations,
    receivers,
    systems: () => setup.systems,
    url,
    reset,
    token: () => setup.config.controlToken,
  };
  const listener = createListenerOf({
    arrive(req) {
      const seen = address.seenBy(req);
      return { seen, target: address.stripped(req.url ?? '/', seen) };
    },
    variants: {
      memoryOf: (variant) => setup.states.memoryOf(variant),
      faultOf: async (wanted) => faults.find(({ id }) => id === wanted) ?? (await faultsById()).get(wanted),
    },
    own: (req, res, target) => serveOwn(own, req, res, target),
    journal,
    provocations,
    serve: (req, res) => setup.serve(req, res),
  });
  server.on('request', listener);
  await listen(server, port, host);
  holdClock();
  const { port: bound } = server.address() as AddressInfo;
  const localUrl = `${tls ? 'https' : 'http'}://${reachableHost(host)}:${bound}`;
  const addressOf = ({ trustProxy = false }: MockConfig) =>
    createPublicUrl(publicUrl?.replace(/\/+$/, '') ?? localUrl, trustProxy);
  address = addressOf(setup.config);

  let closing: Promise<void> | undefined;
  const close = async () => {
    provocations.clear();
    await Promise.all([shutdown(), receivers.stopAll()]);
    await ended(setup);
    releaseClock();
  };
  const end = () => {
    closing ??= close();
    return closing;
  };
  const core: MockCore = {
    url: address.base,
    localUrl,
    get systems() {
      return setup.systems;
    },
    record: journal,
    provocations,
    reset,
    remember: () => setup.states.snapshot(),
    async configure(config) {
      const former = setup;
      setup = await setUp(modules, config, url);
      address = addressOf(setup.config);
      await ended(former);
    },
    close: end,
  };
  const { systems: _, ...kept } = core;
  return {
    ...kept,
    ...handlesOf(core),
    get systems() {
      return setup.systems;
    },
    [Symbol.asyncDispose]: end,
  };
}

async function setUp(modules: readonly MockSystem[], given: MockConfig | undefined, url: () => string): Promise<Setup> {
  const names = modules.map(({ name }) => name);
  const config = given ? await checkConfig(given) : {};
  const states = createStates();
  const { perVariant } = states;
  const created = await Promise.all(
    modules.map((module) => module.createSystem({ url, config: config[module.name], perVariant })),
  );
  const systems = new Map(names.map((name, index) => [name, created[index] as RunningSystem]));
  return { config, systems, states, serve: createHandler(systems) };
}

async function ended({ systems }: Setup): Promise<void> {
  for (const system of systems.values()) await system.close?.();
}
