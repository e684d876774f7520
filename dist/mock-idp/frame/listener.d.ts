import { type Server } from 'node:http';
/** PEM texts. */
export interface Tls {
    readonly key: string;
    readonly cert: string;
}
/** An HTTP or HTTPS server with the mock's limits, not yet listening. */
export declare function createListener(tls: Tls | undefined): Promise<Server>;
/** Listens; throws what the system says when the address cannot be had. */
export declare function listen(server: Server, port: number, host: string): Promise<void>;
/** Prepares the end of a server: the function given takes no more requests, and leaves running ones a second to finish. */
export declare function shutdownOf(server: Server): () => Promise<void>;
/** The host by which a server bound to `host` can be called. */
export declare function reachableHost(host: string): string;
