/** The mock's configuration: the frame's own members, and one member a system with that system's settings. */
export interface MockConfig {
    /** Lets programs on other machines use /_control, as a Bearer token. */
    readonly controlToken?: string;
    /** Believes what a proxy says of the address that clients use. */
    readonly trustProxy?: boolean;
    readonly [system: string]: unknown;
}
/** A configuration that cannot be used; one line a mistake. */
export declare class ConfigError extends Error {
}
/** Reads a configuration file. Throws a ConfigError that names the file when it cannot be read or is not a JSON object. */
export declare function readConfig(file: string): Promise<MockConfig>;
/** A configuration with members of another, its mistakes still told by the place in the file that it was read from. */
export declare function extended(config: MockConfig | undefined, more: MockConfig): MockConfig;
/**
 * Checks a configuration against schemas/tollgate/mock-config.schema.json and each system's config.schema.json.
 * Throws a ConfigError with one line a mistake: file and line, member, what is allowed, and the nearest name.
 */
export declare function checkConfig(config: MockConfig): Promise<MockConfig>;
