import type { MockSystem } from '../../frame/system.ts';
/** A mock of Kazoo's Crossbar auth API, and the identity providers that its users log in at. */
export declare const system: MockSystem;
