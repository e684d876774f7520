import type { FaultTable } from '../../faults/fault-table.ts';
import { isFaulty } from '../../frame/scene.ts';
import { refreshFaults } from './refresh-faults.ts';
import { tokenFaults } from './token-faults.ts';

/** The faults that the honest code still asks about. */
export const unconverted = { ...tokenFaults, ...refreshFaults } as const satisfies FaultTable;

export type WazoFault = `wazo.${keyof typeof unconverted}`;

/** Whether the request being answered asked for this fault. */
export function faulty(id: WazoFault): boolean {
  return isFaulty(id);
}
