import { openCrew } from '../crew.ts';
import { publishRoles } from '../publish.ts';
import { faultsIn } from './defect.ts';
import { readFirstRun, withFirstRun, writeFirstRun } from './first-run.ts';
import { type Score, scoreLine, scoreOf, triedLine } from './score.ts';
import { independentSets } from './sets.ts';

/** How many defects are tried side by side in one process. */
const AT_ONCE = 4;

/**
 * Runs the whole suite of each role under each of its defects, or of the roles that begin with one of the words. Prints
 * what became of each, keeps what the first run said, and puts the figures into `reports/out/mutation.json`.
 * Gives the exit code: 1 where no set is meant, or something of ours went wrong.
 */
export async function runIndependent(words: readonly string[]): Promise<number> {
  const isWanted = (role: string) => words.length === 0 || words.some((word) => role.startsWith(word));
  const sets = [...(await independentSets())].filter(([role]) => isWanted(role));
  const scores: Record<string, Score> = {};
  let isRed = sets.length === 0;
  const crew = openCrew();
  try {
    for (const [role, defects] of sets) {
      const ids = faultsIn(role, defects).map(({ id }) => id);
      const tried = await crew.all('independent', ids, AT_ONCE);
      const firstRun = withFirstRun(readFirstRun(), role, tried);
      writeFirstRun(firstRun);
      const score = scoreOf(tried, firstRun[role] ?? {});
      scores[role] = score;
      isRed ||= tried.some(({ errors }) => errors.length > 0);
      console.log([...tried.map(triedLine), scoreLine(role, score)].join('\n'));
    }
  } finally {
    crew.close();
  }
  publishRoles('independent', scores);
  if (sets.length === 0) console.log('no set of these roles');
  return isRed ? 1 : 0;
}
