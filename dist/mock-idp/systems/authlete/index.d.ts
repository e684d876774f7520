import type { MockSystem } from '../../frame/system.ts';
/** A mock of both sides of Authlete's developer authentication callback: the endpoint, and the console that calls it. */
export declare const system: MockSystem;
