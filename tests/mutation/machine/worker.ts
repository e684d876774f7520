import { startMockIdp } from '../../../mock-idp/server.ts';
import type { RoleId } from '../../../suites/harness/model/requirement.ts';
import { verdictsOf } from '../judge.ts';
import { flowsByRole } from '../roles.ts';
import type { Mutant } from './mutant.ts';
import { checksOf, type Tried, tryMutant } from './try.ts';

/** What a process is to try. */
export interface Order {
  readonly role: RoleId;
  readonly mutants: readonly Mutant[];
  readonly allFindings: boolean;
  /** How many are tried side by side. */
  readonly atOnce: number;
}

/** What it says meanwhile. */
export type Said = { readonly begun: string } | { readonly tried: Tried };

process.once('message', async ({ role, mutants, allFindings, atOnce }: Order) => {
  const say = (said: Said) => process.send?.(said);
  const flows = (await flowsByRole()).get(role) ?? [];
  const parts = { peer: await startMockIdp() };
  const clean = verdictsOf(await checksOf(parts, parts.peer.url, flows, true));
  const bench = { ...parts, clean };
  const left = [...mutants];
  async function work(): Promise<void> {
    for (let mutant = left.shift(); mutant; mutant = left.shift()) {
      say({ begun: mutant.id });
      say({ tried: await tryMutant(bench, role, flows, mutant, allFindings) });
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  process.exit(0);
});
// What a mutant breaks outside of any request is its own affair.
process.on('uncaughtException', () => undefined);
process.on('unhandledRejection', () => undefined);
