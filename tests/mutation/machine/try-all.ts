import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { RoleId } from '../../../suites/harness/model/requirement.ts';
import type { Mutant } from './mutant.ts';
import type { Tried } from './try.ts';
import type { Order, Said } from './worker.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
/** After how many mutants a process is replaced: the code of each stays in memory. */
const A_PROCESS = 120;
const AT_ONCE = 4;
/** How long a process may say nothing, in milliseconds: a mutant that loops for ever stops all beside it. */
const SILENCE_MS = 60_000;

/** Tries all mutants of a role on all cores, and tells of each when it is done. Throws where a process of ours does not begin. */
export async function tryAll(
  role: RoleId,
  mutants: readonly Mutant[],
  allFindings: boolean,
  tell: (tried: Tried) => void,
): Promise<void> {
  const portions = Array.from({ length: Math.ceil(mutants.length / A_PROCESS) }, (_, i) =>
    mutants.slice(i * A_PROCESS, (i + 1) * A_PROCESS),
  );
  const next = async (): Promise<void> => {
    for (let portion = portions.shift(); portion; portion = portions.shift()) {
      for (const mutant of await tryHere({ role, mutants: portion, allFindings, atOnce: AT_ONCE }, tell)) {
        const stuck = await tryHere({ role, mutants: [mutant], allFindings, atOnce: 1 }, tell);
        if (stuck.length > 0)
          tell({ mutant, role, fate: 'found', by: [], unjudged: 0, message: 'it ends or stops the process' });
      }
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, next));
}

/** Tries mutants in one process; gives those that are left where it fell silent or broke. */
function tryHere(order: Order, tell: (tried: Tried) => void): Promise<readonly Mutant[]> {
  return new Promise((resolve, reject) => {
    const left = new Map(order.mutants.map((mutant) => [mutant.id, mutant]));
    let hasBegun = false;
    let errors = '';
    const worker = fork(WORKER, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let timer = setTimeout(() => worker.kill('SIGKILL'), SILENCE_MS);
    worker.stderr?.on('data', (chunk) => {
      errors = `${errors}${chunk}`.slice(-2_000);
    });
    worker.on('message', (said: Said) => {
      hasBegun = true;
      clearTimeout(timer);
      timer = setTimeout(() => worker.kill('SIGKILL'), SILENCE_MS);
      if (!('tried' in said)) return;
      left.delete(said.tried.mutant.id);
      tell(said.tried);
    });
    worker.on('exit', () => {
      clearTimeout(timer);
      if (hasBegun) resolve([...left.values()]);
      else reject(new Error(`a process of the mutants of ${order.role} did not begin: ${errors}`));
    });
    worker.send(order);
  });
}
