import type { Fault } from '../../faults/fault.ts';
import { faultsIn } from '../../faults/fault-table.ts';
import { isFaulty } from '../../frame/scene.ts';
import { refreshFaults } from './refresh-faults.ts';
import { tokenFaults } from './token-faults.ts';

const table = { ...tokenFaults, ...refreshFaults };

export type WazoFault = `wazo.${keyof typeof table}`;

/** The behavioural faults of the Wazo mock. */
export const faults: readonly Fault[] = faultsIn(table, 'wazo.server');

/** Whether the request being answered asked for this fault. */
export function faulty(id: WazoFault): boolean {
  return isFaulty(id);
}
