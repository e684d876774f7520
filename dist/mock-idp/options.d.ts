import { type MockConfig } from './frame/config.ts';
import { type RunningMock } from './server.ts';
/** The port where nobody names one. */
export declare const usualPort = 8080;
/** What a command line says of the mock, in its own words. */
export interface CommandOptions {
    readonly port?: string;
    readonly host?: string;
    readonly 'public-url'?: string;
    readonly 'trust-proxy'?: boolean;
    readonly config?: string;
    readonly cert?: string;
    readonly key?: string;
}
/** A command line that cannot be followed. */
export declare class OptionError extends Error {
}
/** Starts the mock as a command line wants it. Throws an OptionError or a ConfigError for what the person there can mend. */
export declare function startByOptions(options: CommandOptions): Promise<RunningMock>;
/** The configuration that the options name, with what they set themselves. */
export declare function configOf({ config, 'trust-proxy': trustProxy }: CommandOptions): Promise<MockConfig | undefined>;
/** What a person at the command line can mend, a line each; undefined for errors that are ours. */
export declare function explained(error: unknown): string | undefined;
