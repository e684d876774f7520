import type { Client } from '../profiles.ts';
/** The client of this id. */
export declare const named: (clients: readonly Client[], id: string | undefined) => Client | undefined;
/** Whether some client has this secret. */
export declare const hasSecret: (clients: readonly Client[], secret: string | undefined) => boolean;
