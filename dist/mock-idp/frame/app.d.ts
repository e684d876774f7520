import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RunningSystem } from './system.ts';
/** The systems as one request handler; what none of them serves is a JSON 404. */
export declare function createHandler(systems: ReadonlyMap<string, RunningSystem>): (req: IncomingMessage, res: ServerResponse) => Promise<void>;
