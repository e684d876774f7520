import { type MockSystem } from '../../frame/system.ts';
/** A mock of both sides of Kaleyra.io's Advanced Authentication: customers, and the platform that calls them back. */
export declare const system: MockSystem;
