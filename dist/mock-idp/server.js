import { createHandler } from './frame/app.js';
import { checkConfig } from './frame/config.js';
import { createJournal } from './frame/journal.js';
import { createListener, listen, reachableHost, shutdownOf } from './frame/listener.js';
import { serveOwn } from './frame/own.js';
import { createProvocations } from './frame/provocations.js';
import { createPublicUrl, urlHere } from './frame/public-url.js';
import { createListenerOf } from './frame/requests.js';
import { holdClock, releaseClock } from './frame/scene.js';
import { createStates } from './frame/state.js';
import { allSystems } from './frame/systems.js';
import { handlesOf } from './handles/handles.js';
import { createReceivers } from './receiver/receivers.js';
/**
 * Starts the mock IdP with every system that it has.
 * Throws a ConfigError for a wrong configuration, and what `listen` gives when the address cannot be had.
 */
export async function startMockIdp(options = {}) {
    const { port = 0, host = '127.0.0.1', publicUrl, tls } = options;
    let address = createPublicUrl('http://127.0.0.1', false);
    const url = () => urlHere(address.base);
    let setup = await setUp(options.config, url);
    const server = await createListener(tls);
    const shutdown = shutdownOf(server);
    const journal = createJournal();
    const provocations = createProvocations();
    const receivers = createReceivers(journal);
    const reset = async () => {
        await receivers.stopAll();
        setup.states.clear();
        for (const system of setup.systems.values())
            system.reset?.();
        provocations.clear();
        journal.clear();
    };
    const own = {
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
        memoryOf: (variant) => setup.states.memoryOf(variant),
        own: (req, res, target) => serveOwn(own, req, res, target),
        journal,
        provocations,
        serve: (req, res) => setup.serve(req, res),
    });
    server.on('request', listener);
    await listen(server, port, host);
    holdClock();
    const { port: bound } = server.address();
    const localUrl = `${tls ? 'https' : 'http'}://${reachableHost(host)}:${bound}`;
    const addressOf = ({ trustProxy = false }) => createPublicUrl(publicUrl?.replace(/\/+$/, '') ?? localUrl, trustProxy);
    address = addressOf(setup.config);
    let closing;
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
    const core = {
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
            setup = await setUp(config, url);
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
async function setUp(given, url) {
    const modules = await allSystems();
    const names = modules.map(({ name }) => name);
    const config = given ? await checkConfig(given) : {};
    const states = createStates();
    const { perVariant } = states;
    const created = await Promise.all(modules.map((module) => module.createSystem({ url, config: config[module.name], perVariant })));
    const systems = new Map(names.map((name, index) => [name, created[index]]));
    return { config, systems, states, serve: createHandler(systems) };
}
async function ended({ systems }) {
    for (const system of systems.values())
        await system.close?.();
}
//# sourceMappingURL=server.js.map