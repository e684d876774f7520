/**
 * Makes a mockttp server listen on one host. It has no option for that and would listen on every interface,
 * so its `server` member is watched, and the listener it puts there gets the host with its port.
 */
export declare function bindTo(mockttp: object, host: string): void;
/** Throws when a started mockttp server listens elsewhere than asked. */
export declare function assertBound(mockttp: object, host: string): void;
