import type { AddressInfo, Server } from 'node:net';

/**
 * Makes a mockttp server listen on one host. It has no option for that and would listen on every interface,
 * so its `server` member is watched, and the listener it puts there gets the host with its port.
 */
export function bindTo(mockttp: object, host: string): void {
  let held: Server | undefined;
  Object.defineProperty(mockttp, 'server', {
    configurable: true,
    get: () => held,
    set(server: Server) {
      const listen = server.listen.bind(server) as (options: { port: number; host: string }) => Server;
      server.listen = ((port: number) => listen({ port, host })) as typeof server.listen;
      held = server;
    },
  });
}

/**
 * Makes a started mockttp server serve a request with an Upgrade field by HTTP/1.1, as every server may (RFC 9110 §7.8):
 * it would take each of them for a web socket, and Java's HTTP client sends `Upgrade: h2c` with its first request.
 */
export function ignoreUpgrades(mockttp: object): void {
  (mockttp as { server: Server }).server.removeAllListeners('upgrade');
}

/** Throws when a started mockttp server listens elsewhere than asked. */
export function assertBound(mockttp: object, host: string): void {
  const { address } = (mockttp as { address: AddressInfo }).address;
  const asked = host === 'localhost' ? ['127.0.0.1', '::1'] : [host];
  if (!asked.includes(address)) throw new Error(`the receiver listens on ${address} instead of ${host}`);
}
