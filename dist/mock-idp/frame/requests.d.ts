import type { IncomingMessage, ServerResponse } from 'node:http';
import { type MemoryOf } from '../faults/request-scene.ts';
import { type Journal } from './journal.ts';
import type { Provocations } from './provocations.ts';
/** What a request goes through, in this order. */
export interface Stations {
    /** Public base URL as the client sees it, and the target without what a proxy has left of it. */
    arrive(req: IncomingMessage): {
        readonly seen: string;
        readonly target: string;
    };
    readonly memoryOf: MemoryOf;
    /** What the mock serves about itself, unrecorded; undefined for what is a system's. */
    own(req: IncomingMessage, res: ServerResponse, target: string): Promise<void> | undefined;
    readonly journal: Journal;
    readonly provocations: Provocations;
    serve(req: IncomingMessage, res: ServerResponse): Promise<void>;
}
/** The listener of the server's requests. What fails here is ours: it is told on the terminal, and the client gets a 500. */
export declare function createListenerOf(stations: Stations): (req: IncomingMessage, res: ServerResponse) => void;
