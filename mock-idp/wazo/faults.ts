import { isFaulty } from '../scene.ts';
import type { Fault } from '../system.ts';
import { refreshFaults } from './refresh-faults.ts';
import { tokenFaults } from './token-faults.ts';

const table = { ...tokenFaults, ...refreshFaults };

export type WazoFault = `wazo.${keyof typeof table}`;

/** The behavioural faults of the Wazo mock. */
export const faults: readonly Fault[] = Object.entries(table).map(([id, [sentence, ...breaks]]) => ({
  id: `wazo.${id}`,
  system: 'wazo',
  role: 'wazo.server',
  sentence,
  breaks: breaks.map((requirement) => `wazo.${requirement}`),
}));

/** Whether the request being answered asked for this fault. */
export function faulty(id: WazoFault): boolean {
  return isFaulty(id);
}
