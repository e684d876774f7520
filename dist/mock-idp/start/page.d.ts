import type { ServerResponse } from 'node:http';
/** Sends the page at `/`: it shows what /_control tells, and is one file that loads nothing from elsewhere. */
export declare function sendStart(res: ServerResponse): void;
