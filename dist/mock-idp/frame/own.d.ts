import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ControlParts } from './control.ts';
/** What the mock serves about itself. */
export interface OwnParts extends ControlParts {
    /** Opens /_control and the start page to other machines. */
    token(): string | undefined;
}
/** Serves the start page, /health and /_control; gives undefined for anything else. */
export declare function serveOwn(parts: OwnParts, req: IncomingMessage, res: ServerResponse, target: string): Promise<void> | undefined;
