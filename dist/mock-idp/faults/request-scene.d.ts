import type { IncomingMessage } from 'node:http';
import { type Scene } from '../frame/scene.ts';
/** Why a request has no proper scene: the response to give. */
export interface SceneProblem {
    readonly status: number;
    readonly error: string;
    readonly message: string;
}
export interface RequestScene {
    readonly own: Scene;
    /** The request target without the fault prefix. */
    readonly rest: string;
    readonly problem?: SceneProblem;
}
/** What a variant of one mock keeps between requests. */
export type MemoryOf = (variant: string) => Map<unknown, unknown>;
/** Reads the fault prefix of a request target and the clock header; with a problem when the fault is unknown or the clock is none. */
export declare function requestScene(req: IncomingMessage, target: string, body: Buffer, memoryOf: MemoryOf): RequestScene | Promise<RequestScene>;
