import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Journal } from './journal.ts';
/**
 * Sends the journal's entries as server-sent events while they come, without headers and bodies: each once when the
 * request came and once more when it was answered. `Last-Event-ID` or `?since=` says after which entry to begin.
 */
export declare function sendEvents(journal: Journal, url: URL, req: IncomingMessage, res: ServerResponse): Promise<void>;
