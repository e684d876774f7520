import { type MockConfig } from './frame/config.ts';
import { type Tls } from './frame/listener.ts';
import type { MockCore } from './handles/core.ts';
import { type Handles } from './handles/handles.ts';
export interface MockOptions {
    /** 0, the default, takes a free port. */
    readonly port?: number;
    readonly host?: string;
    /** What clients call this server by when that is not its own address: scheme, host and path. */
    readonly publicUrl?: string;
    /** The server then speaks HTTPS. */
    readonly tls?: Tls;
    readonly config?: MockConfig;
}
export interface RunningMock extends MockCore, Handles {
    [Symbol.asyncDispose](): Promise<void>;
}
/**
 * Starts the mock IdP with every system that it has.
 * Throws a ConfigError for a wrong configuration, and what `listen` gives when the address cannot be had.
 */
export declare function startMockIdp(options?: MockOptions): Promise<RunningMock>;
