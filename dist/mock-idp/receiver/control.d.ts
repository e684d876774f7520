import { type ControlRequest, type ControlResponse } from '../frame/control-request.ts';
import type { Receivers } from './receivers.ts';
type Handler = (parts: {
    readonly receivers: Receivers;
}, request: ControlRequest, id: string, behaviour: string) => ControlResponse | Promise<ControlResponse>;
/** The part of /_control that concerns callback receivers. */
export declare const receiverRoutes: readonly {
    method: string;
    path: string;
    does: string;
    handler: Handler;
}[];
export {};
