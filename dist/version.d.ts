/** The version of Tollgate, as package.json says it. */
export declare const VERSION: string;
