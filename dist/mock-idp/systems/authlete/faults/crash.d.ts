/** Ends a request as an endpoint that crashes does. */
export declare function crash(): never;
