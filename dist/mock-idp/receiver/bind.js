/**
 * Makes a mockttp server listen on one host. It has no option for that and would listen on every interface,
 * so its `server` member is watched, and the listener it puts there gets the host with its port.
 */
export function bindTo(mockttp, host) {
    let held;
    Object.defineProperty(mockttp, 'server', {
        configurable: true,
        get: () => held,
        set(server) {
            const listen = server.listen.bind(server);
            server.listen = ((port) => listen({ port, host }));
            held = server;
        },
    });
}
/** Throws when a started mockttp server listens elsewhere than asked. */
export function assertBound(mockttp, host) {
    const { address } = mockttp.address;
    const asked = host === 'localhost' ? ['127.0.0.1', '::1'] : [host];
    if (!asked.includes(address))
        throw new Error(`the receiver listens on ${address} instead of ${host}`);
}
//# sourceMappingURL=bind.js.map