import type { Fault } from '../system.ts';
export const faults: readonly Fault[] = [];
